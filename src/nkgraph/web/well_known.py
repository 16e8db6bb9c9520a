"""The addresses at which programs look first: the description of the data set, of the service, the question library."""

from __future__ import annotations

from nkgraph.web import dataset, dumps, examples, linked, replies
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site


def void(site: Site, visit: Visit) -> Reply:
    """The data set: VoID and DCAT."""
    address = _address(site, visit)
    snapshot = site.snapshot
    space = ("here", f"{dataset.VOID_ADDRESS}#")
    return linked.reply(visit, lambda: dataset.description(snapshot, address, dumps.every(snapshot)), space)


def sparql_examples(site: Site, visit: Visit) -> Reply:
    """The question library and the prefixes."""
    endpoint = f"{_address(site, visit)}/sparql"
    return linked.reply(visit, lambda: examples.triples(site.snapshot, endpoint), ("question", f"{examples.EXAMPLES}#"))


def graph(site: Site, visit: Visit) -> Reply:
    """The name of a graph of the store: what is in it is told by the description of the data set."""
    if visit.path.rpartition("/")[2] not in {name.value.rpartition("/")[2] for name in dataset.GRAPH_NAMES}:
        return replies.refused(404, f"There is no graph {visit.path}.", "The graphs are listed at /.well-known/void.")
    return replies.see_other(f"{site.base.below}/.well-known/void")


def _address(site: Site, visit: Visit) -> str:
    return site.base.outside(visit.headers.get("host", "localhost"))
