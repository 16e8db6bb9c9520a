"""One Turtle file: its triples in the order of the text, and, when asked, the line of each.

Oxigraph's parser is strict (the whole W3C suite) and fast, but keeps no lines; rdflib's notation3 parser is loose but
knows the line it is on. So Oxigraph decides what the file says, and rdflib is asked for lines only when there is a
fault to show. Blank nodes get names made of what owns them, `<claim>/mention.2`, the same in both parsers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.fault import Fault

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

MAX_BYTES = 5_000_000  # a claims file of one article has some hundred kilobytes at the most

_SMART = "“”„«»‘’"
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Document:
    """A Turtle file as it was read. `triples` stand in the order of the text, blank nodes named by their owners."""

    path: Path
    text: str
    base: str | None
    prefixes: dict[str, str]
    triples: list[Triple]
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def lines(self) -> dict[tuple[str, str, int], int]:
        """Line of the k-th object of each subject and predicate; empty where rdflib cannot follow."""
        return _lines(self.text, self.base or self.path.absolute().as_uri())

    @cached_property
    def typed(self) -> dict[str, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]]:
        """Predicates and objects of each subject, in the order of the text."""
        found: dict[str, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]] = {}
        for s, p, o in self.triples:
            found.setdefault(s.value, []).append((p, o))
        return found

    def line(self, subject: str, predicate: str | None = None, nth: int = 0) -> int:
        """The line of a triple; without a predicate, or where it is missing, that of the subject's first triple."""
        if predicate is not None and (found := self.lines.get((subject, predicate, nth))) is not None:
            return found
        return self._first_lines.get(subject, 1)

    @cached_property
    def _first_lines(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for (subject, _, _), number in self.lines.items():
            first[subject] = min(number, first.get(subject, number))
        return first

    def line_of(self, subject: str, predicate: str, obj: object) -> int:
        """The line of the triple with this object, compared as written."""
        objects = [o for p, o in self.typed.get(subject, ()) if p.value == predicate]
        nth = next((k for k, o in enumerate(objects) if str(o) == str(obj)), 0)
        return self.line(subject, predicate, nth)

    def text_line(self, piece: str) -> int:
        """The first line that holds these characters, else 1."""
        return next((n for n, line in enumerate(self.text.splitlines(), 1) if piece in line), 1)


def read(path: Path) -> Document:
    """Read one file. What is wrong with its bytes or its syntax is in `faults`; then `triples` is empty."""
    blank = Document(path, "", None, {}, [])
    data = path.read_bytes()
    text, faults = _decode(path, data)
    if faults:
        return Document(path, text, None, {}, [], faults)
    if not text.strip():
        blank.faults.append(Fault(path, 1, "file-empty", "The file is empty.", "Type an article, or delete the file."))
        return blank
    parser = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    raw: list[Any] = []
    try:
        for triple in parser:
            raw.append((triple.subject, triple.predicate, triple.object))
    except SyntaxError as error:
        return Document(path, text, None, {}, [], [_syntax_fault(path, text, error)])
    base = parser.base_iri
    prefixes = dict(parser.prefixes)
    if any(not isinstance(o, Term) or isinstance(s, ox.Triple) for s, _, o in raw):
        fault = Fault(path, 1, "syntax", "A triple term is RDF 1.2, which other tools cannot read.", "Write plain Turtle.")
        return Document(path, text, base, prefixes, [], [fault])
    triples, orphans = _name_blank_nodes(raw)
    document = Document(path, text, base, prefixes, triples)
    for label in orphans:
        document.faults.append(
            Fault(
                path,
                document.text_line("_:"),
                "blank-node",
                f"A blank node ({label}) is not owned by exactly one subject.",
                "Write it in brackets where it belongs, or give it a name such as <arrivals-2015>.",
            )
        )
    return document


def _decode(path: Path, data: bytes) -> tuple[str, list[Fault]]:
    def fault(line: int, code: str, message: str, remedy: str) -> tuple[str, list[Fault]]:
        return "", [Fault(path, line, code, message, remedy)]

    if len(data) > MAX_BYTES:
        size = f"The file has {len(data):,} bytes; a claims file has at most {MAX_BYTES:,}."
        return fault(1, "file-too-large", size, "File one article in one file.")
    if data.startswith(b"\xef\xbb\xbf"):
        return fault(1, "byte-order-mark", "The file begins with a byte order mark.", "Save it as UTF-8 without BOM.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"Byte 0x{data[error.start]:02X} is not UTF-8."
        return fault(line, "not-utf-8", what, "Save the file as UTF-8 (it may be Latin-1 or UTF-16 now).")
    if (found := _INVISIBLE.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        what = f"An invisible character U+{ord(found.group()):04X} stands here."
        return fault(line, "invisible-character", what, "Delete it and type the line again.")
    return text, []


def _syntax_fault(path: Path, text: str, error: SyntaxError) -> Fault:
    number = error.lineno or 1
    lines = text.split("\n")
    here = lines[number - 1] if number <= len(lines) else ""
    what = str(error.msg).splitlines()[0].rstrip(".")
    remedy = "Look at this line and the one before: a dot, semicolon or closing quote may be missing."
    if "prefix" in what.lower():
        remedy = "Use a prefix of ontology/prefixes.ttl; its lines stand at the head of every claims file."
    elif any(char in here.split('"')[0] for char in _SMART):
        remedy = 'A typographic quote stands where Turtle wants a straight one: ".'
    column = f", column {error.offset}" if error.offset else ""
    return Fault(path, number, "syntax", f"Turtle cannot be read here{column}: {what}.", remedy)


def _name_blank_nodes(raw: list[Any]) -> tuple[list[Triple], list[str]]:
    """Name each blank node `<owner>/<predicate>.<n>`; also the labels of those not owned exactly once."""
    owner: dict[Any, tuple[Any, str, int]] = {}
    counts: Counter[tuple[Any, str]] = Counter()
    owners: Counter[Any] = Counter()
    for s, p, o in raw:
        if isinstance(o, ox.BlankNode):
            counts[s, p.value] += 1
            owners[o] += 1
            owner.setdefault(o, (s, vocab.local(p), counts[s, p.value]))
    names: dict[Any, ox.NamedNode] = {}

    def name(node: Any, depth: int = 0) -> ox.NamedNode:
        if not isinstance(node, ox.BlankNode):
            return node  # type: ignore[no-any-return]  # a NamedNode, by the caller's checks
        if node not in names:
            if node not in owner or depth > 500:
                names[node] = ox.NamedNode(f"urn:nkgraph:unowned:{len(names)}")
            else:
                s, p, n = owner[node]
                above = name(s, depth + 1).value
                names[node] = ox.NamedNode(f"{above}{'' if above.endswith('/') else '/'}{p}.{n}")
        return names[node]

    orphans = {s for s, _, _ in raw if isinstance(s, ox.BlankNode) and owners[s] != 1}
    orphans |= {o for o, n in owners.items() if n != 1}
    named = [(name(s), p, o if isinstance(o, ox.Literal) else name(o)) for s, p, o in raw]
    return named, sorted(f"{n + 1}. of the file" for n, _ in enumerate(orphans))


def _lines(text: str, base: str) -> dict[tuple[str, str, int], int]:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser

    statements: list[tuple[Any, Any, Any, int]] = []

    class _Sink(RDFSink):
        parser: Any = None

        def makeStatement(self, quadruple: Any, why: object = None) -> None:  # noqa: N802  # rdflib's name
            _, p, s, o = quadruple
            statements.append((s, p, o, self.parser.lines + 1))

    sink = _Sink(rdflib.Graph())
    parser = SinkParser(sink, baseURI=base, turtle=True)
    sink.parser = parser
    try:
        parser.loadBuf(text)
    except (BadSyntax, ValueError, AttributeError, UnicodeError):
        return {}
    raw = [(_ox(s), _ox(p), _ox(o)) for s, p, o, _ in statements]
    named, _ = _name_blank_nodes(raw)
    found: dict[tuple[str, str, int], int] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for (s, p, _), (_, _, _, line) in zip(named, statements, strict=True):
        found[s.value, p.value, seen[s.value, p.value]] = line
        seen[s.value, p.value] += 1
    return found


def _ox(term: Any) -> Any:
    import rdflib

    if isinstance(term, tuple):  # notation3 wraps some symbols as (kind, term)
        term = term[1]
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    return ox.Literal(str(term))
