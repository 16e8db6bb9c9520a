"""The first page: what this is, what contradicts, a search, and the chart of arrivals by source."""

from __future__ import annotations

from nkgraph import chart, drawing
from nkgraph.chart import NAMES, Chart
from nkgraph.errors import NkgraphError
from nkgraph.report import LEGEND
from nkgraph.web import replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

CHARTED = "arrivals"  # the measure that the first page draws
_CONTRADICTIONS, _REVISIONS = 4, 2  # findings that the first page shows


def home(site: Site, visit: Visit) -> Reply:
    """The first page."""
    report = site.snapshot.report
    drawn = _chart(site)
    return replies.page(templating.render(
        site, "home.html", section="home", report=report, legend=LEGEND, chart=drawn, names=NAMES, charted=CHARTED,
        picture=drawing.figure(drawn) if drawn is not None else "",
        important=report.sections["contradicts"][:_CONTRADICTIONS], revised=report.sections["revised"][:_REVISIONS],
        judged=len(report.sections["contradicts"]) - report.unacknowledged,
        kinds=[(name, len(found)) for name, found in report.sections.items()],
    ), keep=visit.bare)  # fmt: skip


def _chart(site: Site) -> Chart | None:
    """The chart, where the corpus has figures to draw."""
    snapshot = site.snapshot
    try:
        return chart.of(snapshot.register, snapshot.composer.outcomes.all, snapshot.corpus_id, CHARTED, {})
    except NkgraphError:
        return None
