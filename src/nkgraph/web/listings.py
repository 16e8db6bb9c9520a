"""The tables of everything of one kind: figures, agents, measures, places, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from nkgraph import findings, findings_list, parameters, vocab
from nkgraph.outcomes import RULES
from nkgraph.vocab import NK, SDO, SKOS_, local
from nkgraph.web import figures
from nkgraph.web.rows import Cell, Column, Rows, cell, judged
from nkgraph.web.snapshot import Snapshot

RULES_BELOW = vocab.ROOT + "rules/"
_FIGURES = (
    Column("claim", "Figure", linked=True), Column("about", "About", linked=True),
    Column("article", "Printed by", linked=True), Column("authority", "On whose authority"),
    Column("outcome", "What was found"),
)  # fmt: skip


def claims(snapshot: Snapshot, some: Iterable[ox.NamedNode]) -> Rows:
    """Figures: each with what it is about, who prints it, on whose authority, and what was found."""
    register, outcomes = snapshot.register, snapshot.composer.outcomes
    rows = []
    for claim in some:
        quantity, article = register.graph.iri(claim, NK.quantity), register.article(claim)
        rows.append((
            cell(register.figure(claim), claim.value),
            cell(figures.about(claim, register), quantity.value if quantity is not None else None),
            cell(register.article_in_words(article), article.value),
            cell(register.authority_in_words(claim)),
            judged(figures.outcomes_of(claim, outcomes)),
        ))  # fmt: skip
    return Rows(_FIGURES, tuple(rows))


def agents(snapshot: Snapshot) -> Rows:
    """Who prints figures, and on whose figures others rest."""
    register, graph = snapshot.register, snapshot.built.graph
    every = register.claims()
    printed = Counter(register.publisher(register.article(c)) for c in every)
    resting = Counter(root for c in every for root in graph.iris(c, NK.root))
    rows = []
    for agent in _by_name(snapshot, graph.subjects(vocab.RDF_TYPE, NK.Agent)):
        within = ", ".join(register.label(above) for above in register.containers(agent))
        rows.append((
            cell(register.label(agent), agent.value), cell(within), _number(len(graph.subjects(SDO.publisher, agent))),
            _number(printed[agent]), _number(resting[agent]),
        ))  # fmt: skip
    columns = (
        Column("agent", "Name", linked=True), Column("part_of", "Part of"), Column("articles", "Articles", number=True),
        Column("prints", "Figures printed", number=True), Column("rest_on_it", "Figures that rest on it", number=True),
    )  # fmt: skip
    return Rows(columns, tuple(rows))


def measures(snapshot: Snapshot) -> Rows:
    """What is counted, with its definition."""
    register, graph = snapshot.register, snapshot.built.graph
    counted = Counter(graph.iri(c, NK.measure) for c in register.claims())
    rows = []
    for measure in _by_name(snapshot, graph.subjects(vocab.RDF_TYPE, NK.Measure)):
        kind, unit = graph.iri(measure, NK.kind), graph.iri(measure, NK.unit)
        rows.append((
            cell(register.label(measure), measure.value), cell(graph.text(measure, SKOS_.definition) or ""),
            cell(local(kind).replace("-", " ") if kind is not None else ""),
            cell(register.label(unit) if unit is not None else ""), _number(counted[measure]),
        ))  # fmt: skip
    columns = (
        Column("measure", "Measure", linked=True), Column("definition", "Definition"), Column("kind", "Kind"),
        Column("unit", "Unit"), Column("figures", "Figures", number=True),
    )  # fmt: skip
    return Rows(columns, tuple(rows))


def places(snapshot: Snapshot) -> Rows:
    """Where, with how many figures are about it."""
    register, graph = snapshot.register, snapshot.built.graph
    counted = Counter(place for c in register.claims() for p in (NK.place, NK.partner) for place in graph.iris(c, p))
    rows = []
    for place in _by_name(snapshot, graph.subjects(SKOS_.inScheme, parameters.PLACES)):
        above = graph.iri(place, SKOS_.broader)
        within = register.label(above) if above is not None else ""
        rows.append((cell(register.label(place), place.value), cell(within), _number(counted[place])))
    columns = (
        Column("place", "Place", linked=True), Column("within", "Within"), Column("figures", "Figures", number=True),
    )  # fmt: skip
    return Rows(columns, tuple(rows))


def rules(snapshot: Snapshot) -> Rows:
    """What is compared with what, and how often it came to what."""
    came = Counter((f.rule, f.outcome) for f in snapshot.composer.outcomes.all)
    rows = []
    for name in findings_list.RULES:
        numbers = [_number(came[name, outcome]) for outcome in findings.OUTCOMES]
        rows.append((Cell(name, RULES_BELOW + name), cell(RULES[name]), *numbers))
    headed = [Column(o.replace("-", "_"), o.replace("-", " ").capitalize(), number=True) for o in findings.OUTCOMES]
    return Rows((Column("rule", "Rule"), Column("compares", "What is compared"), *headed), tuple(rows))


def _by_name(snapshot: Snapshot, nodes: list[ox.NamedNode]) -> list[ox.NamedNode]:
    return sorted(nodes, key=lambda n: (snapshot.register.label(n).casefold(), n.value))


def _number(value: int) -> Cell:
    return Cell(str(value))
