"""What is served now. A request holds the snapshot that it began with; one that was replaced goes when nobody holds it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nkgraph.web.kept import Kept
from nkgraph.web.queries import Queries
from nkgraph.web.site import Site


class Served:
    """A site with what answers queries over it; how many requests are being answered from it; replies that may be sent again.

    `folder` holds its frozen files. `left` is set when it was replaced and the last request that held it is answered.
    """

    def __init__(self, site: Site, queries: Queries | None = None, folder: Path | None = None) -> None:
        self.site = site
        self.queries = queries
        self.folder = folder
        self.since = datetime.now(UTC)
        self.kept = Kept(site.limits.pages_kept, site.limits.kept_bytes)
        self.held = 0
        self.replaced = False
        self.left = asyncio.Event()

    def let_go(self) -> None:
        """One request less; the last one out of a replaced site says so."""
        self.held -= 1
        if self.replaced and not self.held:
            self.left.set()


@dataclass(frozen=True)
class Refused:
    """A corpus that was not taken: when, with how many faults, and why in one sentence."""

    since: datetime
    faults: int
    reason: str


class Service:
    """The site that new requests are answered from, and what became of those that were to replace it."""

    def __init__(self, served: Served) -> None:
        self._current = served
        self.swaps = 0
        self.refused: Refused | None = None

    @property
    def current(self) -> Served:
        """What a request that begins now is answered from."""
        return self._current

    def swap(self, served: Served) -> Served:
        """From now on, new requests are answered from another snapshot. Gives back the one before."""
        before, self._current = self._current, served
        self.swaps += 1
        self.refused = None
        before.replaced = True
        if not before.held:
            before.left.set()
        return before

    @contextmanager
    def hold(self) -> Iterator[Served]:
        """What is served now, for as long as it is needed."""
        served = self._current
        served.held += 1
        try:
            yield served
        finally:
            served.let_go()
