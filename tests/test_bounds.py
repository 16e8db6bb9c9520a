"""From words to bounds: each rule of the design's section 4 with its examples. The algebra is in test_bounds_algebra.py."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from nkgraph import bounds, vocab
from nkgraph.bounds import Interval, Printing
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK
from tests.intervals import below, meets

MILLION, BILLION, TRILLION = 10**6, 10**9, 10**12


def persons(number: str, modality: str = "exactly", to: str | None = None, scale: int = 1) -> Printing:
    return Printing(Decimal(number), Decimal(to) if to else None, scale, modality, counted=True)


def percent(number: str, modality: str = "exactly", to: str | None = None) -> Printing:
    return Printing(Decimal(number), Decimal(to) if to else None, 1, modality, rounded=True)


def fraction(number: str, modality: str = "exactly", to: str | None = None) -> Printing:
    return Printing(Decimal(number), Decimal(to) if to else None, 1, modality, fraction=True, factor=Decimal(100))


def dollars(number: str, modality: str = "exactly", scale: int = 1) -> Printing:
    return Printing(Decimal(number), None, scale, modality)


def years(number: str, modality: str = "exactly") -> Printing:
    return Printing(Decimal(number), None, 1, modality, factor=Decimal(12))


def shown(interval: Interval) -> str:
    """An interval as mathematicians write it: "[52.75, 52.85)", "(80, …"."""

    def end(number: Decimal | None) -> str:
        return "…" if number is None else f"{number.normalize():f}"

    low = "" if interval.lower is None else "[" if interval.lower_inclusive else "("
    high = "" if interval.upper is None else "]" if interval.upper_inclusive else ")"
    return f"{low}{end(interval.lower)}, {end(interval.upper)}{high}"


@pytest.mark.parametrize(
    ("printing", "interval"),
    [
        # the number itself; a decimal, a percentage, a number before a scale word is its rounding interval
        (persons("1277"), "[1277, 1277]"), (persons("0"), "[0, 0]"), (years("6"), "[72, 72]"), (dollars("570"), "[570, 570]"),
        (percent("52.8"), "[52.75, 52.85)"), (percent("80"), "[79.5, 80.5)"), (percent("31.0"), "[30.95, 31.05)"),
        (dollars("144.29", scale=BILLION), "[144285000000, 144295000000)"), (years("4.5"), "[53.4, 54.6)"),
        (dollars("5244", scale=MILLION), "[5243500000, 5244500000)"), (persons("1.5", scale=MILLION), "[1450000, 1549999]"),
        # counts are closed on whole numbers
        (persons("80", "more-than"), "[81, …"), (persons("10", "less-than"), "…, 9]"), (percent("80", "more-than"), "(80, …"),
        (percent("3", "less-than"), "…, 3)"), (persons("2.5"), "[2.45, 2.55)"),
        # about, around, some
        (persons("35000", "about"), "[32500, 37500]"), (persons("553", "about"), "[553, 553]"),
        (persons("98", "about"), "[98, 98]"), (persons("10", "about"), "[5, 15]"), (persons("225", "about"), "[213, 237]"),
        (persons("250", "about"), "[125, 375]"), (persons("30000", "about"), "[25000, 35000]"),
        (persons("33523", "about"), "[33523, 33523]"), (percent("70", "about"), "[65, 75]"), (persons("0", "about"), "[0, 0]"),
        (dollars("2.1", "about", TRILLION), "[2050000000000, 2150000000000]"), (dollars("500", "about"), "[250, 750]"),
        # almost, nearly; a dozen
        (persons("700", "almost"), "[600, 699]"), (persons("2706", "almost"), "[2705, 2705]"),
        (persons("1000", "almost"), "[0, 999]"), (percent("52.8", "almost"), "[52.7, 52.8)"),
        (persons("12", "dozen"), "[10, 14]"),
        # up to, as high as, no more than; at least, a minimum of; topped, exceeded
        (persons("300000", "at-most"), "…, 300000]"), (dollars("17", "at-most", MILLION), "…, 17000000]"),
        (persons("1200", "at-most"), "…, 1200]"), (persons("300", "at-least"), "[300, …"), (years("5", "at-least"), "[60, …"),
        (persons("1000", "more-than"), "[1001, …"), (percent("50", "more-than"), "(50, …"),
        # between
        (persons("240000", "between", "3500000"), "[240000, 3500000]"), (persons("380", "between", "492"), "[380, 492]"),
        (fraction("0.5", "between", "0.75"), "[50, 75]"),
        # half
        (fraction("0.5"), "[45, 55]"), (fraction("0.75"), "[70, 80]"), (fraction("0.5", "more-than"), "(50, …"),
        (fraction("0.5", "less-than"), "…, 50)"),
        # hundreds, thousands, millions; others
        (persons("100", "order"), "[100, 999]"), (persons("1000", "order"), "[1000, 999999]"),
        (persons("12", "order"), "[12, 99]"),
        (dollars("1000000", "order"), "[1000000, 1000000000)"), (dollars("1000000000000", "order"), "[1000000000000, …"),
        (persons("1", "presence"), "[1, …"),
        # 7 for every 3
        (Printing(Decimal(7), per_count=Decimal(3)), "[1.857142, 3)"),
        (Printing(Decimal(7), modality="more-than", per_count=Decimal(3)), "(2, …"),
    ],
)  # fmt: skip
def test_words_give_the_bounds_of_the_design(printing: Printing, interval: str) -> None:
    assert shown(bounds.strict(printing)) == interval


@pytest.mark.parametrize(
    ("printing", "interval"),
    [
        (persons("1000"), "[500, 1499]"), (persons("30000"), "[25000, 34999]"), (persons("2300"), "[2250, 2349]"),
        (persons("1300000"), "[1250000, 1349999]"), (persons("1.50", scale=MILLION), "[1450000, 1549999]"),
    ],
)  # fmt: skip
def test_a_bare_round_count_may_have_been_rounded(printing: Printing, interval: str) -> None:
    assert shown(bounds.loose(printing)) == interval
    assert bounds.loose(printing) != bounds.strict(printing)


@pytest.mark.parametrize(
    "printing",
    [persons("900"), persons("1277"), persons("1010"), persons("2500.5"), percent("2000"), dollars("2000"), fraction("0.5"),
     persons("2000", "about"), persons("2000", "more-than"), persons("2000", "between", "3000"), persons("2000", "presence"),
     Printing(Decimal(2000), counted=True, per_count=Decimal(3))],
)  # fmt: skip
def test_nothing_else_is_loose(printing: Printing) -> None:
    assert bounds.loose(printing) == bounds.strict(printing)


def test_two_percentages_that_differ_in_the_last_place_do_not_meet() -> None:
    assert below(bounds.strict(percent("52.8")), bounds.strict(percent("52.9")))
    assert meets(bounds.strict(percent("52.8")), bounds.strict(percent("53")))


def test_two_counts_strictly_apart_may_meet_loosely() -> None:
    assert not meets(bounds.strict(persons("30000")), bounds.strict(persons("33523")))
    assert meets(bounds.loose(persons("30000")), bounds.loose(persons("33523")))
    assert not meets(bounds.loose(persons("1277")), bounds.loose(persons("1275")))


def test_an_interval_without_bounds_is_open_and_meets_everything() -> None:
    assert Interval().open
    assert not Interval(lower=Decimal(1)).open
    assert meets(Interval(), Interval(Decimal(5), Decimal(5)))
    assert not below(Interval(), Interval())


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [((0, 5, True), (5, 9, True), False), ((0, 5, False), (5, 9, True), True), ((0, 5, True), (5, 9, False), True),
     ((0, 5, False), (5, 9, False), True), ((0, 4, True), (5, 9, True), True), ((0, 6, True), (5, 9, True), False)],
)  # fmt: skip
def test_ends_that_touch_meet_only_where_both_are_meant(
    first: tuple[int, int, bool], second: tuple[int, int, bool], apart: bool
) -> None:
    low = Interval(Decimal(first[0]), Decimal(first[1]), upper_inclusive=first[2])
    high = Interval(Decimal(second[0]), Decimal(second[1]), lower_inclusive=second[2])
    assert below(low, high) is apart
    assert meets(low, high) is not apart


def test_every_modality_with_bounds_has_its_rule_and_no_other_has(known: Ontology) -> None:
    named = {vocab.local(s): s.value for s, p, o in known.triples if p == vocab.RDF_TYPE and o == NK.Modality}
    bounded = {name for name, iri in named.items() if iri not in known.unbounded}
    assert len(bounded) == 11
    for modality in bounded:
        assert not bounds.strict(persons("12", modality)).open
    with pytest.raises(KeyError):
        bounds.strict(persons("12", "no-data"))


@pytest.mark.parametrize("modality", ["exactly", "about", "at-least", "at-most", "between"])
@pytest.mark.parametrize("number", ["999999999999999", "0.0000004", "0.1234567890123456789"])
def test_the_largest_and_the_smallest_numbers_are_not_rounded_away(number: str, modality: str) -> None:
    for scale in (1, TRILLION):
        printed = Printing(Decimal(number), Decimal(number) if modality == "between" else None, scale, modality)
        exact = Decimal(number) * scale
        assert meets(bounds.strict(printed), Interval(exact, exact))


def test_more_of_a_ratio_lies_above_less_of_it() -> None:
    ratios = [bounds.strict(Printing(Decimal(n), per_count=Decimal(3))) for n in range(1, 9)]
    for less, more in pairwise(ratios):
        assert less.lower is not None
        assert more.lower is not None
        assert less.lower < more.lower
    assert below(ratios[0], ratios[-1])
