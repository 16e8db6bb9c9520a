"""The files of the whole data set: their list, their digests, themselves."""

from __future__ import annotations

import base64

from nkgraph.web import dumps, replies, templating
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_FOUND = 302


def listing(site: Site, visit: Visit) -> Reply:
    """The page with every file, its size and its digest."""
    return replies.page(templating.render(site, "dumps.html", section="about", files=dumps.every(site.snapshot)))


def cube(site: Site, visit: Visit) -> Reply:
    """The names in the data cube stand in its file, and only there."""
    kind = next(k for k in dumps.KINDS if k.name == "cube")
    return replies.see_other(f"{site.base.below}/dumps/{dumps.name(site.snapshot, kind)}")


def digests(site: Site, visit: Visit) -> Reply:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    lines = [f"{file.sha256}  {file.name}\n" for file in dumps.every(site.snapshot)]
    return Reply(200, replies.PLAIN, "".join(lines).encode(), keep=True)


def file(site: Site, visit: Visit) -> Reply:
    """A file; "nkgraph.ttl" leads to the one of this corpus."""
    asked = visit.path.rpartition("/")[2]
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
