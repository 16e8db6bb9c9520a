"""What every reply carries, and what becomes of a view's mistakes."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nkgraph.web import replies, snapshot
from nkgraph.web.addresses import Base
from nkgraph.web.app import VIEWS, Application, View
from nkgraph.web.journal import Journal
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.service import Served, Service
from nkgraph.web.shield import Shield
from nkgraph.web.site import Site
from nkgraph.web.snapshot import Snapshot
from tests import tiny
from tests.web.serving import Server


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    places = tiny.kept(tmp_path_factory.mktemp("small"))
    return snapshot.make(places, tiny.cache(places))


@dataclass
class Asked:
    """An application without a server around it."""

    application: Application
    log: Path
    journal: Journal

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer to one request."""
        sent: list[dict[str, Any]] = []
        coming: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            if not coming:
                await asyncio.Event().wait()  # the client stays
            return coming.pop()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        raw = [(b"host", b"localhost"), *((n.replace("_", "-").encode(), v.encode()) for n, v in headers.items())]
        address, _, query = path.partition("?")
        scope = {
            "type": "http", "method": method, "raw_path": address.encode(), "path": address, "query_string": query.encode(),
            "headers": raw, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
        }  # fmt: skip
        asyncio.run(self.application(scope, receive, send))
        start, body = sent
        return start["status"], {n.decode(): v.decode() for n, v in start["headers"]}, body["body"]

    def logged(self) -> list[dict[str, Any]]:
        self.journal.close()
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextmanager
def asking(folder: Path, small: Snapshot, base: str = "", views: tuple[tuple[str, View], ...] = VIEWS) -> Iterator[Asked]:
    limits = Limits(requests_per_client=0, views_at_once=1, views_waiting=1)
    journal = Journal(folder / "log")
    site = Site(small, Base(base), limits)

    async def made() -> Service:
        return Service(Served(site))

    application = Application(asyncio.run(made()), Shield(limits, Base(base)), journal, limits, views)
    try:
        yield Asked(application, folder / "log", journal)
    finally:
        journal.close()


def fails(site: Site, visit: Visit) -> Reply:
    raise ZeroDivisionError("secret of the house")


def test_a_mistake_is_told_by_a_number_and_the_log_has_the_rest(small: Snapshot, tmp_path: Path) -> None:
    with asking(tmp_path, small, views=(("/fails", fails),)) as asked:
        status, headers, body = asked.get("/fails")
        assert (status, headers["content-type"]) == (500, "application/problem+json")
        said = json.loads(body)
        failure, request = asked.logged()
    assert failure["id"] in said["detail"]
    assert b"secret" not in body
    assert b"Traceback" not in body
    assert "ZeroDivisionError" in failure["traceback"]
    assert request["status"] == 500


def test_more_pages_than_can_be_made_are_told_to_come_back(small: Snapshot, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(site: Site, visit: Visit) -> Reply:
        begun.set()
        assert go_on.wait(20)
        return replies.page("done")

    with asking(tmp_path, small, views=(("/slow", slow),)) as asked:
        first: list[int] = []
        thread = threading.Thread(target=lambda: first.append(asked.get("/slow")[0]))
        thread.start()
        assert begun.wait(20)
        status, headers, _ = asked.get("/slow?2")
        form = asked.get("/query")[0]
        health = asked.get("/health")[0]
        go_on.set()
        thread.join()
        later = asked.get("/query")[0]
    assert (status, headers["retry-after"], first) == (503, "5", [200])
    assert (form, later) == (503, 200), "the form is a page too"
    assert health == 200, "how the service is can be told at any time"


def test_behind_https_browsers_are_told_to_stay_there(small: Snapshot, tmp_path: Path) -> None:
    with asking(tmp_path, small, "https://localhost/nk") as asked:
        assert "strict-transport-security" in asked.get("/health")[1]
    with asking(tmp_path, small, "http://localhost/nk") as asked:
        assert "strict-transport-security" not in asked.get("/health")[1]


def test_a_path_below_the_base_is_found_with_it_and_without(small: Snapshot, tmp_path: Path) -> None:
    claim = "/claims/2020-upi-third/y2013"
    with asking(tmp_path, small, "https://localhost/nk") as asked:
        for path in (claim, f"/nk{claim}"):
            status, headers, _ = asked.get(path, accept="text/turtle")
            assert (status, headers["location"]) == (303, f"/nk{claim}.ttl")


def test_every_reply_has_what_keeps_a_browser_safe(server: Server) -> None:
    for path in ("/", "/health", "/nothing", "/claims/", "/sparql?query=x", "/static/style.css"):
        headers = server.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["access-control-allow-origin"] == "*", path
        assert "access-control-allow-credentials" not in headers, path
        assert "server" not in headers, path


@pytest.mark.parametrize("path", ["/about", "/health"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_nothing_can_be_changed(server: Server, path: str, method: str) -> None:
    answer = server.ask(path, method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("path", "method", "expected"), [("/about", "DELETE", 405), ("/sparql?query=x", "GET", 400), ("/nothing", "GET", 404)]
)
def test_whoever_prefers_a_page_is_told_by_a_page(server: Server, path: str, method: str, expected: int) -> None:
    page = server.ask(path, method, headers={"Accept": "text/html"})
    assert (page.status, page.media) == (expected, "text/html")
    data = server.ask(path, method, headers={"Accept": "application/json"})
    assert (data.status, data.media) == (expected, "application/problem+json")


def test_what_may_be_asked_is_told(server: Server) -> None:
    for path in ("/about", "/health"):
        answer = server.ask(path, "OPTIONS")
        assert (answer.status, answer.headers["allow"], answer.body) == (204, "GET, HEAD, OPTIONS", b"")
    assert "POST" in server.ask("/sparql", "OPTIONS").headers["allow"]


def test_a_head_is_what_a_get_would_be_without_its_body(server: Server) -> None:
    for path in ("/about", "/nothing", "/health"):
        whole, head = server.ask(path), server.ask(path, "HEAD")
        assert (head.status, head.body) == (whole.status, b"")
        assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_a_page_that_is_known_is_not_sent_again(server: Server) -> None:
    tag = server.ask("/about").headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = server.ask("/about", headers={"If-None-Match": known})
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in answer.headers or answer.headers["content-length"] == "0"
    assert server.ask("/about", headers={"If-None-Match": '"other"'}).status == 200


def test_health_says_what_is_served_and_is_never_kept(server: Server) -> None:
    answer = server.ask("/health")
    said = json.loads(answer.body)
    assert answer.headers["cache-control"] == "no-store"
    assert set(said) == {"status", "corpus", "snapshot", "since", "swaps", "refused"}
    assert (said["status"], said["swaps"], said["refused"]) == ("serving", 0, None)
    assert server.ask("/about").headers["etag"].startswith(f'"{said["snapshot"]}-')


def test_the_log_has_each_request_and_not_what_was_asked_for(server: Server) -> None:
    server.ask("/search?q=a-secret-of-somebody")
    assert server.waits_for('"path": "/search"', 10)
    line = next(json.loads(line) for line in reversed(server.said) if '"path": "/search"' in line)
    assert (line["method"], line["client"]) == ("GET", "127.0.0.0")
    assert not any("a-secret-of-somebody" in line for line in server.said)
