"""Two articles side by side: what both give and what the rules said of it, what one gives alone, what chain they share."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from nkgraph import citing, findings, sheet
from nkgraph.evidence import Named, with_the
from nkgraph.findings import Finding, counted
from nkgraph.names import path_of
from nkgraph.outcomes import NEAR, SAME, Told
from nkgraph.register import one_line
from nkgraph.sheet import Page, Row, Section
from nkgraph.show import Composer
from nkgraph.shown import Other, ShownArticle
from nkgraph.vocab import HOPS, NK

_RELATIONS = ("apart", "partly equal", "not compared", "meet", "equal")  # what needs a look stands first
_FEW = 10  # figures of one article alone that a page shows; JSON has them all


@dataclass(frozen=True)
class Both:
    """A quantity that both articles give: the figures of each, the relation (apart, partly equal, not compared, meet,
    equal), why, the root on which both rest where it is known and one, and what the rules said of it."""

    quantity: Named
    first: tuple[Other, ...]
    second: tuple[Other, ...]
    relation: str
    words: str
    one_root: tuple[Named, ...]
    findings: tuple[Told, ...]


@dataclass(frozen=True)
class Compared:
    """Two articles: what they share, what each gives alone, what else the rules found between them, and their chain."""

    first: ShownArticle
    second: ShownArticle
    both: tuple[Both, ...]
    only_first: tuple[Other, ...]
    only_second: tuple[Other, ...]
    between: tuple[Told, ...]
    near_misses: tuple[Told, ...]
    chain: tuple[str, ...]
    common_roots: tuple[Named, ...]


class Comparison:
    """Compares two articles by looking up what the rules found between them."""

    def __init__(self, composer: Composer, first: ox.NamedNode, second: ox.NamedNode) -> None:
        self.composer = composer
        self.register, self.graph, self.outcomes = composer.register, composer.graph, composer.outcomes
        self.articles = (first, second)
        self.claims = tuple(self.register.standing(composer.in_reading_order(a)) for a in self.articles)

    def compared(self) -> Compared:
        """Everything between the two articles."""
        by_quantity = [self._by_quantity(claims) for claims in self.claims]
        shared = [q for q in by_quantity[0] if q in by_quantity[1]]
        only = [tuple(self.composer.other(c) for c in claims if self.graph.iri(c, NK.quantity) not in set(shared))
                for claims in self.claims]  # fmt: skip
        found = [f for f in self.outcomes.all if f.rule not in SAME and self._between(f)]
        both = [self._both(q, by_quantity[0][q], by_quantity[1][q]) for q in shared]
        return Compared(
            first=self.composer.article(self.articles[0]),
            second=self.composer.article(self.articles[1]),
            both=tuple(sorted(both, key=lambda b: _RELATIONS.index(b.relation))),
            only_first=only[0],
            only_second=only[1],
            between=tuple(self.outcomes.told(f) for f in found if f.rule != NEAR),
            near_misses=tuple(self.outcomes.told(f) for f in found if f.rule == NEAR),
            chain=tuple(map(one_line, self._chain(both))),
            common_roots=tuple(map(self.composer.witness.named, self._common_roots(*self.claims))),
        )

    def _by_quantity(self, claims: list[ox.NamedNode]) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        found: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
        for claim in claims:
            if (quantity := self.graph.iri(claim, NK.quantity)) is not None:
                found[quantity].append(claim)
        return found

    def _between(self, finding: Finding) -> bool:
        """Whether it says something of a claim of one article, with a claim of the other beside it or in the computation."""
        parties = set(self.outcomes.parties(finding))
        every = {*finding.claims, *(c for side in finding.operands for c in side.claims)}
        one, other = (set(claims) for claims in self.claims)
        return bool((parties & one and every & other) or (parties & other and every & one))

    def _both(self, quantity: ox.NamedNode, first: list[ox.NamedNode], second: list[ox.NamedNode]) -> Both:
        register, graph = self.register, self.graph
        said = [f for f in self.outcomes.of_quantity(quantity) if self._between(f)]
        readings = [{graph.iri(c, NK.reading) for c in claims} - {None} for claims in (first, second)]
        within = [f for f in self.outcomes.of_quantity(quantity) if f.rule == "within-article" and f.article in self.articles]
        apart = [f for f in said if f.outcome in ("contradicts", "revised")]
        if apart:
            relation, words = "apart", "; ".join(self._apart(f) for f in apart)
        elif readings[0] & readings[1]:
            relation = "partly equal" if within else "equal"
            words = "the same value" if readings[0] == readings[1] else "one of the values is the same in both"
        elif said:
            rounded = any(f.reason == "roundingAssumed" for f in said)
            relation = "meet"
            words = "both can be true" + (", if a round number was rounded" if rounded else "")
        else:
            relation, words = "not compared", "no rule compares these two"
        if within:
            names = " and ".join(dict.fromkeys(register.article_in_words(f.article) for f in within if f.article))
            words += f": {names} gives it two values that cannot both be true"
        return Both(
            self.composer.witness.named(quantity), tuple(map(self.composer.other, first)),
            tuple(map(self.composer.other, second)), relation, one_line(words),
            tuple(map(self.composer.witness.named, self._common_roots(first, second))),
            tuple(self.outcomes.told(f) for f in (*said, *(f for f in within if f not in said))),
        )  # fmt: skip

    def _apart(self, finding: Finding) -> str:
        how = "a revision" if finding.outcome == "revised" else "a contradiction"
        return f"{how}, {findings.apart(finding)} apart"

    # --- the chain ----------------------------------------------------------------------------------------------

    def _chain(self, shared: list[Both]) -> list[str]:
        """How the two hang together: one relays the other, both are relayed by one, both relay one."""
        names = [self.register.article_in_words(a) for a in self.articles]
        found = []
        for (a, b), (one, other) in ((self.articles, names), (self.articles[::-1], names[::-1])):
            if path := self._path(a, b):
                through = [self.composer.witness.publisher(n) for n in path[1:-1]]
                found.append(f"{one} relays {other}" + (f", through {', '.join(through)}" if through else "") + ".")
        for found_from, words in (
            (self._above, "both relay {}: what they take from it is one source"),
            (self._below, "both are relayed by {}"),
        ):
            both = found_from(self.articles[0]) & found_from(self.articles[1])
            found += [words.format(self.register.article_in_words(a)) + "." for a in sorted(both, key=lambda a: a.value)]
        holders = [{self.composer.witness.publisher(b) for b in self._below(a)} for a in self.articles]
        if not any(line.startswith("both are relayed") for line in found):
            found += [f"both are relayed by {name}, in different articles." for name in sorted(holders[0] & holders[1])]
        roots = [with_the(self.register.label(r)) for r in self._common_roots(*self.claims)]
        if roots:
            number = sum(1 for b in shared if b.one_root)
            repeated = f"{number} of the {len(shared)} that both give on one root: there, one source is printed twice"
            none = "none that both give does so in both"
            found.append(f"figures of both rest on {' and '.join(roots)}; {repeated if number else none}.")
        return found or ["none stated: neither relays the other, and they name no root in common."]

    def _above(self, article: ox.NamedNode) -> set[ox.NamedNode]:
        """The articles that one relays, at any distance."""
        return set(self._reached(article)) - {article}

    def _below(self, article: ox.NamedNode) -> set[ox.NamedNode]:
        """The articles that relay one themselves."""
        return {a for hop in HOPS for a in self.graph.subjects(hop, article)} - set(self.articles)

    def _path(self, start: ox.NamedNode, end: ox.NamedNode) -> list[ox.NamedNode]:
        """The articles from one to another, hop by hop; empty where there is no way."""
        came = self._reached(start)
        if end not in came or end == start:
            return []
        path = [end]
        while path[-1] != start:
            path.append(came[path[-1]])
        return path[::-1]

    def _reached(self, start: ox.NamedNode) -> dict[ox.NamedNode, ox.NamedNode]:
        """Every article reached by hops, and from which."""
        came, todo = {start: start}, [start]
        for here in todo:
            for target in (t for hop in HOPS for t in self.graph.iris(here, hop)):
                if target not in came:
                    came[target] = here
                    todo.append(target)
        return came

    def _common_roots(self, first: list[ox.NamedNode], second: list[ox.NamedNode]) -> list[ox.NamedNode]:
        """The roots on which claims of both lists rest; a body and a part of it count as one, and the part is named."""
        roots = [{r for c in claims for r in self.graph.iris(c, NK.root)} for claims in (first, second)]
        one = {(a, b) for a in roots[0] for b in self.graph.iris(a, NK.oneWith) if b in roots[1]}
        return list(findings.distinct({node for pair in one for node in pair}, self.register))


# --- text --------------------------------------------------------------------------------------------------------


def text(compared: Compared, corpus_id: str) -> str:
    """The comparison as plain text."""
    return sheet.text(page(compared, corpus_id))


def markdown(compared: Compared, corpus_id: str) -> str:
    """The comparison as Markdown."""
    return sheet.markdown(page(compared, corpus_id))


def as_json(compared: Compared, corpus_id: str) -> str:
    """The data, with the corpus and the sentence to cite."""
    everything = {"kind": "comparison", "corpus": corpus_id, **asdict(compared), "cite": page(compared, corpus_id).cite}
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def page(compared: Compared, corpus_id: str) -> Page:
    """The comparison as a page."""
    first, second = compared.first, compared.second
    number = {r: sum(1 for b in compared.both if b.relation == r) for r in _RELATIONS}
    counts = ", ".join(f"{n} {relation}" for relation, n in number.items() if n)
    same = counted(len(compared.both), "quantity").replace("quantitys", "quantities")
    said = f"{first.words}, and {second.words}, both give {same}" + (f": {counts}." if counts else ".")
    copies = {(c.copy, c.start, c.end): c for c in (*first.copies, *second.copies)}
    addresses = [a for a in (first.address, second.address) if a]
    return Page(
        f"{first.words}, and {second.words}",
        (),
        (
            Section("", tuple(_head(a) for a in (first, second))),
            Section("Both give", tuple(_row(b) for b in compared.both), counts or "no quantity in common"),
            Section("Between them", tuple(Row(t.word, t.sentence) for t in compared.between)),
            Section("Not comparable, though it looks close", tuple(Row(t.word, t.sentence) for t in compared.near_misses)),
            Section("Same chain", tuple(Row("", line) for line in compared.chain[1:]), compared.chain[0]),
            _only(first, compared.only_first),
            _only(second, compared.only_second),
        ),
        citing.spanning(said, copies.values(), ", ".join(addresses) or "article addresses: none in the copies", corpus_id),
        _next(compared),
    )


def _head(article: ShownArticle) -> Row:
    headline = f", “{article.headline}”" if article.headline else ""
    return Row("Article", f"{article.words}{headline}; {counted(len(article.figures), 'figure')}")


def _row(both: Both) -> Row:
    sides = [" and ".join(dict.fromkeys(o.figure for o in side)) for side in (both.first, both.second)]
    figures = sides[0] if sides[0] == sides[1] else f"{sides[0]} against {sides[1]}"
    root = f"; both from {' and '.join(with_the(n.words) for n in both.one_root)}" if both.one_root else ""
    return Row(both.relation, f"{both.quantity.words}: {figures}; {both.words}{root}")


def _only(article: ShownArticle, figures: tuple[Other, ...]) -> Section:
    more = len(figures) - _FEW
    rows = [Row(o.figure, o.about) for o in figures[:_FEW]] + ([Row("", f"and {more} more")] if more > 0 else [])
    return Section(f"Only in {article.words}", tuple(rows), counted(len(figures), "figure"))


def _next(compared: Compared) -> str:
    apart = [b for b in compared.both if b.relation == "apart"] or list(compared.both)
    if not apart:
        return ""
    path = path_of(ox.NamedNode(apart[0].quantity.iri))
    return f"nkgraph show {sheet.quoted(path)}"
