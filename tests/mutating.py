"""Cutting claims files into statements and changing one thing in one of them, for the tests that mutate the real corpus.

A change is judged on a file that holds only its statement and what that statement needs (its breakdown, the members of a
breakdown, the article), everything else blanked, so that every line keeps its number and ten thousand changes take seconds.
What only the other statements could show (a number cut in two, one that nobody accounts for) never counts as caught.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nkgraph import claims, sources, turtle, values
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.sources import Held
from nkgraph.turtle import Document

_STRING = r'"(?:[^"\\]|\\.)*"'
_TYPED = re.compile(rf"(?:nk:|schema:)(\w+)\s+({_STRING}|<[^>]*>|[\w:.-]*\w)|{_STRING}|^#.*$|<[^>]*>", re.MULTILINE)


@dataclass(frozen=True)
class Typed:
    """A property and its object as they stand in a statement: characters [start, end) are the object's."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Statement:
    """What a file says between two subjects at the beginning of a line."""

    file: ClaimsFile
    index: int
    offset: int
    text: str

    @cached_property
    def subject(self) -> str:
        """The subject as typed, between its angle brackets."""
        return self.text[1 : self.text.index(">")]

    @cached_property
    def typed(self) -> list[Typed]:
        """The properties with their first objects, in the order of the text; strings and comments are not looked into."""
        return [Typed(m[1], m[2], m.start(2), m.end(2)) for m in _TYPED.finditer(self.text) if m[1]]

    @cached_property
    def around(self) -> tuple[str, str]:
        """What stands before and after it, all blanked but what it cannot do without."""
        return self.file.around(self)

    def line(self, position: int) -> int:
        """The line of the file at a position of the statement."""
        return self.file.text.count("\n", 0, self.offset + position) + 1

    def named(self, name: str) -> Typed | None:
        """The first property of this name."""
        return next((t for t in self.typed if t.name == name), None)


@dataclass(frozen=True)
class ClaimsFile:
    """A claims file, cut into its statements."""

    path: Path
    text: str

    @cached_property
    def head(self) -> str:
        """Comments, prefixes and base."""
        return re.split(r"^(?=<)", self.text, maxsplit=1, flags=re.MULTILINE)[0]

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement, in the order of the text."""
        pieces = re.split(r"^(?=<)", self.text[len(self.head) :], flags=re.MULTILINE)[1:]
        found, offset = [], len(self.head)
        for index, piece in enumerate(pieces):
            found.append(Statement(self, index, offset, piece))
            offset += len(piece)
        return found

    def around(self, statement: Statement) -> tuple[str, str]:
        """What stands before and after a statement, all blanked but what it cannot do without."""
        needed = self._needed(statement)
        pieces = [s.text if s.index in needed else "\n" * s.text.count("\n") for s in self.statements]
        return self.head + "".join(pieces[: statement.index]), "".join(pieces[statement.index + 1 :]).rstrip()

    def _needed(self, statement: Statement) -> set[int]:
        above = statement.named("in")
        breakdown = statement.named("by")
        needed = {statement.index}
        for other in self.statements:
            if (above and f"<{other.subject}>" == above.text) or (other.named("publisher") and "nk:self" in self.text):
                needed.add(other.index)
            member = other.named("in")
            if breakdown and member and member.text == f"<{statement.subject}>":
                needed.add(other.index)
        return needed


@dataclass(frozen=True)
class Mutation:
    """One change: of a kind, at characters [start, end) of a statement."""

    kind: str
    statement: Statement
    start: int
    end: int
    instead: str

    @property
    def line(self) -> int:
        """The line of the mutated triple."""
        return self.statement.line(self.start)

    def __str__(self) -> str:
        was = self.statement.text[self.start : self.end]
        return f"{self.statement.file.path.name}:{self.line}: {self.kind}: {was} -> {self.instead or 'nothing'}"


@dataclass(frozen=True)
class Judge:
    """Says what faults a change adds, and at which lines."""

    ontology: Ontology
    held: dict[str, Held]
    folder: Path
    before: dict[tuple[str, int], tuple[Document, set[Fault]]] = field(default_factory=dict, repr=False)

    def added(self, mutation: Mutation) -> set[Fault]:
        """The faults at the mutated file's lines that were not there before the change."""
        statement = mutation.statement
        text = statement.text[: mutation.start] + mutation.instead + statement.text[mutation.end :]
        document = self._document(statement, text)
        if document.faults == [] and mutation.instead:
            vars(document)["lines"] = self._before(statement)[0].lines  # one object for another moves no line; a test looks
        return self._faults(document) - self._before(statement)[1]

    def read_anew(self, mutation: Mutation) -> Document:
        """The mutated document with nothing taken over."""
        statement = mutation.statement
        return self._document(statement, statement.text[: mutation.start] + mutation.instead + statement.text[mutation.end :])

    def _before(self, statement: Statement) -> tuple[Document, set[Fault]]:
        key = (statement.file.path.name, statement.index)
        if key not in self.before:
            document = self._document(statement, statement.text)
            self.before[key] = document, self._faults(document)
        return self.before[key]

    def _document(self, statement: Statement, text: str) -> Document:
        before, after = statement.around
        path = self.folder / statement.file.path.name
        path.write_bytes(f"{before}{text}{after}\n".encode())
        return turtle.read(path)

    def _faults(self, document: Document) -> set[Fault]:
        corpus = claims.read([document], self.ontology)
        found = [*document.faults, *values.check(corpus, self.ontology)]
        return {*found, *sources.printed(corpus, self.held, self.ontology.lexicon)}
