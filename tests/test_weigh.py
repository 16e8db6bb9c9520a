"""A figure that somebody said: what supports it, what contradicts it, what bears on it, and that nothing is stored."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from nkgraph import asked, corpus, rules, sentences, weigh
from nkgraph.check import Reading
from nkgraph.weigh import Weighed
from tests.calling import Ran, call
from tests.conftest import REPOSITORY

Weigh = Callable[[str], Weighed]
SLIP = "1,514 defectors reached South Korea in 2014"


@pytest.fixture(scope="module")
def weighed(reading: Reading) -> Weigh:
    """Weighs a sentence against the real corpus."""
    rule_files = rules.read(corpus.find(REPOSITORY).rule_files())

    @cache
    def of(sentence: str) -> Weighed:
        read = sentences.read(sentence, reading.ontology)
        assert asked.missing(read) == []
        return weigh.weigh(read, reading, rule_files)[0]

    return of


def verdicts(found: Weighed) -> list[tuple[str, str, str]]:
    return [(p.verdict, p.figure, p.apart) for p in found.prints]


def test_the_slip_of_1514_has_one_support_that_contradicts_itself(weighed: Weigh) -> None:
    found = weighed(SLIP)
    assert verdicts(found) == [
        ("supports", "1,514", "this article gives it two values"),
        ("contradicts", "1,397", "117 lower"),
        ("contradicts", "1,397", "117 lower; this article gives it two values"),
        ("contradicts", "1,396", "118 lower"),
    ]
    assert found.roots == "1 known root (Unification Ministry)"
    assert found.publishers == 2
    assert found.guesses == ("1,514 is the figure of 2013; Visual Capitalist has it there.",)


def test_a_hedged_figure_is_supported_by_what_its_bounds_hold(weighed: Weigh) -> None:
    found = weighed("about 1,300 defectors came to South Korea in 2015")
    assert verdicts(found) == [("supports", "1,277", ""), ("supports", "1,275", "")]


def test_a_change_is_recomputed_from_what_the_root_said_then(weighed: Weigh) -> None:
    found = weighed("52.8 percent fewer defectors arrived in South Korea in 2015 than in 2011")
    said = [words for _, words in found.bears]
    assert any("holds for earlier figures, 2,706 (2011) and 1,277 (2015), which make 52.81 percent" in w for w in said)
    wrong = weighed("60 percent fewer defectors arrived in South Korea in 2015 than in 2011")
    assert [p.verdict for p in wrong.prints] == ["contradicts"]
    assert any("60 percent, but" in w for _, w in wrong.bears)


def test_a_running_total_of_today_is_neither_supported_nor_contradicted_by_those_of_2015(weighed: Weigh) -> None:
    found = weighed("200 North Koreans have resettled in the U.S. since 2006")
    assert {p.verdict for p in found.prints} == {"beside it"}
    assert {p.apart for p in found.prints} == {"a running total of another day"}


def test_a_figure_that_nobody_prints_is_told_with_what_is_printed_instead(weighed: Weigh) -> None:
    found = weighed("500 defectors came to South Korea in 1997")
    assert (found.prints, found.supports) == ((), 0)
    assert found.beside[0] == "Arrivals in South Korea, 1998: 947"


def test_a_part_that_is_more_than_its_whole_is_contradicted(weighed: Weigh) -> None:
    found = weighed("600 women entered South Korea in the first five months of 2015")
    assert [p.verdict for p in found.prints] == ["contradicts"]
    assert any(verb == "contradicts" and "more than the whole, 535" in words for verb, words in found.bears)


def test_what_is_asked_is_in_no_graph_that_is_kept(weighed: Weigh, reading: Reading) -> None:
    before = len(reading.corpus.claims)
    weighed(SLIP)
    assert len(reading.corpus.claims) == before
    assert weigh.ARTICLE.value not in reading.corpus.articles


# --- the command --------------------------------------------------------------------------------------------------------


KEPT = Path(tempfile.gettempdir()) / f"nkgraph-weigh-{os.getpid()}"  # one check for all questions


def ask(*words: str) -> Ran:
    return call("weigh", *words, "--claims", REPOSITORY / "claims", "--ontology", REPOSITORY / "ontology",
                "--queries", REPOSITORY / "queries", cache=KEPT)  # fmt: skip


def test_the_command_says_how_it_read_the_sentence_and_ends_with_cite() -> None:
    ran = ask(SLIP)
    assert ran.code == 0
    assert "Read as    arrivals; South Korea; calendar year 2014; exactly 1,514 (no hedge word)" in ran.out
    assert "The only support contradicts itself" in ran.out
    assert "Cite       Arrivals in South Korea, 2014, said to be exactly 1,514: of 3 articles, 1 supports it" in ran.out
    assert "Next       nkgraph show arrivals/south-korea/2014" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


def test_options_say_what_the_sentence_leaves_out() -> None:
    ran = ask("about 1,400", "--measure", "arrivals", "--place", "South Korea", "--period", "2014")
    assert (ran.code, ran.out.count("  supports")) == (0, 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["the moon is made of cheese"], "Which measure?"),
        (["1,400 defectors came to South Korea last year"], "--on DATE"),
        (["about 1,400", "--measure", "arivals"], 'there is no measure "arivals". Perhaps arrivals'),
        (["1,400", "--measure", "arrivals", "--place", "south-korea", "--period", "20014"], "--period"),
        ([SLIP, "--on", "yesterday"], "is no day"),
        ([SLIP, "--base", "2011"], "is not NAME=VALUE"),
    ],
    ids=lambda w: w if isinstance(w, str) else w[0][:20],
)
def test_what_cannot_be_weighed_is_asked_for_with_exit_code_2(words: list[str], said: str) -> None:
    ran = ask(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.endurance
def test_json_gives_each_print_with_its_verdict_and_markdown_the_same_page() -> None:
    data = json.loads(ask(SLIP, "--format", "json").out)
    assert [p["verdict"] for p in data["prints"]] == ["supports", "contradicts", "contradicts", "contradicts"]
    assert Decimal(data["asked"]["value"]) == 1514
    assert data["cite"].startswith("Arrivals in South Korea, 2014")
    assert "**Cite**" in ask(SLIP, "--format", "markdown").out
