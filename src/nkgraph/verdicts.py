"""What the shapes said of each file the last time, so that only files that changed are judged again.

A file's verdict is kept under its bytes, what the other files say of the things that it names, the shapes, the ontology
and this program. The cache can be deleted at any time and changes no answer. Many new files are judged on all cores.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

import pyoxigraph as ox

import nkgraph
from nkgraph import corpus, shapes, vocab
from nkgraph.corpus import Places
from nkgraph.errors import WriteError
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.shapes import Shapes
from nkgraph.turtle import Document, Triple
from nkgraph.writing import write_whole

_MANY = 200  # files from which on a second process is worth its start
_AT_ONCE = 100  # files that one process judges at once: a graph of all of them takes gigabytes
_KEPT = 20_000  # verdicts in one file, the oldest are forgotten
Row = tuple[int, str, str, str, str]
_Kept = dict[str, list[Row]]


def of(
    documents: list[Document], ontology: Ontology, places: Places, cache: Path | None = None,
    only: Collection[Path] | None = None,
) -> list[Fault]:  # fmt: skip
    """The faults that the shapes find in the documents that could be read, or in some of them; from the cache where nothing
    has changed."""
    parsed = [d for d in documents if d.triples]
    if not parsed:
        return []
    named = _named(parsed)
    version = _version(places) if cache is not None else ""
    parsed = [d for d in parsed if only is None or d.path in only]
    keys = {d.path: _key(d, named[d.path]) for d in parsed}
    kept = _load(cache, version)
    new = [d for d in parsed if keys[d.path] not in kept]
    if new:
        read = shapes.read(places.ontology / "shapes.ttl", ontology)
        found = _judge(read, new, ontology, named)
        kept = {**kept, **{keys[d.path]: found.get(d.path, []) for d in new}}
        _keep(cache, version, kept)
    return [Fault(d.path, *row) for d in parsed for row in kept[keys[d.path]]]


def _judge(read: Shapes, new: list[Document], ontology: Ontology, named: dict[Path, list[Triple]]) -> dict[Path, list[Row]]:
    cores = min(os.cpu_count() or 1, len(new) // _MANY)
    if cores < 2:
        faults = shapes.check(read, new, ontology, _beside(new, named))
    else:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        some = [new[first : first + _AT_ONCE] for first in range(0, len(new), _AT_ONCE)]
        with ProcessPoolExecutor(cores, get_context("fork")) as pool:
            parts = [pool.submit(shapes.check, read, part, ontology, _beside(part, named)) for part in some]
            faults = [f for part in parts for f in part.result()]
    found: dict[Path, list[Row]] = defaultdict(list)
    for f in faults:
        found[f.path].append((f.line, f.code, f.message, f.remedy, f.severity))
    return found


def _beside(chosen: list[Document], named: dict[Path, list[Triple]]) -> list[Triple]:
    """The types, in other files, of what these documents name: all of them and whatever is judged at once, as the keys say."""
    return [t for d in chosen for t in named[d.path]]


def _types(documents: Iterable[Document]) -> list[Triple]:
    return [t for d in documents for t in d.triples if t[1] == vocab.RDF_TYPE]


def _named(documents: list[Document]) -> dict[Path, list[Triple]]:
    """For each document the types of what it names and another defines."""
    types: dict[str, list[tuple[Path, Triple]]] = defaultdict(list)
    for document in documents:
        for triple in [*_types([document]), *shapes.members([document])]:
            types[triple[0].value].append((document.path, triple))
    found: dict[Path, list[Triple]] = {}
    for document in documents:
        objects = {o.value for _, _, o in document.triples if isinstance(o, ox.NamedNode)}
        found[document.path] = [t for o in sorted(objects) for path, t in types.get(o, ()) if path != document.path]
    return found


def _key(document: Document, named: list[Triple]) -> str:
    total = hashlib.sha256(document.text.encode("utf-8", "surrogatepass"))
    total.update(document.path.name.encode("utf-8", "surrogateescape"))
    for s, _, o in named:
        total.update(f"\0{s.value} {o}".encode())
    return total.hexdigest()


def _version(places: Places) -> str:
    parts = (nkgraph.__version__, corpus.program(), corpus.digest(places.ontology_files()))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _load(cache: Path | None, version: str) -> _Kept:
    """The kept verdicts of this version; none where there are none, or where the file is torn."""
    if cache is None:
        return {}
    try:
        kept = json.loads((cache / f"{version}.verdicts.json").read_text(encoding="utf-8"))
        return {key: [(int(r[0]), *map(str, r[1:5])) for r in rows] for key, rows in kept.items()}  # type: ignore[misc]
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return {}


def _keep(cache: Path | None, version: str, kept: _Kept) -> None:
    """Keep the verdicts; a cache that cannot be written is no reason to fail."""
    if cache is None:
        return
    newest = dict(list(kept.items())[-_KEPT:])
    try:
        cache.mkdir(parents=True, exist_ok=True)
        write_whole(cache / f"{version}.verdicts.json", json.dumps(newest).encode())
        others = sorted(cache.glob("*.verdicts.json"), key=os.path.getmtime, reverse=True)
        for old in others[4:]:
            old.unlink(missing_ok=True)
    except (OSError, WriteError):
        return
