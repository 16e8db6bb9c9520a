"""What a chart shows: the figures of one measure by year and publisher, and what the rules found of them. Draws nothing.

One series is drawn: one measure, and of every dimension one value or its whole. A figure stands at a year when its period is
that calendar year, or lies in it; a running total stands at the year in which it ends. Whatever has no such year, or says only
how a figure moves, is listed as left out, with the reason.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import chart_series, findings, periods, telling, vocab
from nkgraph.build import Built
from nkgraph.errors import NkgraphError
from nkgraph.findings import Finding, counted
from nkgraph.outcomes import SAME
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, local


@dataclass(frozen=True)
class Point:
    """One figure at a year. `no_data`: the source says that there is none. `part`: the period is not the whole year.

    `lower` and `upper` are None where open, both where there is no number; every other field is for people.
    """

    claim: str
    year: int
    period: str
    part: bool
    forecast: bool
    no_data: bool
    lower: Decimal | None
    upper: Decimal | None
    publisher: str
    figure: str
    bounds: str
    article: str
    authority: str
    outcome: str

    @property
    def at(self) -> Decimal | None:
        """Where the mark stands: the number; the middle of an interval; the end that is known."""
        if self.lower is not None and self.upper is not None:
            return (self.lower + self.upper) / 2
        return self.lower if self.lower is not None else self.upper


@dataclass(frozen=True)
class Link:
    """A revision or a contradiction: its letter, the claims drawn of each side, the figures, the sentence of the finding."""

    letter: str
    outcome: str
    sides: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    sentence: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of all sides."""
        return tuple(claim for side in self.sides for claim in side)


@dataclass(frozen=True)
class LeftOut:
    """A figure of the series that is not drawn, and why."""

    reason: str
    period: str
    article: str
    figure: str


@dataclass(frozen=True)
class Chart:
    """Everything a chart shows. Publishers stand by how many figures they have; points by year, publisher and value.

    `choice` says which place was taken where nobody named one; it is empty where somebody did.
    """

    title: str
    unit: str
    corpus_id: str
    as_of: str
    publishers: tuple[str, ...]
    points: tuple[Point, ...]
    links: tuple[Link, ...]
    left_out: tuple[LeftOut, ...]
    choice: str

    @property
    def years(self) -> range:
        """Every year from the first figure to the last."""
        return range(self.points[0].year, self.points[-1].year + 1)

    @property
    def given_by_nobody(self) -> tuple[int, ...]:
        """The years between for which no figure stands, not even one that says there is none."""
        given = {p.year for p in self.points}
        return tuple(year for year in self.years if year not in given)

    @property
    def without_data(self) -> tuple[int, ...]:
        """The years of which some source says that it has no figure."""
        return tuple(sorted({p.year for p in self.points if p.no_data}))

    @property
    def left_out_in_words(self) -> str:
        """How many figures are left out, and why."""
        return _reasons(self.left_out)

    @property
    def description(self) -> str:
        """The picture in sentences, for who cannot see it."""
        first, last = self.years[0], self.years[-1]
        parts, forecasts = (sum(getattr(p, name) for p in self.points) for name in ("part", "forecast"))
        said = [
            f"{counted(len(self.points), 'figure')} for {f'{first} to {last}' if last > first else first}, "
            f"printed by {', '.join(self.publishers)}.",
            f"Vertical axis: {self.unit}, from zero. {self._span()}",
            f"Said to be without data: {_years(self.without_data)}." if self.without_data else "",
            f"Given by nobody: {_years(self.given_by_nobody)}." if self.given_by_nobody else "",
            f"{counted(parts, 'figure')} for less than the whole year, or not exactly for it." if parts else "",
            f"{counted(forecasts, 'forecast')}." if forecasts else "",
            *(f"{link.letter}: {NAMES[link.outcome]}. {link.sentence}" for link in self.links),
            f"Not drawn, of the same series: {self.left_out_in_words}." if self.left_out else "",
        ]
        return " ".join(filter(None, said))

    def _span(self) -> str:
        ends = [p for p in self.points if p.at is not None and not p.part and not p.forecast]
        if len(ends) < 2:
            return ""
        low, high = min(ends, key=lambda p: (p.at, p.year)), max(ends, key=lambda p: (p.at, -p.year))
        return f"Of whole years, the lowest mark is {low.figure} ({low.year}), the highest {high.figure} ({high.year})."


NAMES = {"revised": "Revision", "contradicts": "Contradiction"}


def compose(built: Built, measure: str, wanted: dict[str, str], as_of: str = "all dates") -> Chart:
    """The chart of a measure, both it and `wanted` (dimension: value) in words; NkgraphError where there is none to draw."""
    register = Register(built.graph)
    return of(register, findings.read(register), built.corpus_id, measure, wanted, as_of)


def of(
    register: Register, found: list[Finding], corpus_id: str, measure: str, wanted: dict[str, str], as_of: str = "all dates"
) -> Chart:
    """The same, for who has read the findings already."""
    node = chart_series.measure(register, measure)
    fixed = chart_series.dimensions(register, wanted)
    claims = register.published(register.graph.subjects(NK.measure, node))
    place = next((d for d in register.dimensions if local(d) == "place"), None)
    choice = ""
    if place is not None and local(place) not in wanted:
        fixed, choice = chart_series.with_place(register, claims, fixed, place)
    members = [c for c in claims if chart_series.is_at(register, c, fixed)]
    found = [f for f in found if f.rule in SAME]
    told = _told(register, found)
    points, left_out = [], []
    for claim in members:
        drawn = chart_series.placed(register, claim)
        if isinstance(drawn, str):
            left_out.append(_left_out(register, claim, drawn))
        else:
            points.append(_point(register, claim, drawn, told.get(claim.value, [])))
    if not points:
        raise NkgraphError(_nothing(register, node, fixed, claims, left_out))
    count = Counter(p.publisher for p in points)
    publishers = tuple(sorted(count, key=lambda name: (-count[name], name)))
    points.sort(key=lambda p: (p.year, publishers.index(p.publisher), p.at or Decimal(0), p.claim))
    drawn_claims = {p.claim for p in points}
    links = _links(register, [f for f in found if f.outcome in NAMES], drawn_claims)
    unit = chart_series.unit_of(register, node)
    return Chart(
        _title(register, members), register.label(unit) if unit else "number",
        corpus_id, as_of, publishers, tuple(points), links, tuple(sorted(left_out, key=astuple)),
        choice,
    )  # fmt: skip


def _title(register: Register, members: list[ox.NamedNode]) -> str:
    """What the figures are about, as their quantities say it, without the year."""
    graph = register.graph
    drawn = [c for c in members if not isinstance(chart_series.placed(register, c), str)]
    drawn.sort(key=lambda c: (NK.Forecast in graph.iris(c, vocab.RDF_TYPE), c.value))
    quantity = graph.iri(drawn[0], NK.quantity)
    return one_line(register.label(quantity).rpartition(", ")[0]) if quantity else "Figures"


def _nothing(
    register: Register, measure: ox.NamedNode, fixed: chart_series.Dimensions, claims: list[ox.NamedNode], left: list[LeftOut]
) -> str:
    """Why there is no picture, and which there would be."""
    words = ", ".join(register.label(v) for v in (measure, *fixed.values()))
    said = f"{words}: there is nothing to put on an axis of years"
    said += f" ({_reasons(left)})." if left else "; no figure is about just that."
    others = Counter(
        " ".join(f"--dimension {local(d)}={local(v)}" for d, v in sorted(chart_series.narrowed(register, c).items(), key=str))
        for c in claims
        if not isinstance(chart_series.placed(register, c), str)
    )
    offered = [f"{words or 'no dimension'} ({n})" for words, n in sorted(others.items(), key=lambda kv: (-kv[1], kv[0]))]
    return one_line(
        said
        + (
            f" Figures there are with: {chart_series.listed(offered)}"
            if offered
            else f" Look at them with: nkgraph find {register.label(measure).lower()}."
        )
    )


# --- one figure -------------------------------------------------------------------------------------------------------


def _point(register: Register, claim: ox.NamedNode, place: chart_series.Placed, told: list[str]) -> Point:
    graph = register.graph
    reading = graph.iri(claim, NK.reading)
    lower, upper = (graph.text(reading, p) if reading else None for p in (NK.lower, NK.upper))
    return Point(
        claim.value, place.year, one_line(place.words), place.part, NK.Forecast in graph.iris(claim, vocab.RDF_TYPE),
        lower is None and upper is None, Decimal(lower) if lower else None, Decimal(upper) if upper else None,
        _publisher(register, claim), one_line(register.figure(claim)), _bounds(register, reading),
        one_line(register.article_in_words(register.article(claim))), one_line(register.authority_in_words(claim)),
        "; ".join(told) or "no finding",
    )  # fmt: skip


def _left_out(register: Register, claim: ox.NamedNode, reason: str) -> LeftOut:
    period = register.graph.text(claim, NK.period) or periods.UNSTATED
    words = "not stated" if period == periods.UNSTATED else chart_series.period_in_words(period)
    article = register.article_in_words(register.article(claim))
    return LeftOut(reason, one_line(words), one_line(article), one_line(register.figure(claim)))


def _publisher(register: Register, claim: ox.NamedNode) -> str:
    publisher = register.publisher(register.article(claim))
    return one_line(register.label(publisher)) if publisher else "unknown publisher"


def _bounds(register: Register, reading: ox.NamedNode | None) -> str:
    """The bounds in words: "exactly 1,397", "1,001 or more", "52.75 to under 52.85", "none"."""
    if reading is None:
        return "none"
    graph = register.graph
    low, high = (number(Decimal(t)) if (t := graph.text(reading, p)) else None for p in (NK.lower, NK.upper))
    above = graph.text(reading, NK.lowerInclusive) == "false"
    below = graph.text(reading, NK.upperInclusive) == "false"
    if low is not None and low == high:
        return f"exactly {low}"
    if low is not None and high is not None:
        return f"{'above ' if above else ''}{low} to {'under ' if below else ''}{high}"
    if low is not None:
        return f"above {low}" if above else f"{low} or more"
    return f"under {high}" if below else f"{high} or less"


def number(value: Decimal) -> str:
    """A number with thousands separators and no trailing zeros."""
    return f"{int(value):,}" if value == int(value) else f"{value.normalize():,f}"


def _reasons(left: Iterable[LeftOut]) -> str:
    count = Counter(o.reason for o in left)
    return "; ".join(f"{n} {reason}" for reason, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))


def _years(years: Iterable[int]) -> str:
    """Years in words, runs drawn together: "1999, 2000", "2009 to 2013"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{r[0]} to {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


# --- what was found ---------------------------------------------------------------------------------------------------


def _told(register: Register, found: list[Finding]) -> dict[str, list[str]]:
    """What the rules found of each claim, in a few words."""
    said: dict[str, list[str]] = {}
    for finding in found:
        for index, side in enumerate(finding.sides):
            words = one_line(_words(register, finding, index))
            for claim in side.claims:
                if words not in said.setdefault(claim.value, []):
                    said[claim.value].append(words)
    return said


def _words(register: Register, finding: Finding, index: int) -> str:
    others = " and ".join(s.figure for i, s in enumerate(finding.sides) if i != index)
    if finding.outcome == "agrees":
        printing = len(findings.publishers(finding, register))
        words = f"agrees, {counted(printing, 'publisher')}" + (f" (with {others})" if others else "")
        return f"{words}, if rounded" if finding.reason == "roundingAssumed" else words
    if finding.outcome == "revised":
        return f"revised, later {others}" if index == 0 else f"revised, before {others}"
    if finding.outcome == "contradicts":
        return f"contradicts {others}" + (" in the same article" if finding.article is not None else "")
    return f"{finding.outcome} {others}".strip()


def _links(register: Register, found: list[Finding], drawn: set[str]) -> tuple[Link, ...]:
    """The revisions and contradictions of which every side is drawn, by year of what they are about."""
    kept = []
    for finding in found:
        sides = tuple(tuple(c.value for c in side.claims if c.value in drawn) for side in finding.sides)
        if len(sides) > 1 and all(sides):
            figures = tuple(one_line(side.figure) for side in finding.sides)
            kept.append((finding, sides, figures))
    kept.sort(key=lambda k: (k[0].label, k[0].outcome, k[0].iri.value))
    return tuple(
        Link(letter, finding.outcome, sides, figures, one_line(telling.sentence(finding, register)))
        for letter, (finding, sides, figures) in zip(_letters(), kept, strict=False)
    )


def _letters() -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    yield from string.ascii_lowercase
    for before in _letters():
        for letter in string.ascii_lowercase:
            yield before + letter
