"""The media types that are spoken here, each with its suffix: of documents, of answers with rows, of answers with triples."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True)
class Format:
    """A media type; `also` are other names for it that clients send."""

    suffix: str
    media: str
    label: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its encoding, as a header gives it."""
        return self.media if self.media.endswith(("json", "xml")) else f"{self.media}; charset=utf-8"


HTML = Format("html", "text/html", "page", ("application/xhtml+xml",))
TURTLE = Format("ttl", "text/turtle", "Turtle", ("application/x-turtle",))
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD")
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples", ("text/plain",))
N_QUADS = Format("nq", "application/n-quads", "N-Quads", ("text/x-nquads",))
TRIG = Format("trig", "application/trig", "TriG", ("application/x-trig",))
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML")  # what older clients ask for unless they are told otherwise
CSV = Format("csv", "text/csv", "CSV")
JSON = Format("json", "application/json", "JSON")
TSV = Format("tsv", "text/tab-separated-values", "TSV")
RESULTS_JSON = Format("srj", "application/sparql-results+json", "SPARQL results as JSON", ("application/json",))
RESULTS_XML = Format("srx", "application/sparql-results+xml", "SPARQL results as XML", ("application/xml", "text/xml"))

DOCUMENTS = (HTML, TURTLE, JSON_LD, N_TRIPLES, CSV, JSON)  # of one thing, the first where a client likes all alike
ROWS = (RESULTS_JSON, RESULTS_XML, CSV, TSV)  # of a SELECT
TRUTHS = (RESULTS_JSON, RESULTS_XML)  # of an ASK; CSV and TSV are not defined for it
TRIPLES = (TURTLE, N_TRIPLES, JSON_LD, N_QUADS, TRIG, RDF_XML)  # of a CONSTRUCT or DESCRIBE

ENGINE = {
    TURTLE: ox.RdfFormat.TURTLE, N_TRIPLES: ox.RdfFormat.N_TRIPLES, JSON_LD: ox.RdfFormat.JSON_LD,
    N_QUADS: ox.RdfFormat.N_QUADS, TRIG: ox.RdfFormat.TRIG, RDF_XML: ox.RdfFormat.RDF_XML,
}  # fmt: skip


def of_suffix(suffix: str) -> Format | None:
    """The format of a document whose address ends in this suffix."""
    return next((f for f in DOCUMENTS if f.suffix == suffix), None)
