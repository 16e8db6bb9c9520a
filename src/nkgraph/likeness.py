"""Quantities that a hurried reader takes for another: what is the same, and in which words they differ.

This names the differences between what two figures are about; whether the figures fit is for the rules alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from nkgraph import quantities
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, RDF_TYPE, local


@dataclass(frozen=True)
class Alike:
    """A quantity that looks close to another: its IRI and label, the figures printed for it, how it differs; `finding` is
    the near miss that says so, None where no rule does."""

    quantity: str
    label: str
    figures: tuple[str, ...]
    publishers: tuple[str, ...]
    differs: tuple[str, ...]
    finding: str | None


def claims_about(quantity: ox.NamedNode, register: Register) -> list[ox.NamedNode]:
    """The claims about a quantity, those that were published first before the others."""
    graph = register.graph
    found = [c for c in graph.subjects(NK.quantity, quantity) if graph.iri(c, NK.article) is not None]
    return sorted(found, key=lambda c: (int(graph.text(c, NK.firstDay) or 0), c.value))


def alike(
    quantity: ox.NamedNode, register: Register, near: Mapping[ox.NamedNode, str], without: Collection[ox.NamedNode] = ()
) -> list[Alike]:
    """The quantities of near misses (`near`: their findings), and the others in the same cluster of measures, of the same
    place, whose period ends in the same year, but for those of which more is said elsewhere (`without`).

    Near misses come first, then those that differ in fewest things.
    """
    graph = register.graph
    own = claims_about(quantity, register)[0]
    if not _is_figure(own, register):
        return []
    measure, place, year = graph.iri(own, NK.measure), graph.iri(own, NK.place), _year(quantity, register)
    clusters = graph.objects(measure, NK.cluster) if measure else []
    measures = {m for cluster in clusters for m in graph.subjects(NK.cluster, cluster)} | ({measure} if measure else set())
    others: dict[ox.NamedNode, ox.NamedNode] = {}
    for other in (c for m in sorted(measures, key=lambda m: m.value) for c in graph.subjects(NK.measure, m)):
        found = graph.iri(other, NK.quantity)
        if found is not None and _is_figure(other, register) and graph.iri(other, NK.place) == place:
            others.setdefault(found, other)
    aspects = _aspects(own, register)
    wanted = {q for q in others if q not in without and year is not None and _year(q, register) == year} | set(near)
    shown = [_alike(q, aspects, near.get(q), register) for q in wanted - {quantity}]
    return sorted(shown, key=lambda a: (a.finding is None, len(a.differs), a.label))


def days_in_words(quantity: ox.NamedNode, register: Register) -> str:
    """The days of a period: "from 2015-01-01 up to, not including, 2016-01-01"."""
    start, end = (register.graph.text(quantity, p) for p in (NK.startDay, NK.endDay))
    first, after = (date.fromordinal(int(d)).isoformat() if d else None for d in (start, end))
    if first is None and after is None:
        return "not stated; so it is compared with no other article"
    if after is None:
        return f"from {first}, its end open: up to the day of whoever prints it"
    return f"from {first} up to, not including, {after}" if first else f"up to, not including, {after}; its start is open"


def _is_figure(claim: ox.NamedNode, register: Register) -> bool:
    """Whether it is a claim with a number: nobody takes "falling" for a count."""
    operation = register.graph.iri(claim, NK.operation)
    bounded = operation is None or register.graph.text(operation, NK.bounded) != "false"
    return bounded and register.graph.iri(claim, NK.article) is not None


def _alike(quantity: ox.NamedNode, against: dict[str, str], finding: str | None, register: Register) -> Alike:
    claims = claims_about(quantity, register)
    own = _aspects(claims[0], register)
    differs = [_in_words(name, own.get(name), against.get(name)) for name in (*own, *(a for a in against if a not in own))
               if own.get(name) != against.get(name)]  # fmt: skip
    publishers = {p for c in claims if (p := register.publisher(register.article(c))) is not None}
    return Alike(
        quantity.value, one_line(register.label(quantity)), tuple(dict.fromkeys(one_line(register.figure(c)) for c in claims)),
        tuple(sorted(one_line(register.label(p)) for p in publishers)), tuple(map(one_line, differs)),
        finding,
    )  # fmt: skip


def _aspects(claim: ox.NamedNode, register: Register) -> dict[str, str]:
    """What a claim is about, part by part, in words."""
    graph = register.graph
    found: dict[str, str] = {}
    if (operation := graph.iri(claim, NK.operation)) is not None:
        found["operation"] = register.label(operation).lower() + _base(claim, register)
    if (measure := graph.iri(claim, NK.measure)) is not None:
        found["measure"] = register.label(measure)
    for dimension in register.dimensions:
        if (value := graph.iri(claim, dimension)) is not None:
            found[local(dimension)] = register.label(value)
    found["period"] = quantities.in_words(graph.text(claim, NK.period) or "unstated")
    if (per := graph.text(claim, NK.per)) is not None:
        found["per"] = {"P1M": "a month", "P1Y": "a year", "P1D": "a day"}.get(per, per)
    if (span := graph.text(claim, NK.span)) is not None:
        found["span"] = quantities.in_words(span)
    if graph.iri(claim, RDF_TYPE) == NK.Forecast:
        found["forecast"] = "a forecast"
    return found


def _base(claim: ox.NamedNode, register: Register) -> str:
    """What a derived figure is set against, in words."""
    base = register.graph.iri(claim, NK.base)
    if base is None:
        return ""
    ends = [o.value if isinstance(o, ox.Literal) else register.label(o) for _, _, o in register.graph.about(base)]
    return f" against {', '.join(sorted(ends))}"


def _in_words(name: str, own: str | None, other: str | None) -> str:
    """How one part differs."""
    if name == "operation":
        if own is None:
            return f"the figure itself, not {_article(other or '')}"
        return f"{_article(own)}, not {_article(other)}" if other else f"{_article(own)}, not the figure itself"
    if name == "measure":
        return f"another measure: {own}"
    if name == "forecast":
        return "a forecast" if own else "no forecast"
    if name == "per":
        return f"{own}, on average" if own else f"for the whole period, not {other}"
    if own is None:
        return f"every {name}, not {other}"
    return own if name == "period" else f"{own} only" if other is None else f"{name}: {own}"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _year(quantity: ox.NamedNode, register: Register) -> int | None:
    """The year in which a period ends; of an open or unstated one, that of its first publication, where that is certain."""
    graph = register.graph
    if (end := graph.text(quantity, NK.endDay)) is not None:
        return date.fromordinal(int(end) - 1).year
    years = set()
    for claim in claims_about(quantity, register)[:1]:
        years = {date.fromordinal(int(d)).year for p in (NK.firstDay, NK.lastDay) if (d := graph.text(claim, p))}
    return years.pop() if len(years) == 1 else None
