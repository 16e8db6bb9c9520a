"""Fill a store: load the claims aside, run the rules in the store, and put both in place when they are whole.

    next/claims    loaded, then counted
    next/stratum   what the rules of one stratum say; none of them sees it. Then it joins next/findings
    next/findings  what all strata said so far, which the next one sees beside next/claims

Readers see the former graphs until the last step. That step is one request: on Oxigraph one transaction; on Virtuoso it
takes a moment in which the graph `run` is missing, and readers are told to wait (see `stored`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from nkgraph import corpus, rules, updates, vocab
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError, OntologyError
from nkgraph.fault import Fault
from nkgraph.remote import Remote
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.stored import CLAIMS, FINDINGS, GRAPHS, RUN, Run
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

NEXT_CLAIMS, NEXT_FINDINGS, STRATUM = (ox.NamedNode(f"{GRAPHS}next/{name}") for name in ("claims", "findings", "stratum"))
_ASIDE = (NEXT_CLAIMS, NEXT_FINDINGS, STRATUM)
_ALL, _NOT = "GRAPH {%s} {{ ?s ?p ?o }}", "FILTER NOT EXISTS {{ GRAPH {%s} {{ ?s ?p ?o }} }}"
_ADD = f"INSERT {{{{ {_ALL % 'graph'} }}}} WHERE {{{{ {_ALL % 'source'} {_NOT % 'graph'} }}}}"
_REMOVE = f"DELETE {{{{ {_ALL % 'graph'} }}}} WHERE {{{{ {_ALL % 'graph'} {_NOT % 'source'} }}}}"


@dataclass(frozen=True)
class Derived:
    """A corpus before it is compared: its digest, its triples; with faults there are none."""

    corpus_id: str
    graph: Graph
    faults: list[Fault]


def derived(places: Places) -> Derived:
    """Read, check and derive a corpus."""
    from nkgraph import build, check

    corpus_id, reading = corpus.digest(places.claim_files()), check.read(places)
    faults = check.judge(reading, places).faults
    return Derived(corpus_id, Graph() if faults else build.derived(reading), faults)


def push(remote: Remote, derived: Derived, rule_files: Iterable[Rule], as_of: int = rules.ALL_DATES) -> Run:
    """Replace what a store holds by this corpus, compared as of a day.

    When it fails, the store holds what it held before, and perhaps graphs under next/ that the following push clears. Only
    a failure within the last step, on a server without transactions, leaves no finished push; readers are told so.
    """
    day = ox.Literal(str(as_of), datatype=ox.NamedNode(vocab.XSD + "integer"))
    triples = {*_triples(derived.graph), (NK.run, NK.asOfDay, day)}
    remote.update(_drop(*_ASIDE))
    remote.load(NEXT_CLAIMS, sorted(triples, key=str))
    _expect(remote, NEXT_CLAIMS, len(triples))
    run_rules(remote, rule_files)
    done = Run(derived.corpus_id, len(triples), remote.count(NEXT_FINDINGS))
    _expect(remote, NEXT_CLAIMS, len(triples))
    remote.update(_swap(done))
    remote.update(_drop(*_ASIDE))
    for graph, expected in ((CLAIMS, done.claims), (FINDINGS, done.findings)):
        _expect(remote, graph, expected)
    return done


def run_rules(remote: Remote, rule_files: Iterable[Rule]) -> None:
    """Run every stratum once over next/claims and next/findings."""
    for _, members in groupby(rule_files, key=lambda r: r.stratum):
        stratum = list(members)
        remote.update(_drop(STRATUM))
        for rule in stratum:
            remote.update(updates.insertion(f"{rule.stratum}-{rule.name}", rule.text, STRATUM, (NEXT_CLAIMS, NEXT_FINDINGS)))
        _only_what_headers_name(remote, stratum)
        remote.update(_ADD.format(graph=NEXT_FINDINGS, source=STRATUM))


def _only_what_headers_name(remote: Remote, stratum: list[Rule]) -> None:
    allowed = {vocab.RDF_TYPE.value}
    allowed |= {NK.namespace + word.removeprefix("nk:") for rule in stratum for word in rule.header["writes"].split()}
    _, rows = remote.select(f"SELECT DISTINCT ?p WHERE {{ GRAPH {STRATUM} {{ ?s ?p ?o }} }}")
    for (predicate,) in rows:
        if not isinstance(predicate, ox.NamedNode) or predicate.value not in allowed:
            names = ", ".join(f"{rule.stratum}-{rule.name}.rq" for rule in stratum)
            raise OntologyError(f"One of {names} writes {predicate} on {remote.name}, which none of their headers names.")


def _triples(graph: Graph) -> Iterator[Triple]:
    for quad in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS):
        yield quad.subject, quad.predicate, quad.object


def _drop(*graphs: ox.NamedNode) -> str:
    return " ;\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs)


def _swap(done: Run) -> str:
    """First `run` goes, last it comes: in between nobody takes the graphs for whole. Only what differs is written."""
    told = " ".join(f"{s} {p} {o} ." for s, p, o in done.triples())
    steps = [_drop(RUN)]
    for graph, source in ((CLAIMS, NEXT_CLAIMS), (FINDINGS, NEXT_FINDINGS)):
        steps += [_REMOVE.format(graph=graph, source=source), _ADD.format(graph=graph, source=source)]
    return " ;\n".join([*steps, f"INSERT DATA {{ GRAPH {RUN} {{ {told} }} }}"])


def _expect(remote: Remote, graph: ox.NamedNode, expected: int) -> None:
    found = remote.count(graph)
    if found != expected:
        raise NkgraphError(
            f"{remote.name}: {graph.value} holds {found:,} triples and not the {expected:,} that were sent. "
            "Look whether somebody else is pushing, then push again."
        )
