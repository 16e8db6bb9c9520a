"""Whether every number of a copy is accounted for: by a claim, by the words of a period, or as no figure.

A number token is a digit run with its separators, or a number word of the lexicon. Coverage is counted in characters,
because tables run together: `2020229` is a year and a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

from nkgraph.claims import Corpus, Stretch
from nkgraph.lexicon import Lexicon
from nkgraph.turtle import Document


@dataclass(frozen=True)
class Token:
    """A number as it stands in a copy: characters [start, end)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Tally:
    """The tokens of one copy, by what accounts for them."""

    copy: str
    found: int
    claimed: int
    not_figures: int
    unaccounted: tuple[Token, ...]


def tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Every number token of a text, in order."""
    return _tokens(text, lexicon.number_pattern)


@lru_cache(maxsize=32)  # a copy is asked for its tokens three times
def _tokens(text: str, pattern: Pattern[str]) -> tuple[Token, ...]:
    return tuple(Token(m.start(), m.end(), m.group()) for m in pattern.finditer(text))


def stretches(corpus: Corpus) -> dict[str, list[tuple[Document, Stretch]]]:
    """Every stretch of characters that the corpus speaks of, by the IRI of the copy."""
    found: dict[str, list[tuple[Document, Stretch]]] = defaultdict(list)
    for claim in {c.subject: c for c in corpus.claims}.values():
        for mention in claim.mentions:
            for stretch in (mention.figure, mention.period, mention.authority):
                if stretch is not None and stretch.copy is not None:
                    found[stretch.copy.value].append((claim.document, stretch))
    for breakdown in corpus.breakdowns.values():
        if breakdown.header is not None and breakdown.header.figure.copy is not None:
            found[breakdown.header.figure.copy.value].append((breakdown.document, breakdown.header.figure))
    for document, stretch in corpus.not_figures:
        if stretch.copy is not None:
            found[stretch.copy.value].append((document, stretch))
    return found


def tally(copy: str, text: str, spoken: list[Stretch], lexicon: Lexicon) -> Tally:
    """Count the tokens of one copy; a token is accounted for when each of its digits or letters is."""
    claimed, listed = _marks(spoken, len(text))
    found = tokens(text, lexicon)
    unaccounted = []
    figures = others = 0
    for token in found:
        spots = [i for i in range(token.start, token.end) if text[i].isalnum()]
        if any(not claimed[i] and not listed[i] for i in spots):
            unaccounted.append(token)
        elif any(claimed[i] for i in spots):
            figures += 1
        else:
            others += 1
    return Tally(copy, len(found), figures, others, tuple(unaccounted))


def overlaps(text: str, spoken: list[Stretch]) -> Iterator[Stretch]:
    """The stretches listed as no figure whose numbers are also accounted for otherwise."""
    claimed, listed = _marks(spoken, len(text))
    for stretch in spoken:
        if stretch.kind == "not-figure":
            spots = [i for i in range(max(stretch.start, 0), min(stretch.end, len(text))) if text[i].isalnum()]
            if any(claimed[i] or listed[i] > 1 for i in spots):
                yield stretch


def _marks(spoken: list[Stretch], length: int) -> tuple[bytearray, bytearray]:
    """For each character, whether a claim (or its period) speaks of it, and how many lists of no figures do."""
    claimed, listed = bytearray(length), bytearray(length)
    for stretch in spoken:
        first, last = stretch.start, min(stretch.end, length)
        if not 0 <= first < last:
            continue  # a shape or mention-order says so
        if stretch.kind == "not-figure":
            for i in range(first, last):
                listed[i] = min(listed[i] + 1, 255)
        elif stretch.kind != "authority":
            claimed[first:last] = b"\x01" * (last - first)
    return claimed, listed
