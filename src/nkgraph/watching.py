"""Looking at files again and again: which have changed, come or gone since the last look. Reads only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from nkgraph import claims, ontology, turtle
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document

PAUSE = 0.1  # seconds between two looks: a check of this corpus takes 0.7, and a fault is to be shown within a second
Stamp = tuple[int, int, int]  # a file that is written anew has another time, size or place on the disk
Stamps = dict[Path, Stamp]


def stamps(places: Places, *, queries: bool = False) -> Stamps:
    """The stamp of each file that a check reads, and of each rule and question where these are wanted too; a file that
    vanishes meanwhile has none."""
    found: Stamps = {}
    looked_at = [(places.claims, "*.ttl"), (places.ontology, "**/*.ttl"), (places.copies, "*")]
    for folder, pattern in [*looked_at, *([(places.queries, "**/*.rq")] if queries else [])]:
        for path in sorted(folder.glob(pattern)) if folder is not None else ():
            try:
                status = path.stat()
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def changes(look: Callable[[], Stamps], wait: Callable[[], None]) -> Iterator[list[Path]]:
    """The files that changed, came or went, each time that any did; first all of them. Ends when `wait` raises.

    The look comes before what the caller does with it, so that what changes meanwhile is seen at the next.
    """
    seen: Stamps = {}
    first = True
    while True:
        now = look()
        if first or now != seen:
            yield sorted(p for p in {*seen, *now} if seen.get(p) != now.get(p))
        seen, first = now, False
        wait()


class Reader:
    """Reads a corpus again, and of its files only those that have changed."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._ontology: tuple[Stamps, Ontology] | None = None
        self._documents: dict[Path, tuple[Stamp, Document]] = {}

    def read(self) -> Reading:
        """What the files say now. A file may vanish while it is read, which is an OSError as always."""
        now = stamps(self._places)
        known = self._known(now)
        documents = [self._document(path, now.get(path)) for path in self._places.claim_files()]
        self._documents = {d.path: self._documents[d.path] for d in documents if d.path in self._documents}
        return Reading(known, documents, claims.read(documents, known))

    def _known(self, now: Stamps) -> Ontology:
        files = self._places.ontology_files()
        mine = {path: now[path] for path in files if path in now}
        if self._ontology is None or self._ontology[0] != mine:
            self._ontology = (mine, ontology.read(files))
        return self._ontology[1]

    def _document(self, path: Path, stamp: Stamp | None) -> Document:
        kept = self._documents.get(path)
        if kept is not None and stamp is not None and kept[0] == stamp:
            return kept[1]
        document = turtle.read(path)
        if stamp is not None:
            self._documents[path] = (stamp, document)
        return document
