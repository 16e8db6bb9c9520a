"""The question library: each question a form made from its header, its answer a table, and CSV, TSV and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import iris, parameters, questions, results, vocab
from nkgraph.errors import NkgraphError
from nkgraph.questions import Parameter, Question
from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.vocab import NK, SKOS_
from nkgraph.web import answer_tables, formats, list_pages, paging, replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

_LONGEST = 200  # characters that are typed for a parameter
_OFFERED = 500  # names that a field offers
_SHOWN = 500  # rows that a page shows; the files have all
_FORMS = (formats.CSV, formats.TSV, formats.JSON)
_INPUTS = {"year": "number", "date": "date"}


@dataclass(frozen=True)
class _Field:
    """One parameter as a field: what was typed, what is wrong with it, the kind of input, what may be chosen."""

    parameter: Parameter
    value: str
    wrong: str
    type: str
    offered: tuple[tuple[str, str], ...]


def library(site: Site, visit: Visit) -> Reply:
    """Every question, with what it answers."""
    found = site.snapshot.library.values()
    return replies.page(templating.render(site, "questions.html", section="questions", library=found), keep=visit.bare)


def question(site: Site, visit: Visit) -> Reply:
    """One question: its form; where everything is given, or nothing is asked for, its answer."""
    name, form = _named(visit.path)
    if name not in site.snapshot.library:
        try:
            questions.named(name[:_LONGEST], site.snapshot.library)
            said = "Its name is written otherwise."
        except NkgraphError as error:
            said = str(error).partition(". ")[2].partition(". All of them")[0] + "."
        return replies.refused(404, f"There is no question {name[:60]}.", f"{said} All of them are at /questions/.")
    asked = site.snapshot.library[name]
    given = {p.name: visit.first(p.name).strip() for p in asked.parameters}
    terms, wrong = _terms(asked, given, site.snapshot.register)
    complete = not wrong and len(terms) == len(asked.parameters)
    if form is not None:
        if not complete:
            lacking = [f"{p.name}: {wrong.get(p.name) or p.meaning}" for p in asked.parameters if p.name not in terms]
            return replies.refused(400, f"{name} cannot be asked so.", " ".join(lacking))
        written = results.FORMATS[form.suffix](_answer(site, asked, terms), site.snapshot.register)
        return list_pages.data(site, visit, form, written, name)
    answer = _answer(site, asked, terms) if complete else None
    text = questions.bound(asked, terms) if complete else asked.text
    return _page(site, asked, given, wrong, answer, text, keep=visit.bare)


def _named(path: str) -> tuple[str, formats.Format | None]:
    """The name of a question in a path, and the format that its suffix asks for."""
    name, dot, suffix = path.removeprefix("/questions/").rpartition(".")
    form = next((f for f in _FORMS if f.suffix == suffix), None) if dot else None
    return (name, form) if form is not None else (path.removeprefix("/questions/"), None)


def _terms(
    asked: Question, given: Mapping[str, str], register: Register
) -> tuple[dict[str, ox.NamedNode | ox.Literal], dict[str, str]]:
    """The terms that were meant, and what is wrong with what was typed, by parameter."""
    terms: dict[str, ox.NamedNode | ox.Literal] = {}
    wrong: dict[str, str] = {}
    for parameter in asked.parameters:
        value = given[parameter.name]
        if len(value) > _LONGEST:
            wrong[parameter.name] = f"Give at most {_LONGEST} characters."
        elif value:
            try:
                terms[parameter.name] = parameters.term(parameter, value, register)
            except NkgraphError as error:
                wrong[parameter.name] = str(error)[:1].upper() + str(error)[1:]
        elif any(given.values()):
            wrong[parameter.name] = f"Say {parameter.meaning}, for example {parameter.example}."
    return terms, wrong


def _answer(site: Site, asked: Question, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> Answer:
    columns, found = site.snapshot.built.graph.select(questions.bound(asked, terms))
    return Answer(columns, list(found))


def _page(
    site: Site, asked: Question, given: Mapping[str, str], wrong: Mapping[str, str], answer: Answer | None, text: str,
    keep: bool,
) -> Reply:  # fmt: skip
    status = 400 if wrong else 200
    pairs = tuple(given.items())
    others = tuple(
        Other(f, paging.address(site, f"/questions/{asked.name}.{f.suffix}", pairs)) for f in _FORMS if answer is not None
    )
    register = site.snapshot.register
    fields = [
        _Field(p, given[p.name], wrong.get(p.name, ""), _INPUTS.get(p.kind, "text"), _offered(p.kind, register))
        for p in asked.parameters
    ]
    example = paging.address(site, f"/questions/{asked.name}", ((p.name, p.example) for p in asked.parameters))
    table = answer_tables.table(Answer(answer.columns, answer.rows[:_SHOWN]), register) if answer is not None else None
    html = templating.render(
        site, "question.html", section="questions", formats=others, question=asked, fields=fields, table=table,
        total=len(answer.rows) if answer is not None else 0, shown=_SHOWN, example=example, text=text,
    )  # fmt: skip
    return replies.page(html, status, keep)


def _offered(kind: str, register: Register) -> tuple[tuple[str, str], ...]:
    """What may be chosen for a parameter of a kind: what stands in the field, and words beside it."""
    graph = register.graph
    if kind == "article":
        nodes = {register.article(c) for c in register.claims()}
        found = sorted((n.value.removeprefix(vocab.CLAIMS).strip("/"), register.article_in_words(n)) for n in nodes)
    elif kind in ("agent", "measure", "place"):
        of = {"agent": NK.Agent, "measure": NK.Measure}
        nodes_of = graph.subjects(vocab.RDF_TYPE, of[kind]) if kind in of else graph.subjects(SKOS_.inScheme, parameters.PLACES)
        found = sorted((register.label(n), iris.shorten(n)) for n in nodes_of)
    else:
        return ()
    return tuple(found[:_OFFERED])
