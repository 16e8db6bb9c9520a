"""What costs much is done by one at a time; a few wait for their turn, and the rest are told to come back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from nkgraph.errors import NkgraphError

_BUSY = "Others are being served. Come back in a few seconds."


class BusyError(NkgraphError):
    """Too many wait already, or the wait was too long."""


class Turns:
    """One at a time, `waiting` others in line, each for so many seconds at most."""

    def __init__(self, waiting: int, seconds: float) -> None:
        self._most = waiting + 1
        self._here = 0
        self._counting = threading.Lock()
        self._turn = threading.Lock()
        self._seconds = seconds

    @property
    def free(self) -> int:
        """How many may still come, to be served or to wait."""
        return self._most - self._here

    @contextmanager
    def take(self) -> Iterator[None]:
        """A turn, for as long as it is needed; BusyError where none is to be had."""
        with self._counting:
            if not self.free:
                raise BusyError(_BUSY)
            self._here += 1
        try:
            if not self._turn.acquire(timeout=self._seconds):
                raise BusyError(_BUSY)
            try:
                yield
            finally:
                self._turn.release()
        finally:
            with self._counting:
                self._here -= 1
