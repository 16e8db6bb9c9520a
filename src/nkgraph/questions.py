"""The question library: one SELECT a file in queries/questions/, named by the question in words, with a header.

A header line is `#+ key: value`, grlc's form. A parameter is `name | kind | meaning | example`; in the text it stands
as `VALUES ?name { … }` with the value of the example, so that the file runs as it is in any SPARQL tool, and another
value takes that place as a term, never as text.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from nkgraph.errors import NkgraphError, OntologyError

KINDS = frozenset({"agent", "measure", "place", "article", "year", "date", "number", "words"})
_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.rq")
_HEADER = re.compile(r"#\+ (\w+): (.+)")
_ONCE = ("summary", "description", "columns", "example")


@dataclass(frozen=True)
class Parameter:
    """What a question leaves open: the variable, what kind of thing it takes, its meaning, an example."""

    name: str
    kind: str
    meaning: str
    example: str


@dataclass(frozen=True)
class Question:
    """One file of the library; `columns` gives the meaning of each column in the order of the answer."""

    name: str
    summary: str
    description: str
    columns: dict[str, str]
    parameters: tuple[Parameter, ...]
    example: str
    text: str


def read(paths: Iterable[Path]) -> dict[str, Question]:
    """The questions by name; OntologyError where a file is not what its name and header must be."""
    found = [_read(path) for path in paths]
    return {q.name: q for q in sorted(found, key=lambda q: q.name)}


def named(name: str, library: Mapping[str, Question]) -> Question:
    """The question of this name; NkgraphError with the nearest names where there is none."""
    wanted = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    if wanted in library:
        return library[wanted]
    words = set(wanted.split("-"))
    shared = sorted(library, key=lambda n: (-len(words & set(n.split("-"))), n))
    near = list(dict.fromkeys([*difflib.get_close_matches(wanted, library, 3, 0.6), *shared[:3]]))[:4]
    raise NkgraphError(
        f'There is no question "{name}". The nearest are {", ".join(near)}. All of them: nkgraph query. A file of your own '
        "ends in .rq."
    )


def bound(question: Question, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The question's SELECT with a term in the place of each parameter's example."""
    text = question.text
    for parameter in question.parameters:
        term = terms[parameter.name]
        text = _block(parameter.name).sub(lambda _, p=parameter, t=term: f"VALUES ?{p.name} {{ {t} }}", text)  # type: ignore[misc]
    return text


def listed(library: Mapping[str, Question]) -> str:
    """Every question with what it answers and what it asks for."""
    lines = ["Ask one with: nkgraph query NAME [--param NAME=VALUE]…   More of one: nkgraph query NAME --describe", ""]
    for question in library.values():
        asked = ", ".join(p.name for p in question.parameters)
        lines += [question.name + (f" ({asked})" if asked else ""), f"    {question.summary}"]
    return "".join(f"{line}\n" for line in lines)


def described(question: Question) -> str:
    """A question in full: what it answers, what it asks for, what its columns mean, and an example to paste."""
    lines = [question.name, "", f"{question.summary}.", *textwrap.wrap(question.description, 100)]
    if question.parameters:
        lines += ["", "Parameters"]
        lines += [f"  {p.name} ({p.kind}): {p.meaning}, for example {p.example}" for p in question.parameters]
    lines += ["", "Columns", *(f"  {name}: {meaning}" for name, meaning in question.columns.items())]
    lines += ["", "Example", f"  {question.example}"]
    return "".join(f"{line}\n" for line in lines)


def _read(path: Path) -> Question:
    name = _NAME.fullmatch(path.name)
    if name is None:
        raise OntologyError(f"{path}: a question is named in words, like who-quotes-whom.rq.")
    text = path.read_text(encoding="utf-8")
    header = [(m.group(1), m.group(2)) for line in text.splitlines() if (m := _HEADER.fullmatch(line))]
    said = dict(header)
    keys = sorted(key for key, _ in header if key != "parameter")
    if keys != sorted(_ONCE):
        raise OntologyError(f"{path}: a question has the headers {', '.join(_ONCE)} once each, and parameter for each it asks.")
    columns = dict(_pair(path, part) for part in said["columns"].split("; "))
    parameters = tuple(_parameter(path, value, text) for key, value in header if key == "parameter")
    return Question(name.group(1), said["summary"], said["description"], columns, parameters, said["example"], text)


def _pair(path: Path, part: str) -> tuple[str, str]:
    name, colon, meaning = part.partition(": ")
    if not colon:
        raise OntologyError(f'{path}: the columns are written "name: meaning; name: meaning", and "{part}" is not.')
    return name, meaning


def _parameter(path: Path, value: str, text: str) -> Parameter:
    parts = value.split(" | ")
    if len(parts) != 4 or parts[1] not in KINDS:
        raise OntologyError(
            f'{path}: a parameter is "name | kind | meaning | example", the kind one of {", ".join(sorted(KINDS))}.'
        )
    if not _block(parts[0]).search(text):
        raise OntologyError(f"{path}: the parameter {parts[0]} has no VALUES ?{parts[0]} {{ … }} in the text.")
    return Parameter(*parts)


def _block(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{re.escape(name)} \{{[^{{}}]*\}}")
