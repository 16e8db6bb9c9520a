"""Which figures a chart has: every one of a series once or listed as left out; a measure by its names; the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from nkgraph import chart, chart_layout, drawing
from nkgraph.build import Built
from nkgraph.chart import Chart
from nkgraph.errors import NkgraphError
from nkgraph.register import Register
from tests.calling import call
from tests.charts import NS, Tables, made_up, marks, parsed, point, words

pytest_plugins = ("tests.charted",)
DRAWN = ("arrivals", "us-resettled", "us-admissions", "exports", "registered")


@pytest.mark.endurance
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


def test_only_findings_whose_sides_are_all_drawn_are_linked(small: Built) -> None:
    made = chart.compose(small, "arrivals", {})
    drawn = {p.claim for p in made.points}
    assert {c for link in made.links for c in link.claims} <= drawn
    assert [link.letter for link in made.links] == ["a", "b"]


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
