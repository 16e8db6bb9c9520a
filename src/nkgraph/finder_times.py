"""The times that a text names, and which number they are the time of.

Pure. What a stretch of words means as EDTF is told by `saidtimes`; here is only where such a stretch begins and ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nkgraph import periods
from nkgraph.lexicon import Lexicon
from nkgraph.saidtimes import Times, checked

_MONTH = (  # with its capital, because "may" and "march" are words
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?<![\w.,$€£₩-])(?:1[6-9]|20)[0-9]{2}(?![\w%]|[.,][0-9])"
_DASHED = r"(?:1[6-9]|20)[0-9]{2}(?:[–-](?:(?:1[6-9]|20)[0-9]{2}|[0-9]{2})|/[0-9]{2,4})(?![\w%]|[.,][0-9])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![\w%,]{0,9}[0-9])"
_SMALL = (
    r"(?:[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|[a-z]+teen|twenty|thirty|two-and-a-half|few|several)"
)
_RELATIVE = r"(?:this|last|next|previous|same|current|calendar)[ \n]year"
_PART = rf"(?:the )?(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:half|quarter)|first {_SMALL} months)"
_Y = r"(?:1[6-9]|20)[0-9]{2}"
_D = r"[0-9]{1,2}"
_ISO = rf"(?<![\w.-])(?:{_Y}-{_D}-{_D}|{_Y}/{_D}/{_D}|{_Y}\.\s?{_D}\.\s?{_D})(?![\w-])"
_NUMERIC = rf"(?<![\w.-])(?:{_D}-{_D}-{_Y}|{_D}/{_D}/{_Y}|{_D}\.{_D}\.{_Y})(?![\w-])"
_DATE = (
    rf"{_MONTH} {_DAY},?(?: of)? {_YEAR}|{_DAY}(?: of)? {_MONTH},?(?: of)? {_YEAR}|{_MONTH},?(?: of)? {_YEAR}"
    rf"|{_ISO}|{_NUMERIC}"
)
_POINT = (
    rf"(?:{_PART}(?: of)? (?:{_YEAR}|{_RELATIVE})|{_DATE}|(?:early|mid|late|the)?[- ]?\b(?:1[6-9]|20)[0-9]0s\b"
    rf"|(?:(?:the|of) )?(?:early|mid|late|(?:end|start|beginning|summer|spring|autumn|fall|winter) of)[- ]{_YEAR}"
    rf"|(?:fiscal|calendar|academic|tax) (?:year )?{_YEAR}|\bFY ?[0-9]{{2,4}}\b|\bQ[1-4](?: (?:of )?{_YEAR})?\b|\bH[12] {_YEAR}"
    rf"|(?<![\w.,$€£₩-]){_DASHED}|{_YEAR})"
)
_LOOSE = rf"(?:{_POINT}|{_MONTH} {_DAY}|{_DAY} {_MONTH}|{_MONTH})"
_ENGLISH = (
    rf"(?:\bsince )?{_LOOSE} ?(?:to|through(?: to)?|until(?: the end of)?|till|[-–—~]) ?{_POINT}"
    rf"|\bbetween {_LOOSE} and {_POINT}|\b{_MONTH} ?[-–] ?{_MONTH}(?= period)"
    rf"|\b(?:ever )?since (?:the (?:start|beginning|end) of )?{_POINT}|\b(?:by|at|until|till) the end of {_POINT}"
    rf"|\b(?:until|till|through) {_POINT}|\bso far (?:in )?(?:this year|{_YEAR})|(?:{_YEAR}|this year) so far\b"
    rf"|{_POINT}|{_PART}(?: of the (?:year|season|game|match))?\b"
    rf"|\b(?:the )?(?:first|last|past|previous|next|coming|preceding|following) {_SMALL}[ -](?:and a half )?"
    r"(?:years?|months?|weeks?|days?|decades?|hours?|quarters?|centuries|seasons?|games|matches)\b"
    rf"|\bfirst time in {_SMALL} (?:years|months|decades|weeks)"
    rf"|{_MONTH} {_DAY}\b(?!,?(?: of)? {_Y})|{_DAY} (?:of )?{_MONTH}(?![\w]|,?(?: of)? {_Y})"
    r"|\b(?:this|last|next) (?:year|month|week|quarter|season)\b"
    r"|\b[0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]\.?m\b\.?|o['’]clock)|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:])"
    r"|\b(?:[0-9]{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[ -]century\b"
    r"|\b(?:the |last |this |next |each |per |every )quarter\b(?! of (?:the|all|a|its|them))|\bonce a (?:year|month|week|day)\b"
)
_KOREAN_YEAR = r"(?:(?<![0-9])(?:1[6-9]|20)[0-9]{2}년|올해|지난해|작년|내년|지난달|이달|다음\s?달)"
_KOREAN_POINT = (
    rf"(?:{_KOREAN_YEAR}(?:\s?(?:[01]?[0-9]월(?:\s?[0-3]?[0-9]일)?|[상하]반기|[1-4]분기|말|초))?|(?<![0-9])[01]?[0-9]월(?:\s?[0-3]?[0-9]일)?"
    r"|(?<![0-9.])[1-4]분기|(?<![0-9])[0-3]?[0-9]일(?=\s?(?:오전|오후|\(|[^\W\d_]{0,8}에 따르면|발표|밝혔))"
    r"|(?:오전|오후)\s?[0-9]{1,2}시(?:\s?[0-9]{1,2}분)?)"
)
_KOREAN = (
    rf"{_KOREAN_POINT}\s?(?:부터|에서|[-~–])\s?(?:{_KOREAN_POINT}|[01]?[0-9]월)(?:까지)?|{_KOREAN_YEAR}\s?[01]?[0-9][-~–][01]?[0-9]월"
    rf"|{_KOREAN_POINT}(?:\s?(?:이후|이래|부터|까지))?|(?:지난|최근)\s?[0-9]+(?:년|개월|달|주|일)(?:간|\s?동안)?|(?<![0-9])[0-9]{{2,4}}년대"
)
_SHORT_YEAR = re.compile(r"(?P<a>(?:1[6-9]|20)[0-9]{2})[–/-](?P<b>[0-9]{2})")
_MOVED = re.compile(
    r"\b(?:from|than|against|versus|compared (?:with|to)|as(?! of))(?: (?:in|the|that|those|of|for))*\s*$", re.IGNORECASE
)
_BEYOND = re.compile(r"\b(?:before|after)(?: (?:the|late|early|mid))?\s*$", re.IGNORECASE)  # of a figure that is no time
_SOURCE = re.compile(
    r"^[^\n]{0,30}\b(?:according to|via|from|by|source|published|posted|updated|in)\b[^\n]*\(\s*$"
    r"|\b(?:published|posted|updated|last modified|filed|date)(?: on)?:?\s*$|^[A-Z][A-Z .,]{2,30}, $",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_ENGLISH_TIME, _KOREAN_TIME = re.compile(rf"(?<!\w)(?=[0-9A-Za-z])(?:{_ENGLISH})", re.IGNORECASE), re.compile(_KOREAN)
_OF = re.compile(rf"({_MONTH}) of (?={_Y})")
_NOTHING_LEFT = ("", "the", "in", "in the", "period")
_NO_TIME = re.compile(r"^first time|^once|[0-9]:[0-9]|[0-9]시|[ap]\.?m\b|o['’]clock", re.IGNORECASE)
_IS_DAY = re.compile(rf"{_MONTH} ?{_DAY}|{_DAY} ?{_MONTH}|{_ISO}|{_NUMERIC}|일$", re.IGNORECASE)
_ALONE = re.compile(r"[\s*]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?", re.IGNORECASE)
_TURN = re.compile(r"[;:]|\b(?:but|while|whereas|compared)\b", re.IGNORECASE)  # behind it, another thing is told
_FORWARD = 40  # characters by which a time may be farther behind a figure than another before it
_BEFORE, _BEHIND = 240, 40  # characters on either side of a date that tell whether something was published then


@dataclass(frozen=True)
class Said:
    """Characters [start, end) that name a time; EDTF where it is certain; whether it is when something was published."""

    start: int
    end: int
    text: str | None
    published: bool = False
    candidate: bool = True  # a figure may be of this time: not "the first time in 12 years", "3:30 p.m.", "before 2010"

    @property
    def is_range(self) -> bool:
        return self.text is not None and "/" in self.text and ".." not in self.text


def times(text: str, lexicon: Lexicon, published: str | None) -> list[Said]:
    """Every time that is named, in order; `published` is the day of the article as EDTF, for "last year"."""
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ")
    reader = _Reader(spaced, lexicon, _day(published), published)
    found: list[Said] = []
    for pattern in (_ENGLISH_TIME, _KOREAN_TIME) if _HANGUL.search(text) else (_ENGLISH_TIME,):
        for m in pattern.finditer(spaced):
            start = m.end() - len(m.group().lstrip(" ,-"))
            found.append(reader.said(start, m.end()))
    kept: list[Said] = []
    for said in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return kept


class _Reader:
    """A text and the times that were already understood in it."""

    def __init__(self, text: str, lexicon: Lexicon, on: date | None, published: str | None) -> None:
        self.text, self.lexicon, self.on, self.published = text, lexicon, on, published
        self.known: dict[str, str | None] = {}

    def said(self, start: int, end: int) -> Said:
        words = self.text[start:end]
        if words not in self.known:
            self.known[words] = self._edtf(" ".join(words.split()))
        edtf = self.known[words]
        published = _IS_DAY.search(words) is not None and self._publication(start, end, edtf)
        beyond = _BEYOND.search(self.text, max(0, start - 16), start) is not None
        return Said(start, end, edtf, published, not published and not beyond and _NO_TIME.search(words) is None)

    def _publication(self, start: int, end: int, edtf: str | None) -> bool:
        """Whether a day stands where pages say when they were published."""
        near = max(0, start - _BEFORE)
        line = self.text.rfind("\n", near, start) + 1 or near
        before, after = self.text[line:start], self.text[end : end + _BEHIND]
        alone = _ALONE.fullmatch(before) is not None and re.match(r"\s*(?:\n|$|\|)", after) is not None
        sourced = _SOURCE.search(before) is not None and (not before.endswith("(") or after.startswith(")"))
        dateline = re.match(r" \([A-Za-z. ]{2,30}\) ?[-–—]", after) is not None
        return alone or sourced or dateline or (edtf is not None and edtf == self.published)

    def _edtf(self, words: str) -> str | None:
        """The words as EDTF; None where they are not certain, or depend on a day that is not known."""
        if short := _SHORT_YEAR.fullmatch(words):
            return checked(f"{short['a']}/{short['a'][:2]}{short['b']}")
        if re.fullmatch(rf"{_Y}", words):
            return words
        if numbers := re.fullmatch(r"([0-9]+)[-./]\s?([0-9]+)[-./]\s?([0-9]+)", words):
            return _numeric(*map(int, numbers.groups()))
        if re.search(r"\b(?:early|mid|late|end|start|beginning|summer|spring|autumn|fall|winter)\b", words, re.IGNORECASE) and (
            not re.match(r"(?:by|at|since)\b", words, re.IGNORECASE)
        ):
            return None
        words = _OF.sub(r"\1 ", words.replace("through to", "to"))
        for told in (words, f"in {words}"):
            said = Times(told, lambda _s, _e: True, self.lexicon, self.on)
            time = said.range() or said.period()
            if time is not None and (told[: time.start] + told[time.end :]).strip().lower() in _NOTHING_LEFT:
                return time.text
        return None


def _numeric(first: int, second: int, third: int) -> str | None:
    """A date in digits; None where day and month may be the other way round."""
    if first > 31:
        return checked(f"{first:04}-{second:02}-{third:02}")
    if min(first, second) > 12 or (max(first, second) <= 12 and first != second):
        return None
    return checked(f"{third:04}-{min(first, second):02}-{max(first, second):02}")


def _day(published: str | None) -> date | None:
    """The last day on which the article may have been published."""
    if published is None:
        return None
    try:
        last = periods.parse(published).last
    except periods.PeriodError:
        return None
    return date.fromordinal(last) if last else None


def beside(said: list[Said], used: set[tuple[int, int]], text: str) -> set[tuple[int, int]]:
    """The times that are of a figure, too: told together with one that is ("2000 and 2007"), told against, or a span."""
    found = set(used)
    for before, here in pairwise(said):
        joined = text[before.end : here.start] in (" and ", ", ", " or ", " and in ", " to ")
        if joined and (before.start, before.end) in found:
            found.add((here.start, here.end))
    for here in said:
        moved = (
            here.candidate and here.text is not None and _MOVED.search(text[max(0, here.start - 30) : here.start]) is not None
        )
        if here.is_range or moved:
            found.add((here.start, here.end))
    return found


def of_figures(
    figures: list[tuple[int, int]], said: list[Said], bounds: list[int], text: str, relative: set[int]
) -> list[Said | None]:
    """For each figure the time that its sentence gives: the one behind it with no figure between, else the one before it.

    `bounds` are the ends of the sentences; `relative` the figures (by index) that are told against something.
    """
    starts = [s.start for s in said]
    chosen: list[Said | None] = []
    for i, (start, end) in enumerate(figures):
        sentence = bisect_left(bounds, end)
        first = bounds[sentence - 1] if sentence else 0
        last = bounds[sentence] if sentence < len(bounds) else len(text)
        following = figures[i + 1][0] if i + 1 < len(figures) else last
        behind = bisect_left(starts, end)
        after = said[behind] if behind < len(said) and said[behind].start < last else None
        before = said[behind - 1] if behind and said[behind - 1].start >= first and said[behind - 1].end <= start else None
        if after is not None and (moved := _MOVED.search(text[max(first, after.start - 30) : after.start])):
            after = None if i in relative or not moved.group().lower().startswith("from") else after
        near = after is not None and after.start < following and not _TURN.search(text[end : after.start])
        if near and after is not None and before is not None:
            near = after.start - end - _FORWARD <= start - before.end
        chosen.append(after if near else before or after)
    return chosen
