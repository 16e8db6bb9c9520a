"""What `nkgraph check` costs over many files: synthetic corpora of 100, 300 and 1,000 files, twenty claims and one copy each.

Each corpus is checked cold (the cache is empty), warm (nothing has changed since), and after a remark was typed into one
file. Whole processes, from the start of Python to its end; the median of a few runs by the clock on the wall. CPU is the
processor time of all processes together: where it is more than the time on the wall, both cores worked. One more run is
watched for how many processes there are and what they hold, pages that they share counted in each. None finds a fault.

    python benchmarks/check.py [FILES ...]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from commands import Command, once, watch
from synthetic import AN_ARTICLE, write

from nkgraph.corpus import Places

SIZES = (100, 300, 1000)
RUNS = 3
TARGET = 1.5  # time per file at the largest size against that at the one before
STATES = ("cold", "warm", "one file changed")


@dataclass(frozen=True)
class Cost:
    """One check: seconds by the clock and of all processors, how many processes, megabytes of all together."""

    wall: float
    busy: float
    processes: int
    megabytes: float


def costs(files: int, runs: int, environment: dict[str, str]) -> dict[str, Cost]:
    """The costs of a check in each state, over a corpus of so many files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = write(files * AN_ARTICLE, folder)
        words = ("-m", "nkgraph", "check", "--claims", str(places.claims), "--copies", str(folder / "copies"))
        command = Command(f"check of {files} files", words)
        kept = str(folder / "cache")
        found = {"cold": _cost(command, runs, environment, lambda run: str(folder / f"cache-{run}"))}
        once(command, {**environment, "NKGRAPH_CACHE": kept})
        found["warm"] = _cost(command, runs, environment, lambda _: kept)
        found["one file changed"] = _cost(command, runs, environment, lambda run: _changed(places, run, kept))
    return found


def _changed(places: Places, run: int, kept: str) -> str:
    """Type a remark into one file: its bytes are new, and what it says is not. The cache is the one that knows the others."""
    path = min(places.claims.glob("*-synthetic-*.ttl"))
    path.write_text(f"{path.read_text(encoding='utf-8')}# {run}\n", encoding="utf-8")
    return kept


def _cost(command: Command, runs: int, environment: dict[str, str], cache: Callable[[int], str]) -> Cost:
    taken = [once(command, {**environment, "NKGRAPH_CACHE": cache(run)}) for run in range(runs)]
    processes, megabytes = watch(command, {**environment, "NKGRAPH_CACHE": cache(runs)})
    return Cost(statistics.median(t[0] for t in taken), statistics.median(t[1] for t in taken), processes, megabytes)


def table(sizes: list[int], runs: int, environment: dict[str, str]) -> Iterator[str]:
    """One line for each size and state as Markdown; last, whether the time grows with the number of files and no faster."""
    yield "| files | | seconds | CPU | CPU / seconds | processes | MB | ms a file |"
    yield "|---|---|---|---|---|---|---|---|"
    found: list[dict[str, Cost]] = []
    for size in sizes:
        found.append(costs(size, runs, environment))
        for state, c in found[-1].items():
            shares = f"{c.wall:.2f} | {c.busy:.2f} | {c.busy / c.wall:.2f} | {c.processes} | {c.megabytes:.0f}"
            yield f"| {size:,} | {state} | {shares} | {1000 * c.wall / size:.1f} |"
    if len(sizes) > 1:
        for state in STATES:
            last, before = (f[state].wall / size for f, size in zip(found[:-3:-1], sizes[:-3:-1], strict=True))
            yield f"{state}: a file costs {last / before:.2f} of what it costs among {sizes[-2]:,}; at most {TARGET} is linear."


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Times of nkgraph check over synthetic corpora.")
    parser.add_argument("files", type=int, nargs="*", default=SIZES, help="how many files, from 5 up [100 300 1000]")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each check runs")
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for line in table(sorted(given.files), given.runs, environment):
            print(line, flush=True)


if __name__ == "__main__":
    main()
