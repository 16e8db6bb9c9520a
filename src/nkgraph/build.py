"""From folders to the graph that is asked: read, check, derive, compare; or take the same graph from the cache.

The cache holds the finished graph of a corpus without faults, under a key made of everything that goes in: claims,
ontology, rules, the copies' bytes, the as-of day, this program. It can be deleted at any time and changes no answer.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nkgraph
from nkgraph import corpus, rules
from nkgraph.corpus import Places
from nkgraph.errors import WriteError
from nkgraph.fault import Fault
from nkgraph.store import Graph
from nkgraph.writing import write_whole

if TYPE_CHECKING:
    from nkgraph.check import Reading

_FORMAT = b"nkgraph graph 1"


@dataclass(frozen=True)
class Built:
    """The graph with its findings, and how it was come by. With faults there is no graph to speak of: it is empty.

    `corpus_id` is the digest of claims/ in hex; `copies` how many copies the positions were checked in.
    """

    graph: Graph
    faults: list[Fault]
    corpus_id: str
    copies: int


def build(places: Places, as_of: int = rules.ALL_DATES, cache: Path | None = None) -> Built:
    """Build the graph of a corpus as of a day, or take it from the cache folder."""
    corpus_id = corpus.digest(places.claim_files())
    place = cache / f"{_key(places, corpus_id, as_of)}.nq" if cache is not None else None
    if place is not None and (held := _load(place, corpus_id)) is not None:
        return held
    from nkgraph import check  # only a corpus that has changed pays for the checker

    reading = check.read(places)
    verdict = check.judge(reading, places, cache)
    if verdict.faults:
        return Built(Graph(), verdict.faults, corpus_id, len(verdict.held))
    graph = derived(reading)
    rules.run(rules.read(places.rule_files()), graph, as_of)
    built = Built(graph, [], corpus_id, len(verdict.held))
    if place is not None:
        _keep(place, built)
    return built


def kept(places: Places, cache: Path) -> Built | None:
    """The graph of a corpus from the cache folder, with all dates; None where it is not there."""
    return _load(_place(places, cache), corpus.digest(places.claim_files()))


def is_kept(places: Places, cache: Path) -> bool:
    """Whether the cache folder has a file for the graph of the corpus as it is now; it may be torn."""
    return _place(places, cache).exists()


def derived(reading: Reading) -> Graph:
    """What the rules run on: everything derived from the claims, and the ontology."""
    from nkgraph import derive

    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    return graph


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where graphs are kept: $NKGRAPH_CACHE ("off" for nowhere), else $XDG_CACHE_HOME/nkgraph, else ~/.cache/nkgraph."""
    chosen = environment.get("NKGRAPH_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    base = environment.get("XDG_CACHE_HOME") or (f"{environment['HOME']}/.cache" if environment.get("HOME") else "")
    return Path(base) / "nkgraph" if base else None


def _place(places: Places, cache: Path) -> Path:
    return cache / f"{_key(places, corpus.digest(places.claim_files()), rules.ALL_DATES)}.nq"


def _key(places: Places, corpus_id: str, as_of: int) -> str:
    inputs = [corpus.digest(files) for files in (places.ontology_files(), places.rule_files(), places.copy_files())]
    text = "|".join((nkgraph.__version__, corpus.program(), corpus_id, *inputs, str(places.copies is None), str(as_of)))
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(path: Path, built: Built) -> None:
    """Keep a graph; a cache that cannot be written is no reason to fail."""
    body = built.graph.n_quads()
    head = b"# %s %d %s\n" % (_FORMAT, built.copies, hashlib.sha256(body).hexdigest().encode())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, head + body)
        _forget_oldest(path.parent)
    except (OSError, WriteError):
        return


def _load(path: Path, corpus_id: str) -> Built | None:
    """The kept graph; None where there is none or where its bytes are not what was written."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    words = head.removeprefix(b"# " + _FORMAT + b" ").split(b" ")
    if len(words) != 2 or not words[0].isdigit() or words[1] != hashlib.sha256(body).hexdigest().encode():
        return None
    return Built(Graph.from_n_quads(body, untouched=True), [], corpus_id, int(words[0]))


def _forget_oldest(folder: Path, keep: int = 20) -> None:
    kept = sorted(folder.glob("*.nq"), key=os.path.getmtime, reverse=True)
    for old in kept[keep:]:
        old.unlink(missing_ok=True)
