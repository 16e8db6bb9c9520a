"""The comparator alone, on 1,000, 10,000 and 100,000 claims in three shapes (see `synthetic`): is each stage linear?

Load (Turtle to claims), derive (claims to triples, links included), store, and all rules; then the slowest rules. Beside it,
in the same process and on the same claims, DuckDB is asked for the contradictions of same-quantity alone, over one table; it
must find the pairs of readings that the rules find. Each size is worked on in a process of its own. Times are processor time,
the median of the runs; the largest sizes run once. DuckDB is needed by nothing else: pip install duckdb

    python benchmarks/comparator.py [--shape SHAPE] [--queries DIR] [CLAIMS ...]
"""

from __future__ import annotations

import argparse
import csv
import gc
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from growth import Clock, peak_megabytes
from synthetic import SHAPES, write_shape

from nkgraph import check, derive, rules, vocab
from nkgraph.corpus import Places
from nkgraph.store import Graph
from nkgraph.vocab import NK

SIZES = (1000, 10_000, 100_000)
TARGET = 1.5  # time per claim at the largest size against that at the one before
RUNS = 3
_ONCE_FROM = 50_000  # claims; a corpus of so many is worked on once
_SHOWN = 10
_AT_ONCE = 50_000  # triples that go into the store at a time
_PREFIX = "PREFIX nk: <https://w3id.org/nkgraph/ontology#> "
_STAGES = ("load", "derive", "store", "rules")

# The rules without which same-quantity could not say that two readings contradict each other.
_SAME_QUANTITY = frozenset(
    (
        "withdrawn", "stands", "divided", "sound-articles", "sound-slots", "crowded", "reading-days", "slot-days", "compared",
        "compared-highest", "compared-lowest", "apart", "opposed", "opposed-running-total", "opposing", "precedes-up",
        "precedes-down", "revised-to", "same-quantity-contradicts",
    )
)  # fmt: skip

_TABLES = {
    "claims": f"""{_PREFIX}SELECT ?claim ?entry ?reading ?quantity ?lower ?lowerIn ?upper ?upperIn ?first ?last ?running
        WHERE {{ ?claim nk:reading ?reading ; nk:entry ?entry ; nk:quantity ?quantity ; nk:firstDay ?first ; nk:lastDay ?last .
        OPTIONAL {{ ?reading nk:looseLower ?lower ; nk:looseLowerInclusive ?lowerIn }}
        OPTIONAL {{ ?reading nk:looseUpper ?upper ; nk:looseUpperInclusive ?upperIn }}
        OPTIONAL {{ ?quantity nk:runningTotal ?running }} }}""",
    "roots": _PREFIX + "SELECT ?claim ?root WHERE { ?claim nk:reading ?reading ; nk:root ?root }",
    "one_with": _PREFIX + "SELECT ?one ?other WHERE { ?one nk:oneWith ?other }",
}
_TYPES = {
    "lower": "DECIMAL(30, 6)", "upper": "DECIMAL(30, 6)", "lowerIn": "BOOLEAN", "upperIn": "BOOLEAN", "first": "INTEGER",
    "last": "INTEGER", "running": "BOOLEAN",
}  # fmt: skip
_SQL = """
WITH divided AS (
    SELECT DISTINCT low.entry FROM claims low JOIN claims high USING (entry)
    WHERE high.lower > low.upper OR (high.lower = low.upper AND NOT (high.lowerIn AND low.upperIn))
), sound AS (
    SELECT * FROM claims WHERE entry NOT IN (SELECT entry FROM divided)
), readings AS (
    SELECT quantity, reading, any_value(lower) AS lower, any_value(lowerIn) AS lowerIn, any_value(upper) AS upper,
        any_value(upperIn) AS upperIn, coalesce(any_value(running), false) AS running,
        min(first) AS possible, min(last) AS certain
    FROM sound GROUP BY quantity, reading
), extremes AS (
    SELECT quantity, count(*) AS size, max(lower) AS most, min(upper) AS least FROM readings GROUP BY quantity
), compared AS (
    SELECT readings.* FROM readings JOIN extremes USING (quantity) WHERE size <= 30 OR lower >= most OR upper <= least
), opposed AS (
    SELECT low.reading AS low, high.reading AS high, low.running
    FROM compared low JOIN compared high USING (quantity)
    WHERE (high.lower > low.upper OR (high.lower = low.upper AND NOT (high.lowerIn AND low.upperIn)))
        AND (NOT low.running OR high.certain < low.possible)
), slots AS (
    SELECT reading, root, min(last) AS certain, min(first) AS possible
    FROM sound JOIN roots USING (claim) GROUP BY reading, root
), precedes AS (
    SELECT low AS one, high AS other FROM opposed WHERE NOT running UNION ALL SELECT high, low FROM opposed
), preceding AS (
    SELECT DISTINCT precedes.one, precedes.other FROM precedes
    JOIN slots before ON before.reading = precedes.one JOIN slots after ON after.reading = precedes.other
    JOIN one_with ON one_with.one = before.root AND one_with.other = after.root
    WHERE before.certain < after.possible
)
SELECT low, high FROM opposed
LEFT JOIN preceding up ON up.one = low AND up.other = high
LEFT JOIN preceding down ON down.one = high AND down.other = low
WHERE (up.one IS NULL) = (down.one IS NULL)
"""
_FOUND = _PREFIX + (
    'SELECT ?finding ?side WHERE { ?finding nk:rule "same-quantity" ; nk:outcome nk:contradicts ; nk:side ?side }'
)
Pairs = set[frozenset[str]]


def compare(places: Places, clock: Clock) -> tuple[Graph, int]:
    """Go from claims files to findings once, and count each stage and each rule; the graph, and its triples before."""
    reading = clock.time("load", lambda: check.read(places))
    graph, triples = Graph(), derive.derive(reading.corpus, reading.ontology)
    while chunk := clock.time("derive", lambda: list(islice(triples, _AT_ONCE))):
        clock.time("store", lambda chunk=chunk: graph.add(chunk))  # type: ignore[misc]
    with clock("store"):
        graph.add(reading.ontology.triples)
        graph.add([(NK.run, NK.asOfDay, vocab.whole(rules.ALL_DATES))])
    before = len(graph)
    for _, stratum in groupby(rules.read(places.rule_files()), key=lambda r: r.stratum):
        said = []
        for rule in stratum:
            said += clock.time(rule.name, lambda rule=rule: list(graph.construct(rule.text)))  # type: ignore[misc]
        clock.time("adding", lambda said=said: graph.add(said))  # type: ignore[misc]
    return graph, before


def contradictions(graph: Graph) -> Pairs:
    """The pairs of readings between which same-quantity found a contradiction."""
    sides: dict[str, set[str]] = defaultdict(set)
    for finding, side in graph.select(_FOUND)[1]:
        assert isinstance(finding, ox.NamedNode), "findings and readings have names"
        assert isinstance(side, ox.NamedNode), "findings and readings have names"
        sides[finding.value].add(side.value)
    return {frozenset(pair) for pair in sides.values()}


def by_duckdb(graph: Graph, folder: Path, clock: Clock) -> Pairs:
    """The same pairs, found by DuckDB in tables of the same claims; what it takes to write the tables is not counted."""
    duckdb: Any = importlib.import_module("duckdb")
    connection = duckdb.connect(config={"threads": 1})
    for name, query in _TABLES.items():
        columns, rows = graph.select(query)
        path = folder / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([getattr(term, "value", "") for term in row] for row in rows)
        types = {c: _TYPES.get(c, "VARCHAR") for c in columns}
        with clock("DuckDB, load"):
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv(?, columns={types}, header=true)", [str(path)])  # noqa: S608 - names of ours
    with clock("DuckDB, query"):
        rows = connection.execute(_SQL).fetchall()
    return {frozenset(pair) for pair in rows}


def measure(shape: str, claims: int, folder: Path, runs: int, queries: Path | None) -> dict[str, Any]:
    """The median seconds of each stage and each rule, and the peak of memory before DuckDB: what a child process does."""
    places = write_shape(shape, claims, folder)
    places = places if queries is None else replace(places, queries=queries)
    taken: list[dict[str, float]] = []
    megabytes = 0.0
    for _ in range(runs):
        gc.collect()
        clock = Clock()
        graph, before = compare(places, clock)
        megabytes = megabytes or peak_megabytes()
        found = contradictions(graph)
        if by_duckdb(graph, folder, clock) != found:
            sys.exit(f"{shape}, {claims:,} claims: DuckDB and the rules do not find the same contradictions.")
        taken.append(clock.seconds)
    seconds = {stage: statistics.median(t[stage] for t in taken) for stage in taken[0]}
    return {"seconds": seconds, "megabytes": megabytes, "triples": before, "with findings": len(graph), "pairs": len(found)}


def _summed(seconds: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds of the stages, and those of the rules by themselves."""
    beside = {name: s for name, s in seconds.items() if name.startswith("DuckDB")}
    single = {n: s for n, s in seconds.items() if n not in {*_STAGES, "adding", *beside}}
    stages = {n: seconds[n] for n in _STAGES[:-1]} | {"rules": sum(single.values()) + seconds["adding"]}
    same = {"same-quantity, its rules": sum(s for n, s in single.items() if n in _SAME_QUANTITY)}
    return stages | {"all": sum(stages.values())} | same | beside, single


def table(shape: str, sizes: list[int], found: list[dict[str, Any]]) -> Iterator[str]:
    """One line a stage, with seconds and microseconds per claim at each size, and the ratio of the last two; the rules."""
    summed = [_summed(f["seconds"]) for f in found]
    yield f"{shape + ': seconds; µs a claim':<28}" + "".join(f"{f'{size:,} claims':>20}" for size in sizes) + f"{'ratio':>8}"
    for stage in summed[0][0]:
        yield _line(stage, [stages[stage] for stages, _ in summed], sizes, stage in (*_STAGES, "all"))
    for name, key in (("peak memory, MB", "megabytes"), ("triples before the rules", "triples"),
                      ("triples after them", "with findings"), ("contradictions of both", "pairs")):  # fmt: skip
        yield f"{name:<28}" + "".join(f"{f[key]:>13,.0f}{'':>7}" for f in found)
    last = summed[-1][1]
    for name in sorted(last, key=lambda n: -last[n])[:_SHOWN]:
        yield _line(f"  {name}", [single[name] for _, single in summed], sizes, judged=False)


def _line(name: str, seconds: list[float], sizes: list[int], judged: bool) -> str:
    each = [s / size * 1e6 for s, size in zip(seconds, sizes, strict=True)]
    ratio = each[-1] / each[-2] if len(each) > 1 and each[-2] else 0.0
    verdict = "" if not judged or not ratio else "  kept" if ratio <= TARGET else "  MISSED"
    shown = "".join(f"{s:>11.3f}{micro:>9,.1f}" for s, micro in zip(seconds, each, strict=True))
    return f"{name:<28}{shown}{ratio:>8.2f}{verdict}"


def main() -> None:
    """Print a table for each shape."""
    parser = argparse.ArgumentParser(description="The comparator on synthetic corpora of three shapes, DuckDB beside it.")
    parser.add_argument("claims", type=int, nargs="*", default=SIZES, help="sizes, multiples of 100 [1000 10000 100000]")
    parser.add_argument("--shape", choices=SHAPES, action="append", help="one shape, may be repeated [all three]")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each size below {_ONCE_FROM:,} is worked on")
    parser.add_argument("--queries", type=Path, help="another folder with rules/ in it [the repository's]")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if importlib.util.find_spec("duckdb") is None:
        sys.exit("benchmarks/comparator.py compares with DuckDB, which is not installed. Install it with: pip install duckdb")
    if given.child is not None:
        print(json.dumps(measure(given.shape[0], given.claims[0], given.child, given.runs, given.queries)))
        return
    sizes = sorted(given.claims)
    for shape in given.shape or SHAPES:
        found = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, __file__, "--child", folder, "--shape", shape, str(size)]
                command += ["--runs", str(1 if size >= _ONCE_FROM else given.runs)]
                command += ["--queries", str(given.queries)] if given.queries else []
                found.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
        print(*table(shape, sizes, found), "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
