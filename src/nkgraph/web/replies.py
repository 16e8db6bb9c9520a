"""What is asked and what is answered, as plain data: views are functions from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Visit:
    """A request: the path below the base, begun with a slash and escaped as it came; the parameters in their order, decoded;
    header names in lower case, one that came more than once with its values behind one another; the body as it came;
    `client` is the address it came from; `query` is what stood behind the ? as it came."""

    path: str
    method: str = "GET"
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""
    client: str = ""
    query: str = ""

    @property
    def bare(self) -> bool:
        """Whether nothing is asked for but the path."""
        return not self.query and not self.parameters

    def first(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next((value for key, value in self.parameters if key == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a parameter."""
        return [value for key, value in self.parameters if key == name]


@dataclass(frozen=True)
class Reply:
    """An answer: status, media type, body, further headers. `keep` is said of what depends on nothing but path and
    parameters, so that it may be kept for the next who asks. What anybody can have under any number of addresses must not be
    kept: it would push out the rest."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    keep: bool = False

    def also(self, *headers: tuple[str, str]) -> Reply:
        """The same reply with further headers."""
        return replace(self, headers=(*self.headers, *headers))


def page(html: str, status: int = 200, keep: bool = False) -> Reply:
    """A page for people; one that was found is kept where its view says so."""
    return Reply(status, HTML, html.encode("utf-8", "replace"), keep=keep and status == 200)


def see_other(address: str) -> Reply:
    """303: what is asked for is no document; a document about it is there."""
    return Reply(303, PLAIN, f"See {address}\n".encode(), (("Location", address),))


def refused(status: int, what: str, next_step: str) -> Reply:
    """An error as a machine reads it (RFC 9457) and a person too: what is wrong, and what to do."""
    import json

    said = {"title": what, "status": status, "detail": next_step}
    return Reply(status, "application/problem+json", (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode())
