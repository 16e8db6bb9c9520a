"""OneGraph answers as rdflib's own store does, whatever is added and whatever is asked."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from nkgraph.onegraph import OneGraph

NODES: list[Node] = [URIRef("urn:a"), URIRef("urn:b"), BNode("c"), Literal("d"), Literal("d", lang="en"), Literal(1)]
TRIPLES = st.lists(st.tuples(st.sampled_from(NODES[:3]), st.sampled_from(NODES[:2]), st.sampled_from(NODES)), max_size=12)
FEW = settings(max_examples=30, deadline=None)


@given(TRIPLES)
@FEW
def test_it_holds_what_was_added_once_and_answers_every_pattern(triples: list[tuple[Node, Node, Node]]) -> None:
    ours, theirs = Graph(store=OneGraph()), Graph()
    for triple in triples:
        ours.add(triple)
        theirs.add(triple)
    assert len(ours) == len(theirs) == len(set(triples))
    terms = [None, *NODES]
    for pattern in product(terms, terms, terms):
        found = list(ours.triples(pattern))
        assert len(found) == len(set(found))
        assert set(found) == set(theirs.triples(pattern))


@given(TRIPLES)
@FEW
def test_it_answers_in_the_order_in_which_things_were_added(triples: list[tuple[Node, Node, Node]]) -> None:
    ours = Graph(store=OneGraph())
    for triple in triples:
        ours.add(triple)
    for s, p in product(NODES[:3], NODES[:2]):
        assert list(ours.objects(s, p)) == list(dict.fromkeys(o for t, q, o in triples if (t, q) == (s, p)))


def test_a_graph_may_be_added_to_while_it_is_read() -> None:
    graph = Graph(store=OneGraph())
    graph.add((NODES[0], NODES[1], NODES[3]))
    for s, p, _ in graph:
        graph.add((s, p, NODES[5]))
    for subject, _ in graph.subject_objects(NODES[1]):
        graph.add((subject, NODES[1], NODES[4]))
    assert len(graph) == 3


def test_nothing_can_be_removed() -> None:
    graph = Graph(store=OneGraph())
    with pytest.raises(TypeError, match="filled once"):
        graph.remove((None, None, None))
