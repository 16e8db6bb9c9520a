"""The numbers that a wording prints: "1,277", "12.345.678", "one-hundred-91", "four-and-a-half", "$144.29 billion",
"a thousand or two", "1만 2천여 명".

Pure: text in, numbers out. What the numbers mean (bounds) is the business of `bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from nkgraph.lexicon import Lexicon

_NARROW = "\u00a0\u2009\u202f'’"  # between groups of three digits; a plain blank is, too, where it stands twice
KOREAN_DIGITS = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
KOREAN = (  # digits and scale words by turns, digits first: "1만 2천", "3천만", "4만1205"
    rf"{KOREAN_DIGITS}(?:\s?[십백천]?[만억조]|[십백천])(?:\s?{KOREAN_DIGITS}(?:[십백천]?[만억조]|[백천])?)*"
)
_TOKEN = re.compile(
    rf"(?P<whole>[0-9]+)분의\s?(?P<part>[0-9]+)|(?P<korean>{KOREAN})"
    rf"|[0-9]{{1,3}}(?:(?:[{_NARROW}][0-9]{{3}})+|(?: [0-9]{{3}}){{2,}})(?:[.,][0-9]+)?(?!\d)"
    r"|\d+(?:[.,]\d+)*|[^\W\d_]+"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"\d+(?:\.\d+)?$")
_OTHER_CONVENTIONS = (  # a pattern, what stands between its groups, and its point
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"), ".", ","),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"), ".", ","),
    (re.compile(r"[0-9]+,[0-9]"), ".", ","),  # with two digits behind it, a third may have been lost
    (re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"), ",", "."),
    (re.compile(rf"[0-9]{{1,3}}(?:[ {_NARROW}][0-9]{{3}})+(?:[.,][0-9]+)?"), f" {_NARROW}", ".,"),
)
_LONGEST = 40  # characters of digits; what is longer is no number that anybody printed
_KOREAN_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_KOREAN_PART = re.compile(rf"({KOREAN_DIGITS})|([십백천만억조])")
_KOREAN_SCALED = re.compile(rf"({KOREAN_DIGITS})\s?([만억조])")
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


def number(text: str) -> Decimal | None:
    """The number of a digit run with any convention of separators, or None: "12.345.678", "52,8", "1 277 500", "1,23,456"."""
    if len(text) > _LONGEST:
        return None
    if (plain := digits(text)) is not None:
        return plain
    for pattern, grouping, point in _OTHER_CONVENTIONS:
        if pattern.fullmatch(text):
            kept = "".join(c for c in text if c not in grouping or c in point)
            return Decimal(re.sub(rf"[{point}]", ".", kept))
    return None


def korean(text: str) -> Decimal | None:
    """The number that digits and scale words print: "1만 2천" is 12000; None where they print none."""
    total = section = Decimal(0)
    waiting: Decimal | None = None
    for m in _KOREAN_PART.finditer(text):
        if m[1]:
            waiting = digits(m[1])
            if waiting is None:
                return None
        elif (scale := _KOREAN_SCALES[m[2]]) < 10**4:
            section += (1 if waiting is None else waiting) * scale
            waiting = None
        else:
            total += (section + (waiting or 0) or 1) * scale
            section, waiting = Decimal(0), None
    return total + section + (waiting or 0)


def korean_scaled(text: str) -> tuple[Decimal | None, int]:
    """The number of a Korean numeral, and the scale that stands apart from it: "300억" is 300 in hundreds of millions."""
    if (apart := _KOREAN_SCALED.fullmatch(text)) is not None:
        return digits(apart[1]), _KOREAN_SCALES[apart[2]]
    return korean(text), 1


def korean_part(text: str) -> Decimal | None:
    """ "3분의 1" as a third, cut off after six digits as the lexicon's own fractions are; None where there is no such part."""
    whole, _, part = text.partition("분의")
    if max(len(whole), len(part)) > _LONGEST or not 0 < int(part) < int(whole):  # of 4301 digits Python makes no integer
        return None
    return (Decimal(int(part)) / Decimal(int(whole))).quantize(Decimal("0.000001"), ROUND_DOWN)


def _pieces(text: str, lexicon: Lexicon) -> Iterator[_Piece]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match["whole"]:
            yield _Piece(token, "fraction", korean_part(token))
        elif match["korean"]:
            value, scale = korean_scaled(token)
            yield _Piece(token, "digits", value)
            if scale > 1:
                yield _Piece(token[-1], "scale", Decimal(scale))
        elif token[0].isdigit():
            yield _Piece(token, "digits", number(token))
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
