"""One number found in a text, as it is drafted for an archivist; and a text in which what was read is covered up.

Pure. Every reader of the finder takes the characters that it understands out of the text, so that the next one does not
read them again; places stay what they are in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import pyoxigraph as ox

from nkgraph.coverage import Token

READ = "\N{WHITE SQUARE}"  # stands for a character that was read: neither a letter nor a space


@dataclass(frozen=True)
class Draft:
    """One number found in a text, characters [start, end): the figure with its hedge words, or why it surely is none.

    What is None is unknown, and for the archivist to fill in. `measure` is a guess, the likeliest of
    `measure_candidates`; so is `place`. `reason` is the local name of a concept of ontology/schemes/reasons.ttl.
    `header` is the head of the table in which a cell stands, where it gives the unit or the scale.
    """

    start: int
    end: int
    wording: str
    value: Decimal | None = None
    to: Decimal | None = None
    scale: int = 1
    modality: str = "exactly"
    unit: ox.NamedNode | None = None
    per_count: Decimal | None = None
    period: str | None = None
    period_span: tuple[int, int] | None = None
    measure: ox.NamedNode | None = None
    measure_candidates: tuple[ox.NamedNode, ...] = ()
    place: ox.NamedNode | None = None
    reason: str | None = None
    header: tuple[int, int] | None = None

    def worded(self, text: str) -> Draft:
        """The same with the words that stand at its characters."""
        return replace(self, wording=text[self.start : self.end])


def no_figure(start: int, end: int, reason: str) -> Draft:
    """A number that is surely no figure."""
    return Draft(start, end, "", reason=reason)


def covered(text: str, spans: Iterable[tuple[int, int]], fill: str = READ) -> str:
    """The text with these stretches covered up; line ends stay."""
    pieces: list[str] = []
    after = 0
    for start, end in sorted(spans):
        if end > after:
            start = max(start, after)
            pieces += [text[after:start], "\n".join(fill * len(line) for line in text[start:end].split("\n"))]
            after = end
    return "".join([*pieces, text[after:]])


class Numbers:
    """The number tokens of a text, asked by place."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._tokens = tuple(tokens)
        self._starts = [token.start for token in self._tokens]

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin at `start` or later and end at `end` or earlier."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        found = self._tokens[first:last]
        return found if not found or found[-1].end <= end else found[:-1]

    def reach(self, start: int, end: int) -> tuple[int, int] | None:
        """From the first to the last number within a stretch; None where there is none."""
        found = self.within(start, end)
        return (found[0].start, found[-1].end) if found else None
