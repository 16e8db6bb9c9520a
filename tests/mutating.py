"""Cutting claims files into statements and changing one thing in one of them, for the tests that mutate the real corpus.

A change is judged on a file that holds only its statement and what that statement needs (its breakdown, the members of a
breakdown, the article), everything else blanked, so that every line keeps its number and ten thousand changes take seconds.
What only the other statements could show (a number cut in two, one that nobody accounts for) never counts as caught.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nkgraph import claims, sources, turtle, values
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.sources import Held
from nkgraph.turtle import Document

_STRING = r'"(?:[^"\\]|\\.)*"'
_OBJECT = rf"({_STRING}|<[^>]*>|[\w:.-]*\w)"
_TYPED = re.compile(rf"(?:nk:|schema:)(\w+)\s+{_OBJECT}|{_STRING}|^#.*$|<[^>]*>", re.MULTILINE)
_NEXT = re.compile(rf"\s*,\s*{_OBJECT}")
_NEEDS_ARTICLE = re.compile(r"nk:self|(?:this|last) year", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?=<)", re.MULTILINE)


@dataclass(frozen=True)
class Typed:
    """A property and one of its objects as they stand in a statement: characters [start, end) are the object's."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Statement:
    """What a file says between two subjects at the beginning of a line."""

    file: ClaimsFile
    index: int
    offset: int
    text: str

    @cached_property
    def subject(self) -> str:
        """The subject as typed, without its angle brackets."""
        return self.text[1 : self.text.index(">")]

    @cached_property
    def typed(self) -> list[Typed]:
        """The properties with each of their objects, in the order of the text; strings and comments are not looked into."""
        found = []
        for match in _TYPED.finditer(self.text):
            if (name := match[1]) is not None:
                found.append(Typed(name, match[2], match.start(2), match.end(2)))
                while (more := _NEXT.match(self.text, found[-1].end)) is not None:
                    found.append(Typed(name, more[1], more.start(1), more.end(1)))
        return found

    @cached_property
    def around(self) -> tuple[str, str]:
        """What stands before and after it, all blanked but what it cannot do without."""
        return self.file.around(self)

    def line(self, position: int) -> int:
        """The line of the file at a position of the statement."""
        return self.file.text.count("\n", 0, self.offset + position) + 1

    def named(self, *names: str) -> list[Typed]:
        """The properties of these names."""
        return [t for t in self.typed if t.name in names]

    def __str__(self) -> str:
        return f"{self.file.path.name} <{self.subject}>"


@dataclass(frozen=True)
class ClaimsFile:
    """A claims file, cut into its statements."""

    path: Path
    text: str

    @cached_property
    def head(self) -> str:
        """Comments, prefixes and base."""
        return _SUBJECT.split(self.text, maxsplit=1)[0]

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement, in the order of the text."""
        found, offset = [], len(self.head)
        for index, piece in enumerate(_SUBJECT.split(self.text[offset:])[1:]):
            found.append(Statement(self, index, offset, piece))
            offset += len(piece)
        return found

    def around(self, statement: Statement) -> tuple[str, str]:
        """What stands before and after a statement, all blanked but what it cannot do without."""
        needed = {statement.index, *(s.index for s in (*self.members(statement), *self._lenders(statement)))}
        pieces = [s.text if s.index in needed else "\n" * s.text.count("\n") for s in self.statements]
        return self.head + "".join(pieces[: statement.index]), "".join(pieces[statement.index + 1 :]).rstrip()

    def members(self, statement: Statement) -> list[Statement]:
        """The claims that this breakdown lends what it holds."""
        named = f"<{statement.subject}>"
        return [s for s in self.statements if any(t.text == named for t in s.named("in"))]

    def _lenders(self, statement: Statement) -> list[Statement]:
        above = {t.text for t in statement.named("in")}
        article = _NEEDS_ARTICLE.search(statement.text) is not None
        return [s for s in self.statements if f"<{s.subject}>" in above or (article and s.named("publisher"))]


@dataclass(frozen=True)
class Mutation:
    """One change: characters [start, end) of a statement give way to others."""

    statement: Statement
    start: int
    end: int
    instead: str

    @property
    def line(self) -> int:
        """The line of the mutated triple."""
        return self.statement.line(self.start)

    @property
    def text(self) -> str:
        """The mutated statement."""
        return self.statement.text[: self.start] + self.instead + self.statement.text[self.end :]

    def __str__(self) -> str:
        was = self.statement.text[self.start : self.end]
        return f"{self.statement.file.path.name}:{self.line}: {was or 'nothing'} -> {self.instead or 'nothing'}"


def instead(statement: Statement, typed: Typed, text: str) -> Mutation:
    """Another object in place of one."""
    return Mutation(statement, typed.start, typed.end, text)


def without(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """A property and its object gone, with the semicolon before or after it."""
    begin = statement.text.rindex(f"nk:{typed.name}", 0, typed.start)
    semicolon = re.compile(r"\s*;").match(statement.text, typed.end)
    if semicolon is not None:
        yield Mutation(statement, begin, semicolon.end(), "")


@dataclass(frozen=True)
class Judge:
    """Says what faults a change adds, and at which lines."""

    ontology: Ontology
    held: dict[str, Held]
    copies: Path
    folder: Path
    before: dict[Statement, tuple[Document, set[Fault]]] = field(default_factory=dict, repr=False)

    def added(self, mutation: Mutation) -> set[Fault]:
        """The faults that were not there before the change."""
        before, known = self._before(mutation.statement)
        document = self.read(mutation)
        if [t[:2] for t in document.triples] == [t[:2] for t in before.triples]:
            vars(document)["lines"] = before.lines  # one object for another moves no line, as a test makes sure
        return self._faults(document) - known

    def read(self, mutation: Mutation) -> Document:
        """The mutated file."""
        return self._document(mutation.statement, mutation.text)

    def _before(self, statement: Statement) -> tuple[Document, set[Fault]]:
        if statement not in self.before:
            document = self._document(statement, statement.text)
            self.before[statement] = document, self._faults(document)
        return self.before[statement]

    def _document(self, statement: Statement, text: str) -> Document:
        before, after = statement.around
        path = self.folder / statement.file.path.name
        path.unlink(missing_ok=True)  # writing to a new file is much faster than emptying an old one
        path.write_bytes(f"{before}{text}{after}\n".encode())
        return turtle.read(path)

    def _faults(self, document: Document) -> set[Fault]:
        corpus = claims.read([document], self.ontology)
        found = [*document.faults, *values.check(corpus, self.ontology)]
        found += sources.printed(corpus, self.held, self.ontology.lexicon)
        return {*found, *sources.open_copies(corpus, self.copies)[1]}
