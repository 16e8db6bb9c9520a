"""The page on which two articles stand side by side: /compare?a=…&b=…, what `nkgraph compare` says."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import names
from nkgraph.compare import Comparison
from nkgraph.compare import page as sheet_of
from nkgraph.names import Thing, UnresolvedError, path_of
from nkgraph.register import Register
from nkgraph.web import replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_CANDIDATES = 5  # articles that are named where it is not clear which one is meant
_LONGEST = 200  # letters of a name that is looked up


@dataclass(frozen=True)
class Choice:
    """An article that may be chosen: what its option says, and its path."""

    words: str
    path: str


def page(site: Site, visit: Visit) -> Reply:
    """The form, and the comparison where both articles are named."""
    snapshot = site.snapshot
    typed = [visit.first(name).strip()[:_LONGEST] for name in ("a", "b")]
    found: list[Thing | None] = []
    problems: list[str] = []
    for text in typed:
        thing, problem = _resolved(text, snapshot.register)
        found.append(thing)
        problems.append(problem)
    one, other = found
    if one is not None and one == other:
        problems[1] = "Both names are of this article. Name another."
    compared = None
    if one is not None and other is not None and not any(problems):
        compared = Comparison(snapshot.composer, one.iri, other.iri).compared()
    html = templating.render(
        site, "compare.html",
        choices=_choices(snapshot.register),
        typed=[t.path if t is not None else text for t, text in zip(found, typed, strict=True)],
        problems=problems,
        compared=compared,
        cite=sheet_of(compared, snapshot.corpus_id).cite if compared else "",
        counts=sheet_of(compared, snapshot.corpus_id).sections[1].aside if compared else "",
    )  # fmt: skip
    return replies.page(html, 400 if any(problems) else 200)


def _resolved(text: str, register: Register) -> tuple[Thing | None, str]:
    """The article that is meant; None and why, where it is not clear; None and nothing where nothing was typed."""
    if not text:
        return None, ""
    try:
        return names.resolve(text, register, ("article",)), ""
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
