"""The rules inside real servers: an Oxigraph and a Virtuoso must say of the real corpus what pyoxigraph says in memory."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

from nkgraph import derive, push, rules, stored
from nkgraph.check import Reading
from nkgraph.push import Derived
from nkgraph.remote import Remote
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, RDF_TYPE, XSD
from tests.rule_examples import Example
from tests.specimens import all_rules, article, says
from tests.test_rules_engines import FAMILIES, chosen, side_by_side

pytest_plugins = ("tests.servers",)

Row = tuple[str, str, str | Decimal]
_DIGITS = Decimal("0.000001")


def row(triple: Triple) -> Row:
    """A triple, with a decimal by its value to six digits: each engine divides to its own."""
    s, p, o = triple
    if isinstance(o, ox.Literal) and o.datatype.value == XSD + "decimal":
        return str(s), str(p), Decimal(o.value).quantize(_DIGITS)
    return str(s), str(p), str(o)


def rows(graph: Graph) -> set[Row]:
    return {row((q.subject, q.predicate, q.object)) for q in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS)}


def findings(found: set[Row]) -> set[Row]:
    """The triples of the findings alone."""
    named = {s for s, p, o in found if p == str(RDF_TYPE) and o == str(NK.Finding)}
    return {r for r in found if r[0] in named}


@pytest.fixture(scope="module")
def derived(reading: Reading) -> Derived:
    """The real corpus, before it is compared."""
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    return Derived("the real one", graph, [])


def compared(remote: Remote, derived: Derived) -> tuple[set[Row], set[Row]]:
    """What the rules say on a server and in memory: every triple, those on the way to a finding included."""
    graph = Graph.from_n_quads(derived.graph.n_quads())
    rules.run(list(all_rules()), graph)
    push.push(remote, derived, all_rules())
    return {r for r in rows(stored.fetch_graph(remote)) if r[1] != str(stored.CORPUS)}, rows(graph)


def differing(one: set[Row], other: set[Row]) -> list[str]:
    """A few of the triples that only one side has; the predicate tells which rule to look at."""
    told = [("server", r) for r in one - other] + [("memory", r) for r in other - one]
    return sorted(f"only in {side}: {p} of {s} is {o}" for side, (s, p, o) in told)[:10]


@pytest.mark.endurance
def test_a_server_finds_in_the_real_corpus_what_is_found_in_memory(store: str, derived: Derived) -> None:
    there, here = compared(Remote(store), derived)
    assert differing(findings(there), findings(here)) == []
    assert differing(there, here) == []
    assert len(findings(here)) > 50


@pytest.mark.endurance
def test_a_server_says_of_all_examples_what_is_said_in_memory(store: str) -> None:
    """The examples exercise every rule file (tests/test_rules_engines.py sees to that), the real corpus only most."""
    crowd = tuple(article("upi", "", says(f"1{n}"), name=f"crowd-{n}") for n in range(100, 131))
    spoken = [example for family in FAMILIES for example in chosen(family)]
    graph = side_by_side([*FAMILIES["same-quantity"], *spoken, Example("contradicts", "a crowd", crowd, ())])
    there, here = compared(Remote(store), Derived("examples", graph, []))
    assert differing(there, here) == []
    assert len(findings(here)) > 100
