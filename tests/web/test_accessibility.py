"""The pages for people who read them by ear, by keyboard, at 320 pixels, in the dark, on paper, without scripts.

axe-core looks for what a machine can find, at every type of page (tests/web/page_types.py; make test has time for those that
are used most); the rest is done as a person does it: with the Tab key, and with what is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests import tiny
from tests.web.page_types import PAGES, QUANTITY, STATUS
from tests.web.serving import Server, served

pytest_plugins = ("tests.web.browser",)
NARROW, WIDE = 320, 1280
GRAVE = ("serious", "critical")
# What axe finds within the editor, which is not ours; /query does the same without.
OF_THE_EDITOR = {"aria-required-children", "color-contrast", "scrollable-region-focusable", "select-name"}
# Every place that a keyboard reaches, in the order of the page: what is closed or hidden is none.
_STOPS = """() => {
  const held = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  window.__stops = [...document.querySelectorAll(held)].filter((e) => e.checkVisibility() && !e.disabled);
  return window.__stops.length;
}"""
_AT = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [window.__stops.indexOf(at), ring && box.width > 0 && box.height > 0, at.outerHTML.slice(0, 120)];
}"""


@contextmanager
def opened(browser: Browser, server: Server, name: str, **context: Any) -> Iterator[Page]:
    """The page of a type, in a tab of its own."""
    tab = browser.new_context(base_url=server.url, **context)
    page = tab.new_page()
    page.set_default_timeout(60_000)
    try:
        go(page, name, scripts=context.get("java_script_enabled", True))
        yield page
    finally:
        tab.close()


def go(page: Page, name: str, scripts: bool = True) -> None:
    """Go to the page of a type, which answers as it should; the editor is there where scripts run."""
    reply = page.goto(PAGES[name])
    assert reply is not None
    assert reply.status == STATUS.get(name, 200), name
    if name == "editor" and scripts:
        page.wait_for_selector("#editor .CodeMirror")


@cache
def axe() -> Axe:
    return Axe()


def grave(page: Page, where: str, **context: list[list[str]]) -> list[str]:
    """What axe calls serious or critical, rule by rule."""
    found = axe().run(page, context=context or None, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{where}: {v['id']}: {v['nodes'][0]['html'][:150]}" for v in found if v["impact"] in GRAVE]


def wrong(browser: Browser, server: Server, names: list[str], scheme: str, width: int) -> list[str]:
    """What is wrong with some pages as they are shown in a scheme at a width, one after the other in one tab."""
    found = []
    with opened(browser, server, names[0], color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        for n, name in enumerate(names):
            if n:
                go(page, name)
            where = f"{name}, {scheme}, {width} px"
            found += grave(page, where, exclude=[["#editor"]]) if name == "editor" else grave(page, where)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{where}: the page has to be moved sideways")
    return found


def test_axe_finds_nothing_grave_on_the_pages_that_are_used_most(browser: Browser, server: Server) -> None:
    assert wrong(browser, server, ["quantity", "search-found", "weigh-asked", "not-found"], "light", NARROW) == []


@pytest.mark.endurance
@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing_grave_on_any_type_of_page(browser: Browser, server: Server, part: int) -> None:
    names = list(PAGES)[part::4]
    assert len(names) >= 9
    assert wrong(browser, server, names, "light", NARROW) == []


@pytest.mark.endurance
def test_axe_finds_nothing_grave_in_the_dark_on_a_wide_screen(browser: Browser, server: Server) -> None:
    names = list(PAGES)[::3]  # all have the same colours
    assert len(names) >= 12
    assert wrong(browser, server, names, "dark", WIDE) == []


@pytest.mark.endurance
def test_axe_finds_nothing_grave_on_the_page_of_what_was_withdrawn(browser: Browser, tmp_path: Path) -> None:
    gone = "2020-upi-third"
    withdrawn = ' ; nk:retractedOn "2021" ; nk:retractedBecause "It counted twice"'
    articles = {**tiny.ARTICLES, gone: (tiny.head("upi", "2020", more=withdrawn), tiny.ARTICLES[gone][1])}
    places = tiny.write(tmp_path, articles)
    folders = ("--claims", str(places.claims), "--copies", str(places.copies))
    with served(*folders, environment={"NKGRAPH_CACHE": str(tiny.cache(places))}) as server:
        for scheme, width in (("light", NARROW), ("dark", WIDE)):
            tab = browser.new_context(base_url=server.url, color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
            page = tab.new_page()
            reply = page.goto(f"/claims/{gone}.html")
            assert reply is not None
            assert reply.status == 410
            assert "It counted twice" in (page.text_content("main") or "")
            assert grave(page, f"withdrawn, {scheme}, {width} px") == []
            tab.close()


def test_axe_sees_a_page_that_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><input><p style='color:#ccc;background:#fff'>pale</p></main>"
    )
    assert {words.split(": ")[1] for words in grave(page, "x")} == {"label", "color-contrast"}
    page.close()


@pytest.mark.endurance
def test_what_is_wrong_within_the_editor_is_known(browser: Browser, server: Server) -> None:
    with opened(browser, server, "editor") as page:
        page.click(".yasqe_queryButton")
        page.wait_for_selector(".yasr table tbody tr")
        found = {words.split(": ")[1] for words in grave(page, "editor", include=[["#editor"]])}
        assert found <= OF_THE_EDITOR


@pytest.mark.endurance
@pytest.mark.parametrize("name", ["home", "quantity", "search-narrowed", "question"])
def test_the_tab_key_reaches_every_link_and_field_in_order_and_shows_where_it_is(
    browser: Browser, server: Server, name: str
) -> None:
    with opened(browser, server, name) as page:
        stops = page.evaluate(_STOPS)
        assert stops > 15
        for n in range(stops):
            page.keyboard.press("Tab")
            at, shown, html = page.evaluate(_AT)
            assert at == n, f"the {n + 1}th press of Tab is at {html}"
            assert shown, f"nobody sees that {html} has the focus"


def test_the_first_link_skips_to_the_content(browser: Browser, server: Server) -> None:
    with opened(browser, server, "quantity") as page:
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the content")
        expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is selected has the focus."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector} on {page.url}")


def test_a_figure_is_looked_up_judged_and_cited_by_keyboard_alone(browser: Browser, server: Server) -> None:
    with opened(browser, server, "home") as page:
        tab_to(page, "#site-q")
        page.keyboard.type("1,277")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=1%2C277")
        tab_to(page, "main td a[href^='/quantities/']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{QUANTITY}")
        tab_to(page, "main a[href^='/findings/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/findings/*.html")
        cited = page.text_content(".paste") or ""
        assert "1,277" in cited
        assert "nkgraph, corpus" in cited


@pytest.mark.endurance
def test_every_page_is_there_without_scripts(browser: Browser, server: Server) -> None:
    with opened(browser, server, "editor", java_script_enabled=False) as page:
        for name in PAGES:
            go(page, name, scripts=False)
            assert (page.text_content("h1") or "").strip(), name
        go(page, "editor", scripts=False)
        page.click("noscript a")
        page.wait_for_url("**/query")


def test_every_form_works_without_scripts(browser: Browser, server: Server) -> None:
    with opened(browser, server, "home", java_script_enabled=False) as page:
        page.fill("#site-q", "1,277")
        page.click("header button")
        expect(page.locator("main h2").first).to_contain_text("figure")
        page.goto("/weigh")
        page.fill("#said", "1,514 defectors reached South Korea in 2014")
        page.click("main form button")
        expect(page.locator("main table")).to_contain_text("supports")
        page.goto("/questions/who-prints-a-number")
        page.fill("main input", "1,502")
        page.click("main form button")
        expect(page.locator("main h2").first).to_contain_text("rows")
        page.goto("/query")
        page.fill("#query", "SELECT (1 + 1 AS ?two) {}")
        page.click("main form button")
        expect(page.locator("main tbody")).to_contain_text("2")
        page.goto("/compare")
        page.click("main form button")
        expect(page.locator("h1")).to_be_visible()


def test_on_paper_there_is_the_content_and_no_navigation(browser: Browser, server: Server) -> None:
    with opened(browser, server, "quantity", color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert not page.is_visible("nav")
        assert not page.is_visible("header form")
        assert page.is_visible(".cite")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 28, 28)"
        assert len(page.pdf()) > 10_000


@pytest.mark.endurance
def test_in_the_dark_paper_is_dark_and_ink_is_light(browser: Browser, server: Server) -> None:
    def light(scheme: str) -> tuple[int, int]:
        with opened(browser, server, "quantity", color_scheme=scheme) as page:
            said = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
            paper, ink = (int(color.partition("(")[2].partition(",")[0]) for color in said)
            return paper, ink

    day, night = light("light"), light("dark")
    assert day[0] > 200 > day[1]
    assert night[0] < 60 < 200 < night[1]
