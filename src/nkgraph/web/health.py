"""How the service is: which corpus it serves since when, and what became of the last that was to replace it."""

from __future__ import annotations

import json

from nkgraph.web.replies import Reply
from nkgraph.web.service import Service

PATH = "/health"


def health(service: Service) -> Reply:
    """200 as long as anything is served; a newer corpus that was refused shows in `refused`."""
    served, refused = service.current, service.refused
    said = {
        "status": "serving",
        "corpus": served.site.snapshot.corpus_id,
        "snapshot": served.site.snapshot.key,
        "since": served.since.isoformat(timespec="seconds"),
        "swaps": service.swaps,
        "refused": None
        if refused is None
        else {"since": refused.since.isoformat(timespec="seconds"), "faults": refused.faults, "reason": refused.reason},
    }
    body = (json.dumps(said, indent=2) + "\n").encode()
    return Reply(200, "application/json", body, (("Cache-Control", "no-store"),))
