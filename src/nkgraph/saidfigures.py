"""The figure that a sentence states: its number or range, scale, hedge and printed unit, and where it stands.

Pure. A number that is no figure ("COVID-19", "1/2", "-5", "1,27") is left for the reader to ask about.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pyoxigraph as ox

from nkgraph import numerals, vocab
from nkgraph.numerals import Printed
from nkgraph.ontology import Ontology

UNITS = vocab.ROOT + "units/"
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_GAP = re.compile(r"\s*-?\s*(?:and\s+)?(?:an?\s+)?", re.IGNORECASE)
_RANGE_GAP = re.compile(r"\s*(?:[-–—~]|\bto\b)\s*[$]?|\s+or\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+[$]?$", re.IGNORECASE)
_LEFT_FILLER = re.compile(r"\b(?:only|just|exactly|all|the|a\s+total\s+of)\s+$", re.IGNORECASE)
_DOLLAR = re.compile(r"(?:US)?[$]\s?$")
_ATTACHED_LEFT = re.compile(r"[^\W_]$|[^\W\d_][-–]$|(?:^|[\s(])[-−.+]$|[/\\^_]$")
_ATTACHED_RIGHT = re.compile(r"[A-Za-z_/\\^]")
_NOT_NUMBERS = ("vague", "ordinal", "truth")


@dataclass(frozen=True)
class Figure:
    """The figure as printed, before scale; characters [start, end), and those of a hedge that stands apart behind it."""

    value: Decimal | None = None
    to: Decimal | None = None
    scale: int = 1
    modality: str = "exactly"
    unit: ox.NamedNode | None = None
    start: int = 0
    end: int = 0
    hedge: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class _Piece:
    """One digit run or number word."""

    start: int
    end: int
    kind: str  # digits, or the kind of the number word


@dataclass(frozen=True)
class Figures:
    """A sentence, which of its characters are still free, and the words for numbers, hedges and units."""

    text: str
    free: Callable[[int, int], bool]
    ontology: Ontology

    def first(self) -> Figure:
        """The first figure; all other numbers stay unread."""
        for start, end, kinds in self._groups():
            printed = self._printed(start, end)
            if printed is not None:
                return self._whole(start, end, kinds, printed)
        return Figure()

    # --- the number ----------------------------------------------------------------------------------------------------------

    def _pieces(self) -> list[_Piece]:
        lexicon = self.ontology.lexicon
        pieces: list[_Piece] = []
        for m in lexicon.number_pattern.finditer(lexicon.without_hedges(self.text)):
            digits = m.group()[0].isdigit()
            kind = "digits" if digits else lexicon.numbers[m.group().lower()].kind
            if not self.free(*m.span()) or kind in _NOT_NUMBERS or (digits and self._attached(m)):
                continue
            if kind == "zero" and m.group().lower() == "no" and not re.match(r"\s+[^\W\d_]", self.text[m.end() :]):
                continue
            pieces.append(_Piece(m.start(), m.end(), kind))
            if digits and (scale := self._hangul_scale.match(self.text, m.end())):
                pieces.append(_Piece(scale.start(1), scale.end(), "scale"))
        return pieces

    def _attached(self, m: re.Match[str]) -> bool:
        """Whether digits are a part of something else, or not grouped as English groups them."""
        left, right = self.text[max(0, m.start() - 2) : m.start()], self.text[m.end() : m.end() + 1]
        unit = self._sign.match(self.text, m.end())
        broken = numerals.digits(m.group()) is None or not m.group().isascii()
        return broken or (_ATTACHED_LEFT.search(left) is not None and not left.endswith("US")) or (
            _ATTACHED_RIGHT.match(right) is not None and unit is None
        )  # fmt: skip

    @cached_property
    def _hangul_scale(self) -> re.Pattern[str]:
        words = [w for w, n in self.ontology.lexicon.numbers.items() if n.kind == "scale" and _HANGUL.match(w)]
        return re.compile(rf"\s?({'|'.join(sorted(words, key=len, reverse=True)) or '(?!)'})")

    def _groups(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """Neighbouring pieces that print one number or one range."""
        groups: list[list[_Piece]] = []
        for piece in self._pieces():
            if groups and self._joins(groups[-1], piece):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        return [(g[0].start, g[-1].end, tuple(p.kind for p in g)) for g in groups]

    def _joins(self, group: list[_Piece], piece: _Piece) -> bool:
        last = group[-1]
        gap = self.text[last.end : piece.start]
        kinds = (last.kind, piece.kind)
        if gap.strip().lower() == "of":
            return kinds == ("plural", "plural")
        if gap.strip().lower() == "and" and _BETWEEN.search(self.text, 0, group[0].start):
            return True
        if _RANGE_GAP.fullmatch(gap):
            return len([p for p in group if p.kind == "digits"]) < 2
        return _GAP.fullmatch(gap) is not None and kinds != ("digits", "digits") and "zero" not in kinds

    def _printed(self, start: int, end: int) -> tuple[Printed, Printed | None] | None:
        """The number or the two ends of the range; None where it is neither, or the scale of an end is not certain."""
        numbers = numerals.numbers(self.text[start:end], self.ontology.lexicon)
        if len(numbers) == 1:
            return numbers[0], None
        if len(numbers) != 2:
            return None
        low, high = numbers
        if low.scale == 1 and high.scale > 1 and low.number < 1000:
            low = Printed(low.number, high.scale)
        elif low.scale == 1 and high.scale > 1:  # "240,000 to 3.5 million"
            high = Printed(high.number * high.scale)
        sure = (
            high.number < 1000 or low.number >= 1000 or high.number < low.number * 100
        )  # "30 to 50 thousand" begins at 30 or at 30,000
        return (low, high) if low.scale == high.scale and low.number < high.number and sure else None

    # --- its hedge and unit --------------------------------------------------------------------------------------------------

    def _whole(self, start: int, end: int, kinds: tuple[str, ...], printed: tuple[Printed, Printed | None]) -> Figure:
        low, high = (printed[0], printed[1]) if printed[1] else (_unscaled(printed[0], self.text[start:end]), None)
        unit, end = self._unit(start, end)
        start = self._leftwards(start)
        behind = self._hedge_behind.match(self.text, end)
        hedge = behind.span(1) if behind is not None and self.free(*behind.span(1)) else (0, 0)
        words = f"{self.text[start:end]} {self.text[slice(*hedge)]}"
        modality = self.ontology.lexicon.modality(words, 2 if high else 1)
        if unit is None and low.scale == 1 and "plural" not in kinds and "scale" not in kinds:
            small = low.number < 1 and "fraction" in kinds
            unit = ox.NamedNode(UNITS + "fraction") if small else ox.NamedNode(UNITS + "times") if "multiple" in kinds else None
        return Figure(low.number, high.number if high else None, low.scale, modality, unit, start, end, hedge)

    @cached_property
    def _signs(self) -> dict[str, ox.NamedNode]:
        times = ox.NamedNode(UNITS + "times")
        return {s.lower(): u.iri for u in self.ontology.units.values() for s in u.signs} | {self.ontology.label(times): times}

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        signs = "|".join(re.escape(s) for s in sorted(self._signs, key=len, reverse=True))
        return re.compile(rf"\s*-?\s*({signs})(?![^\W\d_])", re.IGNORECASE)

    def _unit(self, start: int, end: int) -> tuple[ox.NamedNode | None, int]:
        """The unit printed beside the number, and where the figure ends with it."""
        if (m := self._sign.match(self.text, end)) is not None and self.free(m.start(1), m.end()):
            return self._signs[m[1].lower()], m.end()
        return (ox.NamedNode(UNITS + "usd"), end) if _DOLLAR.search(self.text[:start]) else (None, end)

    def _leftwards(self, start: int) -> int:
        """Where the figure begins with its hedges and its sign."""
        if (sign := _DOLLAR.search(self.text[:start])) is not None:
            start = sign.start()
        while (m := self._hedge_before.search(self.text[:start]) or _LEFT_FILLER.search(self.text[:start])) is not None:
            if not self.free(*m.span()):
                break
            start = m.start()
        return start

    def _phrases(self, behind: bool) -> str:
        hedges = [h for h in self.ontology.lexicon.hedges if (h.startswith("or ") or not h.isascii()) or not behind]
        chosen = [h for h in hedges if behind or not h.startswith("or ")]
        return "|".join(r"\s+".join(map(re.escape, h.split())) for h in sorted(chosen, key=len, reverse=True))

    @cached_property
    def _hedge_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{self._phrases(behind=False)})\s*$", re.IGNORECASE)

    @cached_property
    def _hedge_behind(self) -> re.Pattern[str]:
        return re.compile(
            rf"\s*[\uac00-\ud7a3]{{0,2}}?(?:\s+[^\W\d_]+)?\s*({self._phrases(behind=True)})(?![A-Za-z]|한)", re.IGNORECASE
        )


def _unscaled(number: Printed, words: str) -> Printed:
    """ "1.4 thousand" is 1.4 before its scale, so that it is as rough as it is printed."""
    printed = re.match(r"[^0-9]*([0-9]+[.][0-9]+)[^0-9]*$", words)
    if printed is None or Decimal(printed[1]) * 1000 != number.number:
        return number
    return Printed(Decimal(printed[1]), 1000)
