"""The address of a thing, and of the documents about it.

A thing answers 303: what an IRI names is no document. Which document is a matter of the Accept header; a person's browser
gets the page. Documents stand at addresses of their own, one for each format, and are not negotiated.
"""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph.web import documents, evidence_pages, formats, negotiation, replies
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site


def thing(site: Site, visit: Visit) -> Reply:
    """303 to a document about what this path names, or the document if the path has a suffix."""
    iri = site.snapshot.named(visit.path)
    if iri is not None:
        return _see(site, visit, iri)
    stem, dot, suffix = visit.path.rpartition(".")
    wanted = formats.of_suffix(suffix) if dot else None
    if wanted is not None and (iri := site.snapshot.named(stem)) is not None:
        return _document(site, visit, iri, wanted)
    return replies.refused(404, f"Nothing here is called {visit.path}.", "Look for it at /search, or begin at /.")


def _see(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    chosen = negotiation.choose(visit.headers.get("accept"), formats.DOCUMENTS)
    vary = ("Vary", "Accept")
    if chosen is None:
        there = ", ".join(f.media for f in formats.DOCUMENTS)
        return replies.refused(406, "None of the media types asked for is there.", f"There are {there}.").also(vary)
    return replies.see_other(site.base.document(iri.value, chosen.suffix)).also(vary)


def _document(site: Site, visit: Visit, iri: ox.NamedNode, wanted: Format) -> Reply:
    if wanted is formats.HTML:
        return evidence_pages.page(site, visit, iri)
    return documents.document(site, iri, wanted)
