"""The files of the whole data set: their list, their digests, themselves."""

from __future__ import annotations

import base64

from nkgraph.web import dumps, formats, list_pages, paging, replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.rows import Column, Rows, cell
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

_FOUND = 302


def listing(site: Site, visit: Visit) -> Reply:
    """The page with every file, its size and its digest."""
    others = tuple(Other(f, paging.address(site, f"/dumps/files.{f.suffix}")) for f in (formats.CSV, formats.JSON))
    html = templating.render(site, "dumps.html", section="about", formats=others, files=dumps.every(site.snapshot))
    return replies.page(html, keep=visit.bare)


def _rows(site: Site) -> Rows:
    """The same list, for programs."""
    columns = (Column("file", "File"), Column("holds", "What it holds"), Column("bytes", "Bytes"), Column("sha256", "SHA-256"))
    every = dumps.every(site.snapshot)
    return Rows(columns, tuple((cell(f.name), cell(f.words), cell(str(len(f.data))), cell(f.sha256)) for f in every))


def cube(site: Site, visit: Visit) -> Reply:
    """The names in the data cube stand in its file, and only there."""
    kind = next(k for k in dumps.KINDS if k.name == "cube")
    return replies.see_other(f"{site.base.below}/dumps/{dumps.name(site.snapshot, kind)}")


def digests(site: Site, visit: Visit) -> Reply:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    lines = [f"{file.sha256}  {file.name}\n" for file in dumps.every(site.snapshot)]
    return Reply(200, replies.PLAIN, "".join(lines).encode(), keep=visit.bare)


def file(site: Site, visit: Visit) -> Reply:
    """A file; "nkgraph.ttl" leads to the one of this corpus, "files.csv" and "files.json" are the list."""
    asked = visit.path.rpartition("/")[2]
    if asked in ("files.csv", "files.json") and (form := list_pages.form_of(visit)):
        return list_pages.table(site, visit, form, _rows(site), "files")
    for kind in dumps.KINDS:
        name = dumps.name(site.snapshot, kind)
        if asked == f"nkgraph{kind.ending}":
            address = f"{site.base.below}/dumps/{name}"
            return Reply(_FOUND, replies.PLAIN, f"See {address}\n".encode(), (("Location", address),))
        if asked == name:
            found = dumps.of(site.snapshot, kind)
            digest = base64.b64encode(bytes.fromhex(found.sha256)).decode()
            headers = (("Repr-Digest", f"sha-256=:{digest}:"), ("Content-Disposition", f'attachment; filename="{name}"'))
            return Reply(200, found.format.content_type, found.data, headers)
    return replies.refused(
        404, f"There is no file {asked} here.",
        f"Files go by the corpus that they hold, now {site.snapshot.corpus_id[:12]}: {site.base.below}/dumps/ lists them.",
    )  # fmt: skip
