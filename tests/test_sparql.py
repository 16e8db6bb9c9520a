"""What a query says before an engine sees it. What it must not contain stands in test_guard, word for word."""

from __future__ import annotations

import pytest

from nkgraph import sparql
from nkgraph.errors import NkgraphError
from nkgraph.sparql import Reading

A, B = "https://example.org/a", "https://example.org/b"


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        ("SELECT * { ?s ?p ?o }", Reading("SELECT", ())),
        ("construct where { ?s ?p ?o }", Reading("CONSTRUCT", ())),
        ("DESCRIBE <https://example.org/a>", Reading("DESCRIBE", ())),
        ("# FROM <https://example.org/a>\nASK FROM <https://example.org/a> { ?s ?p ?o }", Reading("ASK", (A,))),
        ("SELECT * FROM <https://example.org/a> FROM NAMED <https://example.org/b> { ?s ?p ?o }", Reading("SELECT", (A, B))),
        (
            "SELECT*FROM<https://example.org/a>from\n# one\nnamed # two\n<https://example.org/b>WHERE{ ?s ?p ?o }",
            Reading("SELECT", (A, B)),
        ),
        ("DESCRIBE <https://example.org/a> FROM <https://example.org/b>", Reading("DESCRIBE", (B,))),
        ("SELECT * FROM <graphs/claims> {}", Reading("SELECT", ("graphs/claims",))),
        ("PREFIX from: <https://example.org/a> SELECT * { ?s from:a ?o }", None),
    ],
)
def test_a_query_says_its_form_and_its_graphs(query: str, reading: Reading | None) -> None:
    if reading is None:
        with pytest.raises(NkgraphError, match="FROM"):
            sparql.read(query)
    else:
        assert sparql.read(query) == reading


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <https://example.org/a> SELECT * FROM ex:a { ?s ?p ?o }",
        "PREFIX ex: <https://example.org/a> SELECT * FROM NAMED ex:a { ?s ?p ?o }",
        "PREFIX : <https://example.org/a> SELECT * FROM:a { ?s ?p ?o }",
        "SELECT * FROM { ?s ?p ?o }",
        "SELECT * FROM NAMED NAMED_ <https://example.org/a> { ?s ?p ?o }",
        "SELECT * FROM",
        "SELECT * 1FROM ?g { ?s ?p ?o }",
    ],
)
def test_from_takes_a_whole_iri(query: str) -> None:
    with pytest.raises(NkgraphError, match="FROM is followed by a whole IRI"):
        sparql.read(query)


def test_how_deep_a_query_may_be_is_for_the_caller_to_say() -> None:
    query = "SELECT * " + "{" * 10 + "}" * 10
    assert sparql.read(query, deepest=10).form == "SELECT"
    with pytest.raises(NkgraphError, match="more than 9 deep"):
        sparql.read(query, deepest=9)


def test_what_an_engine_says_becomes_a_sentence() -> None:
    assert sparql.mistake(SyntaxError("error at 2:7: expected this.\nor that")) == (
        "The query is not SPARQL 1.1 at line 2, character 7: expected this."
    )
    assert sparql.mistake(SyntaxError("whatever")) == "The query is not SPARQL 1.1: whatever."
    assert len(sparql.mistake(SyntaxError("x" * 1000))) < 200
