"""What the data set and the service say of themselves is so: every count, every address, every example."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from nkgraph import vocab
from nkgraph.published import DCAT, DCT, FOAF, RDFS, SD, SH, SPDX, VOID, VOID_EXT
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK
from nkgraph.web import dataset, dumps, examples, snapshot
from nkgraph.web.documents import DATASET, LICENCE
from nkgraph.web.site import Site
from tests import tiny
from tests.web.serving import Answer, Server

ADDRESS = "https://figures.example"
MOST_BYTES = 75_000
ENGINE = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}  # fmt: skip


class Said:
    """Triples, looked up."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.graph = Graph(triples)

    @classmethod
    def read(cls, answer: Answer, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> Said:
        lines = ox.serialize(ox.parse(answer.body, format=form), format=ox.RdfFormat.N_QUADS)
        assert lines is not None, "serialize without a target returns bytes"
        return cls(Graph.from_n_quads(lines).triples())

    def all(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        return self.graph.iris(subject, predicate)

    def one(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
        (value,) = self.graph.objects(subject, predicate)
        return value.value

    def pairs(self, predicate: ox.NamedNode) -> list[tuple[str, str]]:
        return [(s.value, o.value) for s, p, o in self.graph.triples() if p == predicate]


@pytest.fixture(scope="module")
def said(site: Site) -> Said:
    return Said(dataset.description(site.snapshot, ADDRESS, dumps.every(site.snapshot)))


def ask(site: Site, query: str) -> int:
    """The number that a query counts in the graph, as another reader would count it."""
    store = ox.Store()
    store.load(site.snapshot.built.graph.n_quads(), format=ox.RdfFormat.N_QUADS)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    (number,) = next(iter(found))
    assert isinstance(number, ox.Literal)
    return int(number.value)


@pytest.mark.endurance
def test_the_sizes_are_those_that_a_query_counts(site: Site, said: Said) -> None:
    for predicate, query in (
        (VOID.triples, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (VOID.properties, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        (VOID.classes, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        (VOID.distinctSubjects, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctObjects, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        (VOID.entities, f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{vocab.ROOT}")) }}'),
    ):
        assert int(said.one(DATASET, predicate)) == ask(site, query), predicate


@pytest.mark.endurance
def test_each_class_has_its_number_and_what_its_things_say(site: Site, said: Said) -> None:
    parts = said.all(DATASET, VOID.classPartition)
    classes = {said.one(part, VOID.class_) for part in parts}
    assert len(classes) == len(parts) == int(said.one(DATASET, VOID.classes)) >= 20
    (claims,) = said.graph.subjects(VOID.class_, NK.Claim)
    assert int(said.one(claims, VOID.entities)) == ask(site, f"SELECT (COUNT(*) AS ?n) {{ ?s a {NK.Claim} }}") >= 390
    within = {said.one(p, VOID.property): p for p in said.all(claims, VOID.propertyPartition)}
    assert len(within) == ask(site, f"SELECT (COUNT(DISTINCT ?p) AS ?n) {{ ?s a {NK.Claim} ; ?p ?o }}") >= 40
    place = within[NK.place.value]
    assert int(said.one(place, VOID.triples)) == ask(site, f"SELECT (COUNT(*) AS ?n) {{ ?s a {NK.Claim} ; {NK.place} ?o }}")
    reading = within[NK.reading.value]
    assert said.one(said.all(reading, VOID.classPartition)[0], VOID.class_) == NK.Reading.value
    value = within[NK.value.value]
    assert said.one(said.all(value, VOID_EXT.datatypePartition)[0], VOID_EXT.datatype) == f"{vocab.XSD}decimal"


@pytest.mark.endurance
def test_every_property_stands_in_some_partition(site: Site, said: Said) -> None:
    used = {p.value for _, p, _ in site.snapshot.built.graph.triples()}
    assert {name for _, name in said.pairs(VOID.property)} == used
    assert len(used) > 250


def test_the_head_says_what_it_is_who_and_under_which_licence(site: Site, said: Said) -> None:
    assert said.one(DATASET, DCT.license) == LICENCE.value
    assert said.one(DATASET, DCT.identifier) == site.snapshot.corpus_id
    assert said.one(said.all(DATASET, DCT.publisher)[0], FOAF.name) == "nkgraph"
    assert date.fromisoformat(said.one(DATASET, DCT.modified)) == date(2026, 11, 22)  # the copies were filed on that day
    assert said.one(DATASET, VOID.sparqlEndpoint) == f"{ADDRESS}/sparql"
    assert {o.value for o in said.all(DATASET, VOID.exampleResource)} <= {n.value for n in site.snapshot.things.values()}
    assert {v.value for v in said.all(DATASET, VOID.vocabulary)} >= {vocab.NK.namespace, vocab.SCHEMA, vocab.SKOS}


def test_claims_of_which_nobody_says_when_they_were_worked_on_have_no_day_of_change(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, {"2015-07-05-yonhap-first": (tiny.head("yonhap", "2015-07-05"), [])})
    (places.claims / "copies.ttl").unlink()
    described = Said(dataset.description(snapshot.make(places, None), ADDRESS, ()))
    assert described.all(DATASET, vocab.RDF_TYPE)
    assert described.pairs(DCT.modified) == []


def test_every_file_is_described_with_its_size_and_digest(site: Site, said: Said) -> None:
    files = {f"{ADDRESS}/dumps/{file.name}": file for file in dumps.every(site.snapshot)}
    described = said.all(DATASET, DCAT.distribution)
    assert len(described) == len(files) == len(dumps.KINDS)
    for one in described:
        file = files[said.one(one, DCAT.downloadURL)]
        assert int(said.one(one, DCAT.byteSize)) == len(file.data)
        assert said.one(one, DCAT.mediaType).endswith(file.format.media)
        checksum = said.all(one, SPDX.checksum)[0]
        assert said.one(checksum, SPDX.checksumValue) == hashlib.sha256(file.data).hexdigest()
    linked = {o.value for o in said.all(DATASET, VOID.dataDump)}
    assert linked == {address for address, file in files.items() if file.kind not in ("csv", "json")}


def test_no_description_has_a_blank_node(site: Site) -> None:
    described = [
        *dataset.held(site.snapshot, ADDRESS), *dataset.service_description(site.snapshot, f"{ADDRESS}/sparql"),
        *dataset.description(site.snapshot, ADDRESS, dumps.every(site.snapshot)),
    ]  # fmt: skip
    assert len(described) > 3000
    assert not [t for t in described if isinstance(t[0], ox.BlankNode) or isinstance(t[2], ox.BlankNode)]


def test_two_parts_never_share_a_name(said: Said) -> None:
    for predicate in (VOID.class_, VOID.property, VOID_EXT.datatype, SH.prefix):
        subjects = [subject for subject, _ in said.pairs(predicate)]
        assert len(subjects) == len(set(subjects)) > 0


# --- the service ------------------------------------------------------------------------------------------------------------


def test_the_service_describes_itself(site: Site) -> None:
    endpoint = ox.NamedNode(f"{ADDRESS}/sparql")
    said = Said(dataset.service_description(site.snapshot, endpoint.value))
    assert said.one(endpoint, SD.endpoint) == endpoint.value
    assert said.one(endpoint, SD.supportedLanguage) == SD.SPARQL11Query.value
    assert said.all(endpoint, SD.feature) == []  # neither federated queries nor graphs fetched from elsewhere
    assert len(said.all(endpoint, SD.resultFormat)) == 10
    named = {said.one(g, SD.name) for g in said.all(DATASET, SD.namedGraph)}
    assert named == {g.value for g in dataset.GRAPH_NAMES}


def test_the_graphs_that_are_described_are_those_that_a_query_sees(server: Server) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    found = ask_sparql(server, query, "text/csv").text.split()[1:]
    assert found == sorted(g.value for g in dataset.GRAPH_NAMES)
    for name in found:
        assert server.ask(urlsplit(name).path.removeprefix("/nkgraph")).headers["location"] == "/.well-known/void"
    assert server.ask("/graphs/other").status == 404


def ask_sparql(server: Server, query: str, accept: str) -> Answer:
    return server.ask("/sparql", "POST", {"Accept": accept, "Content-Type": "application/sparql-query"}, query.encode())


def test_an_editor_finds_prefixes_classes_and_examples_in_the_store(site: Site, server: Server) -> None:
    prefixes = ask_sparql(server, f"SELECT ?p ?n {{ [] {SH.namespace_} ?n ; {SH.prefix} ?p }} ORDER BY ?p", "text/csv")
    assert f"nk,{vocab.NK.namespace}" in prefixes.text.splitlines()
    classes = ask_sparql(
        server,
        f"SELECT DISTINCT ?c ?p ?oc {{ ?cp {VOID.class_} ?c ; {VOID.propertyPartition} ?pp . ?pp {VOID.property} ?p "
        f"OPTIONAL {{ ?pp {VOID.classPartition} [ {VOID.class_} ?oc ] }} }}",
        "text/csv",
    )
    assert ",".join((NK.Claim.value, NK.reading.value, NK.Reading.value)) in classes.text.splitlines()
    asked = ask_sparql(
        server, f"SELECT ?q {{ ?q a {SH.SPARQLExecutable} ; {RDFS.comment} ?c ; {SH.select} ?text }} ORDER BY ?q", "text/csv"
    )
    assert len(asked.text.split()) - 1 == len(site.snapshot.library) >= 30


def test_the_examples_are_the_question_library_and_run_as_they_are(site: Site, server: Server) -> None:
    said = Said.read(server.ask("/.well-known/sparql-examples"))
    texts = {subject.rpartition("#")[2]: text for subject, text in said.pairs(SH.select)}
    assert texts == {name: question.text for name, question in site.snapshot.library.items()}
    targets = {target for _, target in said.pairs(ox.NamedNode(f"{vocab.SCHEMA}target"))}
    assert targets == {f"http://127.0.0.1:{server.port}/sparql"}
    for name in ("who-quotes-whom", "which-figures-contradict-each-other", "what-figures-are-there-for-a-year"):
        assert len(ask_sparql(server, texts[name], "text/csv").text.splitlines()) > 1


# --- as it travels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [
    pytest.param("/.well-known/void", marks=pytest.mark.endurance), "/.well-known/sparql-examples",
])  # fmt: skip
def test_a_description_comes_in_each_notation_with_the_same_triples(server: Server, path: str) -> None:
    seen = []
    for media, form in ENGINE.items():
        answer = server.ask(path, headers={"Accept": media})
        assert (answer.status, answer.media, answer.headers["vary"]) == (200, media, "Accept")
        seen.append(set(Said.read(answer, form).graph.triples()))
        assert server.ask(path, headers={"Accept": media, "If-None-Match": answer.headers["etag"]}).status == 304
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) > 250
    assert server.ask(path, headers={"Accept": "image/png"}).status == 406
    assert server.ask(path, headers={"Accept": "text/html, */*;q=0.1"}).media == "text/turtle"


@pytest.mark.endurance
def test_the_description_is_small_and_every_address_in_it_answers(server: Server) -> None:
    answer = server.ask("/.well-known/void")
    assert len(answer.body) < MOST_BYTES
    said = Said.read(answer)
    ours = {o.value for _, _, o in said.graph.triples() if isinstance(o, ox.NamedNode) and o.value.startswith(server.url)}
    assert len(ours) == 2 + len(dumps.KINDS)
    for address in ours:
        assert server.ask(urlsplit(address).path, method="HEAD").status == 200, address
    examples_of = [iri.value for iri in said.all(DATASET, VOID.exampleResource)]
    for name in examples_of:
        assert server.ask(name.removeprefix(vocab.ROOT.rstrip("/"))).status == 303
    assert len(examples_of) == 5
    assert examples.EXAMPLES.startswith(vocab.ROOT)
