"""Retractions and errata: what they end and from when, what rests on them, what stays visible, what becomes of judgements."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import acknowledged, build, derive, exports, names, report, rules, showtext, turtle
from nkgraph.acknowledged import Verdict
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.check import Reading
from nkgraph.claims import read
from nkgraph.findings import read as read_findings
from nkgraph.register import COLUMNS, Register
from nkgraph.show import Composer
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import CLAIMS, NK
from tests import tiny
from tests.corrected import ERRATUM, FIRST, LATER, RETRACTED, SECOND, WHEN, small
from tests.rule_examples import EXAMPLES, Example
from tests.specimens import (
    INTELLIGENCE,
    MINISTRY,
    UNSTATED,
    Compared,
    all_rules,
    article,
    compare,
    copy_filed,
    iri,
    known,
    names_and_parts,
    says,
    typed,
)

LOW = article("yonhap", "2016", says("1275"))
HIGH = article("upi", "2016", says("1277", by=INTELLIGENCE))


def words(*articles: Document, before: str = "") -> list[str]:
    """What the rules say, of all dates or as of a day."""
    return compare(*articles, as_of=date.fromisoformat(before).toordinal() if before else rules.ALL_DATES).words


# --- from when on ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["the claim", "the article"])
def test_a_retraction_ends_a_contradiction_from_its_day_on_and_not_before(on: str) -> None:
    in_claim = article("upi", "2016", says("1277", by=INTELLIGENCE, more=RETRACTED))
    gone = in_claim if on == "the claim" else article("upi", "2016", says("1277", by=INTELLIGENCE), hops=RETRACTED)
    assert words(LOW, gone, before="2020-06-14") == ["contradicts 1,275 and 1,277"]
    assert words(LOW, gone, before=WHEN) == []
    assert words(LOW, gone) == []


def test_an_erratum_is_in_no_view() -> None:
    for gone in (article("upi", "2016", says("1277", more=ERRATUM)), article("upi", "2016", says("1277"), hops=ERRATUM)):
        assert words(LOW, gone) == []
        assert words(LOW, gone, before="2016-12-31") == []
    assert words(LOW, article("upi", "2016", says("1277"))) == ["contradicts 1,275 and 1,277"]


@pytest.mark.parametrize(
    ("typed_date", "last_day"), [("2016-02", "2016-01-31"), ("2017", "2016-12-31"), ("[2016-03-02,2016-03-09]", "2016-03-01")]
)
def test_a_retraction_of_uncertain_date_counts_from_its_first_possible_day(typed_date: str, last_day: str) -> None:
    gone = article("upi", "2016-01", says("1277", by=INTELLIGENCE, more=RETRACTED.replace(WHEN, typed_date)))
    low = article("yonhap", "2016-01", says("1275"))
    first = date.fromordinal(date.fromisoformat(last_day).toordinal() + 1).isoformat()
    assert words(low, gone, before=last_day) == ["contradicts 1,275 and 1,277"]
    assert words(low, gone, before=first) == []


def test_a_retraction_ends_one_claim_and_leaves_the_others_of_the_article() -> None:
    both = article("upi", "2016", says("1277", more=RETRACTED), says("1397", "2014"))
    other = article("yonhap", "2016", says("1277"), says("1397", "2014"))
    assert words(both, other, before="2020-06-14") == ["agrees 1,277", "agrees 1,397"]
    assert words(both, other) == ["agrees 1,397"]


def test_a_corrected_figure_is_a_new_claim_beside_the_old_one_and_only_the_new_one_is_compared() -> None:
    corrected = article("upi", "2016", says("1275", more=RETRACTED), says("1277"))
    assert words(corrected) == []
    assert words(corrected, article("yonhap", "2016", says("1277"))) == ["agrees 1,277"]


def test_of_a_retraction_and_an_erratum_the_earlier_counts() -> None:
    gone = article("upi", "2016", says("1277", more=f"{RETRACTED} ; {ERRATUM}"))
    assert words(LOW, gone, before="2016-12-31") == []
    early = article("upi", "2016", says("1277", more=RETRACTED), hops=RETRACTED.replace(WHEN, "2018-01-01"))
    assert words(LOW, early, before="2017-12-31") == ["contradicts 1,275 and 1,277"]
    assert words(LOW, early, before="2018-01-01") == []


# --- what rests on it -----------------------------------------------------------------------------------------------------

FEW = [e for e in EXAMPLES if e.fires][::5]  # an example takes half a second


def with_typed(document: Document, claim: ox.NamedNode, text: str) -> Document:
    """An article with one more statement on a claim."""
    prefixes = "@prefix nk: <https://w3id.org/nkgraph/ontology#> ."
    triples = list(document.triples)
    for t in ox.parse(f"{prefixes} <{claim.value}> {text} .", format=ox.RdfFormat.TURTLE):
        assert isinstance(t.object, ox.NamedNode | ox.Literal), "nothing in brackets"
        triples.append((claim, t.predicate, t.object))
    return replace(document, triples=triples)


def alike(found: Compared) -> list[object]:
    """What was found, side by side with the claims and roots that it rests on."""
    return [(f.iri, f.outcome, f.claims, f.roots, f.unknown, f.difference) for f in found.findings]


@pytest.mark.parametrize("example", FEW, ids=lambda e: e.name)
def test_a_claim_that_is_withdrawn_is_as_if_it_were_not_there(example: Example) -> None:
    articles = list(example.articles)
    claims = {k: s for k, d in enumerate(articles) for s, _, o in d.triples if o in (NK.Claim, NK.Forecast)}
    number, claim = max(claims.items())
    without = [replace(d, triples=[t for t in d.triples if t[0] != claim]) for d in articles]
    erring, retracted = (
        [with_typed(d, claim, text) if k == number else d for k, d in enumerate(articles)] for text in (ERRATUM, RETRACTED)
    )
    assert alike(compare(*erring)) == alike(compare(*without))
    assert alike(compare(*retracted)) == alike(compare(*without))
    assert alike(compare(*retracted, as_of=LATER - 1)) == alike(compare(*articles, as_of=LATER - 1))


def test_a_revision_does_not_rest_on_a_withdrawn_claim() -> None:
    first, second = article("yonhap", "2015", says("1277")), article("upi", "2017", says("1275", more=RETRACTED))
    third = article("arirang", "2018", says("1277"))
    assert "revised 1,277 to 1,275" in words(first, second, before="2017-12-31")
    assert words(first, second, third) == ["agrees 1,277"]


def roots(found: Compared, claim: ox.NamedNode) -> list[str]:
    return [r.value.rpartition("/")[2] for r in found.register.graph.iris(claim, NK.root)]


REPORT, POST = "2016-report", "2017-post"
RELAYS = f"nk:cites <{CLAIMS}{REPORT}/>"


def chain(more: str, own: str = "") -> tuple[Document, ...]:
    """A report that names the ministry, and a post that has the figure from it and names nobody."""
    said = article("yonhap", "2016", says("1277", more=more), name=REPORT)
    return said, article("upi", "2017", says("1277", by=UNSTATED, more=own), name=POST, hops=RELAYS)


def test_a_root_that_was_had_by_relaying_a_retracted_claim_is_lost_from_its_day_on() -> None:
    claim = iri(POST, "c1")
    assert roots(compare(*chain("")), claim) == [MINISTRY]
    assert roots(compare(*chain(RETRACTED), as_of=LATER - 1), claim) == [MINISTRY]
    assert roots(compare(*chain(RETRACTED), as_of=LATER), claim) == []
    assert roots(compare(*chain(RETRACTED)), claim) == []


def test_an_erratum_never_lends_a_root() -> None:
    assert roots(compare(*chain(ERRATUM), as_of=LATER - 1), iri(POST, "c1")) == []


def test_a_root_is_lost_on_the_day_of_the_last_claim_that_lent_it() -> None:
    other = article("arirang", "2016", says("1277", more=RETRACTED.replace("2020", "2022")), name="2016-other")
    said, post = chain(RETRACTED)
    both = (said, other, with_typed(post, iri(POST), f"nk:cites <{CLAIMS}2016-other/>"))
    assert roots(compare(*both, as_of=date(2022, 6, 14).toordinal()), iri(POST, "c1")) == [MINISTRY]
    assert roots(compare(*both, as_of=date(2022, 6, 15).toordinal()), iri(POST, "c1")) == []


def test_a_chain_of_relays_breaks_where_a_claim_is_withdrawn() -> None:
    last = article("arirang", "2018", says("1277", by=UNSTATED), name="2018-last", hops=f"nk:cites <{CLAIMS}{POST}/>")
    documents = (*chain("", own=RETRACTED), last)
    for claim in (iri("2018-last", "c1"), iri(POST, "c1")):
        assert roots(compare(*documents, as_of=LATER - 1), claim) == [MINISTRY]
    assert roots(compare(*documents), iri("2018-last", "c1")) == []


def test_a_retracted_claim_that_nobody_relays_has_its_own_root_up_to_its_day() -> None:
    assert roots(compare(*chain("", own=RETRACTED), as_of=LATER - 1), iri(POST, "c1")) == [MINISTRY]


def test_a_corpus_without_withdrawals_has_no_triple_of_them(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    assert [graph.count(p) for p in (NK.withdrawnDay, NK.lent, NK.retractedOn, NK.erratumOn)] == [0, 0, 0, 0]


def test_an_erratum_makes_no_link_between_quantities() -> None:
    def inside(more: str) -> int:
        said = article("upi", "2016", says("1277"), says("614", "2015-01/2015-05", more=more))
        return Graph(derive.derive(typed([said]), known())).count(NK.inside)

    assert (inside(""), inside(RETRACTED), inside(ERRATUM)) == (1, 1, 0)


def test_date_and_reason_reach_the_graph() -> None:
    graph = Graph(derive.derive(typed([article("upi", "2016", says("1277", more=RETRACTED), hops=ERRATUM)]), known()))
    claim, whole = iri("2016-upi", "c1"), iri("2016-upi")
    assert graph.text(claim, NK.retractedOn) == WHEN
    assert graph.text(claim, NK.retractedBecause) == "The table was of another year."
    assert graph.text(whole, NK.erratumBecause) == "We took the year of the line above."
    assert (graph.text(claim, NK.withdrawnDay), graph.text(whole, NK.withdrawnDay)) == ("0", "0")


# --- what stays visible ---------------------------------------------------------------------------------------------------

ONE, ALL = small(claim=RETRACTED), small(whole=RETRACTED)


def shown(built: Built, name: str) -> str:
    register = Register(built.graph)
    composer = Composer(built, register, Beside(built.graph, None))
    return showtext.text(composer.show(names.resolve(name, register)), built.corpus_id)


def test_withdrawn_claims_are_in_no_list_but_in_the_one_that_asks_for_them(tmp_path: Path) -> None:
    built = tiny.built(tmp_path, ONE)
    rows = list(csv.DictReader(io.StringIO(exports.csv_rows(built))))
    every = list(csv.DictReader(io.StringIO(exports.csv_rows(built, withdrawn=True))))
    assert [r["value"] for r in rows] == ["1275", "1397"]
    assert list(rows[0]) == list(COLUMNS)
    assert {r["value"]: r["withdrawn"] for r in every} == {
        "1275": "", "1397": "", "1277": "retracted 15 Jun 2020: The table was of another year.",
    }  # fmt: skip
    assert len(json.loads(exports.json_rows(built))["claims"]) == 2
    assert len(json.loads(exports.json_rows(built, withdrawn=True))["claims"]) == 3
    assert SECOND + "/a2015>" not in exports.turtle(built)
    assert "The table was of another year." in exports.turtle(built, withdrawn=True)


def test_finding_a_withdrawn_claim_says_that_it_is_withdrawn(tmp_path: Path) -> None:
    built = tiny.built(tmp_path, ALL)
    assert exports.found(built, "1277") == ""
    found = exports.found(built, "1277", withdrawn=True)
    assert "withdrawn: with its article, retracted 15 Jun 2020: The table was of another year." in found
    assert "withdrawn" not in exports.found(built, "1275", withdrawn=True)


def test_showing_a_withdrawn_claim_says_so_at_the_top_and_in_the_sentence_to_cite(tmp_path: Path) -> None:
    page = shown(tiny.built(tmp_path, ONE), f"claims/{SECOND}/a2015")
    top, _, rest = page.partition("About")
    assert "withdrawn: retracted 15 Jun 2020: The table was of another year." in " ".join(top.split())
    assert "retracted 15 Jun 2020" in " ".join(rest.partition("Cite")[2].split())
    other = shown(tiny.built(tmp_path / "other", ONE), f"claims/{SECOND}/a2014")
    assert "withdrawn" not in other.partition("About")[0]


def test_showing_a_retracted_article_says_so_at_the_top(tmp_path: Path) -> None:
    page = shown(tiny.built(tmp_path, ALL), f"claims/{SECOND}")
    assert "retracted 15 Jun 2020: The table was of another year." in " ".join(page.partition("Headline")[0].split())
    assert "2 withdrawn" in page
    assert re.search(r"1,397 +Arrivals in South Korea, 2014; withdrawn\n", page)
    assert "withdrawn" not in shown(tiny.built(tmp_path / "other", ALL), f"claims/{FIRST}")


def test_a_quantity_has_its_readings_without_the_withdrawn_one_and_a_note_on_that(tmp_path: Path) -> None:
    page = " ".join(shown(tiny.built(tmp_path, ONE), "quantities/arrivals/south-korea/2015").split())
    assert "on 1,277 (UPI): withdrawn, retracted 15 Jun 2020: The table was of another year." in page
    assert page.count("1,277") == 1
    alone = " ".join(shown(tiny.built(tmp_path / "other", ALL), "quantities/arrivals/south-korea/2014").split())
    assert "withdrawn, with its article, retracted 15 Jun 2020" in alone


def test_an_agent_is_not_the_root_of_what_is_withdrawn(tmp_path: Path) -> None:
    assert "root of 1 figure" in shown(tiny.built(tmp_path, ALL), f"agents/{MINISTRY}")


@pytest.mark.parametrize(("articles", "number"), [(ONE, 1), (ALL, 2), (small(), 0)])
def test_the_report_counts_what_is_withdrawn(tmp_path: Path, articles: tiny.Articles, number: int) -> None:
    composed = report.compose(tiny.built(tmp_path, articles))
    assert composed.counts["claims"] == 3 - number
    assert json.loads(report.as_json(composed))["withdrawn"] == number
    asides = [a for a in composed.asides if a.startswith("Withdrawn: ")]
    assert [a.partition(",")[0] for a in asides] == ([f"Withdrawn: {number}"] if number else [])
    assert len(composed.sections["contradicts"]) == (0 if number else 1)


def test_a_report_as_of_a_day_before_the_retraction_is_as_it_was(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, ONE)
    before, on_the_day = (report.compose(build.build(places, day)) for day in (LATER - 1, LATER))
    assert (before.withdrawn, on_the_day.withdrawn) == (0, 1)
    assert [len(r.sections["contradicts"]) for r in (before, on_the_day)] == [1, 0]
    assert before.counts["claims"] == 3


# --- acknowledgements -----------------------------------------------------------------------------------------------------


def judged(tmp_path: Path, prefixes: str, *articles: Document, as_of: int = rules.ALL_DATES) -> Verdict:
    """What becomes of an acknowledgement of LOW against HIGH, held against other articles."""
    found = compare(LOW, HIGH)
    lines = acknowledged.snippet(found.findings[0], found.register, date(2020, 1, 1)).replace('""@en', '"Two counts."@en')
    path = tmp_path / "acknowledged.ttl"
    path.write_text(f"{prefixes}@base <https://w3id.org/nkgraph/acknowledged/> .\n{lines}", encoding="utf-8")
    graph = Graph(derive.derive(read([copy_filed(), *articles, turtle.read(path)], known()), known()))
    graph.add(names_and_parts())
    rules.run(list(all_rules()), graph, as_of)
    register = Register(graph)
    return acknowledged.match(read_findings(register), register)


def test_a_judgement_whose_finding_went_with_a_retraction_is_orphaned_and_says_why(tmp_path: Path, prefixes: str) -> None:
    gone = article("upi", "2016", says("1277", by=INTELLIGENCE, more=RETRACTED))
    verdict = judged(tmp_path, prefixes, LOW, gone)
    assert not verdict.standing
    assert len(verdict.orphaned) == 1
    said = verdict.orphaned[0].sentence
    assert f"Of its claims, {iri('2016-upi', 'c1').value} is withdrawn (retracted 15 Jun 2020: The table was" in said
    assert "Delete it (git keeps it)" in said
    assert "which of its claims has changed" not in said


def test_before_the_retraction_the_judgement_stands(tmp_path: Path, prefixes: str) -> None:
    gone = article("upi", "2016", says("1277", by=INTELLIGENCE, more=RETRACTED))
    verdict = judged(tmp_path, prefixes, LOW, gone, as_of=LATER - 1)
    assert len(verdict.standing) == 1
    assert verdict.sentences == []


def test_a_judgement_stands_where_another_article_still_gives_the_side(tmp_path: Path, prefixes: str) -> None:
    gone = article("upi", "2016", says("1277", by=INTELLIGENCE, more=RETRACTED))
    same = article("arirang", "2016", says("1277", by=INTELLIGENCE))
    assert len(judged(tmp_path, prefixes, LOW, gone, same).standing) == 1


def test_an_orphan_without_a_withdrawal_is_told_as_before(tmp_path: Path, prefixes: str) -> None:
    verdict = judged(tmp_path, prefixes, LOW)
    assert "see which of its claims has changed" in verdict.orphaned[0].sentence
