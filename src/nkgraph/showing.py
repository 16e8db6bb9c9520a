"""The commands that show one thing in full, or two articles side by side: arguments, one call, output. No logic lives here."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph import options

if TYPE_CHECKING:
    from nkgraph.show import Composer

_form = click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)  # fmt: skip


@click.command()
@click.argument("name", nargs=-1, required=True)
@_form
@options.store
@options.output
@options.folders
def show(name: tuple[str, ...], form: str, store: str | None, output: Path | None, **folders: Path | None) -> None:
    """A claim, quantity, finding, article or agent in full, by its address or in words (arrivals south korea 2015)."""
    from nkgraph import names, showtext

    composer = _composer(folders, store)
    shown = composer.show(names.resolve(" ".join(name), composer.register))
    write = {"text": showtext.text, "json": showtext.as_json, "markdown": showtext.markdown}[form]
    options.write(write(shown, composer.corpus_id), output)


@click.command()
@click.argument("first", metavar="ARTICLE")
@click.argument("second", metavar="ARTICLE")
@_form
@options.output
@options.folders
def compare(first: str, second: str, form: str, output: Path | None, **folders: Path | None) -> None:
    """What two articles share: equal, apart, from one chain. Name each by its slug or in quoted words ("yonhap 2016")."""
    from nkgraph import compare as comparing
    from nkgraph import names
    from nkgraph.errors import NkgraphError

    composer = _composer(folders)
    one, other = (names.resolve(words, composer.register, ("article",)) for words in (first, second))
    if one == other:
        raise NkgraphError(f"{one.path}: both names are of this article. Name two.")
    compared = comparing.Comparison(composer, one.iri, other.iri).compared()
    write = {"text": comparing.text, "json": comparing.as_json, "markdown": comparing.markdown}[form]
    options.write(write(compared, composer.corpus_id), output)


def _composer(folders: dict[str, Path | None], store: str | None = None) -> Composer:
    from nkgraph import acknowledged
    from nkgraph.beside import Beside
    from nkgraph.register import Register
    from nkgraph.show import Composer

    snippet = partial(acknowledged.snippet, today=date.today())
    if store:  # what only claims/ and the copies know is not told
        built = options.fetched(store)
        return Composer(built, Register(built.graph), Beside(built.graph), snippet)
    places = options.places(folders)
    built = options.built(places)
    return Composer(built, Register(built.graph), Beside(built.graph, places), snippet)
