"""Which figures belong into one picture: measures and dimensions by name, the series, the year at which a figure stands."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.errors import NkgraphError
from nkgraph.findings import counted
from nkgraph.register import Register, date_in_words, one_line
from nkgraph.vocab import NK, SKOS_, local

_SHOWN = 6  # candidates and places that are named before "and so many more"
Dimensions = dict[ox.NamedNode, ox.NamedNode]


# --- names ------------------------------------------------------------------------------------------------------------


def measure(register: Register, words: str) -> ox.NamedNode:
    return _resolved(register, register.graph.subjects(vocab.RDF_TYPE, NK.Measure), words, "measure")


def dimensions(register: Register, wanted: dict[str, str]) -> Dimensions:
    """The dimensions that were asked for; one asked for at its whole is not narrowed."""
    graph, known = register.graph, {local(d): d for d in register.dimensions}
    found: Dimensions = {}
    for name, words in wanted.items():
        dimension = known.get(name.strip().casefold())
        if dimension is None:
            raise NkgraphError(f'There is no dimension "{one_line(name)}". Name one of: {", ".join(sorted(known))}.')
        scheme = graph.iri(dimension, vocab.QB_CODELIST)
        members = graph.subjects(SKOS_.inScheme, scheme) if scheme else []
        value = _resolved(register, members, words, local(dimension))
        if scheme is None or value not in graph.iris(scheme, SKOS_.hasTopConcept):
            found[dimension] = value
    return found


def _resolved(register: Register, nodes: list[ox.NamedNode], words: str, what: str) -> ox.NamedNode:
    """The one concept with this name; where there is none, or more than one, the message names the candidates."""
    if (spelt_out := next((node for node in nodes if node.value == words.strip()), None)) is not None:
        return spelt_out
    names = {node: _names(register, node) for node in nodes}
    exact = [node for node in nodes if _plain(words) in names[node]]
    if len(exact) == 1:
        return exact[0]
    asked = _plain(words)
    near = exact or [n for n in nodes if asked and any(asked in name for name in names[n])]
    if not near:
        every = sorted({name for known in names.values() for name in known})
        alike = set(difflib.get_close_matches(asked, every, n=_SHOWN, cutoff=0.7))
        near = [n for n in nodes if names[n] & alike]
    problem = f'More than one {what} is called "{one_line(words)}"' if exact else f'No {what} is called "{one_line(words)}"'
    offered = listed([f"{register.label(n)} ({local(n)})" for n in near or nodes])
    raise NkgraphError(f"{problem}. {'Did you mean' if near else 'There are'}: {one_line(offered)}")


def _names(register: Register, node: ox.NamedNode) -> set[str]:
    """Everything a concept may be called: label, other labels, the end of its IRI, that with its prefix."""
    scheme = node.value.rstrip("/").rsplit("/", 2)[-2].removesuffix("s")
    labels = [o.value for p in (SKOS_.prefLabel, SKOS_.altLabel) for o in register.graph.objects(node, p)]
    return {_plain(name) for name in (*labels, local(node), f"{scheme}:{local(node)}")}


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())


def listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f", and {more} more." if more > 0 else ".")


# --- which series -----------------------------------------------------------------------------------------------------


def narrowed(register: Register, claim: ox.NamedNode) -> Dimensions:
    """The dimensions of a claim that are not at their whole."""
    graph, found = register.graph, {}
    for dimension in register.dimensions:
        value, scheme = graph.iri(claim, dimension), graph.iri(dimension, vocab.QB_CODELIST)
        if value is not None and (scheme is None or value not in graph.iris(scheme, SKOS_.hasTopConcept)):
            found[dimension] = value
    return found


def is_at(register: Register, claim: ox.NamedNode, fixed: Dimensions) -> bool:
    return narrowed(register, claim) == fixed


def with_place(
    register: Register, claims: list[ox.NamedNode], fixed: Dimensions, place: ox.NamedNode
) -> tuple[Dimensions, str]:
    """The place with the most figures to draw, then the most claims; and a sentence that says so."""
    drawn: Counter[ox.NamedNode | None] = Counter()
    every: Counter[ox.NamedNode | None] = Counter()
    for claim in claims:
        others = narrowed(register, claim)
        where = others.pop(place, None)
        every[where] += 1
        drawn[where] += others == fixed and not isinstance(placed(register, claim), str)
    if not every:
        return fixed, ""

    def name(where: ox.NamedNode | None) -> str:
        scheme = register.graph.iri(place, vocab.QB_CODELIST)
        whole = register.graph.iri(scheme, SKOS_.hasTopConcept) if scheme else None
        return register.label(where or whole) if where or whole else "no place named"

    ranked = sorted(every, key=lambda where: (-drawn[where], -every[where], name(where)))
    first = ranked[0]
    instead = [f"{name(where)} ({drawn[where]})" for where in ranked[1:] if drawn[where]]
    choice = f"Place: {name(first)}, {counted(drawn[first], 'figure')}." if drawn[first] else ""
    if choice and instead:
        choice += f" Another is chosen with --place NAME: {listed(instead)}"
    return (fixed if first is None else fixed | {place: first}), one_line(choice)


def unit_of(register: Register, measure: ox.NamedNode) -> ox.NamedNode | None:
    """The unit in which a measure is compared."""
    unit = register.graph.iri(measure, NK.unit)
    return (register.graph.iri(unit, NK.baseUnit) or unit) if unit else None


# --- one figure -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """The year at which a claim is drawn, and the words for its period where that is not just the year."""

    year: int
    words: str
    part: bool


def placed(register: Register, claim: ox.NamedNode) -> Placed | str:
    """Where a claim stands on the axis, or the reason why it does not."""
    graph = register.graph
    if graph.iri(claim, NK.operation) is not None or graph.iri(claim, NK.over) is not None:
        return "of a change, a share or a rank"
    measure, unit = graph.iri(claim, NK.measure), graph.iri(claim, NK.unit)
    base = (graph.iri(unit, NK.baseUnit) or unit) if unit else None
    if measure is None or base != unit_of(register, measure):
        return "in another unit"
    if base is not None and local(base) in ("truth", "rank"):
        return "of yes, no or a rank"
    modality = graph.iri(claim, NK.modality)
    if graph.iri(claim, NK.reading) is None and (modality is None or local(modality) != "no-data"):
        return "without a number"
    if graph.text(claim, NK.per) is not None:
        return "per month or the like"
    return _year(register, claim, local(graph.iri(measure, NK.kind) or NK.kind) == "cumulative")


def _year(register: Register, claim: ox.NamedNode, cumulative: bool) -> Placed | str:
    text = register.graph.text(claim, NK.period)
    if text is None or text == periods.UNSTATED:
        return "of an unstated period"
    days, words = periods.parse(text), period_in_words(text)
    about = "~" in periods.canonical(text) and not cumulative
    if days.last is None:
        return _counted_up(register, claim, words) if cumulative else "of an open period"
    last = date.fromordinal(days.last)
    first = date.fromordinal(days.start) if days.start is not None else None
    closes = (last.month, last.day) == (12, 31)
    if cumulative and (first is None or first.year != last.year):
        return Placed(last.year, words, not closes)
    if first is None or first.year != last.year:
        return "of more than one calendar year" if first is not None else "of an open period"
    whole = closes and (first.month, first.day) == (1, 1) and not about
    return Placed(last.year, str(last.year) if whole else words, not whole)


def _counted_up(register: Register, claim: ox.NamedNode, words: str) -> Placed | str:
    """A running total up to the day of the report stands at the report's year, where that is certain."""
    ends = [register.graph.text(claim, p) for p in (NK.firstDay, NK.lastDay)]
    years = {date.fromordinal(int(end)).year for end in ends if end is not None}
    if len(ends) != 2 or len(years) != 1:
        return "counted up to a report of no certain year"
    return Placed(years.pop(), f"{words}, to the report", part=True)


def period_in_words(edtf: str) -> str:
    """A period in words: "Jan 2015 to May 2015", "since 2006"."""
    if edtf.endswith("/.."):
        return f"since {period_in_words(edtf[:-3])}"
    if edtf.startswith("../"):
        return f"up to {date_in_words(edtf[3:])}"
    return f"about {edtf[:-1]}" if edtf.endswith("~") else date_in_words(edtf)
