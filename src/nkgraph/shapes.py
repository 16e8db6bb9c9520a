"""SHACL: the typed form against ontology/shapes.ttl. The only module that imports pyshacl.

One pass over one graph that holds every claims file and the ontology's concepts. pyshacl says "conforms" to much that is no
validation at all (an empty shapes graph, a misspelt constraint, a target class nobody defines), so those are refused
here before it runs: they are errors of ours, not of the archivist's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph import sieve, turtle, vocab
from nkgraph.errors import OntologyError
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.sieve import Sieve
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK, SDO, SKOS_

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH = sieve.SH
SHAPE = vocab.ROOT + "shapes#"
_KNOWN = frozenset(
    SH + name
    for name in (
        *("property", "path", "severity", "message", "closed", "ignoredProperties", "targetClass", "targetObjectsOf"),
        *("targetSubjectsOf", "minCount", "maxCount", "nodeKind", "class", "datatype", "in", "pattern", "minLength"),
        *("maxLength", "minInclusive", "minExclusive", "maxExclusive", "alternativePath"),
    )
)
_KINDS = frozenset(ox.NamedNode(SH + name) for name in ("NodeShape", "PropertyShape"))
_DIVIDER = ox.NamedNode(SHAPE + "Divider")
_NAMED_CLAIM = ox.NamedNode(SHAPE + "NamedClaim")
_TARGETS = tuple(ox.NamedNode(SH + name) for name in ("targetClass", "targetObjectsOf", "targetSubjectsOf"))
_LENT = (NK.statedIn, NK.measure, NK.period, NK.authority)
_DIMENSION_OWNERS = ("claim", "breakdown", "base")


@dataclass(frozen=True)
class Shapes:
    """The shapes of ontology/shapes.ttl and one property shape for each dimension that the ontology declares."""

    text: str
    targets: dict[str, tuple[ox.NamedNode, ...]]
    dimensions: tuple[str, ...]


def read(path: Path, ontology: Ontology) -> Shapes:
    """Read the shapes; OntologyError where they would check less than they seem to."""
    text = path.read_text(encoding="utf-8")
    if ("shapes", text) not in ontology.memory:
        ontology.memory["shapes", text] = _shapes(path, text, ontology)
    shapes: Shapes = ontology.memory["shapes", text]
    return shapes


def _shapes(path: Path, text: str, ontology: Ontology) -> Shapes:
    try:
        triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: the shapes cannot be read: {error.msg}") from error
    targets: dict[str, tuple[ox.NamedNode, ...]] = {}
    for t in triples:
        predicate = t.predicate.value
        if predicate.startswith(SH) and predicate not in _KNOWN:
            raise OntologyError(f"{path}: sh:{predicate.removeprefix(SH)} is no constraint that nkgraph knows. A misspelling?")
        named = t.predicate in _TARGETS or predicate in (SH + "path", SH + "class")
        if named and isinstance(t.object, ox.NamedNode) and not _exists(t.object, ontology):
            raise OntologyError(f"{path}: {_term(t.object.value)} is not in ontology/nkgraph.ttl. A misspelling?")
        if t.predicate in _TARGETS:
            targets[t.subject.value] = (*targets.get(t.subject.value, ()), t.object)
    if not targets:
        raise OntologyError(f"{path}: no shape has a target, so nothing would be checked. Restore the file.")
    for t in triples:
        if t.predicate == vocab.RDF_TYPE and t.object in _KINDS and t.subject.value not in targets:
            raise OntologyError(f"{path}: {t.subject.value} has no target, so it checks nothing. Give it one, or delete it.")
    return Shapes(f"{text}\n{_dimension_shapes(ontology)}\n", targets, tuple(ontology.dimensions))


def _exists(term: ox.NamedNode, ontology: Ontology) -> bool:
    """Whether a term of ours or of schema.org is one that claims files use; others are not judged."""
    if term.value.startswith(vocab.SCHEMA):
        return term in vocab.ARTICLE_TYPES or term.value.removeprefix(vocab.SCHEMA) in SDO.names
    return not term.value.startswith(vocab.NK.namespace) or term.value in ontology.defined


def check(shapes: Shapes, documents: list[Document], ontology: Ontology, beside: Iterable[Triple] = ()) -> list[Fault]:
    """Every violation in the documents, each at the line of the triple that offends.

    `beside` are the types of things that other files define; these files themselves are not judged.
    """
    lent, beside = list(_lent(documents)), list(beside)
    triples = _triples(documents, ontology, [*lent, *beside])
    if _certain(shapes, triples, _unjudged(documents, beside)):
        return []
    with turtle.quietly():
        data = _data(triples)
        _refuse_idle(shapes, data)
        graph = _parsed(shapes)
        others = frozenset(s.value for s, _, _ in beside)
        return sorted(set(_faults(_validate(data, graph), graph, documents, lent, others)))


def _triples(documents: list[Document], ontology: Ontology, lent: Iterable[Triple]) -> list[Triple]:
    """All that the shapes look at: the typed claims, what breakdowns lend their members, the types of the concepts."""
    return list(chain(_concepts(ontology), *(d.triples for d in documents), lent, members(documents)))


def _unjudged(documents: list[Document], beside: Iterable[Triple]) -> set[ox.NamedNode]:
    """What only other files describe. What stands in brackets here is judged here, even if there is nothing in them."""
    others = {s for s, _, _ in beside}
    judged = {s for d in documents for s, _, _ in d.triples}
    judged |= {o for d in documents for s, p, o in d.triples if o in others and _in_brackets(s, p, o)}  # type: ignore[misc]
    return others - judged


def _certain(shapes: Shapes, triples: Iterable[Triple], spared: AbstractSet[ox.NamedNode] = frozenset()) -> bool:
    """Whether there is certainly no violation, so that pyshacl need not be asked. The dimensions are allowed wherever the
    closed shapes name an owner of theirs; what is spared is not judged."""
    return sieve.conform(_sieve(shapes.text, shapes.dimensions), triples, spared)


@lru_cache(maxsize=2)
def _sieve(text: str, names: tuple[str, ...]) -> Sieve | None:
    dimensions = [ox.NamedNode(vocab.NK.namespace + name) for name in names]
    stated = ox.parse(text, format=ox.RdfFormat.TURTLE)
    return sieve.read(stated, dict.fromkeys((SHAPE + owner for owner in _DIMENSION_OWNERS), dimensions))


def _data(triples: Iterable[Triple]) -> Graph:
    """The same as an rdflib graph: pyshacl is several times faster on it than on an Oxigraph store, which it counts whole for
    every violation that it reports."""
    from rdflib import Graph

    from nkgraph.onegraph import OneGraph

    graph, terms = Graph(store=OneGraph()), _Terms()
    for triple in triples:
        graph.add(tuple(map(terms.rdflib, triple)))  # type: ignore[arg-type]  # three terms
    return graph


def _lent(documents: list[Document]) -> Iterator[Triple]:
    """What the members of breakdowns have from these; each member of nk:each as a value of the dimension it is listed for."""
    for document in documents:
        typed = {(s.value, p.value) for s, p, _ in document.triples}
        lenders: dict[str, list[Triple]] = {}
        above: dict[str, str] = {}
        for s, p, o in document.triples:
            if p in _LENT or p == NK.by:
                lenders.setdefault(s.value, []).append((s, p, o))
            elif p == NK.in_:
                above[s.value] = o.value
        for s, p, o in document.triples:
            if p == NK.in_:
                held = lenders.get(o.value, ())
                yield from ((s, q, x) for _, q, x in held if q != NK.by and (s.value, q.value) not in typed)
            elif p == vocab.RDF_FIRST:
                held = lenders.get(above.get(s.value.partition("/each.")[0], ""), ())
                along = next((x for _, q, x in held if q == NK.by), NK.place)
                if isinstance(along, ox.NamedNode):
                    yield s, along, o


def members(documents: list[Document]) -> Iterator[Triple]:
    """The claims that nk:each makes: they are typed by nobody, and may be named."""
    for document in documents:
        for s, p, o in document.triples:
            if p == vocab.RDF_FIRST and isinstance(o, ox.NamedNode):
                owner = s.value.partition("/each.")[0]
                yield ox.NamedNode(f"{owner}/{vocab.local(o)}"), vocab.RDF_TYPE, _NAMED_CLAIM


def _refuse_idle(shapes: Shapes, data: Graph) -> None:
    """A shapes graph whose targets match no node at all would pass anything."""
    from rdflib import RDF, URIRef

    targets = [URIRef(t.value) for many in shapes.targets.values() for t in many]
    if not any((None, RDF.type, t) in data or (None, t, None) in data for t in targets):
        raise OntologyError(
            "The shapes select no node of the claims: nothing would be checked. Do the files hold claims at all?"
        )


def _parsed(shapes: Shapes) -> Graph:
    """The shapes as rdflib reads them; parsed once for each text."""
    return _parsed_text(shapes.text, shapes.dimensions)


@lru_cache(maxsize=4)
def _parsed_text(text: str, dimensions: tuple[str, ...]) -> Graph:
    """The dimensions are allowed wherever the closed shapes name an owner of theirs."""
    from rdflib import Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph()
    terms = _Terms()
    for t in ox.parse(text, format=ox.RdfFormat.TURTLE):  # five times as fast as rdflib's own parser
        graph.add((terms.rdflib(t.subject), terms.rdflib(t.predicate), terms.rdflib(t.object)))
    for owner in _DIMENSION_OWNERS:
        head = graph.value(URIRef(SHAPE + owner), URIRef(SH + "ignoredProperties"))
        if head is None:
            raise OntologyError(f"ontology/shapes.ttl: shape:{owner} has no sh:ignoredProperties. Restore the file.")
        allowed = Collection(graph, head)
        for name in dimensions:
            allowed.append(URIRef(vocab.NK.namespace + name))
    return graph


class _Terms:
    """Oxigraph's terms as rdflib's, each made once; literals keep their spelling."""

    def __init__(self) -> None:
        self._made: dict[object, Node] = {}

    def rdflib(self, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
        if (made := self._made.get(term)) is None:
            made = self._made[term] = self._make(term)
        return made

    def _make(self, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
        from rdflib import BNode, Literal, URIRef

        if isinstance(term, ox.NamedNode):
            return URIRef(term.value)
        if isinstance(term, ox.BlankNode):
            return BNode(term.value)
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _validate(data: Graph, shapes: Graph) -> Graph:
    """The results graph, empty where the data conform."""
    import pyshacl
    from rdflib import Graph

    conforms, results, text = pyshacl.validate(
        data, shacl_graph=shapes, advanced=False, inference=None, inplace=True, meta_shacl=False
    )
    if conforms:
        return Graph()
    if not isinstance(results, Graph):
        raise OntologyError(f"The shapes could not be applied: {text}")
    return results


@dataclass(frozen=True)
class _Violation:
    """One result of pyshacl. `path` is no property's where the shape looks at several."""

    focus: str
    path: str
    value: Node | None
    code: str
    message: str
    closed: bool


def _faults(
    report: Graph, shapes: Graph, documents: list[Document], lent: list[Triple], others: frozenset[str]
) -> Iterator[Fault]:
    from rdflib import URIRef

    homes = {s.value: d for d in documents for s, _, _ in d.triples}
    brackets = {o.value: (d, s.value, p.value) for d in documents for s, p, o in d.triples if _in_brackets(s, p, o)}
    borrowed = {(s.value, p.value) for s, p, _ in lent}
    for result in report.objects(None, URIRef(SH + "result")):
        focus, path, value, source, message = (
            report.value(result, URIRef(SH + n)) for n in ("focusNode", "resultPath", "value", "sourceShape", "resultMessage")
        )
        node, predicate = str(focus), str(path)
        if (source, URIRef(SH + "targetObjectsOf"), None) in shapes and node not in brackets:
            continue  # not in brackets, which is a fault of whoever names it
        if (node, predicate) in borrowed:
            if "/each." not in node:
                continue  # reported at the breakdown
            predicate = vocab.RDF_FIRST.value
        code, closed = str(source).removeprefix(SHAPE), (source, URIRef(SH + "closed"), None) in shapes
        violation = _Violation(node, predicate, value, code, str(message), closed)
        if (document := homes.get(node)) is not None:
            yield _fault(document, _line(document, violation), violation)
        elif node in brackets:  # and nothing in them
            document, subject, predicate = brackets[node]
            yield _fault(document, document.line_of(subject, predicate, ox.NamedNode(node)), violation)
        elif node not in others:
            raise OntologyError(f"ontology/: {focus} itself breaks {source}. Restore the ontology.")


def _in_brackets(subject: ox.NamedNode, predicate: ox.NamedNode, node: object) -> bool:
    """Whether the object was a blank node, and so has its name from its owner."""
    if not isinstance(node, ox.NamedNode) or not node.value.startswith(subject.value):
        return False
    rest = node.value.removeprefix(subject.value).lstrip("/")
    return re.fullmatch(rf"{re.escape(vocab.local(predicate))}\.\d+", rest) is not None


def _fault(document: Document, line: int, violation: _Violation) -> Fault:
    term = _term(violation.path)
    what, _, remedy = violation.message.partition(" Write: ")
    if remedy:
        remedy = f"Write: {remedy}"
    elif violation.closed:
        what, remedy = f"{term} does not belong here.", violation.message
    elif violation.value is not None:
        what, remedy = f"{violation.value} does not fit here.", violation.message
    else:
        count = sum(p.value == violation.path for p, _ in document.typed.get(violation.focus, ()))
        what, remedy = f"{term} is {'typed more than once' if count > 1 else 'missing'}.", violation.message
    return Fault(document.path, line, violation.code, f"{_short(violation.focus)}: {what}", remedy)


def _line(document: Document, violation: _Violation) -> int:
    """The line of the triple that offends; where one is missing, that of the subject."""
    focus, path, value = violation.focus, violation.path, violation.value
    terms = _Terms()
    objects = [terms.rdflib(o) for p, o in document.typed.get(focus, ()) if p.value == path]
    return document.line(focus, path, objects.index(value) if value in objects else 0)


def _term(iri: str) -> str:
    """A property or class as the archivist types it."""
    for prefix, namespace in (("nk", vocab.NK.namespace), ("schema", vocab.SCHEMA), ("rdf", vocab.RDF)):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _short(iri: str) -> str:
    """A subject as the archivist typed it: the part after the file's base, <> for the article itself."""
    rest = iri.removeprefix(vocab.CLAIMS)
    if rest == iri:
        return f"<{iri.rsplit('/', 1)[-1]}>"
    return f"<{rest.partition('/')[2]}>"


def _dimension_shapes(ontology: Ontology) -> str:
    """One property shape for each declared dimension, whatever carries it as its target."""
    return "\n".join(
        f"shape:dimension-{name} a sh:PropertyShape ; sh:targetSubjectsOf nk:{name} ; sh:path nk:{name} ; "
        f"sh:maxCount 1 ; sh:class <{scheme.value}> ; sh:severity sh:Violation ; "
        f'sh:message "nk:{name} names one concept of ontology/schemes/{scheme.value.rsplit("/", 1)[-1]}.ttl, once."@en .'
        for name, scheme in ontology.dimensions.items()
    )


def _concepts(ontology: Ontology) -> Iterator[Triple]:
    """The type of every concept, its scheme counted as one, so that sh:class tells a place from a population."""
    for s, p, o in ontology.triples:
        if p in (vocab.RDF_TYPE, SKOS_.inScheme):
            yield s, vocab.RDF_TYPE, o
    yield NK.Forecast, vocab.RDFS_SUBCLASS, NK.Claim
    yield NK.self, vocab.RDF_TYPE, NK.Agent  # may be named as an authority
    yield NK.unstated, vocab.RDF_TYPE, NK.Agent
    yield vocab.QB_DIMENSION, vocab.RDFS_SUBCLASS, _DIVIDER  # a breakdown divides along a dimension, or along time
    yield NK.period, vocab.RDF_TYPE, _DIVIDER
    yield NK.Claim, vocab.RDFS_SUBCLASS, _NAMED_CLAIM  # an acknowledgement names typed claims and members of nk:each
