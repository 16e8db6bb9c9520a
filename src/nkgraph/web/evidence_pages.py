"""Which page is about a thing: claim, quantity, finding, article, agent, measure, place, and whatever else has a name."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.published import OWL
from nkgraph.vocab import NK
from nkgraph.web import (
    agent_page,
    article_page,
    claim_page,
    concept_page,
    finding_page,
    ontology_page,
    plain_page,
    quantity_page,
)
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_PAGES: dict[ox.NamedNode, Callable[[Site, ox.NamedNode], Reply]] = {
    NK.Finding: finding_page.page, NK.Agent: agent_page.page, NK.Copy: article_page.copy_page, OWL.Ontology: ontology_page.page,
}  # fmt: skip


def page(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    """The page about a thing."""
    composer = site.snapshot.composer
    graph = composer.graph
    types = graph.iris(iri, vocab.RDF_TYPE)
    if NK.Measure in types:
        return concept_page.measure(site, visit, iri)
    if NK.Quantity in types and graph.subjects(NK.quantity, iri):
        return quantity_page.page(site, iri)
    if set(types) & {NK.Claim, NK.Forecast} and graph.iri(iri, NK.article) is not None:
        return claim_page.page(site, iri)
    if article_page.is_article(composer, iri):
        return article_page.page(site, iri)
    known = next((_PAGES[t] for t in types if t in _PAGES), None)
    if known is not None:
        return known(site, iri)
    return concept_page.member(site, iri) if concept_page.is_member(composer, iri) else plain_page.page(site, iri)
