"""The interval plot: every figure in its row, at its place on an even scale, whatever the figures are."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.web import interval_plot
from nkgraph.web.interval_plot import Ends, Join, Plot, Source

NUMBERS = st.one_of(
    st.integers(0, 10**15).map(Decimal),
    st.integers(-(10**12), 10**15).map(lambda n: Decimal(n) / 10**6),
    st.sampled_from([Decimal(0), Decimal(10**15), Decimal("0.000001"), Decimal(1277)]),
)


@st.composite
def ends(draw: st.DrawFn) -> Ends | None:
    """Any bounds: exact, an interval, open at one end or both, none; looser where rounded."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    kind = draw(st.sampled_from(["dot", "bar", "up", "down", "any", "none", "loose"]))
    return {
        "dot": Ends(low, low), "bar": Ends(low, high, draw(st.booleans()), draw(st.booleans())), "up": Ends(low, None),
        "down": Ends(None, high), "any": Ends(None, None), "none": None,
        "loose": Ends(low, low, loose_lower=low - 1, loose_upper=high + 1),
    }[kind]  # fmt: skip


WORDS = st.sampled_from(["", "more than 80 percent", "통일부 " * 20, "Yonhap, 4 Jan 2016, in NK Economy Watch", "1,277" * 30])
SOURCES = st.lists(st.tuples(ends(), WORDS, WORDS, WORDS), max_size=10).map(
    lambda rows: [Source(f"claim {n}", figure, said, who, bounds) for n, (bounds, figure, said, who) in enumerate(rows)]
)


def dots(*values: str) -> list[Source]:
    return [Source(f"claim {n}", value, "", "Yonhap", Ends(Decimal(value), Decimal(value))) for n, value in enumerate(values)]


def pairs(plot: Plot) -> list[tuple[Decimal, float]]:
    """Every number that is drawn, with its place."""
    found = []
    for row in plot.rows:
        bounds, mark = row.source.ends, row.mark
        if bounds is not None:
            found += [(bounds.lower, mark.start), (bounds.upper, mark.end), (bounds.loose_lower, mark.loose_start)]
            found += [(bounds.loose_upper, mark.loose_end)]
    return [(number, place) for number, place in found if number is not None and place is not None]


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_there_is_one_row_for_each_claim_in_its_order(sources: list[Source]) -> None:
    plot = interval_plot.lay_out(sources)
    assert [row.source.claim for row in plot.rows] == [source.claim for source in sources]
    heights = [row.y for row in plot.rows]
    assert heights == sorted(set(heights))
    assert all(row.y < row.middle < plot.base < plot.height for row in plot.rows)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_places_are_in_the_picture_and_as_the_numbers_are(sources: list[Source]) -> None:
    placed = sorted(pairs(interval_plot.lay_out(sources)))
    assert all(isfinite(place) and 0 <= place <= 100 for _, place in placed)
    for (number, place), (larger, further) in pairwise(placed):
        assert place <= further, "a larger number stands to the left of a smaller one"
        assert number != larger or place == further, "one number stands at two places"


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_the_scale_is_even_and_holds_every_number(sources: list[Source]) -> None:
    plot = interval_plot.lay_out(sources)
    placed = pairs(plot)
    assert bool(plot.ticks) == any(row.mark.kind != "none" for row in plot.rows)
    if placed:
        marks = [(Decimal(tick.words.replace(",", "")), tick.x) for tick in plot.ticks]
        (low, left), (high, right) = marks[0], marks[-1]
        assert low <= min(n for n, _ in placed)
        assert high >= max(n for n, _ in placed)
        for number, place in [*placed, *marks]:
            assert place == pytest.approx(left + float((number - low) / (high - low)) * (right - left), abs=0.01)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_a_scale_that_does_not_begin_at_zero_says_so(sources: list[Source]) -> None:
    plot = interval_plot.lay_out(sources)
    if plot.ticks:
        low, high = (Decimal(tick.words.replace(",", "")) for tick in (plot.ticks[0], plot.ticks[-1]))
        assert ("not begin at zero" in plot.scale) == (not low <= 0 <= high)
        assert f"from {plot.ticks[0].words} to {plot.ticks[-1].words}" in plot.scale


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_no_label_is_longer_than_a_small_screen_is_wide(sources: list[Source]) -> None:
    for row in interval_plot.lay_out(sources).rows:
        assert len(row.figure) + len(row.said) <= 44
        assert len(row.who) <= 42
        assert row.who == row.source.who or row.who.endswith("…")


@settings(max_examples=60, deadline=None)
@given(SOURCES, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_lines_join_marks_that_are_drawn_and_the_others_are_counted(
    sources: list[Source], joined: list[tuple[int, int]]
) -> None:
    joins = [Join("contradicts", (f"claim {a}",), (f"claim {b}",)) for a, b in joined]
    plot = interval_plot.lay_out(sources, joins)
    assert len(plot.lines) + plot.undrawn == len(joins)
    assert len(plot.lines) <= interval_plot.MOST_JOINS
    at = {row.mark.at for row in plot.rows if row.mark.kind != "none"}
    assert all(line.x1 in at and line.x2 in at for line in plot.lines)
    opposed = {claim for join in joins for claim in (*join.first, *join.second)}
    assert all((row.sign is not None) == (row.source.claim in opposed and row.mark.kind != "none") for row in plot.rows)


def test_two_figures_close_together_are_told_apart() -> None:
    plot = interval_plot.lay_out(dots("1277", "1275"), [Join("revised", ("claim 0",), ("claim 1",))], "persons")
    assert [tick.words for tick in plot.ticks] == ["1,275", "1,276", "1,277"]
    assert plot.rows[0].mark.at - plot.rows[1].mark.at == pytest.approx(92)
    assert plot.scale == "An even scale from 1,275 to 1,277 persons. It does not begin at zero."
    (line,) = plot.lines
    assert (line.outcome, line.x1, line.x2) == ("revised", plot.rows[0].mark.at, plot.rows[1].mark.at)
    assert line.y1 < line.y2


def test_numbers_far_apart_stand_on_one_scale_from_zero() -> None:
    plot = interval_plot.lay_out(dots("3", "1000000000000000"))
    assert (plot.ticks[0].words, plot.ticks[-1].words) == ("0", "1,000,000,000,000,000")
    assert plot.zero
    assert plot.rows[0].mark.at == pytest.approx(interval_plot.FIRST)


def test_figures_that_are_all_equal_stand_above_one_another_within_the_scale() -> None:
    plot = interval_plot.lay_out(dots(*["2914"] * 60))
    assert len(plot.rows) == 60
    (place,) = {row.mark.at for row in plot.rows}
    assert interval_plot.FIRST < place < interval_plot.LAST


def test_an_open_end_runs_to_the_edge_and_the_known_end_stands_at_its_number() -> None:
    sources = [
        Source("a", "more than 80", "", "Yonhap", Ends(Decimal(81), None)),
        Source("b", "at most 90", "", "Yonhap", Ends(None, Decimal(90))),
    ]
    up, down = (row.mark for row in interval_plot.lay_out(sources).rows)
    assert (up.kind, up.end, up.at) == ("up", 100.0, up.start)
    assert (down.kind, down.start, down.at) == ("down", 0.0, down.end)
    assert up.start < down.end


def test_the_sign_of_a_contradiction_stands_where_there_is_room() -> None:
    plot = interval_plot.lay_out(dots("0", "100"), [Join("contradicts", ("claim 0",), ("claim 1",))])
    assert [row.sign_side for row in plot.rows] == [1, -1]


def test_without_a_number_there_is_no_scale() -> None:
    plot = interval_plot.lay_out([Source("a", "falling", "", "Yonhap", None)])
    assert (len(plot.ticks), plot.scale, set(plot.kinds)) == (0, "", {"none"})
    assert interval_plot.lay_out([]).rows == ()


def test_korean_letters_count_twice_where_a_label_is_cut() -> None:
    (row,) = interval_plot.lay_out([Source("a", "1", "", "연합뉴스 " * 10, None)]).rows
    assert row.who.endswith("…")
    assert len(row.who) < 30
