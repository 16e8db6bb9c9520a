"""What a statement about a series ranges over: "the highest since", "falling from year to year", "first above".

Only whole calendar years are members, none that was not over when the statement was printed. How many there should be is
said where the statement says over which years it holds; a missing member then leaves it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from nkgraph import periods, quantities, vocab
from nkgraph.claims import Claim
from nkgraph.ontology import Ontology
from nkgraph.placing import Placed, calendar_year
from nkgraph.quantities import Quantity, counterpart
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SKOS_

_STEADY = {"steadily-rising": NK.risesOver, "steadily-falling": NK.fallsOver}
_TRENDS = {"rising": (NK.climbsFrom, NK.climbsTo), "falling": (NK.dropsFrom, NK.dropsTo)}
_EXTREMES = {"highest": NK.highestOf, "lowest": NK.lowestOf}
_FIRSTS = {"first-above": NK.firstAboveOf, "first-below": NK.firstBelowOf, "first-time": NK.firstAboveOf}
_COMPUTED = ("share", "ratio")

Years = dict[int, ox.NamedNode]


def links(placed: list[Placed], days: dict[str, tuple[int, int]], ontology: Ontology) -> Iterator[Triple]:
    """From each statement about a series to the quantities it is about."""
    yearly: dict[str, Years] = defaultdict(dict)
    siblings: dict[str, dict[str, Quantity]] = defaultdict(dict)
    for item in placed:
        if item.reading is None or item.claim.forecast:
            continue
        year = calendar_year(item)
        if year is not None and not item.approximate:
            yearly[item.quantity.series.value][year] = item.quantity.iri
        for name, value in item.quantity.dimensions.items() if item.plain else ():
            if _single(value, ontology):
                siblings[_rank(item.quantity, name, ontology)][item.quantity.iri.value] = item.quantity
    for item in placed:
        claim = item.claim
        if (
            claim.operation is None
            or claim.article is None
            or f"{vocab.ROOT}operations/{claim.operation}" not in ontology.unbounded
        ):
            continue
        if claim.over is not None:
            yield from _rivals(claim, vocab.local(claim.over), siblings, ontology)
        else:
            yield from _over_years(claim, yearly, days.get(claim.article.value, (0, 0)), ontology)


def _over_years(claim: Claim, yearly: dict[str, Years], printed: tuple[int, int], ontology: Ontology) -> Iterator[Triple]:
    target = _member(claim, yearly, ontology)
    if target is None:
        return
    years = {y: q for y, q in yearly[target.series.value].items() if date(y + 1, 1, 1).toordinal() <= printed[0]}
    operation = claim.operation or ""
    if operation in _STEADY or operation in _TRENDS:
        yield from _trend(claim, years, printed, operation)
    elif operation in _EXTREMES or operation in _FIRSTS:
        yield from _outstanding(claim, target, years, printed, ontology)
    elif operation == "largest-change":
        yield from _largest(claim, target, years, printed)


def _member(claim: Claim, yearly: dict[str, Years], ontology: Ontology) -> Quantity | None:
    """A quantity of the series that the claim is about: of the shares, where it names a base."""
    unit = claim.unit
    for operation in _COMPUTED if claim.base else (None,):
        changes = {"unit": unit} if operation else {}
        found = counterpart(claim, ontology, operation=operation, span=None, over=None, value=None, **changes)
        if found is not None and found.series.value in yearly:
            return found
    return None


def _trend(claim: Claim, years: Years, printed: tuple[int, int], operation: str) -> Iterator[Triple]:
    span = _whole_years(claim.period, printed, min(years, default=1))
    if span is None or claim.period is None or claim.period.startswith(".."):
        return
    if operation in _STEADY:
        yield from ((claim.iri, _STEADY[operation], q) for y, q in sorted(years.items()) if y in span)
        yield claim.iri, NK.members, vocab.whole(len(span))
    elif len(span) > 1:
        ends = zip(_TRENDS[operation], (span[0], span[-1]), strict=True)
        yield from ((claim.iri, end, years[year]) for end, year in ends if year in years)


def _outstanding(
    claim: Claim, target: Quantity, years: Years, printed: tuple[int, int], ontology: Ontology
) -> Iterator[Triple]:
    own = next((y for y, q in years.items() if q == target.iri), None)
    if own is None:
        return
    operation = claim.operation or ""
    span = _whole_years(claim.span, printed, min(years))
    others = [y for y in years if y != own and (span is None or y in span)]
    expected = [y for y in span if y != own] if span is not None else []
    if operation in _FIRSTS:
        others, expected = [y for y in others if y < own], [y for y in expected if y < own]
        if claim.value is not None or operation == "first-time":  # what happens for the first time is the first above nought
            yield claim.iri, NK.threshold, vocab.decimal(quantities.threshold(claim, ontology))
    yield claim.iri, NK.standsOut, target.iri
    yield from ((claim.iri, (_FIRSTS | _EXTREMES)[operation], years[y]) for y in others)
    if expected and not (claim.span or "").startswith(".."):
        yield claim.iri, NK.members, vocab.whole(len(expected))


def _largest(claim: Claim, target: Quantity, years: Years, printed: tuple[int, int]) -> Iterator[Triple]:
    """The change into a year from the year before, and the other changes of the span, which begin and end in it."""
    own = next((y for y, q in years.items() if q == target.iri), None)
    if own is None or own - 1 not in years:
        return
    span = _whole_years(claim.span, printed, min(years))
    others = [y for y in years if y != own and y - 1 in (years if span is None else span) and (span is None or y in span)]
    yield claim.iri, NK.standsOut, target.iri
    for year, link in ((own, NK.largestStep), *((y, NK.largestOf) for y in others if y - 1 in years)):
        step = ox.NamedNode(f"{years[year].value}/step")
        yield claim.iri, link, step
        yield step, NK.stepFrom, years[year - 1]
        yield step, NK.stepTo, years[year]
    if span is not None and not (claim.span or "").startswith(".."):
        yield claim.iri, NK.members, vocab.whole(len([y for y in span[1:] if y != own]))


def _whole_years(text: str | None, printed: tuple[int, int], earliest: int = 1) -> range | None:
    """The calendar years wholly within a period. An open end is the last year that was over on the first possible day; an
    open start the earliest year of the series."""
    if text is None or text == periods.UNSTATED:
        return None
    period = periods.parse(text)
    end = printed[0] if period.end is None else period.end
    if end < 1:
        return None
    first = date.fromordinal(period.start) if period.start is not None else date(earliest, 1, 1)
    years = range(first.year + ((first.month, first.day) != (1, 1)), date.fromordinal(end).year)
    return years if years else None


def _rank(quantity: Quantity, name: str, ontology: Ontology) -> str:
    """What the members of one dimension share that are of one rank: all but that dimension, and what lies above them in it.

    A continent or a league is no rank of its own: Germany and Japan are countries of the world.
    """
    above = _above(quantity.dimensions[name], ontology)
    while above is not None and not _single(above, ontology):
        above = _above(above, ontology)
    others = ";".join(f"{n}={v.value}" for n, v in quantity.dimensions.items() if n != name)
    time, rank = quantity.iri.value.rsplit("/", 1)[-1], above.value if above is not None else ""
    return f"{quantity.measure.value}|{name}|{others}|{time}|{quantity.unit.value}|{rank}"


def _above(concept: ox.NamedNode, ontology: Ontology) -> ox.NamedNode | None:
    """The next broader concept of a scheme."""
    above = ontology.one(concept, SKOS_.broader)
    return above if isinstance(above, ox.NamedNode) else None


def _single(concept: ox.NamedNode, ontology: Ontology) -> bool:
    """Whether a concept is one member of its scheme: neither several of them together nor what none of them has."""
    return all(o.value != "false" for o in ontology.all(concept, NK.single))


def _rivals(claim: Claim, name: str, siblings: dict[str, dict[str, Quantity]], ontology: Ontology) -> Iterator[Triple]:
    """The other members of a dimension, of the same rank: a state is not set against the country."""
    target = counterpart(claim, ontology, operation=None, over=None)
    if target is None or name not in target.dimensions or claim.operation not in _EXTREMES:
        return
    if not _single(target.dimensions[name], ontology):
        return
    yield claim.iri, NK.standsOut, target.iri
    for other in siblings[_rank(target, name, ontology)].values():
        if other.iri != target.iri:
            yield claim.iri, _EXTREMES[claim.operation], other.iri
