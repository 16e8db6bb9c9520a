"""A query on its way to the worker and what comes back, as data and as bytes on a socket.

    asked      4 bytes, the length of what follows; then a JSON object
    answered   4 bytes, the length of the head; the head, a JSON object; then as many bytes as the head says

Whoever reads an answer that ends before its length knows that the child which wrote it was killed.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass

QUADS = b"quads"  # what a worker is told beside the file with its graph
READY = b"ready"  # what a worker says once it has read its graph
LENGTH = struct.Struct("!I")
START = struct.Struct("!d")  # what the worker is told beside a socket: the seconds that the answer may take


@dataclass(frozen=True)
class Asked:
    """A query of somebody's. `accept` is the header; `default` and `named` are the graphs that it is to be put to, by the
    protocol and not by FROM; None for those that the service has."""

    query: str
    accept: str | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Bounds:
    """What a child keeps to: seconds, bytes of memory beyond what the graph takes, bytes of an answer, brackets."""

    seconds: float
    memory: int
    answer: int
    depth: int


@dataclass(frozen=True)
class Head:
    """What stands before an answer. An answer that is a refusal has no body, and says what is wrong and what to do."""

    status: int
    media: str = ""
    length: int = 0
    what: str = ""
    next_step: str = ""


def pack_asked(asked: Asked, bounds: Bounds) -> bytes:
    """What is written to a child."""
    return _pack({"asked": asdict(asked), "bounds": asdict(bounds)})


def unpack_asked(data: bytes) -> tuple[Asked, Bounds]:
    """What a child reads, without its length."""
    said = json.loads(data)
    return Asked(**said["asked"]), Bounds(**said["bounds"])


def pack_head(head: Head) -> bytes:
    """What a child writes before the body."""
    return _pack(asdict(head))


def unpack_head(data: bytes) -> Head:
    """What a child wrote before the body, without its length."""
    return Head(**json.loads(data))


def _pack(said: dict[str, object]) -> bytes:
    data = json.dumps(said).encode()
    return LENGTH.pack(len(data)) + data
