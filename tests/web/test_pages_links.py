"""Every link of every page leads somewhere."""

from __future__ import annotations

from collections import Counter, deque
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.web import markup
from tests.web.serving import Server
from tests.web.test_pages_frame import asked

BROWSER = "text/html,*/*;q=0.8"
DATA = frozenset({".ttl", ".jsonld", ".nt", ".csv", ".json"})
MOST_ALIKE = 10  # documents of one folder in one format that are asked for


def links(html: str, address: str) -> set[str]:
    """Where a page leads on this server, without what stands behind a #."""
    page = markup.read(html)
    ids = {n.get("id") for n in page.all()}
    found = set()
    for node in page.all("a", "link"):
        to = node.get("href")
        if to.startswith("#"):
            assert to[1:] in ids, f"{address}: {to} leads nowhere"
        elif not urlsplit(to).scheme:
            found.add(urldefrag(urljoin(address, to))[0])
        else:
            assert urlsplit(to).scheme in ("http", "https", "mailto"), to
    return found


@pytest.mark.endurance
def test_every_link_of_the_page_about_this_service_is_there(server: Server) -> None:
    wanted = links(asked(server, "/about").text, "/about")
    assert len(wanted) > 20
    for address in sorted(wanted - {"/editor", "/dumps/"}):  # the one is put into the wheel, the other takes seconds to make
        assert server.ask(address, "HEAD").status in (200, 303), address


@pytest.mark.endurance
def test_every_link_of_every_page_that_can_be_reached_leads_somewhere(server: Server) -> None:
    reached, lost, pages = {"/"}, [], 0
    documents: Counter[tuple[str, str]] = Counter()  # by folder and suffix
    waiting = deque(reached)
    while waiting:
        address = waiting.popleft()
        path = PurePosixPath(urlsplit(address).path)
        if path.suffix in DATA:
            documents[path.parts[1], path.suffix] += 1
            if documents[path.parts[1], path.suffix] > MOST_ALIKE:
                continue
        answer = server.ask(address, headers={"Accept": BROWSER})
        if answer.status not in (200, 303):
            lost.append((answer.status, address))
            continue
        pages += answer.media == "text/html"
        new = {answer.headers["location"]} if answer.status == 303 else set()
        if answer.media == "text/html" and not urlsplit(address).query:  # what a choice leads to leads to no other page
            new = links(answer.text, address)
        waiting.extend(sorted(new - reached))
        reached |= new
    assert [(status, a) for status, a in lost if a != "/editor"] == []
    assert pages > 900
    assert len(documents) > 20
