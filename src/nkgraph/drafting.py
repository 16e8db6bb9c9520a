"""The drafted text of a claims file: the article, and a claim for each number that was found in it. Pure.

A draft says nothing that nobody knows. What the words give is typed; what they only suggest is typed and remarked on as a
guess; what they leave open is a remark and no triple, so that `check` tells of it at its line. No draft names an authority:
that takes a reader, and so no draft passes before one has been there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import takewhile

import pyoxigraph as ox

from nkgraph import concepts, coverage, forms, periods, vocab
from nkgraph.claims import Stretch
from nkgraph.errors import NkgraphError
from nkgraph.finder_drafts import Draft
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK

MARK = forms.MARK
LONGEST_SLUG = 60
_LONGEST_WORDING = 40  # characters of what is no figure that are repeated; of more, an endnote, only the numbers are counted
_AUTHORITY = f"    # {MARK} nk:authority agent:… ; who counted or said it, or nk:self, or nk:unstated"
_UNHEDGED = frozenset({"exactly", "between"})
_RELATIVE = frozenset({"percent", "fraction", "times"})
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_HANGUL = re.compile("[가-힣]")
_HEAD = (
    f"# A draft. Type what is marked {MARK}, look at what is called a guess, then delete these remarks.\n"
    "# Numbers stand in the order of the text. A figure that is printed twice is one claim with two mentions.\n"
)


@dataclass(frozen=True)
class Relayed:
    """An article that this one reports: `name` as it is typed (<../2015-07-05-yonhap-female-defectors/>). `publisher` is None
    where it is filed; else it is only named, and is described with this one."""

    name: str
    publisher: ox.NamedNode | None = None


@dataclass(frozen=True)
class Heading:
    """The article, as far as it is known. `guessed` says that the headline is only the first line of the text."""

    kind: str
    publisher: ox.NamedNode
    headline: str
    guessed: bool
    language: str
    published: str | None
    url: str | None = None
    relays: tuple[Relayed, ...] = ()


@dataclass(frozen=True)
class Filed:
    """The copy in which the numbers stand."""

    copy: ox.NamedNode
    text: str


@dataclass(frozen=True)
class Assumed:
    """What the archivist says that figures are about where their words do not say it."""

    measure: ox.NamedNode | None = None
    place: ox.NamedNode | None = None


@dataclass(frozen=True)
class _Table:
    """Cells under one head, in the breakdown of this name; `shared` holds what all have in common, and nothing else."""

    name: str
    header: tuple[int, int]
    shared: Draft


_SHARED = ("measure", "period", "scale", "unit")
_BARE = Draft(0, 0, "")
_NONE = {name: getattr(_BARE, name) for name in _SHARED}


# --- names -------------------------------------------------------------------------------------------------------


def slug(words: str) -> str:
    """Words as a part of an address: ASCII, lower case, at most LONGEST_SLUG characters; empty where nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    pieces = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)'(?=\w)", "", ascii_only))
    short = "-".join(pieces)[: LONGEST_SLUG + 1]
    return short if len(short) <= LONGEST_SLUG else (short.rpartition("-")[0] or short[:LONGEST_SLUG])


def stem(heading: Heading, otherwise: str) -> str:
    """The name of the claims file: <date>-<publisher>-<slug>; `otherwise` is the slug of a headline without Latin letters."""
    words = slug(heading.headline)
    chosen = words if re.search("[a-z]", words) else otherwise
    return "-".join((_day(heading.published), vocab.local(heading.publisher), chosen))


def _day(published: str | None) -> str:
    """The date of a file's name: as far as day, month and year are certain, else "undated"."""
    if published is None:
        return "undated"
    if _PLAIN_DATE.fullmatch(published):
        return published
    days = periods.parse(published)
    if days.start is None or days.last is None:
        return "undated"
    first, last = (date.fromordinal(day).isoformat().split("-") for day in (days.start, days.last))
    certain = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=True))
    return "-".join(part for part, _ in certain) or "undated"


def language(text: str) -> str:
    """ "ko" where a tenth of the letters is Hangul, else "en"."""
    letters = sum(c.isalpha() for c in text)
    return "ko" if letters and len(_HANGUL.findall(text)) * 10 >= letters else "en"


def agent(option: str, text: str, ontology: Ontology) -> ox.NamedNode:
    """The agent that is called so; NkgraphError says which line to add where there is none."""
    agents = [s for s, p, o in ontology.triples if p == vocab.RDF_TYPE and o == NK.Agent]
    names = {n.casefold(): a for a in agents for n in (*ontology.names(a), vocab.local(a), f"agent:{vocab.local(a)}")}
    wanted = text.strip().casefold()
    found = names.get(wanted) or names.get(wanted.removeprefix("the ")) or names.get(wanted.replace(" ", "-"))
    if found is not None:
        return found
    near = dict.fromkeys(vocab.local(names[n]) for n in get_close_matches(wanted, names, 3, 0.75))
    perhaps = f" Perhaps {', '.join(near)}." if near else ""
    line = f'agent:{slug(text) or "name-in-english"} a nk:Agent ; skos:prefLabel "{_escaped(text.strip())}"@{language(text)} .'
    raise NkgraphError(f'{option}: there is no agent "{text}".{perhaps}\n{_add("agents", line)}')


def concept(kind: str, text: str, ontology: Ontology) -> ox.NamedNode:
    """The measure or the place that is called so; NkgraphError says which line to add where there is none."""
    try:
        return concepts.named(kind, text, ontology)
    except NkgraphError as error:
        if " may be " in str(error):
            raise
        raise NkgraphError(f"{error}\n{_add(f'{kind}s', scheme_line(kind, text, ontology))}") from error


def scheme_line(kind: str, text: str, ontology: Ontology) -> str:
    """The line that describes a measure or a place that no scheme has yet, as far as its name tells."""
    name, label = slug(text) or "name-in-english", f'"{_escaped(text.strip() or "…")}"@{language(text)}'
    if kind == "measure":
        return (
            f'measure:{name} a nk:Measure ; skos:prefLabel {label} ; skos:definition "… in the period."@en ; nk:kind nk:flow ;'
            f' nk:unit unit:person ; nk:additive true ; nk:cluster "{name}" ; nk:verb "…"@en .'
        )
    scheme, top = ontology.dimensions[kind], vocab.local(ontology.tops[kind])
    return f"{kind}:{name} skos:inScheme <{scheme.value}> ; skos:prefLabel {label} ; skos:broader {kind}:{top} ."


def _add(scheme: str, line: str) -> str:
    return f"If it is a new one, add this line to ontology/schemes/{scheme}.ttl and try again:\n  {line}"


# --- which numbers -----------------------------------------------------------------------------------------------


def uncovered(drafts: Iterable[Draft], text: str, spoken: list[Stretch], ontology: Ontology) -> list[Draft]:
    """The drafts of numbers that nothing accounts for yet, in reading order; none that a claim among them accounts for."""
    left = coverage.tally("", text, spoken, ontology.lexicon).unaccounted
    taken = [(s.start, s.end) for s in spoken]
    figures = sorted((d for d in drafts if _open(d, left, taken)), key=lambda d: (d.start, d.end))
    bound = [
        span for d in figures if d.reason is None for span in ((d.start, d.end), d.period_span, d.header) if span is not None
    ]
    return [d for d in figures if d.reason is None or not any(a < d.end and d.start < b for a, b in bound)]


def _open(draft: Draft, left: tuple[coverage.Token, ...], taken: list[tuple[int, int]]) -> bool:
    """Whether a draft holds a number that is not accounted for; where it holds no number, whether nobody speaks of it."""
    if any(t.start < draft.end and draft.start < t.end for t in left):
        return True
    digits = any(c.isdigit() for c in draft.wording)
    return not digits and not any(a < draft.end and draft.start < b for a, b in taken)


def _with(draft: Draft, assumed: Assumed) -> Draft:
    return replace(draft, measure=draft.measure or assumed.measure, place=draft.place or assumed.place)


def _heads(drafts: list[Draft]) -> list[tuple[int, int]]:
    return list(dict.fromkeys(d.header for d in drafts if d.header is not None))


# --- Turtle ------------------------------------------------------------------------------------------------------


class Writer:
    """Writes drafts as Turtle with the prefixes that a file has; `taken` are the names that it has used already."""

    def __init__(self, ontology: Ontology, prefixes: dict[str, str], taken: Iterable[str] = ()) -> None:
        self._ontology, self._prefixes, self._taken = ontology, prefixes, set(taken)

    def whole(self, prefix_lines: str, base: str, heading: Heading, filed: Filed, drafts: list[Draft], assumed: Assumed) -> str:
        """A whole claims file."""
        head = f"{_HEAD}{prefix_lines.rstrip()}\n@base <{base}> .\n\n{self.article(heading)}"
        return "\n".join([head, *self.blocks(filed, drafts, assumed)])

    def blocks(self, filed: Filed, drafts: list[Draft], assumed: Assumed) -> list[str]:
        """A block for each claim, one before the first cell of a table, and one for the numbers that are no figures."""
        figures = [_with(d, assumed) for d in drafts if d.reason is None]
        tables = {head: self._table([d for d in figures if d.header == head]) for head in _heads(figures)}
        blocks: list[str] = []
        begun: set[_Table] = set()
        for draft in figures:
            table = tables[draft.header] if draft.header is not None else None
            if table is not None and table not in begun:
                begun.add(table)
                blocks.append(self._breakdown(table, filed))
            blocks.append(self._claim(draft, filed, table))
        others = [d for d in drafts if d.reason is not None]
        return blocks + ([self._not_figures(others, filed)] if others else [])

    def _table(self, cells: list[Draft]) -> _Table:
        """What the cells of a table share, under a name that nothing in the file has."""
        first = cells[0]
        assert first.header is not None, "cells are grouped by their head"
        shared = [name for name in _SHARED if len({getattr(d, name) for d in cells}) == 1]
        return _Table(self._free("table"), first.header, replace(first, **{n: _NONE[n] for n in _SHARED if n not in shared}))

    def _breakdown(self, table: _Table, filed: Filed) -> str:
        lines = [f"<{table.name}> a nk:Breakdown ; nk:statedIn <> ;"]
        lines += [f"    # {MARK} nk:by nk:place ; along what the table divides: nk:place, nk:period, another dimension"]
        lines += self._measure(table.shared) if table.shared.measure is not None else []
        typed = [f'nk:period "{table.shared.period}" ;'] if table.shared.period is not None else []
        typed += [*self._scale(table.shared), *self._unit(table.shared)]
        lines += ["    " + " ".join(typed)] if typed else []
        return "\n".join([*lines, _AUTHORITY, f"    nk:header [ {self._spot('', filed, *table.header)} ] .\n"])

    def article(self, heading: Heading) -> str:
        """The article itself, and those that it reports and that are only named. A remark stands above what it is about."""
        publisher = self.term(heading.publisher)
        lines = [f'<> a schema:{heading.kind} ; schema:publisher {publisher} ; schema:inLanguage "{heading.language}" ;']
        if heading.published is None:
            lines += [
                f'    # {MARK} schema:datePublished "2016-01-04" ; with nk:dateBasis "how it is known"; unknown: leave it out'
            ]
        lines += ["    # a guess: the first line of the copy"] if heading.guessed else []
        typed = [f'    schema:headline "{_escaped(heading.headline)}"']
        if heading.published is not None:
            basis = f'    # {MARK} nk:dateBasis "how the date is known" ;\n'
            typed += [
                f'{"" if _PLAIN_DATE.fullmatch(heading.published) else basis}    schema:datePublished "{heading.published}"'
            ]
        typed += [f"    schema:url <{heading.url}>"] if heading.url else []
        for hop, names in self._hops(heading):
            remark = "    # a guess; or nk:reprints, nk:translates, nk:cites\n" if hop == "nk:quotes" else ""
            typed += [f"{remark}    {hop} {names}"]
        text = "\n".join([*lines, " ;\n".join(typed) + " .\n"])
        return text + "".join(self._named_only(r) for r in heading.relays if r.publisher is not None)

    def _hops(self, heading: Heading) -> list[tuple[str, str]]:
        filed = " , ".join(r.name for r in heading.relays if r.publisher is None)
        named = " , ".join(r.name for r in heading.relays if r.publisher is not None)
        return [(hop, names) for hop, names in (("nk:quotes", filed), ("nk:cites", named)) if names]

    def _named_only(self, relayed: Relayed) -> str:
        assert relayed.publisher is not None, "an article that is filed is described in its own file"
        return f"\n{relayed.name} a schema:NewsArticle ; schema:publisher {self.term(relayed.publisher)} ; nk:held false .\n"

    def _claim(self, draft: Draft, filed: Filed, table: _Table | None) -> str:
        within, lent = ("nk:statedIn <>", _BARE) if table is None else (f"nk:in <{table.name}>", table.shared)
        lines = [f"<{self._name(draft)}> a nk:Claim ; {within} ;"]
        lines += self._measure(draft) if lent.measure is None else []
        if draft.place is None:
            lines += [f"    # {MARK} nk:place place:… ; where, if it is one place"]
        else:
            lines += ["    # a guess", f"    nk:place {self.term(draft.place)} ;"]
        typed = [f'nk:period "{draft.period}" ;'] if draft.period is not None and lent.period is None else []
        typed += self._number(draft)
        typed += self._scale(draft) if lent.scale == 1 else []
        if draft.modality not in _UNHEDGED:
            typed += [f"nk:modality {self.term(ox.NamedNode(f'{vocab.ROOT}modalities/{draft.modality}'))} ;"]
        typed += self._unit(draft) if lent.unit is None else []
        lines += ["    " + " ".join(typed)] if typed else []
        lines += [] if draft.period is not None else [f'    # {MARK} nk:period "2015" ; the time it is about, or "unstated"']
        lines += self._open_ends(draft)
        lines += [_AUTHORITY] if table is None else []
        return "\n".join([*lines, f"    nk:mention {self._mention(draft, filed)} .\n"])

    def _measure(self, draft: Draft) -> list[str]:
        """The measure as a guess, or the question for it, with the others that may be meant."""
        others = ", ".join(self.term(m) for m in draft.measure_candidates if m != draft.measure)
        if draft.measure is None:
            return [f"    # {MARK} nk:measure measure:… ; what is counted{f': perhaps {others}' if others else ''}"]
        return [f"    # a guess{f'; or {others}' if others else ''}", f"    nk:measure {self.term(draft.measure)} ;"]

    def _number(self, draft: Draft) -> list[str]:
        typed = []
        if draft.value is not None and draft.to is not None:
            typed += [f"nk:from {vocab.plain(draft.value)} ; nk:to {vocab.plain(draft.to)} ;"]
        elif draft.value is not None:
            typed += [f"nk:value {vocab.plain(draft.value)} ;"]
        return typed + ([f"nk:perCount {vocab.plain(draft.per_count)} ;"] if draft.per_count is not None else [])

    def _scale(self, draft: Draft) -> list[str]:
        return [f"nk:scale {draft.scale} ;"] if draft.scale != 1 else []

    def _unit(self, draft: Draft) -> list[str]:
        return [f"nk:unit {self.term(draft.unit)} ;"] if draft.unit is not None and draft.unit != self._own_unit(draft) else []

    def _own_unit(self, draft: Draft) -> object:
        """The unit of a figure's measure, which is not typed."""
        return self._ontology.one(draft.measure, NK.unit) if draft.measure is not None else None

    def _open_ends(self, draft: Draft) -> list[str]:
        """What a reader must say of the number itself before the claim is one."""
        unit = vocab.local(draft.unit) if draft.unit is not None else ""
        remarks = []
        if draft.value is None and draft.modality in _UNHEDGED:
            remarks += [f"    # {MARK} nk:value … ; the number that is printed"]
        if unit in _RELATIVE and draft.unit != self._own_unit(draft):
            remarks += [
                f"    # {MARK} nk:operation operation:share ; nk:base [ … ] ; or increase, decrease, ratio: of or than what"
            ]
        return remarks

    def _mention(self, draft: Draft, filed: Filed) -> str:
        text = f"[ {self._spot('', filed, draft.start, draft.end)}"
        if draft.period_span is not None:
            text += f" ;\n        {self._spot('period', filed, *draft.period_span)}"
        return text + " ]"

    def _spot(self, part: str, filed: Filed, start: int, end: int) -> str:
        wording = _escaped(filed.text[start:end])
        if part:
            return f'nk:{part}Start {start} ; nk:{part}End {end} ; nk:{part}Wording "{wording}"'
        return f'nk:copy {self.term(filed.copy)} ; nk:start {start} ; nk:end {end} ; nk:wording "{wording}"'

    def _not_figures(self, drafts: list[Draft], filed: Filed) -> str:
        listed = []
        for draft in drafts:
            spot = self._spot("", filed, draft.start, draft.end)
            if draft.end - draft.start > _LONGEST_WORDING:
                inside = coverage.tokens(filed.text[draft.start : draft.end], self._ontology.lexicon)
                spot = f"{spot.rpartition(' ; nk:wording')[0]} ; nk:numbers {len(inside)}"
            listed += [f"[ {spot} ; nk:reason {self.term(ox.NamedNode(f'{vocab.ROOT}reasons/{draft.reason}'))} ]"]
        return "<> nk:notFigure " + " ,\n    ".join(listed) + " .\n"

    def _name(self, draft: Draft) -> str:
        """A name for a claim that nothing in the file has: measure and period, else the number, else where it stands."""
        what = vocab.local(draft.measure) if draft.measure is not None else "figure"
        which = draft.period if draft.period is not None and _PLAIN_DATE.fullmatch(draft.period) else None
        if which is None or draft.measure is None:
            which = vocab.plain(draft.value).replace(".", "-") if draft.value is not None else f"at-{draft.start}"
        return self._free(f"{what}-{which}")

    def _free(self, wanted: str) -> str:
        """A name, with a number where the file has it already."""
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name

    def term(self, iri: ox.NamedNode) -> str:
        """An IRI as this file would write it."""
        for prefix, namespace in self._prefixes.items():
            if iri.value.startswith(namespace) and re.fullmatch(r"[A-Za-z0-9][\w-]*", iri.value.removeprefix(namespace)):
                return f"{prefix}:{iri.value.removeprefix(namespace)}"
        return f"<{iri.value}>"


def copy_entry(name: str, number: str, digest: str, length: int, filed: str) -> str:
    """The lines that describe a copy in claims/copies.ttl."""
    return (
        f'<{number}> a nk:Copy ; schema:name "{_escaped(name)}" ; schema:encodingFormat "text/plain; charset=utf-8" ; '
        f'nk:filed "{filed}" ;\n    nk:sha256 "{digest}" ; nk:bytes {length} .\n'
    )


def _escaped(text: str) -> str:
    """The inside of a Turtle string: quotes, backslashes and what nobody can see are escaped."""
    return "".join(_sign(c) for c in text)


def _sign(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp"):
        return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"
    return char
