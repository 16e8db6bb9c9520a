"""Replies kept in memory for one snapshot, ready to be sent: those that were asked for last, within bounds."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[bytes, bytes, str, str]  # path, query, host and Accept as they came, the last two where they count


@dataclass(frozen=True, eq=False)
class Ready:
    """A reply as it is sent: status, header lines, body, and the tag by which a client knows it."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: str


class Kept:
    """At most so many replies with at most so many bytes together, those of their keys included; the one that nobody asked for
    longest goes first."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._ready: dict[Key, Ready] = {}
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._ready)

    def get(self, key: Key) -> Ready | None:
        """What is kept under an address."""
        found = self._ready.pop(key, None)
        if found is not None:
            self._ready[key] = found  # now the last that was asked for
        return found

    def keep(self, key: Key, ready: Ready) -> None:
        """Keep a reply; one that is longer than an eighth of all would push out too many others, and is not kept."""
        size = _size(key, ready)
        if size > self._most_bytes // 8:
            return
        self._forget(key)
        self._ready[key] = ready
        self.bytes += size
        while len(self._ready) > self._most or self.bytes > self._most_bytes:
            self._forget(next(iter(self._ready)))

    def clear(self) -> None:
        """Keep nothing any more."""
        self._ready.clear()
        self.bytes = 0

    def _forget(self, key: Key) -> None:
        gone = self._ready.pop(key, None)
        if gone is not None:
            self.bytes -= _size(key, gone)


def _size(key: Key, ready: Ready) -> int:
    """Bytes of a reply and of what it is kept under; a client chooses how long that is."""
    return len(ready.body) + sum(map(len, key))
