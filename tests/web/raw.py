"""Requests as bytes, for what no client library would send."""

from __future__ import annotations

import json
import socket
from typing import Any

from tests.web.serving import Server

HOST = b"Host: localhost\r\n"


def connect(server: Server, timeout: float = 20) -> socket.socket:
    """A connection to the server."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=timeout)


def send(server: Server, *pieces: bytes) -> bytes:
    """Everything that comes back until the server closes, or until its answers are whole and nothing follows for a while."""
    with connect(server) as open_:
        try:
            for piece in pieces:
                open_.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough; what it said may still be read
        return until_closed(open_)


def until_closed(open_: socket.socket) -> bytes:
    """What comes until the other side closes."""
    said = b""
    try:
        while more := open_.recv(65536):
            said += more
    except ConnectionResetError:
        pass
    return said


def status(answer: bytes) -> int:
    """The status of the first answer."""
    assert answer.startswith(b"HTTP/1.1 "), answer[:100]
    return int(answer[9:12])


def problem(answer: bytes) -> dict[str, Any]:
    """The problem that the last answer tells of."""
    said: dict[str, Any] = json.loads(answer.rpartition(b"\r\n\r\n")[2])
    return said
