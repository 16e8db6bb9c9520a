"""The tables of the pages about one thing, as rows for files: /measures/arrivals.csv?table=points.

A table goes by the name that it has on the page. Where the page shows only a part of it, the rows have all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from nkgraph.evidence import Evidence, Named
from nkgraph.shown import Other, ShownAgent, ShownArticle, ShownClaim, ShownFinding, ShownQuantity
from nkgraph.store import Term
from nkgraph.vocab import NK, local
from nkgraph.web import article_page, concept_page, plain_page, thing_page, thing_rows
from nkgraph.web.replies import Visit
from nkgraph.web.rows import Cell, Column, Rows, cell
from nkgraph.web.site import Site

_Made = Callable[[Site, Visit, ox.NamedNode], Rows]
_NOTHING = Rows((), ())


def table(site: Site, visit: Visit, iri: ox.NamedNode, name: str) -> Rows | None:
    """The rows of a table of the page about a thing; None where the page has none of that name, or nothing stands in it."""
    make = _TABLES.get(name)
    found = make(site, visit, iri) if make is not None else _NOTHING
    return found if found.rows else None


def _points(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """What the chart of a measure shows; `place` as on its page."""
    claims = concept_page.claims_of(site.snapshot.composer, iri)
    drawn = concept_page.chart_of(site, visit, iri, claims)[0] if NK.Measure in _types(site, iri) else None
    columns = _columns("year figure+ bounds period part forecast publisher article authority outcome")
    points = drawn.points if drawn is not None else ()
    return Rows(columns, tuple(
        (cell(str(p.year)), cell(p.figure, p.claim), cell(p.bounds), cell(p.period),
         cell("part" if p.part else ""), cell("forecast" if p.forecast else ""), cell(p.publisher), cell(p.article),
         cell(p.authority), cell(p.outcome))
        for p in points
    ))  # fmt: skip


def _quantities(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """Every quantity of a measure, a place and the like; `measure` narrows them to those of one."""
    composer, wanted = site.snapshot.composer, visit.first("measure")
    if NK.Measure not in _types(site, iri) and not concept_page.is_member(composer, iri):
        return _NOTHING
    lines, _ = concept_page.lines(composer, concept_page.claims_of(composer, iri), most=None)
    return Rows(_columns("measure+ quantity+ figures publishers outcome"), tuple(
        (_named(line.measure), _named(line.quantity), cell("; ".join(line.figures)), cell(str(line.publishers)),
         cell(", ".join(line.outcomes) or line.heading))
        for line in lines if wanted in ("", local(ox.NamedNode(line.measure.iri)))
    ))  # fmt: skip


def _own(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """What the graph says of a thing."""
    return _facts(site, "value", plain_page.own(site, iri))


def _back(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """What points to a thing."""
    return _facts(site, "from", ((p, s) for s, p, _ in site.snapshot.built.graph.pointing_to(iri)))


def _facts(site: Site, other: str, pairs: Iterable[tuple[ox.NamedNode, Term]]) -> Rows:
    register = site.snapshot.register
    found = []
    for predicate, term in sorted(pairs, key=lambda pair: (pair[0].value, str(pair[1]))):
        said = thing_page.value(register, predicate, term)
        found.append((cell(thing_page.property_label(register, predicate), predicate.value), cell(said.words, said.iri)))
    return Rows(_columns(f"property+ {other}+"), tuple(found))


def _figures(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """The figures of an article, or every source's figure of a quantity."""
    shown = thing_rows.shown(site.snapshot, iri)
    if isinstance(shown, ShownQuantity):
        every = [e for reading in shown.readings for e in reading.claims]
        short = site.snapshot.composer.outcomes.in_short
        return Rows(_columns("figure+ bounds loose article+ root outcome"), tuple(
            (cell(e.figure, e.claim), *_read_as(e), _named(e.article), _names(e.roots), cell(short(ox.NamedNode(e.claim))))
            for e in every
        ))  # fmt: skip
    return _every(shown.figures if isinstance(shown, ShownArticle) else ())


def _others(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """The other claims about the quantity of a claim."""
    shown = thing_rows.shown(site.snapshot, iri)
    return _every(shown.others if isinstance(shown, ShownClaim) else ())


def _every(others: Iterable[Other]) -> Rows:
    return Rows(_columns("figure+ about article+ authority outcome"), tuple(
        (cell(o.figure, o.claim), cell(o.about), _named(o.article), cell(o.authority), cell(o.outcome)) for o in others
    ))  # fmt: skip


def _typed(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """Everything that an archivist gave a claim."""
    shown = thing_rows.shown(site.snapshot, iri)
    typed = shown.typed if isinstance(shown, ShownClaim) else {}
    return Rows(_columns("property+ value"), tuple(
        (cell(name, NK.namespace + name), cell(words)) for name, words in typed.items()
    ))  # fmt: skip


def _alike(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """What a hurried reader takes for a claim or a quantity."""
    shown = thing_rows.shown(site.snapshot, iri)
    alike = shown.alike if isinstance(shown, ShownQuantity | ShownClaim) else ()
    return Rows(_columns("figures about+ differs finding publishers"), tuple(
        (cell(" / ".join(a.figures)), cell(a.label, a.quantity), cell("; ".join(a.differs)), cell(a.finding or ""),
         cell(", ".join(a.publishers)))
        for a in alike
    ))  # fmt: skip


def _rests(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """How many figures of each publisher rest on an agent."""
    shown = thing_rows.shown(site.snapshot, iri)
    rests = shown.rests if isinstance(shown, ShownAgent) else {}
    return Rows(_columns("publisher figures"), tuple((cell(name), cell(str(number))) for name, number in rests.items()))


def _operands(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """What a finding computes with, or holds a figure against."""
    shown = thing_rows.shown(site.snapshot, iri)
    operands = shown.operands if isinstance(shown, ShownFinding) else ()
    return Rows(_columns("figure about+ articles claims"), tuple(
        (cell(o.figure), _named(o.about), cell("; ".join(e.article.words for e in o.claims)),
         cell(" ".join(e.claim for e in o.claims)))
        for o in operands
    ))  # fmt: skip


def _places(site: Site, visit: Visit, iri: ox.NamedNode) -> Rows:
    """Where figures stand in a copy."""
    placed = article_page.placed(site.snapshot.composer, iri) if NK.Copy in _types(site, iri) else []
    return Rows(_columns("start end wording claims read_as article+"), tuple(
        (cell(str(p.start)), cell(str(p.end)), cell(p.wording), cell(" ".join(c.iri for c in p.claims)),
         _names(p.claims), _named(p.article))
        for p in placed
    ))  # fmt: skip


def _types(site: Site, iri: ox.NamedNode) -> list[ox.NamedNode]:
    return site.snapshot.built.graph.iris(iri, thing_page.TYPE)


def _read_as(evidence: Evidence) -> tuple[Cell, Cell]:
    """The bounds in words, and those where a round number was rounded."""
    bounds = evidence.bounds
    return (cell(bounds.words), cell(bounds.loose or "")) if bounds is not None else (cell(""), cell(""))


def _named(one: Named | None) -> Cell:
    return cell(one.words, one.iri) if one is not None else cell("")


def _names(every: Iterable[Named]) -> Cell:
    return cell("; ".join(one.words for one in every))


def _columns(names: str) -> tuple[Column, ...]:
    """Columns by their names; of one with a + the rows have the IRI too."""
    return tuple(Column(n.removesuffix("+"), n.removesuffix("+"), linked=n.endswith("+")) for n in names.split())


_TABLES: dict[str, _Made] = {
    "points": _points, "quantities": _quantities, "own": _own, "back": _back, "figures": _figures, "others": _others,
    "typed": _typed, "alike": _alike, "rests": _rests, "operands": _operands, "places": _places,
}  # fmt: skip
