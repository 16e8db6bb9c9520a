"""The findings seen from a quantity, a claim or an article: which concern it, what each says of it, and why it says so.

Nothing here compares: it looks up what the rules found, and where they found nothing it says that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import findings, telling
from nkgraph.findings import Finding, Side
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, local

SAME = frozenset({"same-quantity", "within-article"})  # what is said of the readings of one quantity
NEAR = "near-miss"
RULES = {
    "same-quantity": "articles on the same quantity",
    "within-article": "one article on one quantity",
    "near-miss": "what is easily taken for the same",
    "part-whole": "a part against its whole",
    "sum-of-parts": "the parts against their total",
    "cumulative": "a figure for a shorter time against one for a longer",
    "stock-flow": "yearly figures against a total",
    "derivation": "a printed calculation, done again",
    "series": "a statement about a series, against its members",
    "forecast": "a forecast against what came",
    "dates": "whether the dates are possible",
    "missing": "“no data” against a value elsewhere",
}
_REASONS = {
    "otherPeriod": "they are about different times", "otherPopulation": "they count different people",
    "otherKind": "one is a stock, a flow or a running total, and the other is not",
    "otherDefinition": "they count different things",
}  # fmt: skip
_ANSWERS = {
    "agrees": "what is printed holds.",
    "contradicts": "what is printed and what follows from the other figures cannot both be true.",
    "incomplete": "something is missing that would be needed.",
    "undetermined": "the figures at hand decide it neither way.",
}
_DATES = {
    "contradicts": "the dates that are printed or worked out cannot all be right.",
    "undetermined": "the dates are not known well enough to say.",
}
_FEW = 3  # figures that a short line names; more are counted
_ORDER = {name: n for n, name in enumerate(findings.OUTCOMES)}


@dataclass(frozen=True)
class Told:
    """What one finding says of the thing shown: outcome, rule, its IRI, a few words for a list, and the whole sentence."""

    finding: str
    rule: str
    outcome: str
    word: str
    words: str
    sentence: str
    publishers: tuple[str, ...]


class Outcomes:
    """All findings of a graph, by the quantities and claims that they concern."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.all = findings.read(register)
        self._quantities: dict[ox.NamedNode, list[Finding]] = defaultdict(list)
        self._claims: dict[ox.NamedNode, list[Finding]] = defaultdict(list)
        self._uses: dict[ox.NamedNode, list[Finding]] = defaultdict(list)
        for finding in self.all:
            for quantity in self.quantities_of(finding):
                self._quantities[quantity].append(finding)
            parties = self.parties(finding)
            for claim in parties:
                self._claims[claim].append(finding)
            for claim in dict.fromkeys((*finding.claims, *(c for side in finding.operands for c in side.claims))):
                if claim not in parties:
                    self._uses[claim].append(finding)

    def parties(self, finding: Finding) -> list[ox.NamedNode]:
        """The claims of which a finding says something: not those that it only computes with, or that a series is held
        against. Of a list with a stated number of members, the claim that states it is one."""
        graph = self.register.graph
        sides = finding.sides[:1] if finding.rule == "series" else finding.sides
        found = [c for side in sides if side.kind != "computed" for c in side.claims]
        if finding.breakdown is not None and finding.reason in ("itemsUnlisted", "itemsOverlisted"):
            found += graph.iris(finding.breakdown, NK.items)
        return list(dict.fromkeys(found))

    def quantities_of(self, finding: Finding) -> list[ox.NamedNode]:
        """The quantities that a finding is about, compares, or computes with."""
        graph = self.register.graph
        found = [finding.quantity]
        for side in (*finding.sides, *finding.operands):
            found += [graph.iri(node, NK.quantity) for node in ([side.node] if side.node else side.claims)]
        return list(dict.fromkeys(q for q in found if q is not None))

    def touching(self, quantity: ox.NamedNode) -> list[Finding]:
        """The findings that concern a quantity, contradictions first."""
        return ordered(self._quantities.get(quantity, []))

    def decided(self, quantity: ox.NamedNode) -> list[Finding]:
        """The findings besides those about its readings in which the quantity counts: not those where it is one of many
        members of a series that changes nothing."""
        found = [f for f in self.touching(quantity) if f.rule not in SAME and f.rule != NEAR]
        return [f for f in found if f.rule != "series" or f.quantity == quantity or self._stands_out(f, quantity)]

    def _stands_out(self, finding: Finding, quantity: ox.NamedNode) -> bool:
        """Whether the quantity is a side of the finding, not only an operand."""
        return any(s.node is not None and self.register.graph.iri(s.node, NK.quantity) == quantity for s in finding.sides)

    def of_quantity(self, quantity: ox.NamedNode) -> list[Finding]:
        """The findings about the readings of a quantity."""
        return [f for f in self.touching(quantity) if f.rule in SAME and f.quantity == quantity]

    def of_claim(self, claim: ox.NamedNode) -> list[Finding]:
        """The findings that say something of a claim, contradictions first."""
        return ordered(self._claims.get(claim, []))

    def of_article(self, article: ox.NamedNode) -> list[Finding]:
        """The findings about an article as a whole: its date against that of what it relays."""
        graph = self.register.graph
        found = [f for f in self.all if f.quantity is None and article in (f.article, graph.iri(f.iri, NK.relayed))]
        return ordered(found)

    def using(self, claim: ox.NamedNode) -> list[Finding]:
        """The findings that only compute with a claim, or hold a statement against it."""
        return ordered(self._uses.get(claim, []))

    # --- in words -----------------------------------------------------------------------------------------------

    def told(self, finding: Finding, claim: ox.NamedNode | None = None) -> Told:
        """What a finding says; with a claim, seen from that claim."""
        whole = telling.sentence(finding, self.register)
        words = self._seen_from(finding, claim) if claim is not None else whole
        names = self._names(self.parties(finding))
        return Told(finding.iri.value, finding.rule, finding.outcome, word(finding), one_line(words), whole, tuple(names))

    def in_short(self, claim: ox.NamedNode) -> str:
        """What became of a claim's figure, for one line of a list: what is said of it and others, else that nobody else
        gives it."""
        register, graph = self.register, self.register.graph
        said = [f for f in self.of_claim(claim) if f.rule != NEAR]
        if any(f.outcome == "agrees" and len(f.sides) == 1 for f in said):  # then that wider bounds meet it says less
            said = [f for f in said if f.rule not in SAME or f.outcome != "agrees" or len(f.sides) == 1]
        words = [self._seen_from(f, claim) for f in said[:_FEW]]
        words += [f"{len(said) - _FEW} more findings"] if len(said) > _FEW else []
        if not any(f.rule in SAME for f in said):
            quantity, own = graph.iri(claim, NK.quantity), register.article(claim)
            claims = register.standing(graph.subjects(NK.quantity, quantity)) if quantity else []
            others = [c for c in claims if (a := graph.iri(c, NK.article)) is not None and a != own]
            if others:
                words.append(f"also given by {', '.join(self._names(others))}; no rule compares them")
            elif not words:
                words.append("given by nobody else")
        return one_line("; ".join(words))

    def _seen_from(self, finding: Finding, claim: ox.NamedNode) -> str:
        others = [s for s in finding.sides if claim not in s.claims]
        if finding.rule not in SAME:
            said = telling.substance(finding, self.register)
            return said if word(finding) in said else f"{word(finding)}: {said}"
        if not others:
            names = self._publishers(finding.sides[0], claim)
            return f"agrees with {names}" if names else "agrees with the same publisher’s other articles"
        there = " and ".join(self._side(s, claim) for s in others[:_FEW])
        if finding.outcome == "revised":
            return f"{'later' if claim in finding.sides[0].claims else 'revises'} {there}"
        if finding.rule == "within-article":
            return f"contradicts {' and '.join(s.figure for s in others[:_FEW])} in the same article"
        rounded = ", if a round number was rounded" if finding.reason == "roundingAssumed" else ""
        return f"{'agrees with' if finding.outcome == 'agrees' else finding.outcome} {there}{rounded}"

    def _side(self, side: Side, claim: ox.NamedNode) -> str:
        names = self._publishers(side, claim)
        return f"{side.figure} ({names})" if names else f"{side.figure} (the same publisher)"

    def _publishers(self, side: Side, claim: ox.NamedNode) -> str:
        """The publishers of a side, but for the one of the claim itself."""
        register = self.register
        own = register.publisher(register.article(claim))
        names = self._names(c for c in side.claims if register.publisher(register.article(c)) != own)
        return ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")

    def _names(self, claims: Iterable[ox.NamedNode]) -> list[str]:
        """The publishers of claims, by name."""
        register = self.register
        found = {p for c in claims if (p := register.publisher(register.article(c))) is not None}
        return sorted(one_line(register.label(p)) for p in found)

    # --- a quantity ---------------------------------------------------------------------------------------------

    def heading(self, quantity: ox.NamedNode) -> str:
        """The outcome of a quantity in a few words, for its title."""
        said = self.of_quantity(quantity)
        if len(said) > _FEW:
            number = {o: sum(1 for f in said if f.outcome == o) for o in findings.OUTCOMES}
            return ", ".join(f"{o}: {n}" for o, n in number.items() if n)
        if said:
            return one_line("; ".join(self._outcome(f) for f in said))
        graph = self.register.graph
        claims = self.register.standing(c for c in graph.subjects(NK.quantity, quantity) if graph.iri(c, NK.article))
        articles = {self.register.article(c) for c in claims}
        if len(articles) > 1:
            return f"given by {counted_articles(len(articles))}, which no rule compares"
        return "given by one article only"

    def _outcome(self, finding: Finding) -> str:
        figures = [s.figure for s in finding.sides]
        if finding.outcome == "revised":
            return f"revised: {figures[0]}, later {figures[-1]} ({self._more_or_less(finding)})"
        if finding.falls:
            return f"contradicts: {figures[0]}, later {figures[-1]}: a running total that falls by {findings.apart(finding)}"
        if finding.outcome == "contradicts":
            where = ", in one article" if finding.rule == "within-article" else ""
            return f"contradicts: {' and '.join(figures)}, {findings.apart(finding)} apart{where}"
        if len(set(figures)) > 1:
            return f"{finding.outcome}: {' and '.join(dict.fromkeys(figures))} can both be true"
        return f"{finding.outcome}: {figures[0]}" if figures else finding.outcome

    def _more_or_less(self, finding: Finding) -> str:
        """ "2 fewer", "0.1 higher": the difference that the rule found, and in which direction the bounds stand."""
        first, second = finding.sides[0], finding.sides[-1]
        up = (second.lower or second.upper or 0) > (first.lower or first.upper or 0)
        unit = self.register.graph.iri(finding.claims[0], NK.unit)
        of_people = unit is not None and local(unit) == "person"
        more, less = ("more", "fewer") if of_people else ("higher", "lower")
        return f"{findings.apart(finding)} {more if up else less}"

    # --- why ----------------------------------------------------------------------------------------------------

    def why(self, finding: Finding) -> str:
        """Why a finding has its outcome, in plain words from its own fields."""
        if finding.rule == "within-article":
            return "one article prints values for one quantity that cannot all be true, and does not say which it means."
        if finding.rule == NEAR:
            return f"a hurried reader takes them for one another, but {_REASONS.get(finding.reason or '', 'they differ')}."
        if finding.rule not in SAME:
            answers = _DATES if finding.rule == "dates" else _ANSWERS
            return f"asked was {RULES.get(finding.rule, finding.rule)}: {answers.get(finding.outcome, finding.outcome)}"
        return self._same(finding)

    def _same(self, finding: Finding) -> str:
        register = self.register
        if finding.outcome == "revised":
            (first, *_), last = finding.sides, finding.sides[-1]
            shared = " and ".join(register.label(r) for r in finding.roots)
            return (
                f"both values rest on one root ({shared}); counting only articles that give one value, {first.figure} "
                f"was certainly published before {last.figure}."
            )
        if finding.outcome == "agrees":
            articles = counted_articles(len({register.article(c) for c in finding.claims}))
            if len(finding.sides) == 1:
                return f"{articles} give the same value. {self._echo(finding)}"
            rounding = "only if a round number was rounded" if finding.reason == "roundingAssumed" else "as they are worded"
            return f"the values can both be true, {rounding}. {self._echo(finding)}"
        if finding.falls:
            return f"a total since a start cannot fall, and the later article has the lower value. {self._sides_roots(finding)}"
        return f"the values cannot both be true, however round numbers were rounded. {self._sides_roots(finding)}"

    def _echo(self, finding: Finding) -> str:
        """Whether those who agree are one source repeated."""
        if finding.one_root:
            return f"All rest on one root ({self.register.label(finding.roots[0])}): repeated, not independent."
        return f"They rest on {findings.roots_in_words(finding, self.register)}; whether that is one source or several, " + (
            "the articles do not say." if finding.unknown else "the names say: they are not parts of one another."
        )

    def _sides_roots(self, finding: Finding) -> str:
        """Why it is not a revision, as far as the sides tell."""
        if any(not s.known for s in finding.sides):
            return "No revision: one side names no authority, and an unknown root equals no other."
        if finding.one_root:
            return "No revision is said: it is not certain that one value was published before the other."
        return f"They rest on {findings.roots_in_words(finding, self.register)}."


def ordered(found: list[Finding]) -> list[Finding]:
    """Findings, contradictions first, those about the same quantity before what is recomputed."""
    return sorted(found, key=lambda f: (_ORDER.get(f.outcome, 9), f.rule not in SAME, len(f.sides), f.iri.value))


def word(finding: Finding) -> str:
    """The outcome as a list says it: what was recomputed and agrees, "holds"."""
    return "holds" if finding.outcome == "agrees" and finding.rule not in SAME else finding.outcome


def counted_articles(number: int) -> str:
    """ "1 article", "2 articles"."""
    return findings.counted(number, "article")
