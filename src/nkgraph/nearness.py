"""What a hurried reader takes for the same: quantities of one cluster of measures that differ in one thing only.

A group of them is a node of its own, named by what they share. The rule near-miss says which groups different articles fill.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.ontology import Ontology
from nkgraph.placing import Placed
from nkgraph.quantities import Quantity
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

_PEOPLE = frozenset({"population", "sex"})


@dataclass
class _Known:
    """A quantity, the years in which it ends (of publication, where its period does not say), and the breakdowns that it is
    a member of or the total of."""

    quantity: Quantity
    kind: str
    cluster: str
    years: set[int] = field(default_factory=set)
    breakdowns: set[str] = field(default_factory=set)


def links(placed: list[Placed], days: dict[str, tuple[int, int]], ontology: Ontology) -> Iterator[Triple]:
    """From each group of near quantities to its members, and to what they differ in."""
    known = _known(placed, days, ontology)
    told_apart: dict[str, dict[str, None]] = defaultdict(dict)
    for item in known:
        told_apart[item.quantity.measure.value] |= {name: None for name in item.quantity.dimensions if name != "place"}
    groups: dict[tuple[str, ox.NamedNode], list[_Known]] = defaultdict(list)
    for item in known:
        quantity = item.quantity
        place = vocab.local(quantity.dimensions["place"]) if "place" in quantity.dimensions else "anywhere"
        people = ";".join(f"{n}={vocab.local(v)}" for n, v in quantity.dimensions.items() if n != "place")
        time, measure = quantity.iri.value.rsplit("/", 1)[-1], vocab.local(quantity.measure)
        if quantity.period is not None:
            groups[f"measure/{item.cluster}/{place}/{people}/{time}", NK.otherDefinition].append(item)
        for name in told_apart[quantity.measure.value]:  # who leaves a dimension out speaks of all its members
            others = ";".join(f"{n}={vocab.local(v)}" for n, v in quantity.dimensions.items() if n != name)
            reason = NK.otherPopulation if name in _PEOPLE else NK.otherDimension
            groups[f"{name}/{measure}/{others}/{time}", reason].append(item)
        for year in item.years:
            groups[f"period/{measure}/{place}/{people}/{year}", NK.otherPeriod].append(item)
    for (key, reason), members in groups.items():
        if reason == NK.otherDefinition and len({m.kind for m in members}) > 1:
            reason = NK.otherKind
        cliques = _overlapping(members) if reason == NK.otherPeriod else [members]
        for number, clique in enumerate(cliques):
            yield from _group(f"{key}/{number}" if number else key, reason, clique)
    yield from _stocks_and_totals(known)


def _known(placed: list[Placed], days: dict[str, tuple[int, int]], ontology: Ontology) -> list[_Known]:
    found: dict[str, _Known] = {}
    totals: dict[str, set[str]] = defaultdict(set)
    for breakdown in (item.claim.breakdown for item in placed):
        if breakdown is not None and breakdown.total is not None:
            totals[breakdown.total.value].add(breakdown.iri.value)
    for item in placed:
        cluster = ontology.one(item.quantity.measure, NK.cluster)
        kind = ontology.one(item.quantity.measure, NK.kind)
        if not item.plain or item.reading is None or cluster is None or item.claim.article is None:
            continue
        name = vocab.local(kind) if isinstance(kind, ox.NamedNode) else ""
        known = found.setdefault(item.quantity.iri.value, _Known(item.quantity, name, cluster.value))
        known.years |= _years(item.quantity, days.get(item.claim.article.value, (0, 0)))
        known.breakdowns |= totals.get(item.claim.iri.value, set())
        if item.claim.breakdown is not None:
            known.breakdowns.add(item.claim.breakdown.iri.value)
    return list(found.values())


def _years(quantity: Quantity, printed: tuple[int, int]) -> set[int]:
    """The year in which the period ends; of publication, where it has no end and that year is certain."""
    if quantity.period is not None and quantity.period.end is not None:
        return {date.fromordinal(quantity.period.end - 1).year}
    years = {date.fromordinal(day).year for day in printed if day > 0}
    return years if len(years) == 1 else set()


def _overlapping(members: list[_Known]) -> list[list[_Known]]:
    """The largest groups of periods that have a day in common, by that day; an unstated period overlaps with nothing."""
    dated = sorted((m for m in members if m.quantity.period is not None), key=lambda m: (_first(m), m.quantity.iri.value))
    found: list[tuple[set[str], list[_Known]]] = []
    for day in sorted({_first(m) for m in dated}):
        clique = [m for m in dated if _first(m) <= day < _after(m)]
        found.append(({m.quantity.iri.value for m in clique}, clique))
    return [clique for names, clique in found if not any(names < other for other, _ in found)]


def _first(item: _Known) -> int:
    return item.quantity.period.start or 1 if item.quantity.period else 1


def _after(item: _Known) -> int:
    return item.quantity.period.end or date.max.toordinal() if item.quantity.period else 1


def _stocks_and_totals(known: list[_Known]) -> Iterator[Triple]:
    """Each stock beside the running total of its cluster and place that is nearest to it in time.

    Totals that are equally near to every stock count once, by the first of their names: there are few years, however many
    articles speak of an unstated time.
    """
    totals: dict[tuple[str, str], dict[tuple[bool, int], _Known]] = defaultdict(dict)
    for item in known:
        if item.kind == "cumulative" and item.years:
            alike = totals[item.cluster, str(item.quantity.dimensions)]
            when = "~" in item.quantity.iri.value, max(item.years)
            if when not in alike or item.quantity.iri.value < alike[when].quantity.iri.value:
                alike[when] = item
    for item in known:
        candidates = totals.get((item.cluster, str(item.quantity.dimensions)), {}).values()
        if item.kind == "stock" and item.years and candidates:
            nearest = min(candidates, key=lambda t: _distance(item, t))
            name = item.quantity.iri.value.removeprefix(f"{vocab.ROOT}quantities/")
            yield from _group(f"stock/{name}", NK.otherKind, [item, nearest])


def _distance(stock: _Known, total: _Known) -> tuple[bool, int, int, str]:
    """How near a total is in time; one of a certain period before one of "about 1995"."""
    name = total.quantity.iri.value
    return "~" in name, abs(max(total.years) - max(stock.years)), -max(total.years), name


def _group(key: str, reason: ox.NamedNode, members: list[_Known]) -> Iterator[Triple]:
    quantities = {m.quantity.iri.value: m.quantity.iri for m in members}
    shared = set.intersection(*(m.breakdowns for m in members)) if members else set()
    if len(quantities) < 2 or shared:
        return
    node = ox.NamedNode(f"{vocab.ROOT}near/{quote(key, safe='/=;_-.~')}")
    yield node, NK.nearBy, reason
    yield from ((node, NK.nearMember, iri) for iri in quantities.values())
