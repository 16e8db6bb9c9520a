"""What the rules say of the repository's own claims: the findings that a reader of the five copies would name."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from nkgraph import derive, findings, hypotheses, rules, telling
from nkgraph.check import Reading
from nkgraph.findings import Finding
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.vocab import local
from tests.conftest import REPOSITORY
from tests.specimens import Compared, all_rules

Figures = tuple[str, ...]


@pytest.fixture(scope="module")
def compared(reading: Reading) -> Compared:
    """The real corpus, compared as of all days."""
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(list(all_rules()), graph)
    register = Register(graph)
    return Compared(register, findings.read(register))


def about(compared: Compared, label: str, figures: Figures) -> Finding:
    """The one finding about a quantity with these figures as its sides."""
    (found,) = (f for f in compared.findings if f.label == label and tuple(s.figure for s in f.sides) == figures)
    return found


def publishers(finding: Finding, compared: Compared) -> set[str]:
    return {local(p) for p in findings.publishers(finding, compared.register)}


def roots(finding: Finding) -> list[str]:
    return [local(r) for r in finding.roots]


def test_the_findings_are_counted_by_rule_and_outcome(compared: Compared) -> None:
    assert Counter((f.rule, f.outcome) for f in compared.findings) == {
        ("same-quantity", "agrees"): 10,
        ("same-quantity", "contradicts"): 2,
        ("same-quantity", "revised"): 2,
        ("within-article", "contradicts"): 1,
        ("near-miss", "not-comparable"): 6,
        ("sum-of-parts", "incomplete"): 1,
        ("sum-of-parts", "undetermined"): 4,
        ("stock-flow", "incomplete"): 1,
        ("derivation", "agrees"): 11,
        ("derivation", "contradicts"): 1,
        ("series", "agrees"): 4,
        ("series", "contradicts"): 5,
        ("series", "undetermined"): 1,
        ("forecast", "contradicts"): 1,
        ("dates", "contradicts"): 1,
        ("dates", "undetermined"): 1,
    }


def test_the_arrivals_of_2015_are_revised_from_1277_to_1275_by_one_root(compared: Compared) -> None:
    finding = about(compared, "Arrivals in South Korea, 2015", ("1,277", "1,275"))
    assert (finding.outcome, finding.difference) == ("revised", Decimal(2))
    assert (roots(finding), finding.unknown, finding.one_root) == (["ministry-of-unification"], 0, True)
    assert publishers(finding, compared) == {"yonhap", "visual-capitalist"}


def test_the_arrivals_of_2014_are_revised_from_1396_to_1397_by_a_ministry_and_its_government(compared: Compared) -> None:
    finding = about(compared, "Arrivals in South Korea, 2014", ("1,396", "1,397"))
    assert (finding.outcome, finding.difference) == ("revised", Decimal(1))
    assert (roots(finding), finding.one_root) == (["ministry-of-unification"], True)
    assert [[local(r) for r in side.known] for side in finding.sides] == [
        ["south-korean-government"],
        ["ministry-of-unification"],
    ]


def test_yonhap_gives_2014_two_values_and_the_greater_is_perhaps_that_of_2013(compared: Compared) -> None:
    finding = about(compared, "Arrivals in South Korea, 2014", ("1,397", "1,514"))
    assert (finding.rule, finding.outcome, finding.difference) == ("within-article", "contradicts", Decimal(117))
    assert finding.article is not None
    assert finding.article.value.endswith("/2016-01-04-yonhap-defectors-halve/")
    assert hypotheses.of(finding, compared.register) == ["1,514 is the figure of 2013; Visual Capitalist has it there."]


def test_the_slip_of_1514_takes_no_part_in_any_other_finding(compared: Compared) -> None:
    about_2014 = [f for f in compared.findings if f.label == "Arrivals in South Korea, 2014"]
    assert [f.rule for f in about_2014 if "1,514" in {s.figure for s in f.sides}] == ["within-article"]
    assert {f.outcome for f in about_2014} == {"contradicts", "revised"}


def test_the_arrivals_of_2009_agree_four_publishers_one_known_root_one_unstated(compared: Compared) -> None:
    finding = about(compared, "Arrivals in South Korea, 2009", ("2,914",))
    assert finding.outcome == "agrees"
    assert publishers(finding, compared) == {"korea-times", "yonhap", "korea-economic-institute", "visual-capitalist"}
    assert (roots(finding), finding.unknown) == (["ministry-of-unification"], 1)


def test_those_resettled_in_the_us_are_a_running_total_that_falls_from_191_to_186(compared: Compared) -> None:
    finding = about(compared, "North Koreans resettled in the U.S., since 2006", ("191", "186"))
    assert (finding.outcome, finding.falls, finding.difference) == ("contradicts", True, Decimal(5))
    assert (roots(finding), finding.unknown) == (["us-state-department"], 1)
    assert publishers(finding, compared) == {"arirang", "upi"}


def test_what_may_explain_a_difference_is_offered_for_nine_findings(compared: Compared) -> None:
    guesses = [h for f in compared.findings for h in hypotheses.of(f, compared.register)]
    assert len(guesses) == 9
    for words in ("186 + 5 = 191", "fiscal year", "cut off to 18 percent", "Illinois and Utah", "947 (1998) and 1,043 (2001)"):
        assert len([g for g in guesses if words in g]) == 1, words


def claims_of(reading: Reading, value: int, *measures: str) -> set[str]:
    return {c.iri.value for c in reading.corpus.claims if c.value == value and c.measure and local(c.measure) in measures}


def told(compared: Compared, rule: str, *words: str) -> list[str]:
    """The sentences of a rule that hold all these words."""
    said = [telling.sentence(f, compared.register) for f in compared.findings if f.rule == rule]
    return [s for s in said if all(w in s for w in words)]


def test_70_registered_and_218_admitted_are_not_comparable_a_stock_and_a_running_total(compared: Compared) -> None:
    (sentence,) = told(compared, "near-miss", "70", "218")
    assert sentence.endswith("Not comparable: one is a running total and the other a stock.")


def test_the_15_of_upi_and_the_15_of_yonhap_are_no_agreement(compared: Compared, reading: Reading) -> None:
    asylum, seeking = claims_of(reading, 15, "us-asylum"), claims_of(reading, 15, "seeking-another-country")
    assert (len(asylum), len(seeking)) == (1, 1)
    assert [f for f in compared.findings if {c.value for c in f.claims} >= asylum | seeking] == []


def test_eighteen_states_are_stated_and_sixteen_listed(compared: Compared) -> None:
    assert len(told(compared, "sum-of-parts", "18 are stated and 16 listed")) == 1


def test_the_consistent_decline_from_2009_is_broken_by_four_years(compared: Compared) -> None:
    (sentence,) = told(compared, "series", "consistent decline")
    assert re.findall(r"\((\d{4})\)", sentence) == ["2011", "2013", "2016", "2018"]


def test_the_years_that_are_given_come_to_the_total_to_2019_exactly(compared: Compared) -> None:
    (sentence,) = told(compared, "stock-flow", "33,523")
    assert "20 yearly figures" in sentence
    assert "the other 5 years would have to be zero" in sentence


def test_444_of_535_is_83_percent_and_978_in_ten_months_is_about_98_a_month(compared: Compared) -> None:
    assert len(told(compared, "derivation", "83 percent holds", "82.99")) == 1
    assert len(told(compared, "derivation", "about 98 holds", "97.80")) == 1


def test_52_8_percent_fits_1277_and_48_4_percent_fits_1396(compared: Compared) -> None:
    assert len(told(compared, "derivation", "52.8 percent holds", "1,277", "52.81 percent")) == 1
    assert len(told(compared, "derivation", "48.4 percent holds", "1,396", "48.41 percent")) == 1


def test_the_forecast_of_1200_was_passed_by_75(compared: Compared) -> None:
    assert len(told(compared, "forecast", "at most 1,200", "1,275", "75 off")) == 1


def test_every_finding_stands_with_its_judgement_on_the_page_of_findings(compared: Compared) -> None:
    page = (REPOSITORY / "docs" / "findings.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([0-9a-f]{16})` \| ([a-z-]+) \|.*\| (right|arguable|wrong) \|", page, re.M)
    assert sorted((i, rule) for i, rule, _ in listed) == sorted((local(f.iri), f.rule) for f in compared.findings)
    assert Counter(judged for _, _, judged in listed)["wrong"] == 0
    for outcome in {f.outcome for f in compared.findings}:
        assert f"## {outcome.capitalize()}: {sum(1 for f in compared.findings if f.outcome == outcome)}" in page


def test_as_of_2015_nobody_has_revised_anything_yet(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(list(all_rules()), graph, as_of=date(2015, 12, 31).toordinal())
    found = findings.read(Register(graph))
    assert [f for f in found if f.outcome == "revised"] == []
    assert sorted((f.rule, f.label) for f in found if f.outcome == "contradicts") == [
        ("dates", "NK Economy Watch, 5 Jul 2015"),
        ("same-quantity", "North Koreans resettled in the U.S., since 2006"),
    ]
