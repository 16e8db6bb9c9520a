"""The answer to a query as a table of a page: names as links, figures as people write them."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import iris, results
from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.store import Term
from nkgraph.web.rows import Cell, Column, Rows


def table(answer: Answer, register: Register) -> Rows:
    """The rows of a SELECT, in the words of `nkgraph query`."""
    numeric = results.numeric(answer)
    columns = tuple(Column(name, name, number=n) for name, n in zip(answer.columns, numeric, strict=True))
    return Rows(columns, tuple(tuple(_cell(term, register) for term in row) for row in answer.rows))


def _cell(term: Term | None, register: Register) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(results.name_of(term, register) or iris.shorten(term), term.value)
    return Cell(results.words(term, register))
