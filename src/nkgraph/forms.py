"""The form of one claims file: its name and base, its prefixes, the terms and concepts that it uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document
from nkgraph.vocab import NK, SDO

_PREFIX = re.compile(r"(?:^|\.)[ \t]*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_BASE = re.compile(r"(?:^|\.)[ \t]*@?(base)\s*<", re.IGNORECASE | re.MULTILINE)
_FILE_NAME = re.compile(r"(?:\d{4}(?:-\d\d){0,2}|undated)(?!-\d\d?-\d\d?\b)(?=.*-[a-z])(?:-[a-z0-9]+)+$")
MARK = "TO" + "DO"  # what a draft asks for, at the head of a remark; in two pieces, for as one word no module may hold it
_MARKED = rf"#[ \t]*+(?:(?P<question>(?i:{MARK})\b)|(?P<guess>a guess\b)|(?P<head>A draft\.))[^\n]*"
_PERHAPS_MARKED = re.compile(_MARKED)
_REMARK = re.compile(rf"""<[^<>\s]*>|("{{3}}|'{{3}}|"|')(?:\\.|(?!\1).)*\1|{_MARKED}|#[^\n]*""", re.DOTALL)  # not within texts
_SHOWN_LINES = 12  # lines of remarks that are told by number
_WHOLE_FILES = {"copies": vocab.ROOT + "copies/", "acknowledged": vocab.ROOT + "acknowledged/"}


def check(document: Document, ontology: Ontology) -> Iterator[Fault]:
    """Every fault of form in a file that could be read."""
    yield from document.faults
    if document.triples:
        yield from _newlines(document)
        yield from _base(document)
        yield from _prefixes(document, ontology)
        yield from _subjects(document)
        yield from _names(document)
        yield from _terms(document, ontology)
        yield from _acknowledgements(document)
        yield from _remarks(document)


def _remarks(document: Document) -> Iterator[Fault]:
    """What `new` remarked on in a draft and is still there: a question without an answer, a guess that nobody looked at."""
    if _PERHAPS_MARKED.search(document.text) is None:
        return
    found = [m for m in _REMARK.finditer(document.text) if any(m.group("question", "guess", "head"))]
    if not found:
        return
    lines = list(dict.fromkeys(document.text.count("\n", 0, m.start()) + 1 for m in found))
    counts = [(sum(m[kind] is not None for m in found), word) for kind, word in (("question", MARK), ("guess", "a guess"))]
    said = ", ".join(f"{number} × {word}" for number, word in counts if number) or "its heading"
    more = f" and {len(lines) - _SHOWN_LINES} more" if len(lines) > _SHOWN_LINES else ""
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:_SHOWN_LINES]))}{more}"
    what = f"Remarks of the draft are left ({said}): {where}."
    remedy = "Type what each asks for, look at what it calls a guess, and delete the remark."
    yield Fault(document.path, lines[0], "draft-left", what, remedy)


def _newlines(document: Document) -> Iterator[Fault]:
    if (at := document.text.find("\r")) >= 0:
        line = document.text.count("\n", 0, at) + 1
        what = "The lines end as Windows ends them, in a carriage return and a line feed."
        yield Fault(document.path, line, "windows-newlines", what, "Save the file with Unix line ends (LF).")


def _base(document: Document) -> Iterator[Fault]:
    stem = document.path.stem
    wanted = _WHOLE_FILES.get(stem, f"{vocab.CLAIMS}{stem}/")
    if stem not in _WHOLE_FILES and not _FILE_NAME.match(stem):
        remedy = "Name it <date>-<publisher>-<slug>.ttl in lower case, such as 2016-01-04-yonhap-defectors-halve.ttl."
        yield Fault(document.path, 1, "file-name", f'The name "{document.path.name}" does not follow the pattern.', remedy)
    if document.base is None:
        yield Fault(document.path, 1, "base-missing", "The file has no @base.", f"Write: @base <{wanted}> .")
    elif document.base != wanted:
        what = f"The base <{document.base}> is not the one of this file's name."
        match = _BASE.search(document.text)
        number = document.text.count("\n", 0, match.start(1)) + 1 if match else 1
        yield Fault(document.path, number, "base-differs", what, f"Write: @base <{wanted}> .")


def _prefixes(document: Document, ontology: Ontology) -> Iterator[Fault]:
    for match in _PREFIX.finditer(document.text):
        name, iri = match.groups()
        number = document.text.count("\n", 0, match.start(1)) + 1
        wanted = ontology.prefixes.get(name)
        if wanted is None:
            remedy = "Use a prefix of ontology/prefixes.ttl, or full IRIs."
            yield Fault(document.path, number, "prefix-unknown", f'"{name}:" is not one of our prefixes.', remedy)
        elif iri != wanted:
            what = f'"{name}:" stands for <{iri}> here.'
            yield Fault(document.path, number, "prefix-differs", what, f"Write: @prefix {name}: <{wanted}> .")


def _subjects(document: Document) -> Iterator[Fault]:
    base = document.base or ""
    if base not in (f"{vocab.CLAIMS}{document.path.stem}/", *_WHOLE_FILES.values()):
        return  # the base is wrong, and its fault says so
    for subject in dict.fromkeys(s.value for s, _, _ in document.triples):
        if not subject.startswith(base) and not subject.startswith("urn:nkgraph:unowned:"):
            what = f"<{subject}> is described here, but it is not of this file."
            yield Fault(document.path, document.line(subject), "subject-foreign", what, "Describe it in its own file.")
        elif (odd := _odd_letter(subject)) is not None and "/" not in subject.removeprefix(base):
            what = f"The name <{subject.removeprefix(base)}> holds {odd}."
            remedy = "Type the name again, of letters a to z, digits and hyphens."
            yield Fault(document.path, document.line(subject), "name-letter", what, remedy)


def _names(document: Document) -> Iterator[Fault]:
    """A name that is given to two things: Turtle would make one thing of both."""
    for subject, typed in document.typed.items():
        kinds = [o for p, o in typed if p == vocab.RDF_TYPE]
        if len(kinds) > len(set(kinds)):
            line = document.line(subject, vocab.RDF_TYPE.value, len(kinds) - 1)
            what = f"<{subject.rsplit('/', 1)[-1]}> is described twice in this file."
            remedy = "Give the second a name of its own; a figure that is printed again is a second nk:mention."
            yield Fault(document.path, line, "name-twice", what, remedy)


def _terms(document: Document, ontology: Ontology) -> Iterator[Fault]:
    yield from _published_terms(document)
    named = {n for _, p, o in document.triples for n in (p, o) if isinstance(n, ox.NamedNode)}
    sound = {n for n in named if _sound(n.value, ontology)}
    for s, p, o in document.triples:
        if p in sound and (o in sound or not isinstance(o, ox.NamedNode)):
            continue
        for node, is_object in ((p, False), (o, True)):
            if not isinstance(node, ox.NamedNode):
                continue
            namespace = ontology.concept_namespace(node.value)
            if namespace is None:
                continue
            if node.value in ontology.derived:
                line = document.line_of(s.value, p.value, o)
                what = f"{_prefixed(node.value, ontology)} is computed when the graph is built."
                yield Fault(document.path, line, "derived-term", what, "Delete it here; nkgraph works it out.")
            elif node.value not in ontology.defined:
                line = document.line_of(s.value, p.value, o)
                kind = "concept" if is_object else "term"
                code = "undefined-concept" if namespace != vocab.NK.namespace else "undefined-term"
                odd = _odd_letter(node.value)
                what = f"{_prefixed(node.value, ontology)} is not a {kind} of the ontology{f': it holds {odd}' if odd else ''}."
                remedy = _suggestion(node.value, namespace, ontology) or _addition(namespace)
                yield Fault(document.path, line, code, what, remedy)


def _addition(namespace: str) -> str:
    """Where a term or concept is added that nobody has defined yet."""
    if namespace == vocab.NK.namespace:
        return "Add it to ontology/nkgraph.ttl, or choose another."
    scheme = namespace.rstrip("/").rpartition("/")[2]
    return f"Add it to ontology/schemes/{scheme}.ttl, like those that stand there, or choose another."


def _published_terms(document: Document) -> Iterator[Fault]:
    """Terms of schema.org that no claims file uses: most likely misspelt."""
    ours = {*(f"{vocab.SCHEMA}{name}" for name in SDO.names), *(t.value for t in vocab.ARTICLE_TYPES)}
    for s, p, o in document.triples:
        for node in (p, o) if p == vocab.RDF_TYPE else (p,):
            if isinstance(node, ox.NamedNode) and node.value.startswith(vocab.SCHEMA) and node.value not in ours:
                near = get_close_matches(
                    vocab.local(node), sorted(n.removeprefix(vocab.SCHEMA) for n in ours), n=1, cutoff=0.75
                )
                remedy = f"Did you mean schema:{near[0]}?" if near else "Delete it; docs/claims-format.md has the terms."
                what = f"schema:{vocab.local(node)} is not a term of a claims file."
                yield Fault(document.path, document.line_of(s.value, p.value, o), "undefined-term", what, remedy)


def _odd_letter(iri: str) -> str | None:
    """The first character of an IRI that only looks like a plain letter, by its name."""
    odd = None if iri.isascii() else next(c for c in iri if not c.isascii())
    return f"U+{ord(odd):04X}, {unicodedata.name(odd, 'a nameless character').lower()}" if odd else None


def _acknowledgements(document: Document) -> Iterator[Fault]:
    """The day of an acknowledgement that is no date; a finding that is acknowledged twice."""
    seen: set[str] = set()
    for s, p, o in document.triples:
        if p == SDO.dateCreated and isinstance(o, ox.Literal):
            try:
                periods.parse(o.value)
            except periods.PeriodError as error:
                what, _, remedy = str(error).partition(". ")
                yield Fault(document.path, document.line_of(s.value, p.value, o), "date-invalid", what + ".", remedy)
        elif p == NK.acknowledges:
            if o.value in seen:
                what = f"<{vocab.local(s)}>: <{o.value}> is acknowledged further up already."
                line = document.line_of(s.value, p.value, o)
                yield Fault(
                    document.path, line, "acknowledged-twice", what, "Keep one of the two, and say all in its nk:because."
                )
            seen.add(o.value)


def _sound(iri: str, ontology: Ontology) -> bool:
    """Whether an IRI may be typed: defined and not derived, or no business of the ontology."""
    if iri in ontology.defined:
        return iri not in ontology.derived
    return ontology.concept_namespace(iri) is None


def _suggestion(iri: str, namespace: str, ontology: Ontology) -> str | None:
    rivals = [d.removeprefix(namespace) for d in ontology.defined - ontology.derived if d.startswith(namespace)]
    name = iri.removeprefix(namespace)
    near = get_close_matches(name, sorted(rivals), n=1, cutoff=0.75) or [r for r in rivals if name.startswith(f"{r}-")]
    elsewhere = [d for d in ontology.defined - ontology.derived if vocab.local(ox.NamedNode(d)) == name]
    meant = (
        [namespace + near[0]]
        if near
        else sorted(d for d in elsewhere if ontology.concept_namespace(d) not in (None, namespace))
    )
    return f"Did you mean {_prefixed(meant[0], ontology)}?" if meant else None


def _prefixed(iri: str, ontology: Ontology) -> str:
    for name, namespace in ontology.prefixes.items():
        if iri.startswith(namespace):
            return f"{name}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"
