"""The figure finder: what it drafts of prose of other domains and of the archived copies, and that it covers every number."""

from __future__ import annotations

import importlib.util
import sys
import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import coverage, finder, numerals, vocab
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.finder_drafts import Draft
from nkgraph.ontology import Ontology
from tests.conftest import REPOSITORY
from tests.finder_prose import PROSE, PUBLISHED

FLOOR = {
    "number, same characters": (95.44, 95.17),
    "number, same token": (98.86, 98.57),
    "modality": (100, 100),
    "value": (100, 100),
    "unit": (69.45, 100),
    "unit of the claim": (97.4, 99.7),
    "period": (53.28, 90.05),
    "measure, first guess": (70.31, 73.71),
    "measure, among guesses": (86.74, 90.93),
    "no figure": (98.82, 99.29),
    "its reason": (95.49, 95.49),
}
PIECES = (
    "1,277", "2015", "52.8", "%", "$", "more than", "thirteen", "half", "and a", "of", "to", "-", ".", ",", "\n", " ", " ",
    "one", "no", "May", "Yes", "한", "명", "만", "천여", "년", "Article", "(", ")",
    "’", "x", "several", "\x00", "N/A", "in", "every",
)  # fmt: skip


@pytest.fixture(scope="module")
def measuring() -> ModuleType:
    """benchmarks/finder.py, which measures and prints; it is a program and no package."""
    spec = importlib.util.spec_from_file_location("finder_measured", REPOSITORY / "benchmarks" / "finder.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["finder_measured"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(draft: Draft) -> str:
    """A draft as finder_prose.py writes it."""
    if draft.reason is not None:
        return f"{draft.wording} !{draft.reason}"
    number = "?" if draft.value is None else f"{draft.value.normalize():f}"
    number += f"..{draft.to.normalize():f}" if draft.to is not None else ""
    number += f"/{draft.per_count.normalize():f}" if draft.per_count is not None else ""
    parts = [number, f"x{draft.scale}" if draft.scale > 1 else "", draft.modality if draft.modality != "exactly" else ""]
    parts += [vocab.local(draft.unit) if draft.unit is not None else "", f"@{draft.period}" if draft.period else ""]
    return f"{draft.wording} = {' '.join(part for part in parts if part)}"


@pytest.mark.parametrize(("text", "expected"), PROSE, ids=[text[:40] for text, _ in PROSE])
def test_prose_of_other_domains_is_drafted_as_a_reader_would(text: str, expected: list[str], known: Ontology) -> None:
    assert [shown(d) for d in finder.find(text, known, PUBLISHED)] == expected


def test_the_prose_is_of_many_kinds() -> None:
    assert len(PROSE) >= 60
    assert sum(any("가" <= c <= "힣" for c in text) for text, _ in PROSE) >= 8


def covering(text: str, known: Ontology) -> list[Draft]:
    """The drafts of a text, which stand in order, do not overlap, are worded as it is, and hold every number of it."""
    drafts = finder.find(text, known)
    held = bytearray(len(text))
    after = 0
    for draft in drafts:
        assert after <= draft.start < draft.end <= len(text)
        assert draft.wording == text[draft.start : draft.end]
        held[draft.start : draft.end] = b"\x01" * (draft.end - draft.start)
        after = draft.end
    for token in coverage.tokens(text, known.lexicon):
        assert all(held[i] for i in range(token.start, token.end) if text[i].isalnum()), f"nothing drafted of {token}"
    return drafts


def test_check_reads_in_the_words_of_a_draft_what_it_says(known: Ontology) -> None:
    seen = 0
    for text, _ in PROSE:
        for draft in finder.find(text, known, PUBLISHED):
            if draft.reason is None and draft.value is not None and draft.header is None:
                kind = {"rank": "ordinal", "truth": "truth"}.get(vocab.local(draft.unit) if draft.unit else "", "cardinal")
                printed = numerals.numbers(draft.wording, known.lexicon, kind)
                said = [n for n in (draft.value, draft.to, draft.per_count) if n is not None]
                assert sorted(p.number for p in printed) == sorted(said), draft
                assert max(p.scale for p in printed) == draft.scale, draft
                assert known.lexicon.modality(draft.wording, 1 if draft.per_count else len(printed)) == draft.modality, draft
                unit = known.units[draft.unit.value] if draft.unit is not None else None
                assert unit is None or unit.sign_pattern is None or unit.sign_pattern.search(draft.wording), draft
                seen += 1
    assert seen >= 105


def test_every_number_of_the_copies_is_in_one_draft(known: Ontology, copies: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(copies.glob("0*.txt"))]
    assert [len(covering(text, known)) > 50 for text in texts] == [True] * 5


def test_a_draft_of_the_copies_says_what_check_reads_in_its_words(known: Ontology, copies: Path) -> None:
    read = 0
    for path in sorted(copies.glob("0*.txt")):
        for draft in finder.find(path.read_text(encoding="utf-8"), known):
            if draft.reason is None and draft.value is not None:
                unit = vocab.local(draft.unit) if draft.unit is not None else ""
                kind = {"rank": "ordinal", "truth": "truth"}.get(unit, "cardinal")
                printed = numerals.numbers(draft.wording, known.lexicon, kind)
                numbers = [n for n in (draft.value, draft.to, draft.per_count) if n is not None]
                assert sorted(p.number for p in printed) == sorted(numbers), draft
                count = 1 if draft.per_count is not None else len(printed)
                assert known.lexicon.modality(draft.wording, count) == draft.modality, draft
                read += 1
    assert read > 300


@pytest.mark.endurance
@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_whatever_stands_beside_what_every_number_is_in_one_draft(known: Ontology, pieces: list[str]) -> None:
    covering("".join(pieces), known)
    covering(" ".join(pieces), known)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_any_text_is_read(known: Ontology, text: str) -> None:
    covering(text, known)


def test_the_copies_are_read_as_well_as_ever(measuring: ModuleType, reading: Reading, places: Places, copies: Path) -> None:
    scores = measuring.measured(reading, places)
    assert list(scores) == ["000", "001", "002", "003", "004", "all"]
    now = {what: (100 * s.recall, 100 * s.precision) for what, s in scores["all"].items()}
    worse = {what: now[what] for what, floor in FLOOR.items() if now[what][0] < floor[0] or now[what][1] < floor[1]}
    assert worse == {}, "the finder finds less than it did"
    assert set(FLOOR) == set(measuring.WHAT)


def test_the_documentation_prints_the_measures_that_are_measured(
    measuring: ModuleType, reading: Reading, places: Places, copies: Path
) -> None:
    assert measuring.table(measuring.measured(reading, places)) in (REPOSITORY / "docs" / "figure-finder.md").read_text("utf-8")


def test_a_draft_is_right_about_its_own_words(known: Ontology) -> None:
    drafts = finder.find("In 2014 about 1,277 ships and 52.8 percent of boats sailed.", known)
    assert [(d.wording, d.value, d.period, d.period_span) for d in drafts if d.reason is None] == [
        ("about 1,277", Decimal(1277), "2014", (3, 7)),
        ("52.8 percent", Decimal("52.8"), "2014", (3, 7)),
    ]


def test_a_measure_is_a_guess_from_the_words_of_the_sentence(known: Ontology) -> None:
    (draft, _) = finder.find("A total of 1,277 North Koreans entered South Korea in 2015.", known)
    assert draft.measure is not None
    assert vocab.local(draft.measure) == "arrivals"
    assert draft.measure == draft.measure_candidates[0]
    assert draft.place is not None
    assert vocab.local(draft.place) == "south-korea"
    assert finder.find("The harbour sold 12 boats.", known)[0].measure is None


def test_last_year_is_known_only_where_the_day_of_the_article_is(known: Ontology) -> None:
    text = "Some 40 ships sank last year."
    assert finder.find(text, known)[0].period is None
    assert finder.find(text, known, "2020-03-01")[0].period == "2019"
    assert finder.find(text, known, "nonsense")[0].period is None
    assert [d.period_span for d in finder.find(text, known)] == [(19, 28)]


def test_what_stands_in_the_words_of_a_time_need_not_be_listed_again(known: Ontology) -> None:
    drafts = finder.find("In 2014, 15 ships sank; the 2013 Harbour Treaty and G7 did not help.", known)
    assert [(d.wording, d.reason) for d in drafts if d.reason] == [
        ("2014", "period-of-a-claim"),
        ("2013", "name-of-a-law"),
        ("G7", "name"),
    ]
    assert [d.wording for d in finder.listed(drafts)] == ["2013", "G7"]


def test_every_reason_is_one_of_the_ontology(known: Ontology) -> None:
    reasons = {vocab.local(s) for s, p, o in known.triples if p == vocab.RDF_TYPE and o == vocab.NK.Reason}
    drafted = {d.reason for text, _ in PROSE for d in finder.find(text, known) if d.reason}
    assert drafted <= reasons
    assert len(drafted) >= 9


HOSTILE = {
    "digits": "7", "lone digits": "7 ", "years": "2015-", "commas": "1,", "rows": "2015229\n", "quotes": "“('[", "spaces": " ",
    "control": "\x00\x1b5\u202e", "halves": "half-and-a-", "heads": "Notes\n", "marks": "a.1 ", "ratios": "5 in 7 ",
    "hedges": "more than ", "Korean": "1만 2천여 명 ", "lines": "a5\n", "laws": "Act Of The ", "words": "hundred ",
}  # fmt: skip


@pytest.mark.endurance
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_time_grows_with_the_text_and_not_faster(piece: str, known: Ontology) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        finder.find(text, known)
        return time.process_time() - start

    small, large = seconds(4_000), seconds(16_000)
    assert large < 9 * max(small, 0.05)
