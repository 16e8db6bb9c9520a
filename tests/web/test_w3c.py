"""The W3C's own tests of the SPARQL 1.1 Protocol and of the service description, run from their manifests over HTTP.

They are not part of this repository: $NKGRAPH_W3C, else the folder w3c beside that of the archived copies. Nothing may be
changed here, so what the suite expects of updates is that each is refused.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import uvicorn

from nkgraph.web import snapshot
from nkgraph.web.addresses import Base
from nkgraph.web.app import Application
from nkgraph.web.journal import Journal
from nkgraph.web.limits import Limits
from nkgraph.web.queries import Queries
from nkgraph.web.service import Served, Service
from nkgraph.web.shield import Shield
from nkgraph.web.site import Site
from tests import tiny
from tests.conftest import REPOSITORY
from tests.web.serving import Answer, Server

RDF, MF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT, CNT, UT = (
    "http://www.w3.org/2011/http#",
    "http://www.w3.org/2011/content#",
    "http://www.w3.org/2009/sparql/tests/test-update#",
)
RDFS, SD = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/ns/sparql-service-description#"
LIMITS = Limits(query_seconds=60.0)
TABLES = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
TRUTHS = {"application/sparql-results+json", "application/sparql-results+xml"}
NOTATIONS = {"text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES}
ASKS = [  # every test of the suite that has to do with queries
    "bad_multiple_queries", "bad_query_method", "bad_query_missing_direct_type", "bad_query_missing_form_type",
    "bad_query_non_utf8", "bad_query_syntax", "bad_query_wrong_media_type", "query_content_type_ask",
    "query_content_type_construct", "query_content_type_describe", "query_content_type_select",
    "query_dataset_default_graphs_get", "query_dataset_default_graphs_post", "query_dataset_full",
    "query_dataset_named_graphs_get", "query_dataset_named_graphs_post", "query_get", "query_multiple_dataset",
    "query_post_direct", "query_post_form",
]  # fmt: skip
CHANGES = [
    "bad_multiple_updates", "bad_update_dataset_conflict", "bad_update_get", "bad_update_missing_form_type",
    "bad_update_non_utf8", "bad_update_syntax", "bad_update_wrong_media_type", "update_base_uri",
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_full", "update_dataset_named_graphs",
    "update_post_direct", "update_post_form",
]  # fmt: skip
DESCRIPTIONS = ["conforms-to-schema", "has-endpoint-triple", "returns-rdf"]


class Manifest:
    """The triples of one manifest, read by name."""

    def __init__(self, folder: Path) -> None:
        path = folder / "manifest.ttl"
        self.folder = folder
        self._triples = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri="https://example.org/manifest"))

    def all(self, subject: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        found = [q.object for q in self._triples if q.subject == subject and q.predicate.value == predicate]
        return [o for o in found if not isinstance(o, ox.Triple)]

    def one(self, subject: object, predicate: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        (found,) = self.all(subject, predicate)
        return found

    def text(self, subject: object, predicate: str) -> str:
        return self.one(subject, predicate).value

    def listed(self, node: object) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
        while node != ox.NamedNode(f"{RDF}nil"):
            yield self.one(node, f"{RDF}first")
            node = self.one(node, f"{RDF}rest")

    def entries(self) -> dict[str, ox.NamedNode]:
        (entries,) = [q.object for q in self._triples if q.predicate.value == f"{MF}entries"]
        return {node.value.rpartition("#")[2]: node for node in self.listed(entries) if isinstance(node, ox.NamedNode)}


@dataclass(frozen=True)
class Step:
    """One request of a test, and what is expected of the answer; statuses as "2xx"."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: set[str]
    boolean: bool | None
    form: str | None

    @property
    def changes(self) -> bool:
        return "sparql-update" in self.headers.get("content-type", "") or b"update=" in (self.body or b"")


def steps(manifest: Manifest, name: str) -> list[Step]:
    """The requests of a test in their order."""
    action = manifest.one(manifest.entries()[name], f"{MF}action")
    return [_step(manifest, node) for node in manifest.listed(manifest.one(action, f"{HT}requests"))]


def _step(manifest: Manifest, request: object) -> Step:
    headers = {
        manifest.text(one, f"{HT}fieldName"): manifest.text(one, f"{HT}fieldValue")
        for every in manifest.all(request, f"{HT}headers")
        for one in manifest.listed(every)
    }
    bodies = [
        manifest.text(body, f"{CNT}chars").encode(manifest.text(body, f"{CNT}characterEncoding"))
        for body in manifest.all(request, f"{HT}body")
    ]
    reply = manifest.one(request, f"{HT}resp")
    truths = [node.value == "true" for node in manifest.all(reply, f"{MF}expectedBoolean")]
    forms = [node.value for node in manifest.all(reply, f"{MF}expectedFormat")]
    path = manifest.text(request, f"{HT}absolutePath")
    assert path.startswith("/sparql/")
    return Step(
        manifest.text(request, f"{HT}methodName"), "/sparql" + path.removeprefix("/sparql/"), headers,
        bodies[0] if bodies else None, {s.value[-3:] for s in manifest.all(reply, f"{MF}expectedStatus")},
        truths[0] if truths else None, forms[0] if forms else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def suites() -> Path:
    """The suites. Without them the tests are skipped, which fails in CI."""
    copies = Path(os.environ.get("NKGRAPH_COPIES") or REPOSITORY.parent / "shared" / "copies")
    folder = Path(os.environ.get("NKGRAPH_W3C") or copies.parent / "w3c")
    if not folder.is_dir():
        pytest.skip("the W3C's suites are not at hand; set NKGRAPH_W3C to their folder")
    return folder


@pytest.fixture(scope="module")
def protocol(suites: Path) -> Manifest:
    return Manifest(suites / "sparql11-protocol")


@pytest.fixture(scope="module")
def address(protocol: Manifest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server like ours that holds the graphs of the suite."""
    graphs = {
        protocol.text(data, f"{RDFS}label"): protocol.text(data, f"{UT}graph").rpartition("/")[2]
        for entry in protocol.entries().values()
        for data in protocol.all(entry, f"{UT}graphData")
    }
    assert len(graphs) == 3
    quads = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(name))
        for name, file in graphs.items()
        for q in ox.parse((protocol.folder / file).read_bytes(), format=ox.RdfFormat.N_TRIPLES)
    ]
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    site = Site(snapshot.make(tiny.write(tmp_path_factory.mktemp("tiny")), None), Base(), LIMITS)
    with holding(data, site) as listening:
        yield listening


@contextmanager
def holding(n_quads: bytes, site: Site) -> Iterator[str]:
    """The service with other graphs, in a thread of this process: its address."""
    queries, journal = Queries(LIMITS), Journal(Path(os.devnull))
    queries.start(n_quads)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        application = Application(Service(Served(site, queries)), Shield(LIMITS, Base(), ("127.0.0.1",)), journal, LIMITS)
        config = uvicorn.Config(application, ws="none", loop="asyncio", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            queries.stop()
            journal.close()


def answer(address: str, step: Step) -> Answer:
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        connection.request(step.method, step.path, step.body, step.headers)
        reply = connection.getresponse()
        return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
    finally:
        connection.close()


def judge(step: Step, reply: Answer) -> None:
    """Whether the answer is what the suite expects."""
    assert f"{reply.status // 100}xx" in step.statuses, reply.text
    if step.form is not None:
        assert reply.media in {"boolean": TRUTHS, "tabular": TABLES, "RDF": set(NOTATIONS)}[step.form]
        if step.form == "RDF":
            list(ox.parse(reply.body, format=NOTATIONS[reply.media]))
        else:
            ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
    if step.boolean is not None:
        assert f'"boolean":{str(step.boolean).lower()}' in reply.text


@pytest.mark.parametrize("name", ASKS)
def test_the_protocol_is_kept(protocol: Manifest, address: str, name: str) -> None:
    asked = steps(protocol, name)
    assert asked
    for step in asked:
        judge(step, answer(address, step))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_refused(protocol: Manifest, address: str, name: str) -> None:
    changes = [step for step in steps(protocol, name) if step.changes or name.startswith("bad_")]
    assert changes
    for step in changes:
        reply = answer(address, step)
        assert 400 <= reply.status < 500
        assert reply.media == "application/problem+json"


def test_these_are_all_tests_of_the_suites(suites: Path, protocol: Manifest) -> None:
    assert sorted(protocol.entries()) == sorted([*ASKS, *CHANGES])
    assert (len(ASKS), len(CHANGES)) == (20, 14)
    assert sorted(Manifest(suites / "sparql11-service-description").entries()) == DESCRIPTIONS


@pytest.fixture(scope="module")
def described(server: Server) -> Answer:
    return server.ask("/sparql", headers={"Accept": "text/turtle, application/n-triples;q=0.5"})


def test_a_request_for_the_endpoint_returns_rdf(described: Answer) -> None:
    assert described.status == 200
    assert list(ox.parse(described.body, format=NOTATIONS[described.media]))


def test_the_service_description_names_the_endpoint_that_was_asked(server: Server, described: Answer) -> None:
    said = {(q.subject, q.predicate.value, q.object) for q in ox.parse(described.body, format=ox.RdfFormat.TURTLE)}
    endpoints = {o for _, p, o in said if p == f"{SD}endpoint"}
    assert endpoints == {ox.NamedNode(f"{server.url.rstrip('/')}/sparql")}


def test_the_service_description_conforms_to_its_schema(described: Answer) -> None:
    """As the specification has it: classes of each node, and what each property leads to."""
    said = [(q.subject, q.predicate.value, q.object) for q in ox.parse(described.body, format=ox.RdfFormat.TURTLE)]
    kinds = {(s, o.value) for s, p, o in said if p == f"{RDF}type" and isinstance(o, ox.NamedNode)}
    ranges = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph"}
    for name, kind in ranges.items():
        found = [o for _, p, o in said if p == SD + name]
        assert found, name
        assert all((o, SD + kind) in kinds for o in found)
    services = {s for s, kind in kinds if kind == f"{SD}Service"}
    assert len(services) == 1
    for name in ("endpoint", "supportedLanguage", "resultFormat", "defaultDataset"):
        assert {s for s, p, _ in said if p == SD + name} == services
    named = {s for s, kind in kinds if kind == f"{SD}NamedGraph"}
    assert named == {s for s, p, _ in said if p == f"{SD}name"}
    assert all(isinstance(o, ox.NamedNode) for _, p, o in said if p.startswith(SD))


def test_every_graph_that_the_description_names_is_held(server: Server, described: Answer) -> None:
    names = [q.object.value for q in ox.parse(described.body, format=ox.RdfFormat.TURTLE) if q.predicate.value == f"{SD}name"]
    assert len(names) >= 2
    for name in names:
        query = f"query=ASK+FROM+%3C{name}%3E+%7B%3Fs+%3Fp+%3Fo%7D"
        assert server.ask(f"/sparql?{query}").text == '{"head":{},"boolean":true}'
