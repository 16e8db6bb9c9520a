"""Whether every number of a copy is accounted for: what a number token is, who speaks of it, and how they are counted."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import coverage, sources
from nkgraph.check import Reading
from nkgraph.claims import Stretch
from nkgraph.coverage import Tally, Token
from nkgraph.ontology import Ontology
from tests import specimens
from tests.printed import Sourced, judged, printed, write

PIECES = (
    "1,277",
    "52.8",
    "2015",
    "0",
    "thirteen",
    "Five",
    "half",
    "several",
    "tone",
    "boat",
    "often",
    " ",
    " ",
    ".",
    ",",
    "\n",
    "$",
    "%",
)
NUMBERS = {"1,277", "52.8", "2015", "0", "thirteen", "Five", "half", "several"}


def tallied(folder: Path, known: Ontology, marked: str, more: str = "") -> tuple[Sourced, Tally]:
    """The coverage of the one copy of a marked text."""
    sourced = judged(write(folder, printed(marked, more)), known)
    (tally,) = sources.tallies(sourced.corpus, sourced.held, known.lexicon)
    return sourced, tally


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,277 of 2,706", ["1,277", "2,706"]),
        ("52.8 percent.", ["52.8"]),
        ("in 2015, 10 of them", ["2015", "10"]),
        ("2020229", ["2020229"]),
        ("300,000.21", ["300,000.21"]),
        ("mid-1990s", ["1990"]),
        ("Thirteen, and a HALF", ["Thirteen", "HALF"]),
        ("one-hundred-91", ["one", "hundred", "91"]),
        ("one2three", ["one", "2", "three"]),
        ("for the first time", ["first"]),
        ("often in tones of weight, boats and someone", []),
        ("most of them, several times", ["most", "several"]),
        ("Yes", []),
        ("", []),
    ],
)
def test_a_number_is_a_digit_run_or_a_number_word(text: str, found: list[str], known: Ontology) -> None:
    assert [t.text for t in coverage.tokens(text, known.lexicon)] == found


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=100, deadline=None)
def test_tokens_stand_where_they_say_apart_and_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = coverage.tokens(text, specimens.known().lexicon)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [t.text for t in found] == [p for p in pieces if p in NUMBERS]


def test_a_tally_counts_claims_lists_and_what_is_left(tmp_path: Path, known: Ontology) -> None:
    _, tally = tallied(tmp_path, known, "In <2015> came [1277|1,277], in {2014} and {2#12 or 13}; nobody counted 99 of 100.")
    assert (tally.copy, tally.found, tally.claimed, tally.not_figures) == ("001", 7, 2, 3)
    assert [t.text for t in tally.unaccounted] == ["99", "100"]
    assert tally.unaccounted[0] == Token(57, 59, "99")


def test_numbers_that_run_together_are_accounted_for_letter_by_letter(tmp_path: Path, known: Ontology) -> None:
    assert tallied(tmp_path, known, "<2020>[229|229]")[1] == Tally("001", 1, 1, 0, ())
    assert tallied(tmp_path, known, "[300000|300,000].{21}")[1] == Tally("001", 1, 1, 0, ())
    assert tallied(tmp_path, known, "[300000|300,000].21")[1].unaccounted == (Token(0, 10, "300,000.21"),)


def test_a_number_in_the_name_of_an_authority_is_not_accounted_for(tmp_path: Path, known: Ontology) -> None:
    named = 'nk:authorityStart 0 ; nk:authorityEnd 8 ; nk:authorityWording "Office 7"'
    made = printed("Office 7: [12|12] people")
    made.body = made.body.replace('nk:wording "12"', f'nk:wording "12" ; {named}')
    sourced = judged(write(tmp_path, made), known)
    assert [(f.code, f.message.split('"')[1]) for f in sourced.faults] == [("number-unaccounted", "7")]


def test_the_head_of_a_table_accounts_for_its_scale(tmp_path: Path, known: Ontology) -> None:
    head = "<t> a nk:Breakdown ; nk:statedIn <> ; nk:header [ nk:copy copy:001 ; nk:start 0 ; nk:end 8 ; nk:wording {} ] ."
    assert tallied(tmp_path, known, "Millions: [12|12]", head.format('"Millions"'))[1] == Tally("001", 2, 2, 0, ())


def test_a_print_that_serves_several_members_is_spoken_of_once(tmp_path: Path, known: Ontology) -> None:
    made = printed("[15|15] each", "<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place .\n")
    made.body = made.body.replace("a nk:Claim ;", "a nk:Claim ; nk:in <t> ; nk:each ( place:us-az place:us-va ) ;")
    sourced = judged(write(tmp_path, made), known)
    assert len(sourced.corpus.claims) == 2
    ((_, spoken),) = coverage.stretches(sourced.corpus).items()
    assert [(s.kind, s.start, s.end) for _, s in spoken] == [("figure", 0, 2)]


def test_every_kind_of_stretch_is_spoken_of() -> None:
    text = "In 2015 came 12, said the Office"
    kinds = ("figure", "header", "period", "authority", "not-figure")
    marks = [Stretch(f"urn:{kind}", None, 3, 7, None, kind) for kind in kinds]
    assert [coverage.tally("001", text, [mark], specimens.known().lexicon).unaccounted[0].text for mark in marks] == [
        *("12", "12", "12"), "2015", "12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("others", "twice"),
    [
        ([], False),
        ([("figure", 0, 3)], False),
        ([("figure", 2, 5)], True),
        ([("period", 5, 6)], True),
        ([("authority", 3, 7)], False),
        ([("not-figure", 4, 5)], True),
        ([("figure", 7, 8)], False),
    ],
)
def test_a_list_overlaps_what_speaks_of_the_same_digits(others: list[tuple[str, int, int]], twice: bool) -> None:
    listed = Stretch("urn:listed", None, 3, 7, "2015", "not-figure")
    spoken = [listed, *(Stretch(f"urn:{k}", None, a, b, None, k) for k, a, b in others)]
    assert ("urn:listed" in {s.node for s in coverage.overlaps("In 2015 and", spoken)}) == twice


def test_a_stretch_outside_of_the_copy_speaks_of_nothing(known: Ontology) -> None:
    text = "In 2015"
    for first, last in ((-1, -1), (50, 90), (7, 3)):
        stray = Stretch("urn:stray", None, first, last, None, "not-figure")
        assert list(coverage.overlaps(text, [stray])) == []
        assert coverage.tally("001", text, [stray], known.lexicon).unaccounted == (Token(3, 7, "2015"),)


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=12), spans=st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)))
)
@settings(max_examples=60, deadline=None)
def test_each_number_is_claimed_listed_or_left(pieces: list[str], spans: list[tuple[int, int]]) -> None:
    text, lexicon = " ".join(pieces), specimens.known().lexicon
    kinds = ("figure", "not-figure", "period")
    spoken = [Stretch(f"urn:{n}", None, a, b, None, kinds[n % 3]) for n, (a, b) in enumerate(spans)]
    tally = coverage.tally("001", text, spoken, lexicon)
    assert tally.claimed + tally.not_figures + len(tally.unaccounted) == tally.found == len(coverage.tokens(text, lexicon))


def test_every_number_of_every_copy_of_the_corpus_is_accounted_for(reading: Reading, copies: Path) -> None:
    held, _ = sources.open_copies(reading.corpus, copies)
    tallies = sources.tallies(reading.corpus, held, reading.ontology.lexicon)
    assert [t.copy for t in tallies] == ["000", "001", "002", "003", "004"]
    assert [t.unaccounted for t in tallies] == [()] * 5
    assert all(t.found == t.claimed + t.not_figures and t.claimed >= 20 for t in tallies)
    assert sum(t.found for t in tallies) >= 700
