"""What is shown, laid out: each kind as a page of sections, and all of them as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import pyoxigraph as ox

from nkgraph import citing, sheet
from nkgraph.evidence import NO_ADDRESS, Evidence, Lost, Named, Printed
from nkgraph.findings import counted
from nkgraph.likeness import Alike
from nkgraph.names import path_of
from nkgraph.outcomes import RULES, Told
from nkgraph.sheet import Page, Row, Section
from nkgraph.shown import (
    Other,
    Shown,
    ShownAgent,
    ShownArticle,
    ShownClaim,
    ShownFinding,
    ShownQuantity,
    ShownReading,
    ShownSide,
)

_MANY = 15  # rows of a list of likenesses that a page shows; JSON has them all
_DIGEST = 8
_TALLIED = {
    "contradicts": "in a contradiction", "revised": "in a revision", "agrees": "in an agreement", "incomplete": "incomplete",
    "nothing found": "in no finding",
}  # fmt: skip
_KINDS = {
    "flow": "A flow: counted over the period.", "stock": "A stock: counted at a time.",
    "cumulative": "A running total since a start.", "indicator": "Yes or no.",
}  # fmt: skip


def text(shown: Shown, corpus_id: str) -> str:
    """The page as plain text."""
    return sheet.text(page(shown, corpus_id))


def markdown(shown: Shown, corpus_id: str) -> str:
    """The page as Markdown."""
    return sheet.markdown(page(shown, corpus_id))


def as_json(shown: Shown, corpus_id: str) -> str:
    """The data, with the kind of thing, the corpus and the sentence to cite."""
    kind = type(shown).__name__.removeprefix("Shown").lower()
    everything = {"kind": kind, "corpus": corpus_id, **asdict(shown), "cite": page(shown, corpus_id).cite}
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def page(shown: Shown, corpus_id: str) -> Page:
    """The page of a thing."""
    if isinstance(shown, ShownQuantity):
        return _quantity(shown, corpus_id)
    if isinstance(shown, ShownClaim):
        return _claim(shown, corpus_id)
    if isinstance(shown, ShownFinding):
        return _finding(shown, corpus_id)
    return _article(shown, corpus_id) if isinstance(shown, ShownArticle) else _agent(shown, corpus_id)


# --- quantity ----------------------------------------------------------------------------------------------------


def _quantity(shown: ShownQuantity, corpus_id: str) -> Page:
    evidence = [e for r in shown.readings for e in r.claims]
    definition = shown.definition.replace("the place", shown.place.words if shown.place else "the place")
    kind = _KINDS.get(shown.measure_kind, f"A {shown.measure_kind}." if shown.measure_kind else "")
    facts = (
        Row("Measure", f"{definition} {kind} In {shown.unit}."),
        Row("Period", shown.period),
        Row("IRI", shown.iri),
    )
    later = len(shown.readings) == 2 and [t.outcome for t in shown.why] == ["revised"]
    said = f"{shown.label}: {_given(shown.readings, later)}, {citing.roots(shown.roots, shown.unknown_roots)}."
    return Page(
        shown.label,
        (shown.outcome, _roots(len(shown.roots), shown.unknown_roots)),
        (
            Section("", facts),
            *(Section(r.figure, _reading(r), _aside(r)) for r in shown.readings),
            *(_why(t, reason) for t, reason in zip(shown.why, shown.reasons, strict=True)),
            Section("", tuple(Row("Hypothesis", h) for h in shown.hypotheses)),
            Section("Recomputed", _printed_by(shown.recomputed) + _member(shown.member_of)),
            Section("Not comparable, though it looks close", _alike(shown.alike)),
            _list("Missing", (*shown.missing, *gaps(evidence))),
            _list("Our notes", shown.notes),
        ),
        citing.cited(said, evidence, corpus_id),
        _next(shown.readings),
    )


def _given(readings: Iterable[ShownReading], later: bool) -> str:
    """ "1,277 (Yonhap, 4 Jan 2016), later 1,275 (Visual Capitalist, Jun 2023 or later)"."""
    each = (f"{r.figure} ({'; '.join(dict.fromkeys(who(e) for e in r.claims))})" for r in readings)
    return (", later " if later else ", ").join(each)


def gaps(evidence: Iterable[Evidence]) -> Iterator[str]:
    """What damaged copies have lost, once for each copy."""
    lost = {one.copy: (e.article.words.partition(",")[0], one.missing) for e in evidence for one in e.lost if one.missing}
    for copy, (publisher, missing) in sorted(lost.items()):
        yield f"from copy {copy} of the {publisher} article: {missing}. Absence there proves nothing."


def who(evidence: Evidence) -> str:
    """An article as a line has room for it: "Visual Capitalist, Jun 2023 or later"."""
    return evidence.article.words.replace(", date not in the copies, ", ", ").replace(", date not in the copies", ", undated")


def _aside(reading: ShownReading) -> str:
    return f"{reading.words}; {counted(len(reading.claims), 'claim')}"


def _reading(reading: ShownReading) -> tuple[Row, ...]:
    return tuple(row for e in reading.claims for row in _evidence(e))


def _evidence(evidence: Evidence, passages: bool = False) -> tuple[Row, ...]:
    """The rows of one claim: article, chain, copies."""
    basis = f" ({evidence.date_basis})" if evidence.date_basis else ""
    headline = f"“{evidence.headline}”; " if evidence.headline else ""
    rows = [
        Row("article", f"{evidence.article.words}{basis}"),
        Row("", f"{headline}{evidence.address or NO_ADDRESS}"),
        Row("chain", evidence.chain),
    ]
    for printed in evidence.prints:
        rows.append(Row("copy", _printed(printed)))
        if passages and printed.passage is not None:
            rows.append(Row("passage", passage=printed.passage))
    return (*rows, *(Row("", f"({_lost(lost, passages)})") for lost in evidence.lost))


def _lost(lost: Lost, full: bool) -> str:
    """That a figure does not stand in another copy of its article."""
    if lost.missing is None:
        return f"not in copy {lost.copy} of this article"
    what = lost.missing if full else "lines"
    return f"not in copy {lost.copy} of this article, which has lost {what}; that proves nothing"


def _printed(printed: Printed) -> str:
    bound = f"; the period from “{printed.period_wording}”" if printed.period_wording else ""
    where = f"{printed.copy}, sha256 {printed.sha256[:_DIGEST]}…, characters {printed.start}-{printed.end}"
    return f"{where}: “{printed.wording}”{bound}"


def _why(told: Told, reason: str) -> Section:
    return Section(f"Why “{told.outcome}”", (), reason)


def _told(told: Iterable[Told]) -> tuple[Row, ...]:
    return tuple(Row(t.word, t.sentence) for t in told)


def _printed_by(told: Iterable[Told]) -> tuple[Row, ...]:
    """What was found, after who printed the figures that it is about."""
    return tuple(Row(t.word, f"{', '.join(t.publishers)}: {t.sentence}") for t in told)


def _member(number: int) -> tuple[Row, ...]:
    if not number:
        return ()
    return (Row("", f"and a member of {counted(number, 'series')} that other figures decide".replace("seriess", "series")),)


def _alike(alike: tuple[Alike, ...]) -> tuple[Row, ...]:
    rows = [Row(" / ".join(a.figures), f"{'; '.join(a.differs)} ({', '.join(a.publishers)})") for a in alike[:_MANY]]
    more = len(alike) - _MANY
    return (*rows, Row("", f"and {more} more in --format json")) if more > 0 else tuple(rows)


def _list(heading: str, lines: Iterable[str], aside: str = "") -> Section:
    """Lines, the first of them beside the heading."""
    first, *others = [*lines, ""]
    beside = f"{aside}: {first}" if aside and first else first
    return Section(heading, tuple(Row("", line) for line in others if line), beside, listed=True)


def _roots(known: int, unknown: int) -> str:
    if unknown:
        return f"{counted(known, 'known root') if known else 'no known root'}, {unknown} unstated"
    return counted(known, "root")


def _next(readings: Iterable[ShownReading]) -> str:
    evidence = [e for r in readings for e in r.claims]
    articles = list(dict.fromkeys(_slug(e.article.iri) for e in evidence))
    first = f"nkgraph show {_path(evidence[0].claim)}" if evidence else ""
    return f"{first}; nkgraph compare {articles[0]} {articles[1]}" if len(articles) > 1 else first


def _path(iri: str) -> str:
    """An address that `show` takes back, quoted where a shell would read it otherwise."""
    return sheet.quoted(path_of(ox.NamedNode(iri)))


def _slug(iri: str) -> str:
    return _path(iri).removeprefix("claims/")


# --- claim -------------------------------------------------------------------------------------------------------


def _claim(shown: ShownClaim, corpus_id: str) -> Page:
    evidence = shown.evidence
    about = evidence.quantity.words if evidence.quantity else ""
    bounds, typed = evidence.bounds, [Row(name, words) for name, words in shown.typed.items()]
    facts = [Row("About", about)]
    if bounds is None:
        facts.append(Row("Read as", "no bounds: it is compared with no number"))
    else:
        exact = f"exactly {evidence.figure}" if bounds.words.startswith("exact") else bounds.words
        facts += [Row("Read as", exact), Row("because", bounds.why)]
        facts += [Row("or", f"{bounds.loose}, if the round number was rounded")] if bounds.loose else []
    nothing = "" if shown.findings else "nothing: no rule sets it against another figure"
    table = shown.breakdown
    rows = []
    if table is not None:
        total = f"; its total: {table.total.figure}, {table.total.about}" if table.total else "; it states no total"
        rows = [Row("", f"one of {counted(table.members, 'figure')} divided by {table.by or 'nothing named'}{total}")]
        rows += [Row("note", note) for note in table.notes]
    said = f"{evidence.figure} ({about}; {who(evidence)}), {citing.roots(evidence.roots, 0)}."
    return Page(
        f"{evidence.figure}: {about}",
        (shown.outcome,),
        (
            Section("", (*facts, Row("IRI", shown.iri))),
            Section("Printed", _evidence(evidence, passages=True)),
            Section("Typed", tuple(typed)),
            Section("In a table or list", tuple(rows)),
            Section("Others on the same quantity", _others(shown.others)),
            Section("Found", _told(shown.findings), nothing),
            Section("Used in", _told(shown.used_in)),
            Section("Not comparable, though it looks close", _alike(shown.alike)),
            _list("Our notes", evidence.notes),
        ),
        citing.cited(said, [evidence], corpus_id),
        f"nkgraph show {_path(evidence.quantity.iri)}; nkgraph show {_path(evidence.article.iri)}" if evidence.quantity else "",
    )  # fmt: skip


def _others(others: Iterable[Other]) -> tuple[Row, ...]:
    return tuple(Row(o.figure, f"{o.article.words}; {o.authority}; {o.outcome}") for o in others)


# --- finding -----------------------------------------------------------------------------------------------------


def _finding(shown: ShownFinding, corpus_id: str) -> Page:
    facts = [
        Row("Says", shown.sentence),
        Row("Asked", f"{RULES.get(shown.rule, shown.rule)} (rule {shown.rule})"),
        Row("Roots", shown.roots),
    ]
    facts += [Row("Difference", shown.difference)] if shown.difference is not None else []
    evidence = [e for s in (*shown.sides, *shown.operands) for e in s.claims]
    return Page(
        shown.label,
        (shown.outcome,),
        (
            Section("", (*facts, Row("IRI", shown.iri))),
            *(_side(s, shown.about) for s in shown.sides),
            _operands(shown),
            Section(f"Why “{shown.outcome}”", (), shown.why),
            _list("Hypothesis", shown.hypotheses, "ours, unproved" if shown.hypotheses else ""),
            _list("Our notes", shown.notes),
            Section("To acknowledge", (Row("paste into claims/acknowledged.ttl", code=shown.acknowledgement),))
            if shown.acknowledgement
            else Section("", ()),
        ),
        citing.cited(shown.sentence, evidence, corpus_id),
        f"nkgraph show {_path(shown.about.iri)}" if shown.about else "",
    )


def _side(side: ShownSide, about: Named | None) -> Section:
    """A side; what it is about is said where that is not what the finding is about."""
    if side.kind == "computed":
        return Section(side.figure, (), f"computed from {counted(len(side.claims), 'claim')}, below")
    other = f"{side.about.words}; " if side.about and side.about != about else ""
    return Section(side.figure, tuple(row for e in side.claims for row in _evidence(e)), f"{other}{_bounds(side)}")


def _operands(shown: ShownFinding) -> Section:
    """What a value was computed from, or a statement held against; who prints it stands once where it is always the same."""
    heading = "Computed from" if any(s.kind == "computed" for s in shown.sides) else "Held against"
    sources = {_sources(s) for s in shown.operands}
    alone = sources.pop() if len(sources) == 1 else ""
    rows = []
    for side in shown.operands:
        about = side.about.words if side.about else ""
        rows.append(Row(side.figure, about if alone else f"{about} ({_sources(side)})"))
    return Section(heading, tuple(rows), alone)


def _bounds(side: ShownSide) -> str:
    words = next((e.bounds.words for e in side.claims if e.bounds), "no bounds")
    return f"{words}; {_roots(len(side.roots), side.unknown_roots)}"


def _sources(side: ShownSide) -> str:
    return "; ".join(dict.fromkeys(who(e) for e in side.claims))


# --- article -----------------------------------------------------------------------------------------------------


def _article(shown: ShownArticle, corpus_id: str) -> Page:
    basis = f" ({shown.date_basis})" if shown.date_basis else ""
    facts = [Row("Headline", f"“{shown.headline}”")] if shown.headline else []
    facts += [Row("Published", f"{shown.published}{basis}"), Row("Address", shown.address or NO_ADDRESS)]
    facts += [Row("Relays", words) for words in shown.relays] + [Row("Relayed", words) for words in shown.relayed_by]
    facts += [] if shown.held else [Row("Held", "no: it is only named, and none of its words are at hand")]
    for copy in shown.copies:
        lost = f"; has lost {copy.lost}" if copy.lost else ""
        facts.append(Row("Copy", f"{copy.copy}, sha256 {copy.sha256[:_DIGEST]}…, characters {copy.start}-{copy.end}, "
                                 f"{counted(copy.prints, 'print')}{lost}"))  # fmt: skip
    facts += [Row("Outcomes", tally(shown.counts)), Row("IRI", shown.iri)]
    said = f"{tally(shown.counts)}, in {shown.words}" + (f", “{shown.headline}”." if shown.headline else ".")
    return Page(
        shown.words,
        (counted(len(shown.figures), "figure"),),
        (
            Section("", tuple(facts)),
            Section("Found about the article", _told(shown.findings)),
            Section("Figures, in the order of reading", tuple(Row(f.figure, f"{f.about}; {f.outcome}") for f in shown.figures)),
            _list("Our notes", shown.notes),
        ),
        citing.spanning(said, shown.copies, shown.address, corpus_id),
        f"nkgraph show {_path(shown.figures[0].claim)}" if shown.figures else "",
    )


def tally(counts: dict[str, int]) -> str:
    figures = counted(counts.get("figures", 0), "figure")
    others = ", ".join(f"{number} {_TALLIED.get(name, name)}" for name, number in counts.items() if name != "figures")
    return f"{figures}: {others}" if others else figures


# --- agent -------------------------------------------------------------------------------------------------------


def _agent(shown: ShownAgent, corpus_id: str) -> Page:
    facts = [Row("Aliases", "; ".join(shown.aliases))] if shown.aliases else []
    facts += [Row("Part of", ", ".join(n.words for n in shown.part_of))] if shown.part_of else []
    facts += [Row("Parts", ", ".join(n.words for n in shown.parts))] if shown.parts else []
    published, resting = shown.publishes_figures["figures"], shown.rests_figures["figures"]
    rests = tuple(Row(str(number), f"printed by {publisher}") for publisher, number in shown.rests.items())
    articles = tuple(Row("", a.words) for a in shown.publishes)
    said = f"{shown.label} publishes {counted(published, 'figure')} here and stands as the root behind {resting}."
    return Page(
        shown.label,
        (f"publishes {counted(len(shown.publishes), 'article')}", f"root of {counted(resting, 'figure')}"),
        (
            Section("", (*facts, Row("IRI", shown.iri))),
            Section("Publishes", articles, tally(shown.publishes_figures) if published else ""),
            Section("Rests on it", rests, tally(shown.rests_figures) if resting else ""),
            Section("Contradictions and revisions among these", _told(shown.disputed)),
        ),
        citing.spanning(said, shown.copies, "each article’s address: see nkgraph show ARTICLE", corpus_id),
        f"nkgraph show {_path(shown.publishes[0].iri)}" if shown.publishes else "",
    )
