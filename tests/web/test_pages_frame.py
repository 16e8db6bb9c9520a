"""What every page has: its frame, its headings in order, words for every field and table, nothing from elsewhere."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from nkgraph.web import static_files
from tests.web import markup
from tests.web.markup import Node
from tests.web.serving import Answer, Server

PAGES = (
    "/", "/about", "/search", "/search?q=arrivals+2015", "/search?q=1%2C514&publisher=yonhap&year=2014", "/search?q=zzz",
    "/claims/", "/claims/?page=2", "/agents/", "/measures/", "/places/", "/rules/", "/findings/",
    "/findings/?outcome=contradicts&rule=series", "/weigh", "/weigh?said=1%2C514+defectors+reached+South+Korea+in+2014",
    "/weigh?said=1%2C514+arrived", "/questions/", "/questions/who-prints-a-number",
    "/questions/who-prints-a-number?number=1%2C502", "/questions/who-prints-a-number?number=many",
    "/query", "/query?query=SELECT+%2A+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+3", "/query?query=SELECTT", "/nothing-of-that-name",
)  # fmt: skip
_ANSWERS: dict[str, Answer] = {}


def asked(server: Server, path: str) -> Answer:
    """The page at a path; asked for once."""
    if path not in _ANSWERS:
        _ANSWERS[path] = server.ask(path, headers={"Accept": "text/html"})
    return _ANSWERS[path]


@cache
def parsed(html: str) -> Node:
    return markup.read(html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_the_frame_and_one_heading_of_the_first_order(server: Server, path: str) -> None:
    answer = asked(server, path)
    assert answer.status in ((404,) if "nothing" in path else (400,) if path.endswith(("many", "SELECTT")) else (200,))
    assert answer.media == "text/html"
    page = parsed(answer.text)
    assert page.one("html").get("lang") == "en"
    assert page.one("head").one("title").text.endswith(" · nkgraph")
    assert len(page.one("head").one("title").text) > len("x · nkgraph")
    orders = [int(h.tag[1]) for h in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert orders.count(1) == 1
    assert orders[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(orders)), orders
    assert all(h.text for h in page.all("h1", "h2", "h3", "h4"))
    for tag in ("header", "main", "footer"):
        assert len(page.all(tag)) == 1, tag
    skip = page.one("body").all("a")[0]
    assert skip.get("href") == f"#{page.one('main').get('id')}"
    names = [(n.tag, n.get("aria-label")) for n in page.all("nav", "aside") if n.get("aria-label") or n.tag == "nav"]
    assert len(set(names)) == len(names), "landmarks of one kind have names that differ"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_every_field_and_every_table(server: Server, path: str) -> None:
    page = parsed(asked(server, path).text)
    ids = [n.get("id") for n in page.all() if "id" in n.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for node in page.all():
        for name in ("aria-labelledby", "aria-describedby", "list", "for"):
            assert set(node.get(name).split()) <= set(ids), f"{name}={node.get(name)} names nothing"
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        assert field.get("type") == "hidden" or field.get("id") in labelled, field.attributes
    assert all(button.text for button in page.all("button"))
    for table in page.all("table"):
        assert table.one("caption").text
        region = next(n for n in table.above if "wide" in n.get("class").split())
        assert region.get("tabindex") == "0"
        assert region.get("role") == "region"
        assert all(th.get("scope") in ("col", "row") for th in table.all("th"))
        assert len({len(row) for row in table.rows}) == 1, "every row has as many cells as the head"
    assert all(a.text or a.get("aria-label") for a in page.all("a"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_takes_nothing_from_elsewhere_and_holds_no_style_and_no_script(server: Server, path: str) -> None:
    answer = asked(server, path)
    page = parsed(answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for node in page.all():
        assert node.tag not in ("style", "iframe", "object", "embed", "base"), node.tag
        assert node.tag != "script" or node.get("type") == "application/ld+json"
        assert not [name for name in node.attributes if name == "style" or name.startswith("on")], node.attributes
    fetched = [n.get("href") for n in page.all("link") if n.get("rel") in ("stylesheet", "icon")]
    fetched += [n.get("src") for n in page.all("img", "script") if "src" in n.attributes]
    assert fetched
    assert all(address.startswith("/static/") for address in fetched)


@pytest.mark.parametrize("path", PAGES)
def test_every_table_is_there_as_csv_and_json(server: Server, path: str) -> None:
    page = parsed(asked(server, path).text)
    files = [{a.text for a in p.all("a")} for p in page.of_class("data")]
    assert len(files) == len(page.all("table"))
    assert all(named >= {"CSV", "JSON"} for named in files)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_of_which_corpus_it_is_and_where_the_same_is_as_data(server: Server, path: str) -> None:
    page = parsed(asked(server, path).text)
    assert re.search(r"Corpus [0-9a-f]{12}, as of all dates", page.one("footer").text)
    others = [n.get("href") for n in page.all("link") if n.get("rel") == "alternate"]
    shown = [a.get("href") for p in page.one("footer").of_class("formats") for a in p.all("a")]
    assert others == shown


def test_the_navigation_says_where_one_is(server: Server) -> None:
    for path, words in (
        ("/claims/", "Claims"),
        ("/weigh", "Weigh a figure"),
        ("/questions/", "Questions"),
        ("/about", "About"),
    ):
        (here,) = (a for a in parsed(asked(server, path).text).all("a") if a.get("aria-current") == "page")
        assert here.text == words
        assert here.get("href") == path


def test_styles_and_pictures_may_be_kept_for_ever_under_the_address_with_their_digest(server: Server) -> None:
    page = parsed(asked(server, "/").text)
    kept = [n.get("href") for n in page.all("link") if n.get("rel") in ("stylesheet", "icon")]
    assert len(kept) == 3
    for address in kept:
        answer = server.ask(address)
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        plain = server.ask(address.partition("?")[0])
        assert plain.body == answer.body
        assert plain.headers["cache-control"] == "no-cache"
    assert server.ask("/favicon.ico").media == "image/x-icon"


@pytest.mark.parametrize(
    "name", ["nothing.css", "../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "", "style.css/", "%00"]
)
def test_only_files_of_the_package_are_served(server: Server, name: str) -> None:
    assert server.ask(f"/static/{name}").status == 404


def test_every_address_of_a_file_has_its_digest() -> None:
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{16}", static_files.address("style.css"))
    with pytest.raises(KeyError):
        static_files.address("nothing.css")


def test_crawlers_are_asked_to_leave_alone_what_has_an_address_for_every_word(server: Server) -> None:
    lines = server.ask("/robots.txt").text.splitlines()
    assert lines == ["User-agent: *", *(f"Disallow: {path}" for path in ("/search", "/weigh", "/query", "/sparql"))]
