"""A table of a page, and the same rows as CSV and JSON: one source for all three, so that they cannot differ."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from nkgraph.register import one_line
from nkgraph.results import FORMULA


@dataclass(frozen=True)
class Column:
    """A column: its name as data, its heading for people. Of a `linked` one the data have the IRI too, under <key>_iri."""

    key: str
    heading: str
    linked: bool = False
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """Words, the IRI that they name where they name one, and what comparisons came to (`outcomes`, as findings call them)."""

    words: str
    iri: str | None = None
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """A table: columns, and rows with a cell for each."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def part(self, first: int, number: int) -> Rows:
        """Some of the rows."""
        return Rows(self.columns, self.rows[first : first + number])


def cell(words: str, iri: str | None = None) -> Cell:
    """A cell with words on one line."""
    return Cell(one_line(words), iri)


def judged(outcomes: Iterable[str]) -> Cell:
    """A cell with outcomes."""
    found = tuple(outcomes)
    return Cell(", ".join(found), None, found)


def as_csv(table: Rows) -> str:
    """CSV; a cell that a spreadsheet would run as a formula gets a quote before it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _keys(table), lineterminator="\n")
    writer.writeheader()
    for row in _records(table):
        writer.writerow({key: f"'{words}" if words.startswith(FORMULA) else words for key, words in row.items()})
    return out.getvalue()


def as_json(table: Rows, corpus_id: str, **said: object) -> str:
    """The rows under the key `rows`, with the corpus and whatever else is said of them."""
    return json.dumps({"corpus": corpus_id, **said, "rows": _records(table)}, ensure_ascii=False, indent=2) + "\n"


def _keys(table: Rows) -> list[str]:
    return [key for column in table.columns for key in ((column.key, f"{column.key}_iri") if column.linked else (column.key,))]


def _records(table: Rows) -> list[dict[str, str]]:
    found = []
    for row in table.rows:
        record: dict[str, str] = {}
        for column, held in zip(table.columns, row, strict=True):
            record[column.key] = held.words
            if column.linked:
                record[f"{column.key}_iri"] = held.iri or ""
        found.append(record)
    return found
