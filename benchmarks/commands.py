"""What a user waits for, on the repository's own corpus: whole processes, from the start of Python to its end.

Each command runs five times; the median of the wall clock counts. Where it is far above the processor time of the same
runs (CPU), something else kept the machine busy. Beside the commands stand two that have nothing to do with nkgraph, so that
figures of different machines can be compared. Memory is the largest resident set; where a command starts processes of its
own, the sum of the largest of each. No figure can be below that of this script, which each process is for a moment.
Python's compiled modules are kept in a folder of the benchmark's own, whatever PYTHONDONTWRITEBYTECODE says: as after any
first run; "cold" means that nothing of nkgraph's is kept.

    NKGRAPH_COPIES=DIR python benchmarks/commands.py
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
RUNS = 5
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """What is run; the targets in seconds and megabytes; `cache` says what stands in NKGRAPH_CACHE for each run."""

    name: str
    words: tuple[str, ...]
    seconds: float | None = None
    megabytes: float | None = None
    cache: Callable[[Path, int], str] = lambda _folder, _run: "off"


REPORT = ("-m", "nkgraph", "report")
COMMANDS = (
    Command("python -c pass", ("-c", "pass")),
    Command('python -c "import pyshacl"', ("-c", "import pyshacl")),
    Command("nkgraph --help", ("-m", "nkgraph", "--help"), 0.15),
    Command("nkgraph report, cold, cache off", REPORT, 1.0, 120),
    Command("nkgraph report, cold, cache empty", REPORT, 1.0, 120, lambda folder, run: str(folder / f"empty-{run}")),
    Command("nkgraph report, warm, cache kept", REPORT, 0.3, None, lambda folder, _: str(folder / "kept")),
)


def measure(command: Command, runs: int, environment: dict[str, str]) -> str:
    """One line of the table. Two runs before the others do not count: one fills the caches, one is watched for processes."""
    with tempfile.TemporaryDirectory() as folder:
        caches = [command.cache(Path(folder), run) for run in range(runs + 2)]
        environments = [{**environment, "NKGRAPH_CACHE": cache} for cache in caches]
        once(command, environments.pop())
        processes, megabytes = watch(command, environments.pop())
        taken = [once(command, chosen) for chosen in environments]
    wall, busy, largest = zip(*taken, strict=True)
    seconds = statistics.median(wall)
    if processes == 1:
        megabytes = statistics.median(largest)
    spread = "".join(f"{t:>8.3f}" for t in (seconds, min(wall), max(wall), statistics.median(busy)))
    targets = _verdict(seconds, command.seconds, "s") + _verdict(megabytes, command.megabytes, "MB")
    return f"{command.name:<36}{spread}{megabytes:>6.0f}{processes:>11}{targets}"


def _verdict(found: float, target: float | None, unit: str) -> str:
    return "" if target is None else f"  {'under' if found < target else 'NOT UNDER'} {target:g} {unit}"


def _start(command: Command, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, *command.words]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=REPOSITORY, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)


def once(command: Command, environment: dict[str, str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of one run; a run that fails ends the benchmark."""
    begin = time.perf_counter()
    process = _start(command, environment)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command.name}: exit code {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def watch(command: Command, environment: dict[str, str]) -> tuple[int, float]:
    """How many processes a command has, itself included, and the sum of the most that each of them held, by looking every
    few milliseconds. What lives shorter is missed."""
    process = _start(command, environment)
    peaks: dict[int, float] = {}
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
        time.sleep(0.002)
    return max(len(peaks), 1), sum(peaks.values())


def _family(pid: int) -> list[int]:
    """A process and its descendants, as far as they still live."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            found += _family(int(child))
    return found


def _peak(pid: int) -> float:
    try:
        peak = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(peak[1]) / 1024 if peak else 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Times of whole commands on the repository's own corpus.")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each command runs")
    given = parser.parse_args()
    copies = os.environ.get("NKGRAPH_COPIES")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; copies: {copies or 'none, positions are not checked'}")
    heads = "".join(f"{head:>8}" for head in ("median", "least", "most", "CPU"))
    print(f"{f'seconds, of {given.runs} runs':<36}{heads}{'MB':>6}{'processes':>11}  targets")
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in COMMANDS:
            print(measure(command, given.runs, environment), flush=True)


if __name__ == "__main__":
    main()
