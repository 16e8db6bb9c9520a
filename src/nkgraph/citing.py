"""Cite: one sentence to paste, with articles, addresses, copies, characters and the corpus it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from nkgraph.evidence import Evidence, Named, with_the
from nkgraph.shown import ShownCopy

_DIGEST = 8  # hex digits of a copy's digest that a sentence needs
_CORPUS = 12
_FEW = 12  # places in the copies that one sentence bears


def corpus(corpus_id: str) -> str:
    """The corpus as every command names it."""
    return f"nkgraph, corpus {corpus_id[:_CORPUS]}"


def cited(said: str, evidence: Iterable[Evidence], corpus_id: str) -> str:
    """A sentence about some claims, and in brackets where they stand."""
    claims = list(evidence)
    return f"{said} ({'; '.join(filter(None, [corpus(corpus_id), *_places(claims), _addresses(claims)]))})"


def spanning(said: str, copies: Iterable[ShownCopy], address: str | None, corpus_id: str) -> str:
    """A sentence about whole articles, and in brackets the copies from the first figure to the last."""
    spans = sorted({(c.sha256, c.start, c.end) for c in copies})
    places = [f"copy {digest[:_DIGEST]}… characters {', '.join(f'{start}-{end}' for _, start, end in here)}"
              for digest, here in groupby(spans, key=lambda s: s[0])]  # fmt: skip
    return f"{said} ({'; '.join([corpus(corpus_id), *places, address or 'article address: none in the copy'])})"


def roots(named: Iterable[Named], unknown: int) -> str:
    """On whose authority, as the end of a sentence."""
    names = list(dict.fromkeys(with_the(n.words) for n in named))
    words = f"on the authority of {' and '.join(names)}" if names else "naming no authority"
    return words + (f", {unknown} naming none" if names and unknown else "")


def _places(claims: list[Evidence]) -> list[str]:
    """ "copy 8eb57f03… characters 387-392, 789-794" """
    prints = sorted({(p.sha256, p.start, p.end) for e in claims for p in e.prints})
    shown = prints[:_FEW]
    found = []
    for digest, here in groupby(shown, key=lambda p: p[0]):
        found.append(f"copy {digest[:_DIGEST]}… characters {', '.join(f'{start}-{end}' for _, start, end in here)}")
    return found + ([f"and {len(prints) - _FEW} more places"] if len(prints) > _FEW else [])


def _addresses(claims: list[Evidence]) -> str:
    """The addresses of the articles, or that the copies have none; empty where there is no article."""
    articles = {e.article.iri: e.address for e in claims}
    if not articles:
        return ""
    known = sorted({a for a in articles.values() if a})
    if not known:
        return "article address: none in the copy" if len(articles) == 1 else "article addresses: none in the copies"
    without = sum(1 for a in articles.values() if not a)
    return ", ".join(known) + (f"; {without} without an address in the copy" if without else "")
