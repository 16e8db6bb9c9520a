"""What would explain a difference. Each is a guess of ours, labelled as one; none changes what a finding says."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from nkgraph.findings import Finding, Side
from nkgraph.register import Register
from nkgraph.vocab import NK

_SAME = frozenset({"same-quantity", "within-article"})


def of(finding: Finding, register: Register) -> list[str]:
    """The hypotheses for a finding whose sides differ, most telling first."""
    if finding.outcome not in ("contradicts", "revised"):
        return []
    return [*dict.fromkeys([*_neighbouring_year(finding, register), *_transposed(finding)])]


def _neighbouring_year(finding: Finding, register: Register) -> Iterator[str]:
    """A value that another article prints for the period just before or after belongs there, perhaps."""
    graph = register.graph
    if finding.quantity is None or finding.rule not in _SAME:
        return
    start, end = (graph.text(finding.quantity, p) for p in (NK.startDay, NK.endDay))
    series = graph.iri(finding.quantity, NK.series)
    if start is None or end is None or series is None:
        return
    for neighbour in graph.subjects(NK.series, series):
        other_start, other_end = (graph.text(neighbour, p) for p in (NK.startDay, NK.endDay))
        if other_start is None or other_end is None or not (other_start == end or other_end == start):
            continue
        if abs((int(other_end) - int(other_start)) - (int(end) - int(start))) > 1:  # a leap year is a day longer
            continue
        for side in finding.sides:
            if (where := _printed_for(neighbour, side, finding, register)) is not None:
                period = register.label(neighbour).rsplit(", ", 1)[-1]
                yield f"{side.figure} is the figure of {period}; {where} has it there."


def _printed_for(neighbour: ox.NamedNode, side: Side, finding: Finding, register: Register) -> str | None:
    """The publisher of the first article, not of this side, that prints the side's one value for the neighbouring period."""
    if side.lower is None or side.lower != side.upper:
        return None
    graph = register.graph
    own = {register.article(c) for c in side.claims}
    for reading in graph.subjects(NK.quantity, neighbour):
        lower, upper = graph.text(reading, NK.lower), graph.text(reading, NK.upper)
        if lower is None or lower != upper or side.lower != side.lower.__class__(lower):
            continue
        articles = [register.article(c) for c in graph.iris(reading, NK.claim)]
        for article in articles:
            if article not in own:
                publisher = register.publisher(article)
                return register.label(publisher) if publisher else "another article"
    return None


def _transposed(finding: Finding) -> Iterator[str]:
    """Two whole numbers that become one when two neighbouring digits change places."""
    if len(finding.sides) != 2:
        return
    one, other = (s.lower if s.lower is not None and s.lower == s.upper else None for s in finding.sides)
    if one is None or other is None or one != int(one) or other != int(other):
        return
    a, b = f"{int(one)}", f"{int(other)}"
    for i in range(len(a) - 1):
        if a[i] != a[i + 1] and a[:i] + a[i + 1] + a[i] + a[i + 2 :] == b:
            yield f"two digits changed places: {finding.sides[0].figure} and {finding.sides[1].figure}."
