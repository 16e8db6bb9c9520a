"""The terms of others in which data are described: data sets and their parts, files, services, queries, cubes, times."""

from __future__ import annotations

from nkgraph.vocab import RDF, SCHEMA, SKOS, XSD, Terms

RDFS = Terms("http://www.w3.org/2000/01/rdf-schema#", "comment domain label range seeAlso subPropertyOf")
OWL = Terms(
    "http://www.w3.org/2002/07/owl#",
    "AnnotationProperty Class DatatypeProperty ObjectProperty Ontology deprecated versionInfo",
)
DCT = Terms(
    "http://purl.org/dc/terms/",
    "description hasFormat identifier isPartOf license modified publisher title",
)
FOAF = Terms("http://xmlns.com/foaf/0.1/", "Document Agent homepage name page primaryTopic")
VOID = Terms(
    "http://rdfs.org/ns/void#",
    "Dataset DatasetDescription class classes classPartition dataDump distinctObjects distinctSubjects entities "
    "exampleResource feature inDataset properties property propertyPartition sparqlEndpoint triples "
    "uriSpace vocabulary",
)
VOID_EXT = Terms("http://ldf.fi/void-ext#", "datatype datatypePartition")
DCAT = Terms(
    "http://www.w3.org/ns/dcat#",
    "Dataset Distribution accessURL byteSize distribution downloadURL landingPage mediaType",
)
SPDX = Terms("http://spdx.org/rdf/terms#", "Checksum algorithm checksum checksumAlgorithm_sha256 checksumValue")
SD = Terms(
    "http://www.w3.org/ns/sparql-service-description#",
    "Dataset Graph NamedGraph Service SPARQL11Query defaultDataset defaultGraph endpoint feature name namedGraph resultFormat "
    "supportedLanguage",
)
SH = Terms(
    "http://www.w3.org/ns/shacl#",
    "PrefixDeclaration SPARQLExecutable SPARQLSelectExecutable declare namespace prefix prefixes select",
)
QB = Terms(
    "http://purl.org/linked-data/cube#",
    "AttributeProperty DataSet DataStructureDefinition DimensionProperty MeasureProperty Observation attribute component "
    "componentRequired dataSet dimension measure order structure",
)
TIME = Terms(
    "http://www.w3.org/2006/time#",
    "Instant ProperInterval TemporalEntity hasBeginning hasEnd inXSDDate",
)

PREFIXES = {
    "rdf": RDF, "rdfs": RDFS.namespace, "owl": OWL.namespace, "xsd": XSD, "skos": SKOS, "schema": SCHEMA,
    "dcterms": DCT.namespace, "foaf": FOAF.namespace, "void": VOID.namespace, "void-ext": VOID_EXT.namespace,
    "dcat": DCAT.namespace, "spdx": SPDX.namespace, "sd": SD.namespace, "sh": SH.namespace, "qb": QB.namespace,
    "time": TIME.namespace, "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#",
    "formats": "http://www.w3.org/ns/formats/",
}  # fmt: skip
