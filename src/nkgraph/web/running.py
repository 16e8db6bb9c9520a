"""The server: a snapshot of the folders at hand, served until it is told to stop."""

from __future__ import annotations

import socket
import sys
import tempfile
from pathlib import Path

import uvicorn

from nkgraph.corpus import Places
from nkgraph.web import app, snapshot
from nkgraph.web.addresses import Base
from nkgraph.web.limits import Limits
from nkgraph.web.service import Served, Service
from nkgraph.web.site import Site


def run(places: Places, cache: Path | None, host: str, port: int, base: Base, limits: Limits) -> None:
    """Serve a corpus until a signal comes. Port 0 takes a free one; the address is told on stderr once it listens."""
    with tempfile.TemporaryDirectory(prefix="nkgraph-") as folder, socket.create_server((host, port)) as listening:
        frozen = snapshot.freeze(places, Path(folder) / "1")
        service = Service(Served(Site(snapshot.make(frozen, cache), base, limits)))
        address = f"http://{host}:{listening.getsockname()[1]}/"
        sys.stderr.write(f"nkgraph is served at {address}\n")
        sys.stderr.flush()
        config = uvicorn.Config(app.application(service), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
