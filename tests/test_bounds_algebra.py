"""The algebra of intervals and of what words make of a number, over generated figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import bounds
from nkgraph.bounds import Interval, Printing
from tests.intervals import below, meets

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
CONTAINING = ("exactly", "about", "at-least", "at-most", "between", "order")
EXCLUDING = ("more-than", "less-than", "almost")
MODALITIES = (*CONTAINING, *EXCLUDING, "dozen", "presence")
SCALES = (1, 1, 1000, 10**6, 10**9, 10**12)

numbers = st.one_of(
    st.integers(1, 10**6),
    st.integers(1, 999).map(lambda n: n * 1000),
    st.decimals("0.1", 1000, places=1),
    st.decimals("0.01", 100, places=2),
).map(Decimal)


@st.composite
def printings(draw: st.DrawFn, modalities: tuple[str, ...] = MODALITIES) -> Printing:
    """A number as articles print them: persons, percentages, money, durations, halves."""
    modality = draw(st.sampled_from(modalities))
    number, scale = draw(numbers), draw(st.sampled_from(SCALES))
    to = number + draw(numbers) if modality == "between" else None
    kind = draw(st.sampled_from(("counted", "rounded", "fraction", "plain", "years")))
    factor = {"fraction": Decimal(100), "years": Decimal(12)}.get(kind, Decimal(1))
    return Printing(
        number, to, scale, modality, kind == "counted", kind == "rounded", kind == "fraction" and scale == 1, factor=factor
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals with few different ends, so that they touch often; none is empty."""
    low, high = draw(st.one_of(st.none(), st.integers(0, 6))), draw(st.one_of(st.none(), st.integers(0, 6)))
    if low is not None and high is not None and low > high:
        low, high = high, low
    point = low == high
    return Interval(
        Decimal(low) if low is not None else None, Decimal(high) if high is not None else None,
        point or draw(st.booleans()), point or draw(st.booleans()),
    )  # fmt: skip


def at(number: Decimal) -> Interval:
    return Interval(number, number)


def base(p: Printing) -> Decimal:
    """The printed number in its base unit."""
    return p.number * p.scale * p.factor


@FEW
@given(printings(CONTAINING))
def test_a_hedge_around_the_number_keeps_the_number(p: Printing) -> None:
    assert meets(bounds.strict(p), at(base(p)))
    if p.to is not None:
        assert meets(bounds.strict(p), at(p.to * p.scale * p.factor))


@FEW
@given(printings(EXCLUDING))
def test_a_hedge_beside_the_number_leaves_the_number_out(p: Printing) -> None:
    interval = bounds.strict(p)
    assert below(interval, at(base(p))) is (p.modality != "more-than")
    assert below(at(base(p)), interval) is (p.modality == "more-than")


@FEW
@given(printings())
def test_one_sided_words_give_one_sided_bounds(p: Printing) -> None:
    interval = bounds.strict(p)
    upwards = {"more-than", "at-least", "presence"}
    assert (interval.lower is None) is (p.modality in {"less-than", "at-most"})
    if p.modality != "order":
        assert (interval.upper is None) is (p.modality in upwards)


@FEW
@given(printings())
def test_bounds_have_six_fraction_digits_at_the_most(p: Printing) -> None:
    for interval in (bounds.strict(p), bounds.loose(p)):
        for end in (interval.lower, interval.upper):
            assert end is None or end == round(end, 6)
            assert end is None or end >= 0


@FEW
@given(printings())
def test_counted_bounds_are_whole_and_meant(p: Printing) -> None:
    p = replace(p, number=Decimal(int(p.number) + 1), to=Decimal(int(p.to) + 2) if p.to else None, counted=True, rounded=False,
                fraction=False, factor=Decimal(1))  # fmt: skip
    for interval in (bounds.strict(p), bounds.loose(p)):
        for end, meant in ((interval.lower, interval.lower_inclusive), (interval.upper, interval.upper_inclusive)):
            assert end is None or (meant and end == int(end))


@FEW
@given(printings())
def test_loose_bounds_contain_the_strict_ones_and_no_reading_is_empty(p: Printing) -> None:
    strict, loose = bounds.strict(p), bounds.loose(p)
    assert meets(strict, strict)
    assert contains(loose, strict)


def contains(outer: Interval, inner: Interval) -> bool:
    low = outer.lower is None or (
        inner.lower is not None
        and (outer.lower < inner.lower or (outer.lower == inner.lower and outer.lower_inclusive >= inner.lower_inclusive))
    )
    high = outer.upper is None or (
        inner.upper is not None
        and (outer.upper > inner.upper or (outer.upper == inner.upper and outer.upper_inclusive >= inner.upper_inclusive))
    )
    return low and high


@FEW
@given(intervals(), intervals())
def test_meeting_is_mutual_and_of_two_intervals_one_is_below_or_they_meet(a: Interval, b: Interval) -> None:
    assert meets(a, b) == meets(b, a)
    assert meets(a, a)
    assert [below(a, b), below(b, a), meets(a, b)].count(True) == 1


@FEW
@given(intervals(), intervals(), intervals())
def test_below_is_a_strict_order(a: Interval, b: Interval, c: Interval) -> None:
    assert not below(a, a)
    assert not (below(a, b) and below(b, a))
    assert not (below(a, b) and below(b, c)) or below(a, c)


@st.composite
def widenings(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """An interval and one that contains it."""
    narrow, steps = draw(intervals()), st.sampled_from((0, 1, 2, None))
    down, up = draw(steps), draw(steps)
    wide = Interval(
        narrow.lower - down if narrow.lower is not None and down is not None else None,
        narrow.upper + up if narrow.upper is not None and up is not None else None,
        narrow.lower_inclusive or draw(st.booleans()), narrow.upper_inclusive or draw(st.booleans()),
    )  # fmt: skip
    return narrow, wide


@FEW
@given(widenings(), intervals())
def test_widening_never_parts_what_met(widening: tuple[Interval, Interval], other: Interval) -> None:
    narrow, wide = widening
    assert contains(wide, narrow)
    assert meets(wide, other) or not meets(narrow, other)


@FEW
@given(printings(("exactly", "about", "at-least", "at-most", "between")), st.sampled_from((1000, 10**6)))
def test_a_scale_word_only_moves_the_point(p: Printing, scale: int) -> None:
    """ "5 million" and "5 trillion" have the same bounds but for the zeros."""
    p = replace(p, counted=False, scale=scale, fraction=False)
    small, large = bounds.strict(p), bounds.strict(replace(p, scale=scale * 10**6))
    if p.modality != "about" or p.number == int(p.number):
        assert [e * 10**6 for e in (small.lower, small.upper) if e is not None] == [
            e for e in (large.lower, large.upper) if e is not None
        ]
