"""From our names to addresses on this server, and back. A name is an IRI below https://w3id.org/nkgraph/.

What an IRI names (a claim, a quantity) is not a document: its own address answers 303 and points to a document about it, the
same address without a slash at its end and with the suffix of a format: /claims/2016-01-04-x/arrivals-2015.html.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from nkgraph import vocab

_SAFE = "/:@!$&'()*+,;=~-._%"  # a name is an IRI already: what is escaped in it stays escaped
_OPENED = frozenset(("http", "https", "mailto"))


@dataclass(frozen=True)
class Base:
    """Where the service is reached: "https://example.org/nkgraph" with no slash at its end, or "" for the host that is
    asked; `below` is the path in it, "" or "/nkgraph"."""

    url: str = ""

    @property
    def below(self) -> str:
        """What stands before every path of ours."""
        return urlsplit(self.url).path.rstrip("/")

    def path(self, iri: str) -> str | None:
        """The address here of a name of ours; None for all others. What stands behind a # stays there."""
        if not iri.startswith(vocab.ROOT):
            return None
        rest, hash_, fragment = iri.removeprefix(vocab.ROOT).partition("#")
        return f"{self.below}/{quote(rest, safe=_SAFE)}{hash_}{quote(fragment, safe=_SAFE)}"

    def document(self, iri: str, suffix: str) -> str:
        """The address here of the document about a thing of ours in one format."""
        rest = iri.removeprefix(vocab.ROOT).partition("#")[0].rstrip("/")
        return f"{self.below}/{quote(rest, safe=_SAFE)}.{suffix}"

    def outside(self, host: str) -> str:
        """The whole address of the service, without a slash at its end: the one that it was given, else that of the host
        that was asked, which has been let in by then."""
        return self.url or f"http://{host}"

    def href(self, iri: str) -> str | None:
        """What a link to an IRI may say: an address here, or the IRI itself if it is of the web; None for a scheme that
        must not be opened from a page (javascript:, data:, file:)."""
        here = self.path(iri)
        if here is not None:
            return here
        scheme = iri.partition(":")[0].lower()
        return iri if scheme in _OPENED and not any(c in iri for c in '"<>\\^`{|} \t\r\n') else None
