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
from nkgraph.web import documents, evidence_pages, formats, linked, list_pages, replies, thing_tables
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_GONE = 410
_ROWS = (formats.CSV, formats.JSON)
_ONTOLOGY = ox.NamedNode(vocab.NK.namespace.rstrip("#"))


def thing(site: Site, visit: Visit) -> Reply:
    """303 to a document about what this path names, or the document if the path has a suffix."""
    iri = site.snapshot.named(visit.path)
    if iri is not None:
        return _see(site, visit, iri)
    stem, dot, suffix = visit.path.rpartition(".")
    wanted = formats.of_suffix(suffix) if dot else None
    if wanted is not None and not stem.endswith("/") and (iri := site.snapshot.named(stem)) is not None:
        if wanted in _ROWS and (table := visit.first("table")):
            return _table(site, visit, iri, wanted, table)
        return _document(site, visit, iri, wanted)
    return replies.refused(404, f"Nothing here is called {visit.path}.", "Look for it at /search, or begin at /.")


def ontology(site: Site, visit: Visit) -> Reply:
    """The whole ontology, in the format that a client likes best."""
    chosen = linked.chosen(visit, formats.DOCUMENTS)
    if isinstance(chosen, Reply):
        return chosen
    where = ("Content-Location", site.base.document(_ONTOLOGY.value, chosen.suffix))
    return replace(_document(site, visit, _ONTOLOGY, chosen), keep=False).also(linked.VARY, where)


def _see(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    if iri == _ONTOLOGY:
        return ontology(site, visit)
    chosen = linked.chosen(visit, formats.DOCUMENTS)
    if isinstance(chosen, Reply):
        return chosen
    links = ", ".join(_link(site.base.document(iri.value, f.suffix), "describedby", f) for f in formats.DOCUMENTS)
    return replies.see_other(site.base.document(iri.value, chosen.suffix)).also(linked.VARY, ("Link", links))


def _document(site: Site, visit: Visit, iri: ox.NamedNode, wanted: Format) -> Reply:
    page = wanted is formats.HTML
    reply = evidence_pages.page(site, visit, iri) if page else documents.document(site, iri, wanted)
    others = [
        _link(site.base.document(iri.value, f.suffix), "alternate", f) for f in formats.DOCUMENTS if f is not wanted
    ]  # fmt: skip
    canonical = f'<{iri.value}>; rel="canonical"'
    data_set = f'<{site.base.path(documents.DATASET.value)}>; rel="describedby"; type="{formats.TURTLE.media}"'
    gone = site.snapshot.register.is_withdrawn(iri)
    # Any letter of a path may come escaped: only the address that we give ourselves is kept.
    own = visit.bare and visit.path == site.base.document(iri.value, wanted.suffix).removeprefix(site.base.below)
    said = replace(reply, status=_GONE if gone else reply.status, keep=reply.keep and own)
    return said.also(("Link", ", ".join((*others, canonical, data_set))))


def _table(site: Site, visit: Visit, iri: ox.NamedNode, wanted: Format, name: str) -> Reply:
    """The rows of one table of the page about a thing."""
    found = thing_tables.table(site, visit, iri, name)
    page = site.base.document(iri.value, formats.HTML.suffix)
    if found is None:
        return replies.refused(404, f"The page about this has no table {name[:60]!r}.", f"It links to those it has: {page}.")
    reply = list_pages.table(site, visit, wanted, found, name)
    gone = site.snapshot.register.is_withdrawn(iri)
    return replace(reply, status=_GONE if gone else reply.status)


def _link(address: str, relation: str, form: Format) -> str:
    return f'<{address}>; rel="{relation}"; type="{form.media}"; title="{form.label}"'
