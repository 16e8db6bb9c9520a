"""The document about one thing: what the graph says of it, in each format; the same triples in all that hold triples.

A document holds the triples of the thing and of its own parts (what stands behind a # in its name), those that point to it,
the prints that it mentions, and the labels of whatever else is named. Its head says what it is about, of which data set and
corpus it is part, and under which licence. Where very many point to a thing, the document says how many were left out and
where they are. Nothing in it depends on the address of the server, so that it is the same everywhere.
"""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox

from nkgraph import notations, vocab
from nkgraph.published import DCT, FOAF, RDFS, VOID
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO, SKOS_
from nkgraph.web import formats, thing_rows
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site
from nkgraph.web.snapshot import Snapshot

MOST_POINTING = 1000  # triples that point to a thing and stand in its document; what is more is a question for SPARQL
DATASET = ox.NamedNode(f"{vocab.ROOT}.well-known/void#dataset")
LICENCE = ox.NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")
_ONTOLOGY = vocab.NK.namespace.rstrip("#")
_LABELS = (RDFS.label, SKOS_.prefLabel, SDO.headline)


def document(site: Site, iri: ox.NamedNode, wanted: Format) -> Reply:
    """The document about a thing in a format that is not a page."""
    snapshot = site.snapshot
    if wanted is formats.CSV:
        body = thing_rows.as_csv(snapshot, iri).encode()
    elif wanted is formats.JSON:
        body = thing_rows.as_json(snapshot, iri).encode()
    else:
        body = notations.write(triples(snapshot, iri), wanted.suffix)
    return Reply(200, wanted.content_type, body, keep=True)


def triples(snapshot: Snapshot, iri: ox.NamedNode) -> list[Triple]:
    """Everything that the document about a thing says, its head first."""
    graph = snapshot.built.graph
    parts = snapshot.parts.get(iri.value, [])
    said = [t for node in (iri, *parts) for t in graph.about(node)]
    pointing = [] if iri.value == _ONTOLOGY else [t for node in (iri, *parts) for t in graph.pointing_to(node)]
    shown = sorted(pointing, key=lambda t: (t[0].value, t[1].value, str(t[2])))[:MOST_POINTING]
    mentioned = {o for _, p, o in (*said, *shown) if p == NK.mention and isinstance(o, ox.NamedNode)}
    said += [*shown, *(t for node in mentioned for t in graph.about(node)), *_withdrawal_of_the_article(snapshot, iri)]
    known = {iri, *parts, *mentioned}
    named = {node for s, _, o in said for node in (s, o) if isinstance(node, ox.NamedNode)} - known
    labels = [(node, p, o) for node in named for p in _LABELS for o in graph.objects(node, p)]
    head = _head(snapshot, iri, len(pointing) - len(shown))
    return list(dict.fromkeys((*head, *said, *labels)))


def _withdrawal_of_the_article(snapshot: Snapshot, iri: ox.NamedNode) -> list[Triple]:
    """Why a claim counts no more that was withdrawn with its article: that is said of the article."""
    article = snapshot.built.graph.iri(iri, NK.article)
    if article is None or not snapshot.register.is_withdrawn(iri):
        return []
    why = (NK.retractedOn, NK.retractedBecause, NK.erratumOn, NK.erratumBecause)
    return [(article, p, o) for p in why for o in snapshot.built.graph.objects(article, p)]


def _head(snapshot: Snapshot, iri: ox.NamedNode, left_out: int) -> list[Triple]:
    """What the document says of itself. It goes by its Turtle address; the other formats are listed."""
    here, *others = (ox.NamedNode(f"{iri.value.rstrip('/')}.{f.suffix}") for f in (formats.TURTLE, *_OTHER_FORMATS))
    said: list[Triple] = [
        (here, vocab.RDF_TYPE, FOAF.Document),
        (here, FOAF.primaryTopic, iri),
        (here, VOID.inDataset, DATASET),
        (here, DCT.isPartOf, DATASET),
        (here, DCT.license, LICENCE),
        (DATASET, NK.corpus, ox.Literal(snapshot.corpus_id)),
        *((here, DCT.hasFormat, other) for other in others),
    ]
    if left_out:
        words = f"{left_out:,} of the triples that point to it are left out. All of them: rdfs:seeAlso."
        everything = f"CONSTRUCT {{ ?s ?p {iri} }} WHERE {{ ?s ?p {iri} }}"
        said.append((here, RDFS.comment, ox.Literal(words, language="en")))
        said.append((here, RDFS.seeAlso, ox.NamedNode(f"{vocab.ROOT}sparql?query={quote(everything, safe='')}")))
    return said


_OTHER_FORMATS = tuple(f for f in formats.DOCUMENTS if f is not formats.TURTLE)
