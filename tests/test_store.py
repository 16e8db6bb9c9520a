"""The graph in memory: what is put in comes out, whole, in order, or not at all."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import derive
from nkgraph.check import Reading
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import ROOT, XSD


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(ROOT + name)


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


A, B, P, Q = (node(name) for name in "abpq")
TRIPLES: list[Triple] = [
    (A, P, B),
    (A, P, ox.Literal('says "so"\nand\tmore \\ 통일부')),
    (A, Q, ox.Literal("entered", language="en")),
    (B, P, typed("1277.0", "decimal")),
    (B, Q, typed("735968", "integer")),
    (B, Q, typed("true", "boolean")),
]


def lines(graph: Graph) -> set[bytes]:
    return set(graph.n_quads().splitlines())


# --- N-Quads ------------------------------------------------------------------------------------------------------------


def test_a_graph_written_as_n_quads_is_read_back_the_same() -> None:
    graph = Graph(TRIPLES)
    again = Graph.from_n_quads(graph.n_quads())
    assert len(again) == len(graph) == 6
    assert lines(again) == lines(graph)
    assert set(again.about(A)) == set(graph.about(A))


def test_bytes_that_are_known_to_be_untouched_give_the_same_graph(reading: Reading) -> None:
    data = Graph(derive.derive(reading.corpus, reading.ontology)).n_quads()
    assert lines(Graph.from_n_quads(data, untouched=True)) == lines(Graph.from_n_quads(data))
    with pytest.raises(SyntaxError):
        Graph.from_n_quads(data[:-5], untouched=True)


def test_an_empty_graph_is_written_as_nothing_and_read_back() -> None:
    assert Graph().n_quads() == b""
    assert len(Graph.from_n_quads(b"")) == 0


def test_the_real_graph_survives_n_quads(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    assert lines(Graph.from_n_quads(graph.n_quads())) == lines(graph)
    assert len(graph) > 10_000


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.sampled_from(["", "en", "ko"]))
def test_any_text_survives_n_quads(text: str, language: str) -> None:
    literal = ox.Literal(text, language=language) if language else ox.Literal(text)
    graph = Graph.from_n_quads(Graph([(A, P, literal)]).n_quads())
    assert graph.objects(A, P) == [literal]
    assert graph.text(A, P) == text


def test_data_cut_off_within_a_line_are_refused() -> None:
    whole = Graph(TRIPLES).n_quads()
    ends = {0} | {n for n, byte in enumerate(whole) if byte == ord("\n")}
    ends |= {n + 1 for n in ends if n}  # a line is whole with or without its line break
    cuts = [n for n in range(len(whole)) if n not in ends]
    assert len(cuts) > 400
    for cut in cuts:
        with pytest.raises(SyntaxError):
            Graph.from_n_quads(whole[:cut])


@pytest.mark.parametrize("torn", [b"\0" * 100, b"<a> <b> <c> .\n", b"\xff\xfe", b"not a line at all"])
def test_data_that_are_no_n_quads_are_refused(torn: bytes) -> None:
    with pytest.raises(SyntaxError):
        Graph.from_n_quads(torn)


# --- looking up ---------------------------------------------------------------------------------------------------------


def test_a_triple_added_twice_is_there_once() -> None:
    graph = Graph(TRIPLES)
    graph.add(TRIPLES)
    assert len(graph) == len(TRIPLES)


def test_objects_and_subjects_come_in_the_order_of_their_names() -> None:
    names = [node(f"n{n}") for n in range(9)]
    graph = Graph([(A, P, n) for n in reversed(names)] + [(n, Q, B) for n in reversed(names)])
    assert graph.objects(A, P) == graph.iris(A, P) == names
    assert graph.subjects(Q, B) == names
    assert graph.iri(A, P) == names[0]


def test_an_iri_is_no_text_and_a_text_no_iri() -> None:
    graph = Graph(TRIPLES)
    assert graph.iris(A, P) == [B]
    assert graph.text(A, P) == 'says "so"\nand\tmore \\ 통일부'
    assert graph.iri(B, P) is None
    assert graph.text(A, node("nothing")) is None
    assert graph.iri(A, node("nothing")) is None


def test_about_gives_all_triples_of_a_subject_and_no_others() -> None:
    found = Graph(TRIPLES).about(A)
    assert len(found) == 3
    assert set(found) == set(TRIPLES[:3])


def test_construct_gives_triples_and_changes_nothing() -> None:
    graph = Graph(TRIPLES)
    said = list(graph.construct(f"CONSTRUCT {{ ?o <{Q.value}> ?s }} WHERE {{ ?s <{P.value}> ?o FILTER(isIRI(?o)) }}"))
    assert said == [(B, Q, A)]
    assert len(graph) == len(TRIPLES)


def test_a_query_that_is_none_is_refused() -> None:
    with pytest.raises(SyntaxError):
        list(Graph().construct("CONSTRUCT nothing"))


# --- asking -------------------------------------------------------------------------------------------------------------


def test_a_select_gives_its_columns_in_order_and_none_where_nothing_is_bound() -> None:
    columns, rows = Graph(TRIPLES).select(f"SELECT ?o ?none ?s {{ ?s <{P.value}> ?o FILTER(isIRI(?o)) }}")
    assert columns == ["o", "none", "s"]
    assert list(rows) == [(B, None, A)]


def test_an_ask_is_answered_with_yes_or_no() -> None:
    graph = Graph(TRIPLES)
    assert graph.ask(f"ASK {{ <{A.value}> <{P.value}> <{B.value}> }}") is True
    assert graph.ask(f"ASK {{ <{B.value}> <{P.value}> <{A.value}> }}") is False


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT nothing"])
def test_what_is_no_select_is_refused_as_one(query: str) -> None:
    with pytest.raises(SyntaxError):
        Graph().select(query)


@pytest.mark.parametrize("query", ["SELECT * {}", "CONSTRUCT WHERE { ?s ?p ?o }", "ASK nothing"])
def test_what_is_no_ask_is_refused_as_one(query: str) -> None:
    with pytest.raises(SyntaxError):
        Graph().ask(query)
