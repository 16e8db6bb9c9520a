"""The document about one thing: the same triples in every format, with their head; the rows; what is left out is told."""

from __future__ import annotations

import csv
import io
import json
import warnings

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from nkgraph import vocab
from nkgraph.published import DCT, FOAF, RDFS
from nkgraph.register import COLUMNS
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SKOS_
from nkgraph.web import documents, formats, thing_rows
from nkgraph.web.formats import JSON_LD, N_TRIPLES, TURTLE, Format
from nkgraph.web.site import Site
from tests.calling import call

ENGINE = {TURTLE: ox.RdfFormat.TURTLE, JSON_LD: ox.RdfFormat.JSON_LD, N_TRIPLES: ox.RdfFormat.N_TRIPLES}


def named(path: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.ROOT + path)


def read(site: Site, iri: ox.NamedNode, form: Format) -> set[Triple]:
    lines = ox.serialize(ox.parse(documents.document(site, iri, form).body, format=ENGINE[form]), format=ox.RdfFormat.N_QUADS)
    assert lines is not None, "serialize without a target returns bytes"
    return set(Graph.from_n_quads(lines).triples())


def sample(site: Site) -> list[ox.NamedNode]:
    """Every thirtieth thing, and the first of each kind."""
    every = sorted(site.snapshot.things.items())
    firsts = {path.partition("/")[0]: node for path, node in reversed(every)}
    return list(dict.fromkeys([*firsts.values(), *(node for _, node in every[::30])]))


def test_the_formats_hold_the_same_triples_for_both_readers(site: Site) -> None:
    wanted = sample(site)
    assert len(wanted) > 90
    for iri in wanted:
        turtle, *others = (read(site, iri, form) for form in ENGINE)
        assert all(other == turtle for other in others), iri
        assert turtle == set(documents.triples(site.snapshot, iri))
    for iri in wanted[::8]:
        names = {TURTLE: "turtle", JSON_LD: "json-ld", N_TRIPLES: "nt"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses what rdflib deprecates
            graphs = [rdflib.Graph().parse(data=documents.document(site, iri, f).body, format=n) for f, n in names.items()]
        assert all(isomorphic(graphs[0], other) for other in graphs[1:]), iri


def test_a_document_says_what_it_is_about_and_under_which_licence(site: Site) -> None:
    iri = named("agents/upi")
    said = read(site, iri, TURTLE)
    here = named("agents/upi.ttl")
    assert (here, FOAF.primaryTopic, iri) in said
    assert (here, DCT.isPartOf, documents.DATASET) in said
    assert (here, DCT.license, documents.LICENCE) in said
    assert (documents.DATASET, NK.corpus, ox.Literal(site.snapshot.corpus_id)) in said
    assert len([t for t in said if t[1] == DCT.hasFormat]) == len(formats.DOCUMENTS) - 1


def test_a_claim_comes_with_its_prints_and_the_labels_of_what_it_names(site: Site) -> None:
    claim = next(c for c in site.snapshot.register.claims() if "yonhap-female-defectors" in c.value)
    said = read(site, claim, TURTLE)
    (mention,) = [o for s, p, o in said if (s, p) == (claim, NK.mention)]
    assert {p for s, p, _ in said if s == mention} >= {NK.copy, NK.start, NK.end, NK.wording}
    labelled = {s for s, p, _ in said if p in (RDFS.label, SKOS_.prefLabel)}
    assert {o for s, p, o in said if s == claim and p in (NK.measure, NK.quantity, NK.place)} <= labelled


def test_what_points_to_a_thing_stands_in_its_document(site: Site) -> None:
    iri = named("agents/yonhap")
    pointing = site.snapshot.built.graph.pointing_to(iri)
    assert set(pointing) <= read(site, iri, N_TRIPLES)
    assert len(pointing) > 3


def test_a_document_says_how_much_was_left_out_and_where_it_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    iri = named("agents/ministry-of-unification")
    every = len(site.snapshot.built.graph.pointing_to(iri))
    monkeypatch.setattr(documents, "MOST_POINTING", 100)
    said = read(site, iri, N_TRIPLES)
    assert len([p for _, p, o in said if o == iri and p != FOAF.primaryTopic]) == 100
    (note,) = [o.value for s, p, o in said if p == RDFS.comment and s.value.endswith(".ttl")]
    assert note.startswith(f"{every - 100:,} of the triples")
    assert [o for _, p, o in said if p == RDFS.seeAlso and "sparql?query=CONSTRUCT" in o.value]


def test_nothing_is_left_out_of_the_real_corpus_in_silence(site: Site) -> None:
    graph = site.snapshot.built.graph
    for iri in site.snapshot.things.values():
        if len(graph.pointing_to(iri)) > documents.MOST_POINTING:
            assert any(p == RDFS.seeAlso for _, p, _ in documents.triples(site.snapshot, iri))


def test_no_document_has_a_blank_node_or_an_empty_body(site: Site) -> None:
    for iri in sample(site):
        said = documents.triples(site.snapshot, iri)
        assert len(said) >= 7
        assert not [t for t in said if isinstance(t[0], ox.BlankNode) or isinstance(t[2], ox.BlankNode)]


# --- rows -------------------------------------------------------------------------------------------------------------------


KINDS = (
    ("agents/upi", 1), ("measures/arrivals", 50), ("places/south-korea", 100), ("copies/000", 100),
    ("claims/2015-07-05-yonhap-female-defectors/", 10), ("quantities/arrivals/south-korea/2014", 2),
    ("quantities/arrivals/south-korea/2019/readings/1047", 2), ("units/percent", 5), ("modalities/about", 1),
)  # fmt: skip


@pytest.mark.parametrize(("path", "least"), KINDS, ids=[path for path, _ in KINDS])
def test_the_csv_holds_the_rows_of_the_register(site: Site, path: str, least: int) -> None:
    text = documents.document(site, named(path), formats.CSV).body.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert len(rows) >= least
    known = {claim for claim, found in site.snapshot.rows_of.items() if found}
    assert {row["claim"] for row in rows} <= known


def test_the_rows_of_an_article_are_all_its_rows(site: Site) -> None:
    for article in sorted({row["article"] for found in site.snapshot.rows_of.values() for row in found}):
        expected = [row for found in site.snapshot.rows_of.values() for row in found if row["article"] == article]
        assert thing_rows.rows(site.snapshot, ox.NamedNode(article)) == expected


def test_every_finding_has_the_rows_of_the_claims_that_it_compares(site: Site) -> None:
    findings = site.snapshot.composer.outcomes.all
    assert len(findings) > 40
    for finding in findings:
        compared = {c.value for side in finding.sides for c in side.claims}
        assert compared <= {row["claim"] for row in thing_rows.rows(site.snapshot, finding.iri)}, finding.iri


SHOWN = ("agents/upi", "quantities/arrivals/south-korea/2014", "claims/2015-07-05-yonhap-female-defectors/")


@pytest.mark.parametrize("path", SHOWN)
def test_the_json_is_that_of_the_command_line(site: Site, path: str, copies: object, warm: object) -> None:
    ours = documents.document(site, named(path), formats.JSON).body.decode()
    ran = call("show", vocab.ROOT + path, "--format", "json", "--copies", str(copies), cache=str(warm))
    assert ours == ran.out


def test_the_json_of_what_the_command_line_does_not_show_holds_the_facts(site: Site) -> None:
    said = json.loads(documents.document(site, named("units/percent"), formats.JSON).body)
    assert (said["kind"], said["label"]) == ("thing", "percent")
    assert said["facts"]["rdf:type"] == [vocab.NK.Unit.value]
    assert said["claims"]


def test_a_quantity_has_the_rows_of_its_own_figures_only(site: Site) -> None:
    iri = named("quantities/arrivals/south-korea/2014")
    rows = thing_rows.rows(site.snapshot, iri)
    about = {claim.value for claim in site.snapshot.built.graph.subjects(NK.quantity, iri)}
    assert {row["claim"] for row in rows} == about & set(site.snapshot.rows_of)
    assert 2 <= len(rows) < 10
