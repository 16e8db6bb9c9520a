"""The queries of a server as a test asks them: the process that answers them, what it is doing, and its end."""

from __future__ import annotations

import asyncio
import json
import os
import select
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from nkgraph.web.asking import Asked
from nkgraph.web.limits import Limits
from nkgraph.web.queries import Queries
from nkgraph.web.replies import Reply

EX = "https://example.org/"
A, B = f"{EX}a", f"{EX}b"
TRIPLES = [f'<{EX}{n}> <{EX}p> "{n}"' for n in range(300)]
DATA = "\n".join(
    [*(f"{t} ." for t in TRIPLES), f'<{EX}in-a> <{EX}p> "a" <{A}> .', f'<{EX}in-b> <{EX}p> "b" <{B}> .', ""]
).encode()  # fmt: skip
PATIENT = 60.0  # seconds that no answer needs, however busy the machine
LIMITS = Limits(query_seconds=PATIENT, query_wait_seconds=PATIENT, answer_bytes=200_000)
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(6))} FILTER(?o1 != ?o2) }}"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes and ties them to their parents")


@contextmanager
def started(limits: Limits = LIMITS, *command: str) -> Iterator[Queries]:
    queries = Queries(limits, command) if command else Queries(limits)
    queries.start(DATA)
    try:
        yield queries
    finally:
        queries.stop()


def ask(queries: Queries, query: str, accept: str | None = None, **graphs: tuple[str, ...]) -> Reply:
    return asyncio.run(queries.ask(Asked(query, accept, **graphs)))


def said(reply: Reply) -> str:
    """What a refusal says, both sentences."""
    assert reply.media == "application/problem+json"
    problem = json.loads(reply.body)
    assert problem["status"] == reply.status
    assert problem["title"].endswith(".")
    assert problem["detail"].endswith(".")
    return f"{problem['title']} {problem['detail']}"


def with_started(limits: Limits, body: Callable[[Queries], Awaitable[None]]) -> None:
    async def whole() -> None:
        with started(limits) as queries:
            await body(queries)

    asyncio.run(whole())


@asynccontextmanager
async def running(queries: Queries, number: int, client: str = "") -> AsyncIterator[list[asyncio.Task[Reply]]]:
    """So many endless queries, once a child is there for each; they are given up when the block ends."""
    tasks = [asyncio.create_task(queries.ask(Asked(ENDLESS), client)) for _ in range(number)]
    try:
        while len(children(queries)) < number:
            await asyncio.sleep(0.01)  # nobody tells when a process has a child
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def children(queries: Queries) -> list[int]:
    """The processes that answer now."""
    path = Path(f"/proc/{queries.pid}/task/{queries.pid}/children")
    return [int(number) for number in path.read_text("ascii").split()] if path.exists() else []


@contextmanager
def dying(pid: int) -> Iterator[Callable[[], bool]]:
    """A function that waits for the end of a process."""
    watch = os.pidfd_open(pid)
    try:
        yield lambda: bool(select.select([watch], [], [], PATIENT)[0])
    finally:
        os.close(watch)
