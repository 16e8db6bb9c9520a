"""What would explain a difference. Each is a guess of ours, labelled as one; none changes what a finding says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal

import pyoxigraph as ox

from nkgraph import findings
from nkgraph.findings import Finding, Side
from nkgraph.register import Register
from nkgraph.vocab import NK, SKOS_, local

_UPDATED = 7  # days within which a post is likely to have been added to
_SAME = frozenset({"same-quantity", "within-article"})


def of(finding: Finding, register: Register) -> list[str]:
    """The hypotheses for a finding whose sides differ, most telling first."""
    if finding.outcome == "incomplete":
        return [*_named_elsewhere(finding, register), *_held_together(finding, register)]
    if finding.outcome not in ("contradicts", "revised"):
        return []
    guesses = [
        *_neighbouring_year(finding, register), *_transposed(finding), *_fiscal_year(finding, register),
        *_provisional(finding, register), *_truncated(finding, register), *_misdated(finding, register),
        *_updated(finding, register), *_copied(finding, register),
    ]  # fmt: skip
    return [*dict.fromkeys(guesses)]


def _neighbouring_year(finding: Finding, register: Register) -> Iterator[str]:
    """A value that another article prints for the period just before or after belongs there, perhaps."""
    graph = register.graph
    if finding.quantity is None or finding.rule not in _SAME:
        return
    start, end = (graph.text(finding.quantity, p) for p in (NK.startDay, NK.endDay))
    series = graph.iri(finding.quantity, NK.series)
    if start is None or end is None or series is None:
        return
    for neighbour in graph.subjects(NK.series, series):
        other_start, other_end = (graph.text(neighbour, p) for p in (NK.startDay, NK.endDay))
        if other_start is None or other_end is None or not (other_start == end or other_end == start):
            continue
        if abs((int(other_end) - int(other_start)) - (int(end) - int(start))) > 1:  # a leap year is a day longer
            continue
        for side in finding.sides:
            if (where := _printed_for(neighbour, side, finding, register)) is not None:
                period = register.label(neighbour).rsplit(", ", 1)[-1]
                yield f"{side.figure} is the figure of {period}; {where} has it there."


def _printed_for(neighbour: ox.NamedNode, side: Side, finding: Finding, register: Register) -> str | None:
    """The publisher of the first article, not of this side, that prints the side's one value for the neighbouring period."""
    if side.lower is None or side.lower != side.upper:
        return None
    graph = register.graph
    own = {register.article(c) for c in side.claims}
    for reading in graph.subjects(NK.quantity, neighbour):
        lower, upper = graph.text(reading, NK.lower), graph.text(reading, NK.upper)
        if lower is None or lower != upper or side.lower != Decimal(lower):
            continue
        articles = [register.article(c) for c in graph.iris(reading, NK.claim)]
        for article in articles:
            if article not in own:
                publisher = register.publisher(article)
                return register.label(publisher) if publisher else "another article"
    return None


def _transposed(finding: Finding) -> Iterator[str]:
    """Two whole numbers that become one when two neighbouring digits change places."""
    if len(finding.sides) != 2:
        return
    one, other = (s.lower if s.lower is not None and s.lower == s.upper else None for s in finding.sides)
    if one is None or other is None or one != int(one) or other != int(other):
        return
    a, b = f"{int(one)}", f"{int(other)}"
    for i in range(len(a) - 1):
        if a[i] != a[i + 1] and a[:i] + a[i + 1] + a[i] + a[i + 2 :] == b:
            yield f"two digits changed places: {finding.sides[0].figure} and {finding.sides[1].figure}."


def _fiscal_year(finding: Finding, register: Register) -> Iterator[str]:
    """A flow of one calendar year in the United States, where the fiscal year begins in October."""
    graph = register.graph
    if finding.rule != "same-quantity" or finding.outcome != "contradicts" or finding.quantity is None or finding.falls:
        return
    measure = graph.iri(finding.quantity, NK.measure)
    places = {p for claim in finding.claims if (p := graph.iri(claim, NK.place)) is not None}
    days = [graph.text(finding.quantity, p) for p in (NK.startDay, NK.endDay)]
    year = days[0] is not None and days[1] is not None and int(days[1]) - int(days[0]) in (365, 366)
    year = year and date.fromordinal(int(days[0] or 1)).month == 1
    american = any(local(p) == "us" or local(p).startswith("us-") for p in places)
    if year and american and measure is not None and graph.iri(measure, NK.kind) == NK.flow:
        yield "one counts the calendar year, the other the U.S. fiscal year, which begins in October of the year before."


def _provisional(finding: Finding, register: Register) -> Iterator[str]:
    """A figure printed within a year after its period, and changed by at most one percent."""
    graph = register.graph
    if finding.outcome != "revised" or finding.quantity is None or finding.difference is None:
        return
    end, first = graph.text(finding.quantity, NK.endDay), finding.sides[0]
    printed = [int(day) for c in first.claims if (day := graph.text(c, NK.lastDay)) is not None]
    soon = end is not None and bool(printed) and 0 <= min(printed) - int(end) <= 366
    if soon and first.lower and finding.difference * 100 <= first.lower:
        yield f"{first.figure} was provisional, and {finding.sides[-1].figure} is the final figure."


def _truncated(finding: Finding, register: Register) -> Iterator[str]:
    """A printed figure that is what came out, cut off instead of rounded."""
    if finding.rule != "derivation" or finding.sides[-1].kind != "computed":
        return
    came = finding.sides[-1].lower
    for claim in finding.sides[0].claims:
        text = register.graph.text(claim, NK.value)
        if text is None or came is None or came != finding.sides[-1].upper:
            continue
        printed = Decimal(text)
        step = Decimal(1).scaleb(int(printed.normalize().as_tuple().exponent)) if printed != int(printed) else Decimal(1)
        if came.quantize(step, ROUND_DOWN) == printed:
            yield f"{findings.in_words(came, came)} was cut off to {register.figure(claim)} instead of rounded."


def _misdated(finding: Finding, register: Register) -> Iterator[str]:
    """A running total that falls by just what the earlier article says was added: perhaps it was not the earlier."""
    graph = register.graph
    if not finding.falls or finding.difference is None:
        return
    first, second = finding.sides[0], finding.sides[-1]
    measure = graph.iri(first.claims[0], NK.measure) if first.claims else None
    flow = graph.iri(measure, NK.totals) if measure is not None else None
    articles = {register.article(c) for c in first.claims}
    for claim in graph.subjects(NK.measure, flow) if flow is not None else []:
        reading = graph.iri(claim, NK.stands)
        exact = graph.text(reading, NK.lower) if reading is not None else None
        exact = exact if reading is not None and graph.text(reading, NK.upper) == exact else None
        if exact is not None and Decimal(exact) == finding.difference and register.article(claim) in articles:
            words = register.article_in_words(register.article(claim))
            yield (
                f"the article that stands first here is misdated and is the later: {words}, also prints "
                f"{register.figure(claim)} who were added, and {second.figure} + {register.figure(claim)} = {first.figure}."
            )
            return


def _updated(finding: Finding, register: Register) -> Iterator[str]:
    """A post dated a day or two before what it relays."""
    graph = register.graph
    report = graph.iri(finding.iri, NK.relayed)
    if finding.rule != "dates" or report is None or finding.article is None:
        return
    days = (graph.text(report, NK.datedFrom), graph.text(finding.article, NK.datedTo))
    if days[0] is not None and days[1] is not None and int(days[0]) - int(days[1]) <= _UPDATED:
        yield "the post was added to after its date, or its date is that of another time zone."


def _named_elsewhere(finding: Finding, register: Register) -> Iterator[str]:
    """Members that a breakdown does not list and that its article names for another figure."""
    graph, breakdown = register.graph, finding.breakdown
    by = graph.iri(breakdown, NK.by) if breakdown is not None else None
    if finding.reason != "itemsUnlisted" or breakdown is None or by is None:
        return
    listed = {m for c in graph.subjects(NK.in_, breakdown) if (m := graph.iri(c, by)) is not None}
    above = {a for m in listed for a in graph.iris(m, SKOS_.broader)}
    own = graph.subjects(NK.article, finding.article) if finding.article is not None else []
    named = {m for c in own if (m := graph.iri(c, by)) is not None and set(graph.iris(m, SKOS_.broader)) & above}
    if others := sorted(register.label(m) for m in named - listed - above):
        yield f"the article names {' and '.join(others)} for other figures; they may be among those not listed."


def _held_together(finding: Finding, register: Register) -> Iterator[str]:
    """Years that are given right after years that are not, where the given ones alone come to the total."""
    graph = register.graph
    if finding.rule != "stock-flow" or finding.quantity is None:
        return
    starts = {}
    for side in finding.operands:
        quantity = graph.iri(side.node, NK.quantity) if side.node is not None else None
        if quantity is not None and (day := graph.text(quantity, NK.startDay)) is not None:
            starts[date.fromordinal(int(day)).year] = side.figure
    first = graph.text(finding.quantity, NK.startDay)
    begins = date.fromordinal(int(first)).year if first is not None else min(starts, default=0)
    after = [f"{starts[y]} ({y})" for y in sorted(starts) if y > begins and y - 1 not in starts]
    if after:
        yield f"{' and '.join(after)} may each hold the years before that are not given, and not one year alone."


def _copied(finding: Finding, register: Register) -> Iterator[str]:
    """A hint, never more: a figure that only few give, in articles of which none says that it has it from the other."""
    if finding.rule != "same-quantity" or len(finding.sides) != 2:
        return
    one, other = finding.sides
    for side, rest in ((one, other), (other, one)):
        few = sorted({register.article(c) for c in side.claims}, key=lambda a: a.value)
        others = {register.article(c) for c in rest.claims}
        names = sorted({register.label(p) for a in few if (p := register.publisher(a)) is not None})
        if len(names) > 1 and len(few) < len(others) and not _chained(few, register) and not _one_root(side, register):
            yield (
                f"a hint of copying, no proof: only {' and '.join(names)} give {side.figure}, and none says that it has it "
                "from another."
            )


def _chained(articles: list[ox.NamedNode], register: Register) -> bool:
    """Whether one relays another, or both relay a third."""
    relayed = [set(register.graph.iris(a, NK.relays)) for a in articles]
    return any(set(articles) & r for r in relayed) or bool(set.intersection(*relayed))


def _one_root(side: Side, register: Register) -> bool:
    """Whether two of the articles rest on one known root, which would explain that they agree."""
    roots = [set(register.graph.iris(c, NK.root)) for c in side.claims]
    return any(a & b for n, a in enumerate(roots) for b in roots[:n])
