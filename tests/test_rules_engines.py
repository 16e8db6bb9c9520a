"""The rules on a second engine: rdflib must say what pyoxigraph says; and no rule file is left that nothing exercises."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import groupby

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from nkgraph import derive, rules
from nkgraph.check import Reading
from nkgraph.claims import Corpus
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.vocab import NK, RDF_TYPE, ROOT
from tests.rule_examples import EXAMPLES, Example
from tests.specimens import all_rules, article, known, says, typed

Row = tuple[str, str, str | Decimal]
VERBS = sorted({e.verb for e in EXAMPLES})
_DECIMAL = str(rdflib.XSD.decimal)


# --- one run on each engine ---------------------------------------------------------------------------------------------


@cache
def prepared(name: str) -> Query:
    """A rule, parsed for rdflib."""
    return prepareQuery(next(r.text for r in all_rules() if r.name == name))


def derived(corpus: Corpus) -> Graph:
    return Graph(derive.derive(corpus, known()))


def by_oxigraph(graph: Graph) -> set[Row]:
    """Everything in the graph after the rules have run on it."""
    rules.run(list(all_rules()), graph)
    return {_row(s, p, o) for s, p, o, _ in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS)}


def by_rdflib(graph: Graph) -> set[Row]:
    """Everything in the graph after the same strata have run on rdflib's own engine."""
    second = rdflib.Graph()
    for s, p, o, _ in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS):
        second.add((_term(s), _term(p), _term(o)))
    second.add((_term(NK.run), _term(NK.asOfDay), rdflib.Literal(rules.ALL_DATES)))
    for _, stratum in groupby(all_rules(), key=lambda r: r.stratum):
        said = [row for rule in stratum for row in second.query(prepared(rule.name))]
        for triple in said:
            second.add(triple)  # type: ignore[arg-type]  # the rows of a CONSTRUCT are triples
    return {_row(*(_ox(term) for term in triple)) for triple in second}


def _term(node: object) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(node, ox.Literal):
        return rdflib.Literal(node.value, lang=node.language, datatype=None if node.language else node.datatype.value)
    assert isinstance(node, ox.NamedNode), "no blank node reaches the store"
    return rdflib.URIRef(node.value)


def _ox(term: object) -> ox.NamedNode | ox.Literal:
    if isinstance(term, rdflib.Literal):
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), language=term.language) if term.language else ox.Literal(str(term), datatype=datatype)
    assert isinstance(term, rdflib.URIRef), "no blank node is constructed"
    return ox.NamedNode(str(term))


def _row(s: object, p: object, o: object) -> Row:
    """A triple, with a decimal by its value: each engine writes it in its own form."""
    number = isinstance(o, ox.Literal) and o.datatype.value == _DECIMAL
    return str(s), str(p), Decimal(o.value) if isinstance(o, ox.Literal) and number else str(o)


def findings(found: set[Row]) -> set[Row]:
    """The triples of the findings alone: rule, outcome, reason, quantity, sides, difference."""
    named = {s for s, p, o in found if p == str(RDF_TYPE) and o == str(NK.Finding)}
    return {row for row in found if row[0] in named}


def side_by_side(examples: Iterable[Example]) -> Graph:
    """The graphs of several examples in one, each with articles and quantities of its own."""
    merged = b""
    for number, example in enumerate(examples):
        lines = derived(typed(example.articles)).n_quads()
        for kind in ("claims", "quantities", "entries"):
            lines = lines.replace(f"{ROOT}{kind}/".encode(), f"{ROOT}{kind}/example-{number}/".encode())
        merged += lines
    return Graph.from_n_quads(merged)


@pytest.mark.parametrize("verb", VERBS)
def test_both_engines_construct_the_same_triples(verb: str) -> None:
    examples = [e for e in EXAMPLES if e.verb == verb]
    one, other = by_oxigraph(side_by_side(examples)), by_rdflib(side_by_side(examples))
    assert one == other
    assert len({s for s, _, _ in findings(one)}) == sum(len(e.said) for e in examples)


def test_both_engines_compare_the_extremes_of_a_crowd() -> None:
    corpus = typed(article("upi", "", says(f"1{n}", by="unstated"), name=f"crowd-{n}") for n in range(100, 131))
    one, other = by_oxigraph(derived(corpus)), by_rdflib(derived(corpus))
    assert one == other
    assert {o for _, p, o in findings(one) if p == str(NK.outcome)} == {str(NK.contradicts)}


def test_both_engines_find_the_same_in_the_real_corpus(reading: Reading) -> None:
    one, other = by_oxigraph(derived(reading.corpus)), by_rdflib(derived(reading.corpus))
    assert one == other
    assert len({s for s, _, _ in findings(one)}) == 51


# --- every file -----------------------------------------------------------------------------------------------------------


def test_every_rule_file_constructs_something_over_the_examples() -> None:
    crowd = [article("upi", "", says(f"1{n}"), name=f"crowd-{n}") for n in range(100, 131)]
    graph = side_by_side([*EXAMPLES, Example("contradicts", "a crowd", tuple(crowd), ())])
    rules.run([], graph)
    silent: set[str] = set()
    for _, stratum in groupby(all_rules(), key=lambda r: r.stratum):
        said = {r.name: list(graph.construct(r.text)) for r in stratum}
        silent.update(name for name, triples in said.items() if not triples)
        graph.add(t for triples in said.values() for t in triples)
    assert len(all_rules()) == 30
    assert silent == set()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: f"{r.stratum}-{r.name}")
def test_a_rule_uses_only_what_every_store_can_do(rule: Rule) -> None:
    """No GRAPH, FROM, SERVICE, OPTIONAL, no variable predicate, no property path."""
    query = prepared(rule.name)
    names, predicates = set(), list[object]()
    todo: list[object] = [query.algebra]
    while todo:
        node = todo.pop()
        if isinstance(node, CompValue):
            names.add(node.name)
            predicates += [p for _, p, _ in dict.get(node, "triples", ())]
            todo += node.values()
        elif isinstance(node, list | tuple):
            todo += node
    assert {type(p) for p in predicates} == {rdflib.URIRef}
    assert not names & {"Graph", "ServiceGraphPattern", "LeftJoin", "Minus", "OrderBy", "Slice"}
    assert query.algebra.datasetClause is None


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: f"{r.stratum}-{r.name}")
def test_a_rule_writes_exactly_what_its_header_names(rule: Rule) -> None:
    written = {str(p) for _, p, _ in prepared(rule.name).algebra.template}
    named = {f"{NK.namespace}{word.removeprefix('nk:')}" for word in rule.header["writes"].split()}
    assert written - {RDF_TYPE.value} == named
