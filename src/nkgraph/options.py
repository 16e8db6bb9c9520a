"""What every command shares: the folders it is given, the graph it asks, where its output goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.build import Built
    from nkgraph.corpus import Places
    from nkgraph.fault import Fault
    from nkgraph.remote import Remote

_FOLDER = click.Path(path_type=Path, file_okay=False)


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The four options that every command has."""
    for name, words in (
        ("copies", "The archived copies. [default: $NKGRAPH_COPIES]"),
        ("queries", "The rules."),
        ("ontology", "The ontology."),
        ("claims", "The claims files."),
    ):
        variable = "NKGRAPH_COPIES" if name == "copies" else None
        command = click.option(f"--{name}", type=_FOLDER, envvar=variable, metavar="DIR", help=words)(command)
    return command


def output(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that sends the output to a file."""
    option = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
    return option(command)


def store(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that takes the answer from a SPARQL server which `nkgraph push` has filled."""
    words = "Answer from this SPARQL server, which nkgraph push has filled, and not from claims/."
    return click.option("--store", metavar="URL", help=words)(command)


def remote(url: str) -> Remote:
    """A SPARQL server; the password of a login in its address is taken from $NKGRAPH_STORE_PASSWORD."""
    from nkgraph.remote import Remote

    return Remote(url, password=os.environ.get("NKGRAPH_STORE_PASSWORD"))


def fetched(url: str, as_of: str | None = None) -> Built:
    """The graph that a server holds, whole; it was checked when it was pushed, its positions are not checked again."""
    from nkgraph import stored
    from nkgraph.build import Built

    if as_of is not None:
        raise NkgraphError("--as-of goes with claims/. A store holds one day: nkgraph push URL --as-of DATE.")
    server = remote(url)
    graph = stored.fetch_graph(server)
    return Built(graph, [], stored.run(server).corpus_id, 0)


def places(chosen: dict[str, Path | None]) -> Places:
    """The folders to work on: those named, else those of the repository one stands in, else those shipped."""
    from nkgraph import corpus

    return corpus.find(Path.cwd(), **chosen)


def built(found: Places, as_of: str | None = None) -> Built:
    """The graph; where there are faults, they go to stderr and nothing is reported."""
    from nkgraph import build

    day = as_of_day(as_of)
    made = build.build(found, day, build.cache_folder(os.environ))
    refuse(made.faults)
    return made


def as_of_day(as_of: str | None) -> int:
    """The last day of a date; all dates where none is given."""
    from nkgraph import periods, rules

    try:
        last = periods.parse(as_of).last if as_of is not None else None
    except periods.PeriodError as error:
        raise NkgraphError(f"--as-of: {error}") from error
    return rules.ALL_DATES if last is None else last


def cache() -> Path | None:
    """Where graphs and verdicts are kept between runs."""
    from nkgraph import build

    return build.cache_folder(os.environ)


def refuse(faults: list[Fault]) -> None:
    """Where there are faults, say them and stop: half a corpus would give a wrong answer."""
    for fault in faults:
        click.echo(str(relative(fault)), err=True)
    if faults:
        click.echo(f"{counted(len(faults), 'fault')}; nothing is reported until the files are mended.", err=True)
        sys.exit(1)


def counted(number: int, noun: str) -> str:
    """ "1 file", "2 files"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def relative(fault: Fault) -> Fault:
    """The fault with its path as seen from here, where it lies below."""
    from dataclasses import replace

    here = Path.cwd()
    return replace(fault, path=fault.path.relative_to(here)) if fault.path.is_relative_to(here) else fault


def write(text: str, output: Path | None) -> None:
    """Give out data as UTF-8, whatever the terminal speaks; names that are not UTF-8 go out as they are."""
    data = text.encode("utf-8", "surrogateescape")
    if output is not None:
        from nkgraph.writing import write_whole

        write_whole(output, data)
        return
    try:
        click.echo(data, nl=False)
    except BrokenPipeError:  # whoever reads has had enough; the exit code still tells
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise NkgraphError(f"The output could not be written: {error.strerror}. Make room, or write elsewhere.") from error
