"""The address of a thing, and of the documents about it: every name of ours leads somewhere, and nothing else does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from nkgraph import vocab
from nkgraph.web import formats, snapshot, things
from nkgraph.web.addresses import Base
from nkgraph.web.formats import DOCUMENTS
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from tests import tiny
from tests.web.serving import Server, served

TURTLE = {"accept": "text/turtle"}
AGENT = "/agents/ministry-of-unification"
ARTICLE = "/claims/2015-07-05-yonhap-first"
CLAIM = f"{ARTICLE}/y2013"


def ask(site: Site, path: str, accept: str | None = None) -> Reply:
    return things.thing(site, Visit(path, headers={} if accept is None else {"accept": accept}))


def header(reply: Reply, name: str) -> str:
    return next(value for key, value in reply.headers if key == name)


@pytest.mark.endurance
def test_every_name_of_ours_in_the_graph_leads_to_a_document_with_the_thing_in_it(site: Site) -> None:
    graph = site.snapshot.built.graph
    names = {n.value for t in graph.triples() for n in t if isinstance(n, ox.NamedNode) and n.value.startswith(vocab.ROOT)}
    checked: Counter[str] = Counter()
    held: dict[str, set[str]] = {}
    for name in sorted(names):
        path = "/" + name.removeprefix(vocab.ROOT).partition("#")[0]
        if path not in held:
            reply = ask(site, path, "application/n-triples")
            if reply.status == 303:
                reply = ask(site, header(reply, "Location"))
            assert reply.status == 200, path
            held[path] = {str(node)[1:-1] for t in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES) for node in t}
        assert name in held[path], name
        checked[path.split("/")[1]] += 1
    assert sum(checked.values()) > 3500
    assert min(checked[kind] for kind in ("claims", "quantities", "ontology", "copies", "agents", "measures", "findings")) >= 40


@pytest.mark.endurance
@pytest.mark.parametrize("form", DOCUMENTS, ids=lambda f: f.suffix)
def test_every_thing_has_a_document_in_every_format(site: Site, form: formats.Format) -> None:
    for iri in site.snapshot.things.values():
        reply = ask(site, site.base.document(iri.value, form.suffix))
        assert (reply.status, reply.media.partition(";")[0]) == (200, form.media), iri
        assert len(reply.body) > 100, iri
    assert len(site.snapshot.things) > 2000


def test_no_two_names_have_one_address(site: Site) -> None:
    plain = Counter(unquote(path).rstrip("/") for path in site.snapshot.things)
    assert [path for path, number in plain.items() if number > 1] == []
    suffixes = tuple(f".{f.suffix}" for f in DOCUMENTS)
    assert [path for path in plain if path.endswith(suffixes)] == []
    assert [path for path in plain if {".", ".."} & set(path.split("/"))] == []
    assert len(plain) > 2000


@pytest.mark.parametrize("form", DOCUMENTS, ids=lambda f: f.suffix)
def test_a_thing_leads_to_the_document_that_is_asked_for(server: Server, form: formats.Format) -> None:
    seen = server.ask(AGENT, headers={"Accept": form.media})
    assert (seen.status, seen.headers["location"]) == (303, f"{AGENT}.{form.suffix}")
    assert seen.headers["vary"] == "Accept"
    assert seen.headers["link"].count('rel="describedby"') == len(DOCUMENTS)
    found = server.ask(seen.headers["location"], headers={"Accept": "image/png"})  # a document is not negotiated
    assert (found.status, found.media) == (200, form.media)
    assert f'<{AGENT}.ttl>; rel="alternate"; type="text/turtle"' in found.headers["link"] or form is formats.TURTLE
    assert f'<https://w3id.org/nkgraph{AGENT}>; rel="canonical"' in found.headers["link"]
    assert found.headers["link"].count('rel="alternate"') == len(DOCUMENTS) - 1
    again = server.ask(f"{AGENT}.{form.suffix}", headers={"If-None-Match": found.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    head = server.ask(f"{AGENT}.{form.suffix}", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(found.body)))


def test_what_takes_none_of_the_formats_is_told_which_there_are(server: Server) -> None:
    refused = server.ask(AGENT, headers={"Accept": "image/png"})
    assert (refused.status, refused.headers["vary"]) == (406, "Accept")
    assert all(form.media in refused.text for form in DOCUMENTS)


def test_the_ontology_is_a_document_itself(server: Server) -> None:
    for form in DOCUMENTS:
        found = server.ask("/ontology", headers={"Accept": form.media})
        assert (found.status, found.media, found.headers["vary"]) == (200, form.media, "Accept")
        assert found.headers["content-location"] == f"/ontology.{form.suffix}"
    assert server.ask("/ontology", headers={"Accept": "image/png"}).status == 406
    described = {t.subject.value for t in ox.parse(server.ask("/ontology.ttl").body, format=ox.RdfFormat.TURTLE)}
    assert {vocab.NK.namespace + term for term in vocab.NK.names} <= described | {vocab.NK.corpus.value}


# What a client may make of a path: where it still names something it is found, else nothing is; never an error, never a file.
ESCAPED = "/quantities/arrivals/south-korea/op=ratio;period%3A2019/unit=percent/2023"
FOUND = (
    (ESCAPED, ESCAPED), (ESCAPED.replace("%3A", ":"), ESCAPED), (ESCAPED.replace("%3A", "%3a"), ESCAPED),
    (ESCAPED.replace("=", "%3D"), ESCAPED), ("/agents%2Fupi", "/agents/upi"), ("/agents/upi/", "/agents/upi"),
    ("/%61gents/upi", "/agents/upi"), ("//agents/upi", "/agents/upi"),
    ("/quantities/executions-to-date/north-korea/population=senior-officials/2011_..",) * 2,
)  # fmt: skip
NOTHING = (
    "/agents/UPI", "/Agents/upi", "/agents/upi.exe", "/agents/upi.TTL", "/agents/upi.ttl.ttl", "/agents/upi/.ttl",
    "/agents/upi%00", "/agents/upi%00.ttl", "/agents\\upi", "/agents%5Cupi", "/agents/../agents/upi", "/agents/./upi",
    "/agents/%2e%2e/agents/upi", "/../../../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd.ttl",
    "/etc/passwd", "/agents/upi%FF", "/agents/%E0%A4%A", "/agents/%", "/agents/upi%20", "/.ttl", "/..ttl",
    "/claims/.html", "/agents/upi;x=1", "/agents/<script>", "/agents/%3Cscript%3E", "/agents/" + "x" * 5000,
    "/agents/" + "%2e/" * 500, "/ontology%23Claim", "/src/nkgraph/cli.py", "/static/../app.py", "/agents/upi%E2%80%AE",
    "/agents/%EF%BC%B5pi", "/claims/copies.ttl", "/claims/acknowledged.ttl", "/agents/upi:ttl",
)  # fmt: skip


@pytest.mark.parametrize(("path", "found"), FOUND, ids=[path for path, _ in FOUND])
def test_a_name_is_found_however_it_is_escaped(server: Server, path: str, found: str) -> None:
    seen = server.ask(path, headers=TURTLE)
    assert (seen.status, seen.headers["location"]) == (303, f"{found}.ttl")
    assert server.ask(f"{found}.ttl").status == 200


@pytest.mark.parametrize("path", NOTHING, ids=[path[:40] for path in NOTHING])
def test_what_names_nothing_is_told_so(server: Server, path: str) -> None:
    answer = server.ask(path, headers={"Accept": "application/problem+json"})
    assert answer.status in (400, 404)
    assert b"root:" not in answer.body
    assert b"import " not in answer.body


# --- behind a proxy ---------------------------------------------------------------------------------------------------------


def test_addresses_stand_below_the_base_that_was_given(site: Site) -> None:
    below = Site(site.snapshot, Base("https://example.org/nkgraph"))
    seen = ask(below, AGENT, "text/turtle")
    assert header(seen, "Location") == f"/nkgraph{AGENT}.ttl"
    found = ask(below, f"{AGENT}.ttl")
    assert f'</nkgraph{AGENT}.jsonld>; rel="alternate"' in header(found, "Link")
    assert f'<https://w3id.org/nkgraph{AGENT}>; rel="canonical"' in header(found, "Link")


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_no_header_moves_an_address(server: Server, name: str) -> None:
    seen = server.ask(AGENT, headers={**TURTLE, name: "evil.example"})
    assert seen.headers["location"] == f"{AGENT}.ttl"
    described = server.ask("/sparql", headers={name: "evil.example"})
    assert described.status == 200
    assert b"evil.example" not in described.body


# --- withdrawn --------------------------------------------------------------------------------------------------------------


WHY = ' ; nk:retractedOn "2016-02-01" ; nk:retractedBecause "The table was of another year."'
GONE: tiny.Articles = {
    **tiny.ARTICLES,
    "2015-07-05-yonhap-first": (
        tiny.head("yonhap", "2015-07-05"),
        [tiny.arrivals("y2013", "1,516", "2013", more=WHY), tiny.arrivals("y2012", "1,502", "2012")],
    ),
    "2020-upi-third": (
        tiny.head("upi", "2020", more=' ; nk:erratumOn "2021-02-01" ; nk:erratumBecause "Read from another page."'),
        [tiny.arrivals("y2013", "1,514", "2013")],
    ),
}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A corpus in which a claim and an article were withdrawn."""
    places = tiny.kept(tmp_path_factory.mktemp("gone"), GONE)
    return Site(snapshot.make(places, tiny.cache(places)))


@pytest.mark.parametrize("form", DOCUMENTS, ids=lambda f: f.suffix)
@pytest.mark.parametrize(
    ("path", "why"),
    [(CLAIM, "The table was of another year."), ("/claims/2020-upi-third", "Read from another page."),
     ("/claims/2020-upi-third/y2013", "Read from another page.")],
)  # fmt: skip
def test_what_was_withdrawn_is_gone_and_says_why(scratch: Site, path: str, why: str, form: formats.Format) -> None:
    seen = ask(scratch, path, form.media)
    assert (seen.status, header(seen, "Location")) == (303, f"{path}.{form.suffix}")
    gone = ask(scratch, header(seen, "Location"))
    assert (gone.status, gone.media) == (410, form.content_type)
    assert why in gone.body.decode()


def test_what_was_not_withdrawn_stays(scratch: Site) -> None:
    assert ask(scratch, f"{ARTICLE}.ttl").status == 200
    assert ask(scratch, f"{ARTICLE}/y2012.ttl").status == 200
    rows = ask(scratch, f"{ARTICLE}.csv").body.decode().splitlines()
    assert len(rows) == 2
    assert "withdrawn" not in rows[0]
    assert ask(scratch, f"{CLAIM}.csv").body.decode().splitlines()[0].endswith(",withdrawn")


@pytest.mark.endurance
def test_a_server_says_410(tmp_path: Path) -> None:
    places = tiny.kept(tmp_path / "gone", GONE)
    arguments = ("--claims", str(places.claims), "--copies", str(places.copies))
    with served(*arguments, environment={"NKGRAPH_CACHE": str(tiny.cache(places))}) as server:
        gone = server.ask(f"{CLAIM}.html", headers={"Accept": "text/html"})
        assert (gone.status, gone.media) == (410, "text/html")
        assert "The table was of another year." in gone.text


@pytest.mark.endurance
def test_a_server_behind_a_proxy_gives_the_addresses_of_its_base() -> None:
    with served("--base", "https://example.org/nkgraph") as server:
        seen = server.ask(AGENT, headers=TURTLE)
        assert seen.headers["location"] == f"/nkgraph{AGENT}.ttl"
        assert server.ask("/dumps/nkgraph.ttl").headers["location"].startswith("/nkgraph/dumps/nkgraph-")
        for path in ("/.well-known/void", "/sparql", "/.well-known/sparql-examples"):
            assert "<https://example.org/nkgraph/sparql>" in server.ask(path).text
        other = server.ask(AGENT, headers={**TURTLE, "Host": "evil.example"})
        assert other.status in (400, 421)
        assert b"evil.example" not in other.body
