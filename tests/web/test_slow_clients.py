"""Clients that take their time: each is let go after its time, and the others do not notice."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.web.bounded import bounded
from tests.web.raw import HOST, connect, problem, send, status, until_closed
from tests.web.serving import Server

pytestmark = pytest.mark.endurance
SOON = 0.5  # seconds that each limit has here
SLACK = 5.0  # what the issue allows beyond a limit


@pytest.fixture(scope="module")
def hasty() -> Iterator[Server]:
    """A server that has little patience."""
    with bounded(receive_seconds=SOON, idle_seconds=SOON, send_seconds=SOON, connections=30, connections_per_client=25) as it:
        yield it


def trickle(open_: socket.socket, piece: bytes, pause: float = 0.1) -> float:
    """Seconds until the server has had enough of getting a piece of a request now and then."""
    began = time.monotonic()
    open_.settimeout(pause)
    while time.monotonic() - began < 30:
        try:
            open_.sendall(piece)
            if not open_.recv(65536):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - began


def test_headers_that_trickle_in_end_the_connection(hasty: Server) -> None:
    with connect(hasty) as open_:
        open_.sendall(b"GET /health HTTP/1.1\r\n" + HOST)
        assert SOON <= trickle(open_, b"X-More: a\r\n") <= SOON + SLACK


def test_a_body_that_trickles_in_ends_the_connection(hasty: Server) -> None:
    with connect(hasty) as open_:
        open_.sendall(b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 10000\r\n\r\n")
        assert SOON <= trickle(open_, b"a") <= SOON + SLACK


def test_chunks_that_trickle_in_end_the_connection(hasty: Server) -> None:
    with connect(hasty) as open_:
        open_.sendall(b"POST /sparql HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n")
        assert SOON <= trickle(open_, b"1\r\na\r\n") <= SOON + SLACK


def test_empty_lines_that_trickle_in_end_the_connection(hasty: Server) -> None:
    with connect(hasty) as open_:
        assert SOON <= trickle(open_, b"\r\n") <= SOON + SLACK


def test_who_sent_half_a_request_is_told_that_it_took_too_long(hasty: Server) -> None:
    answer = send(hasty, b"GET /health HTTP/1.1\r\n")
    assert status(answer) == 408
    assert "No whole request within 0.5 s" in problem(answer)["title"]


def test_a_connection_on_which_nothing_is_ever_asked_is_closed(hasty: Server) -> None:
    began = time.monotonic()
    assert send(hasty) == b""
    assert time.monotonic() - began <= SOON + SLACK


def test_a_connection_on_which_nothing_more_is_asked_is_closed(hasty: Server) -> None:
    began = time.monotonic()
    assert status(send(hasty, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n")) == 200
    assert time.monotonic() - began <= SOON + SLACK


def test_half_a_request_behind_a_whole_one_ends_the_connection(hasty: Server) -> None:
    began = time.monotonic()
    answer = send(hasty, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\nGET /health HT")
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert time.monotonic() - began <= SOON + SLACK


def test_an_answer_that_is_not_taken_ends_the_connection(hasty: Server) -> None:
    with connect(hasty) as open_:
        open_.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = b"query=SELECT%20*%20%7B?s%20?p%20?o%7D"
        open_.sendall(b"GET /sparql?" + query + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        assert open_.recv(1) == b"H"
        ended = hasty.waits_for('"An answer was not taken in time."', SOON + SLACK + 10)
    assert ended


def test_answers_that_many_leave_waiting_are_given_up_before_they_take_the_memory() -> None:
    query = b"query=SELECT%20*%20%7B?s%20?p%20?o%7D"  # of several million bytes
    with bounded(unsent_bytes=20_000_000) as server, contextlib.ExitStack() as stack:
        for _ in range(8):
            open_ = stack.enter_context(connect(server))
            open_.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            open_.sendall(b"GET /sparql?" + query + b" HTTP/1.1\r\n" + HOST + b"\r\n")
            assert open_.recv(1) == b"H"
        assert server.waits_for('"Too much waits to be sent."', SOON + SLACK + 10)
        assert status(send(server, b"GET /health HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")) == 200


def test_too_many_connections_are_told_so_and_those_that_are_open_go_on(hasty: Server) -> None:
    held = [connect(hasty) for _ in range(25)]
    try:
        answer = send(hasty, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n")
        assert status(answer) == 503
        assert b"retry-after: 10" in answer
        held[0].sendall(b"GET /health HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        assert status(until_closed(held[0])) == 200
    finally:
        for open_ in held:
            open_.close()


@pytest.mark.alone
def test_five_hundred_clients_that_trickle_do_not_hurt_the_others(server: Server) -> None:
    """With the usual limits: each is let go in time, and meanwhile a new request is answered within 200 ms at p99."""
    crowd = [connect(server) for _ in range(500)]
    began = [time.monotonic()] * len(crowd)
    ended: dict[int, float] = {}
    head = b"POST /sparql HTTP/1.1\r\n" + HOST
    for n, open_ in enumerate(crowd):
        open_.setblocking(False)
        open_.sendall(head if n % 2 else head + b"Content-Length: 1000\r\n\r\n")

    def drip() -> None:
        until = time.monotonic() + 40
        while len(ended) < len(crowd) and time.monotonic() < until:
            for n, open_ in enumerate(crowd):
                if n not in ended and gone(open_, b"X-More: a\r\n" if n % 2 else b"a"):
                    ended[n] = time.monotonic() - began[n]
            time.sleep(0.5)

    dripping = threading.Thread(target=drip)
    dripping.start()
    times = []
    while dripping.is_alive():
        asked = time.monotonic()
        assert server.ask("/health").status == 200
        times.append(time.monotonic() - asked)
        time.sleep(0.02)
    dripping.join()
    for open_ in crowd:
        open_.close()
    assert len(ended) == 500
    assert max(ended.values()) <= 10 + SLACK
    assert min(ended.values()) >= 9
    assert len(times) >= 200
    assert sorted(times)[int(len(times) * 0.99)] < 0.2


def gone(open_: socket.socket, piece: bytes) -> bool:
    """Whether the server has let a client go that sends one more piece."""
    try:
        open_.send(piece)
        return not open_.recv(65536) or True
    except BlockingIOError:
        return False
    except OSError:
        return True
