"""How long a client may take, and how much it may send: the connections of the server, each with its deadlines.

A request is handed on when it has come whole, so that one that trickles in costs a socket and nothing else. `sweep` looks at
every connection again and again, and ends those whose time is over: no byte of a request has come for long, its last has not
come, or what waits for the client is not taken.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from nkgraph.web import replies, shield
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply

LINGERS = 2.0  # seconds in which a client that was refused may read why
MOST_PIPELINED = 64  # requests that may wait behind one that is being answered
_SLACK = 4  # as many bytes more as the framing of chunks may take than what they carry

Told = Callable[[int, str, str], None]  # status, what was wrong, address of the client


class Connection(HttpToolsProtocol):
    """One connection of a client."""

    limits: Limits
    told: Told
    per_client: Counter[str]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        now = time.monotonic()
        self._quiet_since = now  # nothing is asked and nothing is being answered
        self._began: float | None = None  # when the first byte of a request came whose last has not
        self._begun = self._in_head = False  # whether a message has begun; whether its head is not whole
        self._head = self._raw = 0  # bytes of the head, as headers; bytes as they came
        self._carried = bytearray()  # the body
        self._refused_at: float | None = None
        self._refusal: Reply | None = None
        self._unsent, self._taking_since = 0, now  # what waited for the client at the last look at which it had taken enough
        self.peer = ""
        self._whose = ""  # as whom it counts

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.peer = self.client[0] if self.client else ""
        self._whose = shield.network(self.peer)
        self.per_client[self._whose] += 1
        full = len(self.connections) > self.limits.connections
        if full or self.per_client[self._whose] > self.limits.connections_per_client:
            whose = "from all clients" if full else "from your address"
            refusal = replies.refused(503, f"Too many connections {whose}.", "Come back in a while.")
            self._refuse(refusal.also(("Retry-After", "10")))

    def connection_lost(self, exc: Exception | None) -> None:
        self.per_client[self._whose] -= 1
        if not self.per_client[self._whose]:
            del self.per_client[self._whose]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused_at is not None:
            return
        if self._began is None:
            self._began, self._raw = time.monotonic(), 0
        self._raw += len(data)
        super().data_received(data)
        if self._in_head and self._raw > 2 * self.limits.head_bytes + len(data):
            self._refuse(self._head_too_long())
        elif self._raw > _SLACK * (self.limits.head_bytes + self.limits.body_bytes) and self._began is not None:
            self._refuse(self._body_too_long())

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begun = self._in_head = True
        self._head = 0
        self._carried = bytearray()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.limits.target_bytes:
            what = f"The address is longer than {self.limits.target_bytes:,} bytes."
            self._stop(replies.refused(414, what, "Make it shorter; a query may be sent as the body of a POST."))

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_head:
            return  # a trailer says nothing that is heard here
        self._head += len(name) + len(value) + 4
        if len(self.headers) >= self.limits.headers or self._head + len(self.url) > self.limits.head_bytes:
            self._stop(self._head_too_long())
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._origin_form()
        length = next((value for name, value in self.headers if name == b"content-length"), b"0")
        if int(length) > self.limits.body_bytes:
            self._stop(self._body_too_long())
        if any(name == b"transfer-encoding" and value.strip().lower() != b"chunked" for name, value in self.headers):
            self._stop(replies.refused(501, "The body is in a transfer coding other than chunked.", "Send it as it is."))
        if self.expect_100_continue:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.expect_100_continue = False

    def on_body(self, body: bytes) -> None:
        self._carried += body
        if len(self._carried) > self.limits.body_bytes:
            self._stop(self._body_too_long())

    def on_message_complete(self) -> None:
        if len(self.pipeline) >= MOST_PIPELINED:
            self._stop(replies.refused(429, "Too many requests at once on one connection.", "Wait for answers between them."))
        self._began, self._begun = None, False
        super().on_headers_complete()  # begins the answer
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False  # no other protocol is spoken; what follows is not to be read as HTTP
        self.cycle.body += self._carried
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self._quiet_since = time.monotonic()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What uvicorn calls when a request cannot be read, or one of ours was stopped."""
        other = "Look at what stands between you and this server."
        self._refuse(self._refusal or replies.refused(400, "The request is not HTTP/1.1.", other))

    def look(self, now: float) -> None:
        """End the connection if its time is over; and if it cannot be told, lest it stay for ever."""
        with contextlib.ExitStack() as stack:
            stack.callback(self.transport.abort)
            self._end_in_time(now)
            stack.pop_all()

    def _end_in_time(self, now: float) -> None:
        if self._refused_at is not None:
            if now - self._refused_at > LINGERS:
                self.transport.abort()
        elif self._stalled(now):
            self.told(0, "An answer was not taken in time.", self.peer)
            self.transport.abort()
        elif self.cycle is not None and not self.cycle.response_complete:
            self._quiet_since = now
            if self._began is not None and self.flow.read_paused:
                self._began = now  # it is us who do not read
            elif self._late(now):
                self.transport.abort()
        elif self._late(now) and self._begun:
            what = f"No whole request within {self.limits.receive_seconds:g} s."
            self._refuse(replies.refused(408, what, "Send it faster."))
        elif self._late(now) or (self._began is None and now - self._quiet_since > self.limits.idle_seconds):
            self.transport.close()

    def _late(self, now: float) -> bool:
        """Whether the last byte of a request has not come in time."""
        return self._began is not None and now - self._began > self.limits.receive_seconds

    def _stalled(self, now: float) -> bool:
        """Whether less than `send_bytes` of what waited has been taken for `send_seconds`."""
        waiting = self.transport.get_write_buffer_size()
        if not waiting or waiting <= self._unsent - self.limits.send_bytes or waiting > self._unsent:
            self._unsent, self._taking_since = waiting, now
        return bool(waiting) and now - self._taking_since > self.limits.send_seconds

    def _origin_form(self) -> None:
        """A target with a host in it (as proxies are sent) is read as HTTP says: that host counts, and no Host header."""
        if self.url.startswith(b"/"):
            return
        try:
            target = httptools.parse_url(self.url)
        except httptools.HttpParserError:
            target = None
        if target is not None and target.host and target.schema in (b"http", b"https"):
            authority = target.host + (b":%d" % target.port if target.port else b"")
            self.headers[:] = [(b"host", authority), *((n, v) for n, v in self.headers if n != b"host")]
            self.url = (target.path or b"/") + (b"?" + target.query if target.query else b"")
        elif self.url == b"*" and self.parser.get_method() == b"OPTIONS":
            self.url = b"/"
        else:
            self._stop(replies.refused(400, "The target of the request is no address here.", "Begin it with a slash."))

    def _head_too_long(self) -> Reply:
        most = f"{self.limits.head_bytes:,} bytes or {self.limits.headers} headers"
        return replies.refused(431, f"The head of the request has more than {most}.", "Send fewer or shorter headers.")

    def _body_too_long(self) -> Reply:
        return replies.refused(413, f"The request carries more than {self.limits.body_bytes:,} bytes.", "Send less.")

    def _stop(self, refusal: Reply) -> None:
        """Stop reading in the middle of a request: the parser ends, and `send_400_response` says why."""
        self._refusal = refusal
        raise _StoppedError

    def _refuse(self, refusal: Reply) -> None:
        """Say why nothing more is read here, and let the client read it before the connection ends."""
        if self._refused_at is not None:
            return
        self._refused_at = time.monotonic()
        self._unset_keepalive_if_required()
        self.told(refusal.status, str(json.loads(refusal.body)["title"]), self.peer)
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # what is being answered would come out of order
            self.cycle.message_event.set()
            self.transport.abort()
        elif not self.transport.is_closing():
            self.transport.write(_on_the_wire(refusal))
            if self.transport.can_write_eof():
                self.transport.write_eof()


class _StoppedError(Exception):
    """Raised within the parser, which makes an error of its own of it."""


def bounded(limits: Limits, told: Told) -> type[Connection]:
    """The connections of one server. `told` hears of each that was ended."""
    bounds = {"limits": limits, "told": staticmethod(told), "per_client": Counter[str]()}
    return type("Connection", (Connection,), bounds)


def sweep(connections: Iterable[object], now: float) -> None:
    """End every connection whose time is over; and, where too much waits for all of them, those for whom most of it does.
    Where one makes a mistake, the others are looked at all the same before it is raised."""
    ours = [connection for connection in connections if isinstance(connection, Connection)]
    with contextlib.ExitStack() as each:
        each.callback(_relieve, ours)
        for connection in ours:
            each.callback(connection.look, now)


def _relieve(ours: list[Connection]) -> None:
    waiting = {connection: connection.transport.get_write_buffer_size() for connection in ours}
    left = sum(waiting.values())
    for connection in sorted(ours, key=waiting.__getitem__, reverse=True):
        if left <= connection.limits.unsent_bytes:
            return
        left -= waiting[connection]
        connection.told(503, "Too much waits to be sent.", connection.peer)
        connection.transport.abort()


def _on_the_wire(reply: Reply) -> bytes:
    phrase = HTTPStatus(reply.status).phrase
    lines = [f"HTTP/1.1 {reply.status} {phrase}", f"content-type: {reply.media}", f"content-length: {len(reply.body)}"]
    lines += [f"{name.lower()}: {value}" for name, value in reply.headers]
    return "\r\n".join([*lines, "x-content-type-options: nosniff", "connection: close", "", ""]).encode("latin-1") + reply.body
