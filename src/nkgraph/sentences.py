"""One sentence that states a figure, read word by word over the names and verbs of the ontology. Nothing is guessed.

Pure and deterministic. Each character is understood as one thing at most; words that carry meaning and were not understood
are kept, because a sentence that is read by half gives a wrong answer. Words that carry meaning stand in ontology/.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.asked import COMPARING, Asked, fits, settle
from nkgraph.errors import NkgraphError
from nkgraph.ontology import Ontology
from nkgraph.phrases import HANGUL, PLAIN, WORD, Match, Phrases, Token
from nkgraph.saidfigures import UNITS, Figure, Figures
from nkgraph.saidtimes import Time, Times
from nkgraph.vocab import NK, SKOS_

LONGEST = 600  # characters of a sentence
_ODD = re.compile(r"[^\w\s.,;:!?'\"“”‘’()\[\]–—…·-]+|_+")
_STOCK = ox.NamedNode(NK.namespace + "stock")
_RATE = ox.NamedNode(NK.namespace + "rate")
_OF_SOME = re.compile(r"\s+of\s+(?:(?:the|these|those|all|North\s+Korean)\s+)*", re.IGNORECASE)
_TURNS = frozenset({"not", "no", "never", "without"})
_CHANGES = ("increase", "decrease", "ratio")
_UNCOUNTED = tuple(UNITS + name for name in ("percent", "fraction", "times", "truth", "rank"))
_ORIGIN = re.compile(r"\b(?:from|out\s+of)\s+(?:the\s+)?$", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:to|into)\s+(?:the\s+)?$", re.IGNORECASE)


def read(sentence: str, ontology: Ontology, on: date | None = None) -> Asked:
    """What a sentence says, as far as it is understood; NkgraphError where it is no sentence. `on`: the day it was said."""
    if len(sentence) > LONGEST:
        raise NkgraphError(f"That is no sentence but {len(sentence):,} characters. Give one of at most {LONGEST}.")
    for character in sentence:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") and character not in "\t\n\r":
            raise NkgraphError(f"The sentence holds the character U+{ord(character):04X}, which cannot be read. Type it anew.")
    return _Reader(sentence, ontology, on).read()


class _Reader:
    """The sentence, and which of its characters are understood as what."""

    def __init__(self, sentence: str, ontology: Ontology, on: date | None) -> None:
        self.text, self.ontology = sentence, ontology
        self.marks: list[str | None] = [None] * len(sentence)
        self.candidates: dict[str, tuple[ox.NamedNode, ...]] = {}
        self.times = Times(sentence, self._free, ontology.lexicon, on)
        self.phrases = Phrases(sentence, ontology)
        self.tokens = self.phrases.tokens

    def read(self) -> Asked:
        for match in self.phrases.longest(self.phrases.matches(self.phrases.of_type(NK.Agent), stems=False)):
            if not all(token.is_place for token in self.tokens[match.first : match.last + 1]):
                self._understand(match, "authority")
        operations = self.phrases.longest(self.phrases.matches(self.phrases.of_type(NK.Operation)))
        operations = [m for m in operations if m.node.value not in self.ontology.unbounded]
        time = self._taken(self.times.range(), "period")
        against = self._taken(self.times.base(relative=self._relative()), "base period")
        time = time or self._taken(self.times.period(), "period")
        period = time.text if time is not None else None
        against = against or self._taken(self.times.year_before(period), "base period")
        per = self._taken(self.times.per(), "per")
        figure = Figures(self.text, self._free, self.ontology).first()
        self._mark(figure.start, figure.end, "figure")
        self._mark(*figure.hedge, "figure")
        said = self._people()
        base: dict[str, ox.NamedNode | str] = {"period": against.text} if against is not None and against.text else {}
        operation = self._operation(operations, figure, said, base) or ("mean-per" if per is not None else None)
        if time is not None and not base and (operation in _CHANGES or _is(figure.unit, "times")):
            base, period = _from_to(self.text[time.start : time.end], period)
            operation = operation or ("ratio" if base else None)
        if base and operation not in COMPARING:
            base = self._forget("base period")
        if operation == "share" and self._printers(figure, None, said):
            operation = None  # a measure that is a share itself
        measure, period = self._measure(self._printers(figure, operation, said), period)
        if measure is not None and operation == "mean-per" and self.ontology.one(measure, NK.kind) == _RATE:
            operation = per = None  # earnings are a month's by themselves
        dimensions = self._where(measure) | self._who(measure, said)
        if operation == "share" and not base:
            base = {n: self.ontology.tops[n] for n in ("sex", "population") if n in dimensions and not self._of_them(figure, n)}
        undated = self.text[time.start : time.end].strip() if time is not None and time.text is None else None
        asked = Asked(
            measure, dimensions, period, figure.value, figure.to, figure.scale, figure.modality, figure.unit,
            figure.unit is not None, operation, base, per.text if per is not None else None, self._used(), self.candidates,
            self._unread(), undated, sentence=self.text,
        )  # fmt: skip
        return settle(asked, self.ontology)

    def _forget(self, kind: str) -> dict[str, ox.NamedNode | str]:
        """What was understood as this is not understood after all."""
        self.marks[:] = [None if mark == kind else mark for mark in self.marks]
        return {}

    def _of_them(self, figure: Figure, kind: str) -> bool:
        """Whether the people of this kind are the whole, not the part: "half of the women"."""
        marks = self.marks[figure.end :]
        return kind in marks and _OF_SOME.fullmatch(self.text[figure.end : figure.end + marks.index(kind)]) is not None

    def _taken(self, time: Time | None, kind: str) -> Time | None:
        if time is not None:
            self._mark(time.start, time.end, kind)
        return time

    def _understand(self, match: Match, kind: str) -> None:
        self._mark(self.tokens[match.first].start, self.tokens[match.last].end, kind)

    def _relative(self) -> bool:
        """Whether a percentage, a fraction or a multiple is printed, which is told against something."""
        pattern, numbers = self.ontology.units[UNITS + "percent"].sign_pattern, self.ontology.lexicon.numbers
        kinds = {numbers[t.word.lower()].kind for t in self.tokens if t.word.lower() in numbers}
        return (pattern is not None and pattern.search(self.text) is not None) or bool(kinds & {"fraction", "multiple"})

    # --- characters ------------------------------------------------------------------------------------------------------

    def _free(self, start: int, end: int) -> bool:
        return not any(self.marks[start:end])

    def _mark(self, start: int, end: int, kind: str) -> None:
        """Understand these characters as this; those that were understood before stay what they are."""
        for i in range(start, end):
            self.marks[i] = self.marks[i] or kind

    def _used(self) -> tuple[tuple[int, int, str], ...]:
        runs: list[tuple[int, int, str]] = []
        for i, kind in enumerate(self.marks):
            if kind is not None:
                if runs and runs[-1][1] == i and runs[-1][2] == kind:
                    runs[-1] = (runs[-1][0], i + 1, kind)
                else:
                    runs.append((i, i + 1, kind))
        found = [(s + len(t) - len(t.lstrip()), s + len(t.rstrip()), k) for s, e, k in runs for t in [self.text[s:e]]]
        return tuple(run for run in found if run[0] < run[1])

    def _unread(self) -> tuple[str, ...]:
        """Words and signs that carry meaning and were not understood, neighbours together."""
        spans: list[tuple[int, int]] = [m.span() for m in _ODD.finditer(self.text) if self._free(*m.span())]
        spans += [(t.start, t.end) for t in self.tokens if self._free(t.start, t.end) and not self._carries_nothing(t)]
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            between = self.text[joined[-1][1] : start] if joined else "no neighbour"
            if not between.strip() or (between in (",", ".") and self.text[start - 2 : start + 1 : 2].isdigit()):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return tuple(self.text[start:end] for start, end in joined)

    def _carries_nothing(self, token: Token) -> bool:
        ending = token.start > 0 and self.marks[token.start - 1] is not None and HANGUL.match(token.word) is not None
        return token.word.lower() in PLAIN or ending

    # --- what they mean ------------------------------------------------------------------------------------------------------

    def _people(self) -> dict[str, list[ox.NamedNode]]:
        """The populations and sexes that are named."""
        said: dict[str, list[ox.NamedNode]] = {}
        for name in ("population", "sex"):
            matches = self.phrases.matches(self.phrases.members(self.ontology.dimensions[name]), stems=False)
            for match in self.phrases.longest(matches):
                if match.node != self.ontology.tops[name] and self._free(
                    self.tokens[match.first].start, self.tokens[match.last].end
                ):
                    said.setdefault(name, []).append(match.node)
                    self._understand(match, name)
        return {name: list(dict.fromkeys(nodes)) for name, nodes in said.items()}

    def _operation(
        self, operations: list[Match], figure: Figure, said: dict[str, list[ox.NamedNode]], base: dict[str, ox.NamedNode | str]
    ) -> str | None:
        """How the figure is derived: by a word beside it ("fewer", "down"), or because it is a part of something."""
        unit = figure.unit.value if figure.unit is not None else ""
        relative = unit in (UNITS + "percent", UNITS + "fraction", UNITS + "times", UNITS + "percentage-point")
        for match in operations:
            start, end = self.tokens[match.first].start, self.tokens[match.last].end
            if figure.value is None or not self._free(start, end):
                continue
            between = self.text[end : figure.start] if end <= figure.start else self.text[figure.end : start]
            words = {w.lower() for w in WORD.findall(between)}
            if end <= figure.start and "to" in words and words <= PLAIN:
                self._mark(start, end, "movement")  # "fell to 1,277" states 1,277
            elif (relative and words <= PLAIN) or not words - {"by"} or vocab.local(match.node) == "share":
                self._mark(start, end, "operation")
                return vocab.local(match.node)
        if "period" in base and unit in (UNITS + "fraction", UNITS + "times"):
            return "ratio"
        part = said.get("sex") or re.match(r"\s+of\b", self.text[figure.end :])
        return "share" if part and unit in (UNITS + "percent", UNITS + "fraction") else None

    def _printers(self, figure: Figure, operation: str | None, said: dict[str, list[ox.NamedNode]]) -> list[Match]:
        """Where the words print a measure that the figure, its unit and the people who are named can belong to."""
        matches = [m for m in self._measures if self._possible(m.node, figure, operation, said)]
        matches = [m for m in matches if not m.weak] or matches
        counted = self._counted(figure, said) if figure.unit is None else None
        matches = [m for m in matches if counted is None or self.ontology.one(m.node, NK.unit) == counted] or matches
        matches = self.phrases.longest([m for m in matches if self._placed(m.node) > 0])
        ranks = {m.node: self._placed(m.node) + 3 * self._about(m.node, said) for m in matches}
        return [m for m in matches if ranks[m.node] == max(ranks.values())]

    @cached_property
    def _measures(self) -> list[Match]:
        return self.phrases.matches(self.phrases.of_type(NK.Measure))

    def _measure(self, matches: list[Match], period: str | None) -> tuple[ox.NamedNode | None, str | None]:
        """The measure that the words print; None where there is none or more than one. A stock has a time, no time until."""
        nodes = list(dict.fromkeys(self._by_time(m.node, period) for m in matches))
        for match in matches:
            self._understand(match, "measure")
        if len(nodes) != 1:
            if nodes:
                self.candidates["measure"] = tuple(nodes)
            return None, period
        own = {
            t.stem for text in (self._definition(nodes[0]), self.ontology.label(nodes[0])) for t in self.phrases.tokens_of(text)
        }
        for token in self.tokens:
            if token.stem in own and not token.is_place and token.word.lower() not in PLAIN | _TURNS:
                self._mark(token.start, token.end, "measure")
        stock = self.ontology.one(nodes[0], NK.kind) == _STOCK
        return nodes[0], period.removeprefix("../") if stock and period is not None else period

    def _possible(
        self, measure: ox.NamedNode, figure: Figure, operation: str | None, said: dict[str, list[ox.NamedNode]]
    ) -> bool:
        """Whether the unit that is printed, and the people who are named, can be those of the measure."""
        default = self.ontology.one(measure, NK.unit)
        if figure.value is not None and not fits(measure, figure.unit, operation, self.ontology):
            return False
        bare = figure.value is not None and figure.unit is None and default is not None
        if bare and default is not None and (self.ontology.units[default.value].signs or default.value in _UNCOUNTED):
            return False
        subjects = [c for c in self._contained(measure) if c != self._everybody]
        named = {node.value for node in said.get("population", [])}
        return not subjects or not named or any(named & self.phrases.within(subject.value) for subject in subjects)

    def _about(self, measure: ox.NamedNode, said: dict[str, list[ox.NamedNode]]) -> bool:
        """Whether the measure is about the people who are named, and they are not the people whom most measures are about."""
        named = {node.value for node in said.get("population", []) if node != self._everybody}
        return any(named & self.phrases.within(subject.value) for subject in self._contained(measure))

    def _definition(self, measure: ox.NamedNode) -> str:
        found = self.ontology.one(measure, SKOS_.definition)
        return found.value if found is not None else ""

    @cached_property
    def _populations(self) -> list[tuple[ox.NamedNode, re.Pattern[str]]]:
        """Each population but everyone, and what matches one of its names."""
        names = {node: self.ontology.names(node) for node in self.phrases.members(self.ontology.dimensions["population"])}
        return [
            (node, re.compile(rf"\b(?:{'|'.join(map(re.escape, named))})\b", re.IGNORECASE))
            for node, named in names.items()
            if node != self.ontology.tops["population"]
        ]

    def _contained(self, measure: ox.NamedNode) -> list[ox.NamedNode]:
        """The populations that the definition of a measure names: they need not be said again."""
        text = self._definition(measure)
        return [node for node, pattern in self._populations if pattern.search(text)]

    @cached_property
    def _everybody(self) -> ox.NamedNode | None:
        """The people whom most measures are about: the population that most definitions name."""
        if "everybody" not in self.ontology.memory:
            counts = Counter(node for measure in self.phrases.of_type(NK.Measure) for node in self._contained(measure))
            self.ontology.memory["everybody"] = counts.most_common(1)[0][0] if counts else None
        found: ox.NamedNode | None = self.ontology.memory["everybody"]
        return found

    def _counted(self, figure: Figure, said: dict[str, list[ox.NamedNode]]) -> ox.NamedNode | None:
        """What the noun behind the number counts: countries, states, persons."""
        behind = [t for t in self.tokens if t.start >= figure.end][:3]
        for unit in self.ontology.units.values():
            names = {name.lower() for name in self.ontology.names(unit.iri)}
            for token in behind:
                if unit.counted and not unit.signs and (token.word.lower() in names or _korean_starts(token.word, names)):
                    self._mark(token.start, token.end, "unit")
                    return unit.iri
        return ox.NamedNode(UNITS + "person") if said else None

    def _placed(self, measure: ox.NamedNode) -> int:
        """How well a measure goes with the places said: 2 if about one of them, 1 if about any place, 0 if about another."""
        texts = (self._definition(measure), self.ontology.label(measure))
        own = {t.stem for text in texts for t in self.phrases.tokens_of(text) if t.is_place} - {
            vocab.ROOT + "places/north-korea"
        }
        said = {t.stem for t in self.tokens if t.is_place}
        if any(said & self.phrases.within(place) for place in own):
            return 2
        return 1 if not own or not said - {vocab.ROOT + "places/north-korea"} or "the place" in texts[0] else 0

    def _by_time(self, measure: ox.NamedNode, period: str | None) -> ox.NamedNode:
        """Of a flow and its running total the one that a time asks for: since 2006 the total, in 2014 the flow."""
        if period is None:
            return measure
        totals = [s for s, p, o in self.ontology.triples if p == NK.totals and o == measure]
        totals = [t for t in totals if self._placed(t) > 0]
        flow = self.ontology.one(measure, NK.totals)
        if ".." in period and len(totals) == 1:
            return totals[0]
        return flow if isinstance(flow, ox.NamedNode) and re.fullmatch(r"[0-9-]{4,10}", period) else measure

    def _where(self, measure: ox.NamedNode | None) -> dict[str, ox.NamedNode]:
        """The places that the figure is about; North Korea as the origin of North Koreans need not be said."""
        text = self._definition(measure) if measure is not None else ""
        leaves = measure is not None and (
            self.ontology.one(measure, NK.preposition) is not None or "from the place" in text or "left the place" in text
        )
        found: dict[str, list[Token]] = {"place": [], "partner": []}
        for token in self.tokens:
            if (
                not token.is_place
                or self.marks[token.start] not in (None, "measure")
                or self._part_of_the_measure(token, measure)
            ):
                continue
            before = self.text[: token.start]
            origin = _ORIGIN.search(before) is not None or self.text[token.end :].startswith("에서")
            if leaves:
                found["partner" if _TOWARDS.search(before) else "place"].append(token)
            elif not origin:
                found["place"].append(token)
            elif token.stem.endswith("/north-korea") and (measure is None or "North Korea" in text):
                self._remark(token, "origin")
        dimensions = {}
        for name, tokens in found.items():
            said = {t.stem for t in tokens}
            narrowest = [p for p in dict.fromkeys(t.stem for t in tokens) if not said & (self.phrases.within(p) - {p})]
            for token in tokens:
                self._remark(token, name)
            if len(narrowest) == 1:
                dimensions[name] = ox.NamedNode(narrowest[0])
            elif narrowest:
                self.candidates[name] = tuple(map(ox.NamedNode, narrowest))
        return dimensions

    def _part_of_the_measure(self, token: Token, measure: ox.NamedNode | None) -> bool:
        """Whether a name belongs to what is counted ("recognise Palestine"), not to where ("entered the United States")."""
        if measure is None or self.marks[token.start] != "measure":
            return False
        label = self.ontology.label(measure)
        return not any(
            t.is_place and re.search(r"\b(?:in|to) (?:the )?$", label[: t.start]) for t in self.phrases.tokens_of(label)
        ) and (token.stem in {t.stem for t in self.phrases.tokens_of(self._definition(measure)) if t.is_place})

    def _remark(self, token: Token, kind: str) -> None:
        self.marks[token.start : token.end] = [kind] * (token.end - token.start)

    def _who(self, measure: ox.NamedNode | None, said: dict[str, list[ox.NamedNode]]) -> dict[str, ox.NamedNode]:
        """The people who are narrower than the measure's own."""
        text = self._definition(measure) if measure is not None else ""
        implied = set(self._contained(measure)) if measure is not None else set()
        if self._everybody is not None and "the population" not in text and "the person" not in text:
            implied.add(self._everybody)
        left = {name: [n for n in nodes if n not in implied] for name, nodes in said.items()}
        if len(left.get("population", [])) > 1:
            left["population"] = [n for n in left["population"] if n != self._everybody]
        self.candidates |= {name: tuple(nodes) for name, nodes in left.items() if len(nodes) > 1}
        return {name: nodes[0] for name, nodes in left.items() if len(nodes) == 1}


def _korean_starts(word: str, names: set[str]) -> bool:
    return any(word.startswith(name) for name in names if HANGUL.match(name))


def _is(unit: ox.NamedNode | None, name: str) -> bool:
    return unit is not None and unit.value == UNITS + name


def _from_to(words: str, period: str | None) -> tuple[dict[str, ox.NamedNode | str], str | None]:
    """ "Doubled from 2001 to 2009" tells 2009 against 2001."""
    ends = re.fullmatch(r"([0-9]{4})/([0-9]{4})", period or "")
    if ends is None or not re.match(r"from\b", words.strip(), re.IGNORECASE):
        return {}, period
    return {"period": ends[1]}, ends[2]
