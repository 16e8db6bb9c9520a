"""A query of somebody's own: what is let pass, what is refused, and how the engine is kept within bounds."""

from __future__ import annotations

import multiprocessing
import socket

import pyoxigraph as ox
import pytest

from nkgraph import guard
from nkgraph.errors import NkgraphError
from nkgraph.results import Answer
from nkgraph.store import Graph

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # Python 3.12, xdist

EX = "https://example.org/"
GRAPH = Graph((ox.NamedNode(f"{EX}{n}"), ox.NamedNode(f"{EX}p"), ox.Literal(str(n))) for n in range(300))
TAIL = "{ ?s ?p ?o }"
PATIENT = 300  # seconds that no answer needs, however busy the machine


@pytest.mark.parametrize(
    ("query", "form"),
    [
        (f"SELECT * {TAIL}", "SELECT"),
        (f"select * {TAIL}", "SELECT"),
        ("ASK {}", "ASK"),
        (f"# SERVICE and FROM\nBASE <{EX}> PREFIX ex: <{EX}SERVICE/FROM#> SELECT * {TAIL}", "SELECT"),
        (f"PREFIX insert: <{EX}> SELECT * {TAIL}", "SELECT"),
        ('SELECT * { ?s ?p "SERVICE FROM" , \'FROM\' , """a "SERVICE" \\u0022 FROM""" , \'\'\'it\'s FROM\'\'\' }', "SELECT"),
        ("SELECT ?SERVICE $FROM { ?SERVICE ?p $FROM }", "SELECT"),
        (f"PREFIX ex: <{EX}> SELECT * {{ ex:SERVICE ex:FROM ex:a.FROM , _:SERVICE , ex:x-FROM }}", "SELECT"),
        (f"SELECT * {{ <{EX}SERVICE> <{EX}FROM> 'x'@FROM }}", "SELECT"),
        ("SELECT * { ?s ?p ?o FILTER(?s<?o && ?o>?p) }", "SELECT"),
        ("SELECT * " + "{" * 64 + "}" * 64, "SELECT"),
    ],
)
def test_a_select_or_ask_over_the_graph_passes(query: str, form: str) -> None:
    assert guard.form(query) == form


@pytest.mark.parametrize(
    "part",
    [
        "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "service<http://127.0.0.1:1/>{ ?s ?p ?o }",
        "SERVICE SILENT ?s { ?s ?p ?o }",
        "# a comment\nSERVICE\n# another\n<http://127.0.0.1:1/> { ?s ?p ?o }",
        "?s ?p 1SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "?s ?p trueSERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "?s ?p ex:.SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "?s ?p 'x'@en.SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "?s ?p '\\'' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "SERVICE:s { ?s ?p ?o }",
        "{ SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
        "?s ?p ?o FILTER(?s<?o)SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
    ],
)
def test_another_server_is_never_asked(part: str) -> None:
    with pytest.raises(NkgraphError, match="SERVICE"):
        guard.form(f"PREFIX ex: <{EX}> SELECT * {{ {part} }}")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }", "FROM"),
        ("SELECT * from named <http://127.0.0.1:1/> { ?s ?p ?o }", "FROM"),
        ("PREFIX : <https://example.org/> SELECT * FROM:a { ?s ?p ?o }", "FROM"),
        (f"ASK FROM<http://127.0.0.1:1/>{TAIL}", "FROM"),
        (f"SELECT * FR\\u004FM <file:///etc/hosts> {TAIL}", "escape outside a string"),
        ("SELECT * { S\\u0045RVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "escape outside a string"),
        ("SELECT * { <http://a\\u003e> ?p ?o }", "escape outside a string"),
        ("SELECT * { ?s a\\U0000002E ?o }", "escape outside a string"),
        ("SELECT * { ?s nk:value ?o }", "PREFIX nk: <https://w3id.org/nkgraph/ontology#>."),
        ("PREFIX other: <a:b> SELECT * { ?s ex:p ?o }", "The prefix ex: is not declared."),
        ("SELECT * { ?s :p ?o }", "The prefix : is not declared."),
        (f"CONSTRUCT WHERE {TAIL}", "nkgraph claims --format ttl"),
        (f"DESCRIBE <{EX}>", "nkgraph claims --format ttl"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "would change the graph"),
        (f"PREFIX ex: <{EX}> DELETE WHERE {TAIL}", "would change the graph"),
        ("LOAD <http://127.0.0.1:1/>", "would change the graph"),
        ("CLEAR ALL", "would change the graph"),
        (f"WITH <{EX}> DELETE {TAIL} WHERE {TAIL}", "would change the graph"),
        ("SELECT * { ?a ?p ?o FILTER(?a<'>')SERVICE <http://a:1/>{?s?p?o} FILTER(?a<'>') }", "a quote within <'>"),
        ("", "no SELECT or ASK"),
        ("\0", "no SELECT or ASK"),
        ("'SELECT' SELEKT", "no SELECT or ASK"),
        ("SELECT * " + "{" * 65 + "}" * 65, "more than 64 deep"),
        ("SELECT * { ?s ?p ?o FILTER" + "(" * 20000 + ")" * 20000 + "}", "more than 64 deep"),
        ("SELECT * { ?s ?p " + "[ ?p " * 5000 + "]" * 5000 + "}", "more than 64 deep"),
    ],
)
def test_what_is_refused_is_refused_with_a_reason(query: str, said: str) -> None:
    with pytest.raises(NkgraphError) as error:
        guard.form(query)
    assert said in str(error.value)
    assert str(error.value).endswith(".")


def test_a_long_query_is_read_at_once() -> None:
    assert guard.form(f"SELECT * {{ {'a.' * 100_000} }}") == "SELECT"


def test_an_answer_comes_back_from_the_child_whole() -> None:
    found = guard.select(GRAPH, "SELECT ?s ?none { ?s ?p ?o } ORDER BY ?s LIMIT 2", PATIENT)
    assert found == Answer(["s", "none"], [(ox.NamedNode(f"{EX}0"), None), (ox.NamedNode(f"{EX}1"), None)])
    assert guard.ask(GRAPH, f"ASK {{ <{EX}0> ?p ?o }}", PATIENT) is True
    assert guard.ask(GRAPH, f"ASK {{ <{EX}none> ?p ?o }}", PATIENT) is False


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?a ?b ?c { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z }", "The answer has more than 100,000 rows."),
        ("SELECT nothing", "The query is not SPARQL 1.1 at line 1, character "),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 50_000 + "true) }", "The query stopped the engine"),
        ("SELECT * { ?s ?p ?o FILTER(" + "1=1||" * 50_000 + "true) }", "The query "),
    ],
)
def test_what_cannot_be_answered_is_told_and_this_process_lives_on(query: str, said: str) -> None:
    with pytest.raises(NkgraphError) as error:
        guard.select(GRAPH, query, PATIENT)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_query_without_end_is_stopped_and_its_process_is_gone() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?p ?u . ?b ?p ?v . ?c ?p ?w . ?d ?p ?x . ?e ?p ?y FILTER(?u != ?y) }"
    with pytest.raises(NkgraphError, match=r"No answer within 0.2 seconds.*--limit-seconds 1\."):
        guard.select(GRAPH, endless, 0.2)
    assert multiprocessing.active_children() == []


def test_the_child_can_open_no_connection_even_if_the_words_were_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "form", lambda _: "SELECT")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(NkgraphError):
            guard.select(GRAPH, query, PATIENT)
        with pytest.raises(BlockingIOError):
            listener.accept()
