"""A chart as SVG, HTML and PNG: readable without seeing it, and nothing that a source prints becomes markup."""

from __future__ import annotations

import re
import struct
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import chart, chart_layout, drawing
from nkgraph.build import Built
from nkgraph.chart import Chart, LeftOut, Link
from nkgraph.errors import NkgraphError
from tests.charts import NS, Tables, made_up, marks, parsed, point
from tests.conftest import REPOSITORY

pytest_plugins = ("tests.charted",)
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg\")|@import|<script|javascript:|\son\w+=", re.IGNORECASE)


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
