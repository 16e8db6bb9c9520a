"""What a figure may be of, and where: guesses from the names and printed verbs of the measures, never more than that.

Pure. The words of the sentences that hold a figure are looked through once; the measure that is printed nearest is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.asked import fits
from nkgraph.ontology import Ontology
from nkgraph.phrases import HANGUL, WORD, Phrases, Token
from nkgraph.vocab import NK, SKOS_

_UNITS = vocab.ROOT + "units/"
_DERIVED = frozenset(_UNITS + name for name in ("percent", "fraction", "times", "percentage-point"))
_TOWARDS = frozenset({"in", "to", "into", "entered", "reached", "enter", "reach", "entering", "reaching", "within", "across"})
_MOST = 5


@dataclass(frozen=True)
class _Printed:
    """A measure that words print, characters [start, end)."""

    start: int
    end: int
    node: ox.NamedNode
    weak: bool


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    node: ox.NamedNode
    towards: bool


class Guesses:
    """The measures and places that stand in some stretches of a text."""

    def __init__(self, text: str, stretches: Iterable[tuple[int, int]], ontology: Ontology) -> None:
        self.ontology = ontology
        self._phrases = Phrases("", ontology)
        self._stems: dict[str, str] = {}
        self._names = _names(ontology)
        tokens = [token for start, end in stretches for token in self._tokens(text, start, end)]
        self._places = list(_places(tokens))
        self._place_starts = [p.start for p in self._places]
        self._phrases.tokens = tokens
        self._printed = sorted(self._found(tokens), key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self._printed]

    def _found(self, tokens: list[Token]) -> Iterator[_Printed]:
        for m in self._phrases.matches(self._phrases.of_type(NK.Measure)):
            yield _Printed(tokens[m.first].start, tokens[m.last].end, m.node, m.weak)

    def _tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The words of a stretch, numbers aside; a name of a place is one."""
        words = [(m.group(), *m.span()) for m in WORD.finditer(text, start, end) if not m.group().isdigit()]
        i = 0
        while i < len(words):
            word, first, last = words[i]
            place = next(
                (n for n in self._names.get(word, ()) if tuple(w for w, _, _ in words[i : i + len(n[0])]) == n[0]), None
            )
            if place is not None:
                last = words[i + len(place[0]) - 1][2]
                yield Token(first, last, text[first:last], place[1].value)
                i += len(place[0])
                continue
            yield Token(first, last, word, self._stem(word))
            i += 1

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            low = word.lower()
            plain = HANGUL.search(low) is not None or not low.isascii()
            self._stems[word] = low if plain else next((t.stem for t in self._phrases.tokens_of(low)), low)
        return self._stems[word]

    def measures(self, start: int, end: int, first: int, last: int, unit: ox.NamedNode | None) -> tuple[ox.NamedNode, ...]:
        """The measures printed in the sentence [first, last) that a figure at [start, end) may be of, likeliest first."""
        near = self._printed[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        fitting = [p for p in near if p.end <= last and self._fits(p.node, unit)]
        strong = [p for p in fitting if not p.weak] or fitting
        ranked = sorted(strong, key=lambda p: (_distance(p, start, end) - 2 * (p.end - p.start), p.start, p.node.value))
        return tuple(dict.fromkeys(p.node for p in ranked))[:_MOST]

    def _fits(self, measure: ox.NamedNode, unit: ox.NamedNode | None) -> bool:
        default = self.ontology.one(measure, NK.unit)
        if unit is None and isinstance(default, ox.NamedNode) and (known := self.ontology.units.get(default.value)):
            return not known.signs and default.value not in (_UNITS + "rank", _UNITS + "truth")
        derived = unit is not None and unit.value in _DERIVED
        return fits(measure, unit, "share" if derived else None, self.ontology)

    def place(self, start: int, end: int, first: int, last: int) -> ox.NamedNode | None:
        """The place nearest to a figure that the sentence says it is of; None where there is none, or only where from."""
        near = self._places[bisect_left(self._place_starts, first) : bisect_left(self._place_starts, last)]
        towards = [p for p in near if p.towards]
        return min(towards, key=lambda p: (abs(p.start - start), p.start)).node if towards else None


def _distance(printed: _Printed, start: int, end: int) -> int:
    """Characters between a figure and the words of a measure; what stands before counts double."""
    return printed.start - end if printed.start >= end else 2 * max(0, start - printed.end)


def _names(ontology: Ontology) -> dict[str, list[tuple[tuple[str, ...], ox.NamedNode]]]:
    """The names of places by their first word, as words, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], ox.NamedNode]]] = {}
    scheme, top = ontology.dimensions.get("place"), ontology.tops.get("place")
    for s, p, o in ontology.triples:
        if p == SKOS_.inScheme and o == scheme and s != top:
            for name in ontology.names(s):
                words = tuple(w for w in WORD.findall(name) if w not in ("the", "The"))
                if words and (len(words) > 1 or words[0][:1].isupper() or HANGUL.search(name)):
                    found.setdefault(words[0], []).append((words, s))
    return {word: sorted(names, key=lambda n: -len(n[0])) for word, names in found.items()}


def _places(tokens: list[Token]) -> Iterator[_Place]:
    for i, token in enumerate(tokens):
        if token.is_place:
            before = [t.word.lower() for t in tokens[max(0, i - 2) : i] if t.word.lower() != "the"][-1:]
            yield _Place(token.start, token.end, ox.NamedNode(token.stem), bool(before) and before[0] in _TOWARDS)
