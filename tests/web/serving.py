"""A real server for tests: `nkgraph serve` in a process of its own, at a free port, until the block ends."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from tests.conftest import REPOSITORY

STARTS_WITHIN = 60.0  # seconds; a machine that does much else is slow
_TOLD = "nkgraph is served at "


@dataclass(frozen=True)
class Answer:
    """What came back; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(eq=False)
class Server:
    """A running server: its address, its process, and what it said on stderr so far."""

    url: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    heard: threading.Condition = field(default_factory=threading.Condition)

    def waits_for(self, words: str, seconds: float) -> bool:
        """Whether a line with these words is said on stderr within some seconds; what was said before counts."""
        until = time.monotonic() + seconds
        with self.heard:
            while not any(words in line for line in self.said):
                if not self.heard.wait(until - time.monotonic()):
                    return False
        return True

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 80

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] = MappingProxyType({}), body: bytes | None = None
    ) -> Answer:
        """One request on a connection of its own; no redirect is followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=dict(headers))
            reply = connection.getresponse()
            return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()


@contextmanager
def served(
    *arguments: str, folder: Path = REPOSITORY, environment: Mapping[str, str] | None = None,
    program: Sequence[str] = ("nkgraph", "serve"),
) -> Iterator[Server]:  # fmt: skip
    """`nkgraph serve` with these arguments, run in a folder; or another program that says where it listens."""
    command = [sys.executable, "-m", *program, "--port", "0", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    )  # fmt: skip
    server = Server("", process)
    listening = threading.Event()

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            with server.heard:
                server.said.append(line)
                server.heard.notify_all()
            if line.startswith(_TOLD):
                server.url = line.removeprefix(_TOLD).strip()
                listening.set()
        listening.set()

    reader = threading.Thread(target=listen, daemon=True)
    reader.start()
    try:
        assert listening.wait(STARTS_WITHIN), "the server did not say where it listens"
        assert server.url, "".join(server.said)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(5)
        if process.stderr is not None:
            process.stderr.close()
