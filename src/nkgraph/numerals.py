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
_CARDINAL = frozenset({"cardinal", "zero", "hundred", "scale", "plural", "fraction", "multiple"})
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


def numbers(wording: str, lexicon: Lexicon, kind: str = "cardinal") -> list[Printed]:
    """The numbers a wording prints, hedge words aside, in order. `kind` is cardinal, ordinal or truth: what to look for."""
    pieces = list(_pieces(lexicon.without_hedges(wording), lexicon))
    if kind != "cardinal":
        return [Printed(p.number) for p in pieces if p.kind in (kind, "zero", "digits") and p.number is not None]
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


def _or_two(pieces: list[_Piece]) -> list[Printed]:
    """ "A thousand or two" is a range from one to two of the scale word."""
    words = [p.text for p in pieces]
    for i in range(len(pieces) - 2):
        scale = pieces[i].number
        if pieces[i].kind in ("scale", "hundred") and words[i + 1 : i + 3] == ["or", "two"] and scale is not None:
            return [Printed(scale), Printed(scale * 2)]
    return []


def _cardinals(pieces: list[_Piece]) -> Iterator[Printed]:
    """Runs of pieces that make one number each: hundreds multiply, tens and units add, "and a half" adds a half."""
    total: Decimal | None = None
    previous = ""
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        words = [p.text for p in pieces[i : i + 4]]
        if words[:3] == ["and", "a", "half"]:
            total, previous, i = (total or Decimal(0)) + _HALF, "fraction", i + 3
            continue
        if piece.text in ("a", "an") and words[2:] == ["and", "a"] and len(pieces) > i + 4 and pieces[i + 4].text == "half":
            yield Printed(1 + _HALF)  # "a decade and a half"
            i += 5
            continue
        number = piece.number
        if piece.kind == "scale" and previous in ("digits", "cardinal", "fraction") and total is not None:
            if number == 1000:
                total, previous = total * 1000, "hundred"
            else:
                yield Printed(total, int(number or 1))
                total, previous = None, ""
        elif number is None or piece.kind not in _CARDINAL | {"digits"}:
            if total is not None and not (piece.text == "and" and previous == "hundred"):
                yield Printed(total)
                total, previous = None, ""
        elif piece.kind == "hundred" and total is not None:
            total, previous = total * number, "hundred"
        elif piece.kind == "fraction" and total is not None and previous == "cardinal":
            yield Printed(total * number)
            total, previous = None, ""
        elif total is not None and (previous == "hundred" or _tens(total, number)) and number < 1000:
            total, previous = total + number, piece.kind
        else:
            if total is not None:
                yield Printed(total)
            total, previous = number, piece.kind
        i += 1
    if total is not None:
        yield Printed(total)


def _tens(total: Decimal, number: Decimal) -> bool:
    """Whether "twenty" and "six" make one number."""
    return 20 <= total <= 90 and total % 10 == 0 and 0 < number < 10
