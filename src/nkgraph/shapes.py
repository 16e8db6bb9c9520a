"""SHACL: the typed form against ontology/shapes.ttl. The only module that imports pyshacl.

One pass over a native store that holds every claims file and the ontology. pyshacl says "conforms" to much that is no
validation at all (an empty shapes graph, a misspelt constraint, a target class nobody defines), so those are refused
here before it runs: they are errors of ours, not of the archivist's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

SH = "http://www.w3.org/ns/shacl#"
SHAPE = vocab.ROOT + "shapes#"
_KNOWN = frozenset(
    SH + name
    for name in """property path severity message closed ignoredProperties targetClass targetObjectsOf node alternativePath
    minCount maxCount nodeKind class datatype in or pattern minLength maxLength minInclusive minExclusive maxInclusive
    maxExclusive lessThan hasValue""".split()
)
_TARGETS = (ox.NamedNode(SH + "targetClass"), ox.NamedNode(SH + "targetObjectsOf"))
COPIES_FILE = "copies.ttl"
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


def check(shapes: Shapes, documents: list[Document], ontology: Ontology) -> list[Fault]:
    """Every violation in the documents, each at the line of the triple that offends.

    pyshacl counts the whole store for each violation that it reports, so the pass over everything stops at the first;
    only when there is one are the files validated again, each in a small store of its own.
    """
    concepts = list(_concepts(ontology))
    everything = ox.Store()
    everything.extend(concepts)
    for document in documents:
        everything.extend(_quads(document.triples))
    _refuse_idle(shapes, everything)
    graph = _parsed(shapes)
    if _validate([everything], graph, abort_on_first=True)[0] is None:
        return []
    shared = [q for d in documents if d.path.name == COPIES_FILE for q in _quads(d.triples)]
    stores = []
    for document in documents:
        store = ox.Store()
        store.extend(concepts)
        store.extend(shared)
        store.extend(_quads(document.triples))
        stores.append(store)
    faults: set[Fault] = set()
    for document, report in zip(documents, _validate(stores, graph, abort_on_first=False), strict=True):
        faults.update(_faults(report, document, graph))
    if not faults:
        raise OntologyError("The shapes refuse the files together but none of them alone: a defect of nkgraph, please report it.")
    return sorted(faults)


def _refuse_idle(shapes: Shapes, store: ox.Store) -> None:
    """A shapes graph whose targets match no node at all would pass anything."""
    types = [target for targets in shapes.targets.values() for target in targets]
    for target in types:
        if next(store.quads_for_pattern(None, vocab.RDF_TYPE, target, None), None) is not None:
            return
        if next(store.quads_for_pattern(None, target, None, None), None) is not None:
            return
    raise OntologyError("The shapes select no node of the claims: nothing would be checked. Do the files hold claims at all?")


def _parsed(shapes: Shapes) -> Graph:
    """The shapes as rdflib reads them, the dimensions allowed wherever the closed shapes name an owner of theirs."""
    from rdflib import Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph().parse(data=shapes.text, format="turtle")
    for owner in _DIMENSION_OWNERS:
        head = graph.value(URIRef(SHAPE + owner), URIRef(SH + "ignoredProperties"))
        if head is None:
            raise OntologyError(f"ontology/shapes.ttl: shape:{owner} has no sh:ignoredProperties. Restore the file.")
        allowed = Collection(graph, head)
        for name in shapes.dimensions:
            allowed.append(URIRef(vocab.NK.namespace + name))
    return graph


def _validate(stores: list[ox.Store], shapes: Graph, *, abort_on_first: bool) -> list[Graph | None]:
    """The results graph of each store, None where it conforms."""
    from pyshacl import validate_each
    from rdflib import Graph

    outcomes = validate_each(
        stores, shacl_graph=shapes, advanced=False, inference=None, inplace=True, meta_shacl=False,
        abort_on_first=abort_on_first,
    )  # fmt: skip
    reports: list[Graph | None] = []
    for _, (conforms, results, text) in sorted(outcomes.items()):
        if not conforms and not isinstance(results, Graph):
            raise OntologyError(f"The shapes could not be applied: {text}")
        reports.append(None if conforms else results)
    return reports


def _faults(report: Graph | None, document: Document, shapes: Graph) -> Iterator[Fault]:
    from rdflib import URIRef

    if report is None:
        return
    own = {s.value for s, _, _ in document.triples}
    for result in report.objects(None, URIRef(SH + "result")):
        focus, path, value, source, message = (
            report.value(result, URIRef(SH + n)) for n in ("focusNode", "resultPath", "value", "sourceShape", "resultMessage")
        )
        if str(focus) not in own:
            continue
        code = str(source).removeprefix(SHAPE)
        closed = (source, URIRef(SH + "closed"), None) in shapes
        predicate = str(path) if isinstance(path, URIRef) else None
        yield _fault(document, code, str(message), str(focus), predicate, None if value is None else str(value), closed)


def _fault(
    document: Document, code: str, message: str, focus: str, predicate: str | None, value: str | None, closed: bool
) -> Fault:
    if predicate is None:
        line = document.line(focus)
    elif value is not None:
        line = _value_line(document, focus, predicate, value)
    else:
        line = document.line(focus, predicate)
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


def _term(predicate: str | None) -> str:
    if predicate is None:
        return "A property"
    prefix = "schema" if predicate.startswith(vocab.SCHEMA) else "nk"
    return f"{prefix}:{predicate.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"


def _value_line(document: Document, focus: str, predicate: str, value: str) -> int:
    objects = [o.value for s, p, o in document.triples if s.value == focus and p.value == predicate]
    return document.line(focus, predicate, objects.index(value) if value in objects else max(len(objects) - 1, 0))


def _short(iri: str) -> str:
    """A subject as the archivist typed it: the part after the file's base, <> for the article itself."""
    rest = iri.removeprefix(vocab.CLAIMS)
    if rest == iri:
        return f"<{iri.rsplit('/', 1)[-1]}>"
    return f"<{rest.partition('/')[2]}>"


def _dimension_shapes(ontology: Ontology) -> str:
    """One property shape for each declared dimension, with all that may carry it as its target."""
    return "\n".join(
        f"shape:dimension-{name} a sh:PropertyShape ; sh:targetClass nk:Claim , nk:Breakdown ; sh:targetObjectsOf nk:base ; "
        f"sh:path nk:{name} ; sh:maxCount 1 ; sh:class <{scheme.value}> ; sh:severity sh:Violation ; "
        f'sh:message "nk:{name} names one concept of ontology/schemes/{scheme.value.rsplit("/", 1)[-1]}.ttl, once."@en .'
        for name, scheme in ontology.dimensions.items()
    )


def _concepts(ontology: Ontology) -> Iterator[ox.Quad]:
    """The type of every concept, its scheme counted as one, so that sh:class tells a place from a population."""
    for s, p, o in ontology.triples:
        if p in (vocab.RDF_TYPE, SKOS_.inScheme):
            yield ox.Quad(s, vocab.RDF_TYPE, o)
    yield ox.Quad(NK.Forecast, vocab.RDFS_SUBCLASS, NK.Claim)


def _quads(triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    return (ox.Quad(s, p, o) for s, p, o in triples)
