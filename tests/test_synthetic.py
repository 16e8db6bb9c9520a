"""The synthetic corpora that the comparator is timed on: they are as large as they say, and they feed the rules."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from nkgraph import check, derive, rules
from nkgraph.store import Graph
from nkgraph.vocab import NK, RDF_TYPE
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.endurance
CLAIMS = 400
write_shape = runpy.run_path(str(REPOSITORY / "benchmarks" / "synthetic.py"))["write_shape"]


def test_a_spread_corpus_has_so_many_claims_and_feeds_every_kind_of_rule(tmp_path: Path) -> None:
    places = write_shape("spread", CLAIMS, tmp_path)
    reading = check.read(places)
    assert [f for d in reading.documents for f in d.faults] == []
    assert len(reading.corpus.claims) == CLAIMS
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(rules.read(places.rule_files()), graph)
    said = {literal.value for s in graph.subjects(RDF_TYPE, NK.Finding) for literal in graph.objects(s, NK.rule)}
    assert said >= {"same-quantity", "near-miss", "sum-of-parts", "derivation", "series", "forecast", "missing"}
    linked = (NK.inside, NK.within, NK.flowIn, NK.keptWithin)  # what the rules that only seldom say something have read
    assert [p.value for p in linked if graph.count(p) == 0] == []


@pytest.mark.parametrize(("shape", "least", "most"), [("repeated", 2, 12), ("distinct", 300, 400)])
def test_a_crowd_gives_one_quantity_a_few_values_or_each_its_own(shape: str, least: int, most: int, tmp_path: Path) -> None:
    reading = check.read(write_shape(shape, CLAIMS, tmp_path))
    crowd = [c for c in reading.corpus.claims if c.subject.endswith("/figure")]
    assert len(crowd) > CLAIMS * 3 // 4
    assert least <= len({(c.value, c.modality) for c in crowd}) <= most


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_shape("distinct", CLAIMS, tmp_path / name) for name in ("one", "other"))
    assert [p.read_bytes() for p in one.claim_files()] == [p.read_bytes() for p in other.claim_files()]


def test_a_shape_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a shape is one of"):
        write_shape("round", CLAIMS, tmp_path)
