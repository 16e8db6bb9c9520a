"""What the articles say to a figure that somebody said: which support it, which contradict it, on how many roots.

The figure becomes a claim of an article of its own, of unknown date and authority, and the same rules run over all claims
and this one. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from nkgraph import asked as asking
from nkgraph import concepts, derive, findings, hypotheses, quantities, rules, sentences, telling, vocab
from nkgraph.asked import Asked, in_words
from nkgraph.check import Reading
from nkgraph.claims import Article, Claim
from nkgraph.errors import NkgraphError
from nkgraph.findings import Finding, counted
from nkgraph.ontology import Ontology
from nkgraph.register import Register
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import NK, SDO, SKOS_

ARTICLE = ox.NamedNode(vocab.CLAIMS + "asked/")
SOMEBODY = ox.NamedNode(vocab.ROOT + "agents/whoever-said-it")
CLAIM = ox.NamedNode(ARTICLE.value + "figure")
_BESIDE = 6  # how many quantities of the same kind are named where nobody prints this one


@dataclass(frozen=True)
class Print:
    """One claim about the very same quantity, and what it does to the figure: "supports", "contradicts", or neither."""

    verdict: str
    claim: ox.NamedNode
    figure: str
    article: str
    authority: str
    apart: str


@dataclass(frozen=True)
class Weighed:
    """A figure that somebody said, and all that bears on it. `quantity` is None where nothing printed is about it."""

    asked: Asked
    read_as: str
    quantity: ox.NamedNode | None
    label: str
    prints: tuple[Print, ...]
    roots: str
    publishers: int
    bears: tuple[tuple[str, str], ...]
    guesses: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def supports(self) -> int:
        """How many articles print what supports it."""
        return len({p.article for p in self.prints if p.verdict == "supports"})


def understand(sentence: str, parts: Mapping[str, str], base: Iterable[str], ontology: Ontology) -> Asked:
    """What a sentence says, with the parts that were named besides: measure, unit, period, `on` (the day it was said), and
    any dimension, by their names; `base` as "period=2011". NkgraphError says which part cannot be read."""
    on = parts.get("on")
    try:
        day = date.fromisoformat(on) if on else None
    except ValueError as error:
        raise NkgraphError(f"--on: {on!r} is no day. Write it as 2016-01-31.") from error
    asked = sentences.read(sentence, ontology, day)
    given: dict[str, object] = {n: concepts.named(n, parts[n], ontology) for n in ("measure", "unit") if n in parts}
    narrowed = {n: concepts.named(n, text, ontology) for n, text in parts.items() if n in ontology.dimensions}
    if narrowed:
        given["dimensions"] = narrowed
    if "period" in parts:
        given["period"] = parts["period"]
    if against := tuple(base):
        given["base"] = concepts.base(against, ontology)
    return asking.complete(asked, ontology, **given) if given else asked


def weigh(asked: Asked, reading: Reading, compared_by: list[Rule]) -> tuple[Weighed, Register]:
    """Weigh a figure of which nothing is missing; the register is of the graph in which it was weighed."""
    claim = _claim(asked, reading.ontology)
    articles = reading.corpus.articles | {ARTICLE.value: _article(claim.document)}
    corpus = replace(reading.corpus, articles=articles, claims=[*reading.corpus.claims, claim])
    graph = Graph(derive.derive(corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    graph.add([(ARTICLE, SDO.publisher, SOMEBODY), (SOMEBODY, SKOS_.prefLabel, ox.Literal("whoever said it", language="en"))])
    rules.run(compared_by, graph)
    register = Register(graph)
    found = findings.read(register)
    quantity = graph.iri(CLAIM, NK.quantity)
    assert quantity is not None, "nothing is missing, so there is a quantity"
    prints = _prints(quantity, found, register)
    own = [f for f in found if CLAIM in f.claims and f.rule not in ("same-quantity", "near-miss")]
    others = [c for p in prints for c in [p.claim]]
    weighed = Weighed(
        asked,
        in_words(asked, reading.ontology),
        quantity,
        register.label(quantity),
        tuple(prints),
        _roots(others, register),
        len({register.publisher(register.article(c)) for c in others} - {None}),
        tuple(_bears(own, quantity, found, register)),
        tuple(dict.fromkeys(h for f in found if CLAIM in f.claims for h in hypotheses.of(f, register))),
        tuple(_beside(quantity, register)) if not prints else (),
    )
    return weighed, register


def _claim(asked: Asked, ontology: Ontology) -> Claim:
    dimensions = {n: v for n, v in asked.dimensions.items() if n in ontology.dimensions}
    return Claim(
        iri=CLAIM, subject=CLAIM.value, document=Document(Path("asked"), "", ARTICLE.value, {}, []), article=ARTICLE,
        breakdown=None, measure=asked.measure, dimensions=dimensions, period=asked.period, span=None, value=asked.value,
        to=asked.to, scale=asked.scale, unit=asked.unit, modality=asked.modality, operation=asked.operation, over=None,
        base=asked.base, per=asked.per, per_count=None, authorities=(NK.unstated,), attribution="unstated", via=(),
        forecast=False, ranged=asked.to is not None, notes=(), mentions=(),
    )  # fmt: skip


def _article(document: Document) -> Article:
    return Article(ARTICLE, document, None, None, None, None, None, held=False, hops=(), notes=())


def _prints(quantity: ox.NamedNode, found: list[Finding], register: Register) -> list[Print]:
    graph = register.graph
    own = graph.iri(CLAIM, NK.reading)
    verdicts = {own: ("supports", "")}
    for finding in found:
        if finding.rule == "same-quantity" and CLAIM in finding.claims and len(finding.sides) == 2:
            (other,) = (s for s in finding.sides if s.node != own)
            mine = next(s for s in finding.sides if s.node == own)
            if finding.outcome == "agrees":
                verdicts[other.node] = ("supports", "if rounded" if finding.reason == "roundingAssumed" else "")
            else:
                higher = (other.lower or other.upper or Decimal(0)) > (mine.lower or mine.upper or Decimal(0))
                verdicts[other.node] = ("contradicts", f"{findings.apart(finding)} {'higher' if higher else 'lower'}")
    prints = []
    about = (c for c in graph.subjects(NK.quantity, quantity) if graph.iri(c, NK.article) is not None and c != CLAIM)
    for claim in register.standing(about):
        verdict, apart = verdicts.get(graph.iri(claim, NK.reading), _aside(claim, register))
        divided = graph.text(graph.iri(claim, NK.entry) or claim, NK.divided) is not None
        words = register.article_in_words(register.article(claim))
        remark = "; ".join(filter(None, [apart, "this article gives it two values" if divided else ""]))
        prints.append(Print(verdict, claim, register.figure(claim), words, register.authority_in_words(claim), remark))
    order = ("supports", "contradicts", "beside it")
    return sorted(
        prints, key=lambda p: (order.index(p.verdict), p.apart, graph.text(p.claim, NK.firstDay) or "", p.claim.value)
    )


def _aside(claim: ox.NamedNode, register: Register) -> tuple[str, str]:
    """A claim that no rule sets against the figure, and why."""
    if register.graph.iri(claim, NK.reading) is None:
        return "beside it", "a statement without a number"
    quantity = register.graph.iri(claim, NK.quantity)
    running = quantity is not None and register.graph.text(quantity, NK.runningTotal) is not None
    return "beside it", "a running total of another day" if running else "not compared"


def _roots(claims: list[ox.NamedNode], register: Register) -> str:
    known = findings.distinct({r for c in claims for r in register.graph.iris(c, NK.root)}, register)
    unknown = len({register.article(c) for c in claims if not register.graph.iris(c, NK.root)})
    names = ", ".join(register.label(r) for r in known)
    words = f"{counted(len(known), 'known root')} ({names})" if known else "no known root"
    return words + (f", {unknown} unstated" if unknown else "")


def _bears(own: list[Finding], quantity: ox.NamedNode, found: list[Finding], register: Register) -> list[tuple[str, str]]:
    """What other rules say of the figure itself, then what is recomputed from the same quantity, then what looks like it."""
    rows = [(f"{_verb(f)}", telling.sentence(f, register)) for f in own]
    readings = {side.node for f in found for side in (*f.sides, *f.operands) if side.node is not None}
    about = {r for r in readings if register.graph.iri(r, NK.quantity) == quantity}
    for finding in found:
        if finding in own or finding.rule in ("same-quantity", "within-article", "series"):
            continue
        if any(side.node in about and set(side.claims) != {CLAIM} for side in (*finding.sides, *finding.operands)):
            rows.append((_verb(finding), telling.sentence(finding, register)))
    return rows


def _verb(finding: Finding) -> str:
    if finding.rule in ("derivation", "stock-flow", "sum-of-parts"):
        return "recomputed"
    return {"agrees": "supports", "not-comparable": "looks like it"}.get(finding.outcome, finding.outcome)


def _beside(quantity: ox.NamedNode, register: Register) -> list[str]:
    """What articles print of the same series, then of the same measure."""
    graph = register.graph
    series, measure = graph.iri(quantity, NK.series), graph.iri(quantity, NK.measure)
    same = graph.subjects(NK.series, series) if series else []
    more = graph.subjects(NK.measure, measure) if measure else []
    known = [q for q in dict.fromkeys([*same, *more]) if q != quantity and graph.iri(q, NK.series) is not None]
    rows = []
    for other in known[:_BESIDE]:
        printed = register.standing(c for c in graph.subjects(NK.quantity, other) if graph.iri(c, NK.article) is not None)
        figures = dict.fromkeys(register.figure(c) for c in printed)
        rows.append(f"{register.label(other)}: {', '.join(figures)}")
    return rows


def quantity_path(quantity: ox.NamedNode) -> str:
    """The quantity as `nkgraph show` takes it."""
    return quantity.value.removeprefix(quantities.QUANTITIES)
