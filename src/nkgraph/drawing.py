"""A chart as SVG, HTML and PNG. Imports jinja2, and resvg when a PNG is asked for.

The PNG is the SVG, drawn by resvg with the font of a package, so that a machine without fonts writes words too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import jinja2

from nkgraph.chart import NAMES, Chart
from nkgraph.chart_layout import WIDTH, lay_out
from nkgraph.errors import NkgraphError

_FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COVERED = 0x24F  # the packaged font has the letters up to here


def svg(chart: Chart) -> str:
    """The chart as SVG that stands alone: no script, no outside request, its title and description within."""
    return _filled("chart.svg", picture=lay_out(chart), styled=True)


def figure(chart: Chart) -> str:
    """The chart as SVG for a page that has its figures in a table and `styles()` in a stylesheet: no styles within."""
    picture = lay_out(chart)
    picture.height, picture.notes = picture.notes[0].y - 8, []
    return _filled("chart.svg", picture=picture, styled=False)


def styles() -> str:
    """The styles of every chart, light, dark and printed."""
    return _source("chart.svg").partition("<style>\n")[2].partition("</style>")[0]


def html(chart: Chart) -> str:
    """The chart as an HTML page with the same picture and every figure in a table."""
    picture = lay_out(chart)
    picture.height, picture.notes = picture.notes[0].y - 8, []  # the page itself says what the notes say
    return _filled("chart.html", chart=chart, svg=_filled("chart.svg", picture=picture, styled=True), names=NAMES)


def png(chart: Chart) -> bytes:
    """The chart as PNG, 1,920 pixels wide, light. The font comes with a package, so that a bare machine writes words too."""
    try:
        import resvg_py

        fonts = [str(files("font_source_sans_pro").joinpath("files", name)) for name in _FONTS]
    except ImportError as error:
        raise NkgraphError(
            f"PNG needs the package {error.name}, which is not installed. Install it, or write .svg instead."
        ) from error
    text = svg(chart)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=text, width=int(WIDTH) * 2, font_files=fonts, skip_system_fonts=not _foreign(text),
            font_family="Source Sans Pro", sans_serif_family="Source Sans Pro",
        )
    )  # fmt: skip


def _foreign(text: str) -> bool:
    """Whether there are letters that the packaged font lacks, so that the machine's own fonts are asked."""
    return any(ord(c) > _COVERED and unicodedata.category(c)[0] == "L" for c in text)


def _filled(template: str, **values: object) -> str:
    return _NOT_XML.sub("\ufffd", _compiled(template).render(**values))


@cache
def _compiled(template: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["units"] = _units
    return environment.from_string(_source(template))


def _source(template: str) -> str:
    return files("nkgraph").joinpath("templates", template).read_text(encoding="utf-8")


def _units(value: float) -> str:
    """A coordinate with one digit after the point."""
    return f"{value:.1f}".removesuffix(".0")
