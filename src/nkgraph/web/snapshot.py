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
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from nkgraph import acknowledged, build, check, corpus, findings_list, ontology, questions, report, rules, vocab
from nkgraph.acknowledged import Verdict
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.fault import Fault
from nkgraph.findings_list import Listed
from nkgraph.names import Names
from nkgraph.ontology import Ontology
from nkgraph.questions import Question
from nkgraph.register import Register
from nkgraph.report import Report
from nkgraph.rules import Rule
from nkgraph.show import Composer
from nkgraph.web.figures import Figures
from nkgraph.web.turns import Turns


class RefusedError(NkgraphError):
    """A corpus that fails its check is not served; `faults` say where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in the claims. Mend them: nkgraph check.")
        self.faults = faults


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A corpus, what the rules say of it, and everything that is looked up in it. `key` names this state of claims, copies,
    ontology, queries and program: two snapshots with one key give the same answers."""

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
    def memory(self) -> dict[str, Any]:
        """What other modules have worked out from this snapshot, so that they do it once."""
        return {}

    @cached_property
    def verdict(self) -> Verdict:
        """Which findings a person has judged, as they are now."""
        return acknowledged.match(self.composer.outcomes.all, self.register)

    @cached_property
    def listed(self) -> Listed:
        """Every finding as people are shown it, in the order of `nkgraph findings`."""
        return findings_list.compose(self.built)

    @cached_property
    def report(self) -> Report:
        """The findings as `nkgraph report` puts them."""
        return report.compose(self.built)

    @cached_property
    def figures(self) -> Figures:
        """Every figure, to be searched."""
        return Figures(self.register, self.composer.outcomes)

    @cached_property
    def ontology(self) -> Ontology:
        """The terms and concepts, which words are looked up in."""
        return ontology.read(self.places.ontology_files())

    @cached_property
    def reading(self) -> Reading:
        """The claims as they are typed, which weighing needs."""
        return check.read(self.places)

    @cached_property
    def weighing(self) -> Turns:
        """Whose turn it is to weigh a figure, which runs all rules over all claims."""
        return Turns(waiting=2, seconds=10)

    @cached_property
    def guessing(self) -> Turns:
        """Whose turn it is to be told what has a name much like one that there is not."""
        return Turns(waiting=0, seconds=1)

    @cached_property
    def compared_by(self) -> list[Rule]:
        """The rules that compare."""
        return rules.read(self.places.rule_files())

    @cached_property
    def names(self) -> Names:
        """What everything is called, for words that somebody typed."""
        return Names(self.register)

    @cached_property
    def things(self) -> dict[str, ox.NamedNode]:
        """Every name of ours that the graph holds, without what stands behind a #, by its path: "claims/x/arrivals-2015"."""
        found: dict[str, ox.NamedNode] = {}
        for triple in self.built.graph.triples():
            for node in triple:
                if isinstance(node, ox.NamedNode) and node.value.startswith(vocab.ROOT):
                    whole = node.value.partition("#")[0]
                    found.setdefault(whole.removeprefix(vocab.ROOT), ox.NamedNode(whole))
        return found

    @cached_property
    def parts(self) -> dict[str, list[ox.NamedNode]]:
        """What stands behind a # in names of ours and is described, by what stands before it: the terms of the ontology,
        the prints in a copy."""
        found: dict[str, set[ox.NamedNode]] = {}
        for subject, _, _ in self.built.graph.triples():
            if "#" in subject.value and subject.value.startswith(vocab.ROOT):
                found.setdefault(subject.value.partition("#")[0], set()).add(subject)
        return {whole: sorted(parts, key=lambda n: n.value) for whole, parts in found.items()}

    @cached_property
    def rows_of(self) -> dict[str, list[dict[str, str]]]:
        """The rows of the register by claim, withdrawn ones too."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in Register(self.built.graph, withdrawn=True).rows():
            found.setdefault(row["claim"], []).append(row)
        return found

    @cached_property
    def _decoded(self) -> dict[str, ox.NamedNode]:
        return {unquote(path).rstrip("/"): node for path, node in self.things.items()}

    def named(self, path: str) -> ox.NamedNode | None:
        """What a path names, as a client may have escaped it, with or without the slash at its end; None for nothing."""
        wanted = path.lstrip("/")
        return self.things.get(wanted) or self._decoded.get(unquote(wanted).rstrip("/"))


def freeze(places: Places, folder: Path) -> Places:
    """The files of a corpus, copied below `folder`, which must not be there yet; the archived copies stay where they are."""
    for name, pattern in (("claims", "*.ttl"), ("ontology", "**/*.ttl"), ("queries", "**/*.rq")):
        whence: Path = getattr(places, name)
        (folder / name).mkdir(parents=True)
        for path in whence.glob(pattern):
            if path.is_file():
                target = folder / name / path.relative_to(whence)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    return replace(places, claims=folder / "claims", ontology=folder / "ontology", queries=folder / "queries")


def make(places: Places, cache: Path | None) -> Snapshot:
    """A snapshot of folders that nobody changes; RefusedError where they do not pass the check."""
    return of(places, build.build(places, cache=cache))


def of(places: Places, built: Built) -> Snapshot:
    """A snapshot of folders that nobody changes, and of the graph that was built from them."""
    if built.faults:
        raise RefusedError(built.faults)
    register = Register(built.graph)
    snippet = partial(acknowledged.snippet, today=date.today())
    composer = Composer(built, register, Beside(built.graph, places), snippet)
    return Snapshot(key(places), places, built, register, composer, questions.read(places.question_files()))


def key(places: Places) -> str:
    """Sixteen hexadecimal digits that change with whatever an answer depends on."""
    held = (places.claim_files(), places.ontology_files(), places.rule_files(), places.question_files(), places.copy_files())
    parts = (corpus.program(), corpus.program(web=True), *map(corpus.digest, held), str(places.copies is None))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
