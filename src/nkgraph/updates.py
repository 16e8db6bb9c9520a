"""A rule as an update: the same CONSTRUCT, written as the INSERT that a server runs on its own graphs.

    PREFIX … CONSTRUCT { template } WHERE { pattern }
    PREFIX … INSERT { GRAPH <into> { template } } USING <seen> … WHERE { pattern }

The text is cut at its tokens, not read further: what stands in braces is passed on as it is. Anything before, between or
after these parts (BASE, FROM, LIMIT, a blank node in the template) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph.errors import OntologyError

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    | (?P<blank>\s+)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<word>_:[\w.\-]+ | [?$@]?[\w\-]+(?::[\w.\-%]*)? | :[\w.\-%]*)
    | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def insertion(name: str, text: str, into: ox.NamedNode, seen: Sequence[ox.NamedNode]) -> str:
    """The rule `name` as an INSERT into one graph that sees the others; OntologyError where it has another form."""
    tokens = list(_tokens(name, text))
    prologue, at = _prologue(name, tokens)
    at = _expect(name, tokens, at, "CONSTRUCT")
    template, at = _braces(name, tokens, at)
    at = _expect(name, tokens, at, "WHERE")
    pattern, at = _braces(name, tokens, at)
    if any(t.kind != "blank" for t in tokens[at:]):
        raise _refused(name, f'"{tokens[_next(tokens, at)].text}" follows its last brace')
    for token in template[1:-1]:
        if token.text in ("{", "}", "[", "]", "(", ")") or token.text.startswith("_:"):
            raise _refused(name, f'its template holds "{token.text}"')
    using = " ".join(f"USING {graph}" for graph in seen)
    return f"{prologue}INSERT {{ GRAPH {into} {_joined(template)} }}\n{using}\nWHERE {_joined(pattern)}"


def form(query: str) -> str:
    """The word that says what a query is, in capitals: SELECT, ASK, INSERT. What has no such word gives the word it has."""
    tokens = [_Token(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(query)]
    words = [t for t in tokens if t.kind not in ("comment", "blank")]
    while words and words[0].text.upper() in ("PREFIX", "BASE"):
        words = words[3 if words[0].text.upper() == "PREFIX" else 2 :]
    return words[0].text.upper() if words else ""


def _tokens(name: str, text: str) -> Iterator[_Token]:
    """The tokens, each comment as a line break."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "sign" and match.group() in "\"'\\":
            raise _refused(name, "it holds a quotation mark that nothing closes, or a backslash outside a string")
        yield _Token("blank", "\n") if kind == "comment" else _Token(kind, match.group())


def _prologue(name: str, tokens: list[_Token]) -> tuple[str, int]:
    lines, at = "", 0
    while (at := _next(tokens, at)) < len(tokens) and tokens[at].text.upper() == "PREFIX":
        prefix = _next(tokens, at + 1)
        iri = _next(tokens, prefix + 1)
        if iri >= len(tokens) or not tokens[prefix].text.endswith(":") or tokens[iri].kind != "iri":
            raise _refused(name, "a PREFIX is not followed by a prefix and an IRI")
        lines += f"PREFIX {tokens[prefix].text} {tokens[iri].text}\n"
        at = iri + 1
    return lines, at


def _expect(name: str, tokens: list[_Token], at: int, word: str) -> int:
    at = _next(tokens, at)
    found = tokens[at].text if at < len(tokens) else "its end"
    if found.upper() != word:
        raise _refused(name, f'"{found}" stands where {word} belongs')
    return at + 1


def _braces(name: str, tokens: list[_Token], at: int) -> tuple[list[_Token], int]:
    """The tokens from an opening brace to the one that closes it."""
    first, depth = _next(tokens, at), 0
    for last in range(first, len(tokens)):
        sign = tokens[last]
        depth += (sign.kind == "sign") * ((sign.text == "{") - (sign.text == "}"))
        if last == first and depth != 1:
            raise _refused(name, f'"{sign.text}" stands where a brace belongs')
        if depth == 0:
            return tokens[first : last + 1], last + 1
    raise _refused(name, "a brace is not closed")


def _next(tokens: list[_Token], at: int) -> int:
    while at < len(tokens) and tokens[at].kind == "blank":
        at += 1
    return at


def _joined(tokens: list[_Token]) -> str:
    return "".join(t.text for t in tokens)


def _refused(name: str, why: str) -> OntologyError:
    return OntologyError(
        f"queries/rules/{name}.rq cannot be run on a server: {why}. Write it as PREFIX lines, CONSTRUCT {{ … }} WHERE {{ … }}."
    )
