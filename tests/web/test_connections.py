"""What a client may send: sizes, form, order; and that every connection is looked at."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from nkgraph.web import connections, running
from nkgraph.web.connections import Connection
from nkgraph.web.journal import Journal
from nkgraph.web.limits import Limits
from tests.web.raw import HOST, problem, send, status
from tests.web.serving import Server

LIMITS = Limits()
CLOSE = b"Connection: close\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


def get(target: bytes, *headers: bytes) -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + CLOSE + b"".join(headers) + b"\r\n"


def post(*headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /sparql HTTP/1.1\r\n" + HOST + CLOSE + b"".join(headers) + b"\r\n" + body


REFUSED: tuple[tuple[str, bytes, int], ...] = (
    ("an address that is too long", get(b"/" + b"a" * LIMITS.target_bytes), 414),
    ("a header that is too long", get(b"/health", b"X-Long: " + b"a" * LIMITS.head_bytes + b"\r\n"), 431),
    ("ten thousand headers", get(b"/health", *[b"X-%d: a\r\n" % n for n in range(10_000)]), 431),
    ("a header that has no end", b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 1_000_000, 431),
    ("more headers than may be", get(b"/health", *[b"X-%d: a\r\n" % n for n in range(LIMITS.headers)]), 431),
    ("a body that says it is too long", post(FORM, b"Content-Length: 100000000000\r\n"), 413),
    ("a body that is too long in chunks", post(FORM, CHUNKED, body=b"40000\r\n" + b"a" * 0x40000 + b"\r\n"), 413),
    ("both lengths of a body", post(FORM, b"Content-Length: 5\r\n", CHUNKED, body=b"0\r\n\r\n"), 400),
    ("both lengths, the other way round", post(FORM, CHUNKED, b"Content-Length: 5\r\n", body=b"0\r\n\r\n"), 400),
    ("two lengths", post(FORM, b"Content-Length: 5\r\nContent-Length: 6\r\n", body=b"abcde"), 400),
    ("the same length twice", post(FORM, b"Content-Length: 5\r\nContent-Length: 5\r\n", body=b"abcde"), 400),
    ("a list of lengths", post(FORM, b"Content-Length: 5, 5\r\n", body=b"abcde"), 400),
    ("a length with a sign", post(FORM, b"Content-Length: +5\r\n", body=b"abcde"), 400),
    ("a negative length", post(FORM, b"Content-Length: -5\r\n", body=b"abcde"), 400),
    ("a chunk whose length is none", post(FORM, CHUNKED, body=b"zz\r\nabc\r\n0\r\n\r\n"), 400),
    ("a chunk ended by a bare line feed", post(FORM, CHUNKED, body=b"3\nabc\r\n0\r\n\r\n"), 400),
    ("a chunk longer than any number", post(FORM, CHUNKED, body=b"f" * 17 + b"\r\n"), 400),
    ("a coding that is not known", post(FORM, b"Transfer-Encoding: xchunked\r\n", body=b"0\r\n\r\n"), 501),
    ("a coding besides chunks", post(FORM, b"Transfer-Encoding: gzip, chunked\r\n", body=b"0\r\n\r\n"), 501),
    ("a space before a colon", get(b"/health", b"X : a\r\n"), 400),
    ("a header over two lines", get(b"/health", b"X: a\r\n b\r\n"), 400),
    ("bare line feeds", b"GET /health HTTP/1.1\nHost: localhost\n\n", 400),
    ("a bare carriage return in a header", get(b"/health", b"X: a\rb\r\n"), 400),
    ("a NUL in a header", get(b"/health", b"X: a\0b\r\n"), 400),
    ("a version of HTTP that is none", b"GET /health HTTP/3.7\r\n" + HOST + b"\r\n", 400),
    ("no version at all", b"GET /health\r\n\r\n", 400),
    ("a method that is none", b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("what is no HTTP", b"\x16\x03\x01\x02\x00\x01\x00", 400),
    ("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ("a tunnel to elsewhere", b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 400),
    ("letters that are not ASCII in an address", get("/é".encode()), 400),
    ("no host", b"GET /health HTTP/1.1\r\n" + CLOSE + b"\r\n", 400),
    ("two hosts", b"GET /health HTTP/1.1\r\n" + HOST + HOST + CLOSE + b"\r\n", 400),
    ("another host", b"GET /health HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE + b"\r\n", 421),
    ("a target on another host", b"GET http://evil.example/health HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", 421),
    ("a target on no host", b"GET http:///health HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", 400),
    ("a target of another scheme", b"GET ftp://localhost/health HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", 400),
    ("a target without a slash", b"GET health HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n", 400),
    ("more parameters than may be", get(b"/health?" + b"&".join(b"a=%d" % n for n in range(LIMITS.parameters + 1))), 400),
)  # fmt: skip

ANSWERED: tuple[tuple[str, bytes], ...] = (
    ("a part of a document", get(b"/health", b"Range: bytes=0-0,0-1,0-2\r\n")),
    ("ten thousand parts of a document", get(b"/health", b"Range: bytes=" + b"0-0," * 7000 + b"\r\n")),
    ("a target on our host", b"GET http://localhost/health HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE + b"\r\n"),
    ("HTTP/1.0 with a host", b"GET /health HTTP/1.0\r\n" + HOST + b"\r\n"),
    ("an offer of HTTP/2", get(b"/health", b"Connection: Upgrade\r\nUpgrade: h2c\r\n")),
    ("empty lines before the request", b"\r\n\r\n" + get(b"/health")),
    ("what a proxy would say", get(b"/health", b"X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 1.2.3.4\r\n")),
    ("a GET with a body", get(b"/health", b"Content-Length: 3\r\n") + b"abc"),
    ("a host in a trailer", post(FORM, CHUNKED, body=b"12\r\nquery=ASK%7B%20%7D\r\n0\r\nHost: evil.example\r\n\r\n")),
)  # fmt: skip


def test_the_cases_are_as_many_as_they_were() -> None:
    assert (len(REFUSED), len(ANSWERED)) == (39, 9)


@pytest.mark.parametrize(("request_", "expected"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_not_taken_is_refused_in_words_and_the_connection_ends(server: Server, request_: bytes, expected: int) -> None:
    answer = send(server, request_)
    assert status(answer) == expected
    assert answer.count(b"HTTP/1.1 ") == 1
    said = problem(answer)
    assert said["status"] == expected
    assert said["title"].endswith(".")
    assert said["detail"].endswith(".")


@pytest.mark.parametrize("request_", [case[1] for case in ANSWERED], ids=[case[0] for case in ANSWERED])
def test_what_is_harmless_is_answered_whole(server: Server, request_: bytes) -> None:
    answer = send(server, request_)
    assert status(answer) == 200
    assert b"evil.example" not in answer
    assert b"content-range" not in answer.lower()


def test_what_comes_behind_a_refused_request_is_not_read_as_another(server: Server) -> None:
    smuggled = post(FORM, b"Content-Length: 5\r\n", CHUNKED, body=b"0\r\n\r\n") + get(b"/health")
    assert send(server, smuggled).count(b"HTTP/1.1 ") == 1


def test_requests_behind_one_another_are_answered_in_their_order(server: Server) -> None:
    one = b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n"
    answer = send(server, one + b"GET /nothing HTTP/1.1\r\n" + HOST + b"\r\n" + get(b"/health"))
    assert [int(piece[:3]) for piece in answer.split(b"HTTP/1.1 ")[1:]] == [200, 404, 200]


def test_who_asks_whether_a_body_is_wanted_is_told_before_sending_it(server: Server) -> None:
    head = post(FORM, b"Expect: 100-continue\r\n", b"Content-Length: 18\r\n")
    answer = send(server, head, b"query=ASK%7B%20%7D")
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


def test_who_asks_whether_too_long_a_body_is_wanted_is_told_no(server: Server) -> None:
    head = post(FORM, b"Expect: 100-continue\r\n", b"Content-Length: 10000000\r\n")
    assert status(send(server, head)) == 413


def test_a_request_in_single_bytes_is_answered(server: Server) -> None:
    request = get(b"/health")
    assert status(send(server, *[request[n : n + 1] for n in range(len(request))])) == 200


async def connected(server: uvicorn.Server, ours: socket.socket) -> Connection:
    """A connection of a server over an open socket."""
    kind: Any = server.config.http_protocol_class
    loop = asyncio.get_running_loop()
    _, connection = await loop.connect_accepted_socket(lambda: kind(server.config, server.server_state, {}), ours)
    assert isinstance(connection, Connection)
    return connection


@contextlib.asynccontextmanager
async def several(server: uvicorn.Server, number: int) -> AsyncIterator[list[tuple[Connection, socket.socket]]]:
    """So many connections of a server, each with the client's end of it."""
    server.config.load()
    made = []
    with contextlib.ExitStack() as stack:
        for _ in range(number):
            ours, theirs = socket.socketpair()
            stack.enter_context(theirs).setblocking(False)
            made.append((await connected(server, ours), theirs))
        try:
            yield made
        finally:
            for connection, _ in made:
                connection.transport.abort()


async def ended(theirs: socket.socket) -> bool:
    """Whether a connection is ended without a word."""
    async with asyncio.timeout(20):
        return await asyncio.get_running_loop().sock_recv(theirs, 1) == b""


def server_of(limits: Limits) -> uvicorn.Server:
    async def nothing(scope: object, receive: object, send: object) -> None: ...

    return uvicorn.Server(uvicorn.Config(nothing, http=connections.bounded(limits, lambda *_: None), log_config=None))


def test_one_connection_that_makes_a_mistake_is_ended_and_the_others_are_looked_at() -> None:
    async def body() -> None:
        server = server_of(Limits(idle_seconds=1))
        async with several(server, 5) as made:
            vars(made[2][0])["_began"] = "never"
            with pytest.raises(TypeError):
                connections.sweep([connection for connection, _ in made], time.monotonic() + 5)
            assert [connection.transport.is_closing() for connection, _ in made] == [True] * 5
            assert all([await ended(theirs) for _, theirs in made])

    asyncio.run(body())


def test_a_mistake_in_one_look_is_told_and_the_next_comes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LOOK", 0.01)
    journal = Journal(tmp_path / "log")

    async def body() -> None:
        server = server_of(Limits(idle_seconds=1))
        async with several(server, 2) as ((broken, _), (idle, theirs)), asyncio.timeout(20):
            sweeping = asyncio.create_task(running._sweeping(server, journal))
            vars(broken)["_began"] = "never"
            while broken in server.server_state.connections:
                await asyncio.sleep(0.01)  # nobody tells when a connection has gone
            assert not idle.transport.is_closing(), "its time is not over"
            assert await ended(theirs), "now it is"
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)

    asyncio.run(body())
    journal.close()
    (told,) = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert told["event"] == "failed"
    assert "connections.py" in told["traceback"]


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 on this machine")
def test_a_connection_of_ipv6_counts_for_its_network() -> None:
    async def body() -> None:
        server = server_of(LIMITS)
        server.config.load()
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as listening, socket.socket(socket.AF_INET6) as theirs:
            theirs.connect(listening.getsockname())
            connection = await connected(server, listening.accept()[0])
            assert connection.peer == "::1"
            assert connection.per_client == {"::/64": 1}
            connection.transport.abort()
            while server.server_state.connections:
                await asyncio.sleep(0)
            assert connection.per_client == {}

    asyncio.run(body())
