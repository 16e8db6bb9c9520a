"""The chart: every figure drawn once, what is missing seen as missing, and nothing that a source prints becomes markup."""

from __future__ import annotations

import re
import shutil
import struct
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import chart, chart_layout, drawing
from nkgraph.build import Built
from nkgraph.chart import Chart, LeftOut, Link, Point
from nkgraph.chart_layout import Box
from nkgraph.errors import NkgraphError
from nkgraph.register import Register
from tests import tiny
from tests.calling import call
from tests.conftest import REPOSITORY

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>"\' onload="x" ]]> &amp; <!-- \u202e\x1b[2J {{ 7 * 7 }} ￾'
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg\")|@import|<script|javascript:|\son\w+=", re.IGNORECASE)
DRAWN = ("arrivals", "us-resettled", "us-admissions", "exports", "registered")


def point(year: int, figure: int | None, publisher: str = "Yonhap", **more: object) -> Point:
    """A figure made up; without a number it is one that the source says there is not."""
    value = None if figure is None else Decimal(figure)
    made = Point(
        claim=f"https://example.org/{publisher}/{year}/{figure}/{len(more)}",
        year=year,
        period=str(year),
        part=False,
        forecast=False,
        no_data=figure is None,
        lower=value,
        upper=value,
        publisher=publisher,
        figure="no data" if figure is None else f"{figure:,}",
        bounds="exactly",
        article="An article",
        authority="unstated",
        outcome="no finding",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def made_up(*points: Point, links: tuple[Link, ...] = ()) -> Chart:
    """A chart of figures made up."""
    names = tuple(sorted({p.publisher for p in points}))
    ordered = tuple(sorted(points, key=lambda p: (p.year, names.index(p.publisher), p.claim)))
    return Chart("Arrivals", "persons", "0" * 64, "all dates", names, ordered, links, (), "")


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # our own output


def marks(root: ET.Element) -> list[ET.Element]:
    return [g for g in root.iter(f"{NS}g") if "mark" in g.get("class", "").split()]


def words(root: ET.Element, style: str) -> list[str]:
    return [t.text or "" for t in root.iter(f"{NS}text") if style in t.get("class", "").split()]


class Tables(HTMLParser):
    """The rows of each table of a page, as the text of their cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append("".join(self.cell).strip())
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


@pytest.fixture(scope="module")
def arrivals(real: Built) -> Chart:
    """The chart that stands in the README."""
    return chart.compose(real, "arrivals", {})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small corpus, built."""
    return tiny.built(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Chart:
    """A chart in which place, publisher and authority are made of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "ontology", folder / "ontology")
    label = tiny.quoted(HOSTILE)
    agents, places = (folder / "ontology" / "schemes" / f"{name}.ttl" for name in ("agents", "places"))
    with agents.open("a", encoding="utf-8") as file:
        file.write(f"\nagent:hostile a nk:Agent ; skos:prefLabel {label}@en .\n")
    with places.open("a", encoding="utf-8") as file:
        file.write(
            f"\nplace:hostile skos:inScheme <https://w3id.org/nkgraph/places> ; skos:prefLabel {label}@en ;"
            " skos:broader place:world .\n"
        )
    figures = [tiny.arrivals("y2013", "1,514", "2013", "nk:authority agent:hostile"), tiny.arrivals("y2014", "1,397", "2014")]
    moved = [replace(f, typed=f.typed.replace("place:south-korea", "place:hostile")) for f in figures]
    articles: tiny.Articles = {"2016-hostile-first": (tiny.head("hostile", "2016", HOSTILE), moved)}
    return chart.compose(tiny.built(folder / "corpus", articles, folder / "ontology"), "arrivals", {})


# --- what is drawn ----------------------------------------------------------------------------------------------------


def test_every_figure_of_the_series_is_drawn_once_or_listed_as_left_out(real: Built, arrivals: Chart) -> None:
    drawn = [m.get("data-claim") for m in marks(parsed(drawing.svg(arrivals)))]
    assert len(drawn) == len(set(drawn)) == len(arrivals.points)
    assert sorted(drawn, key=str) == sorted(p.claim for p in arrivals.points)
    whole = set()
    for row in Register(real.graph).rows():
        narrowed = row["dimensions"].partition(";operation")[0].partition(";over")[0]
        if row["measure"].endswith("/arrivals") and narrowed == "place=south-korea":
            whole.add(row["claim"])
    assert len(whole) == len(arrivals.points) + len(arrivals.left_out)
    assert {p.claim for p in arrivals.points} <= whole


def test_the_arrivals_of_the_readme_show_what_the_report_tells(arrivals: Chart) -> None:
    assert (arrivals.years[0], arrivals.years[-1]) == (1998, 2023)
    assert len(arrivals.publishers) == 6
    assert arrivals.without_data == (1999, 2000)
    assert [link.outcome for link in arrivals.links] == ["contradicts", "revised", "revised"]
    assert [link.figures for link in arrivals.links] == [("1,397", "1,514"), ("1,396", "1,397"), ("1,277", "1,275")]
    root = parsed(drawing.svg(arrivals))
    assert {"1,514", "1,397", "N/A", "forecast"} <= set(words(root, "label"))
    assert words(root, "letter") == ["a", "b", "c"]
    assert len([c for c in root.iter(f"{NS}circle") if c.get("class") == "ring"]) == 3, "two marks, and the sign in the legend"


@pytest.mark.parametrize("measure", DRAWN)
def test_the_real_measures_give_a_picture(real: Built, measure: str) -> None:
    made = chart.compose(real, measure, {})
    root = parsed(drawing.svg(made))
    assert len(marks(root)) == len(made.points) > 0
    assert len(Tables(drawing.html(made)).tables[0]) == len(made.points) + 1


def test_a_measure_of_longer_periods_has_no_picture_and_a_sentence_says_why(real: Built) -> None:
    with pytest.raises(NkgraphError, match=r"Famine deaths: there is nothing .* \(2 of more than one calendar year\)"):
        chart.compose(real, "famine-deaths", {})


def test_part_of_a_year_and_a_forecast_are_hollow_and_no_line_goes_through_them(arrivals: Chart) -> None:
    kinds = {m.get("data-claim"): set(m.get("class", "").split()) for m in marks(parsed(drawing.svg(arrivals)))}
    for p in arrivals.points:
        assert ("part" in kinds[p.claim], "forecast" in kinds[p.claim], "none" in kinds[p.claim]) == (
            p.part,
            p.forecast,
            p.no_data,
        )
    assert sorted(p.figure for p in arrivals.points if p.part) == ["535", "614", "99"]
    alone = made_up(point(2001, 5), point(2002, 6, part=True), point(2003, 7))
    assert chart_layout.lay_out(alone).lines == []
    assert len(chart_layout.lay_out(made_up(point(2001, 5), point(2002, 6))).lines) == 1
    assert chart_layout.lay_out(made_up(point(2001, 5), point(2003, 6))).lines == [], "a missing year breaks the line"


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


# --- revisions and contradictions -------------------------------------------------------------------------------------


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


def test_only_findings_whose_sides_are_all_drawn_are_linked(small: Built) -> None:
    made = chart.compose(small, "arrivals", {})
    drawn = {p.claim for p in made.points}
    assert {c for link in made.links for c in link.claims} <= drawn
    assert [link.letter for link in made.links] == ["a", "b"]


# --- words, files, commands -------------------------------------------------------------------------------------------


def test_the_picture_has_a_role_a_title_and_a_description(arrivals: Chart) -> None:
    root = parsed(drawing.svg(arrivals))
    assert root.get("role") == "img"
    named = {root[0].get("id"): root[0], root[1].get("id"): root[1]}
    assert root.get("aria-labelledby", "").split() == list(named)
    assert [e.tag for e in named.values()] == [f"{NS}title", f"{NS}desc"]
    assert (root[0].text, root[1].text) == (arrivals.title, arrivals.description)
    assert root.get("viewBox", "").startswith("0 0 960 ")


def test_the_table_has_one_row_for_each_mark_in_the_same_order(arrivals: Chart) -> None:
    page = drawing.html(arrivals)
    figures, left_out = Tables(page).tables
    assert figures[0] == ["Year", "Publisher", "Figure", "Bounds", "Article", "Authority", "Outcome"]
    claims = [m.get("data-claim") for m in marks(parsed(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]))]
    assert sorted(claims, key=str) == sorted(p.claim for p in arrivals.points)
    assert [(r[0][:4], r[1], r[3]) for r in figures[1:]] == [(str(p.year), p.publisher, p.bounds) for p in arrivals.points]
    assert len(left_out) == len(arrivals.left_out) + 1
    assert "(Jan 2015 to May 2015)" in " ".join(r[0] for r in figures)


def test_nothing_reaches_out_and_nothing_runs(arrivals: Chart, hostile: Chart) -> None:
    for made in (arrivals, hostile):
        for text in (drawing.svg(made), drawing.html(made)):
            plain = re.sub(r' data-claim="[^"]*"', "", text)
            assert OUTSIDE.findall(re.sub(r">[^<]*<", "><", plain)) == []


def test_what_a_source_prints_never_becomes_markup(hostile: Chart) -> None:
    root = parsed(drawing.svg(hostile))
    assert {e.tag.removeprefix(NS) for e in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "text", "g", "circle",
    }  # fmt: skip
    assert "</title><script>alert(1)</script>" in (root[0].text or "")
    assert "{{ 7 * 7 }}" in (root[0].text or "")
    assert len(marks(root)) == 2
    figures = Tables(drawing.html(hostile)).tables[0]
    assert len(figures) == 3
    assert all("<script>" in row[1] for row in figures[1:])


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_words_give_well_formed_pictures(text: str) -> None:
    strange = replace(point(2001, 5, text), claim="https://example.org/strange", figure=text, outcome=text, period=text)
    made = made_up(strange, point(2002, 7, "B"))
    made = replace(made, title=text, unit=text, left_out=(LeftOut(text, text, text, text),))
    made = replace(
        made, links=(Link("a", "contradicts", ((made.points[0].claim,), (made.points[1].claim,)), (text, "7"), text),)
    )
    assert len(marks(parsed(drawing.svg(made)))) == 2
    assert len(Tables(drawing.html(made)).tables[0]) == 3


@pytest.mark.endurance
def test_the_same_corpus_gives_the_same_bytes(real: Built, arrivals: Chart) -> None:
    again = chart.compose(real, "Arrivals", {"place": "ROK"})
    assert replace(again, choice=arrivals.choice) == arrivals
    assert drawing.svg(again) == drawing.svg(arrivals)
    assert drawing.html(again) == drawing.html(arrivals)
    assert drawing.png(again) == drawing.png(arrivals)


def test_the_picture_of_the_readme_is_what_the_command_draws(arrivals: Chart) -> None:
    kept = (REPOSITORY / "docs" / "arrivals.svg").read_text("utf-8")
    assert drawing.svg(arrivals) == kept, "draw it again: nkgraph chart arrivals -o docs/arrivals.svg"


@pytest.mark.parametrize(
    "name", ["arrivals", "measure:arrivals", "Arrivals", "  ARRIVALS ", "https://w3id.org/nkgraph/measures/arrivals"]
)
def test_a_measure_has_several_names(real: Built, arrivals: Chart, name: str) -> None:
    assert chart.compose(real, name, {}) == arrivals


@pytest.mark.parametrize("place", ["south-korea", "South Korea", "ROK", "남한", "place:south-korea"])
def test_so_has_a_place(real: Built, arrivals: Chart, place: str) -> None:
    assert chart.compose(real, "arrivals", {"place": place}).points == arrivals.points


def test_the_whole_of_a_dimension_narrows_nothing(real: Built, arrivals: Chart) -> None:
    assert chart.compose(real, "arrivals", {"sex": "all"}).points == arrivals.points
    assert [p.figure for p in chart.compose(real, "arrivals", {"sex": "female"}).points] == ["444"]


@pytest.mark.endurance
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["arival"], 'No measure is called "arival". Did you mean: Arrivals (arrivals).'),
        (["defect"], "Officials who defected (official-defections)"),
        (["zzzz"], 'No measure is called "zzzz". There are: '),
        (["arrivals", "--place", "korea"], "North Korea (north-korea), South Korea (south-korea)."),
        (["arrivals", "--dimension", "colour=red"], 'There is no dimension "colour". Name one of: '),
        (["arrivals", "--dimension", "sex"], "write NAME=VALUE"),
        (["arrivals", "--dimension", "sex=male", "--dimension", "sex=female"], "sex was given before"),
        (["arrivals", "--place", "us", "--dimension", "place=us"], "place was given before"),
        (["arrivals", "-o", "x.pdf"], "write .svg, .png or .html"),
        (["famine-deaths"], "nkgraph find famine deaths"),
        (["exports", "--place", "Texas", "--dimension", "partner=Mexico"], "Figures there are with: "),
        (["arrivals", "--as-of", "1999"], "Arrivals: there is nothing to put on an axis of years"),
        (["arrivals", "--as-of", "soon"], "--as-of"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(warm: Path, arguments: list[str], said: str) -> None:
    ran = call("chart", *arguments, cache=warm)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.message
    assert "\n" not in ran.message


def test_the_place_that_was_chosen_is_told_and_one_that_was_named_is_not(warm: Path) -> None:
    ran = call("chart", "us-resettled", cache=warm)
    assert "Place: the United States, 4 figures." in ran.err
    assert "--place NAME" in ran.err
    assert "Place:" not in call("chart", "us-resettled", "--place", "the U.S.", cache=warm).err


@pytest.mark.endurance
def test_files_are_written_by_their_suffix(warm: Path, tmp_path: Path) -> None:
    for suffix, first in ((".svg", b"<svg "), (".html", b"<!doctype html>"), (".PNG", b"\x89PNG")):
        file = tmp_path / f"chart{suffix}"
        ran = call("chart", "us-admissions", "-o", file, cache=warm)
        assert (ran.code, ran.out) == (0, "")
        assert file.read_bytes().startswith(first)


@pytest.mark.endurance
def test_a_png_is_twice_the_picture_and_its_words_do_not_need_a_font_of_the_machine(arrivals: Chart) -> None:
    data = drawing.png(arrivals)
    width, height = struct.unpack(">II", data[16:24])
    assert width == 1920
    assert height == pytest.approx(2 * chart_layout.lay_out(arrivals).height, abs=2)
    assert len(data) > len(drawing.png(replace(arrivals, title=" "))), "the title is drawn"


def test_a_missing_library_is_said_in_words(arrivals: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NkgraphError, match=r"PNG needs the package resvg_py.*\.svg instead"):
        drawing.png(arrivals)


def test_only_a_png_pays_for_its_library(warm: Path) -> None:
    import subprocess

    script = (
        "import sys; sys.argv = ['nkgraph', 'chart', 'arrivals']\n"
        "from nkgraph import cli\n"
        "try: cli.main()\nexcept SystemExit: print('resvg_py' in sys.modules, file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=REPOSITORY, check=True,
        env={"NKGRAPH_CACHE": str(warm), "PATH": ""},
    )  # fmt: skip
    assert run.stderr.endswith("False\n")
