"""Twenty seconds of everything at once: nothing fails, and the server does not grow."""

from __future__ import annotations

import http.client
import itertools
import random
import re
import threading
import time
from collections import Counter
from urllib.parse import quote

import pytest

from tests.web.processes import children, resident
from tests.web.serving import Server, served

SECONDS = 20.0
CLIENTS = 6
ACCEPTS = ("text/html", "text/turtle", "application/ld+json", "text/csv", "application/json", "image/png", "*/*")
QUERIES = (
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 500",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 200",
    "no query at all",
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
)
# Bytes beyond what it held when everything had been asked once; most of these are replies that it keeps.
FAR_MORE = 100e6


@pytest.mark.endurance
def test_the_server_answers_whatever_is_asked_and_does_not_grow() -> None:
    with served("--no-watch", "--limit-requests", "0") as server:
        paths = addresses(server)
        assert len(paths) >= 100
        for path in paths:  # what is computed at the first time is no growth
            assert server.ask(path).status in (200, 303), path
        held = memory(server)
        statuses: Counter[int] = Counter()
        failures: list[str] = []
        over = time.monotonic() + SECONDS
        threads = [threading.Thread(target=ask, args=(server, paths, n, over, statuses, failures)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert sum(statuses.values()) >= 1000
        assert {status for status in statuses if status >= 500} <= {503}, statuses
        assert statuses[503] <= sum(statuses.values()) // 100, statuses
        assert {200, 303, 404, 406} <= set(statuses), statuses
        assert memory(server) - held < FAR_MORE
        assert not any("Traceback" in line for line in server.said)


def memory(server: Server) -> int:
    """Bytes that the server and its worker hold."""
    return sum(resident(pid) for pid in (server.process.pid, *children(server.process.pid)))


def addresses(server: Server) -> list[str]:
    """What the lists link to."""
    found = {"/"}
    for path in ("/", "/claims/", "/agents/", "/measures/", "/places/", "/findings/", "/rules/", "/questions/", "/about"):
        answer = server.ask(path)
        assert answer.status == 200, path
        found.update(re.findall(r'href="(/[^"#]*)', answer.text))
    return sorted(path.replace("&amp;", "&") for path in found)


def ask(server: Server, paths: list[str], seed: int, over: float, statuses: Counter[int], failures: list[str]) -> None:
    """One client: whatever comes to its mind, on connections that it keeps for a while."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    for turn in itertools.count():
        if time.monotonic() > over:
            return
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            for _ in range(chance.randint(1, 30)):
                path = mind(chance, paths, turn)
                connection.request(
                    chance.choice(("GET", "GET", "GET", "HEAD")), path, headers={"Accept": chance.choice(ACCEPTS)}
                )
                reply = connection.getresponse()
                reply.read()
                statuses[reply.status] += 1
        except (OSError, http.client.HTTPException) as error:
            failures.append(f"{path}: {error!r}")
        finally:
            connection.close()


def mind(chance: random.Random, paths: list[str], turn: int) -> str:
    """An address: one that is there, a query, a search, one that is not there."""
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(paths)
    if kind < 0.8:
        return "/sparql?query=" + quote(chance.choice(QUERIES))
    if kind < 0.9:
        return "/search?q=" + quote(chance.choice(("arrivals", "2015", "1,276", "<script>", "\x00", "ü" * 50)))
    return f"/nothing/{chance.getrandbits(64):x}/{turn}"
