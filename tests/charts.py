"""Charts for tests: figures made up, and how to read what was drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

from nkgraph.chart import Chart, Link, Point

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>"\' onload="x" ]]> &amp; <!-- \u202e\x1b[2J {{ 7 * 7 }} ￾'


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
