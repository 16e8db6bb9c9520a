"""The terms of ontology/nkgraph.ttl that code speaks of, and the namespaces of ontology/prefixes.ttl.

A closed list: `vocab.NK.meausre` is an AttributeError, and a test compares the list with the ontology.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

ROOT = "https://w3id.org/nkgraph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
CLAIMS = ROOT + "claims/"

RDF_TYPE = NamedNode(RDF + "type")
RDF_FIRST = NamedNode(RDF + "first")
RDF_REST = NamedNode(RDF + "rest")
RDF_NIL = NamedNode(RDF + "nil")
RDFS_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
QB_DIMENSION = NamedNode("http://purl.org/linked-data/cube#DimensionProperty")
QB_CODELIST = NamedNode("http://purl.org/linked-data/cube#codeList")


class _Terms:
    """The names of one namespace, closed."""

    def __init__(self, namespace: str, names: str) -> None:
        self.namespace = namespace
        self.names = frozenset(names.split())

    def __getattr__(self, name: str) -> NamedNode:
        word = name.rstrip("_")
        if word not in self.names:
            raise AttributeError(f"{word} is not a term of {self.namespace}")
        node = NamedNode(self.namespace + word)
        self.__dict__[name] = node
        return node


NK = _Terms(
    ROOT + "ontology#",
    """
    additive Agent agrees apart article asOfDay attribution authority authorityEnd authorityStart authorityWording
    base baseUnit bounded Breakdown by bytes carried cites Claim claim cluster contradicts Copy copy counted
    cumulative dateBasis Derived difference each end endDay entry entryArticle entryQuantity factor filed Finding
    firstDay firstSide Forecast from header held in inArticle items kind lastDay looseLower looseLowerInclusive
    looseUpper looseUpperInclusive lower lowerInclusive Measure measure mention missing Modality modality note
    notFigure number numbers numeralKind oneWith Operation operation outcome over partner partOf per perCount period
    periodEnd periodStart periodWording place population preposition product Quantity quantity quotes Reading reading
    Reason reason reprints revised root roundingAssumed rule run runningTotal scale self series sex sha256 side sign
    signals slot slotReading slotRoot soundArticle span stands start startDay stated statedIn to total totals
    translates Unit unit unstated upper upperInclusive value verb via Wording wording words
    """,
)
SDO = _Terms(SCHEMA, "author datePublished headline inLanguage publisher url encodingFormat name")
SKOS_ = _Terms(SKOS, "prefLabel altLabel broader inScheme hasTopConcept definition ConceptScheme")

ARTICLE_TYPES = frozenset(NamedNode(SCHEMA + name) for name in ("NewsArticle", "BlogPosting", "Report", "Article", "Comment"))
HOPS = (NK.quotes, NK.reprints, NK.translates, NK.cites)


def local(node: NamedNode) -> str:
    """The last part of an IRI: after the last '#' or '/', a trailing '/' ignored."""
    return node.value.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
