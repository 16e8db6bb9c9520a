"""A long list in pages, and the addresses of a list as it is asked for: the address holds everything that was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from nkgraph.web.replies import Visit
from nkgraph.web.site import Site

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A part of a list: from the row `first` (0 is the first) so many, of `total`. `previous` and `next` are addresses or
    empty; `told` says what was asked for that there is not."""

    first: int
    size: int
    total: int
    previous: str
    next: str
    told: str = ""

    @property
    def words(self) -> str:
        """ "1 to 50 of 402"."""
        last = min(self.first + self.size, self.total)
        return f"{self.first + 1:,} to {last:,} of {self.total:,}" if self.total > self.size else f"{self.total:,}"


@dataclass(frozen=True)
class Choice:
    """What a list can be narrowed to: for people, how much it leaves, and where; chosen, its address takes it back."""

    words: str
    number: int
    address: str
    chosen: bool


def address(site: Site, path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """A path of ours with what was chosen; what is empty is left out."""
    chosen = urlencode([(name, value) for name, value in pairs if value])
    return f"{site.base.below}{path}" + (f"?{chosen}" if chosen else "")


def page(site: Site, visit: Visit, path: str, total: int, size: int, chosen: Pairs = ()) -> Page:
    """The page of a list that is asked for by its number; the nearest there is where there is none of that number."""
    asked = visit.first("page", "1")
    last = max(1, -(-total // size))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    shown = min(max(number, 1), last)
    told = "" if shown == number else f"There is no page {asked[:20]}; this is page {shown} of {last}."
    before = address(site, path, (*chosen, ("page", str(shown - 1) if shown > 2 else ""))) if shown > 1 else ""
    after = address(site, path, (*chosen, ("page", str(shown + 1)))) if shown < last else ""
    return Page((shown - 1) * size, size, total, before, after, told)
