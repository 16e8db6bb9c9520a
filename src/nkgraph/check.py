"""All faults of all claims files, from the bytes to the copies. Reading is shared with whoever builds the graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from nkgraph import claims, forms, ontology, relations, sources, turtle, values, verdicts
from nkgraph.claims import Corpus
from nkgraph.corpus import Places
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.sources import Held
from nkgraph.turtle import Document

# What a file that cannot be read may yet account for: its fault stands alone, not among hundreds that follow from it.
_DEPENDENT = frozenset({"number-unaccounted", "number-cut", "article-unknown", "expect-claim"})


@dataclass(frozen=True)
class Reading:
    """What the files say, before anybody judged it."""

    ontology: Ontology
    documents: list[Document]
    corpus: Corpus


@dataclass(frozen=True)
class Verdict:
    """Every fault, sorted by file and line; the copies that were compared, none if none were given; how many files could
    not be read at all. While there are such files, what depends on all of them (_DEPENDENT) is not judged."""

    faults: list[Fault]
    held: dict[str, Held]
    unread: int = 0


def read(places: Places) -> Reading:
    """Read the ontology and every claims file."""
    known = ontology.read(places.ontology_files())
    documents = [turtle.read(path) for path in places.claim_files()]
    return Reading(known, documents, claims.read(documents, known))


def judge(reading: Reading, places: Places, cache: Path | None = None, only: Collection[Path] | None = None) -> Verdict:
    """Find every fault. A file whose syntax is broken hides its own claims, never the faults of the others.

    `cache` is where verdicts are kept between runs, None for nowhere. Of other files than `only`, where it is given, the
    shapes are not applied: whoever asks about one file does not wait for the others.
    """
    known = reading.ontology
    faults = [f for d in reading.documents for f in forms.check(d, known)]
    silent = [d.path for d in reading.documents if not d.faults and not d.triples]
    faults += [Fault(p, 1, "file-empty", "The file says nothing.", "Type an article, or delete the file.") for p in silent]
    undefined = {(f.path, f.line) for f in faults if f.code.startswith("undefined")}
    faults += values.check(reading.corpus, known)
    faults += relations.check(reading.corpus)
    held: dict[str, Held] = {}
    if places.copies is not None:
        held, missing = sources.open_copies(reading.corpus, places.copies)
        faults += missing
        faults += sources.check(reading.corpus, held, known.lexicon)
    found = verdicts.of(reading.documents, known, places, cache, only)
    renamed = {f.path for f in faults if f.code == "prefix-differs"}  # each term under it is another: one fault says it for all
    quoted = {(f.path, f.line) for f in faults if f.code == "number-datatype"}  # which says what to type instead
    found = [f for f in found if not (f.code.endswith("-number") and (f.path, f.line) in quoted)]
    faults += [f for f in found if (f.path, f.line) not in undefined and f.path not in renamed]
    unread = sum(1 for d in reading.documents if d.faults and not d.triples)
    if unread:
        faults = [f for f in faults if f.code not in _DEPENDENT]
    return Verdict(sorted(set(faults)), held, unread)
