"""Answers for people and for programs: an aligned table, and CSV, TSV and JSON as SPARQL 1.1 has them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import iris, vocab
from nkgraph.register import Register, one_line
from nkgraph.store import Row, Term
from nkgraph.vocab import NK, SDO, local

WIDTH = 120  # columns of a terminal that is not narrow
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # OWASP, CSV injection
_GAP = 2
_NARROW = 6  # a column is not made narrower than this while there is room
_NUMBERS = frozenset(ox.NamedNode(vocab.XSD + n) for n in ("integer", "decimal", "double", "float"))
_INTEGER = ox.NamedNode(vocab.XSD + "integer")
_DECIMAL = ox.NamedNode(vocab.XSD + "decimal")
_NUMERAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")  # an integer with a point is ill-typed, and the engine does not give one
_BREAK = re.compile(r"[^\s/-]*[\s/-]?")


@dataclass(frozen=True)
class Answer:
    """The columns and rows of a SELECT."""

    columns: list[str]
    rows: list[Row]


def table(answer: Answer, register: Register) -> str:
    """Rows under their column's name, no wider than WIDTH: numbers to the right, long cells over several lines."""
    rows = [[words(term, register) for term in row] for row in answer.rows]
    widths = _widths([[*(row[n] for row in rows), name] for n, name in enumerate(answer.columns)])
    right = numeric(answer)
    lines = _lines(answer.columns, widths, right)
    lines.append((" " * _GAP).join("-" * width for width in widths))
    for row in rows:
        lines += _lines(row, widths, right)
    return "".join(f"{line}\n" for line in lines)


def as_csv(answer: Answer) -> str:
    """CSV: plain values; a cell of text that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_csv_cell(term) for term in row] for row in answer.rows)
    return out.getvalue()


def as_tsv(answer: Answer) -> str:
    """TSV: each term as Turtle writes it."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join(map(_tsv_cell, row)) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def as_json(answer: Answer) -> str:
    """SPARQL results in JSON; what is unbound is left out."""
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return _json({"head": {"vars": answer.columns}, "results": {"bindings": bindings}})


FORMATS: dict[str, Callable[[Answer, Register], str]] = {
    "table": table,
    "csv": lambda answer, _: as_csv(answer),
    "tsv": lambda answer, _: as_tsv(answer),
    "json": lambda answer, _: as_json(answer),
}


def numeric(answer: Answer) -> list[bool]:
    """For each column, whether all it holds are numbers."""
    return [_all_numbers([row[n] for row in answer.rows]) for n in range(len(answer.columns))]


def truth(answer: bool, form: str) -> str:
    """The answer to an ASK in a format: yes or no for people, true or false for programs."""
    if form == "json":
        return _json({"head": {}, "boolean": answer})
    return {True: "yes\n", False: "no\n"}[answer] if form == "table" else f"{str(answer).lower()}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value} | ({} if more.get("datatype") == f"{vocab.XSD}string" else more)


def _tsv_cell(term: Term | None) -> str:
    """A term as Turtle writes it, whole numbers and decimals in short."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and term.datatype in (_INTEGER, _DECIMAL) and _PLAIN.fullmatch(term.value):
        whole = term.datatype == _DECIMAL and "." not in term.value
        return f"{term.value}.0" if whole else term.value
    return str(term)


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = str(term) if isinstance(term, ox.BlankNode) else term.value
    return f"'{text}" if text.startswith(FORMULA) and not _is_number(term) else text


def _is_number(term: Term | None) -> bool:
    """Whether a term is a number, and written as one."""
    return isinstance(term, ox.Literal) and term.datatype in _NUMBERS and bool(_NUMERAL.fullmatch(term.value))


def _all_numbers(column: list[Term | None]) -> bool:
    held = [term for term in column if term is not None]
    return bool(held) and all(_is_number(term) for term in held)


# --- the table ----------------------------------------------------------------------------------------------------------


def words(term: Term | None, register: Register) -> str:
    """A term for people: a thing by its name and prefixed name, a figure with its thousands apart."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        short, name = iris.shorten(term), name_of(term, register)
        return one_line(f"{name} ({short})" if name and name != local(term) else short)
    if _is_number(term) and isinstance(term, ox.Literal) and term.datatype == _DECIMAL:
        number = Decimal(term.value)
        return f"{int(number):,}" if number == int(number) else f"{number.normalize():,f}"
    return one_line(str(term) if isinstance(term, ox.BlankNode) else term.value)


def name_of(node: ox.NamedNode, register: Register) -> str:
    """What a thing is called: a claim by its figure, an article by publisher and date; empty where it has no name."""
    graph = register.graph
    if graph.iri(node, NK.article) is not None:
        return register.figure(node)
    if graph.iri(node, SDO.publisher) is not None:
        return register.article_in_words(node)
    label = register.label(node)
    return "" if label == local(node).replace("-", " ") else label


def _widths(columns: list[list[str]]) -> list[int]:
    """How wide each column is: as wide as its longest cell, the widest made narrower until all fit."""
    widths = [max(map(_width, cells)) for cells in columns]
    room = WIDTH - _GAP * (len(columns) - 1)
    least = max(1, min(_NARROW, room // max(len(columns), 1)))
    while sum(widths) > room and max(widths) > least:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(cells: list[str], widths: list[int], right: list[bool]) -> list[str]:
    """One row, as many lines high as its tallest cell."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped), default=0)):
        parts = []
        for cell, width, flush in zip(wrapped, widths, right, strict=True):
            text = cell[number] if number < len(cell) else ""
            space = " " * (width - _width(text))
            parts.append(space + text if flush else text + space)
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """A cell in lines no wider than `width`, broken after a space, a slash or a hyphen, else where it must."""
    lines = [""]
    for piece in _BREAK.findall(text):
        if _width(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        for letter in piece:
            if _width(lines[-1] + letter.rstrip()) > width and lines[-1]:
                lines.append("")
            lines[-1] += letter
    return [line.rstrip() for line in lines]


def _width(text: str) -> int:
    """Columns that a terminal gives a text: two for a Korean letter, none for a mark above another letter."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
