"""Triples as text: each notation reads back as what was written, in the same bytes each time."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import notations, vocab
from nkgraph.iris import PREFIXES
from nkgraph.turtle import Triple

ENGINE = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
NAMES = st.sampled_from(
    [
        f"{vocab.ROOT}{p}"
        for p in ("agents/upi", "ontology#claim", "ontology", "agents/", "near//x", "claims/a:b/c%3Ad", "agents//e")
    ]
    + ["https://schema.org/name", "http://example.org/?q=1&r=é", "urn:x:y", "mailto:a@b.c", f"{vocab.RDF}type"]
).map(ox.NamedNode)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda t: ox.Literal(t, language="ko")),
    st.integers(-999, 999).map(vocab.whole),
    st.sampled_from(["true", "1.50", "2015", "x"]).map(lambda t: ox.Literal(t, datatype=ox.NamedNode(f"{vocab.XSD}gYear"))),
)
TRIPLES = st.lists(st.tuples(NAMES, NAMES, NAMES | LITERALS), max_size=12)


def read(data: bytes, suffix: str) -> set[tuple[object, ...]]:
    return {tuple(q)[:3] for q in ox.parse(data, format=ENGINE[suffix])}


@pytest.mark.parametrize("suffix", notations.SUFFIXES)
@settings(deadline=None, max_examples=150)
@given(triples=TRIPLES)
def test_what_is_written_is_read_back(suffix: str, triples: list[Triple]) -> None:
    data = notations.write(triples, suffix)
    assert read(data, suffix) == set(triples)
    assert data == notations.write(reversed(triples), suffix)


def test_json_ld_carries_its_prefixes_and_no_other() -> None:
    said = [(ox.NamedNode(f"{vocab.ROOT}agents/upi"), vocab.RDF_TYPE, vocab.NK.Agent)]
    read_back = json.loads(notations.write(said, "jsonld"))
    assert set(read_back["@context"]) == {"agent", "nk", "rdf"}
    assert read_back["@graph"] == [{"@id": "agent:upi", "@type": "nk:Agent"}]


def test_the_prefixes_agree_with_those_that_people_type() -> None:
    shared = set(PREFIXES) & set(notations.PREFIXES)
    assert len(shared) >= 12
    assert {name: PREFIXES[name] for name in shared} == {name: notations.PREFIXES[name] for name in shared}
