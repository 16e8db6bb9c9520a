"""What is served as it lies in the package: styles, pictures, the editor. An address with the digest of what it gives may be
kept for ever; any other is asked for again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from nkgraph import drawing, web
from nkgraph.web import replies
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_BELOW = "/static/"
_CHART = "chart.css"  # the styles of a chart are the chart's own
_MEDIA = {
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "ico": "image/x-icon",
    "png": "image/png", "woff2": "font/woff2", "json": "application/json", "txt": replies.PLAIN, "md": replies.PLAIN,
}  # fmt: skip


@dataclass(frozen=True)
class _File:
    media: str
    body: bytes
    digest: str


def static(site: Site, visit: Visit) -> Reply:
    """A file of the package by its name; no other file can be named."""
    return _reply(visit.path.removeprefix(_BELOW), visit)


def favicon(site: Site, visit: Visit) -> Reply:
    """The small picture that browsers ask for by themselves."""
    return _reply("favicon.ico", visit)


def address(name: str) -> str:
    """The address below the base at which a file is served, with its digest, so that a new one has another."""
    return f"{_BELOW}{name}?v={_files()[name].digest}"


def there(name: str) -> bool:
    """Whether the package has a file."""
    return name in _files()


def _reply(name: str, visit: Visit) -> Reply:
    found = _files().get(name)
    if found is None:
        return replies.refused(404, f"There is no file {visit.path}.", "Begin at /.")
    lasting = "public, max-age=31536000, immutable" if visit.first("v") == found.digest else "no-cache"
    return Reply(200, found.media, found.body, (("Cache-Control", lasting),))


@cache
def _files() -> dict[str, _File]:
    """Every file below static/ by its name with slashes."""
    found = dict(_below(files(web).joinpath("static"), ""))
    return {name: _File(_media(name), body, hashlib.sha256(body).hexdigest()[:16]) for name, body in sorted(found.items())} | {
        _CHART: _chart()
    }


def _chart() -> _File:
    body = drawing.styles().encode()
    return _File(_media(_CHART), body, hashlib.sha256(body).hexdigest()[:16])


def _media(name: str) -> str:
    return _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")


def _below(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _below(entry, f"{path}{entry.name}/")
        elif entry.is_file():
            found.append((f"{path}{entry.name}", entry.read_bytes()))
    return found
