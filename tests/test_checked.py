"""What a check said is said again, word for word, while nothing has changed; and only then."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nkgraph import checked
from nkgraph.checked import Told
from nkgraph.corpus import Places
from nkgraph.fault import Fault
from tests import tiny
from tests.conftest import REPOSITORY

TOLD = Told([Fault(Path("claims/a.ttl"), 3, "x", 'It is "wrong".', "Write 1,277.", "warning")], ["1 file, 2 claims, 1 fault."])


class Check:
    """A check that counts how often it is made, and says each time which time it is."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.made = 0
        self.meanwhile = meanwhile

    def __call__(self) -> Told:
        self.made += 1
        self.meanwhile()
        return replace(TOLD, talk=[*TOLD.talk, f"time {self.made}"])


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "one.txt").write_text("one")
    return replace(tiny.write(tmp_path / "corpus"), copies=folder)


def test_what_was_told_is_told_again_word_for_word(places: Places, tmp_path: Path) -> None:
    check = Check()
    first = checked.told(places, ["a.ttl"], tmp_path / "cache", check)
    assert checked.told(places, ["a.ttl"], tmp_path / "cache", check) == first
    assert check.made == 1


def a_claims_file(places: Places) -> Places:
    path = next(places.claims.glob("20*.ttl"))
    path.write_text(f"{path.read_text()}# a remark\n")
    return places


def another_name(places: Places) -> Places:
    path = next(places.claims.glob("20*.ttl"))
    path.rename(path.with_name("2019-upi-renamed.ttl"))
    return places


def a_copy(places: Places) -> Places:
    assert places.copies is not None
    (places.copies / "one.txt").write_text("two")
    return places


def no_copies(places: Places) -> Places:
    return replace(places, copies=None)


def another_ontology(places: Places) -> Places:
    folder = places.claims.parent / "ontology"
    folder.mkdir()
    for path in places.ontology.rglob("*.ttl"):
        target = folder / path.relative_to(places.ontology)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "wording.ttl").write_bytes((folder / "wording.ttl").read_bytes() + b"# a remark\n")
    return replace(places, ontology=folder)


CHANGES = [a_claims_file, another_name, a_copy, no_copies, another_ontology]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_where_anything_has_changed_it_is_checked_again(
    change: Callable[[Places], Places], places: Places, tmp_path: Path
) -> None:
    check = Check()
    checked.told(places, [], tmp_path / "cache", check)
    checked.told(change(places), [], tmp_path / "cache", check)
    assert check.made == 2


def test_other_files_that_are_asked_about_are_another_check(places: Places, tmp_path: Path) -> None:
    check = Check()
    for asked in (["a.ttl"], ["b.ttl"], []):
        checked.told(places, asked, tmp_path / "cache", check)
    assert check.made == 3


def test_from_another_folder_it_is_another_check(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = Check()
    for folder in (tmp_path, REPOSITORY):
        monkeypatch.chdir(folder)
        checked.told(places, [], tmp_path / "cache", check)
    assert check.made == 2


def test_what_was_written_while_it_was_read_is_not_kept(places: Places, tmp_path: Path) -> None:
    check = Check(lambda: a_claims_file(places))
    checked.told(places, [], tmp_path / "cache", check)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"faults": [[]], "talk": []}', b'{"faults": 1, "talk": []}', b"\xff"])
def test_a_torn_answer_is_no_answer(torn: bytes, places: Places, tmp_path: Path) -> None:
    check = Check()
    checked.told(places, [], tmp_path / "cache", check)
    (kept,) = (tmp_path / "cache").glob("*.checked.json")
    kept.write_bytes(torn)
    assert checked.told(places, [], tmp_path / "cache", check).talk[-1] == "time 2"
    assert checked.told(places, [], tmp_path / "cache", check).talk[-1] == "time 2"


def test_without_a_cache_and_with_one_that_cannot_be_written_it_is_checked_each_time(places: Places, tmp_path: Path) -> None:
    check = Check()
    (tmp_path / "file").write_text("")
    for cache in (None, None, tmp_path / "file", tmp_path / "file"):
        checked.told(places, [], cache, check)
    assert check.made == 4


def test_the_oldest_answers_are_forgotten(places: Places, tmp_path: Path) -> None:
    for number in range(23):
        checked.told(places, [str(number)], tmp_path / "cache", Check())
        (newest,) = (p for p in (tmp_path / "cache").iterdir() if p.stat().st_mtime > 1e6)
        os.utime(newest, (number, number))
    assert len(list((tmp_path / "cache").iterdir())) == 20


def test_what_cannot_be_read_is_left_to_the_check_to_tell(places: Places, tmp_path: Path) -> None:
    check = Check()
    gone = replace(places, claims=tmp_path / "gone")
    for _ in range(2):
        assert checked.told(gone, [], tmp_path / "cache", check).faults == TOLD.faults
    assert check.made == 2
