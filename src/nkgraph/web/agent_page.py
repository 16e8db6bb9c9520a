"""The page about an agent: what it publishes, what rests on it as the one who counted, and how these figures fare."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph.showtext import tally
from nkgraph.web import thing_page
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about an agent."""
    shown = site.snapshot.composer.agent(iri)
    most = max(shown.rests.values(), default=1)
    return thing_page.reply(
        site, iri, "agent.html",
        section="agents",
        shown=shown,
        published=tally(shown.publishes_figures),
        resting=tally(shown.rests_figures),
        rests=[(publisher, number, round(100 * number / most, 1)) for publisher, number in shown.rests.items()],
        cite=thing_page.cite(site, shown),
    )  # fmt: skip
