"""The address that programs put SPARQL to."""

from __future__ import annotations

from nkgraph import notations
from nkgraph.web import dataset, formats, linked, protocol, replies
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.service import Served

PATH = "/sparql"
FORM = "/query"  # where people write one


async def sparql(served: Served, visit: Visit) -> Reply:
    """The answer to a query, the description of the service, or why there is neither."""
    said = protocol.asked(visit, served.site.limits)
    if isinstance(said, Reply):
        return said
    if said is None:
        return _description(served, visit)
    assert served.queries is not None, "a service that is up has a worker"
    return await served.queries.ask(said, visit.client)


def _description(served: Served, visit: Visit) -> Reply:
    """What a request without a query gets: the service in its own words, or for people a form."""
    wanted = linked.chosen(visit, (*linked.FORMATS, formats.HTML))
    if isinstance(wanted, Reply):
        return wanted
    base = served.site.base
    if wanted is formats.HTML:
        return replies.see_other(base.below + FORM).also(linked.VARY)
    endpoint = base.outside(visit.headers.get("host", "localhost")) + PATH
    data = notations.write(dataset.service_description(served.site.snapshot, endpoint), wanted.suffix)
    return Reply(200, wanted.content_type, data).also(linked.VARY)
