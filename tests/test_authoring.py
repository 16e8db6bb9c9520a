"""`nkgraph new`: what it writes, what it never touches, and what it says where a name is unknown."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from nkgraph import check, corpus, updating, writing
from nkgraph.corpus import Places
from tests import tiny
from tests.calling import Ran, call
from tests.conftest import REPOSITORY
from tests.test_writing import Disk, every_fault

ARTICLE = """Fewer people arrive

A total of 1,277 North Koreans arrived in South Korea in 2015, the Ministry of Unification said.
Some 2,700 came in 2011.
"""
STEM = "2016-01-15-yonhap-fewer-people-arrive"


@dataclass(frozen=True)
class Desk:
    """A small corpus and an article that is not filed yet."""

    places: Places
    article: Path

    def new(self, *more: str | Path, copies: bool = True) -> Ran:
        given: list[str | Path] = ["--copies", self.places.copies or ""] if copies else []
        given += ["--claims", self.places.claims, "--ontology", self.places.ontology, "--queries", self.places.queries]
        return call("new", *more, *given, folder=self.places.claims.parent)

    def draft(self, *more: str | Path) -> Ran:
        """With all that is needed to begin."""
        words = ["--publisher", "yonhap", "--date", "2016-01-15", "--filed", "2026-11-22"]
        return self.new("--copy", self.article, *words, *more)

    @property
    def path(self) -> Path:
        return self.places.claims / f"{STEM}.ttl"

    def held(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in self.places.claims.iterdir()}

    def file_copy(self) -> None:
        assert self.places.copies is not None
        (self.places.copies / self.article.name).write_bytes(self.article.read_bytes())

    def faults(self) -> list[tuple[str, str]]:
        return [(f.path.name, f.code) for f in check.judge(check.read(self.places), self.places).faults]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    return Desk(tiny.write(tmp_path / "tiny"), article)


def test_a_new_file_is_named_by_date_publisher_and_headline_and_nothing_else_is_written(desk: Desk) -> None:
    before = desk.held()
    ran = desk.draft()
    assert (ran.code, ran.out) == (0, f"claims/{STEM}.ttl\n")
    assert desk.held() == {**before, f"{STEM}.ttl": desk.path.read_bytes()}


def test_the_lines_for_the_copy_are_printed_and_are_right(desk: Desk) -> None:
    ran = desk.draft()
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert "Add to claims/copies.ttl" in ran.err
    assert f'nk:sha256 "{digest}" ; nk:bytes {len(ARTICLE.encode())} .' in ran.err
    assert f"cp {desk.article} {desk.places.copies}/" in ran.err
    entry = ran.err[ran.err.index("<002> a nk:Copy") :].partition("\n\n")[0]
    copies = desk.places.claims / "copies.ttl"
    copies.write_text(copies.read_text(encoding="utf-8") + entry + "\n", encoding="utf-8")
    desk.file_copy()
    assert {code for name, code in desk.faults() if name == "copies.ttl"} == set()


def test_a_draft_with_its_copy_filed_has_no_fault_but_its_questions(desk: Desk) -> None:
    desk.file_copy()
    assert desk.draft("--write-copy").code == 0
    faults = desk.faults()
    assert {name for name, _ in faults} == {f"{STEM}.ttl"}
    assert {code for _, code in faults} == {"claim-authority", "draft-left"}, (
        "every number is accounted for, every position is right"
    )
    assert len(faults) == 3


def test_the_copy_is_added_below_what_copies_ttl_held(desk: Desk) -> None:
    before = (desk.places.claims / "copies.ttl").read_bytes()
    ran = desk.draft("--write-copy")
    after = (desk.places.claims / "copies.ttl").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].decode().strip() in ran.err
    assert "Added to" in ran.err


def test_a_second_run_says_that_the_file_is_there_and_how_to_go_on(desk: Desk) -> None:
    desk.draft("--write-copy")
    before = desk.held()
    ran = desk.draft("--write-copy")
    assert (ran.code, ran.out) == (2, "")
    assert f"claims/{STEM}.ttl: is there already and is not overwritten" in ran.message
    assert f"--update claims/{STEM}.ttl" in ran.message
    assert desk.held() == before


def test_a_file_that_cannot_be_read_stops_it(desk: Desk) -> None:
    (desk.places.claims / "2020-upi-third.ttl").write_text("<", encoding="utf-8")
    before = desk.held()
    ran = desk.draft()
    assert ran.code == 1
    assert "[syntax]" in ran.err
    assert desk.held() == before


# --- update ------------------------------------------------------------------------------------------------------


def shortened(desk: Desk) -> bytes:
    """The draft with its last claim taken out, as the archivist might leave it: odd spaces, a remark at the end."""
    desk.file_copy()
    desk.draft("--write-copy")
    text = desk.path.read_text(encoding="utf-8")
    start = text.index("<arrivals-2011>")
    kept = text[:start].replace("nk:value 1277", "nk:value   1277") + "# to be gone on with"
    desk.path.write_bytes(kept.encode())
    return kept.encode()


def test_a_check_of_the_file_alone_tells_what_is_left_over_in_its_copy_and_how_to_go_on(desk: Desk) -> None:
    shortened(desk)
    given = ["--copies", desk.places.copies or "", "--claims", desk.places.claims]
    given += ["--ontology", desk.places.ontology, "--queries", desk.places.queries]
    ran = call("check", desk.path, *given, folder=desk.places.claims.parent)
    told = [line for line in ran.out.splitlines() if "[number-unaccounted]" in line]
    assert len(told) == 2
    for line, number in zip(told, ("2,700", "2011"), strict=True):
        start = ARTICLE.index(number)
        assert f'The number "{number}" at characters {start}-{start + len(number)} is in no claim' in line
    assert f"drafted: nkgraph new --update {desk.path}" in ran.err
    others = call("check", desk.places.claims / "2020-upi-third.ttl", *given, folder=desk.places.claims.parent)
    assert (others.code, others.out) == (0, "")


@pytest.mark.parametrize("how", ["by its file", "by its file and its text", "by what it was begun with"])
def test_update_adds_the_numbers_that_are_missing_and_touches_nothing_else(how: str, desk: Desk) -> None:
    kept, before = shortened(desk), desk.held()
    assert ("article.txt", "number-unaccounted") in desk.faults()
    if how == "by its file":
        ran = desk.new("--update", desk.path)
    elif how == "by its file and its text":
        ran = desk.new("--update", desk.path, "--copy", desk.article, copies=False)
    else:
        ran = desk.draft("--update")
    assert (ran.code, ran.out) == (0, f"claims/{STEM}.ttl\n"), ran.err
    assert "1 claim drafted" in ran.err
    after = desk.path.read_bytes()
    assert after.startswith(kept)
    assert b"<arrivals-2011> a nk:Claim" in after[len(kept) :]
    assert b'"1,277"' not in after[len(kept) :]
    assert {**desk.held(), desk.path.name: kept} == before
    assert ("article.txt", "number-unaccounted") not in desk.faults()


def test_update_writes_nothing_where_nothing_is_missing(desk: Desk) -> None:
    shortened(desk)
    desk.new("--update", desk.path)
    stamp, before = desk.path.stat().st_mtime_ns, desk.held()
    ran = desk.new("--update", desk.path)
    assert (ran.code, ran.out) == (0, "")
    assert "Every number is accounted for" in ran.err
    assert (desk.path.stat().st_mtime_ns, desk.held()) == (stamp, before)


def test_a_second_article_of_the_same_copy_gets_only_what_the_first_leaves(desk: Desk) -> None:
    shortened(desk)
    ran = desk.new("--copy", desk.article, "--publisher", "upi", "--headline", "The rest", "--date", "2016-01-16")
    assert (ran.code, ran.out) == (0, "claims/2016-01-16-upi-the-rest.ttl\n")
    text = (desk.places.claims / "2016-01-16-upi-the-rest.ttl").read_text(encoding="utf-8")
    assert "2,700" in text
    assert "1,277" not in text
    assert "Add to" not in ran.err, "the copy is described already"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--update", "claims/2016-nowhere.ttl"], "not a file of"),
        (["--update", f"claims/{STEM}.ttl", "--copy", "other.txt"], "does not describe these bytes"),
    ],
)
def test_an_update_that_cannot_be_is_refused(words: list[str], said: str, desk: Desk) -> None:
    kept = shortened(desk)
    (desk.places.claims.parent / "other.txt").write_text("12 boats", encoding="utf-8")
    ran = desk.new(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.message
    assert desk.path.read_bytes() == kept


def test_an_update_without_any_text_asks_for_it(desk: Desk) -> None:
    shortened(desk)
    ran = desk.new("--update", desk.path, copies=False)
    assert (ran.code, "where is the text?" in ran.message) == (2, True)


def test_an_update_of_a_file_that_speaks_of_no_copy_asks_for_its_text(desk: Desk) -> None:
    shortened(desk)
    text = desk.path.read_text(encoding="utf-8")
    desk.path.write_text(text[: text.index("<arrivals-2015>")], encoding="utf-8")
    ran = desk.new("--update", desk.path)
    assert (ran.code, "speaks of no copy yet" in ran.message) == (2, True)
    assert desk.new("--update", desk.path, "--copy", desk.article).code == 0
    assert {code for _, code in desk.faults()} == {"claim-authority", "draft-left"}


def test_an_update_under_another_base_is_refused(desk: Desk) -> None:
    shortened(desk)
    moved = desk.path.rename(desk.path.with_name("2016-01-16-yonhap-other.ttl"))
    before = moved.read_bytes()
    ran = desk.new("--update", moved)
    assert (ran.code, "Write: @base" in ran.message) == (2, True)
    assert moved.read_bytes() == before


# --- what is typed -----------------------------------------------------------------------------------------------


def test_an_unknown_publisher_is_told_which_line_to_add_where(desk: Desk) -> None:
    before = desk.held()
    ran = desk.new("--copy", desk.article, "--publisher", "Example Gazette")
    assert (ran.code, ran.out) == (2, "")
    assert 'agent:example-gazette a nk:Agent ; skos:prefLabel "Example Gazette"@en .' in ran.err
    assert "ontology/schemes/agents.ttl" in ran.err
    assert desk.held() == before


@pytest.mark.parametrize(("option", "scheme"), [("--measure", "measures"), ("--place", "places")])
def test_an_unknown_measure_or_place_is_told_which_line_to_add_where(option: str, scheme: str, desk: Desk) -> None:
    ran = desk.draft(option, "Zzyzx")
    assert (ran.code, ran.out) == (2, "")
    assert f"ontology/schemes/{scheme}.ttl" in ran.err
    assert f"  {scheme[:-1]}:zzyzx " in ran.err


def test_figures_without_a_measure_are_counted_and_a_line_is_offered(desk: Desk) -> None:
    desk.article.write_text("A day\n\nThey saw 12 boats.\n", encoding="utf-8")
    ran = desk.draft()
    assert "1 claim without a measure. Where ontology/schemes/measures.ttl has none that fits, add one:" in ran.err
    assert "  measure:name-in-english a nk:Measure" in ran.err
    desk.article.write_text("Another day\n\nThey saw 13 boats.\n", encoding="utf-8")
    assert "without a measure" not in desk.draft("--measure", "arrivals", "--place", "laos").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--publisher", "yonhap"], "--copy: which text?"),
        (["--copy", "{article}"], "--publisher: whose article"),
        (["--copy", "nowhere.txt", "--publisher", "yonhap"], "there is no such file"),
        (["--copy", "{article}", "--publisher", "yonhap", "--date", "soon"], "--date:"),
        (["--copy", "{article}", "--publisher", "yonhap", "--filed", "soon"], "--filed:"),
        (["--copy", "{article}", "--publisher", "yonhap", "--url", "example.org/a"], "is no address"),
        (["--copy", "{article}", "--publisher", "yonhap", "--url", "https://x.org/<a>"], "is no address"),
        (["--copy", "{article}", "--publisher", "yonhap", "--relays", "claims/2016-nowhere.ttl"], "there is no claims file"),
        (["--copy", "{article}", "--publisher", "yonhap", "--relays", "Nobody's Gazette"], "--relays: there is no agent"),
    ],
)
def test_what_is_typed_wrong_is_refused_and_nothing_is_written(words: list[str], said: str, desk: Desk) -> None:
    before = desk.held()
    ran = desk.new(*(w.format(article=desk.article) for w in words))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.message
    assert desk.held() == before


def test_an_article_that_reports_others_says_so(desk: Desk) -> None:
    desk.file_copy()
    ran = desk.draft(
        "--write-copy", "--relays", "claims/2020-upi-third.ttl", "--relays", "Radio Free Asia", "--url", "https://x.org/a"
    )
    assert ran.code == 0
    text = desk.path.read_text(encoding="utf-8")
    assert "nk:quotes <../2020-upi-third/>" in text
    assert "nk:cites <radio-free-asia>" in text
    assert {code for _, code in desk.faults()} == {"claim-authority", "draft-left"}


def test_an_article_without_a_date_is_undated(desk: Desk) -> None:
    ran = desk.new("--copy", desk.article, "--publisher", "yonhap", "--date", "unknown", "--headline", "Ten years on")
    assert ran.out == "claims/undated-yonhap-ten-years-on.ttl\n"


def test_a_text_under_a_name_that_another_copy_has_is_refused(desk: Desk) -> None:
    other = desk.article.rename(desk.article.with_name(tiny.COPY))
    ran = desk.new("--copy", other, "--publisher", "yonhap")
    assert (ran.code, "describes a file of this name with other bytes" in ran.message) == (2, True)


def test_without_the_folder_of_copies_it_says_where_the_text_belongs(desk: Desk) -> None:
    ran = desk.new("--copy", desk.article, "--publisher", "yonhap", copies=False)
    assert ran.code == 0
    assert "outside the repository" in ran.err


def test_the_first_article_of_a_new_corpus_begins_its_list_of_copies(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "article.txt").write_text(ARTICLE, encoding="utf-8")
    places = corpus.find(REPOSITORY, claims=tmp_path / "claims", copies=tmp_path / "copies")
    first = Desk(places, tmp_path / "copies" / "article.txt")
    assert first.draft("--write-copy").code == 0
    assert sorted(first.held()) == [f"{STEM}.ttl", "copies.ttl"]
    assert {code for _, code in first.faults()} == {"claim-authority", "draft-left"}


def test_what_was_shipped_with_the_program_is_not_written_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "program_files", lambda: [desk.places.claims.parent / "cli.py"])
    ran = desk.draft()
    assert (ran.code, "This is not a repository of claims." in ran.message) == (2, True)


@pytest.mark.endurance
def test_no_fault_of_the_disk_leaves_half_a_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are written: each is as before or entire, and running it again completes what is missing."""
    old = desk.held()
    dry = Disk()
    monkeypatch.setattr(writing, "os", dry)
    assert desk.draft("--write-copy").code == 0
    new = desk.held()
    faults = [d for d in every_fault(dry) if d.fault == errno.ENOSPC]
    assert len(faults) >= 10
    for disk in faults[::2]:
        for path in desk.places.claims.iterdir():
            path.unlink() if path.name not in old else path.write_bytes(old[path.name])
        monkeypatch.setattr(writing, "os", disk)
        ran = desk.draft("--write-copy")
        assert disk.injected == 1
        found = desk.held()
        assert set(found) <= set(new), "nothing else is left"
        assert all(found[name] in (old.get(name), new[name]) for name in found)
        assert ran.code in (0, 2)
        assert ran.code == 0 or f"{STEM}.ttl" not in found
        monkeypatch.setattr(writing, "os", os)
        if ran.code:
            assert desk.draft("--write-copy").code == 0
        assert desk.held() == new


def test_two_archivists_do_not_overwrite_each_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = updating.create

    def beaten(path: Path, data: bytes) -> None:
        path.write_bytes(b"hers")
        whole(path, data)

    monkeypatch.setattr(updating, "create", beaten)
    assert desk.draft().code == 2
    assert desk.path.read_bytes() == b"hers"
