"""The commands of whoever runs a store: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

import os
from pathlib import Path

import click

from nkgraph import options


@click.command()
@click.argument("url")
@click.option("--as-of", metavar="DATE", help="Only what may have been published by this day (EDTF).")
@click.option("--update-url", metavar="URL", help="Where the store takes updates, if the address does not tell.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds for one request.")
@options.folders
def push(url: str, as_of: str | None, update_url: str | None, timeout: float, **folders: Path | None) -> None:
    """Load a SPARQL server with the claims, and run the rules there.

    URL is the server's address or that of its query endpoint. What the server held under nkgraph's own graphs is replaced
    when all is done, and stays when something fails. A login is written http://NAME@HOST, its password is taken from
    $NKGRAPH_STORE_PASSWORD.
    """
    from nkgraph import push as pushing
    from nkgraph import rules
    from nkgraph.remote import Remote

    remote = Remote(url, timeout, update_url=update_url, password=os.environ.get("NKGRAPH_STORE_PASSWORD"))
    places, day = options.places(folders), options.as_of_day(as_of)
    derived = pushing.derived(places)
    options.refuse(derived.faults)
    done = pushing.push(remote, derived, rules.read(places.rule_files()), day)
    click.echo(f"{remote.name}: {done.claims:,} triples of claims and {done.findings:,} of findings are in place.", err=True)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--base", metavar="URL", default="", help="Where the service is reached from outside. [default: as it is asked]")
@options.folders
def serve(host: str, port: int, base: str, **folders: Path | None) -> None:
    """Serve the claims on the web: pages for people, documents and SPARQL for programs. Read only."""
    from nkgraph.web import running
    from nkgraph.web.addresses import Base
    from nkgraph.web.limits import Limits

    running.run(options.places(folders), options.cache(), host, port, Base(base.rstrip("/")), Limits())
