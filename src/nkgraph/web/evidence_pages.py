"""The pages about one thing: claim, quantity, finding, article, agent, measure, rule, and whatever else has a name."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import names, showtext
from nkgraph.web import replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site


def page(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    """The page about a thing."""
    snapshot = site.snapshot
    thing = names.resolve(iri.value, snapshot.register)
    sheet = showtext.page(snapshot.composer.show(thing), snapshot.corpus_id)
    return replies.page(templating.render(site, "sheet.html", sheet=sheet, iri=iri.value))
