"""Triples as a reply, in the notation that a client likes best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from nkgraph import notations
from nkgraph.turtle import Triple
from nkgraph.web import formats, negotiation, replies
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit

FORMATS = (formats.TURTLE, formats.JSON_LD, formats.N_TRIPLES)
VARY = ("Vary", "Accept")


def reply(visit: Visit, triples: Callable[[], Iterable[Triple]], space: tuple[str, str] | None = None) -> Reply:
    """Triples; they are made only where the client takes one of their notations. `space` is a prefix for their own names."""
    wanted = chosen(visit, FORMATS)
    if isinstance(wanted, Reply):
        return wanted
    return Reply(200, wanted.content_type, notations.write(triples(), wanted.suffix, dict([space] if space else ()))).also(VARY)


def chosen(visit: Visit, offered: Sequence[Format]) -> Format | Reply:
    """The format that a client likes best; 406 with the list where it takes none of these."""
    wanted = negotiation.choose(visit.headers.get("accept"), offered)
    if wanted is not None:
        return wanted
    there = ", ".join(f.media for f in offered)
    return replies.refused(406, "None of the media types asked for is there.", f"There are {there}.").also(VARY)
