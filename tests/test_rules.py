"""The rules of queries/rules/: what each must say, where it must keep silent, and how the files are read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from nkgraph import rules
from nkgraph.errors import OntologyError
from nkgraph.store import Graph
from nkgraph.turtle import Document
from tests.rule_examples import EXAMPLES, Example
from tests.specimens import UNSTATED, Compared, article, compare, says
from tests.test_rules_engines import compare_each

HEADER = "#+ summary: s\n#+ description: d\n#+ writes: nk:divided\n"
PREFIX = "PREFIX nk: <https://w3id.org/nkgraph/ontology#>\n"
MARKS_THE_RUN = "CONSTRUCT { nk:run nk:divided true } WHERE { nk:run nk:asOfDay ?day }"


@cache
def said_of_each() -> dict[str, list[str]]:
    """What is said of each example, by its name."""
    return {e.name: compared.words for e, compared in zip(EXAMPLES, compare_each(e.articles for e in EXAMPLES), strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_the_rules_say_this_and_nothing_else(example: Example) -> None:
    assert said_of_each()[example.name] == list(example.said)


def test_every_rule_has_at_least_four_examples_where_it_speaks_and_four_where_it_is_silent() -> None:
    counted = Counter((e.verb, e.fires) for e in EXAMPLES)
    verbs = {"contradicts", "agrees", "revised", "falls", "within-article"}
    assert {verb for verb, _ in counted} == verbs
    assert {(verb, fires) for verb in verbs for fires in (True, False) if counted[verb, fires] < 4} == set()
    assert len(EXAMPLES) == 79
    assert len({e.name for e in EXAMPLES}) == 79


# --- as of a day --------------------------------------------------------------------------------------------------------


def as_of(day: str, *articles: Document) -> list[str]:
    return compare(*articles, as_of=date.fromisoformat(day).toordinal()).words


def test_an_article_takes_part_from_its_first_possible_day_on() -> None:
    articles = article("yonhap", "2015", says("1277")), article("upi", "[2016-03-01,2016-03-04]", says("1275", by=UNSTATED))
    assert as_of("2016-02-29", *articles) == []
    assert as_of("2016-03-01", *articles) == ["contradicts 1,275 and 1,277"]
    assert as_of("2016-03-09", *articles) == ["contradicts 1,275 and 1,277"]


def test_a_revision_is_not_known_before_the_later_article_may_be_out() -> None:
    articles = (
        article("yonhap", "2015", says("1277")),
        article("upi", "2015", says("1277")),
        article("arirang", "2017", says("1275")),
    )
    assert as_of("2016-12-31", *articles) == ["agrees 1,277"]
    assert as_of("2017-01-01", *articles) == ["agrees 1,277", "revised 1,277 to 1,275"]


def test_a_slip_silences_an_article_only_from_the_day_it_was_printed() -> None:
    both = article("yonhap", "2016", says("1397"), says("1514"))
    assert as_of("2015-12-31", both, article("upi", "2015", says("1396"))) == []
    assert as_of("2016-01-01", both, article("upi", "2015", says("1396"))) == ["within-article 1,397 and 1,514"]


def test_an_article_without_a_date_may_have_been_published_on_any_day() -> None:
    articles = article("yonhap", "2016", says("1277", by=UNSTATED)), article("upi", "", says("1275", by=UNSTATED))
    assert as_of("2015-12-31", *articles) == []
    assert as_of("2016-01-01", *articles) == ["contradicts 1,275 and 1,277"]


# --- crowded quantities -------------------------------------------------------------------------------------------------


def crowd(count: int) -> list[Document]:
    """Articles of unknown roots, each with a value of its own: 1201, 1202, …"""
    return [article("upi", "", says(str(1200 + n), by=UNSTATED), name=f"crowd-{n}") for n in range(1, count + 1)]


def figures(compared: Compared) -> set[frozenset[str]]:
    return {frozenset(side.figure for side in f.sides) for f in compared.findings}


def test_thirty_readings_are_compared_pair_by_pair() -> None:
    compared = compare(*crowd(30))
    values = [f"1,2{n:02}" for n in range(1, 31)]
    assert figures(compared) == {frozenset(pair) for pair in combinations(values, 2)}
    assert {f.outcome for f in compared.findings} == {"contradicts"}


def test_of_more_than_thirty_readings_only_the_extremes_are_compared() -> None:
    assert compare(*crowd(31)).words == ["contradicts 1,201 and 1,231"]
    assert compare(*crowd(40)).words == ["contradicts 1,201 and 1,240"]


def test_all_readings_that_share_the_extreme_are_extremes() -> None:
    at_most = article("arirang", "", says("at-most 1201", by=UNSTATED))
    assert compare(at_most, *crowd(31)).words == [
        "agrees 1,201 and at most 1,201",
        "contradicts 1,201 and 1,231",
        "contradicts at most 1,201 and 1,231",
    ]


def test_a_round_count_may_be_an_extreme() -> None:
    round_counts = [article("yonhap", "", says(figure, by=UNSTATED), name=figure) for figure in ("1100", "1300")]
    assert compare(*crowd(31), *round_counts).words == ["contradicts 1,100 and 1,300"]


def test_a_crowded_quantity_still_says_which_value_two_articles_share() -> None:
    assert "agrees 1,215" in compare(*crowd(31), article("yonhap", "", says("1215"))).words


def test_a_crowd_within_articles_that_contradict_themselves_is_no_crowd() -> None:
    slip = article("yonhap", "", says("1"), says("2"))
    assert len(compare(slip, *crowd(30)).findings) == 436


def test_a_crowd_about_one_year_does_not_crowd_another() -> None:
    pair = article("yonhap", "", says("1277", "2014")), article("arirang", "", says("1275", "2014", by=UNSTATED))
    assert compare(*pair, *crowd(31)).words == ["contradicts 1,201 and 1,231", "contradicts 1,275 and 1,277"]


# --- rule files ---------------------------------------------------------------------------------------------------------


def rule_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_are_read_in_the_order_of_their_strata(tmp_path: Path) -> None:
    names = ["100-late.rq", "20-early.rq", "20-also-early.rq"]
    found = rules.read(rule_file(tmp_path, name, HEADER + PREFIX + MARKS_THE_RUN) for name in names)
    assert [(r.stratum, r.name) for r in found] == [(20, "also-early"), (20, "early"), (100, "late")]


@pytest.mark.parametrize("name", ["early.rq", "20-Early.rq", "20-early.sparql", "draft-20-early.rq", "20-early.rq.rq"])
def test_a_file_not_named_like_a_rule_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OntologyError, match=r"a rule is named <stratum>-<rule>\.rq"):
        rules.read([rule_file(tmp_path, name, HEADER + PREFIX + MARKS_THE_RUN)])


@pytest.mark.parametrize("header", ["", HEADER.replace("#+ writes: nk:divided\n", ""), HEADER + "#+ sumary: t\n"])
def test_a_rule_with_a_header_missing_or_unknown_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(OntologyError, match="has the headers description, summary, writes"):
        rules.read([rule_file(tmp_path, "20-early.rq", header + PREFIX + MARKS_THE_RUN)])


def test_a_rule_that_writes_what_its_header_does_not_name_is_refused(tmp_path: Path) -> None:
    text = HEADER + PREFIX + MARKS_THE_RUN.replace("nk:divided", "nk:plural")
    with pytest.raises(OntologyError, match=r"20-early.rq writes https://w3id.org/nkgraph/ontology#plural"):
        rules.run(rules.read([rule_file(tmp_path, "20-early.rq", text)]), Graph())


def test_a_rule_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"20-early.rq cannot be run"):
        rules.run(rules.read([rule_file(tmp_path, "20-early.rq", f"{HEADER}CONSTRUCT nothing")]), Graph())


def test_rules_of_one_stratum_do_not_see_what_the_others_of_it_say(tmp_path: Path) -> None:
    first = HEADER + PREFIX + MARKS_THE_RUN
    second = (HEADER + PREFIX + "CONSTRUCT { nk:run nk:plural true } WHERE { nk:run nk:divided true }").replace(
        ": nk:div", ": nk:plural nk:div"
    )
    for stratum, seen in ((10, 2), (20, 3)):
        graph = Graph()
        paths = [rule_file(tmp_path, "10-a.rq", first), rule_file(tmp_path, f"{stratum}-b.rq", second)]
        rules.run(rules.read(paths), graph)
        assert len(graph) == seen
