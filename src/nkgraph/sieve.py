"""Whether triples certainly conform to the shapes, found without pyshacl. One way only: what is in doubt is for pyshacl.

Starting pyshacl takes longer than all else that a check does, and most checks find no fault of shape. So this looks first.
It knows the constraints that ontology/shapes.ttl uses and the datatypes that claims use. A constraint, a datatype or a
spelling that it does not know is a doubt, never a yes; it says no word about what is wrong. A yes where pyshacl has a
fault would be an error of ours: tests/test_sieve.py compares the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.turtle import Triple

SH = "http://www.w3.org/ns/shacl#"
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_SILENT = ("message", "severity")  # what is said of a violation, not what is one
_LONGEST = 1000  # digits of a number; of more than 4300 Python makes no integer
_SPELT = {  # how values of a datatype are written; what is written otherwise is a doubt
    vocab.XSD + "string": re.compile("(?s:.*)"),
    vocab.XSD + "integer": re.compile(rf"[+-]?[0-9]{{1,{_LONGEST}}}"),
    vocab.XSD + "decimal": re.compile(rf"[+-]?(?:[0-9]{{1,{_LONGEST}}}(?:[.][0-9]{{1,{_LONGEST}}})?|[.][0-9]{{1,{_LONGEST}}})"),
    vocab.XSD + "boolean": re.compile("true|false"),
}
_NUMBERS = (vocab.XSD + "integer", vocab.XSD + "decimal")
_KINDS: dict[str, type] = {SH + "IRI": ox.NamedNode, SH + "Literal": ox.Literal}

_NOTHING: frozenset[Any] = frozenset()

_Node = ox.NamedNode | ox.Literal
_Said = dict[str, list[Any]]  # what the shapes graph says of one node, by the IRI of the predicate
_Ends = dict[_Node, dict[ox.NamedNode, set[_Node]]]
_Fits = Callable[[set[_Node], "_Data"], bool]


class _DoubtError(ValueError):
    """Something in the shapes that is not known here."""


@dataclass(frozen=True)
class Sieve:
    """Shapes of which everything is known here."""

    shapes: list[_Shape]


def read(shapes: Iterable[ox.Triple], allowed: Mapping[str, Collection[ox.NamedNode]]) -> Sieve | None:
    """The shapes, to be held against data as often as needed; None where something in them is not known here.

    `allowed` are properties that closed shapes, by IRI, allow besides those that they list.
    """
    try:
        return Sieve(_compiled(shapes, allowed))
    except (ValueError, re.error):  # a pattern or a number that is none; pyshacl tells
        return None


def conform(sieve: Sieve | None, data: Iterable[Triple], spared: AbstractSet[_Node] = frozenset()) -> bool:
    """Whether every node that a shape selects certainly conforms to it, and at least one is selected.

    `spared` are nodes that nobody judges here: they are only what the others name.
    """
    if sieve is None:
        return False
    nodes, selected = _Data(data), False
    for shape in sieve.shapes:
        focus = shape.focus(nodes) - spared
        selected = selected or bool(focus)
        if not shape.conforms(focus, nodes):
            return False
    return selected


class _Data:
    """Triples by subject, the two ends of every predicate, and the instances of classes."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: _Ends = {}
        self.subjects: dict[ox.NamedNode, set[_Node]] = defaultdict(set)
        self.objects: dict[ox.NamedNode, set[_Node]] = defaultdict(set)
        self._above: list[tuple[_Node, _Node]] = []
        self._types: dict[_Node, set[_Node]] = defaultdict(set)
        self._instances: dict[_Node, set[_Node]] = {}
        for s, p, o in triples:
            self.about.setdefault(s, {}).setdefault(p, set()).add(o)
            self.subjects[p].add(s)
            self.objects[p].add(o)
            if p == vocab.RDF_TYPE:
                self._types[o].add(s)
            elif p == vocab.RDFS_SUBCLASS:
                self._above.append((s, o))

    def instances(self, kind: ox.NamedNode) -> set[_Node]:
        """What is of a class or of one below it."""
        if (found := self._instances.get(kind)) is None:
            kinds: set[_Node] = {kind}
            while more := {below for below, above in self._above if above in kinds} - kinds:
                kinds |= more
            found = self._instances[kind] = set().union(*(self._types.get(k, ()) for k in kinds))
        return found


@dataclass(frozen=True)
class _Shape:
    """What a shape selects, and what it asks of the values of its path; or, where it is closed, of the properties."""

    kinds: list[ox.NamedNode]
    subjects_of: list[ox.NamedNode]
    objects_of: list[ox.NamedNode]
    path: list[ox.NamedNode]
    least: bool
    most: bool
    fits: list[_Fits]
    allowed: frozenset[ox.NamedNode] | None

    def focus(self, data: _Data) -> set[_Node]:
        """The nodes that the shape selects."""
        return set().union(
            *(data.instances(kind) for kind in self.kinds),
            *(data.subjects.get(p, ()) for p in self.subjects_of),
            *(data.objects.get(p, ()) for p in self.objects_of),
        )

    def conforms(self, focus: Iterable[_Node], data: _Data) -> bool:
        """Whether all of these nodes certainly do."""
        values: set[_Node] = set()
        for node in focus:
            said = data.about.get(node, {})
            if self.allowed is not None and not self.allowed.issuperset(said):
                return False
            own = self._values(said)
            if (self.least and not own) or (self.most and len(own) > 1):
                return False
            values |= own
        return all(fits(values, data) for fits in self.fits)

    def _values(self, said: dict[ox.NamedNode, set[_Node]]) -> AbstractSet[_Node]:
        if len(self.path) == 1:  # nearly always
            return said.get(self.path[0], _NOTHING)
        return _NOTHING.union(*(said.get(p, ()) for p in self.path))


# --- reading the shapes ---------------------------------------------------------------------------------------------------


def _compiled(shapes: Iterable[ox.Triple], allowed: Mapping[str, Collection[ox.NamedNode]]) -> list[_Shape]:
    graph: dict[Any, _Said] = {}
    for t in shapes:
        graph.setdefault(t.subject, {}).setdefault(t.predicate.value, []).append(t.object)
    helpers = ({vocab.RDF_FIRST.value, vocab.RDF_REST.value}, {SH + "alternativePath"})
    return [_shape(node, said, graph, allowed) for node, said in graph.items() if set(said) not in helpers]


def _shape(node: Any, said: _Said, graph: dict[Any, _Said], allowed: Mapping[str, Collection[ox.NamedNode]]) -> _Shape:
    left = {name.removeprefix(SH): found for name, found in said.items()}
    kinds, subjects_of, objects_of = (left.pop(name, []) for name in _TARGETS)
    for name in _SILENT:
        left.pop(name, None)
    (what,) = _once(left.pop(vocab.RDF_TYPE.value, []))
    path: list[ox.NamedNode] = []
    open_to: frozenset[ox.NamedNode] | None = None
    if what == ox.NamedNode(SH + "NodeShape"):
        (closed,), (head,) = _once(left.pop("closed", [])), _once(left.pop("ignoredProperties", []))
        if closed.value != "true":
            raise _DoubtError
        open_to = frozenset((*_listed(head, graph), *allowed.get(node.value, ())))
    elif what == ox.NamedNode(SH + "PropertyShape"):
        path = _path(_once(left.pop("path", []))[0], graph)
    least, most = (_one(left.pop(name, None)) for name in ("minCount", "maxCount"))
    if set(left) - set(_ASKED) or (left and not path):
        raise _DoubtError
    fits = [_ASKED[name](_once(found)[0], graph) for name, found in left.items()]
    return _Shape(kinds, subjects_of, objects_of, path, least, most, fits, open_to)


def _once(found: list[Any]) -> list[Any]:
    if len(found) != 1:
        raise _DoubtError
    return found


def _one(found: list[Any] | None) -> bool:
    """Whether a number of values is asked for, which has to be one."""
    if found is not None and _once(found)[0].value != "1":
        raise _DoubtError
    return found is not None


def _path(path: Any, graph: dict[Any, _Said]) -> list[ox.NamedNode]:
    steps = [path]
    if not isinstance(path, ox.NamedNode):
        steps = _listed(_once(graph.get(path, {}).get(SH + "alternativePath", []))[0], graph)
    if not all(isinstance(step, ox.NamedNode) for step in steps):
        raise _DoubtError
    return steps


def _listed(head: Any, graph: dict[Any, _Said]) -> list[Any]:
    """The members of an RDF list."""
    found = []
    while head != vocab.RDF_NIL:
        said = graph.get(head, {})
        found += _once(said.get(vocab.RDF_FIRST.value, []))
        (head,) = _once(said.get(vocab.RDF_REST.value, []))
        if len(found) > len(graph):
            raise _DoubtError
    return found


# --- what a shape may ask of a value --------------------------------------------------------------------------------------


def _of_class(kind: Any, _: dict[Any, _Said]) -> _Fits:
    return lambda nodes, data: data.instances(kind) >= nodes


def _of_datatype(datatype: Any, _: dict[Any, _Said]) -> _Fits:
    return lambda nodes, data: all(isinstance(n, ox.Literal) and n.datatype == datatype and _well_spelt(n) for n in nodes)


def _of_kind(kind: Any, _: dict[Any, _Said]) -> _Fits:
    if (wanted := _KINDS.get(kind.value)) is None:
        raise _DoubtError
    return lambda nodes, data: all(isinstance(n, wanted) for n in nodes)


def _one_of(head: Any, graph: dict[Any, _Said]) -> _Fits:
    members = frozenset(_listed(head, graph))
    return lambda nodes, data: members >= nodes


def _matching(pattern: Any, _: dict[Any, _Said]) -> _Fits:
    search = re.compile(pattern.value).search
    return lambda nodes, data: all(search(n.value) is not None for n in nodes)


def _long(holds: Callable[[int, int], bool]) -> Callable[[Any, dict[Any, _Said]], _Fits]:
    def asked(number: Any, _: dict[Any, _Said]) -> _Fits:
        length = int(number.value)
        return lambda nodes, data: all(holds(len(n.value), length) for n in nodes)

    return asked


def _beyond(holds: Callable[[Decimal, Decimal], bool]) -> Callable[[Any, dict[Any, _Said]], _Fits]:
    def asked(number: Any, _: dict[Any, _Said]) -> _Fits:
        if not _is_number(number):
            raise _DoubtError
        end = Decimal(number.value)
        return lambda nodes, data: all(_is_number(n) and holds(Decimal(n.value), end) for n in nodes)

    return asked


_ASKED: dict[str, Callable[[Any, dict[Any, _Said]], _Fits]] = {
    "class": _of_class,
    "datatype": _of_datatype,
    "nodeKind": _of_kind,
    "in": _one_of,
    "pattern": _matching,
    "minLength": _long(lambda length, least: length >= least),
    "maxLength": _long(lambda length, most: length <= most),
    "minInclusive": _beyond(lambda number, least: number >= least),
    "minExclusive": _beyond(lambda number, below: number > below),
    "maxExclusive": _beyond(lambda number, above: number < above),
}


def _is_number(node: _Node) -> bool:
    return isinstance(node, ox.Literal) and node.datatype.value in _NUMBERS and _well_spelt(node)


def _well_spelt(literal: ox.Literal) -> bool:
    spelt = _SPELT.get(literal.datatype.value)
    return spelt is not None and spelt.fullmatch(literal.value) is not None
