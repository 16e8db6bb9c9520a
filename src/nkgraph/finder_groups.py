"""The number tokens that stand together and print one number, or one range, in any convention of separators.

Pure; from each token only a short way is looked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nkgraph import numerals
from nkgraph.coverage import Token
from nkgraph.lexicon import Lexicon
from nkgraph.numerals import Printed

_LONGEST = 40  # characters of a number token; what is longer is no number that anybody printed
WINDOW = 48  # characters looked at on either side of a number
_PLURAL_GAP = re.compile(r" of ", re.IGNORECASE)
_AND_A = re.compile(r"[ -]and[ -]an?[ -]", re.IGNORECASE)
_AND = re.compile(r" and |[ -]|-and-", re.IGNORECASE)
_SIGN = r"(?:US|U\.S\. ?)?[$€£₩¥]"
_RANGE_WORD = re.compile(rf"(?:%| percent| per cent| pct)?(?: ?[-–—~] ?| to | or | and )(?:{_SIGN})? ?", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom (?:{_SIGN})?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween (?:{_SIGN})?$", re.IGNORECASE)
_RANGING = re.compile(rf"\b(?:rang\w+|anywhere|varie[sd]|vary\w*) (?:in \w+ )?from (?:{_SIGN})?$", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:r[io]se[sn]?|rising|f[ea]ll(?:s|en|ing)?|grew|grow\w*|increas\w+|decreas\w+|declin\w+|dropp?\w*|climb\w*|jump\w*|up|down|cut\w*"
    r"|rais\w+|lower\w*|widen\w*|narrow\w*|eas(?:ed|ing)|slip\w*|slow\w*|shr[aiu]nk\w*|expand\w*|went|move[sd]?|push\w*|surg\w+|plung\w+"
    r"|tumbl\w+|soar\w*|swell\w*|doubl\w+|improv\w+|chang\w+|revis\w+|reduc\w+|reduction|tripl\w+|halv\w+|dip\w*|edg\w+|shift\w*)\b",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(r"\ban? [a-z]+ and an? $", re.IGNORECASE)
DOLLAR = re.compile(r"(?:(?<![A-Za-z])US|(?<![A-Za-z])U\.S\. ?|(?<![A-Za-z]))\$ ?$")
OTHER_MONEY = re.compile(r"(?<![\w])(?:[€£¥₩]|₹|Rs\.? ?|EUR ?|GBP ?|USD ?)$")
SUFFIX = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_MILLION_LETTER = re.compile(r"(?:k|m|mn|bn|tn)\b")
_LETTERS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_SPACED = re.compile(r"[\u00a0\u2009\u202f'’]")


@dataclass(frozen=True)
class Group:
    """Tokens [first, last] that print one number, at characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    kinds: tuple[str, ...]
    printed: Printed | None


def money(text: str, start: int) -> bool:
    """Whether a sign of money stands before a place."""
    near = text[max(0, start - 8) : start]
    return DOLLAR.search(near) is not None or OTHER_MONEY.search(near) is not None


class Groups:
    """A text, its number tokens, and the number words."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.text, self.tokens, self.lexicon = text, tokens, lexicon

    def kind(self, i: int) -> str:
        if not 0 <= i < len(self.tokens):
            return "end"
        text = self.tokens[i].text
        return "digits" if text[0].isdigit() else self.lexicon.numbers[text.lower()].kind

    # --- one number --------------------------------------------------------------------------------------------------

    def gap(self, i: int) -> str:
        """What stands between a token and the next; a line end where there is none."""
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].start - self.tokens[i].end > WINDOW:
            return "\n"
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def group(self, i: int) -> Group:
        """The longest run of tokens from here that prints one number."""
        last = i
        while last - i < 8 and last + 1 < len(self.tokens) and self._joins(i, last):
            if self.kind(i) != "vague" and self._printed(i, last + 1) is None:
                break
            last += 1
        start, end = self.tokens[i].start, self.tokens[last].end
        if (span := _SPAN_BEFORE.search(self.text[max(0, start - WINDOW) : start])) and self.tokens[i].text.lower() == "half":
            start -= len(span.group())
        kinds = tuple(self.kind(n) for n in range(i, last + 1))
        printed = self._read(start, end)
        letter = _MILLION_LETTER.match(self.text, end) if kinds == ("digits",) and printed is not None else None
        if letter is not None and printed is not None and (letter.group() != "m" or money(self.text, start)):
            scale = _LETTERS[letter.group()]
            printed = Printed(printed.number, scale) if scale > 1000 else Printed(printed.number * scale)
            end = letter.end()
        return Group(i, last, start, end, kinds, printed)

    def _joins(self, first: int, last: int) -> bool:
        """Whether the next token goes on with the number."""
        gap, a, b = self.gap(last), self.kind(last), self.kind(last + 1)
        if "\n" in gap or b in ("vague", "ordinal", "zero", "multiple", "end"):
            return False
        if a == "vague":
            return gap == " " and b in ("plural", "scale", "hundred")
        if b in ("scale", "hundred"):
            return gap in (" ", "-", "", "\u00a0") or (a == "fraction" and gap.lower() in (" a ", " of a "))
        if b == "plural":
            return a == "plural" and _PLURAL_GAP.fullmatch(gap) is not None
        if b == "fraction":
            return (gap in (" ", "-") and a == "cardinal") or (_AND_A.fullmatch(gap) is not None)
        if a in ("hundred", "scale") and b in ("cardinal", "digits"):
            return _AND.fullmatch(gap) is not None and (b == "cardinal" or "-" in gap)
        if a == "digits" and b == "digits":
            return self._spaced(first, last, gap)
        return a == "cardinal" and gap in (" ", "-") and b in ("cardinal", "digits")

    def _spaced(self, first: int, last: int, gap: str) -> bool:
        """Whether digits go on behind a narrow space or an apostrophe, or twice behind a plain one: "1 277 500"."""
        following = self.tokens[last + 1].text
        if len(gap) != 1 or not re.fullmatch(r"[0-9]{3}(?:[.,][0-9]{1,2})?", following):
            return False
        if not re.fullmatch(r"[0-9]{1,3}", self.tokens[first].text):
            return False
        if _SPACED.fullmatch(gap):
            return True
        if gap != " ":
            return False
        return last > first or (self.gap(last + 1) == " " and re.fullmatch(r"[0-9]{3}", self.tokens[last + 2].text) is not None)

    def _printed(self, first: int, last: int) -> Printed | None:
        return self._read(self.tokens[first].start, self.tokens[last].end)

    def _read(self, start: int, end: int) -> Printed | None:
        """The one number that these words print, None where they print none or several."""
        words = self.text[start:end]
        if end - start > 4 * _LONGEST:
            return None
        if words[:1].isdigit() and not re.search(r"[A-Za-z]", words):
            found = numerals.number(words)
            return Printed(found) if found is not None else None
        parts = re.fullmatch(r"([0-9][0-9.,]*)[ -]?([a-z]+)", words, re.IGNORECASE)
        if parts is not None and numerals.digits(parts[1]) is None:  # "12,5 million"
            found, scale = numerals.number(parts[1]), numerals.numbers(parts[2], self.lexicon)
            return Printed(found, int(scale[0].number)) if found is not None and len(scale) == 1 else None
        several = numerals.numbers(words, self.lexicon)
        return several[0] if len(several) == 1 else None

    # --- two numbers -----------------------------------------------------------------------------------------------------

    def range(self, low: Group, after: int) -> Group | None:
        """The second number of a range that begins with the first."""
        if low.last + 1 >= len(self.tokens) or low.printed is None:
            return self._or_two(low)
        if self.kind(low.last + 1) in ("vague", "ordinal", "zero", "multiple"):
            return None
        gap = (
            self.text[low.end : self.tokens[low.last + 1].start] if self.tokens[low.last + 1].start - low.end < WINDOW else "\n"
        )
        if _RANGE_WORD.fullmatch(gap) is None or ("—" in gap and " " in gap):
            return None
        if (two := self._or_two(low)) is not None:
            return two
        word = gap.strip(" $€£₩¥%").lower().removeprefix("percent").removeprefix("per cent").strip()
        high = self.group(low.last + 1)
        if not _may_range(word, self.text[max(after, low.start - 2 * WINDOW) : low.start]):
            return None
        if re.match(r"%| ?per", gap, re.IGNORECASE) and (
            "$" in gap or not re.match(r"%| ?per ?cent| pct", self.text[high.end : high.end + 9])
        ):
            return None  # "4.2 percent to $61.8 billion"
        if high.printed is None or SUFFIX.match(self.text, high.end):
            return None
        a, b = scaled(low.printed, high.printed)
        if a.number * a.scale >= b.number * b.scale or (word == "or" and b.number * b.scale > 2 * a.number * a.scale + 1):
            return None
        return replace(high, printed=b)

    def _or_two(self, low: Group) -> Group | None:
        """ "A thousand or two"."""
        if self.kind(low.last) not in ("scale", "hundred") or self.gap(low.last).lower() != " or ":
            return None
        if low.last + 1 >= len(self.tokens) or self.tokens[low.last + 1].text.lower() != "two":
            return None
        found = numerals.numbers(self.text[low.start : self.tokens[low.last + 1].end], self.lexicon)
        end = self.tokens[low.last + 1].end
        return (
            Group(low.last + 1, low.last + 1, self.tokens[low.last + 1].start, end, ("cardinal",), found[1])
            if len(found) == 2
            else None
        )


def _may_range(word: str, before: str) -> bool:
    """Whether a word between two numbers makes a range of them: "and" after "between"; not "fell from 9 to 8"."""
    if (word == "and") != (_BETWEEN.search(before) is not None):
        return False
    moved = word == "to" and _FROM.search(before) is not None and _MOVES.search(before) is not None
    return not moved or _RANGING.search(before) is not None


def scaled(low: Printed, high: Printed) -> tuple[Printed, Printed]:
    """The two ends of a range in one scale: "2 to 3 million"; "240,000 to 3.5 million" in ones."""
    if low.scale == high.scale:
        return low, high
    if low.scale == 1 and low.number < 1000:
        return Printed(low.number, high.scale), high
    return Printed(low.number * low.scale), Printed(high.number * high.scale)
