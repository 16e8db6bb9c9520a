"""Every figure of a corpus as it is searched: its words, and the facets that narrow a search (publisher, year, measure,
outcome). The words are found by the register, as `nkgraph find` finds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import findings
from nkgraph.outcomes import Outcomes
from nkgraph.register import Register
from nkgraph.vocab import NK, local

_YEAR = re.compile(r"(\d{4})(?=$|-)")
ALONE = "not compared"  # the outcome of a figure of which no finding speaks
OTHER_TIMES = "other times"  # the year of a figure whose period is not one year or a part of it


@dataclass(frozen=True)
class Value:
    """What a facet narrows to: its name in an address, and for people."""

    key: str
    words: str


@dataclass(frozen=True)
class Figure:
    """One claim: `facets` are its values of each facet; of outcomes it may have several."""

    claim: ox.NamedNode
    facets: Mapping[str, tuple[Value, ...]]


FACETS = ("publisher", "year", "measure", "outcome")


class Figures:
    """The standing claims of a corpus, by what they are about, with their facets."""

    def __init__(self, register: Register, outcomes: Outcomes) -> None:
        self.register = register
        made = [_figure(claim, register, outcomes) for claim in register.claims()]
        self.all = sorted(made, key=lambda f: (about(f.claim, register), f.claim.value))
        self._values = {
            name: {value.key: value for figure in self.all for value in figure.facets[name]} for name in FACETS
        }  # fmt: skip

    def value(self, facet: str, key: str) -> Value | None:
        """The value of a facet that an address names; None where there is none."""
        return self._values[facet].get(key)

    def keys(self, facet: str) -> list[str]:
        """Every value of a facet, as addresses name them."""
        return list(self._values[facet])

    def found(self, words: str, chosen: Mapping[str, str]) -> list[Figure]:
        """The figures that hold the words (all figures where there are none) and have what is chosen of each facet."""
        return [f for f in self._worded(words) if all(_has(f, name, key) for name, key in chosen.items())]

    def counts(self, words: str, chosen: Mapping[str, str]) -> dict[str, list[tuple[Value, int]]]:
        """How many figures each value of each facet would leave, with the other facets as they are chosen."""
        worded = self._worded(words)
        counted = {}
        for name in FACETS:
            others = {other: key for other, key in chosen.items() if other != name}
            left = [f for f in worded if all(_has(f, other, key) for other, key in others.items())]
            number = Counter(value for f in left for value in f.facets[name])
            counted[name] = sorted(number.items(), key=lambda pair: _order(name, *pair))
        return counted

    def _worded(self, words: str) -> Iterable[Figure]:
        if not words.strip():
            return self.all
        hits = set(self.register.find(words))
        return [f for f in self.all if f.claim in hits]


def about(claim: ox.NamedNode, register: Register) -> str:
    """What a figure is about, in words."""
    quantity = register.graph.iri(claim, NK.quantity)
    return register.label(quantity) if quantity is not None else ""


def outcomes_of(claim: ox.NamedNode, outcomes: Outcomes) -> tuple[str, ...]:
    """What comparisons came to that say something of a claim, each once, contradictions first."""
    said = {f.outcome for f in outcomes.of_claim(claim)}
    return tuple(name for name in findings.OUTCOMES if name in said)


def _figure(claim: ox.NamedNode, register: Register, outcomes: Outcomes) -> Figure:
    graph = register.graph
    publisher, measure = register.publisher(register.article(claim)), graph.iri(claim, NK.measure)
    year = _YEAR.match(graph.text(claim, NK.period) or "")
    said = outcomes_of(claim, outcomes) or (ALONE,)
    return Figure(
        claim,
        {
            "publisher": (Value(local(publisher), register.label(publisher)),) if publisher is not None else (),
            "year": (Value(year[1], year[1]) if year else Value("other", OTHER_TIMES),),
            "measure": (Value(local(measure), register.label(measure)),) if measure is not None else (),
            "outcome": tuple(Value(name.replace(" ", "-"), name.replace("-", " ")) for name in said),
        },
    )


def _has(figure: Figure, facet: str, key: str) -> bool:
    return any(value.key == key for value in figure.facets[facet])


def _order(facet: str, value: Value, number: int) -> tuple[int, str]:
    """Years from the latest, outcomes as findings have them, the others by how many figures they have."""
    if facet == "year":
        return (-int(value.key) if value.key.isdigit() else 0, value.key)
    if facet == "outcome":
        return (findings.OUTCOMES.index(value.key) if value.key in findings.OUTCOMES else 99, value.key)
    return (-number, value.words)
