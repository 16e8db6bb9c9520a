"""The commands of an archivist: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph import options
from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.check import Reading, Verdict
    from nkgraph.checked import Told
    from nkgraph.corpus import Places
    from nkgraph.fault import Fault


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@options.folders
def check(files: tuple[Path, ...], form: str, watch: bool, **folders: Path | None) -> None:
    """Every fault of the claims files (or of FILE…), at its line, with what to type instead."""
    from nkgraph import checked

    places = options.places(folders)
    chosen = _chosen(files, places)
    if watch:
        sys.exit(_watch(places, files, chosen, form))

    def check_now() -> Told:
        from nkgraph import check as checker

        return _check(checker.read(places), places, files, chosen)

    told = checked.told(places, map(str, files), options.cache(), check_now)
    options.write(_in_form(told.faults, form), None)
    for line in told.talk:
        click.echo(line, err=True)
    sys.exit(1 if told.faults else 0)


def _check(reading: Reading, places: Places, files: tuple[Path, ...], chosen: set[Path] | None) -> Told:
    """The faults of the chosen files, and what is said beside them."""
    from nkgraph import bindings
    from nkgraph import check as checker
    from nkgraph.checked import Told

    only = None if chosen is None else {d.path for d in reading.documents if _real(d.path) in chosen}
    verdict = checker.judge(reading, places, options.cache(), only)
    shown = chosen if chosen is None or only is None else chosen | _copies_of(only, reading, verdict)
    faults = [options.relative(f) for f in verdict.faults if shown is None or _real(f.path) in shown]
    talk = []
    if chosen is not None and any(f.code == "number-unaccounted" for f in faults):
        one = str(files[0]) if len(files) == 1 else "FILE"  # of several, any may be the one to claim them
        talk += [f"To have numbers that are left over drafted: nkgraph new --update {one}"]
    if places.copies is None:
        talk += ["Positions were not checked: give the archived copies with --copies DIR."]
    if verdict.unread:
        talk += [f"{options.counted(verdict.unread, 'file')} could not be read: numbers left over were not counted."]
    bound, where = bindings.counts(reading.corpus), f" in {', '.join(map(str, files))}" if files else ""
    talk += [
        f"{options.counted(len(reading.documents), 'file')}, {options.counted(len(reading.corpus.claims), 'claim')}, "
        f"{options.counted(len(faults), 'fault')}{where}. The words of the period are bound in {bound['period'][0]} of "
        f"{bound['period'][1]}, of the authority in {bound['authority'][0]} of {bound['authority'][1]} claims that name one."
    ]
    return Told(faults, talk)


def _copies_of(only: set[Path], reading: Reading, verdict: Verdict) -> set[Path]:
    """The copies that these files speak of: a number that is left over there is theirs to claim."""
    named = {str(getattr(o, "value", "")) for d in reading.documents if d.path in only for _, _, o in d.triples}
    return {_real(held.path) for iri, held in verdict.held.items() if iri in named}


def _watch(places: Places, files: tuple[Path, ...], chosen: set[Path] | None, form: str) -> int:
    """Check at each change, until somebody interrupts or nobody reads any more; the exit code of the last check."""
    from nkgraph import watching
    from nkgraph.checked import Told

    reader, code = watching.Reader(places), 2
    try:
        for changed in watching.changes(lambda: watching.stamps(places), lambda: time.sleep(watching.PAUSE)):
            few = ", ".join(path.name for path in changed) if len(changed) < 4 else f"{len(changed)} files"
            click.echo(f"{datetime.now():%H:%M:%S} checking; changed: {few}", err=True)
            try:
                told = _check(reader.read(), places, files, chosen)
                code = 1 if told.faults else 0
            except (NkgraphError, OSError) as error:  # a file that is being written or moved is a state between two
                told, code = Told([], [f"nkgraph: {error} Waiting for the next change."]), 2
            click.echo(_in_form(told.faults, form).encode(errors="surrogateescape"), nl=False)
            click.echo("\n".join(told.talk), err=True)
            click.echo(f"{datetime.now():%H:%M:%S} checked; waiting for the next change, Ctrl-C ends.", err=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        pass
    return code


def _in_form(faults: list[Fault], form: str) -> str:
    from nkgraph import faultlist

    return faultlist.FORMATS[form](faults)


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
