"""Which graph pyshacl should be given: the repository's own corpus on three of them, the same triples and shapes in each.

Seconds to fill the graph from triples that are parsed already, and seconds to validate it; the median of three. Last, what
the sieve takes, which looks before pyshacl and spares it where nothing is in doubt.

    python benchmarks/shacl.py
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from nkgraph import check, corpus, shapes
from nkgraph.onegraph import OneGraph
from nkgraph.turtle import Triple

REPOSITORY = Path(__file__).resolve().parent.parent
RUNS = 3


def rdflib_memory(triples: list[Triple]) -> rdflib.Graph:
    """What rdflib gives when one asks for nothing else."""
    return _fill(rdflib.Graph(), triples)


def one_graph(triples: list[Triple]) -> rdflib.Graph:
    """What nkgraph uses."""
    return _fill(rdflib.Graph(store=OneGraph()), triples)


def oxigraph(triples: list[Triple]) -> ox.Store:
    """Oxigraph's own store, which pyshacl takes as it is."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    return store


Maker = Callable[[list[Triple]], rdflib.Graph | ox.Store]
GRAPHS: dict[str, Maker] = {
    "rdflib, default memory": rdflib_memory,
    "rdflib, OneGraph": one_graph,
    "pyoxigraph Store": oxigraph,
}


def _fill(graph: rdflib.Graph, triples: list[Triple]) -> rdflib.Graph:
    terms = shapes._Terms()
    for s, p, o in triples:
        graph.add((terms.rdflib(s), terms.rdflib(p), terms.rdflib(o)))
    return graph


def measure(make: Maker, triples: list[Triple], rules: shapes.Shapes) -> tuple[float, float]:
    """Seconds to fill one graph, and to validate it; it must conform."""
    shapes_graph = shapes._parsed(rules)
    begin = time.perf_counter()
    data = make(triples)
    filled = time.perf_counter()
    conforms, _, text = pyshacl.validate(
        data,  # type: ignore[arg-type]  # it takes an Oxigraph store too, and does not say so
        shacl_graph=shapes_graph, advanced=False, inference=None, inplace=True, meta_shacl=False,
    )  # fmt: skip
    validated = time.perf_counter()
    if not conforms:
        sys.exit(f"The corpus does not conform: {text}")
    return filled - begin, validated - filled


def sieve(triples: list[Triple], rules: shapes.Shapes) -> float:
    """Seconds that the sieve takes to find nothing in doubt."""
    begin = time.perf_counter()
    if not shapes._certain(rules, triples):
        sys.exit("The corpus does not pass the sieve.")
    return time.perf_counter() - begin


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="pyshacl on three kinds of graph.")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each graph is filled and validated")
    given = parser.parse_args()
    places = corpus.find(REPOSITORY)
    reading = check.read(places)
    rules = shapes.read(places.ontology / "shapes.ttl", reading.ontology)
    triples = [*shapes._concepts(reading.ontology), *shapes._lent(reading.documents)]
    triples += [triple for document in reading.documents for triple in document.triples]
    triples += shapes.members(reading.documents)
    print(f"{len(reading.corpus.claims)} claims, {len(triples):,} triples; seconds, median of {given.runs}")
    print(f"{'':<26}{'load':>8}{'validate':>10}{'both':>8}")
    for name, make in GRAPHS.items():
        taken = [measure(make, triples, rules) for _ in range(given.runs)]
        load, validate = (statistics.median(column) for column in zip(*taken, strict=True))
        print(f"{name:<26}{load:>8.3f}{validate:>10.3f}{load + validate:>8.3f}", flush=True)
    sieved = statistics.median(sieve(triples, rules) for _ in range(given.runs))
    print(f"{'sieve, no pyshacl':<26}{'':>18}{sieved:>8.3f}")


if __name__ == "__main__":
    main()
