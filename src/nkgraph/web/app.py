"""Which address is which view, and what every reply carries: the only module that reads and writes HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nkgraph.web import replies, things
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.service import Served, Service
from nkgraph.web.site import Site

View = Callable[[Site, Visit], Reply]

# The first that fits answers; everything else is a thing, or a document about one.
VIEWS: tuple[tuple[str, View], ...] = ()

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After"),
)
_READING = ("GET", "HEAD", "OPTIONS")


def application(service: Service) -> Starlette:
    """The service as an ASGI application."""
    routes = [Route(path, _endpoint(service, view), methods=list(_READING)) for path, view in VIEWS]
    routes.append(Route("/{path:path}", _endpoint(service, things.thing), methods=list(_READING)))
    return Starlette(routes=routes)


def _endpoint(service: Service, view: View) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return _response(_options(), "")
        visit = _visit(request)
        with service.hold() as served:
            reply = await _kept(served, view, visit)
            return _tagged(reply, served.site.snapshot.key, visit)

    return answer


def _visit(request: Request) -> Visit:
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]}
    client = request.client.host if request.client else ""
    return Visit(path, request.method, tuple(request.query_params.multi_items()), headers, client=client)


async def _kept(served: Served, view: View, visit: Visit) -> Reply:
    """The reply, from memory where the same was asked of this snapshot before."""
    key = (visit.path, visit.parameters)
    known = served.kept.get(key)
    if known is not None:
        return known
    reply = await run_in_threadpool(view, served.site, visit)
    if reply.keep and len(served.kept) < served.site.limits.pages_kept:
        served.kept[key] = reply
    return reply


def _tagged(reply: Reply, key: str, visit: Visit) -> Response:
    """With the tag of this state of the corpus; 304 where the client holds it already."""
    if reply.status != 200:
        return _response(reply, visit.method)
    tag = f'"{key}-{hashlib.sha256(reply.media.encode()).hexdigest()[:8]}"'
    tagged = reply.also(("ETag", tag), ("Cache-Control", "no-cache"))
    asked = [part.strip().removeprefix("W/") for part in visit.headers.get("if-none-match", "").split(",")]
    if tag in asked or "*" in asked:
        return _response(Reply(304, reply.media, b"", tagged.headers), visit.method)
    return _response(tagged, visit.method)


def _options() -> Reply:
    allow = (("Allow", ", ".join(_READING)), ("Access-Control-Allow-Methods", ", ".join(_READING)))
    return Reply(204, replies.PLAIN, b"", (*allow, ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match")))


def _response(reply: Reply, method: str) -> Response:
    response = Response(reply.body if method != "HEAD" else b"", reply.status)
    if reply.status not in (204, 304):
        response.headers["Content-Type"] = reply.media
        response.headers["Content-Length"] = str(len(reply.body))
    for name, value in (*_ALWAYS, ("Content-Security-Policy", _POLICY), *reply.headers):
        response.headers[name] = value
    return response
