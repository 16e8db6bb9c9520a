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
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--base", metavar="URL", default="", help="Where the service is reached from outside. [default: as it is asked]")
@click.option("--allow-host", "hosts", metavar="NAME", multiple=True, help="Another name that it answers to; may be repeated.")
@click.option("--trust-proxy", "proxies", metavar="ADDRESS", multiple=True, help="Believe what this proxy says of who asks.")
@click.option("--limit-seconds", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="For one query.")
@click.option("--limit-requests", type=click.IntRange(0), default=300, show_default=True, help="A second and client; 0: any.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="For the log. [default: stderr]")
@click.option("--log-queries", is_flag=True, help="Log what is asked for, too.")
@click.option("--no-watch", is_flag=True, help="Do not look whether the claims change.")
@options.folders
def serve(
    host: str, port: int, base: str, hosts: tuple[str, ...], proxies: tuple[str, ...], limit_seconds: float,
    limit_requests: int, log: Path | None, log_queries: bool, no_watch: bool, **folders: Path | None,
) -> None:  # fmt: skip
    """Serve the claims on the web: pages for people, documents and SPARQL for programs. Read only.

    A changed corpus is taken as soon as it is saved and passes the check; until then the one before is served.
    """
    from nkgraph.web import building

    places, cache = options.places(folders), options.cache()
    with building.begun(places, cache) as begun:  # while the server is loaded, which takes as long
        from nkgraph.web import running
        from nkgraph.web.limits import Limits
        from nkgraph.web.snapshot import RefusedError

        chosen = running.Options(
            host, port, running.based(base), hosts, proxies, log, log_queries, not no_watch,
            Limits(query_seconds=limit_seconds, requests_per_client=limit_requests),
        )  # fmt: skip
        try:
            running.run(places, cache, chosen, begun)
        except RefusedError as refused:
            options.refuse(refused.faults)
