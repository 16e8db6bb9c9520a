"""Sentences as they are read: each case in full, what every reading has in common, and what is refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import asked, corpus, numerals, ontology, periods, sentences, vocab
from nkgraph.asked import Asked
from nkgraph.errors import NkgraphError
from nkgraph.ontology import Ontology
from tests.conftest import REPOSITORY
from tests.sentence_cases import NEEDS_PROPOSED, PLAIN, PROPOSED, Case, reading_of

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
EVERY = (*PLAIN, *NEEDS_PROPOSED)
_WORDS = """1,514 about 2014 in since from to between and South Korea the North U.S. defectors women percent % $ half of no 12 -
    million thousand dozen 한국 탈북자 3만 명 2014년 1월 last year May first 10 months up more than fewer . , " } # COVID-19 5bn
    twice fell by have resettled reached is a month 2015-13 99999 not Kentucky children 30,000 52.8 nearly 입국"""
WORDS = st.sampled_from(_WORDS.split())
SENTENCES = st.one_of(
    st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=6).map("".join)
)


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    """The ontology with the names of PROPOSED, those left out that it has."""
    folder = tmp_path_factory.mktemp("proposed")
    files: list[Path] = []
    for path in corpus.find(REPOSITORY).ontology_files():
        text = path.read_text(encoding="utf-8")
        lines = [
            line for line in PROPOSED.get(path.name, ()) if not line.startswith("<") or f"{line.split(' ')[0]} " not in text
        ]
        (folder / path.name).write_text(text + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
        files.append(folder / path.name)
    return ontology.read(files)


def read(sentence: str, known: Ontology, on: date | None = None) -> Asked | None:
    """The reading; None where the sentence is refused."""
    try:
        return sentences.read(sentence, known, on)
    except NkgraphError:
        return None


def node(kind: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{vocab.ROOT}{kind}/{name}")


# --- the cases --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", PLAIN, ids=lambda c: c.sentence or "empty")
def test_a_sentence_is_read_in_full(known: Ontology, case: Case) -> None:
    assert reading_of(sentences.read(case.sentence, known, case.on)) == case.reading


@pytest.mark.parametrize("case", EVERY, ids=lambda c: c.sentence or "empty")
def test_a_sentence_is_read_in_full_with_the_proposed_names(proposed: Ontology, case: Case) -> None:
    assert reading_of(sentences.read(case.sentence, proposed, case.on)) == case.reading


def test_there_are_sentences_enough_and_none_stands_twice() -> None:
    assert len(EVERY) >= 70
    assert len({(c.sentence, c.on) for c in EVERY}) == len(EVERY)
    assert len([c for c in EVERY if c.reading.wants or c.reading.unread]) >= 25


@pytest.mark.parametrize("case", EVERY, ids=lambda c: c.sentence or "empty")
def test_there_is_one_question_for_each_thing_that_is_not_clear(proposed: Ontology, case: Case) -> None:
    questions = asked.missing(sentences.read(case.sentence, proposed, case.on))
    assert len(questions) == len(case.reading.wants) + bool(case.reading.unread)
    assert [q for q in questions if "?" not in q or not q.endswith(".")] == []


# --- words ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("1,514 reached South Korea in 2014", "arrivals; South Korea; calendar year 2014; exactly 1,514 (no hedge word)"),
        ("about 30,000 live in the South", "defectors living there; South Korea; time not known; about 30,000"),
        ("98 a month reached South Korea in 2015",
         "arrivals; South Korea; calendar year 2015; mean per month; exactly 98 (no hedge word)"),
        ("arrivals in South Korea doubled from 2001 to 2009",
         "arrivals; South Korea; calendar year 2009; ratio against 2001; exactly 2 times (no hedge word)"),
        ("Texas exported $444.6 billion to Mexico in 2022",
         "exports; Texas; to Mexico; calendar year 2022; exactly 444.6 billion U.S. dollars (no hedge word)"),
        ("186 have resettled in the U.S. since 2006",
         "North Koreans resettled in the U.S.; the United States; since 2006; exactly 186 (no hedge word)"),
        ("30,000 to 50,000 are hiding in China", "hiding; China; time not known; between 30,000 and 50,000"),
        ("1.4 thousand reached South Korea in 2014",
         "arrivals; South Korea; calendar year 2014; exactly 1,400 (no hedge word)"),
        ("a dozen reached South Korea in 2014", "arrivals; South Korea; calendar year 2014; a dozen (12)"),
        ("hundreds reached South Korea in 2014", "arrivals; South Korea; calendar year 2014; of the order of 100"),
        ("cheese", "measure not known; time not known; figure not known"),
    ],
)  # fmt: skip
def test_how_a_sentence_was_read_is_told_in_words(known: Ontology, sentence: str, words: str) -> None:
    assert asked.in_words(sentences.read(sentence, known), known) == words


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("1,514 reached South Korea in 2014", []),
        ("last year 1,277 reached South Korea",
         ['When was it said? "last year" depends on it: --on DATE, or give the period: --period 2014.']),
        ("18 have defected since 2012",
         ['Which measure? "have defected" prints Arrivals since a start (--measure arrivals-to-date) or Officials who defected '
          "since a start (--measure official-defections-to-date)."]),
        ("1,514 reached South Korea and China in 2014",
         ['Which place? "South Korea … China" may be South Korea (--place south-korea) or China (--place china).']),
        ("12 12 12 reached South Korea in 2014", ['What about "12 12"? Not understood. Leave it out, or say it with options.']),
        ("a b c d e f g h i 1 reached South Korea in 2014",
         ['What about "b c d e f g h"? Not understood. Leave it out, or say it with options.']),
    ],
)  # fmt: skip
def test_a_question_says_what_is_meant_and_how_to_answer(known: Ontology, sentence: str, questions: list[str]) -> None:
    assert asked.missing(sentences.read(sentence, known)) == questions


def test_of_many_words_that_were_not_understood_some_are_shown(known: Ontology) -> None:
    (question,) = asked.missing(sentences.read("1,514 reached South Korea in 2014; " + "; ".join("bcdefghjk"), known))
    assert '"g" and 3 more?' in question


# --- what every reading has in common -----------------------------------------------------------------------------------------


def holds(reading: Asked, sentence: str, known: Ontology) -> None:
    """The laws of a reading."""
    ends = [0, *(place for start, end, _ in reading.used for place in (start, end)), len(sentence)]
    assert ends == sorted(ends), "the characters that were understood lie in the sentence, in order, none twice"
    assert all(start < end for start, end, _ in reading.used)
    assert all(words in sentence for words in reading.unread)
    assert (reading.measure is None) == ("measure" in reading.wants)
    assert reading.period is None or periods.parse(reading.period)
    assert not set(reading.candidates) & {*reading.dimensions, *(["measure"] if reading.measure else [])}
    if reading.value is not None:
        (figure, *_) = [(start, end) for start, end, kind in reading.used if kind == "figure"]
        printed = numerals.numbers(sentence[slice(*figure)], known.lexicon)
        values = [reading.value, *([reading.to] if reading.to is not None else [])]
        assert printed[-1].number * printed[-1].scale == values[-1] * reading.scale
        assert len(printed) == len(values)


@pytest.mark.endurance
@FEW
@given(SENTENCES)
def test_any_sentence_is_read_or_refused_and_every_reading_holds(proposed: Ontology, sentence: str) -> None:
    reading = read(sentence, proposed)
    if reading is not None:
        holds(reading, sentence, proposed)
        assert asked.missing(reading) or reading.measure is not None
        assert asked.in_words(reading, proposed)


@pytest.mark.parametrize("case", EVERY, ids=lambda c: c.sentence or "empty")
def test_every_case_holds(proposed: Ontology, case: Case) -> None:
    holds(sentences.read(case.sentence, proposed, case.on), case.sentence, proposed)


@pytest.mark.endurance
@FEW
@given(SENTENCES)
def test_a_sentence_is_read_the_same_each_time(proposed: Ontology, sentence: str) -> None:
    assert read(sentence, proposed) == read(sentence, proposed)


@pytest.mark.endurance
@FEW
@given(st.integers(1, 999_999), st.sampled_from(["", "about ", "nearly ", "more than ", "at least ", "up to ", "fewer than "]))
def test_the_number_that_is_printed_is_the_number_that_is_read(known: Ontology, number: int, hedge: str) -> None:
    reading = sentences.read(f"{hedge}{number:,} reached South Korea in 2014", known)
    assert (reading.value, reading.period) == (Decimal(number), "2014")
    assert (reading.modality == "exactly") == (hedge == "")
    assert asked.missing(reading) == []


@pytest.mark.endurance
@FEW
@given(st.sampled_from(["not", "zebras", "except", "Atlantis", "42", "±", "도망"]), st.integers(0, 6))
def test_a_word_put_in_anywhere_that_is_not_understood_is_asked_about(known: Ontology, word: str, at: int) -> None:
    words = ["In", "2014", "exactly", "1,514", "reached", "South", "Korea"]
    reading = sentences.read(" ".join([*words[:at], word, *words[at:]]), known)
    assert asked.missing(reading) != []


# --- what is refused, and in what time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("word " * 5_000, "25,000 characters"),
        ("1,514\x00 reached South Korea", r"U\+0000"),
        ("1,514\u202e reached South Korea", r"U\+202E"),
        ("1,514\ud800 reached South Korea", r"U\+D800"),
        ("1,514\x1b[31m reached South Korea", r"U\+001B"),
    ],
)
def test_what_is_no_sentence_is_refused_in_one_that_is(known: Ontology, sentence: str, why: str) -> None:
    with pytest.raises(NkgraphError, match=why):
        sentences.read(sentence, known)


@pytest.mark.parametrize(
    "part",
    ["1 ", "9", "a", " ", "South ", "1,", "half a ", "in 2014 ", "between ", "first 1 months of ", "-", "1 to ", "한", "만",
     "no ", "U.", "about ", "from 2014 to ", "3만 ", "\t\n", "the ", "have ", "$", "%", "2014", "May 1 ", "than in "],
)  # fmt: skip
def test_no_sentence_takes_long(proposed: Ontology, part: str) -> None:
    sentence = (part * sentences.LONGEST)[: sentences.LONGEST]
    start = time.process_time()
    reading = read(sentence, proposed)
    assert time.process_time() - start < 2
    assert reading is not None
    holds(reading, sentence, proposed)


# --- what options add ---------------------------------------------------------------------------------------------------------


def test_an_option_answers_the_question(known: Ontology) -> None:
    reading = sentences.read("last year 1,277 defected", known)
    assert reading.wants == ("measure", "period")
    answered = asked.complete(
        reading, known, measure=node("measures", "arrivals"), period="2015", dimensions={"place": node("places", "south-korea")}
    )
    assert asked.missing(answered) == []
    assert asked.in_words(answered, known) == "arrivals; South Korea; calendar year 2015; exactly 1,277 (no hedge word)"
    assert answered.unit == node("units", "person")


def test_an_option_chooses_among_candidates(known: Ontology) -> None:
    reading = sentences.read("1,514 reached South Korea and China in 2014", known)
    chosen = asked.complete(reading, known, dimensions={"place": node("places", "china")})
    assert (chosen.dimensions, chosen.candidates, asked.missing(chosen)) == ({"place": node("places", "china")}, {}, [])


def test_another_measure_brings_its_own_unit_and_a_printed_unit_stays(known: Ontology) -> None:
    exports = node("measures", "exports")
    reading = asked.complete(sentences.read("1,514 reached South Korea in 2014", known), known, measure=exports)
    assert reading.unit == node("units", "usd")
    money = asked.complete(sentences.read("$5 million in China in 2014", known), known, measure=node("measures", "arrivals"))
    assert money.wants == ("unit",)
    assert asked.missing(money) == [
        "In which unit? A figure in usd is none of arrivals. Name another with --unit, or another --measure."
    ]


def test_an_option_that_is_no_part_of_a_figure_or_no_time_is_refused(known: Ontology) -> None:
    with pytest.raises(NkgraphError, match='"mesure" is no part of a figure'):
        asked.complete(Asked(), known, mesure=None)
    with pytest.raises(NkgraphError, match="--period: "):
        asked.complete(Asked(), known, period="2015-13")
    assert asked.complete(Asked(), known, period="unstated").period == "unstated"


def test_a_figure_without_sentence_can_be_asked_about(known: Ontology) -> None:
    empty = asked.settle(Asked(), known)
    assert empty.wants == ("measure", "period", "figure")
    share = asked.settle(replace(empty, operation="decrease"), known)
    assert (
        asked.missing(share)[-1] == "Against what is the decrease? Name the time that it is compared with: --base period=2011."
    )
