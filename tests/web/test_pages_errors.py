"""What is wrong is told in HTML to people and as problem+json to programs; what others typed is shown and never obeyed."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.web import markup
from tests.web.serving import Server

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus=alert(1) autofocus='",
    "</textarea><svg onload=x>",
    "{{7*7}}", "\u202etxt.exe", "\0", "\u200b", "javascript:alert(1)", "=cmd()", "\r\nX-Set: y", "a" * 5000, "%", "１２３", "٣",
)  # fmt: skip
FIELDS = (
    ("/search", "q"), ("/search", "publisher"), ("/search", "year"), ("/search", "page"), ("/claims/", "page"),
    ("/findings/", "rule"), ("/findings/", "outcome"), ("/weigh", "said"), ("/weigh", "measure"), ("/weigh", "period"),
    ("/weigh", "on"), ("/weigh", "base"),
    ("/questions/who-prints-a-number", "number"), ("/questions/what-figures-does-a-publisher-print", "publisher"),
    ("/questions/what-changed-between-two-dates", "from"), ("/questions/which-figures-speak-of-something", "words"),
    ("/query", "query"), ("/query", "format"), ("/about", "anything"),
)  # fmt: skip


@pytest.mark.parametrize(("accept", "media"), [
    (BROWSER, "text/html"), ("application/json", "application/problem+json"), ("*/*", "application/problem+json"),
    ("text/turtle", "application/problem+json"), ("application/problem+json", "application/problem+json"),
])  # fmt: skip
def test_an_error_comes_as_the_client_reads_it_best(server: Server, accept: str, media: str) -> None:
    for path, status in (("/agents/nobody", 404), ("/findings/?rule=x", 404), ("/search?q=" + "a" * 300, 400)):
        answer = server.ask(path, headers={"Accept": accept})
        assert answer.status == status
        assert answer.media == media, path
        assert "Accept" in answer.headers["vary"]
        if media != "text/html":
            said = json.loads(answer.body)
            assert said["status"] == status
            assert said["title"]
            assert said["detail"]


def test_what_is_not_found_is_told_with_what_is_called_almost_so(server: Server) -> None:
    answer = server.ask("/quantities/arrivals/south-korea/2105", headers={"Accept": BROWSER})
    assert answer.status == 404
    main = markup.read(answer.text).one("main")
    near = {a.get("href") for a in main.one("ul").all("a")}
    assert "/quantities/arrivals/south-korea/2015" in near
    assert main.one("h1").text == "Nothing is called so here"
    for address in near:
        assert server.ask(address).status == 303


@pytest.mark.endurance
@pytest.mark.parametrize(("path", "name"), FIELDS)
def test_whatever_others_typed_in_any_field_is_shown_and_never_obeyed(server: Server, path: str, name: str) -> None:
    for words in HOSTILE:
        shown_and_not_obeyed(server, path, name, words)


@pytest.mark.parametrize(("path", "name"), [("/search", "q"), ("/weigh", "said"), ("/query", "query"), ("/findings/", "rule")])
def test_what_others_typed_is_shown_and_never_obeyed(server: Server, path: str, name: str) -> None:
    for words in (HOSTILE[0], HOSTILE[3], "\u202etxt.exe", "\0"):
        shown_and_not_obeyed(server, path, name, words)


def shown_and_not_obeyed(server: Server, path: str, name: str, words: str) -> None:
    answer = server.ask(f"{path}?{name}={quote(words)}", headers={"Accept": BROWSER})
    assert answer.status in (200, 400, 404, 413), (path, name, words[:40], answer.status)
    assert "x-set" not in answer.headers
    assert answer.media == "text/html"
    page = markup.read(answer.text)
    assert not [n for n in page.all("script", "img") if n.get("type") != "application/ld+json"], (path, name, words[:40])
    assert not [a for n in page.all() for a in n.attributes if a.startswith("on")]
    assert not [a for a in page.all("a") if a.get("href").lower().startswith(("javascript:", "data:"))]
    assert not set("\0\u202e\u200b") & set(answer.text), "what is not seen is written out"


def test_an_unknown_parameter_changes_nothing(server: Server) -> None:
    for path in ("/", "/claims/", "/search", "/findings/", "/questions/", "/about"):
        assert (
            server.ask(f"{path}?unknown=1", headers={"Accept": BROWSER}).body
            == server.ask(path, headers={"Accept": BROWSER}).body
        )


def test_an_error_keeps_the_headers_of_its_refusal(server: Server) -> None:
    answer = server.ask("/about", "DELETE", headers={"Accept": BROWSER})
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]
