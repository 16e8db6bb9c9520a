"""Acknowledgements on findings of the real rules: what stands, lapses, moves or is orphaned, and the lines to type."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nkgraph import acknowledged, claims, derive, findings, rules, turtle
from nkgraph.acknowledged import Bounds, Verdict
from nkgraph.check import Reading
from nkgraph.findings import Finding
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Document
from tests.rule_examples import EXAMPLES, Example
from tests.specimens import (
    GOVERNMENT,
    INTELLIGENCE,
    PERCENT,
    UNSTATED,
    all_rules,
    article,
    compare,
    copy_filed,
    known,
    names_and_parts,
    says,
)

TODAY = date(2026, 11, 22)
BASE = "@base <https://w3id.org/nkgraph/acknowledged/> .\n"
LOW = article("yonhap", "2016", says("1275"))
HIGH = article("upi", "2016", says("1277", by=INTELLIGENCE))
SLIP = article("yonhap", "2016", says("1397"), says("1514"))


@dataclass(frozen=True)
class Held:
    """The findings of some articles, and how acknowledgements fare with them."""

    findings: list[Finding]
    register: Register
    verdict: Verdict

    @property
    def fate(self) -> str:
        """What became of the acknowledgements: "1 standing", "1 lapsed" …"""
        lists = {n: getattr(self.verdict, n) for n in ("standing", "lapsed", "moved", "orphaned")}
        return ", ".join(f"{len(some)} {name}" for name, some in lists.items() if some)


Hold = Callable[..., Held]


@pytest.fixture
def hold(tmp_path: Path, prefixes: str) -> Hold:
    """Holds the acknowledgements, typed as Turtle, against what the rules say of the articles."""
    number = itertools.count()

    def held(typed: str, *articles: Document, as_of: int = rules.ALL_DATES) -> Held:
        path = tmp_path / f"{next(number)}" / "acknowledged.ttl"
        path.parent.mkdir()
        path.write_text(prefixes + BASE + typed, encoding="utf-8")
        document = turtle.read(path)
        assert document.faults == []
        corpus = claims.read([copy_filed(), *articles, document], known())
        graph = Graph(derive.derive(corpus, known()))
        graph.add(corpus.acknowledged)
        graph.add(names_and_parts())
        rules.run(list(all_rules()), graph, as_of)
        register = Register(graph)
        found = findings.read(register)
        return Held(found, register, acknowledged.match(found, register))

    return held


def judged(*articles: Document) -> str:
    """The acknowledgements of everything that is found in some articles, as `snippet` writes them, with a reason."""
    compared = compare(*articles)
    lines = "\n".join(acknowledged.snippet(f, compared.register, TODAY) for f in compared.findings)
    return lines.replace('nk:because ""@en', 'nk:because "Two counts."@en')


# --- what stands --------------------------------------------------------------------------------------------------------

FIRING = [e for e in EXAMPLES if e.said]


@pytest.mark.endurance
@pytest.mark.parametrize("example", FIRING, ids=lambda e: e.name)
def test_what_the_snippet_of_a_finding_says_stands_for_that_finding(hold: Hold, example: Example) -> None:
    held = hold(judged(*example.articles), *example.articles)
    assert set(held.verdict.standing) == {f.iri for f in held.findings} != set()
    assert held.verdict.sentences == []
    assert held.verdict.unacknowledged(held.findings) == []


def test_the_examples_are_many() -> None:
    assert len(FIRING) >= 40


def test_an_acknowledgement_changes_no_finding(hold: Hold) -> None:
    assert hold(judged(LOW, HIGH), LOW, HIGH).findings == hold("", LOW, HIGH).findings


AGREEING = {
    "on a root that is known": article("arirang", "2018", says("1275")),
    "on a body that contains a known root": article("arirang", "2018", says("1275", by=GOVERNMENT)),
    "on no known root": article("arirang", "2018", says("1275", by=UNSTATED)),
}


@pytest.mark.parametrize("which", AGREEING)
def test_one_more_article_that_agrees_lapses_nothing_and_renames_no_finding(hold: Hold, which: str) -> None:
    other = article("upi", "2016", says("1277", by=UNSTATED))
    held = hold(judged(LOW, other), LOW, other, AGREEING[which])
    (before,) = compare(LOW, other).findings
    (after,) = (f for f in held.findings if f.outcome == "contradicts")
    assert len(after.claims) == 3
    assert after.iri == before.iri
    assert held.fate == "1 standing"


def test_the_bounds_of_a_rounded_share_say_which_end_is_meant(hold: Hold) -> None:
    shares = [article(p, "2016", says(n, measure=PERCENT)) for p, n in (("yonhap", "52.8"), ("upi", "52.9"))]
    typed = judged(*shares)
    assert "nk:atLeast 52.75 ; nk:below 52.85 ;" in typed
    assert hold(typed, *shares).fate == "1 standing"
    lapsed = hold(typed.replace("nk:below 52.85", "nk:atMost 52.85"), *shares)
    assert lapsed.verdict.lapsed[0].differences == (
        "a side was at least 52.75 and at most 52.85 and is at least 52.75 and below 52.85",
    )


def test_an_open_end_is_left_out(hold: Hold) -> None:
    more = article("upi", "2016", says("more-than 1300", by=INTELLIGENCE))
    typed = judged(LOW, more)
    assert "nk:atLeast 1301 ; nk:knownRoot" in typed
    assert hold(typed, LOW, more).fate == "1 standing"


@pytest.mark.endurance
def test_the_order_of_articles_and_acknowledgements_matters_not(hold: Hold) -> None:
    other = article("arirang", "2018", says("7", "2013")), article("korea-times", "2018", says("9", "2013", by=UNSTATED))
    typed = [judged(LOW, HIGH), judged(*other), judged(LOW, article("upi", "2016", says("1280", by=INTELLIGENCE)))]
    told = set()
    for lines, articles in itertools.product(itertools.permutations(typed), itertools.permutations((LOW, HIGH, *other), 4)):
        if articles[0].path > articles[1].path and lines != tuple(typed):
            continue  # half of each is enough
        held = hold("\n".join(lines), *articles)
        assert held.verdict == acknowledged.match(reversed(held.findings), held.register)
        told.add((tuple(sorted((f.value, a.name) for f, a in held.verdict.standing.items())), tuple(held.verdict.sentences)))
    assert len(told) == 1


def test_only_a_contradiction_needs_an_acknowledgement_and_only_one_that_stands_gives_it(hold: Hold) -> None:
    agreeing = article("arirang", "2018", says("9", "2013")), article("korea-times", "2018", says("9", "2013"))
    bare = hold("", LOW, HIGH, *agreeing)
    assert [f.outcome for f in bare.verdict.unacknowledged(bare.findings)] == ["contradicts"]
    lapsed = hold(judged(LOW, HIGH).replace("nk:atLeast 1275", "nk:atLeast 1200"), LOW, HIGH)
    assert (lapsed.fate, len(lapsed.verdict.unacknowledged(lapsed.findings))) == ("1 lapsed", 1)


# --- what lapses --------------------------------------------------------------------------------------------------------


def test_a_new_root_lapses_and_is_named(hold: Hold) -> None:
    held = hold(judged(LOW, HIGH), LOW, HIGH, article("arirang", "2018", says("1275", by="us-state-department")))
    assert held.fate == "1 lapsed"
    assert held.verdict.lapsed[0].differences == (
        "on the side of 1,275 there is a new root, State Department (known when judged: Unification Ministry)",
    )
    (sentence,) = held.verdict.sentences
    assert sentence.startswith("claims/acknowledged.ttl <arrivals-in-south-korea-2015-")
    assert f"`nkgraph show {held.verdict.lapsed[0].finding and held.verdict.lapsed[0].finding.value}`" in sentence


def test_a_first_root_lapses_what_was_judged_without_any(hold: Hold) -> None:
    low = article("yonhap", "2016", says("1275", by=UNSTATED))
    held = hold(judged(low, HIGH), low, HIGH, article("arirang", "2018", says("1275")))
    assert "(known when judged: none)" in held.verdict.sentences[0]


def test_two_bodies_of_what_was_one_are_new(hold: Hold) -> None:
    low, high = article("yonhap", "2016", says("1275", by=GOVERNMENT)), article("upi", "2016", says("1277", by=UNSTATED))
    more = [
        article(p, "2018", says("1275", by=by)) for p, by in (("arirang", "ministry-of-unification"), ("vox", INTELLIGENCE))
    ]
    assert hold(judged(low, high), low, high, more[0]).fate == "1 standing"
    assert hold(judged(low, high), low, high, *more).fate == "1 lapsed"


def test_a_root_that_is_gone_lapses(hold: Hold) -> None:
    unstated = article("yonhap", "2016", says("1275", by=UNSTATED))
    held = hold(judged(LOW, HIGH), unstated, HIGH)
    assert held.verdict.lapsed[0].differences == (
        "on the side of 1,275 a root is gone, Unification Ministry (known now: none)",
    )


def test_another_outcome_lapses(hold: Hold) -> None:
    undated = article("upi", "", says("1277"), name="upi")
    held = hold(judged(LOW, undated), LOW, article("upi", "2017", says("1277"), name="upi"))
    assert held.verdict.lapsed[0].differences == ("the outcome was contradicts and is revised",)


def test_a_changed_value_within_one_article_lapses(hold: Hold) -> None:
    held = hold(judged(SLIP), article("yonhap", "2016", says("1397"), says("1516")))
    assert held.verdict.lapsed[0].differences == ("a side was 1,514 and is 1,516",)


def test_a_third_value_within_one_article_lapses(hold: Hold) -> None:
    held = hold(judged(SLIP), article("yonhap", "2016", says("1397"), says("1514"), says("1600")))
    assert held.verdict.lapsed[0].differences == ("2 sides were judged and there are 3 now",)


# --- what moves, what is orphaned ---------------------------------------------------------------------------------------


def test_a_changed_value_between_articles_moves_and_the_new_finding_is_named(hold: Hold) -> None:
    held = hold(judged(LOW, HIGH), LOW, article("upi", "2016", says("1290", by=INTELLIGENCE)))
    (new,) = held.findings
    assert held.fate == "1 moved"
    assert held.verdict.moved[0].finding == new.iri
    assert held.verdict.moved[0].differences == ("a side was 1,277 and is 1,290",)
    assert new.iri.value in held.verdict.sentences[0]
    assert held.verdict.unacknowledged(held.findings) == [new]


def test_values_that_have_come_to_agree_move_to_the_agreement(hold: Hold) -> None:
    held = hold(judged(LOW, HIGH), LOW, article("upi", "2016", says("1275", by=INTELLIGENCE)))
    assert (held.fate, held.findings[0].outcome) == ("1 moved", "agrees")
    assert "the outcome was contradicts and is agrees" in held.verdict.sentences[0]


def test_a_renamed_file_renames_no_finding_between_articles(hold: Hold) -> None:
    assert hold(judged(LOW, HIGH), article("yonhap", "2016", says("1275"), name="renamed"), HIGH).fate == "1 standing"


def test_a_renamed_file_moves_a_finding_within_it(hold: Hold) -> None:
    held = hold(judged(SLIP), article("yonhap", "2016", says("1397"), says("1514"), name="renamed"))
    assert held.fate == "1 moved"
    assert held.verdict.moved[0].finding == held.findings[0].iri


def test_another_slip_under_the_same_names_is_not_the_renamed_one(hold: Hold) -> None:
    assert hold(judged(SLIP), article("upi", "2016", says("5"), says("9"))).fate == "1 orphaned"


def test_what_is_deleted_orphans(hold: Hold) -> None:
    held = hold(judged(LOW, HIGH), LOW)
    assert held.fate == "1 orphaned"
    assert "Delete it if the matter is settled" in held.verdict.sentences[0]


# --- views as of a day --------------------------------------------------------------------------------------------------


def test_as_of_a_day_nothing_is_told_of_findings_that_were_not_there_yet(hold: Hold) -> None:
    late = article("upi", "2018", says("1277", by=INTELLIGENCE))
    held = hold(judged(LOW, late), LOW, late, as_of=date(2017, 1, 1).toordinal())
    assert (held.findings, held.fate) == ([], "")


def test_as_of_a_day_roots_that_came_later_are_not_missed_and_new_ones_still_count(hold: Hold) -> None:
    then, late = date(2017, 1, 1).toordinal(), article("arirang", "2018", says("1275", by="us-state-department"))
    assert hold(judged(LOW, HIGH, late), LOW, HIGH, late, as_of=then).fate == "1 standing"
    early = article("arirang", "2016", says("1275", by="us-state-department"))
    held = hold(judged(LOW, HIGH), LOW, HIGH, early, as_of=then)
    assert (held.fate, len(held.verdict.unacknowledged(held.findings))) == ("", 1)


# --- the repository's own -----------------------------------------------------------------------------------------------


def test_every_acknowledgement_of_this_corpus_stands(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.corpus.acknowledged)
    graph.add(reading.ontology.triples)
    rules.run(list(all_rules()), graph)
    register = Register(graph)
    verdict = acknowledged.match(findings.read(register), register)
    assert verdict.sentences == []
    assert len(verdict.standing) == len(acknowledged.read(register)) >= 3
    assert {a.status for a in verdict.standing.values()} == {"open", "explained", "accepted"}


@pytest.mark.parametrize(
    ("bounds", "words"),
    [(Bounds(None, None), "no bounds"), (Bounds(None, Decimal(5), upper_meant=False), "below 5")],
)
def test_bounds_in_words(bounds: Bounds, words: str) -> None:
    assert str(bounds) == words
