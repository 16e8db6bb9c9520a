"""Clients that nobody here wrote: curl, SPARQLWrapper, rdflib, Comunica. They get what the corpus holds."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import rdflib
from SPARQLWrapper import CSV, GET, JSON, JSONLD, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from nkgraph import vocab
from nkgraph.vocab import NK
from nkgraph.web.site import Site
from tests.web import comunica
from tests.web.serving import Server

AGENTS = f"SELECT ?agent WHERE {{ ?agent a {NK.Agent} }} ORDER BY ?agent"
AGENT = f"{vocab.ROOT}agents/yonhap"
TRIPLES = {"CONSTRUCT": f"CONSTRUCT WHERE {{ <{AGENT}> ?p ?o }}", "DESCRIBE": f"DESCRIBE <{AGENT}>"}


@contextmanager
def rdflib_reads_json_ld() -> Iterator[None]:
    """rdflib's reader of JSON-LD uses what rdflib deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def agents(site: Site) -> list[str]:
    return sorted(node.value for node in site.snapshot.built.graph.subjects(vocab.RDF_TYPE, NK.Agent))


def triples(site: Site) -> int:
    return len([t for t in site.snapshot.built.graph.triples() if t[0].value == AGENT])


def found(server: Server, query: str, form: str, method: str) -> Any:
    """What SPARQLWrapper makes of an answer, which is of another type for each format."""
    asking = SPARQLWrapper(f"{server.url}sparql")
    asking.setQuery(query)
    asking.setReturnFormat(form)
    asking.setMethod(method)
    return asking.query().convert()


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_selects(server: Server, site: Site, form: str, method: str) -> None:
    said = found(server, AGENTS, form, method)
    if form == JSON:
        names = [row["agent"]["value"] for row in said["results"]["bindings"]]
    elif form == XML:
        names = [node.firstChild.data for node in said.getElementsByTagName("uri")]
    else:
        names = [line.strip("<>") for line in said.decode().split()[1:]]
    assert names == agents(site)
    assert len(names) > 30


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML])
def test_sparqlwrapper_asks(server: Server, form: str, method: str) -> None:
    said = found(server, f"ASK {{ <{AGENT}> a {NK.Agent} }}", form, method)
    assert (said["boolean"] if form == JSON else said.getElementsByTagName("boolean")[0].firstChild.data == "true") is True


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [TURTLE, JSONLD, RDFXML, XML])
@pytest.mark.parametrize("query", TRIPLES)
def test_sparqlwrapper_takes_triples(server: Server, site: Site, query: str, form: str, method: str) -> None:
    with rdflib_reads_json_ld():
        said = found(server, TRIPLES[query], form, method)
    graph = rdflib.Graph().parse(data=said, format="turtle") if isinstance(said, bytes) else said
    assert len(graph) == triples(site) >= 4


@pytest.mark.endurance
def test_rdflib_follows_a_name_to_its_document(server: Server, site: Site) -> None:
    graph = rdflib.Graph().parse(f"{server.url}agents/yonhap")
    assert len([t for t in graph if str(t[0]) == AGENT]) == triples(site)
    assert len(rdflib.Graph().parse(f"{server.url}ontology")) > 1000
    assert len(rdflib.Graph().parse(f"{server.url}.well-known/void")) > 1000


def test_curl_follows_a_name_to_its_document(server: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl here; install it with: apt-get install curl")
    command = ["curl", "--silent", "--fail", "--location", "--header", "Accept: text/turtle", f"{server.url}agents/yonhap"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "agent:yonhap a nk:Agent" in done.stdout
    command = ["curl", "--silent", "--fail", "--data-urlencode", f"query={AGENTS}", "--header", "Accept: text/csv"]
    done = subprocess.run([*command, f"{server.url}sparql"], capture_output=True, text=True, timeout=60)
    assert AGENT in done.stdout.split()


# --- Comunica ---------------------------------------------------------------------------------------------------------------


def asked(server: Server, query: str, source: str = "sparql", media: str = "application/sparql-results+json") -> str:
    command = [str(comunica.program()), f"{server.url}{source}", query, "-t", media]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.endurance
def test_comunica_reads_the_service_description_and_selects(server: Server, site: Site) -> None:
    rows = json.loads(asked(server, AGENTS))["results"]["bindings"]
    assert [row["agent"]["value"] for row in rows] == agents(site)
    counted = json.loads(asked(server, f"SELECT (COUNT(*) AS ?n) {{ ?c a {NK.Claim} }}"))["results"]["bindings"]
    assert int(counted[0]["n"]["value"]) == len(site.snapshot.built.graph.subjects(vocab.RDF_TYPE, NK.Claim))


@pytest.mark.endurance
def test_comunica_asks_constructs_and_describes(server: Server, site: Site) -> None:
    assert '"boolean":true' in asked(server, f"ASK {{ <{AGENT}> a {NK.Agent} }}").replace(" ", "")
    for query in TRIPLES.values():
        said = asked(server, query, media="text/turtle")
        assert len(rdflib.Graph().parse(data=said, format="turtle")) == triples(site)


@pytest.mark.endurance
def test_comunica_follows_a_name_to_its_document(server: Server, site: Site) -> None:
    rows = json.loads(asked(server, f"SELECT * {{ <{AGENT}> ?p ?o }}", source="agents/yonhap"))["results"]["bindings"]
    assert len(rows) == triples(site)
