"""Which of the formats on offer a client likes best: the Accept header as RFC 9110, section 12.5.1, reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nkgraph.web.formats import Format

_RANGE = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*((?:;.*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_ANY_QUALITY = re.compile(r";\s*q\s*=", re.IGNORECASE)
_PART = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')  # up to a comma that stands outside quotes
_EXACT = 3
MOST_RANGES = 100  # a header with more is read so far and no further


@dataclass(frozen=True)
class _Range:
    kind: str
    subtype: str
    quality: float

    def fits(self, media: str) -> int:
        """How closely this range names a media type: _EXACT as it is, 2 for text/*, 1 for */*, 0 not at all."""
        kind, _, subtype = media.partition("/")
        if self.kind == "*":
            return 1 if self.subtype == "*" else 0
        if self.kind != kind:
            return 0
        return _EXACT if self.subtype == subtype else 2 if self.subtype == "*" else 0


def choose(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """The format that a client likes best; of several that it likes alike, the first on offer; None where it takes none.

    No Accept header, or an empty one, takes anything.
    """
    ranges = _ranges(accept) if accept is not None else []
    if accept is None or not accept.strip():
        return offered[0]
    best: tuple[float, Format] | None = None
    for one in offered:
        quality = _quality(ranges, one.media)
        if not any(r.fits(one.media) == _EXACT for r in ranges):  # another of its names counts only where it is spelt out
            quality = max([quality, *(r.quality for r in ranges for name in one.also if r.fits(name) == _EXACT)])
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, one)
    return best[1] if best else None


def _quality(ranges: list[_Range], media: str) -> float:
    """What the range that names a media type most closely says of it."""
    fitting = [(r.fits(media), r.quality) for r in ranges if r.fits(media)]
    closest = max((fit for fit, _ in fitting), default=0)
    return max((quality for fit, quality in fitting if fit == closest), default=0.0)


def _ranges(accept: str) -> list[_Range]:
    """The ranges of a header; what is no range is passed over, as if it were not there."""
    found = []
    for part in _PART.findall(accept)[:MOST_RANGES]:
        if (said := _RANGE.fullmatch(part)) is None:
            continue
        kind, subtype, rest = said.group(1).lower(), said.group(2).lower(), said.group(3)
        quality = _QUALITY.search(rest)
        if quality is None and _ANY_QUALITY.search(rest):
            continue
        found.append(_Range(kind, subtype, float(quality.group(1)) if quality else 1.0))
    return found
