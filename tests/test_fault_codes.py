"""Every code that the checker can say stands in docs/faults.md, and every code that stands there can be said."""

from __future__ import annotations

import re

from nkgraph import bindings, forms, relations, sources, turtle, values
from nkgraph.ontology import Ontology
from tests.conftest import REPOSITORY
from tests.fault_codes import said_by


def test_the_page_of_faults_names_each_code_and_no_other(known: Ontology) -> None:
    page = (REPOSITORY / "docs" / "faults.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    said = {code for module in (turtle, forms, values, bindings, sources, relations) for code in said_by(module)}
    shapes = (REPOSITORY / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    said |= set(re.findall(r"^shape:([a-z-]+) a sh:", shapes, re.MULTILINE))
    chosen_by_expression = {"syntax", "undefined-term", "undefined-concept", "unit-needless"}
    assert len(said) > 100
    assert said - documented == set(), "codes that the page does not explain"
    assert documented - said - chosen_by_expression == set(), "codes that nothing says"
