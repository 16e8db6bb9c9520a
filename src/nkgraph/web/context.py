"""The JSON-LD context: every prefix, and every term of the ontology by its own name, so that JSON can speak of claims.

/context.jsonld is the one of today. Its versions stand at an address that holds their digest, and never change.
"""

from __future__ import annotations

import hashlib
import json

import pyoxigraph as ox

from nkgraph import notations, vocab
from nkgraph.published import OWL
from nkgraph.web import formats, replies
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from nkgraph.web.snapshot import Snapshot

_DIGITS = 12


def context(site: Site, visit: Visit) -> Reply:
    """The context of today."""
    body = text(site.snapshot).encode()
    version = f'<{site.base.below}/{_name(body)}>; rel="latest-version"'
    return Reply(200, formats.JSON_LD.content_type, body, (("Link", version),), keep=visit.bare)


def version(site: Site, visit: Visit) -> Reply:
    """A context by its digest."""
    body = text(site.snapshot).encode()
    if visit.path.lstrip("/") != _name(body):
        return replies.refused(
            404, "This version of the context is not served here any more.",
            f"The one of today is {site.base.below}/context.jsonld, its version {site.base.below}/{_name(body)}.",
        )  # fmt: skip
    return Reply(
        200, formats.JSON_LD.content_type, body, (("Cache-Control", "public, max-age=31536000, immutable"),), keep=visit.bare
    )


def text(snapshot: Snapshot) -> str:
    """The context as JSON, the same bytes each time."""
    graph = snapshot.built.graph
    linking = {n.value for n in graph.subjects(vocab.RDF_TYPE, OWL.ObjectProperty)}
    terms: dict[str, str | dict[str, str]] = {}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in graph.subjects(vocab.RDF_TYPE, kind):
            terms |= _term(term, term.value in linking)
    said = {"@version": 1.1, **notations.PREFIXES, "id": "@id", "type": "@type", **dict(sorted(terms.items()))}
    return json.dumps({"@context": said}, ensure_ascii=False, indent=1) + "\n"


def _term(term: ox.NamedNode, links: bool) -> dict[str, str | dict[str, str]]:
    name = vocab.local(term)
    if not term.value.startswith(vocab.NK.namespace) or name in notations.PREFIXES:  # a prefix goes first: nk:measure, nk:unit
        return {}
    return {name: {"@id": term.value, "@type": "@id"} if links else term.value}


def _name(body: bytes) -> str:
    return f"context-{hashlib.sha256(body).hexdigest()[:_DIGITS]}.jsonld"
