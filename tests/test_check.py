"""The whole check: all faults of all files, in order, and none in the corpus as it is filed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from nkgraph import check
from nkgraph.check import Reading
from nkgraph.corpus import Places
from tests.conftest import Corpus
from tests.printed import printed, write

ARTICLE = '<> a schema:NewsArticle ; schema:publisher agent:yonhap ; schema:datePublished "2016-01-04" .\n'
SOUND = (
    '<a> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period "2015" ;\n'
    "nk:value 1277 ; nk:authority agent:ministry-of-unification ;\n"
    'nk:mention [ nk:copy copy:001 ; nk:start 0 ; nk:end 5 ; nk:wording "1,277" ] .\n'
)
FIRST, SECOND, THIRD = "2016-01-04-yonhap-first", "2016-01-05-yonhap-second", "2016-01-06-yonhap-third"
BROKEN = ARTICLE + '<a> a nk:Claim ; nk:period "2015 ;\n'


def codes(places: Places) -> list[tuple[str, int, str]]:
    """File, line from the first line of the body, and code of each fault."""
    found = []
    for fault in check.judge(check.read(places), places).faults:
        text = fault.path.read_text(encoding="utf-8", errors="replace")
        found.append((fault.path.stem, fault.line - text[: text.find("<> a")].count("\n"), fault.code))
    return found


@pytest.mark.usefixtures("copies")
def test_the_corpus_has_no_fault_and_is_all_there(reading: Reading, places: Places) -> None:
    verdict = check.judge(reading, places)
    assert [str(f) for f in verdict.faults] == []
    assert (len(reading.documents), len(verdict.held)) == (27, 5)
    assert len(places.claim_files()) == 27
    assert len(reading.corpus.articles) >= 30
    assert len({c.subject for c in reading.corpus.claims}) >= 380
    assert len(reading.corpus.claims) >= 400
    assert len(reading.corpus.not_figures) >= 190


def test_a_sound_article_has_no_fault(small_corpus: Corpus) -> None:
    assert codes(small_corpus({FIRST: ARTICLE + SOUND})) == []


def test_faults_of_form_of_shape_of_value_and_between_files_are_told_together(small_corpus: Corpus) -> None:
    value = SOUND.replace("nk:value 1277", "nk:value 1278")
    shape = SOUND.replace("<a>", "<b>").replace("nk:statedIn <> ;", "").replace("nk:start 0", "nk:start 1")
    term = SOUND.replace("<a>", "<c>").replace("nk:period", "nk:perod").replace("nk:start 0", "nk:start 2")
    hop = ARTICLE.replace(" .\n", " ;\nnk:quotes <nobody> .\n")
    found = codes(small_corpus({FIRST: hop + value + shape + term}))
    assert found == [
        (FIRST, 2, "article-unknown"),
        (FIRST, 4, "value-differs"),
        (FIRST, 6, "claim-article"),
        (FIRST, 9, "undefined-term"),
    ]


def test_a_file_that_cannot_be_read_hides_no_fault_of_another(small_corpus: Corpus) -> None:
    wrong = ARTICLE + SOUND.replace("nk:value 1277", "nk:value 1278")
    alone = codes(small_corpus({SECOND: wrong}))
    assert alone == [(SECOND, 3, "value-differs")]
    both = codes(small_corpus({FIRST: BROKEN, SECOND: wrong}))
    assert [f for f in both if f[0] == SECOND] == alone
    assert [(stem, code) for stem, _, code in both if stem == FIRST] == [(FIRST, "syntax")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf<> a <x:y> .", "byte-order-mark"),
        (b"<> a \xff", "not-utf-8"),
        (b"<> a \xe2\x80\x8b<x:y> .", "invisible-character"),
        (b"<> a", "syntax"),
        (b"# Nothing but a comment.\n", "file-empty"),
    ],
)
def test_whatever_is_in_a_file_the_others_are_judged(data: bytes, code: str, small_corpus: Corpus) -> None:
    places = small_corpus({SECOND: ARTICLE + SOUND.replace("nk:value 1277", "nk:value 1278")})
    (places.claims / f"{FIRST}.ttl").write_bytes(data)
    faults = check.judge(check.read(places), places).faults
    assert (SECOND, "value-differs") in {(f.path.stem, f.code) for f in faults}
    assert code in {f.code for f in faults if f.path.stem == FIRST}


def test_while_a_file_cannot_be_read_nobody_is_asked_for_its_numbers(tmp_path: Path) -> None:
    places = write(tmp_path, printed("came [1277|1,277] people in 2015"))
    assert "number-unaccounted" in {f.code for f in check.judge(check.read(places), places).faults}
    silent = places.claims / f"{FIRST}.ttl"
    for text, unread, asked in ((BROKEN, 1, False), ("# Nothing yet.\n", 0, True)):
        silent.write_text(text, encoding="utf-8")
        verdict = check.judge(check.read(places), places)
        assert verdict.unread == unread
        assert ("number-unaccounted" in {f.code for f in verdict.faults}) == asked
        assert [f.line for f in verdict.faults if f.path == silent]


def test_a_corpus_of_nothing_but_broken_files_is_told_and_does_not_fail(small_corpus: Corpus) -> None:
    places = small_corpus({FIRST: BROKEN})
    (places.claims / "copies.ttl").write_text("nonsense", encoding="utf-8")
    assert [f.code for f in check.judge(check.read(places), places).faults] == ["syntax", "syntax"]


def test_faults_are_told_by_file_and_line_and_each_once(small_corpus: Corpus) -> None:
    names = [f"<{n}>" for n in "dcba"]
    wrong = "".join(SOUND.replace("<a>", n).replace("1277", "1278").replace("arrivals", "nothing") for n in names)
    places = small_corpus({stem: ARTICLE + wrong for stem in (THIRD, FIRST)})
    faults = check.judge(check.read(places), places).faults
    assert faults == sorted(set(faults))
    assert [(f.path.name, f.line) for f in faults] == sorted((f.path.name, f.line) for f in faults)
    assert {f.path.stem for f in faults} == {FIRST, THIRD}
    assert sum(f.code == "value-differs" for f in faults) == 8


def test_an_undefined_concept_is_told_once_and_not_by_a_shape_too(small_corpus: Corpus) -> None:
    found = codes(small_corpus({FIRST: ARTICLE + SOUND.replace("measure:arrivals", "measure:arivals")}))
    assert found == [(FIRST, 2, "undefined-concept")]


def test_without_copies_nothing_is_said_of_positions(tmp_path: Path) -> None:
    places = write(tmp_path, printed("came [1277|1,277] people").but("nk:start 5 ;", "nk:start 6 ;"))
    with_copies = {f.code for f in check.judge(check.read(places), places).faults}
    without = check.judge(check.read(places), replace(places, copies=None))
    assert "wording-differs" in with_copies
    assert "wording-differs" not in {f.code for f in without.faults}
    assert without.held == {}


def test_reading_judges_nothing_and_writes_nothing(small_corpus: Corpus) -> None:
    places = small_corpus({FIRST: BROKEN, SECOND: ARTICLE + SOUND})
    before = {p: p.read_bytes() for p in places.claims.iterdir()}
    reading = check.read(places)
    check.judge(reading, places)
    assert {p: p.read_bytes() for p in places.claims.iterdir()} == before
    assert [d.path.stem for d in reading.documents] == [FIRST, SECOND, "copies"]
    assert [c.iri.value.rsplit("/", 2)[1:] for c in reading.corpus.claims] == [[SECOND, "a"]]


@pytest.mark.endurance
def test_a_file_taken_out_leaves_its_numbers_unaccounted_for(places: Places, copies: Path, tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    shutil.copytree(places.claims, folder)
    (folder / "2015-10-upi-more-north-korean-refugees.ttl").unlink()
    fewer = replace(places, claims=folder)
    faults = check.judge(check.read(fewer), fewer).faults
    assert {f.code for f in faults if f.path.parent == copies} == {"number-unaccounted"}
    assert {f.code for f in faults if f.path.parent == folder} == {"article-unknown", "expect-claim"}
    assert sum(f.code == "number-unaccounted" for f in faults) >= 15
