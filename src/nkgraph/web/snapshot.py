"""One corpus as it is served: frozen when it is made, so that every answer comes from one state of the claims.

The folders are copied before they are read: an archivist goes on typing while this copy is served. The archived copies are
not; they are known by their digest, and a copy with another digest shows no passage.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from nkgraph import acknowledged, build, corpus, questions, vocab
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.fault import Fault
from nkgraph.questions import Question
from nkgraph.register import Register
from nkgraph.show import Composer


class RefusedError(NkgraphError):
    """A corpus that fails its check is not served; `faults` say where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in the claims. Mend them: nkgraph check.")
        self.faults = faults


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A corpus, what the rules say of it, and everything that is looked up in it. `key` names this state of claims, ontology,
    queries and program: two snapshots with one key give the same answers."""

    key: str
    places: Places
    built: Built
    register: Register
    composer: Composer
    library: dict[str, Question]

    @property
    def corpus_id(self) -> str:
        """The digest of claims/, as the report and Cite print it."""
        return self.built.corpus_id

    @cached_property
    def things(self) -> dict[str, ox.NamedNode]:
        """Every name of ours that the graph holds, without what stands behind a #, by its path: "claims/x/arrivals-2015"."""
        found: dict[str, ox.NamedNode] = {}
        for quad in ox.parse(self.built.graph.n_quads(), format=ox.RdfFormat.N_QUADS):
            for node in (quad.subject, quad.predicate, quad.object):
                if isinstance(node, ox.NamedNode) and node.value.startswith(vocab.ROOT):
                    whole = node.value.partition("#")[0]
                    found.setdefault(whole.removeprefix(vocab.ROOT), ox.NamedNode(whole))
        return found

    @cached_property
    def _decoded(self) -> dict[str, ox.NamedNode]:
        return {unquote(path).rstrip("/"): node for path, node in self.things.items()}

    def named(self, path: str) -> ox.NamedNode | None:
        """What a path names, as a client may have escaped it, with or without the slash at its end; None for nothing."""
        wanted = path.lstrip("/")
        return self.things.get(wanted) or self._decoded.get(unquote(wanted).rstrip("/"))


def freeze(places: Places, folder: Path) -> Places:
    """The folders of a corpus, copied below `folder`; the archived copies stay where they are."""
    for name in ("claims", "ontology", "queries"):
        shutil.copytree(getattr(places, name), folder / name)
    return replace(places, claims=folder / "claims", ontology=folder / "ontology", queries=folder / "queries")


def make(places: Places, cache: Path | None) -> Snapshot:
    """A snapshot of folders that nobody changes; RefusedError where they do not pass the check."""
    built = build.build(places, cache=cache)
    if built.faults:
        raise RefusedError(built.faults)
    register = Register(built.graph)
    snippet = partial(acknowledged.snippet, today=date.today())
    composer = Composer(built, register, Beside(built.graph, places), snippet)
    return Snapshot(key(places), places, built, register, composer, questions.read(places.question_files()))


def key(places: Places) -> str:
    """Sixteen hexadecimal digits that change with whatever an answer depends on."""
    return corpus.digest(
        corpus.program_files(),
        *(corpus.digest(files).encode() for files in (places.claim_files(), places.ontology_files(), places.rule_files())),
        corpus.digest(places.question_files()).encode(),
        corpus.digest(corpus.web_files()).encode(),
        hashlib.sha256(str(places.copies is None).encode()).digest(),
    )[:16]
