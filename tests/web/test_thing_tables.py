"""Every table of the page about a thing is there as rows, as CSV and as JSON, and they say what the page says."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest

from nkgraph import vocab
from nkgraph.results import FORMULA
from nkgraph.vocab import NK
from nkgraph.web import concept_page, home_page, search_page, things
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from tests.web import markup
from tests.web.markup import Node
from tests.web.serving import Server

OF_EACH = 8  # things of each type that are looked at
ALSO = ("measures/arrivals", "claims/2016-01-04-yonhap-defectors-halve/arrivals-2015")  # a chart, and a claim among others


def ask(site: Site, address: str) -> Reply:
    """What an address of a thing, or of a document about one, answers."""
    split = urlsplit(address)
    return things.thing(site, Visit(split.path, parameters=tuple(parse_qsl(split.query)), query=split.query))


def page(site: Site, address: str) -> Node:
    return markup.read(ask(site, address).body.decode()).one("main")


def records(reply: Reply) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reply.body.decode(), newline="")))


def unquoted(words: str) -> str:
    """A cell of CSV without the quote that keeps a spreadsheet from running it."""
    return words.removeprefix("'") if words[1:].startswith(FORMULA) else words


def files_of(shown: Node) -> list[tuple[Node, dict[str, str]]]:
    """Every table of a page with the addresses of its files, by their names."""
    found: list[tuple[Node, dict[str, str]]] = []
    for node in shown.all("table", "p"):
        if node.tag == "table":
            found.append((node, {}))
        elif "data" in node.get("class").split():
            found[-1][1].update({a.text: a.get("href") for a in node.all("a")})
    return found


def sample(site: Site) -> list[str]:
    """Some things of each type, by their paths."""
    found: dict[str, list[str]] = {}
    for path, iri in site.snapshot.things.items():
        types = site.snapshot.built.graph.iris(iri, vocab.RDF_TYPE)
        found.setdefault(" ".join(sorted(t.value for t in types)), []).append(path.rstrip("/"))
    return [path for paths in found.values() for path in paths[:: max(1, len(paths) // OF_EACH)][:OF_EACH]]


def shown_rows(table: Node) -> int:
    """How many rows of its file a table shows: where it puts several values of a property into one cell, each is one."""
    if "facts" not in table.get("class").split() or table.one("caption").get("id") == "typed":
        return len(table.rows) - 1
    cells = [cell for row in table.all("tr")[1:] for cell in row.all("td")]
    left_out = [
        int(div.text.split()[1].replace(",", "")) for cell in cells for div in cell.all("div") if "soft" in div.get("class")
    ]
    return sum(len(cell.all("div")) for cell in cells) - len(left_out) + sum(left_out)


@pytest.mark.endurance
def test_every_table_of_a_page_about_a_thing_has_its_rows_as_csv_and_json(site: Site) -> None:
    seen: Counter[str] = Counter()
    for path in (*ALSO, *sample(site)):
        for table, files in files_of(page(site, f"/{path}.html")):
            assert set(files) == {"CSV", "JSON"}, f"{path}: {table.one('caption').text}"
            as_csv, as_json = ask(site, files["CSV"]), ask(site, files["JSON"])
            assert (as_csv.status, as_json.status) == (200, 200), files
            rows = records(as_csv)
            assert [[unquoted(words) for words in row.values()] for row in rows] == [
                list(row.values()) for row in json.loads(as_json.body)["rows"]
            ], files
            assert len(rows) == shown_rows(table), files
            seen[dict(parse_qsl(urlsplit(files["CSV"]).query))["table"]] += 1
    assert set(seen) == {"points", "quantities", "own", "back", "figures", "others", "typed", "alike", "rests", "operands",
                         "places"}  # fmt: skip
    assert sum(seen.values()) > 100


def test_the_rows_of_a_chart_are_of_the_place_that_its_page_shows(site: Site) -> None:
    charts = []
    for choice in page(site, "/measures/registered.html").one("nav").all("a"):
        shown = page(site, f"/measures/registered.html{choice.get('href')}")
        table, files = next((t, f) for t, f in files_of(shown) if t.one("caption").get("id") == "points")
        rows = records(ask(site, files["CSV"]))
        assert [(r["year"], r["authority"], r["outcome"]) for r in rows] == [(r[0], r[5], r[6]) for r in table.rows[1:]]
        assert [r["figure"] for r in rows] == [r[1].removesuffix(" forecast") for r in table.rows[1:]]
        charts.append(rows)
    assert len(charts) == 2
    assert charts[0] != charts[1]


def test_the_rows_of_the_first_page_are_those_of_its_picture(site: Site) -> None:
    shown = markup.read(home_page.home(site, Visit("/")).body.decode()).one("main")
    ((table, files),) = files_of(shown)
    rows = records(ask(site, files["CSV"]))
    assert len(rows) > 30
    assert [[r["publisher"], r["bounds"], r["article"], r["authority"], r["outcome"]] for r in rows] == [
        [r[1], r[3], r[4], r[5], r[6]] for r in table.rows[1:]
    ]


def test_a_list_of_quantities_is_cut_on_the_page_and_whole_in_its_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = records(ask(site, "/measures/arrivals.csv?table=quantities"))
    monkeypatch.setattr(concept_page, "MOST", 3)
    shown = page(site, "/measures/arrivals.html")
    table, files = next((t, f) for t, f in files_of(shown) if t.one("caption").get("id") == "quantities")
    assert len(table.rows) - 1 == 3
    assert [row[0] for row in table.rows[1:]] == [row["quantity"] for row in whole[:3]]
    assert records(ask(site, files["CSV"])) == whole
    assert len(whole) > 20
    more = next(a.get("href") for a in shown.all("a") if a.text == "every figure of it")
    split = urlsplit(more)
    found = search_page.search(site, Visit(f"{split.path}.json", parameters=tuple(parse_qsl(split.query)), query=split.query))
    register = site.snapshot.register
    arrivals = site.snapshot.named("measures/arrivals")
    assert arrivals is not None
    listed = {row["claim_iri"] for row in json.loads(found.body)["rows"]}
    assert listed == {c.value for c in register.claims() if register.graph.iri(c, NK.measure) == arrivals}
    assert len(listed) > 50


@pytest.mark.parametrize("address", [
    "/measures/arrivals.csv?table=nothing", "/agents/yonhap.csv?table=points", "/places/us.json?table=%3Cb%3E",
    "/units/percent.csv?table=figures", "/quantities/arrivals/south-korea/2015.csv?table=operands",
])  # fmt: skip
def test_a_table_that_a_page_does_not_have_is_told_with_where_the_others_are(site: Site, address: str) -> None:
    reply = ask(site, address)
    assert reply.status == 404
    assert json.loads(reply.body)["detail"] == f"It links to those it has: {urlsplit(address).path.rpartition('.')[0]}.html."


def test_the_server_gives_the_rows_of_a_table(server: Server) -> None:
    answer = server.ask("/measures/arrivals.csv?table=points")
    assert (answer.status, answer.media) == (200, "text/csv")
    assert answer.text.startswith("year,figure,figure_iri,bounds,period,part,forecast,publisher,article,authority,outcome\n")
    assert answer.headers["content-disposition"].startswith('inline; filename="nkgraph-points-')
