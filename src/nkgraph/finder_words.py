"""The words that stand beside a number: hedges before and behind it, signs and nouns of units; as patterns.

Pure. The hedges stand in ontology/wording.ttl, the signs in ontology/schemes/units.ttl.
"""

from __future__ import annotations

import re
from functools import cached_property

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.ontology import Ontology

_UNIT_WORD = r"(?P<own>(?:South Korean|Korean|U\.?S\.?|American) )?"


class Words:
    """What the ontology says of hedges and units, as patterns."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology, self.lexicon = ontology, ontology.lexicon

    @cached_property
    def signs(self) -> dict[str, ox.NamedNode]:
        return {s.lower(): u.iri for u in self.ontology.units.values() for s in u.signs}

    @cached_property
    def sign(self) -> re.Pattern[str]:
        words = "|".join(re.escape(s) for s in sorted(self.signs, key=len, reverse=True) if s not in ("$", "US$"))
        return re.compile(rf"(?:[ \u00a0]?-?|(?=%)){_UNIT_WORD}(?P<sign>{words})(?![^\W\d_])", re.IGNORECASE)

    @cached_property
    def nouns(self) -> dict[str, ox.NamedNode]:
        """The nouns that name a unit without a sign: persons, people, countries, states; and the names of populations."""
        counted = [u for u in self.ontology.units.values() if u.counted and not u.signs]
        nouns = {n.lower(): u.iri for u in counted for n in self.ontology.names(u.iri) if n.isascii() and n.isalpha()}
        person = nouns.get("persons")
        for s, p, o in self.ontology.triples:
            if person is not None and p == vocab.SKOS_.inScheme and o == self.ontology.dimensions.get("population"):
                nouns |= {name.lower(): person for name in self.ontology.names(s) if name.isascii()}
        return nouns

    @cached_property
    def noun(self) -> re.Pattern[str]:
        words = "|".join(re.escape(n) for n in sorted(self.nouns, key=len, reverse=True))
        return re.compile(rf" (?P<before>(?:[A-Za-z-]+ ){{0,2}}?)(?P<noun>{words or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def hedges(self) -> list[str]:
        """The hedges that stand with a number, longest first; those that hold it ("dozens") stand in it already."""
        skipped = {"presence", "no-data"}
        held = {n for n, w in self.lexicon.numbers.items() if w.kind in ("plural", "cardinal")}
        chosen = [h for h, signal in self.lexicon.hedges.items() if signal not in skipped and h not in held]
        return sorted(chosen, key=len, reverse=True)

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Matches a hedge that ends a stretch of text."""
        words = [h for h in self.hedges if not h.startswith("or ") and h.isascii() and h not in self.held]
        chosen = "|".join(r"\s+".join(map(re.escape, h.split())) for h in words) or "(?!)"
        korean = "|".join(re.escape(h) for h in self.hedges if not h.isascii() and not h.startswith("여")) or "(?!)"
        return re.compile(
            rf"(?:(?<![^\W_])(?:{chosen})\s+(?:the\s+(?:(?:[a-z]+\s+){{1,3}}of\s+)?)?|(?:{korean})\s?)$", re.IGNORECASE
        )

    @cached_property
    def held(self) -> dict[str, str]:
        """The hedges of several words that end with a number word ("a dozen", "low hundreds"), and that word."""
        kinds = {n: w.kind for n, w in self.lexicon.numbers.items()}
        ends = {h: h.split()[-1] for h in self.hedges if " " in h}
        return {h: word for h, word in ends.items() if kinds.get(word) in ("plural", "scale", "hundred") or word == "dozen"}

    @cached_property
    def inside(self) -> re.Pattern[str]:
        """Matches a hedge that holds a word which looks like a number: "no more than", "as many as"."""
        own = [h for h in self.hedges if {w for w in h.split()} & set(self.lexicon.numbers) and h.isascii() and " " in h]
        words = "|".join(r"\s+".join(map(re.escape, h.split())) for h in own) or "(?!)"
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])(?=\s+(?:an?\s+)?(?:[$€£₩]|US\$)?[0-9a-z])", re.IGNORECASE)

    @cached_property
    def behind(self) -> re.Pattern[str]:
        late = [h for h in self.hedges if h.startswith("or ") or h == "odd"]
        words = "|".join(r"\s+".join(map(re.escape, h.split())) for h in late) or "(?!)"
        korean = "|".join(re.escape(h) for h in self.hedges if not h.isascii()) or "(?!)"
        return re.compile(rf"(?:[ -][a-z]+)?[ -](?:{words})(?![^\W_])|[가-힣]{{0,3}}?\s?(?:{korean})(?!한)", re.IGNORECASE)
