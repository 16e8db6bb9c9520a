"""What every reply carries on its way out: what keeps a browser safe, and the tag of the state of the corpus that it is of."""

from __future__ import annotations

import hashlib

from nkgraph.web.kept import Ready
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After"),
    ("Content-Security-Policy", _POLICY),
)
_A_YEAR = ("Strict-Transport-Security", "max-age=31536000")


def ready(reply: Reply, key: str, site: Site | None = None) -> Ready:
    """A reply with all that it carries. One that was found has the tag of this state of the corpus, where `key` names one."""
    own = {name.lower() for name, _ in reply.headers}
    lines = [*reply.headers, *((name, value) for name, value in _ALWAYS if name.lower() not in own)]
    tag = ""
    if key and reply.status == 200 and "no-store" not in dict(reply.headers).get("Cache-Control", ""):
        tag = f'"{key}-{hashlib.sha256(reply.media.encode()).hexdigest()[:8]}"'
        lines.append(("ETag", tag))
        if "cache-control" not in own:
            lines.append(("Cache-Control", "no-cache"))
    if site is not None and site.base.url.startswith("https://"):
        lines.append(_A_YEAR)
    if reply.status != 204:
        lines += [("Content-Type", reply.media), ("Content-Length", str(len(reply.body)))]
    sent = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in lines]
    return Ready(reply.status, sent, reply.body, tag)


def unless_known(found: Ready, known: str | None) -> Ready:
    """304 where the client holds this state already."""
    if not known or not found.tag:
        return found
    tags = [part.strip().removeprefix("W/") for part in known.split(",")]
    if found.tag not in tags and "*" not in tags:
        return found
    headers = [(name, value) for name, value in found.headers if name not in (b"content-type", b"content-length")]
    return Ready(304, headers, b"", found.tag)
