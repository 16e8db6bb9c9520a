"""The graphs that a query may name hold what a push would put there: what was derived, and what the rules said of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from nkgraph import build, rules
from nkgraph.check import Reading
from nkgraph.store import Dataset, Graph
from nkgraph.stored import CLAIMS, FINDINGS
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, RDF_TYPE
from nkgraph.web import graphs
from tests.corrected import LATER, RETRACTED
from tests.rule_examples import EXAMPLES, Example
from tests.specimens import all_rules
from tests.test_corrections import chain
from tests.test_rules_engines import side_by_side

Triples = set[Triple]


def triples(graph: Graph) -> Triples:
    return {(q.subject, q.predicate, q.object) for q in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS)}


def divided(after: Graph) -> tuple[Triples, Triples]:
    """What stands under each name; all of it stands in the default graph too."""
    held: dict[ox.NamedNode | None, Triples] = {None: set(), CLAIMS: set(), FINDINGS: set()}
    for quad in ox.parse(graphs.n_quads(after, list(all_rules())), format=ox.RdfFormat.N_QUADS):
        name = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
        held[name].add((quad.subject, quad.predicate, quad.object))
    assert held[None] == triples(after) == held[CLAIMS] | held[FINDINGS]
    assert not held[CLAIMS] & held[FINDINGS]
    return held[CLAIMS], held[FINDINGS]


def pushed(before: Graph, as_of: int = rules.ALL_DATES) -> tuple[Graph, tuple[Triples, Triples]]:
    """The graph after the rules have run; the claims, as-of day included, and what the rules added to them."""
    rules.run([], before, as_of)
    claims = triples(before)
    rules.run(list(all_rules()), before, as_of)
    return before, (claims, triples(before) - claims)


@pytest.mark.endurance
def test_the_real_corpus_is_divided_as_a_push_divides_it(reading: Reading) -> None:
    after, expected = pushed(build.derived(reading))
    assert divided(after) == expected
    assert [len(part) > 5_000 for part in expected] == [True, True]


def test_a_root_that_is_lent_is_a_finding_and_a_stated_one_is_not() -> None:
    """The three predicates that claims and findings share are all there; a fourth would need a line in `graphs`."""
    corrected = Example("", "corrected", chain(RETRACTED), ())
    said = side_by_side([corrected, *(e for e in EXAMPLES if e.verb in ("contradicts", "revised", "within"))])
    after, expected = pushed(said, LATER - 1)
    shared = {p for _, p, _ in expected[0]} & {p for _, p, _ in expected[1]}
    assert shared - {RDF_TYPE} == {NK.root, NK.slot, NK.quantity}
    assert divided(after) == expected


def test_the_description_is_a_graph_of_its_own_and_part_of_the_default_graph() -> None:
    said = (ox.NamedNode("https://example.org/data"), RDF_TYPE, ox.NamedNode("https://example.org/Dataset"))
    dataset = Dataset(graphs.n_quads(Graph(), [], [said]))
    assert dataset.names() == {graphs.DESCRIPTION.value}
    for where in ("?s a <https://example.org/Dataset>", f"GRAPH {graphs.DESCRIPTION} {{ ?s a ?kind }}"):
        assert bool(dataset.find(f"ASK {{ {where} }}", "https://example.org/"))


def test_a_graph_without_rules_is_all_claims() -> None:
    claim = (ox.NamedNode("https://example.org/claim"), NK.quantity, ox.NamedNode("https://example.org/quantity"))
    assert graphs.n_quads(Graph([claim]), []).decode().splitlines()[1].endswith(f"{CLAIMS} .")
