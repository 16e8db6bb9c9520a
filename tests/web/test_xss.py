"""Nothing that stands in the claims or that a visitor types runs in a browser, or makes it ask elsewhere.

Two ways in: a corpus of which every free text is an attack (tests/web/hostile_corpus.py), and the same attacks as what is
typed into each form. A page is watched in Chromium (tests/web/watching.py): dialogs, a mark that every attack sets, handlers
and scripts in the tree, what the page's policy stopped, requests to other hosts. None may be there even with the policy on:
what the policy stops, the escaping has let through.

Every attack is read in every view without the page's policy, which would only hide what is wrong (and a page so read takes a
third of the time); one in eight is opened as a visitor opens it, with the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser

from nkgraph.register import one_line
from nkgraph.web.templating import visible
from tests import tiny
from tests.web import hostile_corpus
from tests.web.hostile_corpus import ADDRESSES, PAYLOADS
from tests.web.serving import Server, served
from tests.web.watching import Watched, watched

pytest_plugins = ("tests.web.browser",)
pytestmark = pytest.mark.endurance

# Where something typed comes back; {} is what is typed. Every attack is typed into every view, and into the further fields of
# these views a fourth of them each: they are shown by the same lines.
TYPED = (
    "/search?q={}", "/findings/?outcome={}", "/claims/?page={}", "/weigh?said={}", "/weigh?said=1&period={}",
    "/questions/who-prints-a-number?number={}", "/questions/{}", "/rules/{}", "/query?query={}", "/compare?a={}",
    "/measures/hostile-0.html?{}", "/static/{}", "/dumps/{}", "/{}",
)  # fmt: skip
FURTHER = (
    "/search?publisher={}", "/search?year={}", "/search?page={}", "/findings/?rule={}",
    "/weigh?said=1%2C514+defectors+in+2014+{}", "/weigh?said=1&measure={}", "/weigh?said=1&base={}", "/weigh?said=1&on={}",
    "/query?query=SELECT+%2A+%7B%7D&format={}", "/compare?a=yonhap&b={}",
)  # fmt: skip
LISTS = (
    "/", "/about", "/claims/", "/claims/?page=2", "/agents/", "/measures/", "/places/", "/findings/", "/findings/?page=2",
    "/search", "/search?q=1%2C514", "/search?q=hostile", "/weigh", "/weigh?said=1%2C514+in+2014", "/questions/", "/rules/",
    "/rules/within-article", "/compare", "/query", "/editor",
    "/compare?a=claims/2016-01-04-hostile-0-headline&b=claims/2016-01-04-hostile-1-headline",
)  # fmt: skip
OPENED = 8  # one attack in so many is opened with the page's policy, too
FEW = tuple(n for n, p in enumerate(PAYLOADS) if p.startswith(("</script>", "<img src=x", '"><', "javascript:")))


@dataclass(frozen=True)
class Attacked:
    """The hostile corpus, served."""

    server: Server
    pages: tuple[str, ...]

    @property
    def host(self) -> str:
        return urlsplit(self.server.url).netloc

    def at(self, path: str) -> str:
        return self.server.url.rstrip("/") + path


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = hostile_corpus.write(folder)
    places = hostile.places
    folders = ("--claims", str(places.claims), "--ontology", str(places.ontology), "--copies", str(places.copies))
    with served(*folders, "--limit-requests", "0", environment={"NKGRAPH_CACHE": str(folder / "cache")}) as running:
        yield Attacked(running, hostile.pages)


def about(attacked: Attacked, n: int) -> list[str]:
    """The pages about what the attack of a number names."""
    return [path for path in attacked.pages if f"hostile-{n}-" in path or f"hostile-{n}." in path or f"hostile-{n}/" in path]


def shows(attacked: Attacked, browser: Browser, numbers: list[int]) -> int:
    """Read each page about some attacks: the attack stands there as words. How many were read."""
    with watched(browser, attacked.host) as tab:
        for n in numbers:
            words = {" ".join(visible(PAYLOADS[n]).split()), one_line(PAYLOADS[n])}  # what is not seen: written out, or a space
            paths = about(attacked, n)
            assert len(paths) == 6
            for path in paths:
                see(attacked, tab, path, {200, 410}, opened=n % OPENED == 0)
                said = " ".join((tab.page.text_content("body") or "").split())
                assert any(one in said for one in words), f"{path} lacks {words}"
                assert visible(said) == said, f"{path} holds what is not seen"
        assert tab.seen == []
        return tab.looks


def typed(attacked: Attacked, browser: Browser, paths: tuple[str, ...], numbers: list[int]) -> int:
    """Read what each address says when some attacks are typed into it. How many replies were read."""
    with watched(browser, attacked.host) as tab:
        for path in paths:
            for n in numbers:
                see(attacked, tab, path.format(quote(PAYLOADS[n], safe="")), {200, 400, 404}, opened=n % OPENED == 0)
        assert tab.seen == []
        return tab.looks


def see(attacked: Attacked, tab: Watched, path: str, statuses: set[int], opened: bool) -> None:
    """Have a page read without its policy, or opened with it."""
    if opened:
        assert tab.go(attacked.at(path)).status in statuses, path
        return
    answer = attacked.server.ask(path, headers={"Accept": "text/html"})
    assert answer.status in statuses, f"{path}: {answer.status} {answer.text}"
    assert answer.media == "text/html", path
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';"), path
    assert "script-src" not in policy, path
    tab.read(answer.text, path)


@pytest.mark.parametrize(
    "unsafe",
    [
        "<img src=x onerror='window.__ran=1'>",
        "<script>alert(1)</script>",
        "<p onclick=x>",
        "<iframe src='http://elsewhere.example/'></iframe>",
        "<img src='http://elsewhere.example/x.png'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<base href='http://elsewhere.example/'>",
    ],
)
def test_the_watch_sees_each_kind_of_attack_where_a_page_lets_it_in(browser: Browser, unsafe: str) -> None:
    with watched(browser, "127.0.0.1:1") as tab:
        tab.read(unsafe, "unsafe")
        tab.page.wait_for_timeout(50)  # an image has to fail before its handler runs
        tab.look("unsafe")
        assert tab.seen


def test_the_watch_sees_what_a_policy_stops(browser: Browser, server: Server) -> None:
    with watched(browser, urlsplit(server.url).netloc) as tab:
        tab.go(server.url)
        assert tab.seen == []
        tab.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=//elsewhere.example/x.png>')")
        tab.page.wait_for_function("window.__stopped.length > 0")
        tab.look("unsafe")
        assert any("stopped img-src" in what for what in tab.seen)


def test_attacks_are_many_and_of_every_kind() -> None:
    assert len(PAYLOADS) >= 40
    assert len(set(PAYLOADS)) == len(PAYLOADS)
    assert len(ADDRESSES) >= 5


def test_some_attacks_in_the_claims_are_words_on_every_page(attacked: Attacked, browser: Browser) -> None:
    assert shows(attacked, browser, list(FEW[:1])) == 6
    with watched(browser, attacked.host) as tab:
        for path in ("/search", "/measures/", "/weigh"):
            assert tab.go(attacked.at(path)).status == 200
        assert tab.seen == []


def test_some_attacks_that_are_typed_are_words_on_every_page(attacked: Attacked, browser: Browser) -> None:
    assert typed(attacked, browser, ("/search?q={}", "/query?query={}", "/{}"), list(FEW[:2])) == 6


@pytest.mark.parametrize("part", range(5))
def test_every_attack_in_the_claims_is_words_on_every_page_about_what_it_names(
    attacked: Attacked, browser: Browser, part: int
) -> None:
    numbers = list(range(len(PAYLOADS)))[part::5]
    assert shows(attacked, browser, numbers) == 6 * len(numbers)
    assert len(about(attacked, 0)) * len(PAYLOADS) >= 300


def test_every_attack_in_the_claims_is_words_in_every_list_and_every_finding(attacked: Attacked, browser: Browser) -> None:
    findings = [path for path in attacked.pages if path.startswith("/findings/")]
    assert len(findings) >= 40
    with watched(browser, attacked.host) as tab:
        for n, path in enumerate((*LISTS, *findings)):
            see(attacked, tab, path, {200}, opened=path in LISTS or n % OPENED == 0)
        assert tab.seen == []
        assert tab.looks == len(LISTS) + len(findings)


@pytest.mark.parametrize("path", TYPED)
def test_every_attack_that_is_typed_is_words(attacked: Attacked, browser: Browser, path: str) -> None:
    assert typed(attacked, browser, (path,), list(range(len(PAYLOADS)))) == len(PAYLOADS) >= 40


@pytest.mark.parametrize("number", range(len(FURTHER)))
def test_an_attack_that_is_typed_into_a_further_field_is_words(attacked: Attacked, browser: Browser, number: int) -> None:
    some = list(range(len(PAYLOADS)))[number % 4 :: 4]
    assert typed(attacked, browser, (FURTHER[number],), some) == len(some) >= 10


def test_every_attack_in_an_answer_is_words_in_the_table_and_in_the_triples(attacked: Attacked, browser: Browser) -> None:
    with watched(browser, attacked.host) as tab:
        for n, payload in enumerate(PAYLOADS):
            text = tiny.quoted(payload)
            for query in (
                f"SELECT ({text} AS ?x) (STRLANG({text}, 'en') AS ?ü) (<{ADDRESSES[0]}> AS ?to) {{}}",
                f"CONSTRUCT {{ <{ADDRESSES[1]}> <{ADDRESSES[2]}> {text} }} WHERE {{}}",
            ):
                see(attacked, tab, f"/query?query={quote(query, safe='')}", {200}, opened=n % OPENED == 0)
                said = tab.page.text_content("main") or ""
                assert ADDRESSES[1 if "CONSTRUCT" in query else 0] in said
        assert tab.seen == []
        assert tab.looks == 2 * len(PAYLOADS)


@pytest.mark.parametrize("header", ["Host", "Accept", "Accept-Language", "Referer", "User-Agent", "X-Forwarded-Host"])
def test_a_header_is_not_echoed_as_html(server: Server, header: str) -> None:
    for n in FEW:
        reply = server.ask("/weigh?said=", headers={"Accept": "text/html", header: PAYLOADS[n]})
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert PAYLOADS[n] not in reply.text
        assert not any(PAYLOADS[n] in value for value in reply.headers.values())
    assert len(FEW) == 4


def test_a_formula_in_a_claim_is_no_formula_in_a_spreadsheet(attacked: Attacked) -> None:
    for path in ("/search.csv?q=1%2C514", "/measures.csv", "/agents.csv"):
        lines = attacked.server.ask(path).text
        assert "HYPERLINK" in lines, path
        for start in ("=", "@SUM"):
            assert not [mark for mark in ("\n", ",", '\n"', ',"') if mark + start in lines], path
