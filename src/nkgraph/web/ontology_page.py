"""The page about the ontology: every term with its label, what it means, and where to go on; the fragments are its names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.evidence import Named
from nkgraph.published import DCT, OWL, RDFS
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, local
from nkgraph.web import thing_page
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_GROUPS = (("Class", "Classes"), ("ObjectProperty", "Properties whose values are things"),
           ("DatatypeProperty", "Properties whose values are words and numbers"), ("AnnotationProperty", "Notes"),
           ("NamedIndividual", "Values"))  # fmt: skip
_OTHER = "Others"


@dataclass(frozen=True)
class Described:
    """A term of the ontology as the page shows it."""

    iri: str
    name: str
    label: str
    comment: str
    above: tuple[Named, ...]
    domain: tuple[Named, ...]
    range: tuple[Named, ...]
    derived: bool
    deprecated: bool


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about the ontology, with every term."""
    register = site.snapshot.register
    graph = register.graph
    terms = sorted({node for node in _terms(register)}, key=lambda n: local(n).casefold())
    groups: dict[str, list[Described]] = defaultdict(list)
    for term in terms:
        groups[_group(register, term)].append(_described(register, term))
    ordered = [(words, groups[words]) for words in (*dict(_GROUPS).values(), _OTHER) if words in groups]
    version = graph.text(iri, OWL.versionInfo) or ""
    title = graph.text(iri, DCT.title) or "The ontology"
    return thing_page.reply(
        site, iri, "ontology.html", title=one_line(title), version=version, groups=ordered, namespace=NK.namespace,
        number=len(terms),
        cite=thing_page.cited(site, f"The ontology of nkgraph, version {version}: {len(terms)} terms."),
    )  # fmt: skip


def _terms(register: Register) -> list[ox.NamedNode]:
    """Every name of the ontology's namespace that has a label, a meaning or a type."""
    wanted = (RDFS.label, RDFS.comment, vocab.RDF_TYPE)
    return [s for p in wanted for s in register.graph.subjects_having(p) if s.value.startswith(NK.namespace)]


def _group(register: Register, term: ox.NamedNode) -> str:
    types = {local(t) for t in register.graph.iris(term, vocab.RDF_TYPE)}
    return next((words for kind, words in _GROUPS if kind in types), _OTHER)


def _described(register: Register, term: ox.NamedNode) -> Described:
    graph = register.graph

    def named(*predicates: ox.NamedNode) -> tuple[Named, ...]:
        return tuple(thing_page.named(register, n) for p in predicates for n in graph.iris(term, p))

    return Described(
        term.value, local(term), one_line(graph.text(term, RDFS.label) or ""), one_line(graph.text(term, RDFS.comment) or ""),
        named(vocab.RDFS_SUBCLASS, RDFS.subPropertyOf), named(RDFS.domain), named(RDFS.range),
        NK.Derived in graph.iris(term, vocab.RDF_TYPE), graph.text(term, OWL.deprecated) == "true",
    )  # fmt: skip
