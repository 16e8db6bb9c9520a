"""The server: listens, serves a corpus, looks for a changed one, and ends in order when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import uvicorn

from nkgraph import watching
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.web import connections, swapping
from nkgraph.web.addresses import Base
from nkgraph.web.app import Application
from nkgraph.web.journal import Journal
from nkgraph.web.limits import Limits
from nkgraph.web.service import Service
from nkgraph.web.shield import HOST, Shield, plain, shortened
from nkgraph.web.swapping import Begun, Making, Swapper

_SITE = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
BACKLOG = 1024  # connections that wait to be taken
LOOK = 0.5  # seconds between two looks at the connections
_SWITCH = 0.001  # seconds after which a thread that makes a page lets others on; Python's own is five times as long


@dataclass(frozen=True)
class Options:
    """What whoever starts the server decides. `hosts` are names that it answers to besides that of `base`; `proxies` are
    believed when they say who asks; `log` is where the log goes, stderr if nowhere else."""

    host: str = "127.0.0.1"
    port: int = 8000
    base: Base = field(default_factory=Base)
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    log: Path | None = None
    log_queries: bool = False
    watch: bool = True
    limits: Limits = field(default_factory=Limits)


def based(address: str) -> Base:
    """An address at which the service is reached from outside, as somebody typed it; "" for none."""
    if address and not _SITE.fullmatch(address):
        raise NkgraphError(f"--base {address}: is no address of a site. Give one like https://example.org/nkgraph.")
    return Base(address.rstrip("/"))


def run(places: Places, cache: Path | None, options: Options, begun: Begun = None) -> None:
    """Serve a corpus until a signal comes. Port 0 takes a free one; the address is told on stderr once it answers there.
    `begun` is what builds it into the cache already, if anything does.

    RefusedError where the corpus has faults; NkgraphError where the address is taken, or nothing can be served.
    """
    for proxy in options.proxies:
        if not plain(proxy):
            raise NkgraphError(f"--trust-proxy {proxy}: is no address. Give one like 10.0.0.1.")
    for name in options.hosts:
        if not HOST.fullmatch(name):
            raise NkgraphError(f"--allow-host {name}: is no name of a host. Give one like figures.example.")
    _on_signals(_end)
    sys.setswitchinterval(_SWITCH)
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(contextlib.closing(_listen(options.host, options.port)))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nkgraph-", ignore_cleanup_errors=True)))
        journal = stack.enter_context(contextlib.closing(Journal(options.log, queries=options.log_queries)))
        making = Making(places, cache or folder / "cache", folder, options.base, options.limits, begun)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                asyncio.run(_serve(making, options, listening, journal))
        finally:
            _on_signals(_end)


def _end(number: int, frame: object) -> NoReturn:
    """A signal before the loop runs, or when it has ended: leave, and delete what lies in the temporary folder."""
    raise SystemExit(0)


def _on_signals(handler: Callable[[int, object], object]) -> None:
    for number in _SIGNALS:
        signal.signal(number, handler)


class _Ending:
    """Ends what a loop does when a signal comes: as one of its turns, never in the middle of something. An exception that a
    signal raises wherever the program happens to be can leave a lock taken for ever, and then nothing ends any more."""

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None  # once there is one, it ends in order
        self._whole = asyncio.current_task()
        for number in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self._end)

    def _end(self) -> None:
        if self.server is not None:
            self.server.should_exit = True  # uvicorn has heard of it too, unless it came just before
        elif self._whole is not None:
            self._whole.cancel()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # The protocol is named, for asyncio sends small pieces at once only where it is; else each answer waits 40 ms.
        with contextlib.ExitStack() as stack:
            listening = stack.enter_context(socket.socket(family, kind, socket.IPPROTO_TCP))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(BACKLOG)
            stack.pop_all()
            return listening
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        what = f"{host}, port {port}: cannot be listened at: {why}. Choose another with --port or --host."
        raise NkgraphError(what) from error


async def _serve(making: Making, options: Options, listening: socket.socket, journal: Journal) -> None:
    ending = _Ending()
    seen = await asyncio.to_thread(watching.stamps, making.places, queries=True)
    service = Service(await making.first())
    try:
        shield = Shield(options.limits, options.base, (options.host, *options.hosts), options.proxies)
        application = Application(service, shield, journal, options.limits)
        told = _told(journal)
        talk = logging.getLogger("uvicorn.error")
        talk.propagate, talk.handlers = False, [_Heard(journal)]
        server = uvicorn.Server(_config(application, options.limits, connections.bounded(options.limits, told)))
        ending.server = server
        swapping_in = [Swapper(service, making, journal, seen).run()] if options.watch else []
        async with _besides(_sweeping(server, journal), *swapping_in):
            _announce(listening)
            journal.event("serving", corpus=service.current.site.snapshot.corpus_id, snapshot=service.current.site.snapshot.key)
            await server.serve(sockets=[listening])
    finally:
        journal.event("ended", swaps=service.swaps)
        swapping.retire(service.current)


def _config(application: Application, limits: Limits, protocol: type[asyncio.Protocol]) -> uvicorn.Config:
    app: Any = application
    return uvicorn.Config(
        app, http=protocol, ws="none", loop="asyncio", lifespan="off", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=int(limits.idle_seconds), timeout_graceful_shutdown=int(limits.drain_seconds),
        backlog=BACKLOG,
    )  # fmt: skip


class _Heard(logging.Handler):
    """What uvicorn has to say of mistakes goes where everything else goes; the rest of its talk is left out."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.ERROR)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self._journal.failure("failed", error)
        else:
            self._journal.event("failed", error=record.getMessage())


@contextlib.asynccontextmanager
async def _besides(*works: Any) -> AsyncIterator[None]:
    """What goes on beside the server, and ends with it."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _sweeping(server: uvicorn.Server, journal: Journal) -> None:
    """Look at the connections again and again; a mistake in one look is told, and the next comes all the same."""
    while True:
        await asyncio.sleep(LOOK)
        (failure,) = await asyncio.gather(_sweep(server), return_exceptions=True)
        if failure is not None:
            journal.failure("failed", failure)


async def _sweep(server: uvicorn.Server) -> None:
    connections.sweep(server.server_state.connections, time.monotonic())


def _told(journal: Journal) -> connections.Told:
    def told(status: int, what: str, peer: str) -> None:
        journal.event("connection ended", status=status, what=what, client=shortened(peer))

    return told


def _announce(listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    sys.stderr.write(f"nkgraph is served at http://{f'[{host}]' if ':' in host else host}:{port}/\n")
    sys.stderr.flush()
