"""The commands of an archivist: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph import options
from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.corpus import Places


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True)
@options.folders
def check(files: tuple[Path, ...], form: str, **folders: Path | None) -> None:
    """Every fault of the claims files (or of FILE…), at its line, with what to type instead."""
    from nkgraph import bindings, faultlist
    from nkgraph import check as checker

    places = options.places(folders)
    chosen = _chosen(files, places)
    reading = checker.read(places)
    verdict = checker.judge(reading, places)
    faults = [f for f in verdict.faults if chosen is None or _real(f.path) in chosen]
    options.write(faultlist.FORMATS[form]([options.relative(f) for f in faults]), None)
    if places.copies is None:
        click.echo("Positions were not checked: give the archived copies with --copies DIR.", err=True)
        click.echo(f"{options.counted(verdict.unread, 'file')} unreadable: numbers left over were not counted.", err=True)
        click.echo(
            f"{options.counted(verdict.unread, 'file')} could not be read: numbers left over were not counted.", err=True
        )
    bound, where = bindings.counts(reading.corpus), f" in {', '.join(map(str, files))}" if files else ""
    click.echo(
        f"{options.counted(len(reading.documents), 'file')}, {options.counted(len(reading.corpus.claims), 'claim')}, "
        f"{options.counted(len(faults), 'fault')}{where}. The words of the period are bound in {bound['period'][0]} of "
        f"{bound['period'][1]}, of the authority in {bound['authority'][0]} of {bound['authority'][1]} claims that name one.",
        err=True,
    )
    sys.exit(1 if faults else 0)


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.folders
def coverage(form: str, **folders: Path | None) -> None:
    """Whether every number of every copy is accounted for."""
    from nkgraph import check as checker
    from nkgraph import exports, sources

    places = options.places(folders)
    if places.copies is None:
        raise NkgraphError("Coverage is counted in the archived copies: give them with --copies DIR.")
    reading = checker.read(places)
    options.refuse([f for document in reading.documents for f in document.faults])
    held, faults = sources.open_copies(reading.corpus, places.copies)
    for fault in faults:
        click.echo(str(options.relative(fault)), err=True)
    tallies = sources.tallies(reading.corpus, held, reading.ontology.lexicon)
    options.write(exports.coverage_json(tallies) if form == "json" else exports.coverage_text(tallies), None)
    sys.exit(1 if faults or any(t.unaccounted for t in tallies) else 0)


def _chosen(files: tuple[Path, ...], places: Places) -> set[Path] | None:
    if not files:
        return None
    known = {_real(p) for p in places.claim_files()}
    for file in files:
        if _real(file) not in known:
            raise NkgraphError(f"{file}: not a file of {places.claims}. Put it there, or name its folder with --claims DIR.")
    return {_real(f) for f in files}


def _real(path: Path) -> Path:
    """The path without links; unlike `Path.resolve`, also where links go round in a circle."""
    return Path(os.path.realpath(path))
