"""Weighing on a page: what `nkgraph weigh` says, asked for by an address."""

from __future__ import annotations

import csv
import io
import json
import threading
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from nkgraph import weigh, weightext
from nkgraph.beside import Beside
from nkgraph.evidence import Witness
from nkgraph.web import paging, weigh_page
from nkgraph.web.replies import Visit
from nkgraph.web.site import Site
from nkgraph.web.turns import BusyError, Turns
from tests.web import markup
from tests.web.markup import Node
from tests.web.serving import Server
from tests.web.test_pages_frame import asked

SENTENCE = "1,514 defectors reached South Korea in 2014"


def page(server: Server, query: str, status: int = 200) -> Node:
    answer = server.ask(f"/weigh?{query}", headers={"Accept": "text/html"})
    assert answer.status == status, query
    return markup.read(answer.text).one("main")


def said_by_the_library(site: Site, sentence: str, **parts: str) -> str:
    snapshot = site.snapshot
    understood = weigh.understand(sentence, parts, (), snapshot.reading.ontology)
    weighed, register = weigh.weigh(understood, snapshot.reading, snapshot.compared_by)
    return weightext.as_json(weighed, Witness(register, Beside(register.graph, snapshot.places)), snapshot.corpus_id)


def test_the_json_is_that_of_the_command_and_the_page_has_the_same(server: Server, site: Site) -> None:
    expected = json.loads(said_by_the_library(site, SENTENCE))
    assert json.loads(server.ask(f"/weigh.json?said={quote_plus(SENTENCE)}").body) == expected
    shown = markup.read(asked(server, f"/weigh?said={quote_plus(SENTENCE)}").text).one("main")
    assert shown.one("table").rows[1:] == [
        [p["verdict"], p["figure"], p["article"], p["authority"], p["remark"]] for p in expected["prints"]
    ]
    assert len(expected["prints"]) == 4
    for words in (expected["read_as"], expected["roots"], expected["cite"], *expected["hypotheses"]):
        assert words in shown.text
    assert all(bear["sentence"] in shown.text for bear in expected["bears"])


@pytest.mark.endurance
@pytest.mark.parametrize("sentence", [
    weigh_page.EXAMPLES[0], weigh_page.EXAMPLES[1], "1,277 defectors arrived in South Korea in 2015",
])  # fmt: skip
def test_the_files_of_a_weighed_figure_are_those_of_the_command(site: Site, sentence: str) -> None:
    asked = {suffix: weigh_page.weigh_figure(site, Visit(f"/weigh.{suffix}", parameters=(("said", sentence),)))
             for suffix in ("json", "csv")}  # fmt: skip
    assert asked["json"].body.decode() == said_by_the_library(site, sentence)
    prints = json.loads(asked["json"].body)["prints"]
    rows = list(csv.DictReader(io.StringIO(asked["csv"].body.decode(), newline="")))
    assert [[r["verdict"], r["figure_iri"], r["figure"], r["article"], r["authority"], r["remark"]] for r in rows] == [
        list(p.values()) for p in prints
    ]
    shown = weigh_page.weigh_figure(site, Visit("/weigh", parameters=(("said", sentence),))).body.decode()
    assert all(f'href="{paging.address(site, f"/weigh.{suffix}", (("said", sentence),))}"' in shown for suffix in asked)


def test_the_csv_of_no_sentence_says_how_to_ask(site: Site) -> None:
    refused = weigh_page.weigh_figure(site, Visit("/weigh.csv"))
    assert (refused.status, json.loads(refused.body)["detail"]) == (400, "Give it as /weigh.csv?said=…, with its number.")


def test_parts_are_said_with_fields_and_stand_in_the_address(server: Server, site: Site) -> None:
    expected = json.loads(said_by_the_library(site, "about 1,400", measure="arrivals", place="south-korea", period="2014"))
    query = "said=about+1%2C400&measure=arrivals&place=south-korea&period=2014"
    shown = page(server, query)
    assert expected["cite"] in shown.text
    chosen = {s.get("name"): o.get("value") for s in shown.all("select") for o in s.all("option") if "selected" in o.attributes}
    assert chosen == {"measure": "arrivals", "place": "south-korea"}
    assert {i.get("name"): i.get("value") for i in shown.all("input")}["period"] == "2014"


def test_what_may_be_several_things_is_asked_with_a_link_for_each(server: Server) -> None:
    shown = page(server, "said=20+defectors+arrived+in+2014+in+Korea")
    answers = [a.get("href") for a in shown.all("a") if a.get("rel") == "nofollow"]
    assert "Not clear enough to be weighed" in shown.text
    for address in answers:
        given = parse_qs(urlsplit(address).query)
        assert given["said"] == ["20 defectors arrived in 2014 in Korea"]
        assert len(given) == 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("said=1%2C514+arrived", "Where? Choose the place above."),
        ("said=1%2C514+defectors+reached+South+Korea+last+year", "“last year” depends on it"),
        ("said=1%2C514+blorks+reached+South+Korea+in+2014", "Not understood: “blorks”"),
        ("said=defectors+reached+South+Korea+in+2014", "Which figure?"),
    ],
)
def test_what_is_missing_is_asked_in_plain_words_without_options_of_a_command(server: Server, query: str, words: str) -> None:
    shown = page(server, query).text
    assert words in shown
    assert "--" not in shown
    refused = server.ask(f"/weigh.json?{query}")
    assert refused.status == 400
    assert refused.media == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("said=1514&measure=arivals", "measure", "There is no measure \"arivals\". Perhaps arrivals"),
        ("said=1514&period=soon", "period", "soon"),
        ("said=1514&on=yesterday", "on", "is no day. Write it as 2016-01-31."),
        ("said=1514&base=nothing", "base", "is not NAME=VALUE"),
        ("said=" + "9" * 700, "said", "That is no sentence but 700 characters."),
        ("said=a%00b", "said", "The sentence holds the character U+0000"),
        ("measure=arrivals", "said", "Write the sentence, or at least the number"),
        ("said=1&place=" + "a" * 200, "place", "Give at most 100 characters."),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(server: Server, query: str, field: str, words: str) -> None:
    shown = page(server, query, 400)
    (wrong,) = shown.of_class("wrong")
    assert words in wrong.text
    (marked,) = (n for n in shown.all("input", "select") if n.get("aria-invalid") == "true")
    assert marked.get("name") == field
    assert marked.get("aria-describedby") == wrong.get("id")
    assert server.ask(f"/weigh.json?{query}").status == 400


@pytest.mark.endurance
def test_while_others_are_weighed_one_is_told_to_come_back(site: Site) -> None:
    with site.snapshot.weighing.take():
        waiting = [threading.Thread(target=weigh_page.weigh_figure, args=(site, Visit("/weigh", "GET", (("said", SENTENCE),))))
                   for _ in range(2)]  # fmt: skip
        for thread in waiting:
            thread.start()
        while site.snapshot.weighing.free:
            threading.Event().wait(0.01)
        reply = weigh_page.weigh_figure(site, Visit("/weigh", "GET", (("said", SENTENCE),)))
    for thread in waiting:
        thread.join()
    assert reply.status == 503
    assert ("Retry-After", "3") in reply.headers


def test_whoever_waits_too_long_for_a_turn_is_told_so() -> None:
    turns = Turns(waiting=1, seconds=0.01)
    with turns.take(), pytest.raises(BusyError, match="Come back in a few seconds"), turns.take():
        pass
    with turns.take():
        assert turns.free == 1
    assert turns.free == 2


def test_the_measures_and_places_of_the_form_are_those_of_the_ontology(server: Server, site: Site) -> None:
    selects = {s.get("name"): s for s in page(server, "").all("select")}
    assert set(selects) == {"measure", "place", "population", "sex", "partner", "product", "unit"}
    assert len(selects["measure"].all("option")) == len(server_measures(site)) + 1 > 60


def server_measures(site: Site) -> set[str]:
    return {path for path in site.snapshot.things if path.startswith("measures/")}
