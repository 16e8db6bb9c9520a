"""The figures of a text: which number tokens print one number, its range, hedges and unit; and the words that are none.

Pure, and linear: from each token only a short way is looked in either direction. Words stand in ontology/wording.ttl, the
signs of units in ontology/schemes/units.ttl; here is only how they stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.coverage import Token
from nkgraph.finder_drafts import Draft, no_figure
from nkgraph.finder_groups import DOLLAR, OTHER_MONEY, SUFFIX, WINDOW, Group, Groups, scaled
from nkgraph.finder_words import Words
from nkgraph.numerals import Printed, number
from nkgraph.ontology import Ontology

UNITS = vocab.ROOT + "units/"
_RATIO = re.compile(r"(?: [a-z]+){0,2} (?:in|out of|for every|for each|per|of every) ", re.IGNORECASE)
_FOR_EVERY = re.compile(r"\bfor every $", re.IGNORECASE)
_SPAN = re.compile(r"an? (?P<word>[a-z]+) and an? half", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|t[ao]ke?n?|took|carr\w+|all|sign(?:ed)?|pass(?:ed)?|sprea\w+|voted|presid\w+) $"
)
_MARK = re.compile(r" mark\b")
_OF = re.compile(r" of(?= )")
_ARTICLE = re.compile(r"(?<![^\W_])an? $", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<![\w)])[-−]|\bminus )$", re.IGNORECASE)
_NOT_UNIT = re.compile(r"-(?:over|on|to)-|['’]s\b| on (?:year|month)\b", re.IGNORECASE)
_WON_VERB = re.compile(r" (?:the|an?|by|in|their|his|her|its|gold|silver|bronze|at|all|back|over|out|seats?)\b", re.IGNORECASE)
_AGE = re.compile(r"[- ](?:old|long)\b", re.IGNORECASE)
_RANK_BEHIND = re.compile(r"[- ](?:(?:most|least)[- ][a-z]+|[a-z]{3,}est\b|best\b|worst\b)|(?= place\b)", re.IGNORECASE)
_RANK_BEFORE = re.compile(r"\b(?:rank\w*|c[ao]me|comes|finish\w*|plac(?:ed|ing))(?: in| at| as)?(?: the)? $", re.IGNORECASE)
_RANK_AT = re.compile(r" (?:at|with) [$€£]?[0-9]")
_FIRST_TIME = re.compile(r" (?:time\b|[a-z]{3,}ed\b)", re.IGNORECASE)
_TIMES = re.compile(
    r"(?P<times>[ -](?:times|fold)\b)"
    r"(?P<more> (?:as|more|less|high|larg|great|small|low|fast|the|that|what|bigg|long|fewer)\w*)?",
    re.IGNORECASE,
)
_AS = re.compile(r" (?:as|the|that|what|its|their|last)\b", re.IGNORECASE)
_COUNTED_ONE = re.compile(
    r"[ -](?:hundred|thousand|million|billion|dozen|in|out of|person|man|woman|child|girl|boy"
    r"|death|case|goal|point|vote|seat)\b",
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


class Figures:
    """A text in which everything else was covered up, its number tokens, and the words for numbers, hedges and units."""

    def __init__(self, text: str, tokens: Sequence[Token], ontology: Ontology) -> None:
        self.text, self.tokens, self.lexicon = text, tokens, ontology.lexicon
        self.words, self.groups = Words(ontology), Groups(text, tokens, ontology.lexicon)

    def drafts(self) -> Iterator[Draft]:
        """Every token once, in order: within a figure, or as a word that is none."""
        i, after = 0, 0
        while i < len(self.tokens):
            head = i
            while head - i < 3 and self._leads(head):
                head += 1
            draft, following = self._one(head, after)
            if head > i and draft.start > self.tokens[i].start:
                kind = "no-number" if self.groups.kind(i) == "vague" else "other"
                draft, following = no_figure(self.tokens[i].start, self.tokens[i].end, kind), i + 1
            yield draft
            i, after = following, draft.end
            while i < len(self.tokens) and self.tokens[i].start < after:
                i += 1

    def _leads(self, i: int) -> bool:
        """Whether a word belongs to the hedge of the number behind it: "no more than six", "as many as 500"."""
        near = i + 1 < len(self.tokens) and self.tokens[i + 1].start - self.tokens[i].end < WINDOW
        return near and self.groups.kind(i) in ("vague", "zero") and self._hedge_begins(self.tokens[i].start)

    def _one(self, i: int, after: int) -> tuple[Draft, int]:
        """The draft that begins with a token, and the token after it. What was read ends at `after`."""
        if (aside := self._no_figure(i)) is not None:
            return aside, i + 1
        if self.groups.kind(i) == "ordinal" or (
            self.groups.kind(i) == "digits" and SUFFIX.match(self.text, self.tokens[i].end)
        ):
            return self._ordinal(i), i + 1
        group = self.groups.group(i)
        near = group.last + 1 < len(self.tokens) and self._no_figure(group.last + 1) is None
        ranged = self.groups.range(group, after) if near else None
        if ranged is None and (ratio := self._ratio(group)) is not None:
            return self._finished(*ratio, after)
        high = ranged if ranged is not None else None
        return self._finished(group, high, None, after)

    # --- words that print no number --------------------------------------------------------------------------------------

    def _no_figure(self, i: int) -> Draft | None:
        """The token as no figure, where it surely is none."""
        token, kind, word = self.tokens[i], self.groups.kind(i), self.tokens[i].text.lower()
        behind = self.text[token.end : token.end + WINDOW]
        if kind == "vague":
            hedged = (
                self.groups.kind(i + 1) in ("plural", "scale", "hundred")
                and behind.startswith(" ")
                and self.groups.gap(i) == " "
            )
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
        before = self.text[max(0, token.start - WINDOW) : token.start]
        if (self.words.sign.match(behind) and not re.match(r" (?:day|year) ", behind[:0])) or _COUNTED_ONE.match(behind):
            return None
        if self.words.before.search(before) or re.search(r"\b(?:only|just|exactly) $", before, re.IGNORECASE):
            return None
        return no_figure(token.start, token.end, "pronoun")

    def _hedge_begins(self, start: int) -> bool:
        """Whether a hedge phrase that holds this word stands here: "no more than", "as many as", "at most"."""
        window = self.text[max(0, start - 8) : start + WINDOW]
        return any(m.start() <= min(8, start) < m.end() for m in self.words.inside.finditer(window))

    def _ordinal(self, i: int) -> Draft:
        """A rank ("second-largest", "ranked third"), a first time, or an order in the telling."""
        token = self.tokens[i]
        suffix = SUFFIX.match(self.text, token.end)
        end = suffix.end() if suffix else token.end
        value = number(token.text) if suffix else self.lexicon.numbers[token.text.lower()].number
        rank = Draft(token.start, end, "", value, unit=ox.NamedNode(UNITS + "rank"))
        if (m := _RANK_BEHIND.match(self.text, end)) is not None:
            return replace(rank, end=max(end, m.end()))
        near = self.text[max(0, token.start - WINDOW) : token.start]
        if _RANK_BEFORE.search(near) or _RANK_AT.match(self.text, end):
            return rank
        if token.text.lower() == "first" and (m := _FIRST_TIME.match(self.text, end)) is not None:
            return Draft(token.start, m.end() if m.group() == " time" else end, "")
        return no_figure(token.start, end, "ordinal")

    def _ratio(self, first: Group) -> tuple[Group, Group | None, Decimal] | None:
        """ "One in five", "7 for every 3", "for every 3 men 7 women", "12.3 per 100,000": a number, and what it is told by."""
        nxt = first.last + 1
        if (
            nxt >= len(self.tokens)
            or first.printed is None
            or self.groups.kind(nxt) in ("vague", "ordinal", "zero", "plural", "fraction")
        ):
            return None
        if self.tokens[nxt].start - first.end > WINDOW:
            return None
        gap = self.text[first.end : self.tokens[nxt].start]
        second = self.groups.group(nxt)
        if second.printed is None or second.printed.number == 0:
            return None
        per = second.printed.number * second.printed.scale
        every = _FOR_EVERY.search(self.text[max(0, first.start - WINDOW) : first.start])
        if every is not None and re.fullmatch(r"(?:[, ]+[a-z]+){1,3},? ", gap):
            whole = replace(
                first, start=first.start - len(every.group()), end=second.end, last=second.last, printed=second.printed
            )
            return whole, None, first.printed.number
        if _RATIO.fullmatch(gap) is None:
            return None
        word = gap.split()[-1].lower() if gap.split()[-1].lower() != "of" else "out of"
        if word == "in" and (
            first.printed.number >= per or per > 1000 or first.printed.scale > 1 or self.words.sign.match(self.text, second.end)
        ):
            return None
        if word == "per" and per < 100:
            return None
        return replace(first, end=second.end, last=second.last), None, per

    # --- its hedges and unit ------------------------------------------------------------------------------------------------

    def _finished(self, low: Group, high: Group | None, per: Decimal | None, after: int) -> tuple[Draft, int]:
        """The whole figure, and the token after it."""
        start, end, last = low.start, (high or low).end, (high or low).last
        printed = low.printed
        if printed is not None and high is not None and high.printed is not None:
            printed, top = scaled(printed, high.printed)
        else:
            top = None
        unit, start, end = self._unit(start, end, (high or low).kinds, printed, per)
        start = self._leftwards(start, max(after, start - 3 * WINDOW), low, ranged=top is not None)
        if (behind := self.words.behind.match(self.text, end) or _MARK.match(self.text, end)) is not None:
            end = behind.end()
        if printed is None or _MINUS.search(self.text[max(0, start - 8) : start]):
            return Draft(start, end, "", unit=unit), last + 1
        modality = self.lexicon.modality(self.text[start:end], 2 if top is not None else 1)
        if modality in ("presence", "no-data") or (modality == "between" and top is None):
            modality = "exactly"
        draft = Draft(start, end, "", printed.number, top.number if top else None, printed.scale, modality, unit, per)
        return draft, last + 1

    def _unit(
        self, start: int, end: int, kinds: tuple[str, ...], printed: Printed | None, per: Decimal | None
    ) -> tuple[ox.NamedNode | None, int, int]:
        """The unit that the words give, and where the figure begins and ends with it."""
        near = self.text[max(0, start - 8) : start]
        if (m := DOLLAR.search(near)) is not None:
            return ox.NamedNode(UNITS + "usd"), start - len(m.group()), end
        if (m := OTHER_MONEY.search(near)) is not None:
            name = "krw" if m.group() == "₩" else "usd" if m.group().startswith("USD") else None
            return (ox.NamedNode(UNITS + name) if name else None), start - len(m.group()), end
        of = _OF.match(self.text, end) if "plural" in kinds else None
        if (sign := self._signed(of.end() if of else end, printed)) is not None:
            return sign[0], start, sign[1]
        if (span := _SPAN.match(self.text, start)) and (whole := self.words.signs.get(span["word"].lower())):
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
        noun = self.words.noun.match(self.text, end) if "fraction" not in kinds else None
        if noun is None:
            return None, start, end
        unit = self.words.nouns[noun["noun"].lower()]
        person = vocab.local(unit) == "person"  # "1,277 North Korean defectors"; but states are countries, too: "member states"
        return (unit if person or not noun["before"] else None), start, (end if person or noun["before"] else noun.end())

    def _signed(self, end: int, printed: Printed | None) -> tuple[ox.NamedNode, int] | None:
        """The sign of a unit behind a number, and where it ends, with "-old" and "-long"."""
        m = self.words.sign.match(self.text, end, end + WINDOW)
        if m is None or _NOT_UNIT.match(self.text, m.end()):
            return None
        unit, word = self.words.signs[m["sign"].lower()], m["sign"].lower()
        if word == "points" and "percent" not in self.text[max(0, end - 3 * WINDOW) : end + WINDOW]:
            return None
        if word == "won" and m["own"] is None and _WON_VERB.match(self.text, m.end()):
            scaled = printed is not None and printed.scale > 1
            if not scaled:
                return None
        age = _AGE.match(self.text, m.end())
        return unit, age.end() if age else m.end()

    def _leftwards(self, start: int, stop: int, low: Group, *, ranged: bool) -> int:
        """Where the figure begins with its hedges."""
        first = self.tokens[low.first].text.lower()
        near = self.text[max(stop, start - WINDOW) : start]
        parts = [h[: -len(first)] for h, word in self.words.held.items() if word == first]
        own = next((p for p in parts if near.lower().endswith(p) and not near[: -len(p)][-1:].isalnum()), "")
        if not own and low.kinds[0] in ("scale", "hundred", "fraction") and (m := _ARTICLE.search(near)):
            own = m.group()
        start -= len(own) if start == low.start else 0
        for _ in range(4):
            near = self.text[max(stop, start - WINDOW) : start]
            m = self.words.before.search(near)
            if m is None or (not ranged and m.group().split()[0].lower() in ("between", "ranging")) or (
                m.group().lower().startswith("over") and _CARRIED.search(near[: m.start()])
            ):  # fmt: skip
                return start
            start -= len(m.group())
        return start
