"""The page about whatever else has a name: what the graph says of it, and what points to it."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph.evidence import Named
from nkgraph.published import RDFS
from nkgraph.register import one_line
from nkgraph.store import Term
from nkgraph.vocab import NK, SKOS_, local
from nkgraph.web import thing_page
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_MOST = 40  # values of one property, and things that point here by one property
_HIDDEN = frozenset((SKOS_.prefLabel, SKOS_.definition))  # they stand at the head of the page
_WORDS = {
    "acknowledged": "A person’s judgement of a finding.", "claims": "A part of a claim or of a table, which the figures share.",
    "entries": "What one article gives of one quantity: a step of the comparison.",
    "near": "Quantities that a hurried reader takes for one another: a step of the comparison.",
    "quantities": "A reading of a quantity, or a step of the comparison: one value, with the claims that give it.",
    "series": "Quantities that differ in nothing but their period.", "units": "What a number counts.",
    "modalities": "How words hedge a number, which fixes its bounds.", "reasons": "Why a printed number is no figure.",
    "operations": "How a figure follows from others.",
}  # fmt: skip


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about a thing that has none of its own kind."""
    register = site.snapshot.register
    graph = register.graph
    pointing = graph.pointing_to(iri)
    folder, _, rest = thing_page.short(iri).partition("/")
    said = thing_page.facts(register, own(site, iri), _MOST)
    back = thing_page.facts(register, ((p, s) for s, p, _ in pointing), _MOST)
    name = thing_page.label(register, iri)
    quantity = _quantity(site, iri)
    return thing_page.reply(
        site, iri, "plain.html",
        name=name if name != thing_page.short(iri) or not rest else rest.strip("/").replace("/", " / "),
        folder=folder,
        kinds=[local(t) for t in graph.iris(iri, thing_page.TYPE)],
        words=one_line(graph.text(iri, SKOS_.definition) or graph.text(iri, RDFS.comment) or "") or _WORDS.get(folder, ""),
        quantity=quantity,
        own=said,
        back=back,
        pointing=len(pointing),
        cite=thing_page.cited(site, f"{name}."),
    )  # fmt: skip


def own(site: Site, iri: ox.NamedNode) -> list[tuple[ox.NamedNode, Term]]:
    """What is known of a thing, as property and value, but what stands at the head of its page."""
    return [(p, o) for _, p, o in site.snapshot.built.graph.about(iri) if p not in _HIDDEN]


def _quantity(site: Site, iri: ox.NamedNode) -> Named | None:
    """The quantity of a reading, or that below which its name stands."""
    register = site.snapshot.register
    found = register.graph.iri(iri, NK.quantity)
    return thing_page.named(register, found) if found is not None else None
