"""What nkgraph keeps in a store, and reading it back whole.

Three named graphs. `claims` holds what is derived and the ontology, and the as-of day; `findings` what the rules say; `run`
is there only while both are whole: it names the corpus and says how many triples each graph holds. Whoever reads looks at
`run` before and after, so that an answer from the middle of a push is refused and never given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import NkgraphError
from nkgraph.store import Graph, Row
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

if TYPE_CHECKING:
    from nkgraph.remote import Remote  # whoever wants the names of the graphs alone does not load what speaks to a server

GRAPHS = vocab.ROOT + "graphs/"
CLAIMS, FINDINGS, RUN = (ox.NamedNode(GRAPHS + name) for name in ("claims", "findings", "run"))
CORPUS = NK.corpus
VOID_TRIPLES = ox.NamedNode("http://rdfs.org/ns/void#triples")
PAGE_ROWS = 5000  # asked for at a time; below the 10,000 at which a Virtuoso that nobody has set up cuts


@dataclass(frozen=True)
class Run:
    """A finished push: the digest of its claims/, and the size of each graph."""

    corpus_id: str
    claims: int
    findings: int

    def triples(self) -> list[Triple]:
        """What stands in the graph `run`."""
        integer = ox.NamedNode(vocab.XSD + "integer")
        return [
            (NK.run, CORPUS, ox.Literal(self.corpus_id)),
            (CLAIMS, VOID_TRIPLES, ox.Literal(str(self.claims), datatype=integer)),
            (FINDINGS, VOID_TRIPLES, ox.Literal(str(self.findings), datatype=integer)),
        ]


def run(remote: Remote) -> Run:
    """The finished push that a store holds; NkgraphError where there is none."""
    _, rows = remote.select(
        f"SELECT ?corpus ?claims ?findings WHERE {{ GRAPH {RUN} {{ {NK.run} {CORPUS} ?corpus . "
        f"{CLAIMS} {VOID_TRIPLES} ?claims . {FINDINGS} {VOID_TRIPLES} ?findings }} }}"
    )
    texts = [[cell.value if isinstance(cell, ox.Literal) else "" for cell in row] for row in rows]
    if len(texts) != 1 or not texts[0][1].isdigit() or not texts[0][2].isdigit():
        raise NkgraphError(
            f"{remote.name}: holds no finished push. Wait if one is under way, else fill it with: nkgraph push {remote.name}"
        )
    return Run(texts[0][0], int(texts[0][1]), int(texts[0][2]))


def fetch_graph(remote: Remote) -> Graph:
    """The claims and findings of a store as one graph in memory, whole or not at all; its corpus id stands in it."""
    before = run(remote)
    graph = Graph()
    for name, expected in ((CLAIMS, before.claims), (FINDINGS, before.findings)):
        triples = {t for page in _pages(remote, name) for t in page}
        if len(triples) != expected:
            _still(remote, before)
            raise NkgraphError(
                f"{remote.name}: gave {len(triples):,} of the {expected:,} triples of {name.value}. "
                "Raise its limit of rows (Virtuoso: ResultSetMaxRows), or push again if somebody has changed the graph."
            )
        graph.add(triples)
    _still(remote, before)
    graph.add([before.triples()[0]])
    return graph


def select_rows(remote: Remote, query: str) -> tuple[list[str], list[Row]]:
    """A SELECT, run on the store over claims and findings as its default graph."""
    before = run(remote)
    answer = remote.select(query, (CLAIMS, FINDINGS))
    _still(remote, before)
    return answer


def _still(remote: Remote, before: Run) -> None:
    if run(remote) != before:
        raise NkgraphError(f"{remote.name}: was filled anew while it was read. Ask again.")


def _pages(remote: Remote, graph: ox.NamedNode) -> Iterator[list[Triple]]:
    """The triples by predicate: small ones together, one that is larger than a page alone."""
    _, rows = remote.select(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} GROUP BY ?p")
    sizes = sorted((int(n.value), str(p)) for p, n in rows if isinstance(p, ox.NamedNode) and isinstance(n, ox.Literal))
    for predicates in _together(sizes):
        values = " ".join(predicates)
        yield remote.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} VALUES ?p {{ {values} }} }}")


def _together(sizes: Iterable[tuple[int, str]]) -> Iterator[list[str]]:
    chosen, total = list[str](), 0
    for size, predicate in sizes:
        if chosen and total + size > PAGE_ROWS:
            yield chosen
            chosen, total = [], 0
        chosen.append(predicate)
        total += size
    if chosen:
        yield chosen
