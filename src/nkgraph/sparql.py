"""What a SPARQL query says before an engine sees it: its form, the graphs that it names, what it must not contain.

It is read by its tokens and not parsed: enough to keep the engine from opening a connection (SERVICE), from crashing (brackets
thousands deep) and from being misread (escapes that the engine decodes and we would not).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nkgraph import iris, vocab
from nkgraph.errors import NkgraphError

DEEPEST = 64  # braces and brackets within one another; some 5,000 crash the engine
LONGEST_SAID = 120  # characters of what an engine says
BASE = vocab.ROOT  # what a relative IRI is relative to, in a query without BASE
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<escape>\\[uU] | <[^<>"{}|^`\\\x00-\x20]*\\[uU])
    | (?P<name>[?$@]\w+ | _:\w+
        | (?:[^\W\d_][\w.-]{0,63})?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^uU])(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^uU])*)?)
    | (?P<word>\w+)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CHANGES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_FROM = "FROM is followed by a whole IRI, as in FROM <https://…>. Write it so, or leave that line out."


@dataclass(frozen=True)
class Reading:
    """A query as far as it is read: SELECT, ASK, CONSTRUCT or DESCRIBE, and the IRIs behind FROM and FROM NAMED."""

    form: str
    graphs: tuple[str, ...]


def read(query: str, deepest: int = DEEPEST) -> Reading:
    """The reading of a query; NkgraphError for what no engine is to be given."""
    reader = _Reader(deepest)
    for token in _TOKEN.finditer(query):
        reader.take(token.lastgroup or "", token.group())
    return reader.reading()


def mistake(error: SyntaxError) -> str:
    """What an engine says of a query that it cannot read, as a sentence."""
    said = str(error)
    found = re.match(r"error at (\d+):(\d+): ", said)
    where = f" at line {found.group(1)}, character {found.group(2)}" if found else ""
    return f"The query is not SPARQL 1.1{where}: {first_line(said[found.end() if found else 0 :])}."


def first_line(text: str) -> str:
    """The first line of what an engine says, cut where it is long, without a full stop."""
    line = next(iter(text.splitlines()), "").rstrip(" .|")
    return line if len(line) <= LONGEST_SAID else f"{line[:LONGEST_SAID]} …"


class _Reader:
    """What was seen of a query so far: its words in capitals, outside strings, IRIs, variables, prefixed names, comments; a
    prefix that is a keyword is one of them, for the engine may read it so."""

    def __init__(self, deepest: int) -> None:
        self._deepest = deepest
        self._depth = 0
        self._words: list[str] = []
        self._declared: set[str] = set()
        self._graphs: list[str] = []
        self._from = False  # FROM was just said, and no graph yet

    def take(self, kind: str, text: str) -> None:
        if kind == "comment" or text.isspace():
            return
        if self._from and kind != "iri" and text.upper() != "NAMED":
            raise NkgraphError(_FROM)
        if kind == "escape":
            raise NkgraphError("The query has a \\u escape outside a string. Write the character itself.")
        if kind == "iri":
            self._iri(text)
        elif kind == "word":
            self._word(text.upper())
        elif kind == "name" and text[0] not in "?$@_":
            self._prefix(text.partition(":")[0])
        elif kind in ("open", "close"):
            self._depth += 1 if kind == "open" else -1
            if self._depth > self._deepest:
                raise NkgraphError(f"The query nests brackets more than {self._deepest} deep. Make it simpler.")

    def reading(self) -> Reading:
        if any("SERVICE" in word for word in self._words):  # also in "1SERVICE", which the engine reads as two words
            raise NkgraphError("The query asks another server (SERVICE), and nkgraph opens no connection. Leave that part out.")
        if self._from:
            raise NkgraphError(_FROM)
        form = next((w for w in self._words if w not in ("BASE", "PREFIX")), "")
        if form in _CHANGES:
            raise NkgraphError(
                f"The query would change the graph ({form}), which is built from claims/. Ask SELECT or ASK instead."
            )
        if form not in _FORMS:
            raise NkgraphError(
                "This is no SELECT or ASK, nor another query. Write one in SPARQL 1.1, or take a question from the library."
            )
        return Reading(form, tuple(self._graphs))

    def _iri(self, text: str) -> None:
        if "'" in text:  # to the engine it may be "less than" and the beginning of a string
            raise NkgraphError(f"The query has a quote within {text}. Write it as %27, or put a space after the <.")
        if self._from:
            self._graphs.append(text[1:-1])
            self._from = False

    def _word(self, word: str) -> None:
        self._words.append(word)
        self._from = "FROM" in word or (self._from and word == "NAMED")

    def _prefix(self, prefix: str) -> None:
        """NkgraphError where a prefix is used and was not declared before."""
        if prefix.upper() in ("SERVICE", "FROM"):
            self._word(prefix.upper())
        elif self._words[-1:] == ["PREFIX"]:
            self._declared.add(prefix)
        elif prefix not in self._declared:
            space = iris.PREFIXES.get(prefix, "https://…")
            raise NkgraphError(f"The prefix {prefix}: is not declared. Write at the head: PREFIX {prefix}: <{space}>.")
