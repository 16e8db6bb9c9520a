"""The numbers that wordings print. The cases stand in tests/numerals/, one wording a line; anyone may add one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import numerals
from nkgraph.numerals import Printed
from nkgraph.ontology import Ontology

FEW = settings(max_examples=100, deadline=None, derandomize=True, database=None)
UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = (1, 10**4, 10**6, 10**8, 10**9, 10**12)


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / "numerals" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _expected(numbers: str) -> list[Printed]:
    pairs = (number.split("*") for number in numbers.split())
    return [Printed(Decimal(pair[0]), int(pair[1]) if len(pair) > 1 else 1) for pair in pairs]


PRINTED = [tuple(line.split("\t")) for line in _lines("printed.txt")]
NONE = _lines("none.txt")


def spelled(number: int, joint: str = " and ", hyphen: str = "-") -> str:
    """A number below a million in English words."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (hyphen + UNITS[number % 10] if number % 10 else "")
    if number < 1000:
        rest = joint + spelled(number % 100, joint, hyphen) if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    below = number % 1000
    rest = (joint if below < 100 else " ") + spelled(below, joint, hyphen) if below else ""
    return f"{spelled(number // 1000, joint, hyphen)} thousand{rest}"


def test_the_lists_of_wordings_are_read() -> None:
    assert len(PRINTED) >= 150
    assert len(NONE) >= 25
    assert len({wording for wording, _ in PRINTED} | set(NONE)) == len(PRINTED) + len(NONE), "a wording is listed twice"


@pytest.mark.parametrize("digits", [41, 4301])
def test_a_part_of_more_digits_than_anybody_prints_is_no_number(known: Ontology, digits: int) -> None:
    long = "9" * digits
    for words in (f"{long}분의 1", f"3분의 {long}", f"{long}분의 {long}"):
        assert numerals.korean_part(words) is None
        assert numerals.numbers(words, known.lexicon) == []


@pytest.mark.parametrize(("wording", "numbers"), PRINTED, ids=[wording for wording, _ in PRINTED])
def test_a_wording_prints_its_numbers(known: Ontology, wording: str, numbers: str) -> None:
    assert numerals.numbers(wording, known.lexicon) == _expected(numbers)


@pytest.mark.parametrize("wording", NONE)
def test_a_wording_without_a_number_prints_none(known: Ontology, wording: str) -> None:
    assert numerals.numbers(wording, known.lexicon) == []


@pytest.mark.parametrize(
    ("wording", "numbers"),
    [("first", [1]), ("second-most powerful", [2]), ("the third", [3]), ("4th", [4]), ("21st", [21]), ("twenty-first", [21]),
     ("First", [1]), ("the thirty-third", [33]), ("one of the first", [1]), ("the five first", [1]),
     ("twenty tenth", [10]), ("peaked", [])],
)  # fmt: skip
def test_a_rank_is_an_ordinal(known: Ontology, wording: str, numbers: list[int]) -> None:
    assert [p.number for p in numerals.numbers(wording, known.lexicon, "ordinal")] == numbers


@pytest.mark.parametrize(("wording", "numbers"), [("Yes", [1]), ("No", [0]), ("yes", [1]), ("YesNo", []), ("Yesterday", [])])
def test_a_truth_is_one_or_zero(known: Ontology, wording: str, numbers: list[int]) -> None:
    assert [p.number for p in numerals.numbers(wording, known.lexicon, "truth")] == numbers


@pytest.mark.parametrize("text", ["1,27", "12,345,6", "1,2345", "1.2.3", "1,277.", ",277", "", "one"])
def test_a_run_that_is_no_english_numeral_has_no_number(text: str) -> None:
    assert numerals.digits(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.345.678", "12345678"), ("12.345,6", "12345.6"), ("52,8", "52.8"), ("1 277 500", "1277500"), ("1'277", "1277"),
     ("1,23,456", "123456"), ("1,277.5", "1277.5"), ("1.277", "1.277"), ("1,27", None), ("1,2345", None), ("1.2.3", None),
     ("12,345,6", None), ("1 27", None), ("1" * 41, None), ("", None), ("one", None)],
)  # fmt: skip
def test_a_run_has_the_number_of_the_convention_it_is_certainly_printed_in(text: str, number: str | None) -> None:
    assert numerals.number(text) == (Decimal(number) if number is not None else None)


@FEW
@given(st.decimals(0, 10**12, places=2), st.sampled_from(["{:,}", "{}"]))
def test_digits_print_themselves_with_and_without_separators(number: Decimal, form: str) -> None:
    assert numerals.digits(form.format(number)) == number


@FEW
@given(st.integers(10**6, 10**12), st.sampled_from([".", " ", "\u00a0", "\u2009", "\u202f", "'", "’"]))
def test_any_sign_between_its_groups_leaves_a_number_what_it_is(known: Ontology, number: int, sign: str) -> None:
    printed = f"{number:,}".replace(",", sign)
    assert numerals.number(printed) == number
    assert numerals.numbers(f"about {printed} tons", known.lexicon) == [Printed(Decimal(number))]


@FEW
@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["", " "]), st.sampled_from(["", " "]))
def test_a_korean_numeral_is_the_sum_of_its_parts(known: Ontology, high: int, low: int, gap: str, space: str) -> None:
    words = f"{high}만{gap}{low}{space}명"
    assert numerals.numbers(words, known.lexicon) == [Printed(Decimal(high * 10_000 + low))]


@FEW
@given(st.integers(0, 999_999), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_a_number_in_words_is_that_number(known: Ontology, number: int, joint: str, hyphen: str) -> None:
    words = spelled(number, joint, hyphen)
    assert numerals.numbers(words, known.lexicon) == [Printed(Decimal(number))]
    assert numerals.numbers(words.upper(), known.lexicon) == [Printed(Decimal(number))]


@FEW
@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_two_numbers_in_words_stay_two(known: Ontology, first: int, second: int) -> None:
    words = f"from {spelled(first)} to {spelled(second)}"
    assert [p.number for p in numerals.numbers(words, known.lexicon)] == [first, second]


@FEW
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["hundred", "thousand", "hundred thousand", "million"]))
def test_and_between_two_round_numbers_keeps_them_apart(known: Ontology, first: int, second: int, scale: str) -> None:
    words = f"between {UNITS[first]} {scale} and {UNITS[second]} {scale}"
    found = [p.number * p.scale for p in numerals.numbers(words, known.lexicon)]
    factor = {"hundred": 100, "thousand": 1000, "hundred thousand": 100_000, "million": 1_000_000}[scale]
    assert found == [first * factor, second * factor]


@FEW
@given(st.decimals(0, 999, places=1), st.sampled_from(["million", "billion", "trillion"]))
def test_a_scale_word_is_kept_apart_from_the_number(known: Ontology, number: Decimal, word: str) -> None:
    scale = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert numerals.numbers(f"${number} {word}", known.lexicon) == [Printed(number, scale)]


@FEW
@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789,. -")), max_size=40))
def test_any_text_prints_finite_numbers_or_none(known: Ontology, text: str) -> None:
    for kind in ("cardinal", "ordinal", "truth"):
        for printed in numerals.numbers(text, known.lexicon, kind):
            assert printed.number.is_finite()
            assert printed.number >= 0
            assert printed.scale in SCALES


@FEW
@given(st.lists(st.sampled_from([*UNITS, *TENS, "hundred", "thousand", "million", "and", "a", "half", "of", "tens", "91"])))
def test_any_row_of_number_words_has_numbers_with_a_scale_word_at_the_most(known: Ontology, words: list[str]) -> None:
    found = numerals.numbers(" ".join(words), known.lexicon)
    named = [w for w in words if w in {*UNITS, *TENS, "hundred", "thousand", "million", "half", "tens", "91"}]
    assert len(found) <= len(named)
    assert bool(found) == bool(named)
    assert {p.scale for p in found} <= {1, 10**6}
