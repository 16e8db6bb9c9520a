"""The figures of a text: which number tokens print one number, its range, hedges and unit; and the words that are none.

Pure, and linear: from each token only a short way is looked in either direction. Words stand in ontology/wording.ttl, the
signs of units in ontology/schemes/units.ttl; here is only how they stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import pyoxigraph as ox

from nkgraph import numerals, vocab
from nkgraph.coverage import Token
from nkgraph.finder_drafts import Draft, no_figure
from nkgraph.numerals import Printed
from nkgraph.ontology import Ontology

UNITS = vocab.ROOT + "units/"
_LONGEST = 40  # characters of a number token; what is longer is no number that anybody printed
_WINDOW = 48  # characters looked at on either side of a number
_PLURAL_GAP = re.compile(r" of ", re.IGNORECASE)
_AND_A = re.compile(r"[ -]and[ -]an?[ -]", re.IGNORECASE)
_AND = re.compile(r" and |[ -]|-and-", re.IGNORECASE)
_SIGN = r"(?:US|U\.S\. ?)?[$€£₩¥]"
_RANGE = re.compile(rf"(?:%| ?percent| ?per cent)? ?(?:[-–—~]|to|or)? ?(?:{_SIGN})?", re.IGNORECASE)
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
_RATIO = re.compile(r"(?: [a-z]+){0,2} (?:in|out of|for every|for each|per|of every) ", re.IGNORECASE)
_FOR_EVERY = re.compile(r"\bfor every $", re.IGNORECASE)
_SPAN_BEFORE = re.compile(r"\ban? [a-z]+ and an? $", re.IGNORECASE)
_SPAN = re.compile(r"an? (?P<word>[a-z]+) and an? half", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|t[ao]ke?n?|took|carr\w+|all|sign(?:ed)?|pass(?:ed)?|sprea\w+|voted|presid\w+) $"
)
_MARK = re.compile(r" mark\b")
_OF = re.compile(r" of(?= )")
_ARTICLE = re.compile(r"(?<![^\W_])an? $", re.IGNORECASE)
_DOLLAR = re.compile(r"(?:(?<![A-Za-z])US|(?<![A-Za-z])U\.S\. ?|(?<![A-Za-z]))\$ ?$")
_OTHER_MONEY = re.compile(r"(?<![\w])(?:[€£¥₩]|₹|Rs\.? ?|EUR ?|GBP ?|USD ?)$")
_MINUS = re.compile(r"(?:(?<![\w)])[-−]|\bminus )$", re.IGNORECASE)
_NOT_UNIT = re.compile(r"-(?:over|on|to)-|['’]s\b| on (?:year|month)\b", re.IGNORECASE)
_WON_VERB = re.compile(r" (?:the|an?|by|in|their|his|her|its|gold|silver|bronze|at|all|back|over|out|seats?)\b", re.IGNORECASE)
_UNIT_WORD = r"(?P<own>(?:South Korean|Korean|U\.?S\.?|American) )?"
_AGE = re.compile(r"[- ](?:old|long)\b", re.IGNORECASE)
_RANK_BEHIND = re.compile(r"[- ](?:(?:most|least)[- ][a-z]+|[a-z]{3,}est\b|best\b|worst\b)|(?= place\b)", re.IGNORECASE)
_RANK_BEFORE = re.compile(r"\b(?:rank\w*|c[ao]me|comes|finish\w*|plac(?:ed|ing))(?: in| at| as)?(?: the)? $", re.IGNORECASE)
_RANK_AT = re.compile(r" (?:at|with) [$€£]?[0-9]")
_FIRST_TIME = re.compile(r" (?:time\b|[a-z]{3,}ed\b)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_TIMES = re.compile(r"(?P<times>[ -](?:times|fold)\b)(?P<more> (?:as|more|less|high|larg|great|small|low|fast|the|that|what|bigg|long|fewer)\w*)?", re.I)  # fmt: skip
_AS = re.compile(r" (?:as|the|that|what|its|their|last)\b", re.IGNORECASE)
_COUNTED_ONE = re.compile(
    r"[ -](?:hundred|thousand|million|billion|dozen|in|out of|person|man|woman|child|girl|boy|death|case|goal|point|vote|seat|in ten)\b",
    re.IGNORECASE,
)  # fmt: skip
_NO_COUNT = re.compile(
    r" (?:(?:new|other|more|further|confirmed|reported|North|South|[A-Z][a-z]+) ){0,2}(?P<noun>[A-Za-z]+s)\b|(?= of the\b)"
)
_ABSTRACT = frozenset(
    [
        "signs",
        "plans",
        "indications",
        "doubts",
        "words",
        "means",
        "reasons",
        "details",
        "comments",
        "claims",
        "results",
        "elections",
        "longer",
        "less",
        "terms",
        "circumstances",
        "conditions",
        "ties",
        "links",
        "ways",
        "illusions",
        "talks",
        "limits",
        "bounds",
        "secrets",
        "regrets",
        "options",
        "excuses",
        "answers",
        "questions",
        "guarantees",
        "promises",
        "strings",
        "efforts",
        "moves",
        "rights",
        "rules",
        "laws",
        "records",
        "figures",
        "data",
        "statistics",
        "conclusions",
        "grounds",
        "objections",
        "changes",
        "matters",
        "was",
        "is",
        "has",
        "as",
        "this",
        "its",
        "us",
        "progress",
        "access",
        "business",
        "success",
        "press",
        "process",
        "illness",
        "evidence",
    ]
)
_MILLION_LETTER = re.compile(r"(?:k|m|mn|bn|tn)\b")
_LETTERS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_GROUPS = (
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"), ".", ","),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"), ".", ","),
    (re.compile(r"[0-9]+,[0-9]{1,2}"), ".", ","),
    (re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"), ",", "."),
    (re.compile(r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]+)?"), " \u00a0\u2009\u202f'’", ".,"),
)
_SPACED = re.compile(r"[\u00a0\u2009\u202f'’]")


@dataclass(frozen=True)
class _Group:
    """Tokens [first, last] that print one number, at characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    kinds: tuple[str, ...]
    printed: Printed | None


def number(words: str) -> Decimal | None:
    """The number of digits with any convention of separators: "1,277", "12.345.678", "52,8", "1 277 500", "1,23,456"."""
    if len(words) > _LONGEST:
        return None
    if (plain := numerals.digits(words)) is not None:
        return plain
    for pattern, grouping, point in _GROUPS:
        if pattern.fullmatch(words):
            kept = "".join(c for c in words if c not in grouping or c in point)
            return Decimal(re.sub(rf"[{point}]", ".", kept)) if re.search(rf"[{point}]", kept) else Decimal(kept)
    return None


class Figures:
    """A text in which everything else was covered up, its number tokens, and the words for numbers, hedges and units."""

    def __init__(self, text: str, tokens: Sequence[Token], ontology: Ontology) -> None:
        self.text, self.tokens, self.ontology, self.lexicon = text, tokens, ontology, ontology.lexicon

    def drafts(self) -> Iterator[Draft]:
        """Every token once, in order: within a figure, or as a word that is none."""
        i, after = 0, 0
        while i < len(self.tokens):
            head = i
            while head - i < 3 and self._leads(head):
                head += 1
            draft, following = self._one(head, after)
            if head > i and draft.start > self.tokens[i].start:
                kind = "no-number" if self._kind(i) == "vague" else "other"
                draft, following = no_figure(self.tokens[i].start, self.tokens[i].end, kind), i + 1
            yield draft
            i, after = following, draft.end
            while i < len(self.tokens) and self.tokens[i].start < after:
                i += 1

    def _leads(self, i: int) -> bool:
        """Whether a word belongs to the hedge of the number behind it: "no more than six", "as many as 500"."""
        near = i + 1 < len(self.tokens) and self.tokens[i + 1].start - self.tokens[i].end < _WINDOW
        return near and self._kind(i) in ("vague", "zero") and self._hedge_begins(self.tokens[i].start)

    def _kind(self, i: int) -> str:
        if not 0 <= i < len(self.tokens):
            return "end"
        text = self.tokens[i].text
        return "digits" if text[0].isdigit() else self.lexicon.numbers[text.lower()].kind

    def _one(self, i: int, after: int) -> tuple[Draft, int]:
        """The draft that begins with a token, and the token after it. What was read ends at `after`."""
        if (aside := self._no_figure(i)) is not None:
            return aside, i + 1
        if self._kind(i) == "ordinal" or (self._kind(i) == "digits" and _SUFFIX.match(self.text, self.tokens[i].end)):
            return self._ordinal(i), i + 1
        group = self._group(i)
        ranged = self._range(group, after)
        if ranged is None and (ratio := self._ratio(group)) is not None:
            return self._finished(*ratio, after)
        high = ranged if ranged is not None else None
        return self._finished(group, high, None, after)

    # --- words that print no number --------------------------------------------------------------------------------------

    def _no_figure(self, i: int) -> Draft | None:
        """The token as no figure, where it surely is none."""
        token, kind, word = self.tokens[i], self._kind(i), self.tokens[i].text.lower()
        behind = self.text[token.end : token.end + _WINDOW]
        if kind == "vague":
            hedged = self._kind(i + 1) in ("plural", "scale", "hundred") and behind.startswith(" ") and self._gap(i) == " "
            order = hedged and word in ("several", "few", "many")
            return None if order else no_figure(token.start, token.end, "no-number")
        if word == "one":
            return self._pronoun(token, behind)
        if kind == "zero" and word == "no":
            counted = _NO_COUNT.match(behind)
            if counted is None or (counted["noun"] or "").lower() in _ABSTRACT:
                return no_figure(token.start, token.end, "other")
        return None

    def _pronoun(self, token: Token, behind: str) -> Draft | None:
        """ "One" is a figure before a unit, a scale word or a part ("one in five"), or behind a hedge; else a pronoun."""
        before = self.text[max(0, token.start - _WINDOW) : token.start]
        if (self._sign.match(behind) and not re.match(r" (?:day|year) ", behind[:0])) or _COUNTED_ONE.match(behind):
            return None
        if self._before.search(before) or re.search(r"\b(?:only|just|exactly) $", before, re.IGNORECASE):
            return None
        return no_figure(token.start, token.end, "pronoun")

    def _hedge_begins(self, start: int) -> bool:
        """Whether a hedge phrase that holds this word stands here: "no more than", "as many as", "at most"."""
        window = self.text[max(0, start - 8) : start + _WINDOW]
        return any(m.start() <= min(8, start) < m.end() for m in self._inside.finditer(window))

    def _ordinal(self, i: int) -> Draft:
        """A rank ("second-largest", "ranked third"), a first time, or an order in the telling."""
        token = self.tokens[i]
        suffix = _SUFFIX.match(self.text, token.end)
        end = suffix.end() if suffix else token.end
        value = number(token.text) if suffix else self.lexicon.numbers[token.text.lower()].number
        rank = Draft(token.start, end, "", value, unit=ox.NamedNode(UNITS + "rank"))
        if (m := _RANK_BEHIND.match(self.text, end)) is not None:
            return replace(rank, end=max(end, m.end()))
        near = self.text[max(0, token.start - _WINDOW) : token.start]
        if _RANK_BEFORE.search(near) or _RANK_AT.match(self.text, end):
            return rank
        if token.text.lower() == "first" and (m := _FIRST_TIME.match(self.text, end)) is not None:
            return Draft(token.start, m.end() if m.group() == " time" else end, "")
        return no_figure(token.start, end, "ordinal")

    # --- one number --------------------------------------------------------------------------------------------------

    def _gap(self, i: int) -> str:
        """What stands between a token and the next; a line end where there is none."""
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].start - self.tokens[i].end > _WINDOW:
            return "\n"
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def _group(self, i: int) -> _Group:
        """The longest run of tokens from here that prints one number."""
        last = i
        while last - i < 8 and last + 1 < len(self.tokens) and self._joins(i, last):
            if self._kind(i) != "vague" and self._printed(i, last + 1) is None:
                break
            last += 1
        start, end = self.tokens[i].start, self.tokens[last].end
        if (span := _SPAN_BEFORE.search(self.text[max(0, start - _WINDOW) : start])) and self.tokens[i].text.lower() == "half":
            start -= len(span.group())
        kinds = tuple(self._kind(n) for n in range(i, last + 1))
        printed = self._read(start, end)
        letter = _MILLION_LETTER.match(self.text, end) if kinds == ("digits",) and printed is not None else None
        if letter is not None and printed is not None and (letter.group() != "m" or self._money(start)):
            scale = _LETTERS[letter.group()]
            printed = Printed(printed.number, scale) if scale > 1000 else Printed(printed.number * scale)
            end = letter.end()
        return _Group(i, last, start, end, kinds, printed)

    def _joins(self, first: int, last: int) -> bool:
        """Whether the next token goes on with the number."""
        gap, a, b = self._gap(last), self._kind(last), self._kind(last + 1)
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
        again = last > first or (
            self._gap(last + 1) == " " and re.fullmatch(r"[0-9]{3}", self.tokens[last + 2].text) is not None
        )
        return again

    def _printed(self, first: int, last: int) -> Printed | None:
        return self._read(self.tokens[first].start, self.tokens[last].end)

    def _read(self, start: int, end: int) -> Printed | None:
        """The one number that these words print, None where they print none or several."""
        words = self.text[start:end]
        if end - start > 4 * _LONGEST:
            return None
        if words[:1].isdigit() and not re.search(r"[A-Za-z]", words):
            found = number(words)
            return Printed(found) if found is not None else None
        parts = re.fullmatch(r"([0-9][0-9.,]*)[ -]?([a-z]+)", words, re.IGNORECASE)
        if parts is not None and numerals.digits(parts[1]) is None:  # "12,5 million"
            found, scale = number(parts[1]), numerals.numbers(parts[2], self.lexicon)
            return Printed(found, int(scale[0].number)) if found is not None and len(scale) == 1 else None
        several = numerals.numbers(words, self.lexicon)
        return several[0] if len(several) == 1 else None

    # --- two numbers -----------------------------------------------------------------------------------------------------

    def _range(self, low: _Group, after: int) -> _Group | None:
        """The second number of a range that begins with the first."""
        if low.last + 1 >= len(self.tokens) or low.printed is None:
            return self._or_two(low)
        if self._kind(low.last + 1) in ("vague", "ordinal", "zero", "multiple"):
            return None
        gap = (
            self.text[low.end : self.tokens[low.last + 1].start]
            if self.tokens[low.last + 1].start - low.end < _WINDOW
            else "\n"
        )
        if _RANGE_WORD.fullmatch(gap) is None or self._no_figure(low.last + 1) is not None:
            return None
        if (two := self._or_two(low)) is not None:
            return two
        before = self.text[max(after, low.start - 2 * _WINDOW) : low.start]
        word = gap.strip(" $€£₩¥%").lower().removeprefix("percent").removeprefix("per cent").strip()
        if (word == "and") != (_BETWEEN.search(before) is not None):
            return None
        if word == "to" and _FROM.search(before) and _MOVES.search(before) and not _RANGING.search(before):
            return None
        high = self._group(low.last + 1)
        if re.match(r"%| ?per", gap, re.IGNORECASE) and (
            "$" in gap or not re.match(r"%| ?per ?cent| pct", self.text[high.end : high.end + 9])
        ):
            return None  # "4.2 percent to $61.8 billion"
        if high.printed is None or _SUFFIX.match(self.text, high.end):
            return None
        a, b = _scaled(low.printed, high.printed)
        if a.number * a.scale >= b.number * b.scale or (word == "or" and b.number * b.scale > 2 * a.number * a.scale + 1):
            return None
        if word in "-–—~" and " " in gap.strip("$") and a.number >= 1000 > 0 and gap.strip() != gap and "—" in gap:
            return None
        return replace(high, printed=b)

    def _or_two(self, low: _Group) -> _Group | None:
        """ "A thousand or two"."""
        if self._kind(low.last) not in ("scale", "hundred") or self._gap(low.last).lower() != " or ":
            return None
        if low.last + 1 >= len(self.tokens) or self.tokens[low.last + 1].text.lower() != "two":
            return None
        found = numerals.numbers(self.text[low.start : self.tokens[low.last + 1].end], self.lexicon)
        end = self.tokens[low.last + 1].end
        return (
            _Group(low.last + 1, low.last + 1, self.tokens[low.last + 1].start, end, ("cardinal",), found[1])
            if len(found) == 2
            else None
        )

    def _ratio(self, first: _Group) -> tuple[_Group, _Group | None, Decimal] | None:
        """ "One in five", "7 for every 3", "for every 3 men 7 women", "12.3 per 100,000": a number, and what it is told by."""
        nxt = first.last + 1
        if (
            nxt >= len(self.tokens)
            or first.printed is None
            or self._kind(nxt) in ("vague", "ordinal", "zero", "plural", "fraction")
        ):
            return None
        if self.tokens[nxt].start - first.end > _WINDOW:
            return None
        gap = self.text[first.end : self.tokens[nxt].start]
        second = self._group(nxt)
        if second.printed is None or second.printed.number == 0:
            return None
        per = second.printed.number * second.printed.scale
        every = _FOR_EVERY.search(self.text[max(0, first.start - _WINDOW) : first.start])
        if every is not None and re.fullmatch(r"(?:[, ]+[a-z]+){1,3},? ", gap):
            whole = replace(
                first, start=first.start - len(every.group()), end=second.end, last=second.last, printed=second.printed
            )
            return whole, None, first.printed.number
        if _RATIO.fullmatch(gap) is None:
            return None
        word = gap.split()[-1].lower() if gap.split()[-1].lower() != "of" else "out of"
        if word == "in" and (
            first.printed.number >= per or per > 1000 or first.printed.scale > 1 or self._sign.match(self.text, second.end)
        ):
            return None
        if word == "per" and per < 100:
            return None
        return replace(first, end=second.end, last=second.last), None, per

    # --- its hedges and unit ------------------------------------------------------------------------------------------------

    def _finished(self, low: _Group, high: _Group | None, per: Decimal | None, after: int) -> tuple[Draft, int]:
        """The whole figure, and the token after it."""
        start, end, last = low.start, (high or low).end, (high or low).last
        printed = low.printed
        if printed is not None and high is not None and high.printed is not None:
            printed, top = _scaled(printed, high.printed)
        else:
            top = None
        unit, start, end = self._unit(start, end, (high or low).kinds, printed, per)
        start = self._leftwards(start, max(after, start - 3 * _WINDOW), low, ranged=top is not None)
        if (behind := self._behind.match(self.text, end) or _MARK.match(self.text, end)) is not None:
            end = behind.end()
        if printed is None or _MINUS.search(self.text[max(0, start - 8) : start]):
            return Draft(start, end, "", unit=unit), last + 1
        modality = self.lexicon.modality(self.text[start:end], 2 if top is not None else 1)
        if modality in ("presence", "no-data") or (modality == "between" and top is None):
            modality = "exactly"
        draft = Draft(start, end, "", printed.number, top.number if top else None, printed.scale, modality, unit, per)
        return draft, last + 1

    def _money(self, start: int) -> bool:
        near = self.text[max(0, start - 8) : start]
        return _DOLLAR.search(near) is not None or _OTHER_MONEY.search(near) is not None

    def _unit(
        self, start: int, end: int, kinds: tuple[str, ...], printed: Printed | None, per: Decimal | None
    ) -> tuple[ox.NamedNode | None, int, int]:
        """The unit that the words give, and where the figure begins and ends with it."""
        near = self.text[max(0, start - 8) : start]
        if (m := _DOLLAR.search(near)) is not None:
            return ox.NamedNode(UNITS + "usd"), start - len(m.group()), end
        if (m := _OTHER_MONEY.search(near)) is not None:
            name = "krw" if m.group() == "₩" else "usd" if m.group().startswith("USD") else None
            return (ox.NamedNode(UNITS + name) if name else None), start - len(m.group()), end
        of = _OF.match(self.text, end) if "plural" in kinds else None
        if (sign := self._signed(of.end() if of else end, printed)) is not None:
            return sign[0], start, sign[1]
        if (span := _SPAN.match(self.text, start)) and (whole := self._signs.get(span["word"].lower())):
            return whole, start, end
        if per is not None:
            return ox.NamedNode(UNITS + "times"), start, end
        if (m := _TIMES.match(self.text, end)) is not None:
            fold = m["times"][1:].lower() == "fold"
            return (ox.NamedNode(UNITS + "times") if m["more"] or fold else None), start, m.end("times")
        if "multiple" in kinds:
            twice = self.text[start:end].lower() == "twice" and not _AS.match(self.text, end)
            return (None if twice else ox.NamedNode(UNITS + "times")), start, end
        if "fraction" in kinds and printed is not None and printed.number < 1 and printed.scale == 1:
            return ox.NamedNode(UNITS + "fraction"), start, end
        noun = self._noun.match(self.text, end) if "fraction" not in kinds else None
        if noun is None:
            return None, start, end
        unit = self._nouns[noun["noun"].lower()]
        person = vocab.local(unit) == "person"  # "1,277 North Korean defectors"; but states are countries, too: "member states"
        return (unit if person or not noun["before"] else None), start, (end if person or noun["before"] else noun.end())

    def _signed(self, end: int, printed: Printed | None) -> tuple[ox.NamedNode, int] | None:
        """The sign of a unit behind a number, and where it ends, with "-old" and "-long"."""
        m = self._sign.match(self.text, end, end + _WINDOW)
        if m is None or _NOT_UNIT.match(self.text, m.end()):
            return None
        unit, word = self._signs[m["sign"].lower()], m["sign"].lower()
        if word == "points" and "percent" not in self.text[max(0, end - 3 * _WINDOW) : end + _WINDOW]:
            return None
        if word == "won" and m["own"] is None and _WON_VERB.match(self.text, m.end()):
            scaled = printed is not None and printed.scale > 1
            if not scaled:
                return None
        age = _AGE.match(self.text, m.end())
        return unit, age.end() if age else m.end()

    def _leftwards(self, start: int, stop: int, low: _Group, *, ranged: bool) -> int:
        """Where the figure begins with its hedges."""
        first = self.tokens[low.first].text.lower()
        near = self.text[max(stop, start - _WINDOW) : start]
        parts = [h[: -len(first)] for h, word in self._held.items() if word == first]
        own = next((p for p in parts if near.lower().endswith(p) and not near[: -len(p)][-1:].isalnum()), "")
        if not own and low.kinds[0] in ("scale", "hundred", "fraction") and (m := _ARTICLE.search(near)):
            own = m.group()
        start -= len(own) if start == low.start else 0
        for _ in range(4):
            near = self.text[max(stop, start - _WINDOW) : start]
            m = self._before.search(near)
            if m is None or (not ranged and m.group().split()[0].lower() in ("between", "ranging")) or (
                m.group().lower().startswith("over") and _CARRIED.search(near[: m.start()])
            ):  # fmt: skip
                return start
            start -= len(m.group())
        return start

    @cached_property
    def _signs(self) -> dict[str, ox.NamedNode]:
        return {s.lower(): u.iri for u in self.ontology.units.values() for s in u.signs}

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        words = "|".join(re.escape(s) for s in sorted(self._signs, key=len, reverse=True) if s not in ("$", "US$"))
        return re.compile(rf"(?:[ \u00a0]?-?|(?=%)){_UNIT_WORD}(?P<sign>{words})(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def _nouns(self) -> dict[str, ox.NamedNode]:
        """The nouns that name a unit without a sign: persons, people, countries, states; and the names of populations."""
        counted = [u for u in self.ontology.units.values() if u.counted and not u.signs]
        nouns = {n.lower(): u.iri for u in counted for n in self.ontology.names(u.iri) if n.isascii() and n.isalpha()}
        person = nouns.get("persons")
        for s, p, o in self.ontology.triples:
            if person is not None and p == vocab.SKOS_.inScheme and o == self.ontology.dimensions.get("population"):
                nouns |= {name.lower(): person for name in self.ontology.names(s) if name.isascii()}
        return nouns

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        words = "|".join(re.escape(n) for n in sorted(self._nouns, key=len, reverse=True))
        return re.compile(rf" (?P<before>(?:[A-Za-z-]+ ){{0,2}}?)(?P<noun>{words or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def _hedges(self) -> list[str]:
        """The hedges that stand with a number, longest first; those that hold it ("dozens") stand in it already."""
        skipped = {"presence", "no-data"}
        held = {n for n, w in self.lexicon.numbers.items() if w.kind in ("plural", "cardinal")}
        chosen = [h for h, signal in self.lexicon.hedges.items() if signal not in skipped and h not in held]
        return sorted(chosen, key=len, reverse=True)

    @cached_property
    def _before(self) -> re.Pattern[str]:
        """Matches a hedge that ends a stretch of text."""
        words = [h for h in self._hedges if not h.startswith("or ") and h.isascii() and h not in self._held]
        chosen = "|".join(r"\s+".join(map(re.escape, h.split())) for h in words) or "(?!)"
        korean = "|".join(re.escape(h) for h in self._hedges if not h.isascii()) or "(?!)"
        return re.compile(
            rf"(?:(?<![^\W_])(?:{chosen})\s+(?:the\s+(?:(?:[a-z]+\s+){{1,3}}of\s+)?)?|(?:{korean})\s?)$", re.IGNORECASE
        )

    @cached_property
    def _held(self) -> dict[str, str]:
        """The hedges of several words that end with a number word ("a dozen", "low hundreds"), and that word."""
        kinds = {n: w.kind for n, w in self.lexicon.numbers.items()}
        ends = {h: h.split()[-1] for h in self._hedges if " " in h}
        return {h: word for h, word in ends.items() if kinds.get(word) in ("plural", "scale", "hundred") or word == "dozen"}

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """Matches a hedge that holds a word which looks like a number: "no more than", "as many as"."""
        own = [h for h in self._hedges if {w for w in h.split()} & set(self.lexicon.numbers) and h.isascii() and " " in h]
        words = "|".join(r"\s+".join(map(re.escape, h.split())) for h in own) or "(?!)"
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])(?=\s+(?:an?\s+)?(?:[$€£₩]|US\$)?[0-9a-z])", re.IGNORECASE)

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        late = [h for h in self._hedges if h.startswith("or ") or h == "odd"]
        words = "|".join(r"\s+".join(map(re.escape, h.split())) for h in late) or "(?!)"
        korean = "|".join(re.escape(h) for h in self._hedges if not h.isascii()) or "(?!)"
        return re.compile(rf"(?:[ -][a-z]+)?[ -](?:{words})(?![^\W_])|[가-힣]{{0,3}}?\s?(?:{korean})(?!한)", re.IGNORECASE)


def _scaled(low: Printed, high: Printed) -> tuple[Printed, Printed]:
    """The two ends of a range in one scale: "2 to 3 million"; "240,000 to 3.5 million" in ones."""
    if low.scale == high.scale:
        return low, high
    if low.scale == 1 and low.number < 1000:
        return Printed(low.number, high.scale), high
    return Printed(low.number * low.scale), Printed(high.number * high.scale)
