"""Verdicts that are kept: the same answer with them and without, whatever is done to the cache or to another file."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from nkgraph import check, shapes, verdicts
from nkgraph.corpus import Places
from tests import tiny

SLIPS = {  # what is typed, what is typed instead
    "none": ("", ""),
    "a quoted number": ("nk:value 1502", 'nk:value "1502"'),
    "an unknown property": ("nk:value 1502", "nk:valeu 1502"),
    "another copy": ("nk:copy copy:001", "nk:copy copy:002"),
    "no period": ('nk:period "2012" ; ', ""),
}


def told(places: Places, cache: Path | None) -> list[str]:
    return [str(f) for f in check.judge(check.read(places), places, cache).faults]


def typed(places: Places, slip: str, stem: str = "2020-upi-third") -> None:
    path = places.claims / f"{stem}.ttl"
    before, after = SLIPS[slip]
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_kept_verdict_is_the_verdict(slip: str, tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    assert told(places, cache) == []
    typed(places, slip)
    expected = told(places, None)
    assert (expected == []) == (slip == "none")
    assert told(places, cache) == expected, "judged beside verdicts that are kept"
    assert told(places, cache) == expected, "kept itself"


def test_only_what_changed_is_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    told(places, cache)
    judged: list[str] = []
    real = shapes.check

    def watched(read, documents, *rest):  # type: ignore[no-untyped-def]  # the real one does the work
        judged.extend(d.path.stem for d in documents)
        return real(read, documents, *rest)

    monkeypatch.setattr(shapes, "check", watched)
    told(places, cache)
    assert judged == []
    typed(places, "a quoted number")
    told(places, cache)
    assert judged == ["2020-upi-third"]


def test_what_another_file_defines_is_part_of_the_verdict(tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    told(places, cache)
    copies = places.claims / "copies.ttl"
    copies.write_text(copies.read_text(encoding="utf-8").replace("<001>", "<003>"), encoding="utf-8")
    without = told(places, None)
    assert any("[mention-copy]" in line for line in without)
    assert told(places, cache) == without


def test_what_names_a_thing_of_two_files_is_judged_the_same_whichever_files_are_judged_at_once(tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    added(places, "2016-01-04-yonhap-second", "copy:001 a nk:Agent .")
    everything = told(places, cache)
    assert ["[subject-foreign]" in line for line in everything] == [True]
    for stem in ("2016-01-04-yonhap-second", "2020-upi-third"):
        added(places, stem, "# looked at again")
    assert told(places, None) == everything
    assert [line for line in told(places, cache) if "2020-upi-third.ttl" in line] == []


def added(places: Places, stem: str, line: str) -> None:
    path = places.claims / f"{stem}.ttl"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")


@pytest.mark.endurance
@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [[1]]}', b"\xff"])
def test_a_torn_cache_is_no_cache(torn: bytes, tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    typed(places, "a quoted number")
    expected = told(places, cache)
    (kept,) = cache.glob("*.verdicts.json")
    assert len(json.loads(kept.read_bytes())) == 4
    kept.write_bytes(torn)
    assert told(places, cache) == expected
    shutil.rmtree(cache)
    assert told(places, cache) == expected


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    assert told(places, tmp_path / "cache") == []


def test_one_file_is_judged_without_the_others(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    typed(places, "a quoted number")
    typed(places, "another copy", "2015-07-05-yonhap-first")
    one = places.claims / "2020-upi-third.ttl"
    everything = check.judge(check.read(places), places).faults
    alone = check.judge(check.read(places), places, None, {one}).faults
    assert [f for f in alone if f.path == one] == [f for f in everything if f.path == one] != []


@pytest.mark.endurance
def test_many_new_files_are_judged_on_several_cores_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = tiny.write(tmp_path / "corpus")
    typed(places, "a quoted number")
    typed(places, "another copy", "2015-07-05-yonhap-first")
    expected = told(places, None)
    monkeypatch.setattr(verdicts, "_MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert told(places, None) == expected
