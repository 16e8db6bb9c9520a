"""The derived graph in memory: load, look up, ask; the same with its named graphs. The only module that runs SPARQL on the
store.

The store is derived and disposable; `claims/` is the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from nkgraph.turtle import Triple

Node = ox.NamedNode | ox.Literal
Term = Node | ox.BlankNode
Row = tuple[Term | None, ...]
_PARTS = attrgetter("subject", "predicate", "object")
_OBJECT = attrgetter("object")


class Graph:
    """One graph of named nodes and literals."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._store = ox.Store()
        self.add(triples)

    def add(self, triples: Iterable[Triple]) -> None:
        """Add triples; those that are there already stay once."""
        self._store.extend(ox.Quad(s, p, o) for s, p, o in triples)

    def __len__(self) -> int:
        return len(self._store)

    def objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[Node]:
        """The objects of a subject and predicate, in the order of their names."""
        found: list[Any] = [*map(_OBJECT, self._store.quads_for_pattern(subject, predicate, None, None))]
        return found if len(found) < 2 else sorted(found, key=str)  # no blank node is ever added

    def iris(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The objects that are IRIs, in order."""
        return [o for o in self.objects(subject, predicate) if isinstance(o, ox.NamedNode)]

    def iri(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | None:
        """The first object that is an IRI, or None."""
        for o in self.objects(subject, predicate):
            if isinstance(o, ox.NamedNode):
                return o
        return None

    def text(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        """The text of the first literal, or None."""
        for o in self.objects(subject, predicate):
            if isinstance(o, ox.Literal):
                return o.value
        return None

    def subjects(self, predicate: ox.NamedNode, obj: Node) -> list[ox.NamedNode]:
        """The subjects of a predicate and object, in the order of their names."""
        found = [q.subject for q in self._store.quads_for_pattern(None, predicate, obj, None)]
        return sorted(found, key=str)  # type: ignore[arg-type]

    def subjects_having(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The subjects that have a predicate, each once, in the order of their names."""
        return sorted({q.subject for q in self._store.quads_for_pattern(None, predicate, None, None)}, key=str)  # type: ignore[misc]

    def count(self, predicate: ox.NamedNode) -> int:
        """How many triples have a predicate."""
        return sum(1 for _ in self._store.quads_for_pattern(None, predicate, None, None))

    def about(self, subject: ox.NamedNode) -> list[Triple]:
        """All triples of a subject."""
        return [(subject, q.predicate, q.object) for q in self._store.quads_for_pattern(subject, None, None, None)]  # type: ignore[misc]

    def pointing_to(self, obj: Node) -> list[Triple]:
        """All triples that have a node as their object."""
        return [(q.subject, q.predicate, obj) for q in self._store.quads_for_pattern(None, None, obj, None)]  # type: ignore[misc]

    def triples(self) -> Iterator[Triple]:
        """Every triple, in no order."""
        for q in self._store.quads_for_pattern(None, None, None, None):
            yield q.subject, q.predicate, q.object  # type: ignore[misc]

    def construct(self, query: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT."""
        return map(_PARTS, self._store.query(query))  # type: ignore[arg-type]

    def constructed(self, query: str) -> bytes:
        """The triples of a CONSTRUCT as N-Triples, one a line: for whoever only hands them on, faster than as objects;
        SyntaxError where it is none."""
        found = self._store.query(query)
        if not isinstance(found, ox.QueryTriples):
            raise SyntaxError("not a CONSTRUCT")
        written = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        assert isinstance(written, bytes), "serialize without a target returns bytes"
        return written

    def add_written(self, n_triples: bytes) -> None:
        """Add triples that `constructed` has written."""
        self._store.load(n_triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)

    def select(self, query: str) -> tuple[list[str], Iterator[Row]]:
        """The columns of a SELECT and its rows as they are found, None where a variable is unbound; SyntaxError where it is
        none."""
        found = self._store.query(query)
        if not isinstance(found, ox.QuerySolutions):
            raise SyntaxError("not a SELECT")
        return [variable.value for variable in found.variables], (tuple(row) for row in found)

    def ask(self, query: str) -> bool:
        """Whether an ASK holds; SyntaxError where it is none."""
        found = self._store.query(query)
        if not isinstance(found, ox.QueryBoolean):
            raise SyntaxError("not an ASK")
        return bool(found)

    def n_quads(self) -> bytes:
        """The whole graph as N-Quads."""
        written = self._store.dump(format=ox.RdfFormat.N_QUADS)
        assert isinstance(written, bytes), "dump without a target returns bytes"
        return written

    @classmethod
    def from_n_quads(cls, data: bytes, *, untouched: bool = False) -> Graph:
        """The graph that `n_quads` wrote; SyntaxError where the data are torn. Of bytes that are known to be untouched the
        IRIs are not looked at again, which takes a third of the time."""
        graph = cls()
        graph._store.load(data, format=ox.RdfFormat.N_QUADS, lenient=untouched)
        return graph


Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Names = Sequence[str] | None


class Dataset:
    """A default graph and named graphs, for queries of any form. Of N-Quads that the engine wrote itself, `untouched`, the IRIs
    are not looked at again."""

    def __init__(self, n_quads: bytes, *, untouched: bool = False) -> None:
        self._store = ox.Store()
        self._store.load(n_quads, format=ox.RdfFormat.N_QUADS, lenient=untouched)

    def names(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(str(name.value) for name in self._store.named_graphs())

    def find(self, query: str, base: str, default: Names = None, named: Names = None) -> Found:
        """What the engine finds. With `default` and `named` the query sees these graphs and no other, whatever it says of FROM
        itself; SyntaxError where it is not SPARQL, ValueError for a name that is no IRI."""
        if default is None or named is None:
            return self._store.query(query, base_iri=base)
        graphs = [ox.NamedNode(name) for name in default]
        return self._store.query(
            query, base_iri=base, default_graph=[*graphs], named_graphs=[ox.NamedNode(name) for name in named]
        )
