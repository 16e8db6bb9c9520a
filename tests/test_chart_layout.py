"""Where it all stands in a chart: in its year, at its height, apart; what is missing is seen as missing."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import chart, chart_layout, drawing
from nkgraph.build import Built
from nkgraph.chart_layout import Box
from nkgraph.errors import NkgraphError
from tests.charts import made_up, parsed, point, words
from tests.conftest import REPOSITORY

pytest_plugins = ("tests.charted",)


def test_a_year_that_nobody_gives_is_hatched_and_one_without_data_is_not() -> None:
    made = made_up(point(2001, 5), point(2003, None), point(2004, 7), point(2007, 9))
    assert made.given_by_nobody == (2002, 2005, 2006)
    picture = chart_layout.lay_out(made)
    column = (picture.right - picture.left) / 7
    assert [round(width / column) for _, width in picture.gaps] == [1, 2]
    root = parsed(drawing.svg(made))
    assert words(root, "label") == ["N/A"]
    assert "Given by nobody: 2002, 2005, 2006." in made.description
    assert "Said to be without data: 2003." in made.description


def test_an_interval_has_a_bar_and_an_open_end_an_arrow() -> None:
    exact, about, least, most = (
        point(2001, 50),
        point(2002, 50, lower=Decimal(40), upper=Decimal(60)),
        point(2003, 50, upper=None),
        point(2004, 50, lower=None),
    )
    picture = chart_layout.lay_out(made_up(exact, about, least, most))
    bars = {m.point.year: m for m in picture.marks}
    assert bars[2001].bar == ""
    assert bars[2002].bar.count("V") == 2
    up, down = (float(re.findall(r"V([\d.]+)", bars[year].bar)[0]) for year in (2003, 2004))
    assert up < bars[2003].y
    assert bars[2003].y == bars[2004].y
    assert bars[2004].y < down
    assert {"bar", "arrow"} <= {key.sample for key in picture.keys}


def test_figures_that_would_cover_one_another_stand_side_by_side_at_their_height() -> None:
    picture = chart_layout.lay_out(made_up(*(point(2009, 2914, name) for name in "ABCDE"), point(2009, 100, "A")))
    same = sorted((m for m in picture.marks if m.point.figure == "2,914"), key=lambda m: m.x)
    assert [m.point.publisher for m in same] == list("ABCDE")
    assert len({m.y for m in same}) == 1
    assert all(right.x - left.x >= 2 * picture.radius for left, right in pairwise(same))


@given(
    st.lists(
        st.tuples(st.integers(1990, 2023), st.integers(-500, 10**6), st.sampled_from("ABCDEF")),
        min_size=1,
        max_size=60,
        unique=True,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_mark_leaves_its_year_or_the_picture(given_figures: list[tuple[int, int, str]]) -> None:
    made = made_up(*(point(year, value, name) for year, value, name in given_figures))
    picture = chart_layout.lay_out(made)
    column = (picture.right - picture.left) / len(made.years)
    assert len(picture.marks) == len(made.points)
    for mark in picture.marks:
        start = picture.left + (mark.point.year - made.years[0]) * column
        assert start - 0.01 <= mark.x <= start + column + 0.01
        assert picture.top - 0.01 <= mark.y <= picture.base + 0.01
    heights = sorted((m.point.at or Decimal(0), -m.y) for m in picture.marks)
    assert [h for _, h in heights] == sorted(h for _, h in heights), "higher figures stand higher"


@given(st.integers(1, 2100), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_no_two_years_are_written_into_one_another(first: int, more: int) -> None:
    years = chart_layout.lay_out(made_up(point(first, 1), point(first + more, 2))).years
    assert years
    assert all(right.x - left.x >= 76 for left, right in pairwise(years))


@pytest.mark.parametrize(("highest", "ticks"), [(0, "0"), (1, "1"), (38, "40"), (2914, "3,500"), (2_150_000_000_000, "2.5")])
def test_the_axis_begins_at_zero_and_ends_above_the_highest_figure(highest: int, ticks: str) -> None:
    picture = chart_layout.lay_out(made_up(point(2001, highest)))
    assert picture.ticks[0].words == "0"
    assert ticks in {t.words for t in picture.ticks}
    assert all(len(t.words) <= 9 for t in picture.ticks)


def test_boxes_that_share_an_edge_do_not_meet() -> None:
    box = Box(10, 0, 10, 10)
    assert box.meets(Box(12, 5, 15, 10))
    assert not box.meets(Box(20, 0, 10, 10))
    assert not box.meets(Box(10, 10, 20, 10))


def test_more_publishers_than_shapes_are_refused() -> None:
    names = [f"Publisher {i}" for i in range(len(chart_layout.SHAPES) + 1)]
    chart_layout.lay_out(made_up(*(point(2001, 5, name) for name in names[:-1])))
    with pytest.raises(NkgraphError, match="told apart by shape"):
        chart_layout.lay_out(made_up(*(point(2001, 5, name) for name in names)))


def test_shapes_differ_and_each_has_a_colour_on_light_and_on_dark() -> None:
    assert len({chart_layout.outline(shape, 6) for shape in chart_layout.SHAPES}) == len(chart_layout.SHAPES)
    style = (REPOSITORY / "src/nkgraph/templates/chart.svg").read_text("utf-8")
    light, _, dark = style.partition("prefers-color-scheme: dark")
    for text, paper in ((light, "#fdfdfb"), (dark, "#171716")):
        colours = dict(re.findall(r"\.nkchart \.(p\d) \{ color: (#[0-9a-f]{6})", text))
        assert len(colours) == len(chart_layout.SHAPES)
        for name, colour in colours.items():
            assert contrast(colour, paper) >= 4.5, f"{name} on {paper}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_revision_is_a_dashed_line_from_the_earlier_mark_to_the_later(small: Built) -> None:
    made = chart.compose(small, "arrivals", {})
    link = next(link for link in made.links if link.outcome == "revised")
    assert link.figures == ("1,516", "1,514")
    picture = chart_layout.lay_out(made)
    first, later = (next(m for m in picture.marks if m.point.claim == side[0]) for side in link.sides)
    (path,) = picture.brackets
    assert path.startswith(f"M{first.x:.1f} ")
    assert f"H{later.x:.1f}V" in path
    assert {p.figure: p.outcome for p in made.points if p.year == 2013} == {
        "1,516": "revised, later 1,514", "1,514": "revised, before 1,516",
    }  # fmt: skip


def test_a_contradiction_is_ringed_and_its_values_are_written_higher_one_first(small: Built) -> None:
    made = chart.compose(small, "arrivals", {})
    picture = chart_layout.lay_out(made)
    ringed = {(m.x, m.y) for m in picture.marks if m.point.year == 2014}
    assert set(picture.rings) == ringed
    values = [t for t in picture.labels if t.words in ("1,514", "1,397")]
    assert [t.words for t in sorted(values, key=lambda t: t.y)] == ["1,514", "1,397"]
    assert all("contradicts" in p.outcome and "same article" in p.outcome for p in made.points if p.year == 2014)
