"""Errors as pages, for clients that like HTML best; all others get problem+json. What is wrong, what to do, and, where
nothing is called so, what has a name much like it."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

from nkgraph.names import Thing, UnresolvedError
from nkgraph.web import formats, negotiation, replies, templating
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from nkgraph.web.turns import BusyError

PROBLEM = Format("json", "application/problem+json", "problem", ("application/json",))
_LONGEST = 120  # characters of a path of which the nearest names are looked up
_HEADINGS = {
    400: "This cannot be answered as it is asked", 404: "Nothing is called so here", 405: "Not to be done here",
    406: "Not to be had in that format", 410: "Withdrawn", 413: "Too long", 429: "Too many requests",
    500: "A mistake of this server", 503: "Come back in a moment",
}  # fmt: skip


def for_client(site: Site, visit: Visit, reply: Reply) -> Reply:
    """A refusal as the client reads it best: this reply, or the same as a page. Everything else as it is."""
    if reply.status < 400 or not reply.media.startswith(PROBLEM.media):
        return reply
    vary = () if any(name == "Vary" for name, _ in reply.headers) else (("Vary", "Accept"),)
    if negotiation.choose(visit.headers.get("accept") or PROBLEM.media, (PROBLEM, formats.HTML)) is not formats.HTML:
        return reply.also(*vary)
    said = json.loads(reply.body)
    html = templating.render(
        site, "error.html", status=reply.status, heading=_HEADINGS.get(reply.status, "This did not work"), what=said["title"],
        next_step=said["detail"], near=_near(site, visit) if reply.status == 404 else [],
    )  # fmt: skip
    return replace(reply, media=replies.HTML, body=html.encode("utf-8", "replace")).also(*vary)


def _near(site: Site, visit: Visit) -> list[Thing]:
    """What has a name much like a path; nothing while others are being told so: it costs much to find."""
    words = unquote(visit.path).strip("/").rpartition(".")[0] or unquote(visit.path).strip("/")
    if not words or len(words) > _LONGEST:
        return []
    try:
        with site.snapshot.guessing.take():
            return [site.snapshot.names.resolve(words)]
    except BusyError:
        return []
    except UnresolvedError as error:
        return error.candidates[:5]
