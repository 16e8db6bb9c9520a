"""The page about a finding: the sentence, its sides on one scale, what was computed from what, and who has judged it."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox

from nkgraph import blocks
from nkgraph.evidence import Named
from nkgraph.findings import Finding
from nkgraph.outcomes import RULES
from nkgraph.shown import ShownFinding, ShownSide
from nkgraph.showtext import who
from nkgraph.web import interval_plot, thing_page
from nkgraph.web.interval_plot import Ends, Plot, Source
from nkgraph.web.quantity_page import base_unit, ends, joins
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_KINDS = {"computed": "computed", "statement": "a statement about a series", "reading": ""}
_NOT_ONE_SCALE = frozenset({"near-miss", "series", "dates", "missing"})  # the sides are of different kinds, or none


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about a finding."""
    composer = site.snapshot.composer
    finding = next(f for f in composer.outcomes.all if f.iri == iri)
    shown = composer.finding(iri)
    judged = site.snapshot.verdict.standing.get(iri)
    evidence = [e for side in shown.sides for e in side.claims]
    return thing_page.reply(
        site, iri, "finding.html",
        withdrawn=thing_page.all_withdrawn(evidence),
        section="findings",
        shown=shown,
        asked=RULES.get(shown.rule, shown.rule),
        plot=_plot(site, finding, shown),
        description=shown.sentence,
        judged=judged,
        judged_words=blocks.block(finding, composer.register, judged).acknowledged,
        lapses=_lapses(site, finding),
        kinds=_KINDS,
        cite=thing_page.cite(site, shown),
    )  # fmt: skip


def _plot(site: Site, finding: Finding, shown: ShownFinding) -> Plot | None:
    """The sides on one scale, where they are all of one kind and at least two have a number."""
    if shown.rule in _NOT_ONE_SCALE:
        return None
    sources = [source for side in shown.sides for source in _sources(site, side, shown.about)]
    if sum(source.ends is not None for source in sources) < 2:
        return None
    evidence = [e for side in shown.sides if side.kind != "computed" for e in side.claims]
    joined = joins(finding) if all(side.kind != "computed" for side in shown.sides) else []
    return interval_plot.lay_out(sources, joined, base_unit(site.snapshot.composer, evidence))


def _sources(site: Site, side: ShownSide, main: Named | None) -> list[Source]:
    if side.kind == "computed":
        lower, upper = (Decimal(n) if n is not None else None for n in (side.lower, side.upper))
        bounded = Ends(lower, upper) if lower is not None or upper is not None else None
        return [Source("", side.figure, "computed", "from the figures below", bounded)]
    composer = site.snapshot.composer
    about = side.about.words if side.about and side.about != main else ""
    return [Source(e.claim, e.figure, about, who(e), ends(composer, e)) for e in side.claims]


def _lapses(site: Site, finding: Finding) -> list[str]:
    """Judgements of this finding that no longer fit it, each as a sentence."""
    verdict = site.snapshot.verdict
    every = (*verdict.lapsed, *verdict.moved, *verdict.orphaned)
    return [lapse.sentence for lapse in every if finding.iri in (lapse.finding, lapse.acknowledgement.finding)]
