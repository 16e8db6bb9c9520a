"""The whole data set as files: what `nkgraph export` writes, each under a name that holds the corpus, with its digest.

They are made when somebody first asks, and kept as long as the snapshot. A file has the same bytes each time.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import cube, exports, notations
from nkgraph.build import Built
from nkgraph.rules import Rule
from nkgraph.web import formats, graphs
from nkgraph.web.formats import Format
from nkgraph.web.snapshot import Snapshot


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name on the command line, its format, what it holds."""

    name: str
    format: Format
    words: str

    @property
    def ending(self) -> str:
        """How the names of such files end."""
        return f"-{self.name}.{self.format.suffix}" if self.name != self.format.suffix else f".{self.name}"


@dataclass(frozen=True)
class Dump:
    """A file: its kind, its name, its bytes and their SHA-256 in hex."""

    kind: str
    name: str
    format: Format
    words: str
    data: bytes
    sha256: str


KINDS = (
    Kind("ttl", formats.TURTLE, "Everything: claims, findings, ontology"),
    Kind("nt", formats.N_TRIPLES, "Everything: claims, findings, ontology"),
    Kind("nq", formats.N_QUADS, "Claims and findings as two named graphs"),
    Kind("trig", formats.TRIG, "Claims and findings as two named graphs"),
    Kind("jsonld", formats.JSON_LD, "Everything: claims, findings, ontology"),
    Kind("cube", formats.TURTLE, "The figures as a data cube, with OWL-Time periods"),
    Kind("csv", formats.CSV, "The register: one row for each print of a figure"),
    Kind("json", formats.JSON, "The register: one row for each print of a figure"),
)


_MAKING = threading.Lock()  # whoever asks while a file is made waits for it, and makes none of their own


def make(built: Built, rules: list[Rule], kind: str) -> bytes:
    """The data set as the bytes of one kind of file."""
    if kind == "csv":
        return exports.csv_rows(built).encode("utf-8", "surrogateescape")
    if kind == "json":
        return exports.json_rows(built).encode("utf-8", "surrogateescape")
    if kind == "cube":
        return notations.write(cube.triples(built), "ttl", {"cube": cube.CUBE})
    if kind in notations.SUFFIXES:
        return notations.write(built.graph.triples(), kind)
    return _quads(built, rules, kind)


def _quads(built: Built, rules: list[Rule], kind: str) -> bytes:
    """Only what stands in a named graph: the default graph that a query sees holds all of it once more."""
    form = formats.ENGINE[next(k.format for k in KINDS if k.name == kind)]
    read = ox.parse(graphs.n_quads(built.graph, rules), format=ox.RdfFormat.N_QUADS)
    named = sorted((q for q in read if q.graph_name != ox.DefaultGraph()), key=lambda q: (str(q.graph_name), str(q)))
    prefixes = notations.PREFIXES if kind == "trig" else None
    data = ox.serialize(named, format=form, prefixes=prefixes)
    assert data is not None, "serialize without a target returns bytes"
    return data


def of(snapshot: Snapshot, kind: Kind) -> Dump:
    """A file of a snapshot, made once."""
    with _MAKING:
        known: dict[str, Dump] = snapshot.memory.setdefault("dumps", {})
        if kind.name not in known:
            data = make(snapshot.built, snapshot.compared_by, kind.name)
            digest = hashlib.sha256(data).hexdigest()
            known[kind.name] = Dump(kind.name, name(snapshot, kind), kind.format, kind.words, data, digest)
        return known[kind.name]


def every(snapshot: Snapshot) -> tuple[Dump, ...]:
    """All files of a snapshot."""
    return tuple(of(snapshot, kind) for kind in KINDS)


def name(snapshot: Snapshot, kind: Kind) -> str:
    """The name of a file: "nkgraph-0123456789ab.ttl"."""
    return f"nkgraph-{snapshot.corpus_id[:12]}{kind.ending}"
