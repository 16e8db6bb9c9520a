"""The page about a quantity: every source's figure on one scale, what was found of them, and who really counted."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pyoxigraph as ox

from nkgraph import findings
from nkgraph.evidence import Evidence
from nkgraph.findings import Finding
from nkgraph.names import path_of
from nkgraph.show import Composer
from nkgraph.shown import ShownQuantity
from nkgraph.showtext import gaps, who
from nkgraph.vocab import NK
from nkgraph.web import chains, interval_plot, thing_page
from nkgraph.web.interval_plot import Ends, Join, Plot, Source
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_JOINED = ("revised", "contradicts")


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about a quantity."""
    composer = site.snapshot.composer
    shown = composer.quantity(iri)
    evidence = [e for reading in shown.readings for e in reading.claims]
    claims = [ox.NamedNode(e.claim) for e in evidence]
    said = composer.outcomes.of_quantity(iri)
    articles = list(dict.fromkeys(e.article.iri for e in evidence))
    return thing_page.reply(
        site, iri, "quantity.html",
        withdrawn=thing_page.all_withdrawn(evidence),
        shown=shown,
        cite=thing_page.cite(site, shown),
        definition=shown.definition.replace("the place", shown.place.words if shown.place else "the place"),
        plot=plot(composer, evidence, said),
        description=described(shown, evidence),
        rows=[(e, composer.outcomes.in_short(c)) for e, c in zip(evidence, claims, strict=True)],
        found=list(zip(said, shown.why, shown.reasons, strict=True)),
        judged=[_judged(site, f) for f in said],
        rooted=chains.by_root(composer, claims),
        rooted_words=chains.in_words,
        compare=[path_of(ox.NamedNode(a)) for a in articles[:2]] if len(articles) > 1 else [],
        missing=(*shown.missing, *gaps(evidence)),
    )  # fmt: skip


def plot(composer: Composer, evidence: list[Evidence], said: list[Finding]) -> Plot:
    """One row for each claim; revisions and contradictions between them joined."""
    sources = [_source(composer, e, said) for e in evidence]
    return interval_plot.lay_out(sources, [j for f in said for j in joins(f)], base_unit(composer, evidence))


def joins(finding: Finding) -> list[Join]:
    """Which sides of a finding a line joins: those of a revision or a contradiction, each with the next."""
    if finding.outcome not in _JOINED:
        return []
    sides = [tuple(c.value for c in side.claims) for side in finding.sides]
    return [Join(finding.outcome, one, other) for one, other in pairwise(sides)]


def base_unit(composer: Composer, evidence: list[Evidence]) -> str:
    """What the bounds of claims count, in words; empty where they do not count the same."""
    graph = composer.graph
    units = {u for e in evidence if (u := graph.iri(ox.NamedNode(e.claim), NK.unit)) is not None}
    bases = {graph.iri(u, NK.baseUnit) or u for u in units}
    return composer.register.label(bases.pop()) if len(bases) == 1 else ""


def _source(composer: Composer, evidence: Evidence, said: list[Finding]) -> Source:
    words = [_role(ox.NamedNode(evidence.claim), said), "" if evidence.roots else "root unknown"]
    return Source(evidence.claim, evidence.figure, "; ".join(filter(None, words)), who(evidence), ends(composer, evidence))


def ends(composer: Composer, evidence: Evidence) -> Ends | None:
    """The bounds of a claim, and how far they reach if a round number was rounded; None where it has none."""
    bounds, graph = evidence.bounds, composer.graph
    reading = graph.iri(ox.NamedNode(evidence.claim), NK.reading)
    if bounds is None or reading is None or (bounds.lower is None and bounds.upper is None):
        return None
    lower, upper = (Decimal(n) if n is not None else None for n in (bounds.lower, bounds.upper))
    loose = [Decimal(n) if (n := graph.text(reading, p)) is not None else None for p in (NK.looseLower, NK.looseUpper)]
    return Ends(
        lower, upper, bounds.lower_inclusive, bounds.upper_inclusive, None if loose[0] == lower else loose[0],
        None if loose[1] == upper else loose[1],
    )  # fmt: skip


def _role(claim: ox.NamedNode, said: list[Finding]) -> str:
    """What the findings say of a claim, in a word or two, the gravest first."""
    words = []
    for finding in said:
        at = [n for n, side in enumerate(finding.sides) if claim in side.claims]
        if not at:
            continue
        if finding.outcome == "revised":
            words.append("revised" if at[0] == 0 else "later value")
        else:
            words.append(finding.outcome)
    order = ("contradicts", "revised", "later value")
    return ", ".join(sorted(dict.fromkeys(words), key=lambda w: order.index(w) if w in order else len(order)))


def described(shown: ShownQuantity, evidence: list[Evidence]) -> str:
    """The picture in sentences, for who cannot see it."""
    rows = "; ".join(f"{e.article.words}: {e.figure}, read as {e.bounds.words if e.bounds else 'no number'}" for e in evidence)
    return f"{findings.counted(len(evidence), 'figure')}. {rows}. {'; '.join(t.sentence for t in shown.why)}".strip()


def _judged(site: Site, finding: Finding) -> str:
    """Who has judged a finding, when and why; empty where nobody has, or where it has changed since."""
    judged = site.snapshot.verdict.standing.get(finding.iri)
    return f"{judged.status} ({judged.day}{', ' + judged.by if judged.by else ''}): {judged.because}" if judged else ""
