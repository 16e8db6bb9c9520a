"""A changed corpus takes the place of the one that is served, without anybody noticing; one with faults does not.

The files are copied when nobody is writing them, checked and compared by another process, and served when all is ready. What is
refused is told in the log and at /health, and looked at again when it changes.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nkgraph import build, vocab, watching
from nkgraph.build import Built
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.fault import Fault
from nkgraph.watching import Stamps
from nkgraph.web import building, dataset, graphs, snapshot
from nkgraph.web.addresses import Base
from nkgraph.web.journal import Journal
from nkgraph.web.limits import Limits
from nkgraph.web.queries import Queries
from nkgraph.web.service import Refused, Served, Service
from nkgraph.web.site import Site
from nkgraph.web.snapshot import RefusedError

SETTLED = 0.2  # seconds since the last write after which a file counts as saved
PATIENCE = 5.0  # seconds in which files must once be left alone, when the server starts
MOST_FAULTS_LOGGED = 50


Begun = subprocess.Popen[bytes] | None


@dataclass(frozen=True)
class Making:
    """What a corpus is made into something to serve with: where its files are, where the graphs are kept, where copies of the
    files may lie, what is the same for every corpus, and what builds the first graph already."""

    places: Places
    cache: Path
    folder: Path
    base: Base
    limits: Limits
    begun: Begun = None

    async def first(self) -> Served:
        """What is served at the start. RefusedError, or another NkgraphError, where it cannot be."""
        patience = time.monotonic() + PATIENCE
        while (frozen := await asyncio.to_thread(self.freeze)) is None and time.monotonic() < patience:
            await asyncio.sleep(SETTLED)
        if frozen is None:
            raise NkgraphError(f"{self.places.claims}: the files change all the time. Start again when nobody writes them.")
        if self.begun is not None:  # what came of it is in the cache, or is found out anew
            try:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    await asyncio.to_thread(self.begun.wait, self.limits.swap_seconds)
            except asyncio.CancelledError:
                self.begun.kill()  # or the thread would wait for it
                raise
        return await self.make(frozen)

    def freeze(self) -> Places | None:
        """A copy of the files; None where they were written meanwhile, or just before."""
        before = watching.stamps(self.places, queries=True)
        if any(time.time_ns() - SETTLED * 1e9 < changed <= time.time_ns() for changed, _, _ in before.values()):
            return None
        folder = self.folder / str(time.monotonic_ns())
        try:
            frozen = snapshot.freeze(self.places, folder)
        except OSError:
            frozen = None
        if frozen is None or before != watching.stamps(self.places, queries=True):
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return frozen

    async def make(self, frozen: Places) -> Served:
        """Something to serve, of frozen files; they are deleted where nothing comes of it."""
        with contextlib.ExitStack() as stack:
            stack.callback(shutil.rmtree, frozen.claims.parent, ignore_errors=True)
            built = await asyncio.to_thread(build.kept, frozen, self.cache)
            if built is None:
                faults = await building.built(frozen, self.cache, self.limits.swap_seconds)
                if faults:
                    raise RefusedError([self._where_it_is(fault, frozen) for fault in faults])
                built = await asyncio.to_thread(build.build, frozen, cache=self.cache)
            queries = Queries(self.limits)
            stack.callback(queries.stop)
            served = await asyncio.to_thread(self._served, frozen, built, queries)
            stack.pop_all()
            return served

    def _served(self, frozen: Places, built: Built, queries: Queries) -> Served:
        queries.prepare()
        made = snapshot.of(frozen, built)
        said = dataset.held(made, self.base.url or vocab.ROOT.rstrip("/"))
        queries.start(graphs.n_quads(built.graph, made.compared_by, said))
        return Served(Site(made, self.base, self.limits), queries, frozen.claims.parent)

    def _where_it_is(self, fault: Fault, frozen: Places) -> Fault:
        """The fault with the path of the file that a person can mend."""
        for ours, theirs in ((frozen.claims, self.places.claims), (frozen.ontology, self.places.ontology)):
            if fault.path.is_relative_to(ours):
                return replace(fault, path=theirs / fault.path.relative_to(ours))
        return fault


class Swapper:
    """Looks at the files again and again, and swaps in what they have become."""

    def __init__(self, service: Service, making: Making, journal: Journal, seen: Stamps) -> None:
        self._service = service
        self._making = making
        self._journal = journal
        self._seen = seen  # the state of the files that was tried last
        self._retiring: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Go on until cancelled; what goes wrong in one look is told, and the next comes all the same."""
        try:
            while True:
                await asyncio.sleep(self._making.limits.look_seconds)
                (failure,) = await asyncio.gather(self.look(), return_exceptions=True)
                if failure is not None:
                    self._refuse(1, "The server made a mistake while it read the corpus; its log has more.", [])
                    self._journal.failure("not taken", failure)
        finally:
            for task in self._retiring:
                task.cancel()
            await asyncio.gather(*self._retiring, return_exceptions=True)

    async def look(self) -> None:
        """Take the files as they are now, if they have changed since they were last tried."""
        now = await asyncio.to_thread(watching.stamps, self._making.places, queries=True)
        if now == self._seen:
            return
        frozen = await asyncio.to_thread(self._making.freeze)
        if frozen is None:
            return
        self._seen = now
        try:
            if await asyncio.to_thread(snapshot.key, frozen) == self._service.current.site.snapshot.key:
                self._service.refused = None  # somebody took back what was refused, or wrote the same again
                await asyncio.to_thread(shutil.rmtree, frozen.claims.parent, ignore_errors=True)
                return
            served = await self._making.make(frozen)
        except RefusedError as error:
            self._refuse(len(error.faults), str(error), [str(fault) for fault in error.faults[:MOST_FAULTS_LOGGED]])
        except (NkgraphError, OSError, ValueError, SyntaxError) as error:
            await asyncio.to_thread(shutil.rmtree, frozen.claims.parent, ignore_errors=True)
            why = str(error).replace(str(frozen.claims.parent), str(self._making.places.claims.parent))
            self._refuse(1, "It could not be read; the log of the server says why.", [why])
        else:
            self._swap(served)

    def _swap(self, served: Served) -> None:
        before = self._service.swap(served)
        made = served.site.snapshot
        self._journal.event("swapped", corpus=made.corpus_id, snapshot=made.key, swaps=self._service.swaps)
        task = asyncio.create_task(self._retire(before))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _retire(self, before: Served) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await before.left.wait()
        await asyncio.shield(asyncio.to_thread(retire, before))

    def _refuse(self, faults: int, reason: str, lines: list[str]) -> None:
        """Say at /health that the files as they are now are not taken, and in the log, why."""
        self._service.refused = Refused(datetime.now(UTC), faults, reason)
        self._journal.event("refused", faults=faults, first=lines)


def retire(served: Served) -> None:
    """End what served a snapshot, and delete its files."""
    if served.queries is not None:
        served.queries.stop()
    if served.folder is not None:
        shutil.rmtree(served.folder, ignore_errors=True)
    served.kept.clear()
    gc.collect()  # the server looks for cycles seldom, and a snapshot is large
