"""What a graph is made of, counted: its classes, its properties, and what the things of a class say by which property."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.store import Graph


@dataclass(frozen=True)
class Property:
    """How often a property is used; the classes of its objects, and the datatypes of its literals."""

    triples: int
    classes: tuple[str, ...]
    datatypes: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """The sizes of a graph; `classes` gives the number of things of each class, `said` what the things of a class say."""

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: dict[str, int]
    properties: dict[str, Property]
    said: dict[str, dict[str, Property]]


def count(graph: Graph) -> Counted:
    """Count a graph once, whole."""
    triples = list(graph.triples())
    kinds: dict[ox.NamedNode, list[str]] = defaultdict(list)
    for s, p, o in triples:
        if p == vocab.RDF_TYPE and isinstance(o, ox.NamedNode):
            kinds[s].append(o.value)
    alike = Counter(  # few of them, however many triples there are
        (tuple(kinds.get(s, ())), p, tuple(kinds.get(o, ())) if isinstance(o, ox.NamedNode) else o.datatype)
        for s, p, o in triples
    )
    every: dict[str, _Tally] = defaultdict(_Tally)
    by_class: dict[str, dict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    for (subjects, p, objects), number in alike.items():
        every[p.value].add(number, objects)
        for kind in subjects:
            by_class[kind][p.value].add(number, objects)
    return Counted(
        triples=len(triples),
        subjects=len({s for s, _, _ in triples}),
        objects=len({o for _, _, o in triples}),
        entities=len({s for s, _, _ in triples if s.value.startswith(vocab.ROOT)}),
        classes=dict(Counter(kind for found in kinds.values() for kind in found)),
        properties={p: tally.counted() for p, tally in every.items()},
        said={kind: {p: tally.counted() for p, tally in found.items()} for kind, found in by_class.items()},
    )


class _Tally:
    """Counts one property."""

    def __init__(self) -> None:
        self.triples = 0
        self.classes: set[str] = set()
        self.datatypes: set[str] = set()

    def add(self, triples: int, objects: tuple[str, ...] | ox.NamedNode) -> None:
        """Count triples whose objects have these classes, or this datatype."""
        self.triples += triples
        if isinstance(objects, tuple):
            self.classes.update(objects)
        else:
            self.datatypes.add(objects.value)

    def counted(self) -> Property:
        """What was counted."""
        return Property(self.triples, tuple(sorted(self.classes)), tuple(sorted(self.datatypes)))
