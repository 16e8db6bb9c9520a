"""Composes what is shown of a claim, a quantity, a finding, an article or an agent, from the graph and from beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import findings, hypotheses, likeness, telling, vocab
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.evidence import Evidence, Named, Witness
from nkgraph.findings import Finding, Side
from nkgraph.likeness import Alike
from nkgraph.names import Thing, path_of
from nkgraph.outcomes import NEAR, SAME, Outcomes
from nkgraph.register import Register, date_in_words, one_line
from nkgraph.shown import (
    Other,
    Shown,
    ShownAgent,
    ShownArticle,
    ShownBreakdown,
    ShownClaim,
    ShownCopy,
    ShownFinding,
    ShownQuantity,
    ShownReading,
    ShownSide,
)
from nkgraph.vocab import HOPS, NK, SDO, SKOS_, local

_JUDGED = frozenset({"contradicts", "revised", "incomplete", "undetermined"})  # what a person may want to acknowledge
Acknowledge = Callable[[Finding, Register], str]


class Composer:
    """Composes what is shown of a thing. `acknowledge` gives the lines to paste for a finding that a person has judged."""

    def __init__(self, built: Built, register: Register, beside: Beside, acknowledge: Acknowledge | None = None) -> None:
        self.corpus_id = built.corpus_id
        self.register = register
        self.graph = register.graph
        self.beside = beside
        self.acknowledge = acknowledge
        self.outcomes = Outcomes(register)
        self.witness = Witness(register, beside)

    def show(self, thing: Thing) -> Shown:
        """What there is to say of a thing."""
        compose: dict[str, Callable[[ox.NamedNode], Shown]] = {
            "quantity": self.quantity, "claim": self.claim, "finding": self.finding, "article": self.article,
            "agent": self.agent,
        }  # fmt: skip
        return compose[thing.kind](thing.iri)

    # --- quantity -----------------------------------------------------------------------------------------------

    def quantity(self, iri: ox.NamedNode) -> ShownQuantity:
        """A quantity with all its readings."""
        register, graph = self.register, self.graph
        every = likeness.claims_about(iri, register)
        claims = register.standing(every) or every
        measure = graph.iri(claims[0], NK.measure) or iri
        kind, unit = graph.iri(measure, NK.kind), graph.iri(claims[0], NK.unit)
        said, touching = self.outcomes.of_quantity(iri), self.outcomes.touching(iri)
        decided, near = self.outcomes.decided(iri), [f for f in touching if f.rule == NEAR]
        recomputed = [f for f in decided if f.rule != "missing"]
        silent = len({f.iri for f in touching if f.rule not in SAME and f.rule != NEAR} - {f.iri for f in decided})
        roots = findings.distinct({r for c in claims for r in graph.iris(c, NK.root)}, register)
        publishers = {p for c in claims if (p := register.publisher(register.article(c))) is not None}
        readings = self._readings(claims)
        return ShownQuantity(
            iri=iri.value,
            path=path_of(iri),
            label=one_line(register.label(iri)),
            outcome=self.outcomes.heading(iri),
            roots=tuple(map(self.witness.named, roots)),
            unknown_roots=len({register.article(c) for c in claims if not graph.iris(c, NK.root)}),
            publishers=tuple(self.witness.named(p) for p in sorted(publishers, key=register.label)),
            measure=self.witness.named(measure),
            place=self.witness.named(place) if (place := graph.iri(claims[0], NK.place)) else None,
            definition=one_line(graph.text(measure, SKOS_.definition) or ""),
            measure_kind=local(kind) if kind else "",
            unit=one_line(register.label(unit)) if unit else "",
            period=likeness.days_in_words(iri, register),
            readings=readings,
            why=tuple(self.outcomes.told(f) for f in said),
            reasons=tuple(one_line(self.outcomes.why(f)) for f in said),
            hypotheses=tuple(dict.fromkeys(one_line(h) for f in said for h in hypotheses.of(f, register))),
            recomputed=tuple(self.outcomes.told(f) for f in recomputed),
            near_misses=tuple(self.outcomes.told(f) for f in near),
            member_of=silent,
            alike=self._alike(iri),
            missing=(
                *self._missing(claims, roots, len(publishers)),
                *(self.outcomes.told(f).sentence for f in decided if f.rule == "missing"),
            ),
            notes=(
                *dict.fromkeys(self._note(c, n) for r in readings for c in r.claims for n in c.notes),
                *(self._note(e, f"withdrawn, {e.withdrawn}") for c in every if (e := self.witness.evidence(c)).withdrawn),
            ),
        )

    def _alike(self, quantity: ox.NamedNode) -> tuple[Alike, ...]:
        """What looks like a quantity and is not: near misses first, then what the rules say nothing of."""
        near = {
            q: f.iri.value for f in self.outcomes.touching(quantity) if f.rule == NEAR for q in self.outcomes.quantities_of(f)
        }
        told = {q for f in self.outcomes.decided(quantity) for q in self.outcomes.quantities_of(f)} - set(near)
        return tuple(likeness.alike(quantity, self.register, near, told))

    def _readings(self, claims: list[ox.NamedNode]) -> tuple[ShownReading, ...]:
        """The readings, the one that was published first before the others; claims without bounds one by one."""
        groups: dict[str, list[ox.NamedNode]] = defaultdict(list)
        for claim in claims:
            reading = self.graph.iri(claim, NK.reading)
            groups[reading.value if reading else claim.value].append(claim)
        found = []
        for group in groups.values():
            evidence = tuple(self.witness.evidence(c) for c in group)
            words = evidence[0].bounds.words if evidence[0].bounds else "no bounds: compared with no number"
            figures = dict.fromkeys(e.figure for e in evidence)
            found.append(ShownReading("; ".join(figures), words, evidence))
        return tuple(found)

    def _note(self, evidence: Evidence, note: str) -> str:
        publisher = evidence.article.words.partition(",")[0]
        return f"on {evidence.figure} ({publisher}): {note}"

    def _missing(self, claims: list[ox.NamedNode], roots: tuple[ox.NamedNode, ...], publishers: int) -> list[str]:
        """What a fact-checker would look for and does not find."""
        register = self.register
        articles = {register.article(c) for c in claims}
        unstated = {register.article(c) for c in claims if not self.graph.iris(c, NK.root)}
        found = []
        if not roots:
            found.append("no known root: nobody says who counted.")
        elif len(roots) == 1:
            others = "" if publishers == 1 else f" {findings.counted(publishers, 'publisher')}, one root."
            found.append(f"no second root: {one_line(register.label(roots[0]))} alone.{others}")
        if roots and unstated:
            found.append(f"{len(unstated)} of {findings.counted(len(articles), 'article')} names no authority.")
        if publishers == 1:
            found.append("no second publisher.")
        return found

    # --- claim --------------------------------------------------------------------------------------------------

    def claim(self, iri: ox.NamedNode) -> ShownClaim:
        """A claim in full."""
        graph = self.graph
        quantity, breakdown = graph.iri(iri, NK.quantity), graph.iri(iri, NK.in_)
        others = [c for c in likeness.claims_about(quantity, self.register) if c != iri] if quantity else []
        told, why = self.outcomes.of_claim(iri), self.register.withdrawal(iri)
        short = f"withdrawn: {why}" if why else self.outcomes.in_short(iri)
        return ShownClaim(
            iri.value, path_of(iri), short, self.witness.evidence(iri), self._typed(iri),
            self._breakdown(breakdown) if breakdown else None, tuple(map(self.other, others)),
            tuple(self.outcomes.told(f, iri) for f in told), tuple(map(self.outcomes.told, self.outcomes.using(iri))),
            self._alike(quantity) if quantity else (), why or None,
        )  # fmt: skip

    def other(self, claim: ox.NamedNode) -> Other:
        """A claim as a line of a list."""
        register, article = self.register, self.register.article(claim)
        quantity = self.graph.iri(claim, NK.quantity)
        return Other(
            claim.value, one_line(register.figure(claim)), one_line(register.label(quantity)) if quantity else "",
            Named(article.value, one_line(register.article_in_words(article))), one_line(register.authority_in_words(claim)),
            "withdrawn" if register.is_withdrawn(claim) else self.outcomes.in_short(claim),
        )  # fmt: skip

    def _typed(self, claim: ox.NamedNode) -> dict[str, str]:
        """What was typed of a claim, by the name of the property, in words; with what its table lends it."""
        register, graph = self.register, self.graph
        found: dict[str, list[str]] = {}
        wanted = (
            NK.measure, *register.dimensions, NK.period, NK.span, NK.value, NK.from_, NK.to, NK.scale, NK.unit, NK.modality,
            NK.operation, NK.over, NK.per, NK.perCount, NK.authority, NK.attribution, NK.via,
        )  # fmt: skip
        for predicate in wanted:
            values = [self._value(o) for o in graph.objects(claim, predicate)]
            if values:
                found[local(predicate)] = values
        base = graph.iri(claim, NK.base)
        if base is not None:
            pairs = [(local(p), self._value(o)) for _, p, o in graph.about(base)]
            found["base"] = [f"{name} {value}" for name, value in sorted(pairs)]
        return {name: one_line(", ".join(values)) for name, values in found.items()}

    def _value(self, node: ox.NamedNode | ox.Literal) -> str:
        if isinstance(node, ox.Literal):
            numeric = node.datatype.value in (vocab.XSD + "decimal", vocab.XSD + "integer")
            return f"{Decimal(vocab.plain(Decimal(node.value))):,}" if numeric else node.value
        if node.value.startswith(vocab.CLAIMS):
            return self.register.article_in_words(node)
        return {NK.self: "the publisher itself", NK.unstated: "unstated"}.get(node) or self.register.label(node)

    def _breakdown(self, iri: ox.NamedNode) -> ShownBreakdown:
        graph = self.graph
        by, total = graph.iri(iri, NK.by), graph.iri(iri, NK.total)
        return ShownBreakdown(
            iri.value, local(by) if by else "", self.other(total) if total and graph.iri(total, NK.article) else None,
            len(graph.subjects(NK.in_, iri)), tuple(one_line(n.value) for n in graph.objects(iri, NK.note)),
        )  # fmt: skip

    # --- finding ------------------------------------------------------------------------------------------------

    def finding(self, iri: ox.NamedNode) -> ShownFinding:
        """A finding in full."""
        finding = next(f for f in self.outcomes.all if f.iri == iri)
        register, acknowledge = self.register, self.acknowledge
        sides = tuple(map(self._side, finding.sides))
        about = finding.quantity or finding.article
        notes = dict.fromkeys(self._note(e, n) for s in sides if s.kind != "computed" for e in s.claims for n in e.notes)
        return ShownFinding(
            iri=iri.value,
            path=path_of(iri),
            rule=finding.rule,
            outcome=finding.outcome,
            reason=finding.reason,
            label=one_line(finding.label),
            about=Named(about.value, one_line(finding.label)) if about else None,
            sentence=telling.sentence(finding, register),
            roots=one_line(findings.roots_in_words(finding, register)),
            sides=sides,
            operands=tuple(map(self._side, finding.operands)),
            difference=vocab.plain(finding.difference) if finding.difference is not None else None,
            why=one_line(self.outcomes.why(finding)),
            hypotheses=tuple(one_line(h) for h in hypotheses.of(finding, register)),
            notes=tuple(notes),
            acknowledgement=acknowledge(finding, register) if acknowledge and finding.outcome in _JUDGED else None,
        )

    def _side(self, side: Side) -> ShownSide:
        quantity = self.graph.iri(side.node, NK.quantity) if side.node else None
        lower, upper = (vocab.plain(end) if end is not None else None for end in (side.lower, side.upper))
        return ShownSide(
            kind=side.kind,
            figure=one_line(side.figure),
            about=self.witness.named(quantity) if quantity else None,
            lower=lower,
            upper=upper,
            roots=tuple(map(self.witness.named, side.known)),
            unknown_roots=side.unknown,
            claims=tuple(self.witness.evidence(c) for c in side.claims),
        )

    # --- article ------------------------------------------------------------------------------------------------

    def article(self, iri: ox.NamedNode) -> ShownArticle:
        """An article with all its figures."""
        register, graph = self.register, self.graph
        claims = self.in_reading_order(iri)
        figures = tuple(map(self.other, claims))
        headline, basis, publisher = graph.text(iri, SDO.headline), graph.text(iri, NK.dateBasis), register.publisher(iri)
        relays = [f"{local(h)} {register.article_in_words(a)}" for h in HOPS for a in graph.iris(iri, h)]
        relayed = [f"{register.article_in_words(a)} {local(h)} it" for h in HOPS for a in graph.subjects(h, iri)]
        return ShownArticle(
            iri=iri.value,
            path=path_of(iri),
            words=self.witness.article_in_words(iri),
            publisher=self.witness.named(publisher) if publisher else None,
            headline=one_line(headline) if headline else None,
            published=date_in_words(graph.text(iri, SDO.datePublished)),
            date_basis=one_line(basis) if basis else None,
            address=self.witness.address(iri),
            held=graph.text(iri, NK.held) != "false",
            relays=tuple(map(one_line, relays)),
            relayed_by=tuple(map(one_line, relayed)),
            copies=self.copies(claims),
            counts=self.tally(claims),
            figures=figures,
            findings=tuple(map(self.outcomes.told, self.outcomes.of_article(iri))),
            notes=tuple(one_line(n.value) for n in graph.objects(iri, NK.note)),
            withdrawn=register.withdrawal(iri) or None,
        )

    def in_reading_order(self, article: ox.NamedNode) -> list[ox.NamedNode]:
        """The claims of an article in the order in which their figures stand in the copy."""

        def first(claim: ox.NamedNode) -> tuple[str, int, str]:
            prints = self.register.prints(claim)
            return (prints[0].copy.value, prints[0].start, claim.value) if prints else ("~", 0, claim.value)

        return sorted((c for c in self.graph.subjects(NK.article, article) if self.graph.iri(c, NK.modality)), key=first)

    def tally(self, claims: list[ox.NamedNode]) -> dict[str, int]:
        """How many figures there are, and in how many of them each outcome occurs; near misses are not an outcome of a
        figure."""
        number: Counter[str] = Counter()
        for claim in claims:
            outcomes = {f.outcome for f in self.outcomes.of_claim(claim) if f.rule != NEAR}
            number.update(outcomes or {"withdrawn" if self.register.is_withdrawn(claim) else "nothing found"})
        named = (*findings.OUTCOMES, "nothing found", "withdrawn")
        return {"figures": len(claims)} | {o: number[o] for o in named if number[o]}

    def copies(self, claims: list[ox.NamedNode]) -> tuple[ShownCopy, ...]:
        """Where the figures of these claims stand, copy by copy."""
        prints = {p for c in claims for p in self.register.prints(c)}
        found = []
        for copy in sorted({p.copy for p in prints}, key=lambda c: c.value):
            here, lost = [p for p in prints if p.copy == copy], self.beside.lost(copy)
            found.append(ShownCopy(
                local(copy), self.graph.text(copy, NK.sha256) or "", min(p.start for p in here), max(p.end for p in here),
                len(here), one_line(lost) if lost else None,
            ))  # fmt: skip
        return tuple(found)

    # --- agent --------------------------------------------------------------------------------------------------

    def agent(self, iri: ox.NamedNode) -> ShownAgent:
        """An agent, as publisher and as root."""
        register, graph = self.register, self.graph
        articles = [a for a in graph.subjects(SDO.publisher, iri) if graph.text(a, NK.firstDay)]
        articles.sort(key=lambda a: (graph.text(a, NK.firstDay) or "", a.value))
        published = [c for a in articles for c in self.in_reading_order(a)]
        resting = graph.subjects(NK.root, iri)
        resting = register.standing(c for c in resting if graph.iri(c, NK.article))
        by = Counter(self.witness.publisher(register.article(c)) for c in resting)
        own = {*published, *resting}
        disputed = [f for f in self.outcomes.all if f.outcome in ("contradicts", "revised") and own & set(f.claims)]
        return ShownAgent(
            iri=iri.value,
            path=path_of(iri),
            label=one_line(register.label(iri)),
            aliases=tuple(one_line(n.value) for n in graph.objects(iri, SKOS_.altLabel)),
            part_of=tuple(map(self.witness.named, register.containers(iri))),
            parts=tuple(map(self.witness.named, graph.subjects(NK.partOf, iri))),
            publishes=tuple(Named(a.value, one_line(register.article_in_words(a))) for a in articles),
            publishes_figures=self.tally(published),
            rests=dict(by.most_common()),
            rests_figures=self.tally(resting),
            disputed=tuple(self.outcomes.told(f) for f in disputed),
            copies=self.copies([*published, *resting]),
        )
