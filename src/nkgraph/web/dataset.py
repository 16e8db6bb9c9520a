"""What the data set and the service say of themselves: VoID with partitions, DCAT with files, the SPARQL service description.

Everything is counted from the graph. All names are ours and none is blank, so that each can be looked up and every copy of
the description is the same; only the address of the endpoint and of the files is that of the server.
"""

from __future__ import annotations

import hashlib
import re

import pyoxigraph as ox

from nkgraph import turtle, vocab
from nkgraph.published import DCAT, DCT, FOAF, PREFIXES, RDFS, SD, SH, SPDX, VOID, VOID_EXT
from nkgraph.stored import CLAIMS, FINDINGS, GRAPHS
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO, whole
from nkgraph.web import examples, formats, partitions
from nkgraph.web.documents import DATASET, LICENCE
from nkgraph.web.dumps import Dump
from nkgraph.web.partitions import Counted, Property
from nkgraph.web.snapshot import Snapshot

VOID_ADDRESS = DATASET.value.partition("#")[0]
DESCRIPTION = ox.NamedNode(f"{GRAPHS}description")  # the graph in which a query finds all this
GRAPH_NAMES = (CLAIMS, FINDINGS, DESCRIPTION)
_HERE = f"{VOID_ADDRESS}#"
PUBLISHER = ox.NamedNode(f"{_HERE}publisher")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "JSON-LD", "N-Quads", "TriG", "RDF_XML")  # fmt: skip
_SHOWN = (NK.Claim, NK.Quantity, NK.Finding, NK.Measure, NK.Agent)  # one of each is an example


def description(snapshot: Snapshot, address: str, files: tuple[Dump, ...]) -> list[Triple]:
    """The data set: sizes, classes and properties, vocabularies, files, licence, where to ask."""
    counted = composition(snapshot)
    return [*_head(snapshot, address), *_sizes(DATASET, counted), *_partitions(counted), *_files(address, files),
            *examples.prefixes(snapshot)]  # fmt: skip


def held(snapshot: Snapshot, address: str) -> list[Triple]:
    """What stands in the store besides claims and findings, so that editors complete queries: the data set without its
    files, and the question library."""
    return [*description(snapshot, address, ()), *examples.triples(snapshot, f"{address}/sparql")]


def service_description(snapshot: Snapshot, endpoint: str) -> list[Triple]:
    """What a parameterless GET of the endpoint at this whole address answers."""
    service, default = ox.NamedNode(endpoint), ox.NamedNode(f"{_HERE}default-graph")
    counted = composition(snapshot)
    said: list[Triple] = [
        (service, vocab.RDF_TYPE, SD.Service),
        (service, SD.endpoint, service),
        (service, SD.supportedLanguage, SD.SPARQL11Query),
        (service, SD.defaultDataset, DATASET),
        *((service, SD.resultFormat, ox.NamedNode(PREFIXES["formats"] + name)) for name in _RESULTS),
        (DATASET, vocab.RDF_TYPE, SD.Dataset),
        (DATASET, vocab.RDF_TYPE, VOID.Dataset),
        (DATASET, DCT.license, LICENCE),
        (DATASET, RDFS.seeAlso, ox.NamedNode(VOID_ADDRESS)),
        (DATASET, SD.defaultGraph, default),
        (default, vocab.RDF_TYPE, SD.Graph),
        (default, RDFS.comment, ox.Literal("Everything: the claims, the findings, and this description.", language="en")),
    ]
    for graph, words in (
        (CLAIMS, "The claims, with what is derived of each, and the ontology."),
        (FINDINGS, "What the rules found."),
        (DESCRIPTION, f"The data set of {counted.triples} triples, its parts and prefixes, and the question library."),
    ):
        one = ox.NamedNode(f"{_HERE}graph-{vocab.local(graph)}")
        said += [
            (DATASET, SD.namedGraph, one),
            (one, vocab.RDF_TYPE, SD.NamedGraph),
            (one, SD.name, graph),
            (one, RDFS.comment, ox.Literal(words, language="en")),
        ]
    return said


def composition(snapshot: Snapshot) -> Counted:
    """What the graph is made of; counted once."""
    found: Counted = snapshot.memory.get("counted") or partitions.count(snapshot.built.graph)
    snapshot.memory["counted"] = found
    return found


def _modified(snapshot: Snapshot) -> str | None:
    """The last day on which somebody worked on the claims, as they say themselves: a copy filed, a finding judged, an error
    of ours noted; None where they name no day. The time of a file is another one in each clone."""
    typed = [t for p in snapshot.places.claim_files() if p.name == "copies.ttl" for t in turtle.read(p).triples]
    days = [o.value for _, p, o in typed if p == NK.filed]
    graph = snapshot.built.graph
    days += [o.value for p in (SDO.dateCreated, NK.erratumOn) for s in graph.subjects_having(p) for o in graph.objects(s, p)]
    return max(days, default=None)


def _head(snapshot: Snapshot, address: str) -> list[Triple]:
    document, graph = ox.NamedNode(VOID_ADDRESS), snapshot.built.graph
    days = [day for day in (_modified(snapshot),) if day is not None]
    words = "Figures that archived articles print, each as a claim: who printed it, when, on whose authority; and what agrees."
    examples_of = [min(found, key=lambda n: n.value) for k in _SHOWN if (found := graph.subjects(vocab.RDF_TYPE, k))]
    return [
        (document, vocab.RDF_TYPE, VOID.DatasetDescription),
        (document, FOAF.primaryTopic, DATASET),
        *((DATASET, vocab.RDF_TYPE, kind) for kind in (VOID.Dataset, DCAT.Dataset)),
        (DATASET, DCT.title, ox.Literal("nkgraph", language="en")),
        (DATASET, DCT.description, ox.Literal(words, language="en")),
        (DATASET, DCT.license, LICENCE),
        (DATASET, DCT.identifier, ox.Literal(snapshot.corpus_id)),
        (DATASET, NK.corpus, ox.Literal(snapshot.corpus_id)),
        *((DATASET, DCT.modified, ox.Literal(d, datatype=ox.NamedNode(f"{vocab.XSD}date"))) for d in days),
        (DATASET, DCT.publisher, PUBLISHER),
        (PUBLISHER, vocab.RDF_TYPE, FOAF.Agent),
        (PUBLISHER, FOAF.name, ox.Literal("nkgraph")),
        (DATASET, FOAF.homepage, ox.NamedNode(f"{address}/")),
        (DATASET, DCAT.landingPage, ox.NamedNode(f"{address}/")),
        (DATASET, VOID.sparqlEndpoint, ox.NamedNode(f"{address}/sparql")),
        (DATASET, VOID.uriSpace, ox.Literal(vocab.ROOT)),
        *((DATASET, VOID.exampleResource, one) for one in examples_of),
        *((DATASET, VOID.feature, ox.NamedNode(PREFIXES["formats"] + name)) for name in ("Turtle", "N-Triples", "JSON-LD")),
        (DATASET, SH.prefixes, examples.PREFIXES),
    ]


def _sizes(node: ox.NamedNode, counted: Counted) -> list[Triple]:
    vocabularies = {re.sub(r"[^#/]*$", "", name) for name in (*counted.classes, *counted.properties)}
    return [
        (node, VOID.triples, whole(counted.triples)),
        (node, VOID.entities, whole(counted.entities)),
        (node, VOID.classes, whole(len(counted.classes))),
        (node, VOID.properties, whole(len(counted.properties))),
        (node, VOID.distinctSubjects, whole(counted.subjects)),
        (node, VOID.distinctObjects, whole(counted.objects)),
        *((node, VOID.vocabulary, ox.NamedNode(space)) for space in sorted(vocabularies)),
    ]


def _partitions(counted: Counted) -> list[Triple]:
    """The classes with what their things say; the properties of things without a class stand beside them."""
    said: list[Triple] = []
    for iri, number in sorted(counted.classes.items()):
        part = ox.NamedNode(f"{_HERE}{_local(iri)}")
        said += [
            (DATASET, VOID.classPartition, part),
            (part, VOID.class_, ox.NamedNode(iri)),
            (part, VOID.entities, whole(number)),
        ]
        for name, found in sorted(counted.said[iri].items()):
            said += _property(part, f"{part.value}.{_local(name)}", name, found)
    classed = {name for found in counted.said.values() for name in found}
    for name, found in sorted(counted.properties.items()):
        if name not in classed:
            said += _property(DATASET, f"{_HERE}any.{_local(name)}", name, found)
    datatypes = sorted({d for found in counted.properties.values() for d in found.datatypes})
    return [*said, *((ox.NamedNode(f"{_HERE}{_local(d)}"), VOID_EXT.datatype, ox.NamedNode(d)) for d in datatypes)]


def _property(of: ox.NamedNode, address: str, name: str, found: Property) -> list[Triple]:
    node = ox.NamedNode(address)
    return [
        (of, VOID.propertyPartition, node),
        (node, VOID.property, ox.NamedNode(name)),
        (node, VOID.triples, whole(found.triples)),
        *((node, VOID.classPartition, ox.NamedNode(f"{_HERE}{_local(kind)}")) for kind in found.classes),
        *((node, VOID_EXT.datatypePartition, ox.NamedNode(f"{_HERE}{_local(d)}")) for d in found.datatypes),
    ]


def _files(address: str, files: tuple[Dump, ...]) -> list[Triple]:
    said: list[Triple] = []
    for file in files:
        one, at = ox.NamedNode(f"{_HERE}file-{file.kind}"), ox.NamedNode(f"{address}/dumps/{file.name}")
        check = ox.NamedNode(f"{one.value}-checksum")
        said += [
            (DATASET, DCAT.distribution, one),
            (one, vocab.RDF_TYPE, DCAT.Distribution),
            (one, DCT.title, ox.Literal(file.words, language="en")),
            (one, DCT.license, LICENCE),
            (one, DCAT.downloadURL, at),
            (one, DCAT.accessURL, at),
            (one, DCAT.mediaType, ox.NamedNode(_MEDIA + file.format.media)),
            (one, DCAT.byteSize, whole(len(file.data))),
            (one, SPDX.checksum, check),
            (check, vocab.RDF_TYPE, SPDX.Checksum),
            (check, SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
            (check, SPDX.checksumValue, ox.Literal(file.sha256, datatype=ox.NamedNode(f"{vocab.XSD}hexBinary"))),
        ]
        said += [(DATASET, VOID.dataDump, at)] if file.format in formats.TRIPLES else []
    return said


def _local(iri: str) -> str:
    """A name for a part: the last word of an IRI, with that of its namespace before it where it is not ours."""
    name = vocab.local(ox.NamedNode(iri))
    if iri.startswith(vocab.NK.namespace):
        return name
    prefix = next((p for p, space in PREFIXES.items() if iri == space + name), None)
    return f"{prefix or hashlib.sha256(iri.encode()).hexdigest()[:8]}-{name}"
