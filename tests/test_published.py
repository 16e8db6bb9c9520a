"""The terms of others: a closed list, each of them used, each namespace with one prefix."""

from __future__ import annotations

import re

import pytest

from nkgraph import published
from nkgraph.vocab import Terms
from tests.conftest import REPOSITORY

LISTS = {name: terms for name, terms in vars(published).items() if isinstance(terms, Terms)}


def test_every_term_is_used() -> None:
    modules = [p for p in (REPOSITORY / "src" / "nkgraph").rglob("*.py") if p.name != "published.py"]
    texts = (p.read_text(encoding="utf-8") for p in [*modules, *(REPOSITORY / "tests").rglob("*.py")])
    used = {word.rstrip("_") for text in texts for word in re.findall(r"\b[A-Z][A-Z_]+\.\w+", text)}
    terms = {f"{name}.{term}" for name, found in LISTS.items() for term in found.names}
    assert terms - used == set()
    assert len(terms) > 100


def test_a_term_that_is_not_on_the_list_is_an_error() -> None:
    with pytest.raises(AttributeError, match="tripels is not a term of"):
        _ = published.VOID.tripels


def test_every_namespace_has_one_prefix() -> None:
    spaces = list(published.PREFIXES.values())
    assert len(spaces) == len(set(spaces)) >= len(LISTS) == 12
    assert {terms.namespace for terms in LISTS.values()} <= set(spaces)
