"""An rdflib store for one graph that is filled once and then read: two indexes and no bookkeeping of graphs.

pyshacl insists on a context-aware store, and rdflib's own spends most of its time on contexts; this one has a single
context, takes a quarter of the time to fill and half the time to validate (benchmarks/ prints both).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from rdflib.store import Store
from rdflib.term import Node

_Triple = tuple[Node, Node, Node]
_Index = dict[Node, dict[Node, dict[Node, None]]]
_ONE_CONTEXT = (None,)


class OneGraph(Store):
    """Triples by subject, predicate, object and by predicate, object, subject. Nothing can be removed."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self) -> None:
        super().__init__()
        self._by_subject: _Index = {}
        self._by_predicate: _Index = {}
        self._count = 0

    def add(self, triple: _Triple, context: Any = None, quoted: bool = False) -> None:
        """Add a triple; one that is there already stays once."""
        s, p, o = triple
        objects = self._by_subject.setdefault(s, {}).setdefault(p, {})
        if o not in objects:
            objects[o] = None
            self._by_predicate.setdefault(p, {}).setdefault(o, {})[s] = None
            self._count += 1

    def remove(self, triple: Any, context: Any = None) -> None:
        """A wrong call; the base class would do nothing and say nothing."""
        raise TypeError("a OneGraph is filled once and then read")

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """The triples that match a pattern, None standing for anything, in the order in which they were added."""
        s, p, o = triple_pattern
        if s is None and p is not None:
            objects = self._by_predicate.get(p, {})
            for found in (o,) if o is not None else list(objects):
                for subject in list(objects.get(found, ())):
                    yield (subject, p, found), _ONE_CONTEXT
            return
        for subject in (s,) if s is not None else list(self._by_subject):
            predicates = self._by_subject.get(subject, {})
            for predicate in (p,) if p is not None else list(predicates):
                held = predicates.get(predicate, {})
                for found in ((o,) if o in held else ()) if o is not None else list(held):
                    yield (subject, predicate, found), _ONE_CONTEXT

    def __len__(self, context: Any = None) -> int:
        return self._count

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        """There is one graph, and it is not listed."""
        yield from ()

    def add_graph(self, graph: Any) -> None:
        """There is one graph already."""

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:
        """Prefixes are of no use here."""

    def namespace(self, prefix: str) -> None:
        """No prefix is bound."""
        return

    def prefix(self, namespace: Any) -> None:
        """No prefix is bound."""
        return

    def namespaces(self) -> Iterator[Any]:
        """No prefix is bound."""
        return iter(())
