"""Queries and requests that mean harm, at a real server whose queries may take one second: each is answered in time, none
opens a connection or reads a file, and the server lives on."""

from __future__ import annotations

import ctypes
import gzip
import os
import socket
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.web.bounded import bounded
from tests.web.hostile_queries import HOSTILE, Hostile
from tests.web.raw import send, status
from tests.web.serving import Answer, Server

pytestmark = pytest.mark.endurance
SECONDS, BEYOND = 1.0, 0.5  # the limit that a query has, and by how much an answer may be late
DIRECT, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
_OPENED_OR_READ = 0x20 | 0x01  # as Linux numbers what a watch tells


@pytest.fixture(scope="module")
def attacked() -> Iterator[Server]:
    with bounded(query_seconds=SECONDS) as server:
        assert ask(server, "ASK { ?s ?p ?o }").text == '{"head":{},"boolean":true}'
        yield server


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Nobody must come here."""
    with socket.create_server(("127.0.0.1", 0)) as open_:
        open_.settimeout(0)
        yield open_


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A file that nobody must read, and what tells of it."""
    path = tmp_path_factory.mktemp("canary") / "a.ttl"
    path.write_text("<https://example.org/yellow-bird> a <https://example.org/Read> .\n")
    with watched(path) as watch:
        yield path, watch


@contextmanager
def watched(path: Path) -> Iterator[int]:
    """The number of a file from which something can be read when `path` was opened or read."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert watch >= 0, os.strerror(ctypes.get_errno())
    try:
        assert libc.inotify_add_watch(watch, os.fsencode(path), _OPENED_OR_READ) > 0, os.strerror(ctypes.get_errno())
        yield watch
    finally:
        os.close(watch)


def untouched(watch: int) -> bool:
    try:
        return not os.read(watch, 4096)
    except BlockingIOError:
        return True


def ask(server: Server, query: str) -> Answer:
    return server.ask("/sparql", "POST", {"Content-Type": DIRECT}, query.encode())


def nobody_came(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda h: h.name)
def test_a_query_that_means_harm_is_answered_in_time_and_does_none(
    attacked: Server, listener: socket.socket, canary: tuple[Path, int], hostile: Hostile
) -> None:
    path, watch = canary
    here = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
    query = hostile.query.replace("{listener}", here).replace("{canary}", path.as_uri())
    began = time.monotonic()
    reply = ask(attacked, query)
    took = time.monotonic() - began
    assert reply.status in hostile.statuses, reply.text[:500]
    if reply.status != 200:
        assert reply.media == "application/problem+json"
        assert "Traceback" not in reply.text
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert "yellow-bird" not in reply.text
    assert took <= SECONDS + BEYOND
    assert nobody_came(listener)
    assert untouched(watch)
    assert attacked.process.poll() is None
    assert ask(attacked, "ASK { ?s ?p ?o }").text == '{"head":{},"boolean":true}'


def test_the_ways_to_do_harm_are_many_and_each_has_a_name() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) >= 60


def test_what_tells_of_a_file_that_is_read_does_tell(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    with watched(path) as watch:
        assert untouched(watch)
        path.read_text()
        assert struct.unpack_from("iI", os.read(watch, 4096))[1] & _OPENED_OR_READ


GET = b"GET /sparql?%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\n%s\r\n"


def posted(media: str, body: bytes, more: bytes = b"") -> bytes:
    return POST % (media.encode(), b"Content-Length: %d\r\n%s" % (len(body), more)) + body


BOMB = gzip.compress(b"ASK {} #" + b"x" * 50_000_000)
REQUESTS: dict[str, tuple[bytes, set[int]]] = {
    "a query of a megabyte": (posted(DIRECT, b"ASK {} #" + b"x" * 1_000_000), {413}),
    "a form of a megabyte": (posted(FORM, b"query=ASK%20%7B%7D%23" + b"x" * 1_000_000), {413}),
    "a query beyond its limit": (posted(DIRECT, b"ASK {} #" + b"x" * 150_000), {413}),
    "an address of 64 kB": (GET % (b"query=ASK%20%7B%7D%23" + b"x" * 65_536), {414, 431, 400}),
    "a body without end in pieces": (
        POST % (DIRECT.encode(), b"Transfer-Encoding: chunked\r\n") + (b"10000\r\n" + b"x" * 65_536 + b"\r\n") * 20, {413},
    ),
    "a body that is compressed": (posted(DIRECT, BOMB, b"Content-Encoding: gzip\r\n"), {415, 413}),
    "an address that is not UTF-8": (GET % b"query=ASK%20%7B%FF%7D", {400}),
    "a body that is not UTF-8": (posted(DIRECT, b"ASK { \xff }"), {400}),
    "a body in UTF-16": (posted(DIRECT, "ASK {}".encode("utf-16")), {400}),
    "a NUL": (GET % b"query=ASK%20%7B%7D%00", {400}),
    "two queries": (GET % b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", {400}),
    "a query and an update": (posted(FORM, b"query=ASK+%7B%7D&update=CLEAR+ALL"), {400, 403}),
    "an update in the address": (GET % b"update=CLEAR%20ALL", {403}),
    "a form with ten thousand fields": (posted(FORM, b"query=ASK%20%7B%7D&" + b"a=&" * 10_000), {400}),
    "a thousand graphs": (GET % (b"query=ASK%20%7B%7D" + b"&default-graph-uri=http://a/" * 500), {400, 200}),
    "a graph that is a file": (GET % b"query=ASK%20%7B%7D&default-graph-uri=file:///etc/passwd", {400}),
    "a graph that is no IRI": (GET % b"query=ASK%20%7B%7D&default-graph-uri=http://a%20b%3E", {400}),
    "a graph that is a server": (GET % b"query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D&named-graph-uri=http://127.0.0.1:1/", {200}),
    "a media type that is none": (posted("x" * 5_000, b"ASK {}"), {415}),
    "what it takes, in a thousand words": (
        GET.replace(b"Connection", b"Accept: " + b"a/b;q=0.1," * 800 + b"\r\nConnection") % b"query=ASK%20%7B%7D", {406, 431},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_that_means_harm_is_refused(attacked: Server, name: str) -> None:
    said, expected = REQUESTS[name]
    began = time.monotonic()
    reply = send(attacked, said)
    assert status(reply) in expected, reply[:500]
    assert time.monotonic() - began <= SECONDS + BEYOND
    assert ask(attacked, "ASK { ?s ?p ?o }").status == 200


def test_many_at_once_from_one_client_are_bounded_and_answered(attacked: Server) -> None:
    """Forty at a time from one address: those beyond its share are told so, and none is lost."""
    slow = next(h for h in HOSTILE if h.name == "cartesian")
    path = "/sparql?" + urlencode({"query": slow.query}, quote_via=quote)
    statuses = at_once(attacked, path, 40)
    assert set(statuses) == {429, 503}
    assert len(statuses) == 40
    assert statuses.count(503) >= 8
    assert ask(attacked, "ASK { ?s ?p ?o }").status == 200


def at_once(server: Server, path: str, number: int) -> list[int]:
    """The statuses that so many requests get at once."""
    with ThreadPoolExecutor(number) as threads:
        return [answer.status for answer in threads.map(lambda _: server.ask(path), range(number))]
