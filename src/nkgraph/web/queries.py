"""Asking the worker, from the server: how many at once and for whom, how long, and what is said when it cannot be answered.

An answer is taken whole before a byte of it is passed on: what a client gets with 200 is never cut.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence

from nkgraph.errors import NkgraphError
from nkgraph.web import asking, replies, shield
from nkgraph.web.asking import Asked, Bounds
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply

COMMAND = (sys.executable, "-m", "nkgraph.web.worker")
_STARTS_WITHIN = 60.0  # seconds
_DIES_WITHIN = 20.0  # seconds in which a child that was killed is gone, however busy the machine
_VARY = ("Vary", "Accept")


class BrokenWorkerError(NkgraphError):
    """The worker did not start, or does not do what it is told."""


class Queries:
    """The worker that holds one dataset, given as N-Quads: `prepare` as early as may be, `start` before anything is asked,
    `stop` when nothing will be any more. The latter two block, and may be called in a thread. A worker that dies is started
    anew by whoever asks next."""

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        self._n_quads = b""
        self._command = command
        self._limits = limits
        self._bounds = Bounds(limits.query_seconds, limits.query_memory, limits.answer_bytes, limits.query_depth)
        self._free = asyncio.Semaphore(limits.queries_at_once)
        self._asking: Counter[str] = Counter()  # by client: queries that wait or run
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: socket.socket | None = None  # to a process that has no graph yet
        self._control: socket.socket | None = None
        self._changing = threading.Lock()
        self._over = False
        self._dying: set[asyncio.Task[None]] = set()  # children that are being seen off

    @property
    def pid(self) -> int | None:
        """The number of the process, for whoever watches over it; None where there is none."""
        return self._process.pid if self._process is not None else None

    def prepare(self) -> None:
        """Start a worker that waits for its graph, while that is still being made."""
        with self._changing:
            self._waiting = self._launch()

    def start(self, n_quads: bytes | None = None) -> None:
        """Give the worker its graph, and wait until it has read it; without one, start it anew with the graph it had, and do
        nothing where it runs already."""
        with self._changing:
            if n_quads is not None:
                self._n_quads = n_quads
            elif self._lives():
                return
            self._hand_over()

    def stop(self) -> None:
        """End the worker and whatever it is answering."""
        with self._changing:
            self._over = True
            self._end()

    async def ask(self, asked: Asked, client: str = "") -> Reply:
        """The answer to a query, or a reply that says why there is none. Who stops waiting stops the query."""
        who = shield.network(client)
        if self._asking[who] >= self._limits.queries_per_client:
            what = f"{self._limits.queries_per_client} of your queries are being answered already."
            return _refused(429, what, "Wait for one of them, then ask again.", 1)
        self._asking[who] += 1
        try:
            return await self._in_turn(asked)
        finally:
            self._asking[who] -= 1
            if not self._asking[who]:
                del self._asking[who]

    async def _in_turn(self, asked: Asked) -> Reply:
        try:
            async with asyncio.timeout(self._limits.query_wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            most, wait = self._limits.queries_at_once, self._limits.query_wait_seconds
            what = f"{most} queries are being answered, and none was done within {wait:g} seconds."
            return _refused(503, what, "Ask again in a while.", 5)
        ours: socket.socket | None = None
        over = False
        try:
            ours, began = await self._handed_over()
            reply, over = await self._answered(ours, asked, began)
            return reply
        except BrokenWorkerError as error:
            what, _, next_step = str(error).partition(". ")
            return _refused(503, f"{what}.", next_step, 5)
        finally:
            self._take_back(ours, over)

    async def _handed_over(self) -> tuple[socket.socket, float]:
        """A socket whose other side the worker has, and a time before it had it: its clock runs from then on."""
        if not self._lives():
            await asyncio.to_thread(self.start)
        if self._control is None:  # given up meanwhile
            raise BrokenWorkerError("The process that answers queries has ended. Ask again: it is started anew.")
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        began = time.monotonic()
        try:
            with theirs:
                socket.send_fds(self._control, [asking.START.pack(self._bounds.seconds)], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise BrokenWorkerError("The process that answers queries takes no more. Ask again in a while.") from error
        return ours, began

    async def _answered(self, ours: socket.socket, asked: Asked, began: float) -> tuple[Reply, bool]:
        """What is answered, and whether the child is done."""
        try:
            async with asyncio.timeout(self._bounds.seconds):
                await asyncio.get_running_loop().sock_sendall(ours, asking.pack_asked(asked, self._bounds))
                length = asking.LENGTH.unpack(await _read(ours, asking.LENGTH.size))[0]
                head = asking.unpack_head(await _read(ours, length))
                body = await _read(ours, head.length)
        except TimeoutError:
            return self._unanswered(self._bounds.seconds), False
        except (EOFError, OSError):
            return self._unanswered(time.monotonic() - began), True
        if head.status != 200:
            return _refused(head.status, head.what, head.next_step), True
        return Reply(200, head.media, body, (_VARY,)), True

    def _take_back(self, ours: socket.socket | None, over: bool) -> None:
        """The turn is free again: at once where the child is done, else as soon as it is dead."""
        if ours is None or over:
            if ours is not None:
                ours.close()
            self._free.release()
            return
        with contextlib.suppress(OSError):
            ours.shutdown(socket.SHUT_WR)  # the worker kills the child
        task = asyncio.get_running_loop().create_task(self._see_off(ours))
        self._dying.add(task)
        task.add_done_callback(self._dying.discard)

    async def _see_off(self, ours: socket.socket) -> None:
        """Wait until a child is dead; where that takes too long, the worker does not do its work and is replaced."""
        try:
            async with asyncio.timeout(_DIES_WITHIN):
                while await asyncio.get_running_loop().sock_recv(ours, 65536):
                    pass
        except TimeoutError:
            await asyncio.to_thread(self._give_up)
        except OSError:
            pass
        finally:
            ours.close()
            self._free.release()

    def _unanswered(self, seconds: float) -> Reply:
        if not self._lives():
            return _refused(503, "The process that answers queries has ended.", "Ask again: it is started anew.", 1)
        if seconds >= self._bounds.seconds:
            what = f"No answer within {self._bounds.seconds:g} seconds."
            return _refused(503, what, "Ask for less: name a subject or a predicate, or add LIMIT.")
        most = f"{self._bounds.memory / (1 << 30):.2g} GB of memory"
        what = f"The query stopped the engine: it needs more than {most}, or is nested too deep."
        return _refused(400, what, "Ask for less, or make it simpler.")

    def _lives(self) -> bool:
        """Whether the worker is there. Its end of the socket is closed before the death of its children can be seen."""
        if self._control is None:
            return False
        try:
            return self._control.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def _launch(self) -> socket.socket:
        """Start a process in place of the one there was; gives the socket on which it waits for its graph."""
        self._end()
        if self._over:
            raise BrokenWorkerError("These queries were stopped. Ask again: others are in their place.")
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own program, and a number)
                [*self._command, str(theirs.fileno())],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip
        return ours

    def _hand_over(self) -> None:
        """Give its graph to the process that waits for one, or else to another."""
        ours, self._waiting = self._waiting or self._launch(), None
        ours.settimeout(_STARTS_WITHIN)
        try:
            with tempfile.TemporaryFile() as quads:
                quads.write(self._n_quads)
                quads.seek(0)
                socket.send_fds(ours, [asking.QUADS], [quads.fileno()])
            said = ours.recv(len(asking.READY))
        except OSError:
            said = b""
        if said != asking.READY:
            ours.close()
            self._end()
            raise BrokenWorkerError(
                "The process that answers queries did not start. Ask again; whoever runs the server finds the reason on stderr."
            )
        ours.setblocking(False)
        self._control = ours

    def _give_up(self) -> None:
        """The worker did not kill a child in time: it is ended, and the next who asks gets another."""
        with self._changing:
            self._end()

    def _end(self) -> None:
        for channel in (self._waiting, self._control):
            if channel is not None:
                channel.close()
        self._waiting = self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _refused(status: int, what: str, next_step: str, retry_after: int | None = None) -> Reply:
    retry = (("Retry-After", str(retry_after)),) if retry_after is not None else ()
    return replies.refused(status, what, next_step).also(_VARY, *retry)


async def _read(ours: socket.socket, length: int) -> bytes:
    loop = asyncio.get_running_loop()
    data = bytearray(length)
    view, at = memoryview(data), 0
    while at < length:
        more = await loop.sock_recv_into(ours, view[at:])
        if more == 0:
            raise EOFError
        at += more
    return bytes(data)
