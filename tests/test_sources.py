"""Claims against the archived copies: each way in which characters, digests and numbers can be wrong, told at its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nkgraph import sources
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from tests.fault_codes import said_by
from tests.printed import STEM, Printed, judged, printed, write

TEXT = "In <2015>, [1277|1,277] people came, not {2011}; {2#12 of 34} stayed, they say."


@dataclass(frozen=True)
class Slip:
    """One thing typed otherwise, the fault it causes at the line of what is typed instead, and what to type."""

    old: str
    new: str
    code: str
    remedy: str


SLIPS = {
    "a figure that begins too late": Slip("nk:start 9 ;", "nk:start 10 ;", "wording-differs", "Write the start 9."),
    "a figure that begins too early": Slip("nk:start 9 ;", "nk:start 2 ;", "wording-differs", "Write the start 9."),
    "a figure that ends too late": Slip("nk:end 14 ;", "nk:end 15 ;", "wording-differs", "Write the end 14."),
    "a figure that ends too early": Slip("nk:end 14 ;", "nk:end 13 ;", "wording-differs", "Write the end 14."),
    "a wording with another digit": Slip(
        '"1,277"', '"1,287"', "wording-differs", 'Write: nk:wording "1,277"; or look at the two numbers again.'
    ),
    "a wording with another digit that stands elsewhere": Slip(
        'nk:wording "2011"',
        'nk:wording "2015"',
        "wording-differs",
        'Write: nk:wording "2011"; or look at the two numbers again.',
    ),
    "a wording that is nowhere": Slip('"1,277"', '"9,999"', "wording-differs", "The wording stands nowhere in the copy."),
    "a shorter wording that is nowhere": Slip('"1,277"', '"9,9"', "wording-differs", "The wording stands nowhere in the copy."),
    "a figure at another place": Slip(
        "nk:start 9 ;\nnk:end 14 ;", "nk:start 20 ;\nnk:end 25 ;", "wording-differs", '"1,277" stands at 9-14.'
    ),
    "a period that begins too late": Slip("nk:periodStart 3 ;", "nk:periodStart 4 ;", "wording-differs", "Write the start 3."),
    "a period that ends too late": Slip("nk:periodEnd 7 ;", "nk:periodEnd 9 ;", "wording-differs", "Write the end 7."),
    "no figure that ends too early": Slip("nk:end 36 ;", "nk:end 35 ;", "wording-differs", "Write the end 36."),
    "a figure beyond the copy": Slip("nk:end 14 ;", "nk:end 999 ;", "beyond-copy", "Write the end 14."),
    "no figure that begins wrongly and ends beyond the copy": Slip(
        "nk:start 32 ;\nnk:end 36 ;", "nk:start 30 ;\nnk:end 99 ;", "beyond-copy", "Look at the two numbers again."
    ),
    "a stretch that begins before its number": Slip(
        "nk:start 38 ;", "nk:start 37 ;", "not-figure-loose", "Write: nk:start 38 ; nk:end 46."
    ),
    "a stretch that ends behind its number": Slip(
        "nk:end 46 ;", "nk:end 48 ;", "not-figure-loose", "Write: nk:start 38 ; nk:end 46."
    ),
    "a stretch without a number": Slip(
        "nk:start 38 ;\nnk:end 46 ;", "nk:start 49 ;\nnk:end 52 ;", "not-figure-loose", "Delete it: no number stands there."
    ),
    "a stretch that holds fewer numbers": Slip(
        "nk:numbers 2", "nk:numbers 3", "not-figure-count", "Write: nk:numbers 2, or mend its ends."
    ),
}


def at_line(places: Places, piece: str) -> int:
    """The line of the article's file at which a piece of it begins."""
    text = (places.claims / f"{STEM}.ttl").read_text(encoding="utf-8")
    assert text.count(piece) == 1
    return text[: text.index(piece)].count("\n") + 1


def within(faults: list[Fault], places: Places) -> list[tuple[int, str]]:
    """The faults of the article's own file."""
    return [(f.line, f.code) for f in faults if f.path == places.claims / f"{STEM}.ttl"]


def test_what_the_copy_prints_is_let_pass(tmp_path: Path, known: Ontology) -> None:
    assert judged(write(tmp_path, printed(TEXT)), known).faults == []


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_told_once_at_its_line_with_what_to_type(name: str, tmp_path: Path, known: Ontology) -> None:
    slip = SLIPS[name]
    places = write(tmp_path, printed(TEXT).but(slip.old, slip.new))
    faults = judged(places, known).faults
    line = at_line(places, slip.new) + (slip.code == "beyond-copy" and slip.new.count("\n"))
    assert within(faults, places) == [(line, slip.code)]
    (remedy,) = {f.remedy for f in faults if f.code == slip.code}
    assert remedy == slip.remedy


def test_the_words_of_an_authority_and_of_a_head_are_held_against_the_copy_too(tmp_path: Path, known: Ontology) -> None:
    head = (
        "<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ;\n"
        'nk:header [ nk:copy copy:001 ; nk:start 15 ;\nnk:end 21 ;\nnk:wording "People" ] .\n'
    )
    sound = printed(TEXT, head).but('nk:periodWording "2015"', 'nk:periodWording "2015" ;\nNAMED')
    named = 'nk:authorityStart 0 ;\nnk:authorityEnd 2 ;\nnk:authorityWording "in"'
    places = write(tmp_path, Printed(sound.copy, sound.body.replace("NAMED", named)))
    lines = [at_line(places, piece) for piece in ('nk:authorityWording "in"', 'nk:wording "People"')]
    assert within(judged(places, known).faults, places) == [(line, "wording-differs") for line in lines]


@pytest.mark.parametrize("place", ["nk:start 0 ;\n", "nk:end 14 ;\n", "nk:start 0 ; nk:end 0 ;\n", ""])
def test_a_place_with_an_end_missing_is_left_to_the_shapes(place: str, tmp_path: Path, known: Ontology) -> None:
    places = write(tmp_path, printed(TEXT).but("nk:start 9 ;\nnk:end 14 ;\n", place))
    assert [(f.code, f.message.split('"')[1]) for f in judged(places, known).faults] == [("number-unaccounted", "1,277")]


# What the copy says of itself.


@pytest.mark.parametrize(
    ("described", "code", "remedy"),
    [
        ("name", "copy-missing", "Put the copy there, or mend its name."),
        ("sha256", "digest-differs", "Is it the copy that was read? If so, write this digest."),
        ("bytes", "bytes-differ", "Write: nk:bytes 64."),
    ],
)
def test_a_copy_that_is_not_what_it_is_said_to_be_is_told_at_its_line(
    described: str, code: str, remedy: str, tmp_path: Path, known: Ontology
) -> None:
    other = {"name": "b.txt", "sha256": "0" * 64, "bytes": "65"}
    places = write(tmp_path, printed(TEXT), {described: other[described]})
    (fault,) = judged(places, known).faults
    text = fault.path.read_text(encoding="utf-8")
    assert (fault.path.name, fault.code, fault.remedy) == ("copies.ttl", code, remedy)
    assert text.splitlines()[fault.line - 1].startswith(("schema:" if described == "name" else "nk:") + described)


def test_a_copy_that_is_not_utf_8_is_told_and_not_compared(tmp_path: Path, known: Ontology) -> None:
    places = write(tmp_path, printed(TEXT))
    assert places.copies is not None
    (places.copies / "a.txt").write_bytes(b"\xff\xfe")
    sourced = judged(places, known)
    assert {f.code for f in sourced.faults} == {"digest-differs", "bytes-differ", "copy-not-utf-8"}
    assert sourced.held == {}


def test_a_name_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, known: Ontology) -> None:
    outside = write(tmp_path, printed(TEXT), {"name": "../claims/copies.ttl"})
    assert judged(outside, known).held == {}


# Numbers that are cut, claimed twice, or claimed by nobody.


def test_a_number_cut_out_of_a_longer_one_is_told_once(tmp_path: Path, known: Ontology) -> None:
    places = write(tmp_path, printed("came 1,2[77|77] people"))
    (fault,) = judged(places, known).faults
    assert (fault.path.stem, fault.line, fault.code) == (STEM, at_line(places, "nk:start 8"), "number-cut")
    assert '"77" is cut out of the number "1,277"' in fault.message


@pytest.mark.parametrize("text", ["came 2[20|20]229", "came 20[20|20]<229>", "came [20229|20229]29", "came {2020}[2|2]29"])
def test_a_cut_is_told_wherever_a_digit_is_left_over(text: str, tmp_path: Path, known: Ontology) -> None:
    assert "number-cut" in {f.code for f in judged(write(tmp_path, printed(text)), known).faults}


@pytest.mark.parametrize(
    "text", ["<2020>[229|229]", "[300000|300,000].{21}", "{2019}.{1}", "[1|Yes][0|No]", "[191|one-hundred-91]"]
)
def test_cells_and_marks_that_run_together_may_share_a_number(text: str, tmp_path: Path, known: Ontology) -> None:
    assert judged(write(tmp_path, printed(f"cell {text} cell")), known).faults == []


def test_a_number_that_nobody_speaks_of_is_told_at_its_line_of_the_copy(tmp_path: Path, known: Ontology) -> None:
    places = write(tmp_path, printed("In {2015}\nsome 35,000 lived\nin thirteen towns, weighing one tone."))
    assert places.copies is not None
    told = [(f.path, f.line, f.code, f.message.split('"')[1]) for f in judged(places, known).faults]
    assert told == [
        (places.copies / "a.txt", 2, "number-unaccounted", "35,000"),
        (places.copies / "a.txt", 3, "number-unaccounted", "one"),
        (places.copies / "a.txt", 3, "number-unaccounted", "thirteen"),
    ]


def test_what_is_listed_as_no_figure_and_claimed_is_told_at_the_list(tmp_path: Path, known: Ontology) -> None:
    listed = '<> nk:notFigure [ nk:copy copy:001 ;\nnk:start 5 ;\nnk:end 7 ;\nnk:wording "12" ] .'
    places = write(tmp_path, printed("came [12|12] people", listed))
    twice = '<> nk:notFigure [ nk:copy copy:001 ; nk:start 5 ; nk:end 7 ; nk:wording "12" ] .\n' * 2
    line = at_line(places, "<> nk:notFigure [ nk:copy copy:001 ;") + 1
    assert within(judged(places, known).faults, places) == [(line, "listed-twice")]
    assert [f.code for f in judged(write(tmp_path, printed("came 12 people", twice)), known).faults] == ["listed-twice"] * 2


def test_each_fault_code_has_an_example() -> None:
    elsewhere = {"copy-missing", "digest-differs", "bytes-differ", "copy-not-utf-8"}
    numbers = {"number-cut", "number-unaccounted", "listed-twice"}
    assert {slip.code for slip in SLIPS.values()} | elsewhere | numbers == said_by(sources)


@given(start=st.integers(0, 70), end=st.integers(0, 70))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_other_two_offsets_give_a_figure(start: int, end: int, tmp_path: Path, known: Ontology) -> None:
    assume((start, end) != (9, 14) and start < end)
    wrong = printed(TEXT).but("nk:start 9 ;\nnk:end 14 ;", f"nk:start {start} ;\nnk:end {end} ;")
    codes = {f.code for f in judged(write(tmp_path, wrong), known).faults}
    assert codes & {"wording-differs", "beyond-copy"}


def test_the_corpus_says_what_its_copies_print(reading: Reading, copies: Path) -> None:
    held, missing = sources.open_copies(reading.corpus, copies)
    assert [str(f) for f in (*missing, *sources.check(reading.corpus, held, reading.ontology.lexicon))] == []
    assert len(held) == 5
