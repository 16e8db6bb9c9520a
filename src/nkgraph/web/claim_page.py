"""The page about a claim: the figure, how it is read and why, where it stands, through whom it came, what was found."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph.vocab import NK
from nkgraph.web import chains, thing_page
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about a claim. The passage around its figure is there only where the server has the copies."""
    composer = site.snapshot.composer
    shown = composer.claim(iri)
    return thing_page.reply(
        site, iri, "claim.html",
        withdrawn=shown.withdrawn or "",
        section="claims",
        shown=shown,
        evidence=shown.evidence,
        way=chains.chain(composer, iri),
        typed=[(NK.namespace + name, name, words) for name, words in shown.typed.items()],
        cite=thing_page.cite(site, shown),
    )  # fmt: skip
