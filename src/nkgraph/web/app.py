"""Which address is which view, and what every reply carries: the ASGI application.

A view that computes what it answers is run in a thread; one that asks the worker is awaited, and is stopped when the client
goes away. What was asked of this snapshot before is sent from memory, without either.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl

from nkgraph.web import (
    about_page,
    compare_page,
    context,
    dump_pages,
    editor_page,
    endpoint,
    error_pages,
    findings_page,
    health,
    home_page,
    list_pages,
    outgoing,
    protocol,
    query_page,
    question_pages,
    replies,
    rule_page,
    search_page,
    shield,
    static_files,
    things,
    weigh_page,
    well_known,
)
from nkgraph.web.journal import Journal
from nkgraph.web.kept import Ready
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.service import Served, Service
from nkgraph.web.shield import Shield
from nkgraph.web.site import Site

View = Callable[[Site, Visit], Reply]
AskingView = Callable[[Served, Visit], Coroutine[Any, Any, Reply | View]]  # or what makes a page of the answer
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
T = TypeVar("T")

READING = ("GET", "HEAD", "OPTIONS")

# The first that fits answers; everything else is a thing, or a document about one. {name} stands for one piece of a path,
# {name:path} for all the rest.
VIEWS: tuple[tuple[str, View], ...] = (
    ("/", home_page.home),
    ("/about", about_page.about), ("/robots.txt", about_page.robots),
    ("/search", search_page.search), ("/search.csv", search_page.search), ("/search.json", search_page.search),
    *((f"/{name}{end}", view) for name, view in list_pages.LISTS.items() for end in ("/", ".csv", ".json")),
    *((path, list_pages.without_slash) for path in ("/claims", "/agents", "/measures", "/rules", "/findings", "/questions")),
    ("/findings/", findings_page.findings), ("/findings.csv", findings_page.findings),
    ("/findings.json", findings_page.findings),
    ("/rules/{name}", rule_page.page), ("/compare", compare_page.page),
    ("/compare.csv", compare_page.page), ("/compare.json", compare_page.page),
    ("/weigh", weigh_page.weigh_figure), ("/weigh.csv", weigh_page.weigh_figure), ("/weigh.json", weigh_page.weigh_figure),
    ("/editor", editor_page.editor),
    ("/questions/", question_pages.library), ("/questions/{name}", question_pages.question),
    ("/static/{path:path}", static_files.static), ("/favicon.ico", static_files.favicon),
    ("/.well-known/void", well_known.void), ("/.well-known/sparql-examples", well_known.sparql_examples),
    ("/graphs/{name}", well_known.graph), ("/cube", dump_pages.cube),
    ("/context.jsonld", context.context), ("/context-{digest}.jsonld", context.version),
    ("/dumps/", dump_pages.listing), ("/dumps/SHA256SUMS", dump_pages.digests), ("/dumps/{name}", dump_pages.file),
)  # fmt: skip

# Views that ask the worker, with the methods that they take.
ASKING: tuple[tuple[str, AskingView, tuple[str, ...]], ...] = (
    ("/sparql", endpoint.sparql, protocol.METHODS),
    ("/query", query_page.query, READING),
)  # fmt: skip

_GONE = 499  # in the log: the client went away before it had an answer
_LONGEST_LOGGED = 500  # characters of a path


@dataclass(frozen=True)
class _Route:
    """A view, where it stands, and what it takes; one of the two is there."""

    pattern: re.Pattern[str]
    methods: tuple[str, ...]
    view: View | None = None
    asking: AskingView | None = None


class _CrowdedError(Exception):
    """More pages are waited for than may be."""


class Application:
    """The service as an ASGI application."""

    def __init__(
        self, service: Service, let_in: Shield, journal: Journal, limits: Limits, views: Sequence[tuple[str, View]] = VIEWS
    ) -> None:
        self._service = service
        self._shield = let_in
        self._journal = journal
        self._limits = limits
        self._waiting = 0
        self._threads = ThreadPoolExecutor(limits.views_at_once, thread_name_prefix="view")
        self._routes = [
            *(_Route(_pattern(path), methods, asking=asking) for path, asking, methods in ASKING),
            *(_Route(_pattern(path), READING, view=view) for path, view in views),
            _Route(_pattern("/{path:path}"), READING, view=things.thing),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note it."""
        assert scope["type"] == "http", "nothing else is spoken here"
        began = time.perf_counter()
        headers, hosts = _headers(scope)
        peer = shield.plain(scope["client"][0]) if scope.get("client") else ""
        client = self._shield.client(peer, headers.get("x-forwarded-for"))
        reached = scope["server"][0] if scope.get("server") else ""
        refusal = self._shield.refusal(hosts, reached, client, time.monotonic())
        key = ""
        if refusal is not None:
            ready: Ready | None = outgoing.ready(refusal, "")
        else:
            with self._service.hold() as served:
                key = served.site.snapshot.key
                ready = await self._answer(served, scope, receive, headers, client)
        if ready is not None:
            ready = outgoing.unless_known(ready, headers.get("if-none-match"))
            await send({"type": "http.response.start", "status": ready.status, "headers": ready.headers})
            await send({"type": "http.response.body", "body": ready.body if scope["method"] != "HEAD" else b""})
        self._journal.request(
            scope["method"], _raw_path(scope).decode("latin-1")[:_LONGEST_LOGGED], scope["query_string"].decode("latin-1"),
            ready.status if ready else _GONE, time.perf_counter() - began, len(ready.body) if ready else 0,
            shield.shortened(client), key,
        )  # fmt: skip

    async def _answer(
        self, served: Served, scope: Scope, receive: Receive, headers: dict[str, str], client: str
    ) -> Ready | None:
        """The answer from one snapshot; None where the client has gone."""
        host = "" if served.site.base.url else headers["host"]
        path, query, accept = _raw_path(scope), scope["query_string"], headers.get("accept", "")
        reading = scope["method"] in ("GET", "HEAD")
        known = served.kept.get((path, query, host, "")) or served.kept.get((path, query, host, accept))
        if reading and known is not None:
            return known
        visit = self._visit(served.site, scope, headers, client)
        if isinstance(visit, Reply):
            return outgoing.ready(visit, "", served.site)
        reply = await self._reply(served, visit, receive)
        if reply is None:
            return None
        ready = outgoing.ready(reply, served.site.snapshot.key if reading else "", served.site)
        if reply.keep and reading:
            negotiated = any(name == "Vary" and "Accept" in value for name, value in reply.headers)
            served.kept.keep((path, query, host, accept if negotiated else ""), ready)
        return ready

    async def _reply(self, served: Served, visit: Visit, receive: Receive) -> Reply | None:
        """What the view says; whatever it overlooked is told by a number that the log has too, and the others are served on."""
        (reply,) = await asyncio.gather(self._viewed(served, visit, receive), return_exceptions=True)
        if not isinstance(reply, BaseException):
            return reply
        number = secrets.token_hex(6)
        self._journal.failure("failed", reply, id=number, path=visit.path[:_LONGEST_LOGGED])
        what = "This server made a mistake while it answered."
        return replies.refused(500, what, f"Tell whoever runs it the number {number}, under which its log has more.")

    async def _viewed(self, served: Served, visit: Visit, receive: Receive) -> Reply | None:
        """What the view says that this address belongs to; None where the client has gone."""
        route = next(r for r in self._routes if r.pattern.fullmatch(visit.path))
        if visit.method == "OPTIONS":
            return _options(route.methods)
        if visit.path == health.PATH and visit.method in route.methods:  # at once, however many pages are waited for
            return health.health(self._service)
        try:
            if route.view is not None and visit.method in route.methods:
                return await self._in_a_thread(route.view, served.site, visit)
            reply = await self._asked(served, route, visit, receive)
            if reply is None or (isinstance(reply, Reply) and reply.status < 400):
                return reply
            page = (lambda _site, _visit: reply) if isinstance(reply, Reply) else reply  # a refusal as a page, if that is liked
            return await self._in_a_thread(page, served.site, visit)
        except _CrowdedError:
            what = "More pages are asked for than can be made."
            return replies.refused(503, what, "Come back in a few seconds.").also(("Retry-After", "5"))

    async def _asked(self, served: Served, route: _Route, visit: Visit, receive: Receive) -> Reply | View | None:
        if visit.method not in route.methods:
            allow = ("Allow", ", ".join(route.methods))
            return replies.refused(405, f"{visit.method} is not for {visit.path}.", f"Use one of {allow[1]}.").also(allow)
        assert route.asking is not None, "a route has one of the two"
        if visit.method == "POST":
            visit = replace(visit, body=(await receive()).get("body", b""))
        return await _while_there(receive, route.asking(served, visit))

    async def _in_a_thread(self, view: View, site: Site, visit: Visit) -> Reply:
        if self._waiting >= self._limits.views_waiting:
            raise _CrowdedError
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, _readable, view, site, visit)
        finally:
            self._waiting -= 1

    def _visit(self, site: Site, scope: Scope, headers: dict[str, str], client: str) -> Visit | Reply:
        path, query = _raw_path(scope).decode("latin-1"), scope["query_string"].decode("latin-1")
        below = site.base.below
        if below and path.startswith(f"{below}/"):
            path = path.removeprefix(below)
        try:
            parameters = parse_qsl(query, keep_blank_values=True, max_num_fields=self._limits.parameters)
        except ValueError:
            most = self._limits.parameters
            return replies.refused(400, f"The address has more than {most} parameters.", "Ask with fewer.")
        return Visit(path, scope["method"], tuple(parameters), headers, client=client, query=query)


def _readable(view: View, site: Site, visit: Visit) -> Reply:
    """What a view says; a refusal as a page for people, which may take a while."""
    return error_pages.for_client(site, visit, view(site, visit))


async def _while_there(receive: Receive, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives; None where the client goes away before, and then the work is stopped."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_left(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        leaving.cancel()
        working.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _headers(scope: Scope) -> tuple[dict[str, str], list[str]]:
    """The headers by name, those of one name joined as HTTP says; and every Host."""
    headers: dict[str, str] = {}
    hosts = []
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if name == "host":
            hosts.append(value)
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers, hosts


def _raw_path(scope: Scope) -> bytes:
    return cast("bytes", scope["raw_path"])


def _pattern(path: str) -> re.Pattern[str]:
    """A path of the tables as a regular expression."""
    piece = re.sub(r"\\\{\w+:path\\\}", ".*", re.escape(path))
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", piece), re.DOTALL)


def _options(methods: tuple[str, ...]) -> Reply:
    allow = (("Allow", ", ".join(methods)), ("Access-Control-Allow-Methods", ", ".join(methods)))
    return Reply(204, replies.PLAIN, b"", (*allow, ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match")))
