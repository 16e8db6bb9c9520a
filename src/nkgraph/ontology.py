"""The ontology as Python asks it: which terms exist, which are derived, the concepts, their labels and their tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from nkgraph import lexicon, turtle, vocab
from nkgraph.errors import OntologyError
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SKOS_

_CONCEPT_FOLDERS = (
    "agents", "measures", "modalities", "operations", "places", "populations", "products", "reasons", "sexes", "units",
)  # fmt: skip
_NAMESPACES = (*(f"{vocab.ROOT}{folder}/" for folder in _CONCEPT_FOLDERS), NK.namespace)


@dataclass(frozen=True)
class Unit:
    """A unit: its base unit, the factor to it, whether it is counted in whole numbers, how it is printed."""

    iri: ox.NamedNode
    base: ox.NamedNode
    factor: Decimal
    counted: bool
    signs: tuple[str, ...]

    @cached_property
    def sign_pattern(self) -> re.Pattern[str] | None:
        """Matches a sign of the unit that is no part of a longer word; None where the unit has no signs. A Korean sign stands
        close behind its numeral, and a particle close behind it."""
        first = re.escape("".join(sorted({sign[0] for sign in self.signs})))  # looked at before any sign is tried
        return re.compile(rf"(?=[{first}])(?:{'|'.join(map(_whole_sign, self.signs))})", re.IGNORECASE) if self.signs else None


def _whole_sign(sign: str) -> str:
    if sign.isascii():
        return rf"(?<![^\W\d_]){re.escape(sign)}(?![^\W\d_])" if sign[-1].isalpha() else re.escape(sign)
    return rf"(?<![^\W\d_십백천만억조여두세네]){re.escape(sign)}(?![^\W\d_이가은는을를에로과와도])"


@dataclass(frozen=True)
class Ontology:
    """All triples of ontology/, indexed by subject and predicate."""

    triples: list[Triple]
    lexicon: lexicon.Lexicon
    prefixes: dict[str, str]

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[ox.NamedNode | ox.Literal]]:
        index: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for s, p, o in self.triples:
            index[s.value, p.value].append(o)
        return index

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What other modules have worked out from this ontology, so that they do it once."""
        return {}

    @cached_property
    def defined(self) -> frozenset[str]:
        """The IRIs of all terms and concepts that the ontology describes."""
        return frozenset(s.value for s, _, _ in self.triples)

    @cached_property
    def derived(self) -> frozenset[str]:
        """The terms that are computed and never typed."""
        return frozenset(s.value for s, p, o in self.triples if p == vocab.RDF_TYPE and o == NK.Derived)

    @cached_property
    def dimensions(self) -> dict[str, ox.NamedNode]:
        """Each dimension (local name) and its concept scheme, in the order of names; nk:measure is not one of these."""
        found = {
            vocab.local(s): self.one(s, vocab.QB_CODELIST)
            for s, p, o in self.triples
            if p == vocab.RDF_TYPE and o == vocab.QB_DIMENSION and s != NK.measure
        }
        missing = [name for name, scheme in found.items() if not isinstance(scheme, ox.NamedNode)]
        if missing:
            raise OntologyError(f"ontology/nkgraph.ttl: the dimension nk:{missing[0]} has no qb:codeList.")
        return dict(sorted(found.items()))  # type: ignore[arg-type]  # checked above

    @cached_property
    def tops(self) -> dict[str, ox.NamedNode]:
        """The top concept of each dimension: what an omitted dimension means."""
        tops: dict[str, ox.NamedNode] = {}
        for name, scheme in self.dimensions.items():
            top = self.one(scheme, SKOS_.hasTopConcept)
            if not isinstance(top, ox.NamedNode):
                raise OntologyError(f"ontology/schemes: the scheme {scheme.value} has no skos:hasTopConcept.")
            tops[name] = top
        return tops

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by IRI."""
        return {s.value: self._unit(s) for s, p, o in self.triples if p == vocab.RDF_TYPE and o == NK.Unit}

    @cached_property
    def unbounded(self) -> frozenset[str]:
        """Modalities and operations that give no number, and so no bounds."""
        return frozenset(s.value for s, p, o in self.triples if p == NK.bounded and o.value == "false")

    def _unit(self, iri: ox.NamedNode) -> Unit:
        base, factor = self.one(iri, NK.baseUnit), self.one(iri, NK.factor)
        return Unit(
            iri,
            base if isinstance(base, ox.NamedNode) else iri,
            Decimal(factor.value) if factor is not None else Decimal(1),
            any(o.value == "true" for o in self.all(iri, NK.counted)),
            tuple(sorted((o.value for o in self.all(iri, NK.sign)), key=len, reverse=True)),
        )

    def all(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """The objects of a subject and predicate, in the order of the files."""
        return self._index.get((subject.value, predicate.value), [])

    def one(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | ox.Literal | None:
        """The first object, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def label(self, concept: ox.NamedNode) -> str:
        """The preferred English label of a concept, its local name where it has none."""
        labels = self.all(concept, SKOS_.prefLabel) or self.all(concept, vocab.RDFS_LABEL)
        return labels[0].value if labels else vocab.local(concept)

    def names(self, concept: ox.NamedNode) -> list[str]:
        """Every name of a concept, preferred first."""
        return [o.value for p in (SKOS_.prefLabel, SKOS_.altLabel) for o in self.all(concept, p)]

    def ancestors(self, agent: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """The bodies an agent belongs to, nearest first; OntologyError where they go round in a circle."""
        seen = {agent}
        above = self.one(agent, NK.partOf)
        while isinstance(above, ox.NamedNode):
            if above in seen:
                raise OntologyError(f"ontology/schemes/agents.ttl: {agent.value} is part of itself.")
            seen.add(above)
            yield above
            above = self.one(above, NK.partOf)

    def concept_namespace(self, iri: str) -> str | None:
        """The namespace whose scheme must define this IRI, or None where the IRI is not a concept of ours."""
        if not iri.startswith(_NAMESPACES):
            return None
        return next(namespace for namespace in _NAMESPACES if iri.startswith(namespace))


def read(files: Iterable[Path]) -> Ontology:
    """Read ontology/; OntologyError where one of its own files is broken. What was read last is kept, with its memory:
    a server reads the same files to check, to show and to weigh."""
    return _of(tuple((path, path.read_bytes()) for path in files if path.name != "shapes.ttl"))


@lru_cache(maxsize=2)
def _of(files: tuple[tuple[Path, bytes], ...]) -> Ontology:
    triples: list[Triple] = []
    words: list[Triple] = []
    prefixes: dict[str, str] = {}
    for path, data in files:
        document = turtle.of(path, data)
        if document.faults:
            raise OntologyError(str(document.faults[0]))
        if path.name == "prefixes.ttl":
            prefixes = document.prefixes
        (words if path.name == "wording.ttl" else triples).extend(document.triples)
    if not prefixes or not words or not triples:
        raise OntologyError("The ontology lacks prefixes.ttl, wording.ttl or its terms. Restore it from the repository.")
    return Ontology(triples, lexicon.read(words), prefixes)
