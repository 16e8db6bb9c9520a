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
_MULTIPLIES = {("hundred", "cardinal"), ("hundred", "digits"), ("fraction", "cardinal")}
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
    """Runs of pieces that make one number each: "two thousand three hundred and five", "four and a half", "5 million"."""
    run = _Run()
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        words = [p.text for p in pieces[i : i + 5]]
        if words[:3] == ["and", "a", "half"]:
            run.add_half()
            i += 3
        elif words[0] in ("a", "an") and words[2:] == ["and", "a", "half"]:  # "a decade and a half"
            yield from run.end()
            yield Printed(1 + _HALF)
            i += 5
        else:
            if not run.take(piece):
                yield from run.end()
                run.take(piece)
            i += 1
            if piece.text != "and" and piece.number is None:
                yield from run.end()
    yield from run.end()


class _Run:
    """One number in the making: whole thousands, what is below them, and the "million" that follows."""

    def __init__(self) -> None:
        self.thousands = Decimal(0)
        self.rest: Decimal | None = None
        self.kind = ""  # of the piece before
        self.scale = 1

    def take(self, piece: _Piece) -> bool:
        """Add a piece; False where it does not belong to this number."""
        number, begun = piece.number, self.rest is not None
        if number is None or piece.kind not in _CARDINAL | {"digits"}:
            return not begun or (piece.text == "and" and self.kind in ("hundred", "scale"))
        if self.scale > 1:
            return False
        if piece.kind == "scale" and self.kind in ("digits", "cardinal", "hundred", "fraction"):
            return self._scale(number)
        if (piece.kind, self.kind) in _MULTIPLIES:
            self.rest = (self.rest or Decimal(0)) * number
        elif not begun or self.rest == 0 or (self.rest is not None and self._adds(self.rest, number)):
            self.rest = (self.rest or Decimal(0)) + number
        else:
            return False
        self.kind = piece.kind
        return True

    def add_half(self) -> None:
        """The "and a half" behind a number, or a half by itself."""
        self.rest = (self.rest or Decimal(0)) + _HALF
        self.kind = "fraction"

    def end(self) -> Iterator[Printed]:
        """The number, if there is one, and begin anew."""
        if self.rest is not None:
            yield Printed(self.thousands + self.rest, self.scale)
        self.__init__()  # type: ignore[misc]  # begin anew

    def _scale(self, number: Decimal) -> bool:
        if number == 1000:
            self.thousands, self.rest, self.kind = (self.rest or Decimal(0)) * 1000, Decimal(0), "scale"
        else:
            self.scale, self.kind = int(number), "end"
        return True

    def _adds(self, rest: Decimal, number: Decimal) -> bool:
        """Whether "two hundred" and "five", or "twenty" and "six", make one number."""
        if self.kind == "hundred":
            return number < 100
        return self.kind == "cardinal" and 20 <= rest % 100 <= 90 and rest % 10 == 0 and 0 < number < 10
