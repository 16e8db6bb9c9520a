"""The lists and the search: what stands in a table stands in its files, and is what the library says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pytest

from nkgraph import exports, findings_list
from nkgraph.findings import OUTCOMES
from nkgraph.findings_list import RULES
from nkgraph.web import rows
from nkgraph.web.figures import FACETS
from nkgraph.web.rows import Cell, Column, Rows
from nkgraph.web.site import Site
from tests.web import markup
from tests.web.markup import Node
from tests.web.serving import Server

SEARCHES = (
    "q=1%2C514", "q=arrivals+2015", "q=yonhap+female", "q=%ED%86%B5%EC%9D%BC%EB%B6%80", "year=2014&outcome=contradicts",
    "measure=arrivals&publisher=visual-capitalist", "q=%24440", "outcome=not-compared", "q=zzzz", "",
)  # fmt: skip


def page(server: Server, path: str) -> Node:
    answer = server.ask(path, headers={"Accept": "text/html"})
    assert answer.status == 200, path
    return markup.read(answer.text)


def table(server: Server, path: str) -> list[list[str]]:
    """The rows of a list without the head, from its first page to its last."""
    found: list[list[str]] = []
    while path:
        shown = page(server, path).one("main")
        found += [row for t in shown.all("table") for row in t.rows[1:]]
        path = next((a.get("href") for a in shown.all("a") if a.get("rel") == "next"), "")
    return found


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("name", "least"), [("agents", 30), ("measures", 60), ("places", 100), ("rules", 12)])
def test_a_list_its_csv_and_its_json_have_the_same_rows(server: Server, name: str, least: int) -> None:
    shown = table(server, f"/{name}/")
    data = json.loads(server.ask(f"/{name}.json").body)
    assert len(shown) >= least
    assert records(server.ask(f"/{name}.csv").text) == data["rows"]
    assert shown == [[words for key, words in row.items() if not key.endswith("_iri")] for row in data["rows"]]


def test_the_rows_of_rules_add_up_to_all_findings(server: Server, site: Site) -> None:
    shown = table(server, "/rules/")
    assert [row[0] for row in shown] == list(RULES)
    assert sum(int(cell) for row in shown for cell in row[2:]) == len(site.snapshot.composer.outcomes.all) > 40


def test_the_list_of_claims_has_every_claim_and_its_files_are_the_register(server: Server, site: Site) -> None:
    shown = table(server, "/claims/")
    assert len(shown) == len(site.snapshot.register.claims()) > 400
    assert server.ask("/claims.csv").text == exports.csv_rows(site.snapshot.built)
    assert server.ask("/claims.json").text == exports.json_rows(site.snapshot.built)


@pytest.mark.parametrize(("rule", "outcome"), [("", ""), ("series", ""), ("", "contradicts"), ("same-quantity", "revised")])
def test_the_findings_are_those_of_the_command(server: Server, site: Site, rule: str, outcome: str) -> None:
    listed = findings_list.compose(site.snapshot.built, rule or None, outcome or None)
    asked = f"?rule={rule}&outcome={outcome}"
    assert server.ask(f"/findings.csv{asked}").text == findings_list.as_csv(listed)
    assert server.ask(f"/findings.json{asked}").text == findings_list.as_json(listed)
    first = page(server, f"/findings/{asked}").one("main")
    assert [a.one("h3").text for a in first.of_class("finding")] == [
        f"{b.finding.outcome.replace('-', ' ')} {b.title}" for b in listed.found[:50]
    ]
    assert listed.cite in first.text
    for block in listed.found[:50]:
        assert block.values in first.text
        assert block.roots in first.text
        assert all(guess in first.text for guess in block.hypotheses)
        assert block.acknowledged in first.text


@pytest.mark.parametrize("query", ["rule=nothing", "outcome=right", "rule=%3Cb%3E"])
def test_a_rule_or_an_outcome_that_there_is_not_is_told_with_those_there_are(server: Server, query: str) -> None:
    answer = server.ask(f"/findings/?{query}", headers={"Accept": "text/html"})
    assert answer.status == 404
    words = markup.read(answer.text).one("main").text
    assert (RULES if query.startswith("rule") else OUTCOMES)[0] in words


@pytest.mark.parametrize("query", SEARCHES)
def test_a_search_finds_what_the_register_finds_and_its_files_have_the_same(server: Server, site: Site, query: str) -> None:
    data = json.loads(server.ask(f"/search.json?{query}").body)
    assert records(server.ask(f"/search.csv?{query}").text) == data["rows"]
    assert table(server, f"/search?{query}") == [
        [row["claim"], row["about"], row["article"], row["authority"], shown_outcomes(row)] for row in data["rows"]
    ]
    found = {row["claim_iri"] for row in data["rows"]}
    register, words = site.snapshot.register, data.get("q", "")
    fitting = {c.value for c in (register.find(words) if words else register.claims())}
    assert found <= fitting
    assert found == fitting or any(name in data for name in FACETS)


def shown_outcomes(row: Mapping[str, str]) -> str:
    return row["outcome"].replace(", ", " ").replace("-", " ")


def test_a_facet_counts_what_it_leaves(server: Server) -> None:
    followed = 0
    for start in ("/search?q=arrivals", "/search?publisher=yonhap&outcome=agrees"):
        for facet in page(server, start).one("main").of_class("facets")[0].all("li")[:14]:
            number = int(facet.text.rpartition(" ")[2].replace(",", ""))
            if "chosen" in facet.get("class").split():
                continue  # its address takes it back
            address = facet.one("a").get("href")
            left = json.loads(server.ask(address.replace("/search?", "/search.json?")).body)["rows"]
            assert len(left) == number, address
            followed += 1
    assert followed > 15


def test_an_address_holds_the_words_the_facets_and_the_page(server: Server) -> None:
    second = page(server, "/search?q=arrivals&page=2").one("main")
    assert second.one("form").all("input")[0].get("value") == "arrivals"
    (before,) = {a.get("href") for a in second.all("a") if a.get("rel") == "prev"}
    assert before == "/search?q=arrivals"
    chosen = page(server, "/search?q=2015&publisher=yonhap").one("main")
    assert {(i.get("name"), i.get("value")) for i in chosen.one("form").all("input")} == {
        ("q", "2015"),
        ("publisher", "yonhap"),
    }


def test_a_search_says_how_it_read_what_was_typed(server: Server) -> None:
    said = {
        "q=1%2C514": "the number 1,514", "q=arrivals+2015": "all of the words “arrivals”, “2015”",
        "publisher=yonhap": "publisher: Yonhap", "publisher=yonhapp":
        "There is no publisher “yonhapp”. Perhaps yonhap.", "year=1": "There is no year “1”.",
        "page=99": "There is no page 99; this is page", "page=x": "There is no page x; this is page 1 of",
        "q=zzzz": "No figure fits.", "q=yonhap": "agent Yonhap",
    }  # fmt: skip
    for query, words in said.items():
        assert words in page(server, f"/search?{query}").one("main").text, query


def test_too_long_a_search_is_refused_with_what_to_do(server: Server) -> None:
    answer = server.ask(f"/search?q={'a' * 300}", headers={"Accept": "application/json"})
    assert answer.status == 400
    assert json.loads(answer.body)["detail"] == "Give a number, a name or a few words, 200 characters at most."


def test_a_list_without_its_slash_leads_to_the_list(server: Server) -> None:
    for name in ("claims", "agents", "measures", "rules", "findings", "questions"):
        answer = server.ask(f"/{name}")
        assert (answer.status, answer.headers["location"]) == (303, f"/{name}/")


def test_the_first_page_shows_the_contradictions_of_the_report_and_the_chart(server: Server, site: Site) -> None:
    first = page(server, "/").one("main")
    report = site.snapshot.report
    shown = [a.one("h3").text for a in first.of_class("finding") if "contradicts" in a.get("class").split()]
    assert shown == [f"contradicts {b.title}" for b in report.sections["contradicts"][: len(shown)]]
    assert len(shown) == 4
    numbers = {li.text for li in first.of_class("counts")[0].all("li")}
    assert f"{report.counts['claims']} claims" in numbers
    assert f"{len(report.sections['contradicts'])} contradicts" in numbers
    (picture,) = first.of_class("nkchart")
    assert picture.one("desc").text
    drawn = [g for g in picture.all("g") if "data-claim" in g.attributes]
    assert len(drawn) == len(first.one("table").rows) - 1 > 30


def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote_before_it() -> None:
    made = Rows(
        (Column("name", "Name", linked=True),), ((Cell("=1+1", "https://example.org/"),), (Cell("１"),), (Cell("＝1"),))
    )
    assert rows.as_csv(made) == "name,name_iri\n'=1+1,https://example.org/\n１,\n'＝1,\n"
    assert json.loads(rows.as_json(made, "c", q="x")) == {
        "corpus": "c", "q": "x",
        "rows": [
            {"name": "=1+1", "name_iri": "https://example.org/"}, {"name": "１", "name_iri": ""},
            {"name": "＝1", "name_iri": ""},
        ],
    }  # fmt: skip
