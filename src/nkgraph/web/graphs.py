"""The graphs that a query may name: the claims and the findings, divided as `nkgraph push` divides them in a store, and the
description of both. The default graph holds all three.

What the rules wrote is known by its predicate, as their headers tell (`writes`). Three predicates stand in the claims too, and
there the subject tells: a quantity of what has a rule, a root or slot that was lent.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.stored import CLAIMS, FINDINGS, GRAPHS
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

DESCRIPTION = ox.NamedNode(f"{GRAPHS}description")  # what the data set says of itself
LENT = {NK.root: NK.lentRoot, NK.slot: NK.lentSlot}  # predicates of both graphs, and what says that a claim was lent one


def n_quads(graph: Graph, rule_files: list[Rule], description: Iterable[Triple] = ()) -> bytes:
    """Everything that a query can see, as N-Quads: each triple in the default graph, and in its named graph."""
    finding = _Finding(graph, rule_files)
    lines: list[bytes] = []
    for line in graph.n_quads().splitlines():
        subject, predicate, rest = line.split(b" ", 2)
        name = FINDINGS if finding(subject, predicate, rest[:-2]) else CLAIMS
        lines += (line, line[:-1] + _word(name) + b" .")
    said = ox.serialize((ox.Triple(*t) for t in description), format=ox.RdfFormat.N_TRIPLES)
    assert said is not None, "serialize without a target returns bytes"
    for line in said.splitlines():
        lines += (line, line[:-1] + _word(DESCRIPTION) + b" .")
    return b"\n".join([*lines, b""])


class _Finding:
    """Whether a triple, in the words of N-Quads, was written by a rule."""

    def __init__(self, graph: Graph, rule_files: list[Rule]) -> None:
        words = {word.removeprefix("nk:") for rule in rule_files for word in rule.header["writes"].split()}
        self._written = {f"<{NK.namespace}{word}>".encode() for word in words}
        self._ruled = {_word(s) for s, _, _ in graph.construct(f"CONSTRUCT WHERE {{ ?s {NK.rule} ?rule }}")}
        self._lent = {
            (_word(claim), _word(predicate), _word(obj))
            for predicate, lent in LENT.items()
            for claim, _, obj in graph.construct(
                f"CONSTRUCT {{ ?claim {predicate} ?o }} WHERE {{ ?claim {NK.lent} ?lent . ?lent {lent} ?o }}"
            )
        }

    def __call__(self, subject: bytes, predicate: bytes, obj: bytes) -> bool:
        if predicate == _TYPE:
            return obj == _FINDING
        if predicate == _QUANTITY:
            return subject in self._ruled
        if predicate in _LENT:
            return (subject, predicate, obj) in self._lent
        return predicate in self._written


def _word(node: object) -> bytes:
    return str(node).encode()


_TYPE, _FINDING, _QUANTITY = _word(vocab.RDF_TYPE), _word(NK.Finding), _word(NK.quantity)
_LENT = frozenset(_word(predicate) for predicate in LENT)
