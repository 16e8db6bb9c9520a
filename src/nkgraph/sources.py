"""Claims against the archived copies: digests, characters, numbers cut short, numbers that nobody accounts for."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import ne
from pathlib import Path

import pyoxigraph as ox

from nkgraph import coverage
from nkgraph.claims import Copy, Corpus, Stretch
from nkgraph.fault import Fault
from nkgraph.lexicon import Lexicon
from nkgraph.turtle import Document
from nkgraph.vocab import NK, SDO, local

_PARTS = {
    "figure": (NK.start, NK.end, NK.wording),
    "header": (NK.start, NK.end, NK.wording),
    "not-figure": (NK.start, NK.end, NK.wording),
    "period": (NK.periodStart, NK.periodEnd, NK.periodWording),
    "authority": (NK.authorityStart, NK.authorityEnd, NK.authorityWording),
}


@dataclass(frozen=True)
class Held:
    """A copy that is at hand and whose bytes are the ones described."""

    copy: Copy
    path: Path
    text: str


def open_copies(corpus: Corpus, folder: Path) -> tuple[dict[str, Held], list[Fault]]:
    """The copies at hand by IRI, and the faults of those that are missing or are not what copies.ttl says."""
    held: dict[str, Held] = {}
    faults: list[Fault] = []
    for copy in corpus.copies.values():
        if copy.name is None or Path(copy.name).name != copy.name:
            continue  # a shape says so
        path = folder / copy.name

        def fault(predicate: ox.NamedNode, code: str, what: str, remedy: str, copy: Copy = copy) -> None:
            line = copy.document.line(copy.iri.value, predicate.value)
            faults.append(Fault(copy.document.path, line, code, what, remedy))

        if not path.is_file():
            fault(SDO.name, "copy-missing", f"{path} is not there.", "Put the copy there, or mend its name.")
            continue
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != copy.sha256:
            fault(
                NK.sha256,
                "digest-differs",
                f"{path} has the SHA-256 {digest}.",
                "Is it the copy that was read? If so, write this digest.",
            )
        if len(data) != copy.bytes:
            fault(NK.bytes, "bytes-differ", f"{path} has {len(data)} bytes.", f"Write: nk:bytes {len(data)}.")
        another = digest != copy.sha256 and len(data) != copy.bytes  # none of its characters is spoken of
        try:
            text = data.decode("utf-8")
            if not another:
                held[copy.iri.value] = Held(copy, path, text)
        except UnicodeDecodeError:
            fault(SDO.name, "copy-not-utf-8", f"{path} is not UTF-8.", "Save the text as UTF-8 and read it again.")
    return held, faults


def check(corpus: Corpus, held: dict[str, Held], lexicon: Lexicon) -> Iterator[Fault]:
    """Every stretch that is not what the copy prints, and every number of a copy that is not accounted for once."""
    yield from printed(corpus, held, lexicon)
    yield from accounted(corpus, held, lexicon)


def printed(corpus: Corpus, held: dict[str, Held], lexicon: Lexicon) -> Iterator[Fault]:
    """Every stretch that is not what the copy prints at its characters; each is judged by itself."""
    for iri, here in coverage.stretches(corpus).items():
        if (copy := held.get(iri)) is not None:
            for document, stretch in here:
                for fault in _stretch(document, stretch, copy.text, lexicon):
                    elsewhere = _other_copy(stretch, held) if fault.code in ("wording-differs", "beyond-copy") else None
                    yield _wrong_copy(document, stretch, fault, elsewhere) if elsewhere else fault


def accounted(corpus: Corpus, held: dict[str, Held], lexicon: Lexicon) -> Iterator[Fault]:
    """Every number of a copy that is cut in two, accounted for twice, or not at all."""
    spoken = coverage.stretches(corpus)
    for iri, copy in held.items():
        here = spoken.get(iri, [])
        only = [s for _, s in here]
        tokens = coverage.tokens(copy.text, lexicon)
        cut: set[coverage.Token] = set()
        for document, stretch in here:
            for token in _cut(stretch, copy.text, tokens, only):
                cut.add(token)
                if copy.text[stretch.start : stretch.end] == stretch.wording:  # else `printed` has told of it
                    what = f'"{stretch.wording}" is cut out of the number "{token.text}".'
                    remedy = "Take the whole number, or account for the rest of it."
                    yield _fault(document, stretch, 0, "number-cut", what, remedy)
        sound = [s for s in only if s.wording is None or s.wording == copy.text[s.start : s.end]]
        twice = {s.node for s in coverage.overlaps(copy.text, sound)}
        for document, stretch in here:
            if stretch.kind == "not-figure" and stretch.node in twice:
                what = f"Characters {stretch.start}-{stretch.end} are listed as no figure, and accounted for elsewhere too."
                yield _fault(document, stretch, 0, "listed-twice", what, "Keep one of the two.")
        for token in coverage.tally(local(copy.copy.iri), copy.text, only, lexicon).unaccounted:
            if token not in cut:
                yield _unaccounted(copy, token)


def tallies(corpus: Corpus, held: dict[str, Held], lexicon: Lexicon) -> list[coverage.Tally]:
    """The coverage of each copy at hand, in the order of copies.ttl."""
    spoken = coverage.stretches(corpus)
    return [coverage.tally(local(h.copy.iri), h.text, [s for _, s in spoken.get(iri, [])], lexicon) for iri, h in held.items()]


def _stretch(document: Document, stretch: Stretch, text: str, lexicon: Lexicon) -> Iterator[Fault]:
    start, end = stretch.start, stretch.end
    if start < 0 or end <= start:
        return  # a shape or mention-order says so
    if end > len(text):
        what = f"The copy has {len(text)} characters, the mention ends at {end}."
        begun = stretch.wording is not None and text.startswith(stretch.wording, start)
        remedy = f"Write the end {start + len(stretch.wording or '')}." if begun else "Look at the two numbers again."
        yield _fault(document, stretch, 1, "beyond-copy", what, remedy)
    elif stretch.wording is not None and text[start:end] != stretch.wording:
        yield _differs(document, stretch, text)
    elif stretch.numbers is not None:
        tokens = coverage.tokens(text, lexicon)
        inside = [t for t in tokens if t.start >= start and t.end <= end]
        tight = bool(inside) and inside[0].start == start and inside[-1].end == end
        if not tight:
            near = [t for t in tokens if t.end > start and t.start < end]
            remedy = (
                f"Write: nk:start {near[0].start} ; nk:end {near[-1].end}." if near else "Delete it: no number stands there."
            )
            what = "The stretch must begin and end with a number."
            yield _fault(document, stretch, 0 if not near or near[0].start != start else 1, "not-figure-loose", what, remedy)
        elif len(inside) != stretch.numbers:
            what = f"The stretch holds {len(inside)} numbers, not {stretch.numbers}."
            line = document.line(stretch.node, NK.numbers.value)
            yield Fault(document.path, line, "not-figure-count", what, f"Write: nk:numbers {len(inside)}, or mend its ends.")


def _other_copy(stretch: Stretch, held: dict[str, Held]) -> Copy | None:
    """The copy that has the wording at these very characters."""
    if not stretch.wording or stretch.end - stretch.start != len(stretch.wording):
        return None
    return next((h.copy for h in held.values() if h.text[stretch.start : stretch.end] == stretch.wording), None)


def _wrong_copy(document: Document, stretch: Stretch, fault: Fault, copy: Copy) -> Fault:
    line = document.line(stretch.node, NK.copy.value)
    owner, name = stretch.node.rsplit("/", 2)[-2], f"copy:{local(copy.iri)}"
    what = f"<{owner}>: The words stand at these characters of {name}, and not of this copy."
    return replace(fault, line=line, code="wording-differs", message=what, remedy=f"Write: nk:copy {name}.")


def _look_alike(printed: str, typed: str) -> str | None:
    """The character of a wording that is easily taken for the one in the copy, and what that one is."""
    pairs = ((a, b) for a, b in zip(printed, typed, strict=False) if a != b and not (a.isascii() and b.isascii()))
    if (found := next(pairs, None)) is None or len(printed) != len(typed):
        return None
    a, b = (f"U+{ord(c):04X} ({unicodedata.name(c, 'without a name').lower()})" for c in found)
    return f"The copy has {a}, the wording {b}. "


def _differs(document: Document, stretch: Stretch, text: str) -> Fault:
    """Say which of start, end and wording is wrong, as far as the other two tell."""
    wording = stretch.wording or ""
    start, end, size = stretch.start, stretch.end, len(wording)
    if text[start : start + size] == wording:
        part, remedy = 1, f"Write the end {start + size}."
    elif text[end - size : end] == wording:
        part, remedy = 0, f"Write the start {end - size}."
    elif end - start == size and sum(map(ne, text[start:end], wording)) == 1:
        alike = _look_alike(text[start:end], wording) or ""
        part, remedy = 2, f'{alike}Write: nk:wording "{text[start:end]}"; or look at the two numbers again.'
    else:
        spots = sorted((i for i in _occurrences(text, wording)), key=lambda i: abs(i - start))
        part = 0 if spots and end - start == size else 2
        remedy = f'"{wording}" stands at {spots[0]}-{spots[0] + size}.' if spots else "The wording stands nowhere in the copy."
        if not spots and _letters(text[start:end]) == _letters(wording):
            remedy = f'Write it as it is printed: nk:wording "{text[start:end]}".'
    what = f'Characters {start}-{end} are "{_shown(text[start:end])}", not "{wording}".'
    return _fault(document, stretch, part, "wording-differs", what, remedy)


def _cut(stretch: Stretch, text: str, tokens: tuple[coverage.Token, ...], spoken: list[Stretch]) -> Iterator[coverage.Token]:
    """The number tokens that a stretch takes a part of, where no stretch beside it takes the rest."""
    first = bisect_right(tokens, stretch.start, key=lambda t: t.end)
    for token in islice(tokens, first, None):
        if token.start >= stretch.end:
            return
        rest = [i for i in range(token.start, token.end) if not stretch.start <= i < stretch.end and text[i].isalnum()]
        if not rest or stretch.kind == "authority":
            continue
        beside = [s for s in spoken if s.end <= stretch.start or s.start >= stretch.end]
        if any(not any(s.start <= i < s.end for s in beside) for i in rest):
            yield token


def _unaccounted(copy: Held, token: coverage.Token) -> Fault:
    line = copy.text.count("\n", 0, token.start) + 1
    what = f'The number "{token.text}" at characters {token.start}-{token.end} is in no claim and not listed as no figure.'
    remedy = "Claim it, or list it under nk:notFigure in the article's file."
    return Fault(copy.path, line, "number-unaccounted", what, remedy)


def _fault(document: Document, stretch: Stretch, part: int, code: str, what: str, remedy: str) -> Fault:
    line = document.line(stretch.node, _PARTS[stretch.kind][part].value)
    owner = stretch.node.rsplit("/", 2)[-2]
    return Fault(document.path, line, code, f"<{owner}>: {what}", remedy)


def _letters(text: str) -> str:
    """The letters and digits of a text, without what stands between them."""
    return "".join(c for c in text if c.isalnum())


def _occurrences(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece) if piece else -1
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _shown(text: str) -> str:
    return text.replace("\n", "⏎") if len(text) <= 60 else text[:57].replace("\n", "⏎") + "…"
