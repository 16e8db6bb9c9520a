"""The question library and the SPARQL form: an answer on a page is the answer of the command and of /sparql."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pytest

from nkgraph import parameters, questions, results
from nkgraph.questions import Question
from nkgraph.web import query_page
from nkgraph.web.site import Site
from tests.web import markup
from tests.web.markup import Node
from tests.web.serving import Server

ASKED = "what-figures-are-there-of-a-measure"


def page(server: Server, path: str, status: int = 200) -> Node:
    answer = server.ask(path, headers={"Accept": "text/html"})
    assert answer.status == status, path
    return markup.read(answer.text).one("main")


def example(question: Question) -> str:
    return urlencode([(p.name, p.example) for p in question.parameters])


def test_the_library_lists_every_question_with_what_it_asks_for(server: Server, site: Site) -> None:
    shown = page(server, "/questions/")
    links = {a.get("href"): a.text for a in shown.all("a")}
    library = site.snapshot.library
    assert len(library) > 30
    for question in library.values():
        assert links[f"/questions/{question.name}"] == question.summary
        assert question.description in shown.text
        assert all(p.meaning in shown.text for p in question.parameters)


def test_every_question_answers_its_example_on_a_page_as_the_command_does(server: Server, site: Site) -> None:
    asked = 0
    for question in site.snapshot.library.values():
        shown = page(server, f"/questions/{question.name}?{example(question)}")
        register = site.snapshot.register
        terms = parameters.terms(question, [f"{p.name}={p.example}" for p in question.parameters], register)
        columns, found = register.graph.select(questions.bound(question, terms))
        answer = results.Answer(columns, list(found))
        written = server.ask(f"/questions/{question.name}.csv?{example(question)}").text
        assert written == results.as_csv(answer), question.name
        tables = shown.all("table")
        assert len(tables) == (1 if answer.rows else 0), question.name
        assert [len(t.rows) - 1 for t in tables] == ([len(answer.rows)] if answer.rows else []), question.name
        assert all(t.rows[0] == list(question.columns) for t in tables), question.name
        assert [dt.text for dt in shown.one("dl").all("dt")] == list(question.columns)
        asked += 1
    assert asked == len(site.snapshot.library) > 30


def test_tsv_and_json_are_those_of_the_command(server: Server, site: Site) -> None:
    question, register = site.snapshot.library[ASKED], site.snapshot.register
    terms = parameters.terms(question, ["measure=arrivals", "place=South Korea"], register)
    columns, found = register.graph.select(questions.bound(question, terms))
    answer = results.Answer(columns, list(found))
    address = f"/questions/{ASKED}.{{}}?measure=arrivals&place=South+Korea"
    assert server.ask(address.format("tsv")).text == results.as_tsv(answer)
    assert server.ask(address.format("json")).text == results.as_json(answer)
    assert len(answer.rows) > 40


def test_names_in_an_answer_are_links_to_their_pages(server: Server) -> None:
    shown = page(server, f"/questions/{ASKED}?measure=arrivals&place=South+Korea")
    links = {a.get("href"): a.text for a in shown.one("table").all("a")}
    assert links["/agents/yonhap"] == "Yonhap"
    assert links["/claims/2016-01-04-yonhap-defectors-halve/arrivals-2015"] == "1,277"


def test_a_field_is_of_the_kind_that_the_header_says_and_offers_what_there_is(server: Server) -> None:
    kinds = {
        "what-figures-are-there-for-a-year": ("year", "number", 0), "who-prints-a-number": ("number", "text", 0),
        "what-changed-between-two-dates": ("from", "date", 0), "what-does-an-article-say": ("article", "text", 22),
        "what-figures-does-a-publisher-print": ("publisher", "text", 40), ASKED: ("measure", "text", 60),
    }  # fmt: skip
    for name, (field, kind, least) in kinds.items():
        shown = page(server, f"/questions/{name}")
        (one,) = (i for i in shown.all("input") if i.get("name") == field)
        assert one.get("type") == kind, name
        offered = {d.get("id"): d for d in shown.all("datalist")}
        assert bool(one.get("list")) == bool(least)
        assert not least or len(offered[one.get("list")].all("option")) >= least, name


def test_what_is_wrong_stands_beside_its_field_with_what_is_meant_perhaps(server: Server) -> None:
    shown = page(server, f"/questions/{ASKED}?measure=arivals&place=", 400)
    said = {
        i.get("name"): next(n for n in shown.all() if n.get("id") == i.get("aria-describedby")).text for i in shown.all("input")
    }
    assert said["measure"].startswith('There is no measure "arivals". Did you mean Arrivals (measure:arrivals)')
    assert said["place"] == "Say where, for example South Korea."
    assert {i.get("aria-invalid") for i in shown.all("input")} == {"true"}
    assert {i.get("value") for i in shown.all("input")} == {"arivals", ""}
    refused = server.ask(f"/questions/{ASKED}.csv?measure=arivals")
    assert refused.status == 400
    assert "Did you mean Arrivals" in json.loads(refused.body)["detail"]


@pytest.mark.parametrize("name", ["who-quotes", "nothing", "who-quotes-whom.xml", "%3Cb%3E", "Who-Quotes-Whom"])
def test_a_question_that_there_is_not_is_told_with_the_nearest(server: Server, name: str) -> None:
    answer = server.ask(f"/questions/{name}", headers={"Accept": "text/html"})
    assert answer.status == 404
    words = markup.read(answer.text).one("main").text
    assert "All of them are at /questions/." in words


# --- your own query ---------------------------------------------------------------------------------------------------------


def test_the_form_of_the_sparql_page_holds_a_query_that_has_an_answer(server: Server) -> None:
    empty = page(server, "/query")
    text = "".join(c for c in empty.one("textarea").children if isinstance(c, str))
    assert text.strip() == query_page.EXAMPLE.strip()
    shown = page(server, f"/query?query={quote(text)}")
    assert len(shown.one("table").rows) > 5


def test_a_select_is_a_table_with_the_rows_of_the_endpoint(server: Server) -> None:
    query = "PREFIX nk: <https://w3id.org/nkgraph/ontology#> SELECT ?f ?r ?none { ?f a nk:Finding ; nk:rule ?r } ORDER BY ?f"
    shown = page(server, f"/query?query={quote(query)}").one("table")
    rows = list(csv.reader(io.StringIO(server.ask(f"/sparql?query={quote(query)}", headers={"Accept": "text/csv"}).text)))
    assert shown.rows[0] == rows[0] == ["f", "r", "none"]
    assert [row[1:] for row in shown.rows] == [row[1:] for row in rows]
    links = [a.get("href") for a in shown.all("a")]
    assert links == [row[0].removeprefix("https://w3id.org/nkgraph") for row in rows[1:]]
    assert len(rows) > 40


def test_an_ask_is_yes_or_no_and_a_construct_is_turtle(server: Server) -> None:
    assert "Yes" in page(server, f"/query?query={quote('ASK { ?s ?p ?o }')}").text
    assert "No" in page(server, f"/query?query={quote('ASK { ?s <urn:x> ?o }')}").text
    made = page(server, f"/query?query={quote('CONSTRUCT { <urn:a> <urn:b> ?o } WHERE { VALUES ?o { 1 } }')}")
    assert made.one("pre").text == "<urn:a> <urn:b> 1 ."


@pytest.mark.parametrize(
    ("form", "media"),
    [("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("json", "application/sparql-results+json"),
     ("xml", "application/sparql-results+xml")],
)  # fmt: skip
def test_a_raw_answer_is_that_of_the_endpoint(server: Server, form: str, media: str) -> None:
    query = quote("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3")
    raw = server.ask(f"/query?query={query}&format={form}")
    assert raw.media == media
    assert raw.body == server.ask(f"/sparql?query={query}", headers={"Accept": media}).body


def test_a_long_answer_is_shown_in_part_and_says_so(server: Server) -> None:
    shown = page(server, f"/query?query={quote('SELECT ?s ?p { ?s ?p ?o } LIMIT 700')}")
    assert len(shown.one("table").rows) == query_page.SHOWN + 1
    assert "These are the first 500. A file has all." in shown.text


@pytest.mark.parametrize(
    ("query", "status"),
    [("SELECTT", 400), ("SELECT * { ?s ?p }", 400), ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
     ("SELECT ?" + "x" * 110_000, 413), ("<script>alert(1)</script>", 400), ("\0", 400)],
)  # fmt: skip
def test_a_query_that_is_not_answered_is_told_why_as_the_endpoint_does(server: Server, query: str, status: int) -> None:
    if len(query) > 15_000:
        reply = server.ask(f"/query?query={quote(query)}", headers={"Accept": "text/html"})
        assert reply.status in (413, 414)
        return
    shown = page(server, f"/query?query={quote(query)}", status)
    told = shown.of_class("told")[0].text
    said = json.loads(server.ask(f"/sparql?query={quote(query)}").body)
    assert told == f"{said['title']} {said['detail']}".strip()
    assert shown.one("textarea").get("aria-invalid") == "true"
