"""What every view is given: the snapshot that is served, the address at which it is served, and the limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from nkgraph.web.addresses import Base
from nkgraph.web.limits import Limits
from nkgraph.web.snapshot import Snapshot


@dataclass(frozen=True)
class Site:
    """A snapshot at an address, within limits."""

    snapshot: Snapshot
    base: Base = field(default_factory=Base)
    limits: Limits = field(default_factory=Limits)
