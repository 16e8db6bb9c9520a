"""The terms of others: a closed list, each of them used, each namespace with one prefix."""

from __future__ import annotations

import re

import pytest

from nkgraph import published
from nkgraph.vocab import Terms
from tests.conftest import REPOSITORY

LISTS = {name: terms for name, terms in vars(published).items() if isinstance(terms, Terms)}


@pytest.mark.parametrize("name", LISTS)
def test_every_term_is_used(name: str) -> None:
    modules = [p for p in (REPOSITORY / "src" / "nkgraph").rglob("*.py") if p.name != "published.py"]
    text = "\n".join(p.read_text(encoding="utf-8") for p in [*modules, *(REPOSITORY / "tests").rglob("*.py")])
    assert {term for term in LISTS[name].names if not re.search(rf"\b{name}\.{term}_?\b", text)} == set()


def test_a_term_that_is_not_on_the_list_is_an_error() -> None:
    with pytest.raises(AttributeError, match="tripels is not a term of"):
        _ = published.VOID.tripels


def test_every_namespace_has_one_prefix() -> None:
    spaces = list(published.PREFIXES.values())
    assert len(spaces) == len(set(spaces)) >= len(LISTS) == 12
    assert {terms.namespace for terms in LISTS.values()} <= set(spaces)
