"""The query editor: it asks this server and no other, keeps nothing, and shows what it is answered as words."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from nkgraph.web import editor_page, static_files
from nkgraph.web.replies import Visit
from nkgraph.web.site import Site
from tests.web import markup
from tests.web.hostile_corpus import ADDRESSES, ELSEWHERE, PAYLOADS
from tests.web.serving import Server
from tests.web.watching import Watched, watched

pytest_plugins = ("tests.web.browser",)

_ROW = ".yasr table tbody tr"
_SET = "(text) => document.querySelector('#editor .CodeMirror').CodeMirror.setValue(text)"
_GET = "() => document.querySelector('#editor .CodeMirror').CodeMirror.getValue()"


@pytest.fixture
def editor(browser: Browser, server: Server) -> Iterator[Watched]:
    """The editor, open."""
    with watched(browser, urlsplit(server.url).netloc, base_url=server.url, viewport={"width": 1280, "height": 900}) as tab:
        tab.go("/editor")
        tab.page.wait_for_selector("#editor .CodeMirror")
        yield tab


def ask(tab: Watched, text: str) -> None:
    tab.page.evaluate(_SET, text)
    tab.page.click(".yasqe_queryButton")


@pytest.mark.endurance
def test_a_query_is_answered_as_a_table_and_nothing_else_is_asked_or_kept(editor: Watched) -> None:
    page = editor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click(".yasqe_queryButton")
    page.wait_for_selector(_ROW)
    assert page.locator(_ROW).count() > 5
    assert [urlsplit(address).path for address in asked if not address.startswith("data:")] == ["/sparql"]
    assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]") == [[], [], ""]
    page.reload()
    page.wait_for_selector("#editor .CodeMirror")
    assert page.evaluate("window.__stopped") == []
    editor.look("after")
    assert editor.seen == []


@pytest.mark.endurance
def test_one_begins_with_a_question_of_the_library(editor: Watched, site: Site) -> None:
    page = editor.page
    assert page.locator("#editor-question option").count() == 1 + len(site.snapshot.library)
    page.select_option("#editor-question", "who-prints-a-number")
    assert page.evaluate(_GET) == site.snapshot.library["who-prints-a-number"].text
    page.click(".yasqe_queryButton")
    page.wait_for_selector(_ROW)


@pytest.mark.endurance
def test_names_that_the_claims_use_are_completed(editor: Watched) -> None:
    page = editor.page
    page.evaluate(_SET, "PREFIX nk: <https://w3id.org/nkgraph/ontology#>\nSELECT * { ?c nk:quan")
    page.click("#editor .CodeMirror-line >> nth=1")
    page.keyboard.press("End")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hints li").first).to_contain_text("nk:quantity")
    assert editor.seen == []


@pytest.mark.endurance
def test_a_mistake_in_a_query_is_said_in_the_words_of_the_endpoint(editor: Watched) -> None:
    ask(editor, "SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }")
    expect(editor.page.locator(".yasr")).to_contain_text("SERVICE")
    assert editor.seen == []


@pytest.mark.endurance
def test_a_link_chooses_the_query_and_never_where_it_goes(browser: Browser, server: Server) -> None:
    with watched(browser, urlsplit(server.url).netloc, base_url=server.url) as tab:
        query = quote("SELECT (7 AS ?seven) {}")
        elsewhere = quote(f"http://{ELSEWHERE}/sparql")
        tab.go(f"/editor#query={query}&endpoint={elsewhere}&requestMethod=GET&headers={quote(json.dumps({'X': 'y'}))}")
        tab.page.wait_for_selector("#editor .CodeMirror")
        assert "seven" in tab.page.evaluate(_GET)
        tab.page.click(".yasqe_queryButton")
        expect(tab.page.locator(_ROW).first).to_contain_text("7")
        tab.look("after")
        assert tab.seen == []


@pytest.mark.endurance
def test_attacks_in_an_answer_are_words_even_where_no_policy_holds(browser: Browser, server: Server) -> None:
    """The policy is off here: what the editor cleans away while it draws is reported by a policy as if it had been tried."""
    with watched(browser, urlsplit(server.url).netloc, base_url=server.url, bypass_csp=True) as tab:
        tab.go("/editor")
        tab.page.wait_for_selector("#editor .CodeMirror")
        for n, payload in enumerate(PAYLOADS):
            said, to = json.dumps(payload), json.dumps(ADDRESSES[n % len(ADDRESSES)])
            ask(tab, f"SELECT ({1000 + n} AS ?n) ({said} AS ?x) (STRLANG({said}, 'en') AS ?y) (IRI({to}) AS ?to) {{}}")
            expect(tab.page.locator(_ROW).first).to_contain_text(str(1000 + n))
            tab.look(payload)
        assert tab.looks == len(PAYLOADS) + 1
        assert tab.seen == []


def came(listening: socket.socket) -> bool:
    """Whether somebody connects within half a second."""
    listening.settimeout(0.5)
    try:
        listening.accept()[0].close()
    except TimeoutError:
        return False
    return True


@pytest.mark.endurance
def test_a_column_whose_name_is_html_runs_nothing_and_reaches_nobody(editor: Watched, browser: Browser) -> None:
    """No answer of ours has such a column: a variable is letters. The policy holds where somebody in between writes one."""
    page = editor.page
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        beacon = f'<img src="http://127.0.0.1:{elsewhere.getsockname()[1]}/seen.png">'
        names = [beacon, "<img src=x onerror=window.__ran=1>", "<script>window.__ran=1</script>"]
        rows = [{name: {"type": "literal", "value": name} for name in names}]
        told = {"head": {"vars": names}, "results": {"bindings": rows}}

        def answer(route: Route) -> None:
            route.fulfill(content_type="application/sparql-results+json", body=json.dumps(told))

        page.route("**/sparql", answer)
        page.click(".yasqe_queryButton")
        page.wait_for_selector(_ROW)
        page.wait_for_function("window.__stopped.some((what) => what.startsWith('img-src'))")
        assert page.evaluate("window.__ran") is None
        assert not [what for what in editor.seen if what.startswith("dialog")]
        assert not came(elsewhere), "the policy let an image be fetched"
        open_to_all = browser.new_page()
        open_to_all.set_content(beacon, wait_until="commit")
        assert came(elsewhere), "an image that nothing stops is noticed"
        open_to_all.close()


def test_its_policy_lets_it_ask_this_server_only_and_no_other_page_has_it(server: Server) -> None:
    policy = server.ask("/editor").headers["content-security-policy"]
    rules = {words.split()[0]: words.split()[1:] for words in policy.split(";")}
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    assert rules["script-src"] == rules["connect-src"] == rules["form-action"] == ["'self'"]
    assert rules["style-src"] == ["'self'", "'unsafe-inline'"]
    assert "unsafe" not in server.ask("/query").headers["content-security-policy"]


def test_its_files_come_from_this_server_and_may_be_kept_for_ever(server: Server) -> None:
    page = markup.read(server.ask("/editor").text)
    taken = [n.get("src") for n in page.all("script") if n.get("src")]
    taken += [n.get("href") for n in page.all("link") if n.get("rel") == "stylesheet"]
    assert len(taken) == 5
    for address in taken:
        assert address.startswith("/static/")
        assert "immutable" in server.ask(address).headers["cache-control"]
    assert "MIT License" in server.ask("/static/yasgui/LICENSE").text


@pytest.mark.endurance
def test_where_it_was_not_put_in_the_page_leads_to_the_plain_form(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static_files, "there", lambda name: False)
    reply = editor_page.editor(site, Visit("/editor"))
    page = markup.read(reply.body.decode())
    assert reply.status == 200
    assert "not put into this installation" in page.one("main").text
    assert "/query" in [a.get("href") for a in page.one("main").all("a")]
    assert page.all("script") == []
    assert reply.headers == ()
