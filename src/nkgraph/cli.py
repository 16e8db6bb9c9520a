"""The command line: arguments, one call, output, exit code. No logic lives here.

Exit codes: 0 fine; 1 something needs a person (faults; with --strict, contradictions); 2 could not work. stdout carries
data, stderr talk. What a command does not need it does not import.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from nkgraph import __version__
from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.build import Built
    from nkgraph.corpus import Places
    from nkgraph.fault import Fault

_FOLDER = click.Path(path_type=Path, file_okay=False)


def _folders(command: Callable[..., Any]) -> Callable[..., Any]:
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


def _output(command: Callable[..., Any]) -> Callable[..., Any]:
    option = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nkgraph")
def cli() -> None:
    """Several sources print a figure: do they agree, and are they really several?

    Every figure of a set of archived articles is a claim, linked to who printed it, when, on whose authority, and at which
    characters of which copy.
    """


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "html", "markdown"]), default="text", show_default=True)
@click.option("--as-of", metavar="DATE", help="Only what may have been published by this day (EDTF).")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are contradictions.")
@_output
@_folders
def report(form: str, as_of: str | None, strict: bool, output: Path | None, **folders: Path | None) -> None:
    """Who agrees, who contradicts, who revised, and how many roots stand behind each side."""
    from nkgraph import report as reports

    built = _built(_places(folders), as_of)
    composed = reports.compose(built, f"as of {as_of}" if as_of else "all dates")
    if not built.copies:
        click.echo("Positions were not checked: give the archived copies with --copies DIR.", err=True)
    if form == "html":
        from nkgraph import pages

        _write(pages.report(composed), output)
    else:
        _write({"text": reports.text, "json": reports.as_json, "markdown": reports.markdown}[form](composed), output)
    if strict and composed.sections["contradicts"]:
        sys.exit(1)


@cli.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "ttl"]), default="csv", show_default=True)
@_output
@_folders
def claims(form: str, output: Path | None, **folders: Path | None) -> None:
    """The full register: one row for each place where a figure is printed."""
    from nkgraph import exports

    built = _built(_places(folders))
    _write({"csv": exports.csv_rows, "json": exports.json_rows, "ttl": exports.turtle}[form](built), output)


@cli.command()
@click.argument("words", nargs=-1, required=True)
@_folders
def find(words: tuple[str, ...], **folders: Path | None) -> None:
    """Claims by figure (1,277) or by words of their wording, label, people or headline (diplomats)."""
    from nkgraph import exports

    lines = exports.found(_built(_places(folders)), " ".join(words))
    if lines:
        _write(lines, None)
    else:
        click.echo(f'No claim prints or names "{" ".join(words)}". Try fewer or other words.', err=True)


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True)
@_folders
def check(files: tuple[Path, ...], form: str, **folders: Path | None) -> None:
    """Every fault of the claims files (or of FILE…), at its line, with what to type instead."""
    from nkgraph import bindings, faultlist
    from nkgraph import check as checker

    places = _places(folders)
    chosen = _chosen(files, places)
    reading = checker.read(places)
    verdict = checker.judge(reading, places)
    faults = [f for f in verdict.faults if chosen is None or _real(f.path) in chosen]
    _write(faultlist.FORMATS[form]([_relative(f) for f in faults]), None)
    if places.copies is None:
        click.echo("Positions were not checked: give the archived copies with --copies DIR.", err=True)
    if verdict.unread:
        click.echo(f"{_counted(verdict.unread, 'file')} could not be read: numbers left over were not counted.", err=True)
    bound, where = bindings.counts(reading.corpus), f" in {', '.join(map(str, files))}" if files else ""
    click.echo(
        f"{_counted(len(reading.documents), 'file')}, {_counted(len(reading.corpus.claims), 'claim')}, "
        f"{_counted(len(faults), 'fault')}{where}. The words of the period are bound in {bound['period'][0]} of "
        f"{bound['period'][1]}, of the authority in {bound['authority'][0]} of {bound['authority'][1]} claims that name one.",
        err=True,
    )
    sys.exit(1 if faults else 0)


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_folders
def coverage(form: str, **folders: Path | None) -> None:
    """Whether every number of every copy is accounted for."""
    from nkgraph import check as checker
    from nkgraph import exports, sources

    places = _places(folders)
    if places.copies is None:
        raise NkgraphError("Coverage is counted in the archived copies: give them with --copies DIR.")
    reading = checker.read(places)
    _refuse([f for document in reading.documents for f in document.faults])
    held, faults = sources.open_copies(reading.corpus, places.copies)
    for fault in faults:
        click.echo(str(_relative(fault)), err=True)
    tallies = sources.tallies(reading.corpus, held, reading.ontology.lexicon)
    _write(exports.coverage_json(tallies) if form == "json" else exports.coverage_text(tallies), None)
    sys.exit(1 if faults or any(t.unaccounted for t in tallies) else 0)


def main() -> NoReturn:
    """Run the command line; a failure is one sentence and exit code 2, never a traceback."""
    gc.set_threshold(100_000, 20, 20)  # few cycles are made: looking for them takes a tenth of a cold start
    try:
        cli.main(prog_name="nkgraph", standalone_mode=False)
        sys.exit(0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (NkgraphError, OSError, MemoryError, UnicodeError) as error:
        click.echo(f"nkgraph: {_sentence(error)}", err=True)
        sys.exit(2)


def _sentence(error: Exception) -> str:
    """What went wrong and with which file, without numbers that only programmers know."""
    if isinstance(error, OSError) and not error.filename:
        return f"A file could not be read: {error.strerror or error}. Look at the folders it was given."
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}. Look whether it is there and may be read."
    if isinstance(error, UnicodeError):
        return f"A file or its name is not UTF-8: {error}. Save it as UTF-8, or give it another name."
    return str(error) or "There is not enough memory. Give it fewer claims, or a larger machine."


def _places(folders: dict[str, Path | None]) -> Places:
    from nkgraph import corpus

    return corpus.find(Path.cwd(), **folders)


def _built(places: Places, as_of: str | None = None) -> Built:
    """The graph; where there are faults, they go to stderr and nothing is reported."""
    from nkgraph import build, periods, rules

    day = rules.ALL_DATES
    if as_of is not None:
        try:
            last = periods.parse(as_of).last
        except periods.PeriodError as error:
            raise NkgraphError(f"--as-of: {error}") from error
        day = rules.ALL_DATES if last is None else last
    built = build.build(places, day, build.cache_folder(os.environ))
    _refuse(built.faults)
    return built


def _refuse(faults: list[Fault]) -> None:
    """Where there are faults, say them and stop: half a corpus would give a wrong answer."""
    for fault in faults:
        click.echo(str(_relative(fault)), err=True)
    if faults:
        click.echo(f"{_counted(len(faults), 'fault')}; nothing is reported until the files are mended.", err=True)
        sys.exit(1)


def _chosen(files: tuple[Path, ...], places: Places) -> set[Path] | None:
    if not files:
        return None
    known = {_real(p) for p in places.claim_files()}
    for file in files:
        if _real(file) not in known:
            raise NkgraphError(f"{file}: not a file of {places.claims}. Put it there, or name its folder with --claims DIR.")
    return {_real(f) for f in files}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _real(path: Path) -> Path:
    """The path without links; unlike `Path.resolve`, also where links go round in a circle."""
    return Path(os.path.realpath(path))


def _relative(fault: Fault) -> Fault:
    """The fault with its path as seen from here, where it lies below."""
    from dataclasses import replace

    here = Path.cwd()
    return replace(fault, path=fault.path.relative_to(here)) if fault.path.is_relative_to(here) else fault


def _write(text: str, output: Path | None) -> None:
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
