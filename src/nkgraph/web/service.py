"""What is served now. A request holds the snapshot that it began with; one that was replaced goes when nobody holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nkgraph.web.replies import Reply
from nkgraph.web.site import Site


class Served:
    """A site, and how many requests are being answered from it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.held = 0
        self.kept: dict[tuple[str, tuple[tuple[str, str], ...]], Reply] = {}  # by path and parameters


class Service:
    """The site that new requests are answered from."""

    def __init__(self, served: Served) -> None:
        self._current = served

    @property
    def current(self) -> Served:
        """What a request that begins now is answered from."""
        return self._current

    def swap(self, served: Served) -> None:
        """From now on, new requests are answered from another snapshot."""
        self._current = served

    @contextmanager
    def hold(self) -> Iterator[Served]:
        """What is served now, for as long as it is needed."""
        served = self._current
        served.held += 1
        try:
            yield served
        finally:
            served.held -= 1
