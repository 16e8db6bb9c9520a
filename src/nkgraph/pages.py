"""The report as HTML, from a template."""

from __future__ import annotations

from importlib.resources import files

import jinja2

from nkgraph.report import HEADINGS, LEGEND, Report


def report(report: Report) -> str:
    """The report as one HTML page that stands alone: no script, no outside request, readable when printed."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    source = files("nkgraph").joinpath("templates", "report.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(report=report, headings=HEADINGS, legend=LEGEND)
