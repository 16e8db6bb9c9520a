"""The lexicon of ontology/wording.ttl: hedges and the modality they signal, number words and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from nkgraph.turtle import Triple
from nkgraph.vocab import NK, local

# Where two hedges stand in one wording ("only about a dozen", "close to 1-3 months"), the first in this list is meant.
_PRECEDENCE = (
    "no-data", "dozen", "order", "between", "almost", "more-than", "at-least", "less-than", "at-most", "about", "presence",
)  # fmt: skip
_NOTHING = "(?!)"  # matches nowhere: the pattern of no words


@dataclass(frozen=True)
class NumberWord:
    """A word that stands for a number, or (kind vague) only looks like one. The kinds are those of nk:numeralKind."""

    word: str
    kind: str
    number: Decimal | None


@dataclass(frozen=True)
class Lexicon:
    """Hedge phrases by modality name, and number words, all in lower case."""

    hedges: dict[str, str]
    numbers: dict[str, NumberWord]

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """Matches one digit run (with its separators) or one number word that coverage must account for."""
        words = sorted((w for w, n in self.numbers.items() if n.kind != "truth"), key=len, reverse=True)
        first = re.escape("".join(sorted({w[0] for w in words})))  # looked at before any word is tried: twice as fast
        word = rf"(?<![^\W\d_])(?a:{'|'.join(words) or _NOTHING})(?![^\W\d_])"
        return re.compile(rf"(?=[\d{first}])(?:\d+(?:[.,]\d+)*|{word})", re.IGNORECASE)

    @cached_property
    def _hedge_pattern(self) -> re.Pattern[str]:
        def pattern(phrases: Iterable[str], whole: bool) -> str:
            said = (r"\s+".join(f"(?a:{re.escape(word)})" for word in phrase.split()) for phrase in phrases)
            return rf"(?<![^\W\d_])(?:{'|'.join(said)})(?![^\W\d_])" if whole else "|".join(said)

        phrases = sorted(self.hedges, key=len, reverse=True)
        runs = groupby(phrases, str.isascii)  # of a run of phrases the ends are looked at once, not once a phrase
        return re.compile("|".join(pattern(run, whole) for whole, run in runs) or _NOTHING, re.IGNORECASE)

    def _signal(self, match: re.Match[str]) -> str:
        return self.hedges[" ".join(match.group().lower().split())]

    def signals(self, wording: str) -> set[str]:
        """The modalities that the hedge words in a wording signal, by local name."""
        return {self._signal(m) for m in self._hedge_pattern.finditer(wording)}

    def modality(self, wording: str, printed: int) -> str:
        """The modality a wording gives, by local name; `printed` is how many numbers stand in it."""
        found = self.signals(wording)
        if printed >= 2:
            found.add("between")
        if printed:
            found.discard("presence")
        return next((name for name in _PRECEDENCE if name in found), "exactly")

    def without_hedges(self, wording: str) -> str:
        """The wording with hedge words that hold no number blanked, offsets kept."""

        def blank(match: re.Match[str]) -> str:
            return match.group() if self._signal(match) in ("dozen", "order") else " " * len(match.group())

        return self._hedge_pattern.sub(blank, wording)


def read(triples: list[Triple]) -> Lexicon:
    """The lexicon from the triples of ontology/wording.ttl."""
    entries: dict[str, dict[str, object]] = {}
    for s, p, o in triples:
        entries.setdefault(s.value, {})[local(p)] = o
    hedges: dict[str, str] = {}
    numbers: dict[str, NumberWord] = {}
    for entry in entries.values():
        words = str(entry["words"].value).lower()  # type: ignore[attr-defined]  # a literal, by the ontology's test
        if (signal := entry.get("signals")) is not None:
            hedges[words] = local(signal)  # type: ignore[arg-type]
        if (kind := entry.get(local(NK.numeralKind))) is not None:
            number = entry.get("number")
            value = Decimal(number.value) if number is not None else None  # type: ignore[attr-defined]
            numbers[words] = NumberWord(words, kind.value, value)  # type: ignore[attr-defined]
    return Lexicon(hedges, numbers)
