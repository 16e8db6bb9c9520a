"""Which replies may be kept for the next who asks: those of an address with nothing behind it, of which there are not many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nkgraph.web import (
    about_page,
    compare_page,
    context,
    editor_page,
    findings_page,
    home_page,
    list_pages,
    question_pages,
    replies,
    rule_page,
    search_page,
    things,
    weigh_page,
)
from nkgraph.web.addresses import Base
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

VIEWS: dict[str, Callable[[Site, Visit], Reply]] = {
    "/": home_page.home, "/about": about_page.about, "/robots.txt": about_page.robots, "/search": search_page.search,
    "/search.csv": search_page.search, "/claims/": list_pages.claims, "/claims.csv": list_pages.claims,
    "/places.json": list_pages.places, "/findings/": findings_page.findings, "/findings.csv": findings_page.findings,
    "/rules/series": rule_page.page, "/compare": compare_page.page, "/weigh": weigh_page.weigh_figure,
    "/editor": editor_page.editor, "/questions/": question_pages.library,
    "/questions/who-quotes-whom": question_pages.question, "/questions/who-quotes-whom.csv": question_pages.question,
    "/context.jsonld": context.context, "/agents/yonhap.html": things.thing, "/agents/yonhap.ttl": things.thing,
    "/measures/arrivals.html": things.thing,
}  # fmt: skip
MEANT = {
    "/claims/": ("page", "2"), "/findings/": ("rule", "series"), "/measures/arrivals.html": ("place", "south-korea"),
    "/search": ("q", "arrivals"), "/weigh": ("said", "1,514 arrived"), "/compare": ("a", "upi"),
}  # fmt: skip


@pytest.mark.parametrize("path", VIEWS)
def test_what_is_asked_with_nothing_behind_it_is_kept_and_nothing_else(site: Site, path: str) -> None:
    view = VIEWS[path]
    bare = view(site, Visit(path))
    assert (bare.status, bare.keep) == (200, True)
    assert not view(site, Visit(path, parameters=(("x", "1"),), query="x=1")).keep
    assert not view(site, Visit(path, query="&&")).keep  # no parameter, and yet an address of its own
    if path in MEANT:
        name, value = MEANT[path]
        assert not view(site, Visit(path, parameters=((name, value),), query=f"{name}={value}")).keep


def test_of_the_ways_to_write_the_path_of_a_thing_one_is_kept(site: Site) -> None:
    for path, keep in (("/agents/yonhap.html", True), ("/agents/%79onhap.html", False), ("/agents/y%6Fnhap.ttl", False)):
        reply = things.thing(site, Visit(path))
        assert (reply.status, reply.keep) == (200, keep), path
    below = Site(site.snapshot, Base("https://figures.example/nk"))
    assert things.thing(below, Visit("/agents/yonhap.html")).keep


def test_a_page_is_not_kept_unless_its_view_says_so() -> None:
    assert not replies.page("words").keep
    assert replies.page("words", keep=True).keep
    assert not replies.page("words", 404, keep=True).keep
