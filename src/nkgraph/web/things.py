"""The address of a thing, and of the documents about it.

A thing answers 303: what an IRI names is no document. Which document is a matter of the Accept header; a person's browser
gets the page. Documents stand at addresses of their own, one for each format, and are not negotiated. The ontology is a
document itself, and answers 200 in the format that is asked for. What was withdrawn answers 303 too, and its documents 410:
each says since when and why.
"""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.web import documents, evidence_pages, formats, negotiation, replies
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_VARY = ("Vary", "Accept")
_GONE = 410
_ONTOLOGY = ox.NamedNode(vocab.NK.namespace.rstrip("#"))


def thing(site: Site, visit: Visit) -> Reply:
    """303 to a document about what this path names, or the document if the path has a suffix."""
    iri = site.snapshot.named(visit.path)
    if iri is not None:
        return _see(site, visit, iri)
    stem, dot, suffix = visit.path.rpartition(".")
    wanted = formats.of_suffix(suffix) if dot else None
    if wanted is not None and not stem.endswith("/") and (iri := site.snapshot.named(stem)) is not None:
        return _document(site, visit, iri, wanted)
    return replies.refused(404, f"Nothing here is called {visit.path}.", "Look for it at /search, or begin at /.")


def ontology(site: Site, visit: Visit) -> Reply:
    """The whole ontology, in the format that a client likes best."""
    chosen = negotiation.choose(visit.headers.get("accept"), formats.DOCUMENTS)
    if chosen is None:
        return _not_acceptable()
    where = ("Content-Location", site.base.document(_ONTOLOGY.value, chosen.suffix))
    return replace(_document(site, visit, _ONTOLOGY, chosen), keep=False).also(_VARY, where)


def _see(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    if iri == _ONTOLOGY:
        return ontology(site, visit)
    chosen = negotiation.choose(visit.headers.get("accept"), formats.DOCUMENTS)
    if chosen is None:
        return _not_acceptable()
    links = ", ".join(_link(site.base.document(iri.value, f.suffix), "describedby", f) for f in formats.DOCUMENTS)
    return replies.see_other(site.base.document(iri.value, chosen.suffix)).also(_VARY, ("Link", links))


def _not_acceptable() -> Reply:
    there = ", ".join(f.media for f in formats.DOCUMENTS)
    return replies.refused(406, "None of the media types asked for is there.", f"There are {there}.").also(_VARY)


def _document(site: Site, visit: Visit, iri: ox.NamedNode, wanted: Format) -> Reply:
    page = wanted is formats.HTML
    reply = evidence_pages.page(site, visit, iri) if page else documents.document(site, iri, wanted)
    others = [
        _link(site.base.document(iri.value, f.suffix), "alternate", f) for f in formats.DOCUMENTS if f is not wanted
    ]  # fmt: skip
    canonical = f'<{iri.value}>; rel="canonical"'
    data_set = f'<{site.base.path(documents.DATASET.value)}>; rel="describedby"; type="{formats.TURTLE.media}"'
    gone = site.snapshot.register.is_withdrawn(iri)
    return replace(reply, status=_GONE if gone else reply.status).also(("Link", ", ".join((*others, canonical, data_set))))


def _link(address: str, relation: str, form: Format) -> str:
    return f'<{address}>; rel="{relation}"; type="{form.media}"; title="{form.label}"'
