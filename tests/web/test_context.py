"""The JSON-LD context: with it, plain JSON is the same triples as the graph holds."""

from __future__ import annotations

import json

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.published import OWL
from nkgraph.vocab import NK
from nkgraph.web import context
from nkgraph.web.site import Site
from tests.web.serving import Server


def test_json_that_names_the_terms_is_read_as_triples(site: Site) -> None:
    said = {
        **json.loads(context.text(site.snapshot)), "id": f"{vocab.CLAIMS}x/y", "type": "Claim", "statedIn": f"{vocab.CLAIMS}x/",
        "nk:measure": {"id": "measure:arrivals"}, "wording": "1,276",
        "authority": ["agent:ministry-of-unification", "agent:yonhap"],
    }  # fmt: skip
    read = {tuple(q)[:3] for q in ox.parse(json.dumps(said).encode(), format=ox.RdfFormat.JSON_LD)}
    claim = ox.NamedNode(f"{vocab.CLAIMS}x/y")
    assert read == {
        (claim, vocab.RDF_TYPE, NK.Claim),
        (claim, NK.statedIn, ox.NamedNode(f"{vocab.CLAIMS}x/")),
        (claim, NK.measure, ox.NamedNode(f"{vocab.ROOT}measures/arrivals")),
        (claim, NK.wording, ox.Literal("1,276")),
        (claim, NK.authority, ox.NamedNode(f"{vocab.ROOT}agents/ministry-of-unification")),
        (claim, NK.authority, ox.NamedNode(f"{vocab.ROOT}agents/yonhap")),
    }


def test_every_term_of_the_ontology_has_a_name(site: Site) -> None:
    said = json.loads(context.text(site.snapshot))["@context"]
    graph = site.snapshot.built.graph
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {t for kind in kinds for t in graph.subjects(vocab.RDF_TYPE, kind) if t.value.startswith(vocab.NK.namespace)}
    assert len(terms) > 280
    assert {vocab.local(t) for t in terms} <= set(said)
    linking = {t for t in graph.subjects(vocab.RDF_TYPE, OWL.ObjectProperty) if isinstance(said[vocab.local(t)], dict)}
    assert len(linking) > 160


def test_the_context_has_a_version_that_never_changes(server: Server) -> None:
    today = server.ask("/context.jsonld")
    assert (today.status, today.media) == (200, "application/ld+json")
    assert today.headers["access-control-allow-origin"] == "*"
    address = today.headers["link"].partition(">")[0].removeprefix("<")
    assert address.startswith("/context-")
    assert server.ask(address).body == today.body
    assert server.ask("/context-000000000000.jsonld", headers={"Accept": "application/json"}).status == 404
