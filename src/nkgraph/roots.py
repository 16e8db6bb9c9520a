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
        """The known roots of a claim, in the order of names; empty where the root is unknown.

        Followed article by article, however long the chain; one that goes in a circle ends where it began
        (`relations.check` reports it).
        """
        key = claim.iri.value
        if key not in self._known:
            found: set[ox.NamedNode] = set()
            todo, passed = [claim], {key}
            while todo:
                one = todo.pop()
                if own := self._known.get(one.iri.value, self._stated(one)):
                    found.update(own)
                elif one.iri.value not in self._known:
                    further = [c for c in self._relayed(one) if c.iri.value not in passed]
                    passed.update(c.iri.value for c in further)
                    todo += further
            self._known[key] = sorted(found, key=lambda r: r.value)
        return self._known[key]

    def _stated(self, claim: Claim) -> list[ox.NamedNode]:
        """The authorities that the claim itself names; the publisher where it counted itself."""
        found = [a for a in claim.authorities if a not in (NK.self, NK.unstated)]
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if NK.self in claim.authorities and article is not None and article.publisher is not None:
            found.append(article.publisher)
        return found

    def _relayed(self, claim: Claim) -> list[Claim]:
        """The same figure in the articles that this claim's article relays, or that the claim itself came through."""
        reading = self._readings.get(claim.iri.value)
        article = self._corpus.articles.get(claim.article.value) if claim.article is not None else None
        if reading is None or article is None:
            return []
        targets = [*claim.via, *(target for _, target in article.hops)]
        return [c for t in dict.fromkeys(targets) for c in self._given.get((t.value, reading), [])]
