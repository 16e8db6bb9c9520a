"""Who stands at the end of the reporting chain: one source printed ten times is one source.

A root is the stated authority. Where an article names none, it is the root of the same figure in the article that it
relays; where there is none either, the root is unknown, and unknown never equals unknown: such a claim has no root.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from nkgraph.claims import Claim, Corpus
from nkgraph.vocab import NK


class Roots:
    """The known roots of each claim. `readings` gives the reading (quantity and bounds) of each claim's IRI."""

    def __init__(self, corpus: Corpus, readings: dict[str, ox.NamedNode | None]) -> None:
        self._corpus = corpus
        self._readings = readings
        self._given: dict[tuple[str, ox.NamedNode], list[Claim]] = defaultdict(list)
        self._known: dict[str, list[ox.NamedNode]] = {}
        for claim in corpus.claims:
            reading = readings.get(claim.iri.value)
            if reading is not None and claim.article is not None:
                self._given[claim.article.value, reading].append(claim)

    def of(self, claim: Claim) -> list[ox.NamedNode]:
        """The known roots of a claim, in the order of names; empty where the root is unknown."""
        return self._follow(claim, frozenset())

    def _follow(self, claim: Claim, passed: frozenset[str]) -> list[ox.NamedNode]:
        key = claim.iri.value
        if key in self._known:
            return self._known[key]
        if key in passed:  # a chain that goes in a circle; relations.check reports it
            return []
        found = {a for a in claim.authorities if a not in (NK.self, NK.unstated)}
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if NK.self in claim.authorities and article is not None and article.publisher is not None:
            found.add(article.publisher)
        if not found:
            for relayed in self._relayed(claim):
                found.update(self._follow(relayed, passed | {key}))
        roots = sorted(found, key=lambda r: r.value)
        if not passed:
            self._known[key] = roots
        return roots

    def _relayed(self, claim: Claim) -> list[Claim]:
        """The same figure in the articles that this claim's article relays, or that the claim itself came through."""
        reading = self._readings.get(claim.iri.value)
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if reading is None or article is None:
            return []
        targets = [*claim.via, *(target for _, target in article.hops)]
        return [c for t in dict.fromkeys(targets) for c in self._given.get((t.value, reading), [])]
