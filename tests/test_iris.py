"""Prefixed names, there and back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from nkgraph import iris
from nkgraph.ontology import Ontology
from nkgraph.vocab import ROOT


@pytest.mark.parametrize("short", ["agent:yonhap", "nk:agrees", "claims:2016-01-04-a/b-2015", "finding:0a0d", "schema:Article"])
def test_a_prefixed_name_stands_for_one_iri_and_that_for_it(short: str) -> None:
    node = iris.expand(short)
    assert node is not None
    assert iris.shorten(node) == short
    assert iris.expand(node.value) == iris.expand(f"<{node.value}>") == node


@pytest.mark.parametrize(
    "text", ["Yonhap", "", ":", "other:thing", "agent:a b", "https://a b", "<>", "mailto:a@b.c", "agent:<"]
)
def test_what_is_no_iri_of_a_known_kind_is_none(text: str) -> None:
    assert iris.expand(text) is None


def test_an_iri_without_a_prefix_is_itself() -> None:
    assert iris.shorten(ox.NamedNode("https://example.org/a")) == "https://example.org/a"
    assert iris.shorten(ox.NamedNode(ROOT + "ontology")) == ROOT + "ontology"


def test_the_prefixes_are_those_of_the_ontology_and_a_few_more(known: Ontology) -> None:
    assert known.prefixes.items() <= iris.PREFIXES.items()
    assert len(known.prefixes) >= 13
