"""The commands that say what to type when something printed, or something typed, was wrong: arguments, one call, output.

No logic lives here, and nothing is written to the claims files.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph import options

if TYPE_CHECKING:
    import pyoxigraph as ox

    from nkgraph.claims import Corpus
    from nkgraph.corrections import Addition

_because = click.option("--because", required=True, metavar="TEXT", help="Why, in a sentence of your own.")


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="ARTICLE|CLAIM")
@click.option("--on", "day", required=True, metavar="DATE", help="The day of the retraction or correction (EDTF).")
@_because
@options.folders
def retract(name: tuple[str, ...], day: str, because: str, **folders: Path | None) -> None:
    """The lines to add where a publisher retracted or corrected an article or a figure. Nothing is written."""
    from nkgraph import corrections

    _say(corrections.retraction, name, day, because, folders)


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="CLAIM")
@_because
@click.option("--on", "day", metavar="DATE", help="The day on which the error was found (EDTF). [default: today]")
@options.folders
def erratum(name: tuple[str, ...], because: str, day: str | None, **folders: Path | None) -> None:
    """The lines to add where we had read or typed a claim wrongly. Nothing is written."""
    from nkgraph import corrections

    _say(corrections.erratum, name, day or date.today().isoformat(), because, folders)


def _say(
    compose: Callable[[Corpus, ox.NamedNode, str, str], Addition],
    name: tuple[str, ...], day: str, because: str, folders: dict[str, Path | None],
) -> None:  # fmt: skip
    """Name the thing, compose the lines, print them; what they do goes to stderr."""
    from nkgraph import check, corrections, names
    from nkgraph.register import Register

    places = options.places(folders)
    thing = names.resolve(" ".join(name), Register(options.built(places).graph), ("article", "claim"))
    addition = compose(check.read(places).corpus, thing.iri, day, because)
    options.write(corrections.text(addition, Path.cwd()), None)
    click.echo(addition.effect, err=True)
