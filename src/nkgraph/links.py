"""Links between quantities, found by look-up: part and whole, period within period, total and flows, figure and base.

The rules only follow these links and compare bounds, so that no rule joins over several dimensions. A link exists only
between quantities that some claim is about; none says that two figures agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import permutations

import pyoxigraph as ox

from nkgraph import derivations, nearness, statements, vocab
from nkgraph.ontology import Ontology
from nkgraph.placing import Placed, calendar_year
from nkgraph.quantities import counterpart
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SKOS_

_ADDED_OVER_TIME = frozenset({NK.flow, NK.cumulative})


def links(placed: list[Placed], days: dict[str, tuple[int, int]], ontology: Ontology) -> Iterator[Triple]:
    """Every link between the quantities of these claims; `days` are the first and last day of each article."""
    known = {p.quantity.iri.value: p for p in sorted(placed, key=lambda p: p.strict is not None)}  # with bounds, if any has
    plain = [p for p in known.values() if p.plain and p.strict is not None]
    yield from _inside(plain, ontology)
    yield from _within(plain, known, ontology)
    yield from _flows(plain, ontology)
    yield from _forecasts(known.values(), known, ontology)
    yield from derivations.links(placed, known, ontology)
    yield from statements.links(placed, days, ontology)
    yield from nearness.links(placed, days, ontology)


def additive(measure: ox.NamedNode, ontology: Ontology) -> bool:
    """Whether parts of the measure add up to the whole."""
    return any(o.value == "true" for o in ontology.all(measure, NK.additive))


def _inside(plain: list[Placed], ontology: Ontology) -> Iterator[Triple]:
    """A period within a period of one series: all pairs, for a total over more time is not smaller."""
    series: dict[str, list[Placed]] = defaultdict(list)
    for item in plain:
        kind = ontology.one(item.quantity.measure, NK.kind)
        dated = item.quantity.period is not None and not item.approximate  # what is unstated lies in nothing
        if dated and kind in _ADDED_OVER_TIME and additive(item.quantity.measure, ontology):
            series[item.quantity.series.value].append(item)
    for members in series.values():
        for inner, outer in permutations(members, 2):
            a, b = inner.quantity.period, outer.quantity.period
            if a is None or b is None or a.start is None or b.end is None or (b.start is not None and a.start < b.start):
                continue
            if a.end is None:
                yield inner.quantity.iri, NK.insideWhenPrinted, outer.quantity.iri
            elif a.end <= b.end:
                yield inner.quantity.iri, NK.inside, outer.quantity.iri


def _within(plain: list[Placed], known: dict[str, Placed], ontology: Ontology) -> Iterator[Triple]:
    """A part within a whole: the same but for one dimension, whose value is narrower."""
    for item in plain:
        if not additive(item.quantity.measure, ontology):
            continue
        for name, value in item.quantity.dimensions.items():
            for above in broader(value, ontology):
                whole = counterpart(item.claim, ontology, dimensions={**item.claim.dimensions, name: above})
                if whole is not None and whole.iri.value in known:
                    yield item.quantity.iri, NK.within, whole.iri


def broader(concept: ox.NamedNode, ontology: Ontology) -> list[ox.NamedNode]:
    """The concepts above one in its scheme, nearest first."""
    found: list[ox.NamedNode] = []
    todo = [concept]
    for below in todo:
        for above in ontology.all(below, SKOS_.broader):
            if isinstance(above, ox.NamedNode) and above not in found:
                found.append(above)
                todo.append(above)
    return found


def _flows(plain: list[Placed], ontology: Ontology) -> Iterator[Triple]:
    """The yearly flows that lie within a stated total over several years, and how many years there are in it.

    Only whole calendar years are members: so no day is counted twice.
    """
    yearly: dict[str, list[tuple[int, Placed]]] = defaultdict(list)
    for item in plain:
        if (year := calendar_year(item)) is not None and not item.approximate:
            yearly[item.quantity.series.value].append((year, item))
    for total in plain:
        flow, period = ontology.one(total.quantity.measure, NK.totals), total.quantity.period
        kind = ontology.one(total.quantity.measure, NK.kind)
        flow = total.quantity.measure if flow is None and kind == NK.flow else flow
        if not isinstance(flow, ox.NamedNode) or period is None or period.end is None or calendar_year(total) is not None:
            continue
        members = counterpart(total.claim, ontology, measure=flow)
        inside = [
            (year, item)
            for year, item in yearly.get(members.series.value if members else "", [])
            if (period.start or 1) <= date(year, 1, 1).toordinal() and date(year + 1, 1, 1).toordinal() <= period.end
        ]
        for _, item in inside:
            yield item.quantity.iri, NK.flowIn, total.quantity.iri
        if inside and period.start is not None:
            first, after = date.fromordinal(period.start), date.fromordinal(period.end)
            if (first.month, first.day) == (after.month, after.day) == (1, 1):  # months beside whole years are no member
                yield total.quantity.iri, NK.flowMembers, vocab.whole(after.year - first.year)


def _forecasts(items: Iterable[Placed], known: dict[str, Placed], ontology: Ontology) -> Iterator[Triple]:
    """A forecast and what it is a forecast of."""
    for item in items:
        if item.claim.forecast:
            outcome = counterpart(item.claim, ontology, forecast=False)
            if outcome is not None and outcome.iri.value in known:
                yield item.quantity.iri, NK.forecastOf, outcome.iri
