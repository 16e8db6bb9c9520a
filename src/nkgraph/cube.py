"""The figures as an RDF Data Cube, with OWL-Time periods: made only for whoever asks for it.

An observation is what one article gives for one quantity. A cube asks that each observation has every measure, and a figure
may have one end only; so there are three data sets, by which ends the figures have: both, a lower, an upper. Figures without
bounds ("no data", "rising") are in none. An article that gives one quantity two values has two observations, told apart by a
number of their own. A dimension that a claim leaves out has the top concept of its list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.build import Built
from nkgraph.published import DCT, QB, RDFS, TIME
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO, SKOS_, whole

CUBE = f"{vocab.ROOT}cube#"
PERIOD, NUMBER = ox.NamedNode(f"{CUBE}period"), ox.NamedNode(f"{CUBE}number")
_UNSTATED = ox.NamedNode(f"{CUBE}unstated")
_CONCEPT = ox.NamedNode(f"{vocab.SKOS}Concept")
_DATE = ox.NamedNode(f"{vocab.XSD}date")
_INTEGER = ox.NamedNode(f"{vocab.XSD}integer")
_SETS = {
    (True, True): ("bounded", "Figures with a lower and an upper end", (NK.lower, NK.upper)),
    (True, False): ("at-least", "Figures with a lower end only", (NK.lower,)),
    (False, True): ("at-most", "Figures with an upper end only", (NK.upper,)),
}
_ATTRIBUTES = (NK.lowerInclusive, NK.upperInclusive, NK.modality, NK.root, NK.claim, NK.reading)
_TOLD = (vocab.RDF_TYPE, SKOS_.prefLabel, SKOS_.inScheme, SKOS_.hasTopConcept, RDFS.label, SDO.headline, SDO.datePublished)


def triples(built: Built) -> list[Triple]:
    """The cube of a graph: structures, observations, periods, and the labels of what they name."""
    register = Register(built.graph)
    cube = _Cube(register)
    said = [*cube.structures(), *cube.observations()]
    named = {n for s, p, o in said for n in (p, o) if isinstance(n, ox.NamedNode) and n.value.startswith(vocab.ROOT)}
    schemes = {scheme for d in register.dimensions for scheme in built.graph.iris(d, vocab.QB_CODELIST)}
    labels = [(node, p, o) for node in named | schemes for p in _TOLD for o in built.graph.objects(node, p)]
    return list(dict.fromkeys((*said, *labels)))


class _Cube:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.graph: Graph = register.graph
        self.dimensions = register.dimensions

    # --- structures ---------------------------------------------------------------------------------------------

    def structures(self) -> Iterator[Triple]:
        """The data sets and what an observation of each has; and the ranges that a cube wants of its dimensions."""
        for name, words, measures in _SETS.values():
            data_set, structure = ox.NamedNode(CUBE + name), ox.NamedNode(f"{CUBE}{name}-structure")
            yield data_set, vocab.RDF_TYPE, QB.DataSet
            yield data_set, RDFS.label, ox.Literal(words, language="en")
            yield data_set, QB.structure, structure
            yield data_set, DCT.license, ox.NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")
            yield structure, vocab.RDF_TYPE, QB.DataStructureDefinition
            dimensions = [(d, QB.dimension) for d in (NK.measure, *self.dimensions, PERIOD, NK.quantity, NK.article, NUMBER)]
            attributes = [(a, QB.attribute) for a in (NK.unit, *_ATTRIBUTES)]
            for order, (term, role) in enumerate((*dimensions, *((m, QB.measure) for m in measures), *attributes), 1):
                component = ox.NamedNode(f"{structure.value}-{vocab.local(term)}")
                yield structure, QB.component, component
                yield component, role, term
                yield component, QB.order, whole(order)
                if role == QB.attribute:
                    required = "true" if term == NK.unit else "false"
                    yield component, QB.componentRequired, ox.Literal(required, datatype=ox.NamedNode(f"{vocab.XSD}boolean"))
        yield from self._terms()

    def _terms(self) -> Iterator[Triple]:
        ranges = {NK.measure: NK.Measure, PERIOD: TIME.TemporalEntity, NK.quantity: NK.Quantity, NUMBER: _INTEGER,
                  NK.article: ox.NamedNode(f"{vocab.SCHEMA}Article"), **dict.fromkeys(self.dimensions, _CONCEPT)}  # fmt: skip
        for dimension, values in ranges.items():
            yield dimension, vocab.RDF_TYPE, QB.DimensionProperty
            yield dimension, RDFS.range, values
        for dimension in self.dimensions:
            for scheme in self.graph.iris(dimension, vocab.QB_CODELIST):
                yield dimension, vocab.QB_CODELIST, scheme
        yield PERIOD, RDFS.label, ox.Literal("period", language="en")
        yield NUMBER, RDFS.label, ox.Literal("which of the values that the article gives", language="en")
        yield from ((measure, vocab.RDF_TYPE, QB.MeasureProperty) for measure in (NK.lower, NK.upper))
        yield from ((attribute, vocab.RDF_TYPE, QB.AttributeProperty) for attribute in (NK.unit, *_ATTRIBUTES))

    # --- observations -------------------------------------------------------------------------------------------

    def observations(self) -> Iterator[Triple]:
        """One for each value that an article gives for a quantity."""
        given: dict[tuple[str, str], dict[ox.NamedNode, list[ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.register.claims():
            quantity, reading = self.graph.iri(claim, NK.quantity), self.graph.iri(claim, NK.reading)
            if quantity is not None and reading is not None:
                given[self.register.article(claim).value, quantity.value][reading].append(claim)
        for (article, quantity_), readings in sorted(given.items()):
            bounded = [r for r in sorted(readings, key=lambda r: r.value) if self._ends(r) in _SETS]
            for number, reading in enumerate(bounded, 1):
                place = f"{article.removeprefix(vocab.CLAIMS).strip('/')}/{quantity_.removeprefix(vocab.ROOT)}/{number}"
                one = ox.NamedNode(f"{CUBE}{place}")
                yield one, NUMBER, whole(number)
                yield from self._observation(one, reading, readings[reading])

    def _observation(self, one: ox.NamedNode, reading: ox.NamedNode, claims: list[ox.NamedNode]) -> Iterator[Triple]:
        graph, first = self.graph, claims[0]
        name, _, measures = _SETS[self._ends(reading)]
        quantity, unit, measure = (graph.iri(first, p) for p in (NK.quantity, NK.unit, NK.measure))
        assert quantity is not None, "only claims about a quantity are asked"
        yield one, vocab.RDF_TYPE, QB.Observation
        yield one, QB.dataSet, ox.NamedNode(CUBE + name)
        yield one, NK.quantity, quantity
        yield one, NK.article, self.register.article(first)
        yield one, NK.reading, reading
        for predicate, value in ((NK.measure, measure), (NK.unit, graph.iri(unit, NK.baseUnit) or unit if unit else None)):
            if value is not None:
                yield one, predicate, value
        for dimension in self.dimensions:
            yield one, dimension, graph.iri(first, dimension) or self._top(dimension)
        for predicate in (*measures, *(p for p in (NK.lowerInclusive, NK.upperInclusive))):
            yield from ((one, predicate, value) for value in graph.objects(reading, predicate))
        for claim in claims:
            yield one, NK.claim, claim
            yield from ((one, p, value) for p in (NK.modality, NK.root) for value in graph.iris(claim, p))
        period = self._period(quantity)
        yield one, PERIOD, period
        yield from self._time(period, quantity)

    def _ends(self, reading: ox.NamedNode) -> tuple[bool, bool]:
        return self.graph.text(reading, NK.lower) is not None, self.graph.text(reading, NK.upper) is not None

    def _top(self, dimension: ox.NamedNode) -> ox.NamedNode:
        scheme = self.graph.iri(dimension, vocab.QB_CODELIST)
        top = self.graph.iri(scheme, SKOS_.hasTopConcept) if scheme else None
        assert top is not None, "the ontology is refused without"
        return top

    # --- periods ------------------------------------------------------------------------------------------------

    def _days(self, quantity: ox.NamedNode) -> list[tuple[ox.NamedNode, str]]:
        """The first day and the day after the last, each with what it is of the period; an open end is absent."""
        ends = ((TIME.hasBeginning, NK.startDay), (TIME.hasEnd, NK.endDay))
        found = [(role, self.graph.text(quantity, p)) for role, p in ends]
        return [(role, date.fromordinal(int(day)).isoformat()) for role, day in found if day is not None]

    def _period(self, quantity: ox.NamedNode) -> ox.NamedNode:
        days = dict(self._days(quantity))
        if not days:
            return _UNSTATED
        return ox.NamedNode(f"{CUBE}from-{days.get(TIME.hasBeginning, 'open')}-to-{days.get(TIME.hasEnd, 'open')}")

    def _time(self, period: ox.NamedNode, quantity: ox.NamedNode) -> Iterator[Triple]:
        yield period, vocab.RDF_TYPE, TIME.TemporalEntity
        if period == _UNSTATED:
            yield period, RDFS.label, ox.Literal("unstated", language="en")
            return
        yield period, vocab.RDF_TYPE, TIME.ProperInterval
        for role, day in self._days(quantity):
            instant = ox.NamedNode(f"{CUBE}day-{day}")
            yield period, role, instant
            yield instant, vocab.RDF_TYPE, TIME.Instant
            yield instant, TIME.inXSDDate, ox.Literal(day, datatype=_DATE)
