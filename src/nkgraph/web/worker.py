"""The process that answers queries of others: it holds the graph, and forks a child for each query.

    python -m nkgraph.web.worker CONTROL

CONTROL is the number of an open socket. The first message on it brings a file with the graph as N-Quads; the worker says so
when it has read it. From then on each message is a number of seconds and a socket; the child reads the query from that socket
and writes the answer there (see `asking`). It is killed when the seconds are over, or when whoever asked has gone. The worker
ends when its own socket is closed, and its children with it.

It has one thread, so that fork is safe, and where the system allows it no network. Nothing of a query is ever written down.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from nkgraph import memory
from nkgraph.store import Dataset
from nkgraph.web import answering, asking
from nkgraph.web.asking import Bounds

YIELD_SECONDS = 0.1  # of a processor, after which a child gives way to those that have had less
_LOOK_AGAIN = 0.02  # seconds
_PROCESSOR_CLOCK = 2  # with a process number, the clock that runs when the process does, as Linux numbers it
_LAST_IN_LINE, _LAST_SESSION = 10, 19  # the niceness of such a process, and of its session: only the latter can be taken back
_MORE_LIKELY_TO_DIE = "900"  # of 1,000: where the machine has no memory left, a child goes first
_OPEN_AT_MOST = 1024  # files of the worker
_LINUX = sys.platform == "linux"
_NEW_USER, _NEW_NETWORK, _DIES_WITH_PARENT = 0x10000000, 0x40000000, 1  # as Linux numbers them
_GONE = getattr(select, "POLLRDHUP", 0)  # the other side is closed, or will say no more; Linux alone tells the latter
_SOCKET = 3  # the only file of a child, beside three that lead nowhere
_GRACE = 2  # seconds of processor time beyond its time: the worker has killed it long before


@dataclass
class Child:
    """A running query: its process, its socket, when it must end, when it must give way (None: it does already)."""

    pid: int
    socket: socket.socket
    ends: float
    yields: float | None


class Worker:
    """The children, and what they are forked from."""

    def __init__(self, control: socket.socket, dataset: Dataset) -> None:
        self._control = control
        self._dataset = dataset
        self._children: dict[int, Child] = {}  # by the number of their socket
        self._poll = select.poll()
        self._used = memory.addresses()
        self._void = os.open(os.devnull, os.O_RDWR)
        # The control socket came with its number, which may be beyond what may be opened here.
        self._open_below = max(_OPEN_AT_MOST, control.fileno() + 1)
        self._pid = os.getpid()
        self._process_control = ctypes.CDLL(None).prctl if _LINUX else None  # looked up once, and not by each child

    def work(self) -> None:
        """Until the control socket is closed."""
        woken, wakes = os.pipe()
        for end in (woken, wakes):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._poll.register(self._control, select.POLLIN)
        self._poll.register(woken, select.POLLIN)
        while True:
            for number, _ in self._poll.poll(self._wait()):
                if number == woken:
                    os.read(woken, 4096)
                elif number != self._control.fileno():
                    self._forsake(number)
                elif not self._start():
                    self._end()
                    return
            self._reap()
            self._keep_time()

    def _wait(self) -> float | None:
        """Milliseconds until a child must end or give way."""
        times = [child.ends if child.yields is None else child.yields for child in self._children.values()]
        return max(0.0, min(times) - time.monotonic()) * 1000 + 1 if times else None

    def _start(self) -> bool:
        """Fork a child for the next query; False when nobody will ask any more."""
        data, numbers, _, _ = socket.recv_fds(self._control, asking.START.size, 1)
        if len(data) != asking.START.size or len(numbers) != 1:
            return False
        theirs = socket.socket(fileno=numbers[0])
        now = time.monotonic()
        try:
            pid = os.fork()
        except OSError:  # no room for another process: whoever asked sees the socket closed
            theirs.close()
            return True
        if pid == 0:
            self._live(theirs)
        self._children[theirs.fileno()] = Child(pid, theirs, now + asking.START.unpack(data)[0], now + YIELD_SECONDS)
        self._poll.register(theirs, _GONE)
        return True

    def _forsake(self, number: int) -> None:
        """Whoever asked has gone."""
        self._poll.unregister(number)
        self._children[number].ends = 0

    def _keep_time(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if now >= child.ends:
                _kill(child)
                child.ends, child.yields = now + YIELD_SECONDS, None  # once more, if it has not died by then
            elif child.yields is not None and now >= child.yields:
                child.yields = _let_others_first(child.pid, now)

    def _reap(self) -> None:
        while self._children:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            number = next(n for n, child in self._children.items() if child.pid == pid)
            with contextlib.suppress(KeyError):  # forsaken before
                self._poll.unregister(number)
            self._children.pop(number).socket.close()

    def _end(self) -> None:
        for child in self._children.values():
            _kill(child)

    def _live(self, theirs: socket.socket) -> NoReturn:
        """A child's life. It ends here, whatever happens: never in what the worker would do next."""
        status = 1
        try:
            self._give_up_files(theirs)
            _answer(self._dataset, socket.socket(fileno=_SOCKET), self._used)
            status = 0
        except (OSError, MemoryError):  # whoever asked has gone, or the query needs too much
            pass
        finally:
            os._exit(status)

    def _give_up_files(self, theirs: socket.socket) -> None:
        """Every file but one: a socket of another child that stays open here would hide that child's death."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if self._process_control is not None:
            self._process_control(_DIES_WITH_PARENT, signal.SIGKILL)
            if os.getppid() != self._pid:
                os._exit(1)
        os.setsid()
        kept = os.dup(theirs.detach())
        for number in (0, 1, 2):
            os.dup2(self._void, number)
        os.dup2(kept, _SOCKET)
        os.closerange(_SOCKET + 1, self._open_below)


def _let_others_first(pid: int, now: float) -> float | None:
    """Put a child last in line if it has had its time of a processor; else, when to look at it again.

    Waiting does not count: on a busy machine, whoever has hardly run would never be done. Where a session is scheduled as one
    (autogroup), each child has a session of its own, and it is the session that must go last; this is allowed ten times a
    second.
    """
    used = _processor_seconds(pid)
    if used < YIELD_SECONDS:
        return now + max(YIELD_SECONDS - used, _LOOK_AGAIN)
    try:
        os.setpriority(os.PRIO_PROCESS, pid, _LAST_IN_LINE)
        _rank_session(pid, _LAST_SESSION)
    except BlockingIOError:
        return now + YIELD_SECONDS
    except OSError:  # no such thing on this system
        pass
    return None


def _processor_seconds(pid: int) -> float:
    """How long a process has run; where the system does not tell, as long as it may."""
    try:
        return time.clock_gettime(~pid << 3 | _PROCESSOR_CLOCK) if _LINUX else YIELD_SECONDS
    except OSError:
        return YIELD_SECONDS


def _rank_session(pid: int, niceness: int) -> None:
    Path(f"/proc/{pid}/autogroup").write_text(str(niceness), "ascii")


def _kill(child: Child) -> None:
    with contextlib.suppress(OSError):
        os.kill(child.pid, signal.SIGKILL)  # the number is no other's until it is reaped
        _rank_session(child.pid, 0)  # to die takes a processor too, and on a busy machine seconds for whoever is last


def _answer(dataset: Dataset, theirs: socket.socket, used: int) -> None:
    length = asking.LENGTH.unpack(_read(theirs, asking.LENGTH.size))[0]
    asked, bounds = asking.unpack_asked(_read(theirs, length))
    _bind(bounds, used)
    head, body = answering.answer(dataset, asked, bounds)
    theirs.sendall(asking.pack_head(head))
    if body:
        theirs.sendall(body)


def _read(theirs: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        more = theirs.recv(length - len(data))
        if not more:
            raise ConnectionResetError
        data += more
    return bytes(data)


def _bind(bounds: Bounds, used: int) -> None:
    """Give up memory beyond some, processor time, and opening or writing files at all."""
    for limit, most in (
        (resource.RLIMIT_AS, used + bounds.memory),
        (resource.RLIMIT_CPU, int(bounds.seconds) + _GRACE),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _withdraw() -> None:
    """For this process and its children: few files, no network where that is allowed, the first to go when memory is short."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_AT_MOST, _OPEN_AT_MOST))
    if _LINUX:
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_MORE_LIKELY_TO_DIE, "ascii")
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def main(arguments: list[str]) -> None:
    """What runs as a process of its own."""
    with socket.socket(fileno=int(arguments[0])) as channel:
        _, numbers, _, _ = socket.recv_fds(channel, len(asking.QUADS), 1)
        if not numbers:  # nobody will ask any more
            return
        with os.fdopen(numbers[0], "rb") as file:
            dataset = Dataset(file.read(), untouched=True)
        _withdraw()
        gc.collect()
        gc.freeze()  # what is there already is shared with the children, and is not looked through again
        gc.disable()
        channel.sendall(asking.READY)
        Worker(channel, dataset).work()


if __name__ == "__main__":
    main(sys.argv[1:])
