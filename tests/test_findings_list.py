"""Every finding in one sentence: text, CSV, JSON, Markdown; by rule and by outcome."""

from __future__ import annotations

import csv
import io
import json

import pytest

from nkgraph import findings_list
from nkgraph.build import Built
from nkgraph.errors import NkgraphError
from nkgraph.findings_list import COLUMNS, RULES
from tests import tiny


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return tiny.built(tmp_path_factory.mktemp("small"))


def test_csv_has_the_columns_of_the_contract_and_a_row_for_each_finding(small: Built) -> None:
    listed = findings_list.compose(small)
    rows = list(csv.DictReader(io.StringIO(findings_list.as_csv(listed))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(listed.found) == 4
    for row in rows:
        assert row["id"].startswith("https://w3id.org/nkgraph/findings/")
        assert row["sentence"].endswith(".")
        assert set(json.loads(row["claims"])) == {c for side in json.loads(row["sides"]) for c in side["claims"]}


def test_json_holds_the_same_under_findings(small: Built) -> None:
    listed = findings_list.compose(small)
    data = json.loads(findings_list.as_json(listed))
    assert [f["id"] for f in data["findings"]] == [b.finding.iri.value for b in listed.found]
    assert data["corpus"] == small.corpus_id


def test_contradictions_stand_first_and_every_finding_says_where_to_go_on(small: Built) -> None:
    text = findings_list.text(findings_list.compose(small))
    assert text.index("CONTRADICTS  1") < text.index("REVISED  1") < text.index("AGREES  2")
    assert text.count("     Next nkgraph show ") == 4
    assert "Cite  4 findings by 12 rules." in text
    assert max(map(len, text.splitlines())) <= 120


def test_one_rule_or_one_outcome_can_be_asked_for(small: Built) -> None:
    assert [b.finding.rule for b in findings_list.compose(small, rule="within-article").found] == ["within-article"]
    assert {b.finding.outcome for b in findings_list.compose(small, outcome="agrees").found} == {"agrees"}
    assert findings_list.compose(small, rule="series").found == []


@pytest.mark.parametrize(("rule", "outcome"), [("same", None), (None, "wrong")])
def test_a_rule_or_outcome_that_is_none_lists_those_there_are(small: Built, rule: str | None, outcome: str | None) -> None:
    with pytest.raises(NkgraphError, match=r"Give one of: (same-quantity|contradicts)"):
        findings_list.compose(small, rule, outcome)


def test_markdown_escapes_what_it_would_take_for_markup(small: Built) -> None:
    assert "# nkgraph findings" in findings_list.markdown(findings_list.compose(small))


def test_the_rules_listed_are_those_of_the_rule_files() -> None:
    from tests.specimens import all_rules

    named = {r.header["summary"].split(":")[0] for r in all_rules() if r.stratum in (86, 90)}
    assert named == set(RULES)
