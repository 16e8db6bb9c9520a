"""What the rules say of the repository's own claims: the findings that a reader of the five copies would name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from nkgraph import derive, findings, hypotheses, rules
from nkgraph.check import Reading
from nkgraph.findings import Finding
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.vocab import NK, local
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
        ("same-quantity", "agrees"): 9,
        ("same-quantity", "contradicts"): 2,
        ("same-quantity", "revised"): 2,
        ("within-article", "contradicts"): 1,
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
    assert len([f for f in compared.findings if "1,514" in {s.figure for s in f.sides}]) == 1
    assert {f.outcome for f in compared.findings if f.label == "Arrivals in South Korea, 2014"} == {"contradicts", "revised"}


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


def test_only_one_difference_is_explained_by_a_hypothesis(compared: Compared) -> None:
    assert len([h for f in compared.findings for h in hypotheses.of(f, compared.register)]) == 1


def claims_of(reading: Reading, value: int, *measures: str) -> set[str]:
    return {c.iri.value for c in reading.corpus.claims if c.value == value and c.measure and local(c.measure) in measures}


def test_70_registered_and_218_admitted_are_not_compared(compared: Compared, reading: Reading) -> None:
    registered, admitted = claims_of(reading, 70, "registered"), claims_of(reading, 218, "us-resettled")
    assert (len(registered), len(admitted)) == (1, 1)
    assert [f for f in compared.findings if {c.value for c in f.claims} & (registered | admitted)] == []


def test_the_15_of_upi_and_the_15_of_yonhap_are_not_compared(compared: Compared, reading: Reading) -> None:
    asylum, seeking = claims_of(reading, 15, "us-asylum"), claims_of(reading, 15, "seeking-another-country")
    assert (len(asylum), len(seeking)) == (1, 1)
    assert [f for f in compared.findings if {c.value for c in f.claims} & (asylum | seeking)] == []


def test_no_figure_of_a_finding_stands_in_two_quantities(compared: Compared) -> None:
    graph = compared.register.graph
    for finding in compared.findings:
        assert {graph.iri(c, NK.quantity) for c in finding.claims} == {finding.quantity}, finding.label


def test_as_of_2015_nobody_has_revised_anything_yet(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(list(all_rules()), graph, as_of=date(2015, 12, 31).toordinal())
    found = findings.read(Register(graph))
    assert [f for f in found if f.outcome == "revised"] == []
    assert [f.label for f in found if f.outcome == "contradicts"] == ["North Koreans resettled in the U.S., since 2006"]
