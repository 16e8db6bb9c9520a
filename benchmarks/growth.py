"""How time and memory grow with the corpus: synthetic corpora of 100, 1,000 and 10,000 claims, stage by stage.

Each corpus is worked on in a process of its own, with the libraries imported before the clock starts; a stage's time is
the least of a few runs. It is processor time, which other programs on the machine disturb least; the last line of times is
by the clock on the wall. What does not depend on the claims (reading the ontology, the shapes) is part of the times.

    python benchmarks/growth.py [CLAIMS ...]
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from synthetic import write

from nkgraph import check, corpus, derive, forms, relations, report, report_text, rules, sources, values, verdicts
from nkgraph.build import Built
from nkgraph.corpus import Places
from nkgraph.store import Graph

SIZES = (100, 1000, 10_000)
TARGET = 1.5  # time per claim at the largest size against that at the one before
RUNS = 3
_Result = TypeVar("_Result")


class Clock:
    """The processor seconds of each stage, in the order in which they were begun."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        start = time.process_time()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start

    def time(self, stage: str, work: Callable[[], _Result]) -> _Result:
        """Count one call to a stage."""
        with self(stage):
            return work()


def stages(places: Places) -> dict[str, float]:
    """Go the whole way of `nkgraph report` once, without a cache; the seconds of each stage."""
    clock = Clock()
    corpus_id = clock.time("read", lambda: corpus.digest(places.claim_files()))
    reading = clock.time("read", lambda: check.read(places))
    known = reading.ontology
    faults = clock.time("form", lambda: [f for d in reading.documents for f in forms.check(d, known)])
    with clock("shapes"):
        faults += verdicts.of(reading.documents, known, places)
    faults += clock.time("values", lambda: list(values.check(reading.corpus, known)))
    faults += clock.time("relations", lambda: list(relations.check(reading.corpus)))
    assert places.copies is not None, "a synthetic corpus has copies"
    with clock("sources"):
        held, missing = sources.open_copies(reading.corpus, places.copies)
        faults += missing
        faults += sources.check(reading.corpus, held, known.lexicon)
    if faults:
        sys.exit(f"The synthetic corpus has {len(faults)} faults, the first: {faults[0]}")
    graph = clock.time("derive", lambda: Graph(derive.derive(reading.corpus, known)))
    with clock("rules"):
        graph.add(known.triples)
        rules.run(rules.read(places.rule_files()), graph)
    with clock("report"):
        report_text.text(report.compose(Built(graph, [], corpus_id, len(held))))
    return clock.seconds


def measure(folder: Path, claims: int, runs: int) -> None:
    """Print the least seconds of each stage, and the peak of this process's memory, as JSON: what a child process does."""
    for module in ("rdflib", "pyshacl", "edtf"):
        importlib.import_module(module)
    places = write(claims, folder)
    taken = []
    for _ in range(runs):
        gc.collect()
        begin = time.perf_counter()
        seconds = stages(places)
        taken.append(seconds | {"all": sum(seconds.values()), "all, on the wall": time.perf_counter() - begin})
    least = {stage: min(t[stage] for t in taken) for stage in taken[0]}
    print(json.dumps({"seconds": least, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """The most memory that this process ever held (VmHWM: unlike ru_maxrss it knows nothing of the parent's)."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
    assert found is not None, "Linux tells it"
    return int(found[1]) / 1024


def table(sizes: list[int], runs: int) -> Iterator[str]:
    """Measure each size; one line a stage, a column of seconds and one of microseconds per claim for each size."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--child", folder, "--runs", str(runs), str(size)]
            found.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    yield f"{'seconds; µs a claim':<20}" + "".join(f"{f'{size:,} claims':>20}" for size in sizes) + f"{'ratio':>8}"
    for stage in found[0]["seconds"]:
        each = [(f["seconds"][stage], f["seconds"][stage] / size * 1e6) for f, size in zip(found, sizes, strict=True)]
        ratio = f"{each[-1][1] / each[-2][1]:>8.2f}" if len(each) > 1 else ""
        yield f"{stage:<20}" + "".join(f"{seconds:>11.3f}{micro:>9,.0f}" for seconds, micro in each) + ratio
    yield f"{'peak memory, MB':<20}" + "".join(f"{f['megabytes']:>11.0f}{'':>9}" for f in found)
    if len(sizes) > 1:
        total = [f["seconds"]["all"] / size for f, size in zip(found, sizes, strict=True)]
        verdict = "kept" if total[-1] <= TARGET * total[-2] else "MISSED"
        yield (
            f"Time per claim at {sizes[-1]:,} against {sizes[-2]:,}: {total[-1] / total[-2]:.2f}; "
            f"the target, at most {TARGET}, is {verdict}."
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time and memory at several sizes of a synthetic corpus.")
    parser.add_argument("claims", type=int, nargs="*", default=SIZES, help="sizes, multiples of twenty [100 1000 10000]")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each size is worked on")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        measure(given.child, given.claims[0], given.runs)
        return
    for line in table(sorted(given.claims), given.runs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
