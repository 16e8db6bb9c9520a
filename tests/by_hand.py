"""The two rules as the design defines them, over objects: no graph and no SPARQL. What the real rules are measured by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

import pyoxigraph as ox

from nkgraph import bounds, derive, placing, quantities
from nkgraph.bounds import Interval
from nkgraph.claims import Claim, Corpus
from nkgraph.findings import Finding
from nkgraph.quantities import Quantity
from nkgraph.roots import Roots
from tests.intervals import below, meets
from tests.specimens import known


@dataclass(frozen=True)
class Said:
    """A finding without its name; `first` is the side that came first, where the finding says so."""

    rule: str
    outcome: str
    reason: str | None
    quantity: str
    sides: frozenset[str]
    first: str | None
    difference: Decimal | None


def said(finding: Finding) -> Said:
    """What the real rules said."""
    nodes = [side.node.value for side in finding.sides if side.node is not None and side.kind == "reading"]
    first = nodes[0] if finding.outcome == "revised" or finding.falls else None
    about = finding.quantity.value if finding.quantity is not None else ""
    return Said(finding.rule, finding.outcome, finding.reason, about, frozenset(nodes), first, finding.difference)


@dataclass(frozen=True)
class Print:
    """A claim that has bounds."""

    claim: Claim
    article: ox.NamedNode
    quantity: Quantity
    reading: str
    strict: Interval
    loose: Interval

    def apart(self, other: Print) -> bool:
        return not meets(self.loose, other.loose)


def prints(corpus: Corpus) -> Iterator[Print]:
    """The claims that have bounds."""
    for claim in corpus.claims:
        quantity, printed = quantities.of(claim, known()), placing.printing(claim, known())
        if quantity is None or printed is None or claim.article is None:
            continue
        placed = placing.Placed(claim, quantity, bounds.strict(printed), bounds.loose(printed))
        if placed.strict is not None and placed.loose is not None and placed.reading is not None:
            yield Print(claim, claim.article, quantity, placed.reading.value, placed.strict, placed.loose)


class ByHand:
    """All findings of a corpus in which no quantity is crowded."""

    def __init__(self, corpus: Corpus) -> None:
        self._prints = list(prints(corpus))
        self._days = derive.publications(corpus)
        roots = Roots(corpus, {p.claim.iri.value: ox.NamedNode(p.reading) for p in self._prints})
        self._roots = {p.claim.iri: roots.of(p.claim) for p in self._prints}

    def findings(self) -> Iterator[Said]:
        """Quantity by quantity: articles that contradict themselves, then all others with each other."""
        about: dict[str, list[Print]] = defaultdict(list)
        for p in self._prints:
            about[p.quantity.iri.value].append(p)
        for quantity, group in about.items():
            slips = {p.article for p, q in product(group, group) if p.article == q.article and p.apart(q)}
            for slip in slips:
                yield _within([p for p in group if p.article == slip])
            sound: dict[str, list[Print]] = defaultdict(list)
            for p in group:
                if p.article not in slips:
                    sound[p.reading].append(p)
            yield from (_agrees(quantity, side) for side in sound.values() if _articles(side) > 1)
            for one, other in combinations(sound.values(), 2):
                yield from self._pair(quantity, one, other)

    def _pair(self, quantity: str, one: list[Print], other: list[Print]) -> Iterator[Said]:
        if not one[0].apart(other[0]):
            if _articles([*one, *other]) > 1:
                yield _agrees(quantity, one, other)
            return
        low, high = (one, other) if below(one[0].loose, other[0].loose) else (other, one)
        running = low[0].quantity.running_total
        if running and not self._before(high, low):
            return
        up, down = not running and self._root_turns(low, high), self._root_turns(high, low)
        outcome = "contradicts" if up == down else "revised"
        first = high if running or (down and not up) else low if up and not down else None
        assert low[0].strict.upper is not None, "or nothing could lie above"
        assert high[0].strict.lower is not None, "or nothing could lie below"
        yield Said(
            "same-quantity", outcome, None, quantity, frozenset({low[0].reading, high[0].reading}),
            first[0].reading if first else None, high[0].strict.lower - low[0].strict.upper,
        )  # fmt: skip

    def _before(self, one: Iterable[Print], other: Iterable[Print]) -> bool:
        """Whether the one was certainly in print before the other may have been."""
        certain = min(self._days[p.article.value][1] for p in one)
        return certain < min(self._days[p.article.value][0] for p in other)

    def _root_turns(self, one: list[Print], other: list[Print]) -> bool:
        """Whether one and the same root gave the one first and the other later."""
        known_of_one, known_of_other = ({r for p in side for r in self._roots[p.claim.iri]} for side in (one, other))
        return any(
            self._before([p for p in one if x in self._roots[p.claim.iri]], [p for p in other if y in self._roots[p.claim.iri]])
            for x, y in product(known_of_one, known_of_other)
            if x == y or x in known().ancestors(y) or y in known().ancestors(x)
        )


def _within(own: list[Print]) -> Said:
    sides = frozenset(p.reading for p, q in product(own, own) if p.apart(q))
    lowers, uppers = [p.strict.lower for p in own], [p.strict.upper for p in own]
    difference = max(n for n in lowers if n is not None) - min(n for n in uppers if n is not None)
    return Said("within-article", "contradicts", None, own[0].quantity.iri.value, sides, None, difference)


def _agrees(quantity: str, *sides: list[Print]) -> Said:
    reason = None if all(meets(p[0].strict, q[0].strict) for p, q in combinations(sides, 2)) else "roundingAssumed"
    readings = frozenset(side[0].reading for side in sides)
    return Said("same-quantity", "agrees", reason, quantity, readings, None, None)


def _articles(side: list[Print]) -> int:
    return len({p.article for p in side})
