"""One Turtle file: its triples in the order of the text, and, when asked, the line of each.

Oxigraph's parser is strict (the whole W3C suite) and fast, but keeps no lines; rdflib's notation3 parser is loose but
knows the line it is on. So Oxigraph decides what the file says, and rdflib is asked for lines only when there is a
fault to show. Blank nodes get names made of what owns them, `<claim>/mention.2`, the same in both parsers.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.fault import Fault

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

_TERMS = frozenset({ox.NamedNode, ox.BlankNode, ox.Literal})
_PARTS = attrgetter("subject", "predicate", "object")

MAX_BYTES = 5_000_000  # a claims file of one article has some hundred kilobytes at the most
MAX_NAME = 10_000  # characters of a blank node's name, which grows by one step a level and a list by one a member

_SMART = "“”„«»‘’"
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_PARSER_SAYS = re.compile(r"^Parser error [^:]*: ")
_MAX_SAID = 200  # characters of what the parser says, which may repeat a megabyte
_TEXT_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*"|<[^<>\s]*>)|#.*')
_ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?\r?")
_OBJECT_BELOW = re.compile(r"\s*(?:a|\w+:[\w-]+)\s+[^\s,;.\])]")  # a property and its value: the line says more of the same
_BARE_WORD = re.compile(r"([A-Za-z][\w-]*) is not a valid (subject|predicate)")
_BARE_CLASS = re.compile(r"<[^>]*>\s+((?:nk|schema):[A-Z]\w*)")
_TYPED_SO = (  # a pattern of the line without its texts, and what to type instead
    (re.compile(r"^\s*/[/*]"), "A comment begins with #."),
    (re.compile(r"\d%"), "Write the number alone, and its unit as nk:unit unit:percent."),
    (re.compile(r"(?<![\w/<:-])\d{4}-\d\d"), 'A date stands in quotes: "2016-01-04".'),
    (
        re.compile(r"nk:(?:mention|notFigure|header|base|expect)\s+(?![\s\[])"),
        "Write [ before what belongs together, and ] behind it.",
    ),
    (
        re.compile(r",\s*(?:nk|schema):\w+\s+[^\s,;.\])]"),
        "Write a semicolon for the comma: a comma stands between values of one property.",
    ),
)
_NEW_SIGNS = (b"<<", b"{|", b"~", b"--ltr", b"--rtl", b"version")
_RDF_12 = re.compile(  # comments, IRIs and strings are passed over
    r"""#[^\n]*|<[^<>"{}|^`\s]*>"""
    r"""|("{3}|'{3}|"|')(?:\\.|(?!\1).)*\1"""
    r"""|(?P<new><<|\{\||(?<!\\)~|@[a-z]+(?:-[a-z0-9]+)*--(?:ltr|rtl)|^[ \t]*@?version(?=\s*["']))""",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


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
        return _lines(self.text, self.base or self.path.absolute().as_uri()) if self.triples else {}

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


def read(path: Path) -> Document:
    """Read one file. What is wrong with its bytes or its syntax is in `faults`; then `triples` is empty."""
    return of(path, path.read_bytes())


def of(path: Path, data: bytes) -> Document:
    """What a file says that has these bytes; else as `read`."""
    blank = Document(path, "", None, {}, [])
    text, faults = _decode(path, data)
    if faults:
        return Document(path, text, None, {}, [], faults)
    if not text.strip():
        blank.faults.append(Fault(path, 1, "file-empty", "The file is empty.", "Type an article, or delete the file."))
        return blank
    parser = ox.parse(data, format=ox.RdfFormat.TURTLE)
    raw: list[Any] = []
    try:
        raw.extend(map(_PARTS, parser))
    except SyntaxError as error:
        return Document(path, text, None, {}, [], [_syntax_fault(path, text, error)])
    base = parser.base_iri
    prefixes = dict(parser.prefixes)
    if (fault := _new_syntax(path, data, text, raw)) is not None:
        return Document(path, text, base, prefixes, [], [fault])
    triples, loose = _name_blank_nodes(raw)
    document = Document(path, text, base, prefixes, triples)
    for spot in loose:
        what = "A blank node is not owned by exactly one subject, or lies hundreds deep."
        remedy = "Write it in brackets where it belongs, or give it a name such as <arrivals-2015>."
        document.faults.append(Fault(path, document.line(*spot), "blank-node", what, remedy))
    return document


def _new_syntax(path: Path, data: bytes, text: str, raw: list[Any]) -> Fault | None:
    """The first piece of RDF 1.2, which Oxigraph reads without a word."""
    looked_at = _suspect(data, text)
    found = next((m for m in _RDF_12.finditer(looked_at) if m["new"]), None)
    if found is None and _TERMS.issuperset({type(o) for _, _, o in raw}):
        return None
    line, piece = (looked_at.count("\n", 0, found.start("new")) + 1, found["new"].strip()) if found else (1, "A triple term")
    return Fault(path, line, "syntax", f"{piece} is RDF 1.2, which other tools cannot read.", "Write plain Turtle.")


def _suspect(data: bytes, text: str) -> str:
    """The text without the lines that hold no sign of RDF 1.2, for the search proper takes as long as the parser; all of it
    where a string, or a version and its number, may run over lines."""
    lower = data.lower()
    if not any(sign in lower for sign in _NEW_SIGNS):
        return ""
    if '"""' in text or "'''" in text or re.search(rb"version\s*\n", lower):
        return text
    lines = zip(text.split("\n"), lower.split(b"\n"), strict=True)
    return "\n".join([line if any(sign in low for sign in _NEW_SIGNS) else "" for line, low in lines])


def _decode(path: Path, data: bytes) -> tuple[str, list[Fault]]:
    def fault(line: int, code: str, message: str, remedy: str) -> tuple[str, list[Fault]]:
        return "", [Fault(path, line, code, message, remedy)]

    if len(data) > MAX_BYTES:
        size = f"The file has {len(data):,} bytes; a claims file has at most {MAX_BYTES:,}."
        return fault(1, "file-too-large", size, "File one article in one file.")
    if data.startswith(b"\xef\xbb\xbf"):
        return fault(1, "byte-order-mark", "The file begins with a byte order mark.", "Save it as UTF-8 without BOM.")
    remedy = "Save the file as UTF-8 (it may be Latin-1 or UTF-16 now)."
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return fault(line, "not-utf-8", f"Byte 0x{data[error.start]:02X} is not UTF-8.", remedy)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return fault(line, "not-utf-8", "The file holds zero bytes.", remedy)
    if (found := _INVISIBLE.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        what = f"An invisible character U+{ord(found.group()):04X} stands here."
        return fault(line, "invisible-character", what, "Delete it and type the line again.")
    return text, []


def _syntax_fault(path: Path, text: str, error: SyntaxError) -> Fault:
    what = _PARSER_SAYS.sub("", str(error.msg).splitlines()[0]).rstrip(".")[:_MAX_SAID]
    slip = _Slip(text.split("\n"), error.lineno or 1, error.offset or 1, what)
    line, remedy = slip.above() or (slip.number, slip.here())
    where = "here" if line == slip.number else f"from line {slip.number} on"
    column = f", column {error.offset}" if error.offset else ""
    return Fault(path, line, "syntax", f"Turtle cannot be read {where}{column}: {what}.", remedy)


class _Slip:
    """What was most likely mistyped where the parser gave up, which may be at the end of a line further up."""

    def __init__(self, lines: list[str], number: int, column: int, what: str) -> None:
        self.lines, self.what = lines, what
        self.number = min(number, len(lines))
        self.typed = lines[self.number - 1]
        self.column = column
        self.bare = _bare(self.typed)

    def above(self) -> tuple[int, str] | None:
        """The line further up where something else should stand, and what; None where it is the parser's own line."""
        conflict = next((n for n, line in enumerate(self.lines, 1) if _CONFLICT.fullmatch(line)), None)
        if conflict is not None:
            return conflict, "A merge conflict was left here: keep one side, delete the lines <<<<<<<, ======= and >>>>>>>."
        ended = self.what == "Unexpected end"
        first = self.number if ended else self.number - 1
        last = next((n for n in range(first, 0, -1) if _bare(self.lines[n - 1]).strip()), None)
        if last is None:
            return None
        if ended:
            return last, 'The file ends within a statement. End it with a dot: " .", and close what is open.'
        remedy = self._end_of(_bare(self.lines[last - 1]).rstrip())
        return (last, remedy) if remedy else None

    def _end_of(self, line: str) -> str | None:
        """How the last line above should have ended, None where it may be as it is."""
        more = _OBJECT_BELOW.match(self.bare) is not None
        fresh = self.typed.startswith(("<", "@"))
        unended = "dot is expected" in self.what and not self.typed[: self.column - 1].strip()
        if fresh and (unended or (line.endswith((";", ",")) and "valid RDF object" in self.what)):
            return 'End this line with a dot, " .": the next begins something new.'
        if more and unended:
            return 'End this line with a semicolon, " ;": the next says more of the same thing.'
        if more and line.endswith(","):
            return "Write a semicolon for the comma: a comma stands between values of one property."
        if more and not fresh and self.typed[:1].isspace() and line.endswith("."):
            return "Write a semicolon for the dot: the next line says more of the same thing."
        return None

    def here(self) -> str:
        """What to type on the parser's own line."""
        if self.lines[0].lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
            return "This is a web page or XML: save the claims as plain text, in Turtle."
        return self._character() or self._name() or self._word() or self._punctuation()

    def _character(self) -> str | None:
        pieces = self.typed.split('"')
        outside = "".join((*pieces[::2], pieces[-1]))  # the last piece, too: its closing quote may be the typographic one
        if any(char in outside for char in _SMART):
            return 'A typographic quote stands where Turtle wants a straight one: ".'
        if odd := _ODD_SPACE.search(outside):
            return f"A space that is no blank, U+{ord(odd.group()):04X}, stands here: delete it and type a blank."
        return r"A backslash within a text is typed twice: \\." if "escape character" in self.what else None

    def _name(self) -> str | None:
        if undeclared := re.match(r"The prefix (\S*): has not been declared", self.what):
            declared = re.findall(r"^@prefix (\S+):", "\n".join(self.lines), re.MULTILINE)
            near = get_close_matches(undeclared[1], declared, n=1)
            if near:
                return f"Did you mean {near[0]}:? The prefixes are those of ontology/prefixes.ttl."
            return (
                f"Copy the line of {undeclared[1]}: from ontology/prefixes.ttl to the head of the file, or use a prefix of it."
            )
        if self.what.startswith("No scheme"):
            return f"The file needs its base above this line: @base <{vocab.CLAIMS}…/> . with the file's own name."
        if "code point" in self.what:
            name = re.match(r"<([^<>;]*)>", self.typed[self.column - 1 :])
            hyphened = name[1].strip().replace(" ", "-") if name else ""
            return f"A name has hyphens and no blanks: <{hyphened}>." if name else "Close the name with >."
        return None

    def _word(self) -> str | None:
        if klass := _BARE_CLASS.match(self.typed):
            return f"Write a before the class: a {klass[1]}."
        if word := _BARE_WORD.match(self.what):
            if self.typed[: self.column - 1].endswith('"'):
                return 'A quote within a text is typed with a backslash before it: \\".'
            if word[2] == "subject" and not self.typed[:1].isspace():
                return f"A name of this file stands in angle brackets: <{word[1]}>."
            return f"A property has its prefix: nk:{word[1].removeprefix('nk')}."
        return None

    def _punctuation(self) -> str:
        if self.bare.count('"') % 2:
            return "A text begins and ends with a quote: the opening or the closing quote is missing on this line."
        if (found := next((remedy for pattern, remedy in _TYPED_SO if pattern.search(self.bare)), None)) is not None:
            return found
        if self.bare.count("(") > self.bare.count(")"):
            return "Close the list with )."
        if "should end with a ']'" in self.what:
            return "Close the bracket with ], or write a semicolon before the next property."
        if "prefix" in self.what.lower():
            return "Use a prefix of ontology/prefixes.ttl; its lines stand at the head of every claims file."
        return "Look at this line and the one before: a dot, semicolon or closing quote may be missing."


def _bare(line: str) -> str:
    """A line without comment, its texts and names emptied."""
    return _TEXT_OR_COMMENT.sub(lambda m: {'"': '""', "<": "<>"}.get((m[1] or "")[:1], ""), line)


class _BlankNodes:
    """Names each blank node `<owner>/<predicate>.<n>`. `loose` are those without an owner, or too deep for such a name."""

    def __init__(self, raw: list[Any]) -> None:
        self.owner: dict[Any, tuple[Any, str, int]] = {}
        self.again: dict[Any, int] = {}  # node -> number of the triple that gives it a second owner
        self.names: dict[Any, ox.NamedNode] = {}
        self.loose: list[Any] = []
        counts: Counter[tuple[Any, str]] = Counter()
        for number, (s, p, o) in enumerate(raw):
            if isinstance(o, ox.BlankNode):
                local = vocab.local(p)
                counts[s, local] += 1
                if o in self.owner:
                    self.again.setdefault(o, number)
                self.owner.setdefault(o, (s, local, counts[s, local]))

    def name(self, node: Any) -> ox.NamedNode:
        """The name of a blank node; any other node is its own."""
        chain: dict[Any, None] = {}  # from the node up to what has a name; a circle has no top
        while isinstance(node, ox.BlankNode) and node not in self.names and node not in chain and node in self.owner:
            chain[node] = None
            node = self.owner[node][0]
        if isinstance(node, ox.BlankNode) and node not in self.names:
            self._unowned(node)
        above: ox.NamedNode = self.names.get(node, node)
        for below in reversed(chain):
            if below not in self.names:
                self._owned(below, above.value)
            above = self.names[below]
        return above

    def _owned(self, node: Any, above: str) -> None:
        _, predicate, number = self.owner[node]
        if len(above) > MAX_NAME:
            self._unowned(node)
        else:
            self.names[node] = ox.NamedNode(f"{above}{'' if above.endswith('/') else '/'}{predicate}.{number}")

    def _unowned(self, node: Any) -> None:
        self.names[node] = ox.NamedNode(f"urn:nkgraph:unowned:{len(self.loose)}")
        self.loose.append(node)


def _name_blank_nodes(raw: list[Any]) -> tuple[list[Triple], list[tuple[str, str | None, int]]]:
    """The triples with every blank node named; also where those stand that are not owned by exactly one subject.

    Such a place is a subject; and for a second owner the predicate, and which of its objects.
    """
    nodes = _BlankNodes(raw)
    named = [
        (
            (nodes.names.get(s) or nodes.name(s)) if isinstance(s, ox.BlankNode) else s,
            p,
            (nodes.names.get(o) or nodes.name(o)) if isinstance(o, ox.BlankNode) else o,
        )
        for s, p, o in raw
    ]
    spots: list[tuple[str, str | None, int]] = [(nodes.names[node].value, None, 0) for node in nodes.loose]
    for number in nodes.again.values():
        s, p, _ = named[number]
        spots.append((s.value, p.value, sum(t[:2] == (s, p) for t in named[:number])))
    return named, spots


def _lines(text: str, base: str) -> dict[tuple[str, str, int], int]:
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        with quietly():
            statements = _statements(text, base)
        named, _ = _name_blank_nodes([(_ox(s), _ox(p), _ox(o)) for s, p, o, _ in statements])
    except (BadSyntax, ValueError, AttributeError, UnicodeError, RecursionError):
        return {}
    newlines = [i for i, char in enumerate(text) if char == "\n"]
    found: dict[tuple[str, str, int], int] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for (s, p, _), (_, _, _, begin) in zip(named, statements, strict=True):
        found[s.value, p.value, seen[s.value, p.value]] = bisect_left(newlines, begin) + 1
        seen[s.value, p.value] += 1
    return found


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """rdflib logs a traceback for every ill-typed literal; that it is ill-typed is a fault, and told as one."""
    import logging  # only with rdflib, which is not asked about files without faults

    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _statements(text: str, base: str) -> list[tuple[Any, Any, Any, int]]:
    """Subject, predicate, object of each triple, and where the object begins, kept until its whole list of objects is read."""
    import rdflib
    from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser

    statements: list[tuple[Any, Any, Any, int]] = []
    begun: list[list[int]] = [[]]  # the terms of each list and bracket that is open
    due: deque[int] = deque()  # the objects of the triples that come next

    class _Sink(RDFSink):
        def newList(self, n: Any, f: Any) -> Any:  # noqa: N802  # rdflib's name, as are those below
            due.extend(begin for begin in begun.pop() for _ in ("rdf:first", "rdf:rest"))
            return super().newList(n, f)

        def makeStatement(self, quadruple: Any, why: object = None) -> None:  # noqa: N802
            statements.append((quadruple[2], quadruple[1], quadruple[3], due.popleft()))

    class _Parser(SinkParser):
        def objectList(self, argstr: str, i: int, res: Any) -> int:  # noqa: N802
            begun.append([])
            end = super().objectList(argstr, i, res)
            due.extend(begun.pop())
            return end

        def item(self, argstr: str, i: int, res: Any) -> int:
            begun[-1].append(self.skipSpace(argstr, i))
            return super().item(argstr, i, res)

        def node(self, argstr: str, i: int, res: Any, subjectAlready: Any = None) -> int:  # noqa: N803
            begin = self.skipSpace(argstr, i)
            opening = argstr[begin] if begin >= 0 else ""
            if opening in ("(", "["):
                begun.append([])
            end = super().node(argstr, i, res, subjectAlready)
            if opening == "[":
                begun.pop()
            return end

    _Parser(_Sink(rdflib.Graph()), baseURI=base, turtle=True).loadBuf(text)
    return statements


def _ox(term: Any) -> Any:
    import rdflib

    if isinstance(term, tuple):  # notation3 wraps some symbols as (kind, term)
        term = term[1]
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    return ox.Literal(str(term))
