"""How many addresses a process has, which is what the system bounds: so many more, and no more, may be allowed to it."""

from __future__ import annotations

import resource
from pathlib import Path


def addresses() -> int:
    """Bytes of addresses that this process has, which are more than it holds in memory; where the system does not tell, the
    most that it has held."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
