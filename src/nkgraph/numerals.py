"""The numbers that a wording prints: "1,277", "one-hundred-91", "four-and-a-half", "$144.29 billion", "a thousand or two".

Pure: text in, numbers out. What the numbers mean (bounds) is the business of `bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nkgraph.lexicon import Lexicon

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"\d+(?:\.\d+)?$")
_SMALL = frozenset({"cardinal", "digits", "zero", "fraction", "plural", "multiple"})
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Printed:
    """One printed number: `number` before scale, `scale` 1 or the "million" that follows it."""

    number: Decimal
    scale: int = 1


@dataclass(frozen=True)
class _Piece:
    text: str
    kind: str
    number: Decimal | None

    @property
    def scale(self) -> int:
        """What a scale word multiplies by: 1000 for "thousand"; 0 for every other piece."""
        return int(self.number) if self.kind == "scale" and self.number is not None else 0


_END = _Piece("", "end", None)
_Found = tuple[Decimal, int]  # a number, and the index of the piece after it


def numbers(wording: str, lexicon: Lexicon, kind: str = "cardinal") -> list[Printed]:
    """The numbers a wording prints, hedge words aside, in order. `kind` is cardinal, ordinal or truth: what to look for."""
    pieces = list(_pieces(lexicon.without_hedges(wording), lexicon))
    if kind != "cardinal":
        return [Printed(n) for n in _singles(pieces, kind)]
    return _or_two(pieces) or list(_cardinals(pieces))


def digits(text: str) -> Decimal | None:
    """The number of a digit run with English separators, or None: "1,277" is 1277, "1,27" is nothing."""
    if _GROUPED.match(text) or _PLAIN.match(text):
        return Decimal(text.replace(",", ""))
    return None


def _pieces(text: str, lexicon: Lexicon) -> Iterator[_Piece]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            yield _Piece(token, "digits", digits(token))
        elif (word := lexicon.numbers.get(token.lower())) is not None:
            yield _Piece(token.lower(), word.kind, word.number)
        else:
            yield _Piece(token.lower(), "word", None)


def _singles(pieces: list[_Piece], kind: str) -> Iterator[Decimal]:
    """Ordinals ("21st", "twenty-first") or truths ("Yes")."""
    for before, piece in zip([_END, *pieces], pieces, strict=False):
        if piece.number is not None and piece.kind in (kind, "zero", "digits"):
            tens = before.number if piece.kind == "ordinal" and _is_tens(before) and piece.number < 10 else None
            yield piece.number + (tens or 0)


def _or_two(pieces: list[_Piece]) -> list[Printed]:
    """ "A thousand or two" is a range from one to two of the scale word."""
    for i, piece in enumerate(pieces):
        if piece.kind in ("scale", "hundred") and piece.number is not None and _texts(pieces, i + 1, 2) == ["or", "two"]:
            return [Printed(piece.number), Printed(piece.number * 2)]
    return []


def _cardinals(pieces: list[_Piece]) -> Iterator[Printed]:
    i = 0
    while i < len(pieces):
        found = _one_and_a_half(pieces, i) or _scaled(pieces, i)
        if found is not None:
            printed, i = found
            yield printed
        else:
            i += 1


def _one_and_a_half(pieces: list[_Piece], i: int) -> tuple[Printed, int] | None:
    """ "A decade and a half", "a million and a half"."""
    middle = _at(pieces, i + 1)
    if _at(pieces, i).text in ("a", "an") and (middle.kind == "word" or middle.scale) and _and_a_half(pieces, i + 2):
        return Printed(1 + _HALF, middle.scale or 1), i + 5
    return None


def _scaled(pieces: list[_Piece], i: int) -> tuple[Printed, int] | None:
    """A number and the "million" behind it, if there is one: "5 million", "half a million"; or a bare "million"."""
    if (bare := _at(pieces, i).scale) > 1000:
        return Printed(Decimal(bare)), i + 1
    found = _thousands(pieces, i)
    if found is None:
        return None
    number, after = found
    article = _at(pieces, after - 1).kind == "fraction" and _at(pieces, after).text == "a"
    scale = _at(pieces, after + article).scale
    if not scale:
        return Printed(number), after
    after += article + 1
    if _and_a_half(pieces, after):
        number, after = number + _HALF, after + 3
    return (Printed(number, scale) if scale > 1000 else Printed(number * scale)), after


def _thousands(pieces: list[_Piece], i: int) -> _Found | None:
    """ "Two thousand three hundred and five"; "two thousand and three thousand" are two numbers."""
    found = (Decimal(1), i) if _at(pieces, i).scale == 1000 else _hundreds(pieces, i)
    if found is None or _at(pieces, found[1]).scale != 1000:
        return found
    number, after = found[0] * 1000, found[1] + 1
    rest = _hundreds(pieces, after + (_at(pieces, after).text == "and"))
    if rest is not None and rest[0] < 1000 and rest[0] == int(rest[0]) and not _at(pieces, rest[1]).scale:
        return number + rest[0], rest[1]
    return number, after


def _hundreds(pieces: list[_Piece], i: int) -> _Found | None:
    """ "One-hundred-91", "two and a half"; "one hundred and two hundred" are two numbers."""
    found = (Decimal(1), i) if _at(pieces, i).kind == "hundred" else _small(pieces, i)
    if found is None:
        return None
    number, after = found
    if _at(pieces, after).kind == "hundred":
        number, after = number * 100, after + 1
        rest = _small(pieces, after + (_at(pieces, after).text == "and"))
        if rest is not None and rest[0] < 100 and rest[0] == int(rest[0]) and _at(pieces, rest[1]).kind != "hundred":
            number, after = number + rest[0], rest[1]
    return (number + _HALF, after + 3) if _and_a_half(pieces, after) else (number, after)


def _small(pieces: list[_Piece], i: int) -> _Found | None:
    """ "91", "twenty-six", "three-quarters", "hundreds of thousands"."""
    piece, following = _at(pieces, i), _at(pieces, i + 1)
    if piece.number is None or piece.kind not in _SMALL:
        return None
    if piece.kind == "plural" and following.text == "of" and _at(pieces, i + 2).kind == "plural":
        rest = _small(pieces, i + 2)
        return (piece.number * rest[0], rest[1]) if rest is not None else None
    if following.number is not None and piece.kind == "cardinal":
        if following.kind == "fraction":
            return piece.number * following.number, i + 2
        if _is_tens(piece) and following.kind in ("cardinal", "digits") and 0 < following.number < 10:
            return piece.number + following.number, i + 2
    return piece.number, i + 1


def _is_tens(piece: _Piece) -> bool:
    return piece.kind == "cardinal" and piece.number is not None and piece.number >= 20 and piece.number % 10 == 0


def _and_a_half(pieces: list[_Piece], i: int) -> bool:
    return _texts(pieces, i, 3) == ["and", "a", "half"]


def _at(pieces: list[_Piece], i: int) -> _Piece:
    return pieces[i] if 0 <= i < len(pieces) else _END


def _texts(pieces: list[_Piece], i: int, how_many: int) -> list[str]:
    return [piece.text for piece in pieces[i : i + how_many]]
