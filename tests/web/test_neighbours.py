"""What others ask while a few queries take all they can get: it is answered as if they were not there."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator

import pytest

from tests.web.bounded import bounded
from tests.web.hostile_queries import SLOW, Hostile
from tests.web.serving import Server

pytestmark = [pytest.mark.endurance, pytest.mark.alone]
ASKED, WITHIN = 500, 0.1  # so many questions; 99 of 100 are answered in so many seconds
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def busy() -> Iterator[Server]:
    """A server on which four queries without end run all the time, and are asked again when they are stopped."""
    with bounded(query_seconds=2.0) as server:
        over = threading.Event()
        first = threading.Barrier(len(SLOW) + 1)
        threads = [threading.Thread(target=harass, args=(server, hostile, first, over)) for hostile in SLOW]
        for thread in threads:
            thread.start()
        first.wait()
        try:
            yield server
        finally:
            over.set()
            for thread in threads:
                thread.join()


def harass(server: Server, hostile: Hostile, first: threading.Barrier, over: threading.Event) -> None:
    first.wait()
    while not over.is_set():
        assert server.ask("/sparql", "POST", DIRECT, hostile.query.encode()).status in hostile.statuses


def test_a_plain_question_is_answered_at_once_while_four_others_take_all_they_can(busy: Server) -> None:
    took = []
    connection = http.client.HTTPConnection("127.0.0.1", busy.port, timeout=60)
    for _ in range(ASKED):
        began = time.perf_counter()
        connection.request("GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
        reply = connection.getresponse()
        assert (reply.status, reply.read()) == (200, b'{"head":{},"boolean":true}')
        took.append(time.perf_counter() - began)
    connection.close()
    took.sort()
    assert took[int(ASKED * 0.99)] < WITHIN, [f"{1000 * t:.0f} ms" for t in took[-10:]]
