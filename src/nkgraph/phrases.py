"""Words of a sentence, and where the names and verbs of the ontology stand among them, in any regular form.

Pure. A name of a place is one word, so that a verb with "the United States" in it is found before "America" too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK, SKOS_

WORD = re.compile(r"[^\W_]+")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WORDS = """a an the this that these those of in on at to from into for by with as and or who whom which whose it its their them
    they there he she we i you s is are was were be been being am have has had having do does did all total number
    figure count counted only just also already exactly according said says say reported announced than per during
    between since until through about own our his her people person persons"""
PLAIN = frozenset(
    _WORDS.split()
)  # words that carry no figure, no time, no place, and turn nothing round; "not", "will", "except" do
_SAME = {"has": "have", "had": "have", "having": "have", "were": "was", "is": "was", "are": "was", "been": "was", "be": "was"}
_ARTICLES = ("the", "a", "an")
_SKIPPED = PLAIN - {"not", "from", "to", "since"}
_MOST_SKIPPED = 3


@dataclass(frozen=True)
class Token:
    """A word and its place; its stem; a place name is one token, its stem the IRI."""

    start: int
    end: int
    word: str
    stem: str

    @property
    def is_place(self) -> bool:
        return self.stem.startswith(vocab.ROOT)

    def key(self, stems: bool) -> str:
        return self.stem if stems or self.is_place else self.word.lower()


@dataclass(frozen=True)
class Match:
    """A phrase of the ontology in the sentence: what it names, the indexes of its first and last token."""

    node: ox.NamedNode
    first: int
    last: int
    weak: bool = False

    def within(self, other: Match) -> bool:
        return other.first <= self.first and self.last <= other.last and (self.first, self.last) != (other.first, other.last)


def _stem(word: str) -> str:
    """A word without its regular ending, so that "reaching" finds "reached"."""
    word = _SAME.get(word.lower(), word.lower())
    if not word.isascii() or len(word) < 4:
        return word
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1:] == word[-2:-1] else word


class Phrases:
    """A sentence in words, and the ontology whose phrases are looked for."""

    def __init__(self, text: str, ontology: Ontology) -> None:
        self.text, self.ontology = text, ontology
        self._parts: dict[str, frozenset[str]] = {}
        self.tokens = list(self.tokens_of(text))

    def members(self, scheme: ox.NamedNode) -> list[ox.NamedNode]:
        return [s for s, p, o in self.ontology.triples if p == SKOS_.inScheme and o == scheme]

    def of_type(self, kind: ox.NamedNode) -> list[ox.NamedNode]:
        """Everything of this type, in the order of the files."""
        return self._typed.get(kind.value, [])

    @property
    def _typed(self) -> dict[str, list[ox.NamedNode]]:
        if "typed" not in self.ontology.memory:
            self.ontology.memory["typed"] = self._find_typed()
        typed: dict[str, list[ox.NamedNode]] = self.ontology.memory["typed"]
        return typed

    def _find_typed(self) -> dict[str, list[ox.NamedNode]]:
        typed: dict[str, list[ox.NamedNode]] = {}
        for s, p, o in self.ontology.triples:
            if p == vocab.RDF_TYPE:
                typed.setdefault(o.value, []).append(s)
        return typed

    @property
    def _place_pattern(self) -> tuple[re.Pattern[str], dict[str, ox.NamedNode]]:
        if "places" not in self.ontology.memory:
            self.ontology.memory["places"] = self._find_places()
        found: tuple[re.Pattern[str], dict[str, ox.NamedNode]] = self.ontology.memory["places"]
        return found

    def _find_places(self) -> tuple[re.Pattern[str], dict[str, ox.NamedNode]]:
        """Matches a name of a place; and the place of each name. A name of one word after "the" keeps its capital."""
        named = {}
        for node in self.members(self.ontology.dimensions["place"]):
            if node != self.ontology.tops["place"]:
                named.update({_bare(name): node for name in self.ontology.names(node)})
        patterns = []
        for name in sorted(named, key=len, reverse=True):
            core = r"\s+".join(re.escape(w).replace(r"\.", r"\.?") for w in name.split())
            shouted = name.replace(".", "").isupper()
            exact = shouted or f"the {name}" in {n for n in self.ontology.names(named[name]) if " " not in _bare(n)}
            core = (r"(?<=[Tt]he )" if exact and not shouted else "") + core
            bounded = rf"(?<![^\W_]){core}(?![^\W_])" if name.isascii() or not HANGUL.search(name) else core
            patterns.append(bounded if exact else f"(?i:{bounded})")
        return re.compile("|".join(patterns)), {_key(name): node for name, node in named.items()}

    def tokens_of(self, text: str) -> Iterator[Token]:
        """The words of a text; a name of a place is one."""
        pattern, named = self._place_pattern
        after = 0
        named_at: Iterable[re.Match[str]] = (
            pattern.finditer(text) if text != text.lower() or text is self.text or HANGUL.search(text) else ()
        )
        for place in [*named_at, None]:  # a name in the ontology has a capital
            for m in WORD.finditer(text, after, len(text) if place is None else place.start()):
                yield Token(m.start(), m.end(), m.group(), _stem(m.group()))
            if place is not None:
                yield Token(*place.span(), place.group(), named[_key(place.group())].value)
                after = place.end()

    def matches(self, nodes: Iterable[ox.NamedNode], *, stems: bool = True) -> list[Match]:
        """Where names and verbs of these stand; with `stems`, in any regular form."""
        starts: dict[str, list[int]] = {}
        for i, token in enumerate(self.tokens):
            starts.setdefault(token.key(stems), []).append(i)
        found = []
        for node in nodes:
            for phrase in dict.fromkeys([*self.ontology.names(node), *(o.value for o in self.ontology.all(node, NK.verb))]):
                if HANGUL.search(phrase):
                    found += [Match(node, i, i) for i, t in enumerate(self.tokens) if t.word.startswith(phrase)]
                    continue
                if not self._may_begin(phrase, starts, stems):
                    continue
                wanted = self._wanted(phrase)
                weak = all(t.word.lower() in PLAIN or len(t.word) < 4 for t in wanted)
                for i in self._begins(wanted[0], starts, stems) if wanted else []:
                    if (last := self._follow(wanted, i, stems)) is not None:
                        found.append(Match(node, i, last, weak))
        return found

    def _wanted(self, phrase: str) -> list[Token]:
        """The words of a name or verb but its articles; each is taken apart once for an ontology."""
        known: dict[str, list[Token]] = self.ontology.memory.setdefault("wanted", {})
        if phrase not in known:
            known[phrase] = [t for t in self.tokens_of(phrase) if t.word.lower() not in _ARTICLES]
        return known[phrase]

    def _may_begin(self, phrase: str, starts: dict[str, list[int]], stems: bool) -> bool:
        """Whether it is worth looking closer: the first word of a phrase is there, or may be a place that is there."""
        first = next((m.group() for m in WORD.finditer(phrase) if m.group().lower() not in _ARTICLES), "")
        place = first[:1].isupper() and any(token.is_place for token in self.tokens)
        return place or (_stem(first) if stems else first.lower()) in starts

    def _begins(self, token: Token, starts: dict[str, list[int]], stems: bool) -> list[int]:
        narrower = [i for key, at in starts.items() if self._same(token, key, stems) for i in at]
        return sorted(narrower) if token.is_place else starts.get(token.key(stems), [])

    def _same(self, wanted: Token, key: str, stems: bool) -> bool:
        """Whether a word is the one wanted; for a place, also one within it: Kentucky is in the United States."""
        return wanted.key(stems) == key or (wanted.is_place and key in self.within(wanted.stem))

    def _follow(self, wanted: list[Token], i: int, stems: bool) -> int | None:
        """The index of the last word of a phrase that begins at a word; between two of its words a plain one may stand."""
        skipped = 0
        for token in wanted[1:]:
            i += 1
            while i < len(self.tokens) and not self._same(token, self.tokens[i].key(stems), stems):
                if self.tokens[i].word.lower() not in _SKIPPED or skipped == _MOST_SKIPPED:
                    return None
                i, skipped = i + 1, skipped + 1
        return i if i < len(self.tokens) else None

    def within(self, place: str) -> frozenset[str]:
        """A place and all places within it."""
        if place not in self._parts:
            self._parts[place] = frozenset({place}.union(*(self.within(part) for part in self._below.get(place, ()))))
        return self._parts[place]

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for s, p, o in self.ontology.triples:
            if p == SKOS_.broader:
                below.setdefault(o.value, []).append(s.value)
        return below

    @staticmethod
    def longest(matches: list[Match]) -> list[Match]:
        return [m for m in matches if not any(m.within(other) for other in matches)]


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _key(name: str) -> str:
    return re.sub(r"[\s.]+", " ", _bare(name)).replace(" ", "").lower()
