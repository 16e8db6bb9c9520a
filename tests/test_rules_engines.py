"""The rules on a second engine: rdflib must say what pyoxigraph says; and no rule file is left that nothing exercises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from nkgraph import claims, derive, rules
from nkgraph import findings as found
from nkgraph.check import Reading
from nkgraph.claims import Corpus
from nkgraph.register import Register
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK, RDF_TYPE, ROOT
from tests import (
    examples_changes,
    examples_derivation,
    examples_flows,
    examples_operations,
    examples_others,
    examples_series,
    examples_totals,
    rule_examples,
    series_specimens,
    totals_specimens,
)
from tests.conftest import REPOSITORY
from tests.rule_examples import Example, post, upi
from tests.specimens import UNSTATED, Compared, all_rules, article, iri, known, names_and_parts, says, typed

Row = tuple[str, str, str | Decimal]
_DECIMAL = str(rdflib.XSD.decimal)
_OWN = re.compile(rf"<{ROOT}(?:claims|quantities|entries|near)/".encode())
AT_ONCE = 6  # examples in one graph: rdflib takes ten times as long for thirty of the series in one
FAMILIES = {
    "same-quantity": rule_examples.EXAMPLES,
    "series": (*examples_series.EXAMPLES, *examples_changes.EXAMPLES),
    "others": examples_others.EXAMPLES,
    "totals": (*examples_totals.EXAMPLES, *examples_flows.EXAMPLES),
    "derivation": (*examples_derivation.EXAMPLES, *examples_operations.EXAMPLES),
}


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
    """A triple, with a decimal by its value to six digits: each engine divides to its own."""
    number = isinstance(o, ox.Literal) and o.datatype.value == _DECIMAL
    return str(s), str(p), round(Decimal(o.value), 6) if isinstance(o, ox.Literal) and number else str(o)


def findings(found: set[Row]) -> set[Row]:
    """The triples of the findings alone: rule, outcome, reason, quantity, sides, difference."""
    named = {s for s, p, o in found if p == str(RDF_TYPE) and o == str(NK.Finding)}
    return {row for row in found if row[0] in named}


def side_by_side(examples: Iterable[Example]) -> Graph:
    """The graphs of several examples in one, each with articles, quantities and near groups of its own.

    Whatever the rules mint is named after these, so that nothing of one example meets anything of another.
    """
    return _side_by_side(e.articles for e in examples)


def _side_by_side(corpora: Iterable[Iterable[Document]]) -> Graph:
    lines = []
    for number, articles in enumerate(corpora):
        triples = (ox.Triple(*t) for t in derive.derive(typed(articles), known()))
        written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        assert written is not None, "nothing is written to a file"
        lines.append(_OWN.sub(rb"\g<0>example-%d/" % number, written))
    return Graph.from_n_quads(b"".join(lines))


def compare_each(corpora: Iterable[Iterable[Document]], also: Iterable[Triple] | None = None) -> list[Compared]:
    """What the rules say of each corpus, from one run over all of them: a run costs the same for one as for fifty.

    `also` is what the graph says besides: names and parts, where nothing else is given.
    """
    every = list(corpora)
    graph = _side_by_side(every)
    graph.add(names_and_parts() if also is None else also)
    rules.run(list(all_rules()), graph)
    register = Register(graph)
    by_example: list[list[found.Finding]] = [[] for _ in every]
    for finding in found.read(register):
        by_example[_example(graph, finding)].append(finding)
    return [Compared(register, of_one) for of_one in by_example]


def _example(graph: Graph, finding: found.Finding) -> int:
    """The number of the example that a finding is about; it is about one alone."""
    (number,) = {int(mark[1]) for _, _, o in graph.about(finding.iri) if (mark := series_specimens.MARK.search(str(o)))}
    return number


# --- two engines --------------------------------------------------------------------------------------------------------


def chosen(family: str) -> list[Example]:
    """The first example of each verb of a family that speaks: rdflib takes fifty times as long as pyoxigraph."""
    first: dict[str, Example] = {}
    for example in FAMILIES[family]:
        if example.fires:
            first.setdefault(example.verb, example)
    return list(first.values())


@pytest.mark.endurance
@pytest.mark.parametrize("family", FAMILIES)
def test_both_engines_construct_the_same_triples(family: str) -> None:
    examples = chosen(family)
    for some in (examples[n : n + AT_ONCE] for n in range(0, len(examples), AT_ONCE)):
        graph = side_by_side(some)
        other = by_rdflib(graph)
        assert by_oxigraph(graph) == other
        assert len({s for s, _, _ in findings(other)}) >= len(some)


@pytest.mark.endurance
def test_both_engines_compare_the_extremes_of_a_crowd() -> None:
    graph = derived(typed(crowd()))
    other = by_rdflib(graph)
    assert by_oxigraph(graph) == other
    assert {o for _, p, o in findings(other) if p == str(NK.outcome)} == {str(NK.contradicts)}


@pytest.mark.endurance
def test_both_engines_find_the_same_in_half_of_the_real_corpus(reading: Reading) -> None:
    graph = derived(claims.read(reading.documents[::2], reading.ontology))
    other = by_rdflib(graph)
    assert by_oxigraph(graph) == other
    assert len({s for s, _, _ in findings(other)}) >= 5


def crowd() -> list[Document]:
    """More readings of one quantity than are compared pair by pair."""
    return [article("upi", "", says(f"1{n}", by=UNSTATED), name=f"crowd-{n}") for n in range(100, 131)]


# --- side by side -------------------------------------------------------------------------------------------------------


@pytest.mark.endurance
def test_what_stands_side_by_side_meets_nothing_of_another_example() -> None:
    twice = [e for e in FAMILIES["totals"] if e.fires][:6] * 2
    compared = compare_each(e.articles for e in twice)
    words = [
        sorted(totals_specimens.in_full(f) for f in each.findings if f.rule in totals_specimens.RULES) for each in compared
    ]
    assert words == [list(e.said) for e in twice]


# --- every file -----------------------------------------------------------------------------------------------------------

RETRACTED = 'nk:retractedOn "2020-06-15" ; nk:retractedBecause "The table was of another year."'


def lent() -> list[Document]:
    """An article that names nobody relays a report that is withdrawn later."""
    report = article("yonhap", "2016", says("1277"), name="report", hops=RETRACTED)
    quoting = upi("2017", says("1277", by=UNSTATED), hops=f"nk:cites <{iri('report').value}>")
    return [report, quoting, post("2018", says("1270"))]


def constructing(graph: Graph, day: str = "") -> Iterator[str]:
    """The files that construct at least one triple of a graph, as of a day."""
    rules.run([], graph, date.fromisoformat(day).toordinal() if day else rules.ALL_DATES)
    for _, stratum in groupby(all_rules(), key=lambda r: r.stratum):
        said = {f"{r.stratum:02}-{r.name}": list(graph.construct(r.text)) for r in stratum}
        yield from (name for name, triples in said.items() if triples)
        graph.add(t for triples in said.values() for t in triples)


@pytest.mark.endurance
def test_every_rule_file_constructs_something_over_the_examples() -> None:
    wide = [upi("2016", says("1277"), says("1200 to 1300"))]
    alone = [Example("same-quantity", "alone", tuple(documents), ()) for documents in (crowd(), lent(), wide)]
    every = [
        *alone,
        *examples_totals.ROUNDED,
        *examples_flows.ROUNDED,
        *examples_derivation.ROUNDED,
        *(e for family in FAMILIES.values() for e in family if e.said),
    ]
    files = {path.stem for path in (REPOSITORY / "queries" / "rules").glob("*.rq")}
    speaking = {*constructing(side_by_side(every)), *constructing(side_by_side(alone), "2019-01-01")}
    assert len(files) == len(all_rules())
    assert files - speaking == set()


@pytest.mark.endurance
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


@pytest.mark.endurance
@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: f"{r.stratum}-{r.name}")
def test_a_rule_writes_exactly_what_its_header_names(rule: Rule) -> None:
    written = {str(p) for _, p, _ in prepared(rule.name).algebra.template}
    named = {f"{NK.namespace}{word.removeprefix('nk:')}" for word in rule.header["writes"].split()}
    assert written - {RDF_TYPE.value} == named
