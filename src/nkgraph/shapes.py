"""SHACL: the typed form against ontology/shapes.ttl. The only module that imports pyshacl.

One pass over one graph that holds every claims file and the ontology's concepts. pyshacl says "conforms" to much that is no
validation at all (an empty shapes graph, a misspelt constraint, a target class nobody defines), so those are refused
here before it runs: they are errors of ours, not of the archivist's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import OntologyError
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK, SKOS_

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH = "http://www.w3.org/ns/shacl#"
SHAPE = vocab.ROOT + "shapes#"
_KNOWN = frozenset(
    SH + name
    for name in (
        *("property", "path", "severity", "message", "closed", "ignoredProperties", "targetClass", "targetObjectsOf"),
        *("targetSubjectsOf", "minCount", "maxCount", "nodeKind", "class", "datatype", "in", "pattern", "minLength"),
        *("maxLength", "minInclusive", "minExclusive", "maxExclusive", "alternativePath"),
    )
)
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
    try:
        triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: the shapes cannot be read: {error.msg}") from error
    for t in triples:
        predicate = t.predicate.value
        if predicate.startswith(SH) and predicate not in _KNOWN:
            raise OntologyError(f"{path}: sh:{predicate.removeprefix(SH)} is no constraint that nkgraph knows. A misspelling?")
        if t.predicate in _TARGETS or predicate in (SH + "path", SH + "class"):
            node = t.object
            ours = isinstance(node, ox.NamedNode) and node.value.startswith(vocab.NK.namespace)
            if ours and node.value not in ontology.defined:
                raise OntologyError(f"{path}: nk:{vocab.local(node)} is not in ontology/nkgraph.ttl. A misspelling?")
    targets: dict[str, tuple[ox.NamedNode, ...]] = {}
    for t in triples:
        if t.predicate in _TARGETS:
            targets[t.subject.value] = (*targets.get(t.subject.value, ()), t.object)
    if not targets:
        raise OntologyError(f"{path}: no shape has a target, so nothing would be checked. Restore the file.")
    return Shapes(f"{text}\n{_dimension_shapes(ontology)}\n", targets, tuple(ontology.dimensions))


def of(documents: list[Document], ontology: Ontology, folder: Path) -> list[Fault]:
    """The faults of the documents that could be read, by the shapes in the ontology's folder."""
    parsed = [d for d in documents if d.triples]
    return check(read(folder / "shapes.ttl", ontology), parsed, ontology) if parsed else []


def check(shapes: Shapes, documents: list[Document], ontology: Ontology) -> list[Fault]:
    """Every violation in the documents, each at the line of the triple that offends."""
    homes = {s.value: d for d in documents for s, _, _ in d.triples}
    data = _data(documents, ontology)
    _refuse_idle(shapes, data)
    graph = _parsed(shapes)
    return sorted(set(_faults(_validate(data, graph), homes, graph)))


def _data(documents: list[Document], ontology: Ontology) -> Graph:
    """All that the shapes look at: the typed claims, what breakdowns lend their members, the types of the concepts.

    An rdflib graph, filled from Oxigraph's parser: pyshacl is several times faster on it than on an Oxigraph store, which
    it counts whole for every violation that it reports.
    """
    from rdflib import Graph

    from nkgraph.onegraph import OneGraph

    graph, terms = Graph(store=OneGraph()), _Terms()
    for triple in chain(_concepts(ontology), *(d.triples for d in documents), _lent(documents)):
        graph.add(tuple(map(terms.rdflib, triple)))  # type: ignore[arg-type]  # three terms
    return graph


def _lent(documents: list[Document]) -> Iterator[Triple]:
    for document in documents:
        typed = {(s.value, p.value) for s, p, _ in document.triples}
        lenders: dict[str, list[Triple]] = {}
        for s, p, o in document.triples:
            if p in _LENT:
                lenders.setdefault(s.value, []).append((s, p, o))
        for s, p, o in document.triples:
            if p == NK.in_:
                yield from ((s, q, x) for _, q, x in lenders.get(o.value, ()) if (s.value, q.value) not in typed)


def _refuse_idle(shapes: Shapes, data: Graph) -> None:
    """A shapes graph whose targets match no node at all would pass anything."""
    from rdflib import RDF, URIRef

    targets = [URIRef(t.value) for many in shapes.targets.values() for t in many]
    if not any((None, RDF.type, t) in data or (None, t, None) in data for t in targets):
        raise OntologyError(
            "The shapes select no node of the claims: nothing would be checked. Do the files hold claims at all?"
        )


def _parsed(shapes: Shapes) -> Graph:
    """The shapes as rdflib reads them, the dimensions allowed wherever the closed shapes name an owner of theirs."""
    from rdflib import Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph()
    terms = _Terms()
    for t in ox.parse(shapes.text, format=ox.RdfFormat.TURTLE):  # five times as fast as rdflib's own parser
        graph.add((terms.rdflib(t.subject), terms.rdflib(t.predicate), terms.rdflib(t.object)))
    for owner in _DIMENSION_OWNERS:
        head = graph.value(URIRef(SHAPE + owner), URIRef(SH + "ignoredProperties"))
        if head is None:
            raise OntologyError(f"ontology/shapes.ttl: shape:{owner} has no sh:ignoredProperties. Restore the file.")
        allowed = Collection(graph, head)
        for name in shapes.dimensions:
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


def _faults(report: Graph, homes: dict[str, Document], shapes: Graph) -> Iterator[Fault]:
    from rdflib import URIRef

    for result in report.objects(None, URIRef(SH + "result")):
        focus, path, value, source, message = (
            report.value(result, URIRef(SH + n)) for n in ("focusNode", "resultPath", "value", "sourceShape", "resultMessage")
        )
        if (document := homes.get(str(focus))) is None:
            raise OntologyError(f"ontology/: {focus} itself breaks {source}. Restore the ontology.")
        predicate = str(path)
        if value is not None and not any(p.value == predicate for p, _ in document.typed[str(focus)]):
            continue  # lent by a breakdown, and reported there
        closed = (source, URIRef(SH + "closed"), None) in shapes
        code = str(source).removeprefix(SHAPE)
        yield _fault(document, code, str(message), str(focus), predicate, None if value is None else str(value), closed)


def _fault(document: Document, code: str, message: str, focus: str, predicate: str, value: str | None, closed: bool) -> Fault:
    line = document.line(focus, predicate) if value is None else _value_line(document, focus, predicate, value)
    what, _, remedy = message.partition(" Write: ")
    if remedy:
        remedy = f"Write: {remedy}"
    elif closed:
        what, remedy = f"{_term(predicate)} does not belong here.", message
    elif value is not None:
        what, remedy = f"{value} does not fit here.", message
    else:
        what, remedy = f"{_term(predicate)} is missing or typed more than once.", message
    return Fault(document.path, line, code, f"{_short(focus)}: {what}", remedy)


def _term(predicate: str) -> str:
    prefix = "schema" if predicate.startswith(vocab.SCHEMA) else "nk"
    return f"{prefix}:{predicate.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"


def _value_line(document: Document, focus: str, predicate: str, value: str) -> int:
    objects = [o.value for p, o in document.typed.get(focus, ()) if p.value == predicate]
    return document.line(focus, predicate, objects.index(value) if value in objects else max(len(objects) - 1, 0))


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
