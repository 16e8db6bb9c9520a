"""The data cube: well formed by the constraints of its specification (RDF Data Cube, section 11), and complete."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import cube
from nkgraph.build import Built
from nkgraph.register import Register
from nkgraph.vocab import NK
from tests import tiny

PREFIXES = """PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX time: <http://www.w3.org/2006/time#>
PREFIX nk: <https://w3id.org/nkgraph/ontology#> PREFIX cube: <https://w3id.org/nkgraph/cube#> """
# What must not be: the number of the constraint, and a query that finds a breach of it.
BREACHES = {
    "IC-1 an observation has one data set": "?o a qb:Observation { FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION "
    "{ ?o qb:dataSet ?a , ?b FILTER(?a != ?b) }",
    "IC-2 a data set has one structure": "?d a qb:DataSet { FILTER NOT EXISTS { ?d qb:structure ?s } } UNION "
    "{ ?d qb:structure ?a , ?b FILTER(?a != ?b) }",
    "IC-3 a structure has a measure": "?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }",
    "IC-4 a dimension has a range": "?d a qb:DimensionProperty FILTER NOT EXISTS { ?d rdfs:range ?r }",
    "IC-5 a dimension of concepts has a list": "?d a qb:DimensionProperty ; rdfs:range skos:Concept "
    "FILTER NOT EXISTS { ?d qb:codeList ?l }",
    "IC-6 only attributes are optional": "?c qb:componentRequired false FILTER NOT EXISTS { ?c qb:attribute ?a }",
    "IC-11 an observation has every dimension": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d "
    "FILTER NOT EXISTS { ?o ?d ?v }",
    "IC-13 an observation has the attributes that are required": "?o qb:dataSet/qb:structure/qb:component ?c . "
    "?c qb:componentRequired true ; qb:attribute ?a FILTER NOT EXISTS { ?o ?a ?v }",
    "IC-14 an observation has every measure": "?o qb:dataSet/qb:structure/qb:component/qb:measure ?m "
    "FILTER NOT EXISTS { ?o ?m ?v }",
    "IC-19 a code is in its list": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . ?d qb:codeList ?l . ?o ?d ?v "
    "FILTER NOT EXISTS { ?v skos:inScheme ?l } FILTER NOT EXISTS { ?l skos:hasTopConcept ?v }",
    "a dimension has one value": "?o qb:dataSet/qb:structure/qb:component/qb:dimension ?d . ?o ?d ?a , ?b FILTER(?a != ?b)",
    "a period has its days": "?o cube:period ?p FILTER(?p != cube:unstated) FILTER NOT EXISTS "
    "{ ?p time:hasBeginning|time:hasEnd ?i . ?i time:inXSDDate ?day }",
}


@pytest.fixture(scope="module")
def store(real: Built) -> ox.Store:
    """The cube of the real corpus, alone."""
    held = ox.Store()
    held.extend(ox.Quad(*t) for t in cube.triples(real))
    return held


def select(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(term.value for term in row) for row in found]


@pytest.mark.parametrize("breach", BREACHES)
def test_the_cube_keeps(store: ox.Store, breach: str) -> None:
    assert not bool(store.query(f"{PREFIXES} ASK {{ {BREACHES[breach]} }}"))


@pytest.mark.parametrize(
    ("breach", "removed"),
    [("IC-1 an observation has one data set", "?o qb:dataSet ?x"), ("IC-4 a dimension has a range", "nk:place rdfs:range ?x"),
     ("IC-3 a structure has a measure", "?c qb:measure ?x"), ("IC-11 an observation has every dimension", "?o nk:sex ?x"),
     ("IC-13 an observation has the attributes that are required", "?o nk:unit ?x"),
     ("IC-14 an observation has every measure", "?o nk:upper ?x"), ("a period has its days", "?i time:inXSDDate ?x")],
)  # fmt: skip
def test_a_cube_that_lacks_something_is_found_out(store: ox.Store, breach: str, removed: str) -> None:
    broken = ox.Store()
    broken.extend(iter(store))
    broken.update(f"{PREFIXES} DELETE WHERE {{ {removed} }}")
    assert bool(broken.query(f"{PREFIXES} ASK {{ {BREACHES[breach]} }}"))


def test_no_two_observations_of_a_data_set_have_the_same_dimensions(store: ox.Store) -> None:  # IC-12
    dimensions = [d for (d,) in select(store, "SELECT DISTINCT ?d { ?c qb:dimension ?d } ORDER BY ?d")]
    assert len(dimensions) == 10
    pattern = " ; ".join(f"<{d}> ?v{number}" for number, d in enumerate(dimensions))
    keys = " ".join(f"?v{number}" for number in range(len(dimensions)))
    twice = f"SELECT (COUNT(*) AS ?n) {{ ?o qb:dataSet ?set ; {pattern} }} GROUP BY ?set {keys} HAVING(COUNT(*) > 1)"
    assert select(store, twice) == []


def test_every_reading_of_every_article_is_an_observation(store: ox.Store, real: Built) -> None:
    graph = real.graph
    expected = set()
    for claim in Register(graph).claims():
        reading = graph.iri(claim, NK.reading)
        if reading is not None and (graph.text(reading, NK.lower) or graph.text(reading, NK.upper)):
            expected.add((reading.value, Register(graph).article(claim).value))
    found = select(store, "SELECT ?r ?a { ?o a qb:Observation ; nk:reading ?r ; nk:article ?a }")
    assert set(found) == expected
    assert len(found) == len(expected) > 250
    claims = {c for (c,) in select(store, "SELECT DISTINCT ?c { ?o nk:claim ?c }")}
    assert len(claims) > 300


def test_an_article_with_two_values_has_two_observations(tmp_path: Path) -> None:
    said = ox.Store()
    said.extend(ox.Quad(*t) for t in cube.triples(tiny.built(tmp_path)))
    rows = select(
        said, 'SELECT ?n ?l { ?o cube:number ?n ; nk:lower ?l ; nk:article ?a FILTER(CONTAINS(STR(?a), "second")) '
        'FILTER(CONTAINS(STR(?o), "/2014/")) } ORDER BY ?n',
    )  # fmt: skip
    assert [number for number, _ in rows] == ["1", "2"]
    assert {value for _, value in rows} == {"1397", "1514"}
    assert len(select(said, "SELECT DISTINCT ?s { ?o qb:dataSet ?s }")) == 2  # "more than 80 percent" has a lower end only


def test_the_plain_graph_is_no_cube(real: Built) -> None:
    assert not [t for t in real.graph.triples() if "cube#Observation" in str(t[2]) or "2006/time#" in str(t)]
