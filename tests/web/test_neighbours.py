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
MADE_ANEW = "/claims/2015-07-02-chosun-ilbo-senior-officials/executions.html?n=1"  # what has a query is not kept
SAID = "1%2C514+defectors+reached+South+Korea+in+2014"
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
    took = sorted(asked(busy, "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", b'{"head":{},"boolean":true}'))
    assert took[int(ASKED * 0.99)] < WITHIN, [f"{1000 * t:.0f} ms" for t in took[-10:]]


def asked(server: Server, path: str, body: bytes) -> list[float]:
    """The seconds that each of many questions took, one after another on one connection, each answered with these bytes."""
    took = []
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(ASKED):
        began = time.perf_counter()
        connection.request("GET", path)
        reply = connection.getresponse()
        assert (reply.status, reply.read()) == (200, body)
        took.append(time.perf_counter() - began)
    connection.close()
    return took


def test_a_page_is_made_at_once_while_figures_are_weighed_without_end(server: Server) -> None:
    over = threading.Event()
    statuses: list[int] = []

    def weigh() -> None:
        while not over.is_set():
            statuses.append(server.ask(f"/weigh?said={SAID}").status)

    thread = threading.Thread(target=weigh)
    thread.start()
    while not statuses:  # the first reads what weighing needs
        over.wait(0.01)
    try:
        took = sorted(asked(server, MADE_ANEW, server.ask(MADE_ANEW).body))
    finally:
        over.set()
        thread.join()
    assert set(statuses) == {200}
    assert len(statuses) > 2
    assert took[int(len(took) * 0.99)] < WITHIN, [f"{1000 * t:.0f} ms" for t in took[-10:]]
