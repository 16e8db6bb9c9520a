"""The page on which two articles stand side by side: /compare?a=…&b=…, what `nkgraph compare` says; as JSON the same, and as
CSV what both give."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph.compare import Compared, Comparison, as_json
from nkgraph.compare import page as sheet_of
from nkgraph.names import Names, Thing, UnresolvedError, path_of
from nkgraph.register import Register
from nkgraph.web import formats, list_pages, paging, replies, templating
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.rows import Column, Rows, cell
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

_CANDIDATES = 5  # articles that are named where it is not clear which one is meant
_LONGEST = 200  # letters of a name that is looked up


@dataclass(frozen=True)
class Choice:
    """An article that may be chosen: what its option says, and its path."""

    words: str
    path: str


def page(site: Site, visit: Visit) -> Reply:
    """The form, and the comparison where both articles are named."""
    form = list_pages.form_of(visit)
    snapshot = site.snapshot
    typed = [visit.first(name).strip()[:_LONGEST] for name in ("a", "b")]
    found: list[Thing | None] = []
    problems: list[str] = []
    for text in typed:
        thing, problem = _resolved(text, snapshot.names)
        found.append(thing)
        problems.append(problem)
    one, other = found
    if one is not None and one == other:
        problems[1] = "Both names are of this article. Name another."
    compared = None
    if one is not None and other is not None and not any(problems):
        compared = Comparison(snapshot.composer, one.iri, other.iri).compared()
    if form is not None:
        return _data(site, visit, form, compared, problems)
    sheet = sheet_of(compared, snapshot.corpus_id) if compared else None
    html = templating.render(
        site, "compare.html",
        formats=_others(site, visit) if compared else (),
        choices=_choices(snapshot.register),
        typed=[t.path if t is not None else text for t, text in zip(found, typed, strict=True)],
        problems=problems,
        compared=compared,
        cite=sheet.cite if sheet else "",
        counts=sheet.sections[1].aside if sheet else "",
    )  # fmt: skip
    return replies.page(html, 400 if any(problems) else 200, keep=visit.bare)


def _others(site: Site, visit: Visit) -> tuple[Other, ...]:
    named = tuple((name, visit.first(name)) for name in ("a", "b"))
    return tuple(Other(f, paging.address(site, f"/compare.{f.suffix}", named)) for f in (formats.CSV, formats.JSON))


def _data(site: Site, visit: Visit, form: Format, compared: Compared | None, problems: list[str]) -> Reply:
    """The comparison as a file; 400 where it is not said, or not clear, which articles are meant."""
    if compared is None:
        what = " ".join(filter(None, problems)) or "Two articles are needed."
        return replies.refused(400, what, f"Name them as /compare.{form.suffix}?a=…&b=…; /compare lists them.")
    if form is formats.CSV:
        return list_pages.table(site, visit, form, _rows(compared), "compared")
    return list_pages.data(site, visit, form, as_json(compared, site.snapshot.corpus_id), "compared")


def _rows(compared: Compared) -> Rows:
    """The quantities that both articles give."""
    columns = (
        Column("relation", "How they stand"), Column("quantity", "Quantity", linked=True), Column("first", "One article"),
        Column("second", "The other"), Column("why", "Why"), Column("both_from", "Both from"), Column("findings", "Findings"),
    )  # fmt: skip
    return Rows(columns, tuple(
        (cell(b.relation), cell(b.quantity.words, b.quantity.iri), *(cell("; ".join(o.figure for o in side)) for side in
         (b.first, b.second)), cell(b.words), cell("; ".join(r.words for r in b.one_root)),
         cell(" ".join(told.finding for told in b.findings)))
        for b in compared.both
    ))  # fmt: skip


def _resolved(text: str, names: Names) -> tuple[Thing | None, str]:
    """The article that is meant; None and why, where it is not clear; None and nothing where nothing was typed."""
    if not text:
        return None, ""
    try:
        return names.resolve(text, ("article",)), ""
    except UnresolvedError as error:
        may_be = "; ".join(c.label for c in error.candidates[:_CANDIDATES])
        known = f"No single article is called so. It may be one of these: {may_be}." if may_be else "No article is called so."
        return None, f"{known} Choose one from the list."


def _choices(register: Register) -> list[Choice]:
    """Every article with figures, by publisher and date."""
    articles = {register.article(c) for c in register.every_claim()}
    return sorted((Choice(_words(register, a), path_of(a)) for a in articles), key=lambda c: (c.words, c.path))


def _words(register: Register, article: ox.NamedNode) -> str:
    return register.article_in_words(article)
