"""What a person types for a parameter, as a term: an agent by any of its names, a day as its ordinal, a number, words.

Names are matched whole, in any case and script; what fits several things, or nothing, is answered with candidates.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from nkgraph import iris, numerals, vocab
from nkgraph.errors import NkgraphError
from nkgraph.questions import Parameter, Question
from nkgraph.register import Register, date_in_words
from nkgraph.vocab import NK, SDO, SKOS_, local

_CANDIDATES = 8  # as many as one reads before giving up
_ARTICLE = ox.NamedNode(vocab.SCHEMA + "Article")
PLACES = ox.NamedNode(vocab.ROOT + "places")

Term = ox.NamedNode | ox.Literal


def terms(question: Question, given: Iterable[str], register: Register) -> dict[str, Term]:
    """A term for each parameter of a question from `name=value` texts; NkgraphError says what is missing or wrong."""
    values = _split(question, given)
    for parameter in question.parameters:
        if parameter.name not in values:
            raise NkgraphError(
                f"{question.name} asks for {parameter.name}: {parameter.meaning} ({parameter.kind}). "
                f"For example: {question.example}"
            )
    found: dict[str, Term] = {}
    for parameter in question.parameters:
        try:
            found[parameter.name] = term(parameter, values[parameter.name], register)
        except NkgraphError as error:
            raise NkgraphError(f"--param {parameter.name}: {error}") from error
    return found


def _split(question: Question, given: Iterable[str]) -> dict[str, str]:
    known = [p.name for p in question.parameters]
    values: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise NkgraphError(f"--param {text}: write it as NAME=VALUE. For example: {question.example}")
        if name not in known:
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            raise NkgraphError(f"{question.name} has no parameter {name}. {takes}")
        if name in values:
            raise NkgraphError(f"--param {name} is given twice. Ask twice, once with each value.")
        if not value.strip():
            raise NkgraphError(f"--param {name} is empty. For example: {question.example}")
        values[name] = _utf8(name, value)
    return values


def _utf8(name: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NkgraphError(f"--param {name}: these bytes are not UTF-8. Type it anew, or set the terminal to UTF-8.") from error
    return value


def term(parameter: Parameter, value: str, register: Register) -> Term:
    """The term that is meant by what a person types for one parameter; NkgraphError says why there is none."""
    if parameter.kind == "words":
        return ox.Literal(value)
    if parameter.kind == "year":
        if not re.fullmatch(r"[0-9]{4}", value.strip()):
            raise NkgraphError(f'"{value}" is not a year. Write it like {parameter.example}.')
        return ox.Literal(value.strip())
    if parameter.kind == "date":
        return _integer(_ordinal(parameter, value.strip()))
    if parameter.kind == "number":
        number = numerals.digits(value.strip())
        if number is None:
            raise NkgraphError(f'"{value}" is not a number. Write it like {parameter.example}.')
        return ox.Literal(f"{number:f}", datatype=ox.NamedNode(vocab.XSD + "decimal"))
    return _thing(parameter, value.strip(), register)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(vocab.XSD + "integer"))


def _ordinal(parameter: Parameter, value: str) -> int:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError(value)
        return date.fromisoformat(value).toordinal()
    except ValueError as error:
        raise NkgraphError(f'"{value}" is not a day. Write year, month and day, like {parameter.example}.') from error


def _thing(parameter: Parameter, value: str, register: Register) -> ox.NamedNode:
    """The agent, measure, place or article that a name, a prefixed name or an IRI stands for."""
    things = {node: _names(node, parameter.kind, register) for node in _all(parameter.kind, register)}
    if (node := iris.expand(value)) is not None:
        for form in (node, ox.NamedNode(f"{node.value.rstrip('/')}/")):
            if form in things:
                return form
    wanted = _plain(value)
    exact = [node for node, names in things.items() if wanted in map(_plain, names)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise NkgraphError(f'"{value}" may be {_listed(exact, parameter.kind, register)}. Give one of them.')
    near = _near(wanted, things)
    ways = f"Did you mean {_listed(near, parameter.kind, register)}?" if near else f'For example "{parameter.example}".'
    raise NkgraphError(f'there is no {parameter.kind} "{value}". {ways}')


def _all(kind: str, register: Register) -> list[ox.NamedNode]:
    if kind == "place":
        return register.graph.subjects(SKOS_.inScheme, PLACES)
    return register.graph.subjects(vocab.RDF_TYPE, {"agent": NK.Agent, "measure": NK.Measure, "article": _ARTICLE}[kind])


def _names(node: ox.NamedNode, kind: str, register: Register) -> list[str]:
    """Everything that a thing is called; an article goes by its file, its headline, and publisher and date."""
    graph = register.graph
    names = [local(node)]
    if kind != "article":
        return names + [o.value for p in (SKOS_.prefLabel, SKOS_.altLabel) for o in graph.objects(node, p)]
    names += [node.value.removeprefix(vocab.CLAIMS), graph.text(node, SDO.headline) or "", register.article_in_words(node)]
    publisher, published = register.publisher(node), graph.text(node, SDO.datePublished)
    if publisher is not None and published is not None:
        names += [f"{register.label(publisher)} {published}", f"{register.label(publisher)} {date_in_words(published)}"]
    return [n for n in names if n]


def _near(wanted: str, things: dict[ox.NamedNode, list[str]]) -> list[ox.NamedNode]:
    """The things with a name that holds these words, the shortest name first; else with a name much like them."""
    holding = {n: [len(name) for name in map(_plain, names) if wanted and wanted in name] for n, names in things.items()}
    if found := [n for n, lengths in holding.items() if lengths]:
        return sorted(found, key=lambda n: (min(holding[n]), n.value))
    plain = {_plain(name): node for node, names in things.items() for name in names}
    return list(dict.fromkeys(plain[name] for name in difflib.get_close_matches(wanted, plain, 4, 0.7)))


def _listed(nodes: list[ox.NamedNode], kind: str, register: Register) -> str:
    words = register.article_in_words if kind == "article" else register.label
    shown = [f"{words(node)} ({iris.shorten(node)})" for node in nodes[:_CANDIDATES]]
    more = [f"{len(nodes) - _CANDIDATES} more"] if len(nodes) > _CANDIDATES else []
    return " or ".join(shown + more)


def _plain(name: str) -> str:
    """A name without case, punctuation, and a leading article."""
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", name).casefold()).strip()
    return words.removeprefix("the ")
