"""The question library as tests ask it: each question with its example, on the store and on rdflib, and its golden answer."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib

from nkgraph import parameters, questions, results
from nkgraph.questions import Question
from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.store import Graph, Term
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "queries" / "questions"
GOLDEN = REPOSITORY / "tests" / "golden" / "questions"
SMALL, SHOWN = 60, 20  # a golden answer of fewer rows is kept whole, of a larger one this many and the count
Bag = Counter[tuple[str | Decimal | None, ...]]


@cache
def library() -> dict[str, Question]:
    """The repository's own questions."""
    return questions.read(sorted(FOLDER.glob("*.rq")))


def example(question: Question) -> list[str]:
    """The parameters of a question's example as the command line gets them."""
    words = shlex.split(question.example)
    assert words[:3] == ["nkgraph", "query", question.name], question.example
    assert words[3::2] == ["--param"] * (len(words[3:]) // 2), question.example
    return words[4::2]


def answer(question: Question, graph: Graph) -> Answer:
    """A question's answer to its example."""
    terms = parameters.terms(question, example(question), Register(graph))
    columns, rows = graph.select(questions.bound(question, terms))
    return Answer(columns, list(rows))


def golden(answer: Answer) -> str:
    """What is kept of an answer: TSV, whole where it is small, else its first rows and how many there are."""
    if len(answer.rows) < SMALL:
        return results.as_tsv(answer)
    return results.as_tsv(Answer(answer.columns, answer.rows[:SHOWN])) + f"# {len(answer.rows)} rows\n"


def golden_file(name: str) -> Path:
    """Where the answer of a question is kept."""
    return GOLDEN / f"{name}.tsv"


def bag(answer: Answer) -> Bag:
    """The rows of an answer in no order, numbers by their value: each engine writes them in its own form."""
    return Counter(tuple(map(_value, row)) for row in answer.rows)


def by_rdflib(graph: rdflib.Graph, text: str) -> Answer:
    """The answer of rdflib's own engine."""
    found = graph.query(text)
    assert found.vars is not None, "a SELECT has columns"
    rows = [tuple(_term(row[variable]) for variable in found.vars) for row in found]  # type: ignore[index,call-overload]
    return Answer([str(variable) for variable in found.vars], rows)


def _value(term: Term | None) -> str | Decimal | None:
    number = isinstance(term, ox.Literal) and re.search(r"#(?:integer|decimal)$", term.datatype.value)
    return Decimal(term.value) if number and isinstance(term, ox.Literal) else None if term is None else str(term)


def _term(node: object) -> Term | None:
    if node is None:
        return None
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    assert isinstance(node, rdflib.Literal), "no blank node reaches the store"
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))) if node.datatype else ox.Literal(str(node))
