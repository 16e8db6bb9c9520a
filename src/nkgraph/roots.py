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
        for claim in corpus.claims:
            reading = readings.get(claim.iri.value)
            if reading is not None and claim.article is not None:
                self._given[claim.article.value, reading].append(claim)
        self._known = {claim.iri.value: self._stated(claim) for claim in corpus.claims}
        self._hand_on()

    def of(self, claim: Claim) -> list[ox.NamedNode]:
        """The known roots of a claim, in the order of names; empty where the root is unknown."""
        return sorted(self._known[claim.iri.value], key=lambda r: r.value)

    def _hand_on(self) -> None:
        """Hand the stated roots on, hop by hop, to the claims that name none, until nobody learns of another.

        Each claim is visited once for each root that it learns, so a chain may be long and may go in a circle
        (`relations.check` reports that).
        """
        takers: dict[str, list[str]] = defaultdict(list)
        for claim in self._corpus.claims:
            if not self._known[claim.iri.value]:
                for source in self._relayed(claim):
                    takers[source.iri.value].append(claim.iri.value)
        todo = [iri for iri, roots in self._known.items() if roots]
        while todo:
            iri = todo.pop()
            for taker in takers.get(iri, ()):
                if not self._known[iri] <= self._known[taker]:
                    self._known[taker] |= self._known[iri]
                    todo.append(taker)

    def _stated(self, claim: Claim) -> set[ox.NamedNode]:
        """The authorities that the claim itself names; the publisher where it counted itself."""
        found = {a for a in claim.authorities if a not in (NK.self, NK.unstated)}
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if NK.self in claim.authorities and article is not None and article.publisher is not None:
            found.add(article.publisher)
        return found

    def _relayed(self, claim: Claim) -> list[Claim]:
        """The same figure in the articles that this claim's article relays, or that the claim itself came through."""
        reading = self._readings.get(claim.iri.value)
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if reading is None or article is None:
            return []
        targets = [*claim.via, *(target for _, target in article.hops)]
        return [c for t in dict.fromkeys(targets) for c in self._given.get((t.value, reading), [])]
