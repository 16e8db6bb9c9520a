"""Search: a number, words or a name, narrowed by publisher, year, measure and outcome. The address holds all of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from nkgraph import names
from nkgraph.names import Thing, UnresolvedError
from nkgraph.web import formats, list_pages, listings, paging, replies, templating
from nkgraph.web.figures import FACETS, Figures, Value
from nkgraph.web.paging import Choice
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

LONGEST = 200  # characters that are searched for
SIZE = 50  # figures of a page
_SHOWN = 8  # values of a facet that stand open; the others are folded
_NAMED = 6  # things of that name that are shown
_KINDS = ("agent", "article", "quantity", "finding")


def search(site: Site, visit: Visit) -> Reply:
    """The figures that fit, as a page, CSV or JSON."""
    words = visit.first("q").strip()
    if len(words) > LONGEST:
        said = f"What is searched for has {len(words):,} characters."
        return replies.refused(400, said, f"Give a number, a name or a few words, {LONGEST} characters at most.")
    figures, chosen = site.snapshot.figures, {name: visit.first(name) for name in FACETS if visit.first(name)}
    found = figures.found(words, chosen)
    pairs = (("q", words), *chosen.items())
    if form := list_pages.form_of(visit):
        table = listings.claims(site.snapshot, [f.claim for f in found])
        return list_pages.table(site, visit, form, table, "search", q=words, **chosen)
    page = paging.page(site, visit, "/search", len(found), SIZE, pairs)
    table = listings.claims(site.snapshot, [f.claim for f in found[page.first : page.first + page.size]])
    counts = figures.counts(words, chosen)
    others = tuple(Other(f, paging.address(site, f"/search.{f.suffix}", pairs)) for f in (formats.CSV, formats.JSON))
    html = templating.render(
        site, "search.html", section="search", formats=others, q=words, table=table, page=page, chosen=chosen,
        understood=_understood(words, chosen, figures), told=_unknown(chosen, figures), named=_named(site, words),
        facets={name: _choices(site, name, counted, words, chosen) for name, counted in counts.items()},
        shown=_SHOWN, longest=LONGEST,
    )  # fmt: skip
    return replies.page(html, keep=visit.bare)


def _understood(words: str, chosen: Mapping[str, str], figures: Figures) -> str:
    """How what was typed and chosen is read."""
    number = figures.register.number(words)
    parts = []
    if number is not None:
        parts.append(f"the number {number:,f}, as printed or with its thousands and millions multiplied in")
    elif words:
        listed = ", ".join(f"“{word}”" for word in words.split())
        held = "all of the words" if len(words.split()) > 1 else "the word"
        parts.append(f"{held} {listed}, in what a figure is about, its print, its people, its headline or its notes")
    for name, key in chosen.items():
        value = figures.value(name, key)
        parts.append(f"{name}: {value.words if value is not None else key[:60]}")
    return "; ".join(parts)


def _unknown(chosen: Mapping[str, str], figures: Figures) -> list[str]:
    """What was chosen of a facet and is none of its values, with the nearest that are."""
    said = []
    for name, key in chosen.items():
        if figures.value(name, key) is None:
            near = difflib.get_close_matches(key[:60], figures.keys(name), 3, 0.5)
            said.append(f"There is no {name} “{key[:60]}”." + (f" Perhaps {' or '.join(near)}." if near else ""))
    return said


def _named(site: Site, words: str) -> list[Thing]:
    """Agents, articles, quantities and findings that are called so."""
    if not names.words_of(words):
        return []
    try:
        return [site.snapshot.names.resolve(words, _KINDS)]
    except UnresolvedError as error:
        return error.candidates[:_NAMED]


def _choices(
    site: Site, facet: str, counted: Iterable[tuple[Value, int]], words: str, chosen: Mapping[str, str]
) -> list[Choice]:
    """The values of a facet, each with what it would leave."""
    found = []
    for value, number in counted:
        taken = chosen.get(facet) == value.key
        pairs = {**chosen, facet: "" if taken else value.key}
        where = paging.address(site, "/search", (("q", words), *pairs.items()))
        found.append(Choice(value.words, number, where, taken))
    return sorted(found, key=lambda choice: not choice.chosen)
