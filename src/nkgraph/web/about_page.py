"""What this is, where everything stands, how to cite it, under which licence; and what crawlers are asked to leave alone."""

from __future__ import annotations

from nkgraph.report import LEGEND
from nkgraph.web import formats, replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site


def about(site: Site, visit: Visit) -> Reply:
    """The page about the service itself."""
    return replies.page(templating.render(
        site, "about.html", section="about", report=site.snapshot.report, legend=LEGEND, documents=formats.DOCUMENTS,
    ), keep=visit.bare)  # fmt: skip


_COSTLY = ("/search", "/weigh", "/query", "/sparql")  # an address for every word that somebody may type


def robots(site: Site, visit: Visit) -> Reply:
    """What crawlers are asked to leave alone: what is computed anew for each address."""
    lines = ["User-agent: *", *(f"Disallow: {site.base.below}{path}" for path in _COSTLY)]
    return Reply(200, replies.PLAIN, "".join(f"{line}\n" for line in lines).encode(), keep=visit.bare)
