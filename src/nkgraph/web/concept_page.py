"""The pages about what figures are of: a measure, with its chart, and a place, a sex, a population, a product."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import chart, chart_series, drawing, vocab
from nkgraph.chart import Chart
from nkgraph.errors import NkgraphError
from nkgraph.evidence import Named
from nkgraph.findings import OUTCOMES
from nkgraph.outcomes import SAME
from nkgraph.register import Register, one_line
from nkgraph.show import Composer
from nkgraph.vocab import NK, SKOS_, local
from nkgraph.web import paging, thing_page
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

MOST = 500  # quantities that one page lists
_LATE = 10**9  # stands for the day of a period that has none: after all others
_KINDS = {
    "flow": "counted over the period", "stock": "counted at a time", "cumulative": "a running total since a start",
    "indicator": "yes or no",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A quantity in a list: its figures, how many publish them, what was found of them."""

    quantity: Named
    measure: Named
    place: Named | None
    figures: tuple[str, ...]
    publishers: int
    outcomes: tuple[str, ...]
    heading: str


@dataclass(frozen=True)
class Choice:
    """A place for which there is a chart: the words and the value of `?place=`, and whether it is the one shown."""

    words: str
    value: str
    shown: bool


def measure(site: Site, visit: Visit, iri: ox.NamedNode) -> Reply:
    """The page about a measure. `?place=south-korea` draws the chart of another place."""
    composer = site.snapshot.composer
    register, graph = composer.register, composer.graph
    claims = claims_of(composer, iri)
    kind, unit = graph.iri(iri, NK.kind), graph.iri(iri, NK.unit)
    drawn, choices, problem = chart_of(site, visit, iri, claims)
    listed, more = lines(composer, claims, MOST)
    clusters = [o.value for o in graph.objects(iri, NK.cluster)]
    related = {m for c in graph.objects(iri, NK.cluster) for m in graph.subjects(NK.cluster, c)} - {iri}
    name = one_line(register.label(iri))
    return thing_page.reply(
        site, iri, "measure.html",
        section="measures",
        name=name,
        definition=one_line(graph.text(iri, SKOS_.definition) or ""),
        kind=local(kind) if kind else "",
        kind_words=_KINDS.get(local(kind), "") if kind else "",
        unit=thing_page.named(register, unit) if unit else None,
        verbs=[(o.value, o.language or "") for o in graph.objects(iri, NK.verb) if isinstance(o, ox.Literal)],
        others=[o.value for o in graph.objects(iri, SKOS_.altLabel)],
        totals=[thing_page.named(register, m) for m in graph.iris(iri, NK.totals)],
        totalled=[thing_page.named(register, m) for m in graph.subjects(NK.totals, iri)],
        clusters=clusters,
        related=[thing_page.named(register, m) for m in sorted(related, key=register.label)],
        chart=drawn,
        picture=drawing.figure(drawn) if drawn else "",
        choices=choices,
        place=visit.first("place"),
        problem=problem,
        lines=listed,
        more=more,
        every=paging.address(site, "/search", (("measure", local(iri)),)),
        cite=thing_page.cited(site, f"{name}: {len(claims)} figures of {len(listed) + more} quantities."),
    )  # fmt: skip


def chart_of(site: Site, visit: Visit, iri: ox.NamedNode, claims: list[ox.NamedNode]) -> tuple[Chart | None, list[Choice], str]:
    """The chart of one place, the places there are, and why there is no chart, where there is none."""
    register, graph = site.snapshot.register, site.snapshot.built.graph
    place = next((d for d in register.dimensions if local(d) == "place"), None)
    if place is None or not claims:
        return None, [], "" if claims else "No figure of it is printed here."
    asked = visit.first("place")
    default = chart_series.with_place(register, claims, {}, place)[0].get(place)
    drawable: Counter[ox.NamedNode] = Counter()
    for claim in claims:
        where = graph.iri(claim, place)
        others = {d for d in chart_series.narrowed(register, claim) if d != place}
        if where is not None and not others and not isinstance(chart_series.placed(register, claim), str):
            drawable[where] += 1
    try:
        chosen = asked or (default.value if default is not None else "")
        wanted = {"place": chosen} if chosen else {}
        known = site.snapshot.composer.outcomes.all
        drawn = chart.of(register, known, site.snapshot.corpus_id, iri.value, wanted)
    except NkgraphError as error:
        return None, _choices(register, drawable, None), _without_options(str(error))
    fixed = chart_series.dimensions(register, wanted)
    return drawn, _choices(register, drawable, fixed.get(place)), ""


def _choices(register: Register, drawable: Counter[ox.NamedNode], shown: ox.NamedNode | None) -> list[Choice]:
    ranked = sorted(drawable, key=lambda where: (-drawable[where], register.label(where)))
    return [Choice(f"{register.label(w)} ({drawable[w]})", local(w), w == shown) for w in ranked]


def _without_options(words: str) -> str:
    """A message without the sentence about options of the command line."""
    return ". ".join(part for part in words.split(". ") if "--" not in part)


# --- dimensions -------------------------------------------------------------------------------------------------------


def member(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about a place, or another value of a dimension: what it is part of, and every quantity of it."""
    composer = site.snapshot.composer
    register, graph = composer.register, composer.graph
    claims = claims_of(composer, iri)
    listed, more = lines(composer, claims, MOST)
    by_measure: dict[Named, list[Line]] = defaultdict(list)
    for line in listed:
        by_measure[line.measure].append(line)
    scheme = graph.iri(iri, SKOS_.inScheme)
    name = one_line(register.label(iri))
    return thing_page.reply(
        site, iri, "member.html",
        section="places" if scheme is not None and local(scheme) == "places" else "",
        name=name,
        scheme=thing_page.named(register, scheme) if scheme else None,
        definition=one_line(graph.text(iri, SKOS_.definition) or ""),
        others=[(o.value, o.language or "") for o in graph.objects(iri, SKOS_.altLabel) if isinstance(o, ox.Literal)],
        broader=[thing_page.named(register, b) for b in graph.iris(iri, SKOS_.broader)],
        narrower=[thing_page.named(register, b) for b in sorted(graph.subjects(SKOS_.broader, iri), key=register.label)],
        by_measure=by_measure,
        local=lambda iri: local(ox.NamedNode(iri)),
        claims=len(claims),
        more=more,
        cite=thing_page.cited(site, f"{name}: {len(claims)} figures of {len(listed) + more} quantities."),
    )  # fmt: skip


def claims_of(composer: Composer, iri: ox.NamedNode) -> list[ox.NamedNode]:
    """The claims that are of a measure, or have a value of a dimension."""
    register, graph = composer.register, composer.graph
    return register.published(c for p in (NK.measure, *register.dimensions) for c in graph.subjects(p, iri))


def is_member(composer: Composer, iri: ox.NamedNode) -> bool:
    """Whether it is a value of a dimension."""
    graph = composer.graph
    schemes = {s for d in composer.register.dimensions for s in graph.iris(d, vocab.QB_CODELIST)}
    return bool(schemes & set(graph.iris(iri, SKOS_.inScheme)))


# --- quantities -------------------------------------------------------------------------------------------------------


def lines(composer: Composer, claims: Iterable[ox.NamedNode], most: int | None) -> tuple[list[Line], int]:
    """The quantities of claims, by place and first day, all of them or so many at most; and how many more there are."""
    graph, register = composer.graph, composer.register
    by_quantity: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
    for claim in claims:
        if (quantity := graph.iri(claim, NK.quantity)) is not None:
            by_quantity[quantity].append(claim)
    ordered = sorted(by_quantity.items(), key=lambda pair: _key(register, *pair))
    listed = [_line(composer, q, members) for q, members in ordered[:most]]
    return listed, len(ordered) - len(listed)


def _key(register: Register, quantity: ox.NamedNode, claims: list[ox.NamedNode]) -> tuple[str, str, int, str]:
    graph = register.graph
    place, measured, day = graph.iri(claims[0], NK.place), graph.iri(claims[0], NK.measure), graph.text(quantity, NK.startDay)
    end = graph.text(quantity, NK.endDay)
    return (
        register.label(measured) if measured else "", register.label(place) if place else "",
        int(day or end or _LATE), quantity.value,
    )  # fmt: skip


def _line(composer: Composer, quantity: ox.NamedNode, claims: list[ox.NamedNode]) -> Line:
    graph, register = composer.graph, composer.register
    found = {f.outcome for f in composer.outcomes.touching(quantity) if f.rule in SAME and f.quantity == quantity}
    place, measured = graph.iri(claims[0], NK.place), graph.iri(claims[0], NK.measure)
    return Line(
        composer.witness.named(quantity),
        composer.witness.named(measured or quantity),
        composer.witness.named(place) if place else None,
        tuple(dict.fromkeys(one_line(register.figure(c)) for c in claims)),
        len({register.publisher(register.article(c)) for c in claims}),
        tuple(o for o in OUTCOMES if o in found),
        composer.outcomes.heading(quantity),
    )
