"""How long the service takes to start; and how many requests a second it answers, beside `oxigraph serve` on the same triples:
pages, documents, queries.

Both servers run on this machine, one after the other, and so does wrk, which asks; every figure is the best of three runs, for
what else the machine does can only make it worse. The ratios count, not the figures: "kept" are pages that were asked for
before, which most are; "new" are pages under an address that nobody asked for before. wrk is a Debian package.

    NKGRAPH_COPIES=DIR python benchmarks/serving.py [SECONDS]
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from nkgraph import build, corpus, vocab

REPOSITORY = Path(__file__).resolve().parent.parent
RUNS, CONNECTIONS = 3, 8
CLAIM = "claims/2016-01-04-yonhap-defectors-halve/arrivals-2015"
ABOUT = f"SELECT ?property ?value WHERE {{ <{vocab.ROOT}{CLAIM}> ?property ?value }}"
TRIPLES = f"CONSTRUCT WHERE {{ <{vocab.ROOT}{CLAIM}> ?property ?value }}"
QUESTION = "which-figures-contradict-each-other"
NEW = 'n = 0; request = function() n = n + 1; return wrk.format("GET", wrk.path .. "?n=" .. n) end'
BOTH = (
    'n = 0; request = function() n = n + 1; if n % 2 == 0 then return wrk.format("GET", (wrk.path:gsub("%.ttl$", ""))) end; '
    'return wrk.format("GET", wrk.path) end'
)


@dataclass(frozen=True)
class Load:
    """What wrk measured: requests a second, and milliseconds at the middle and at the 99th of a hundred."""

    rate: float
    p50: float
    p99: float


def wrk(url: str, seconds: int, accept: str, script: str = "") -> Load:
    """The best of some runs; SystemExit where an answer was no answer."""
    best = Load(0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        lua = Path(folder) / "requests.lua"
        lua.write_text(script or "-- every request is the same")
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            "--latency",
            "-H",
            f"Accept: {accept}",
            "-s",
            str(lua),
            url,
        ]
        for _ in range(RUNS):
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            if "Non-2xx" in told or "Socket errors" in told:
                sys.exit(f"{url}\n{told}")
            load = Load(float(_found(r"Requests/sec:\s+([\d.]+)", told)), _ms("50%", told), _ms("99%", told))
            best = max(best, load, key=lambda one: one.rate)
    return best


def _ms(share: str, told: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", _found(rf"(?m)^\s+{share}\s+(\S+)", told)).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    assert found is not None, told
    return found[1]


@contextmanager
def running(command: list[str], url: str) -> Iterator[None]:
    """A server, until the block ends; it is waited for until it answers."""
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    sys.exit(f"{command}: does not answer at {url}.")
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def started(cache: str, folder: Path) -> tuple[float, float]:
    """Seconds until a server says where it answers: by the clock, and of the processor."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"NKGRAPH_CACHE": cache, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "nkgraph", "serve", "--port", "0", "--no-watch"]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    told = process.stderr.readline()
    seconds = time.monotonic() - began
    process.terminate()
    process.communicate()
    if not told.startswith("nkgraph is served"):
        sys.exit(told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_starts(folder: Path) -> None:
    """How long it takes to start; the first time compiles Python's modules and does not count."""
    started(str(folder / "compiling"), folder)
    print("| start of nkgraph serve | s | s of the processor, its end included |")
    print("|---|---|---|")
    for name, caches in (
        ("no graph kept", [f"empty-{run}" for run in range(RUNS)]),
        ("the graph kept", ["empty-0"] * RUNS),
    ):
        taken = [started(str(folder / cache), folder) for cache in caches]
        print(f"| {name} | {min(t for t, _ in taken):.2f} | {min(c for _, c in taken):.2f} |", flush=True)
    print()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def measured(seconds: int, folder: Path) -> Iterator[tuple[str, Load, str, Load]]:
    """Each thing that is asked of both servers: of us, of Oxigraph."""
    ours, theirs = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    question = (REPOSITORY / "queries" / "questions" / f"{QUESTION}.rq").read_text("utf-8")
    rows, turtle, html = "application/sparql-results+json", "text/turtle", "text/html"
    asked = {
        "the triples of a claim, SELECT": (f"/query?query={quote(ABOUT)}", rows),
        "the triples of a claim, CONSTRUCT": (f"/query?query={quote(TRIPLES)}", turtle),
        "contradictions, SELECT": (f"/query?query={quote(question)}", rows),
    }
    triples = folder / "graph.nq"
    triples.write_bytes(build.build(corpus.find(REPOSITORY)).graph.n_quads())
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    subprocess.run(
        [oxigraph, "load", "--location", str(folder / "store"), "--file", str(triples)], check=True, capture_output=True
    )
    serve = [oxigraph, "serve-read-only", "--location", str(folder / "store"), "--bind", theirs.removeprefix("http://")]
    with running(serve, f"{theirs}/query?query=ASK%7B%7D"):
        base = {name: wrk(theirs + path, seconds, accept) for name, (path, accept) in asked.items()}
    about, construct, contradictions = asked
    page = f"/{CLAIM}.html"
    sparql = {name: path.replace("/query?", "/sparql?") for name, (path, _) in asked.items()}
    serve = [sys.executable, "-m", "nkgraph", "serve", "--port", ours.rpartition(":")[2], "--no-watch", "--limit-requests", "0",
             "--log", str(folder / "log")]  # fmt: skip
    with running(serve, f"{ours}/health"):
        yield "page of a claim, kept", wrk(ours + page, seconds, html), about, base[about]
        yield "page of a claim, new", wrk(ours + page, seconds, html, NEW), about, base[about]
        yield "303, then its Turtle", wrk(f"{ours}/{CLAIM}.ttl", seconds, turtle, BOTH), construct, base[construct]
        yield (
            "page of contradictions, kept",
            wrk(f"{ours}/questions/{QUESTION}", seconds, html),
            contradictions,
            base[contradictions],
        )
        yield "the triples of a claim, SPARQL", wrk(ours + sparql[about], seconds, rows), about, base[about]
        yield "contradictions, SPARQL", wrk(ours + sparql[contradictions], seconds, rows), contradictions, base[contradictions]


def main() -> None:
    """Print the table."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is not here. Install it: apt-get install wrk.")
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        print_starts(Path(folder))
        print("| nkgraph serve | a second | p50 ms | p99 ms | oxigraph serve | a second | p50 ms | p99 ms | ratio |")
        print("|---|---|---|---|---|---|---|---|---|")
        for what, we, asked, they in measured(seconds, Path(folder)):
            sides = [
                f"{name} | {load.rate:,.0f} | {load.p50:.1f} | {load.p99:.1f}" for name, load in ((what, we), (asked, they))
            ]
            print(f"| {' | '.join(sides)} | {we.rate / they.rate:.2f} |", flush=True)


if __name__ == "__main__":
    main()
