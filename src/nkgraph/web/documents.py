"""The document about one thing: what the graph says of it, in each format."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import iris
from nkgraph.web import formats
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site


def document(site: Site, iri: ox.NamedNode, wanted: Format) -> Reply:
    """The triples about a thing."""
    triples = [ox.Triple(s, p, o) for s, p, o in site.snapshot.built.graph.about(iri)]
    data = ox.serialize(triples, format=formats.ENGINE[wanted], prefixes=iris.PREFIXES)
    assert data is not None, "serialize without a target returns bytes"
    return Reply(200, wanted.content_type, data, keep=True)
