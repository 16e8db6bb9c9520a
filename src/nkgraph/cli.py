"""The command line: every command by name, and what happens when one fails.

Exit codes: 0 fine; 1 something needs a person (faults; with --strict, contradictions); 2 could not work. stdout carries
data, stderr talk. What a command does not need it does not import.
"""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

import click

from nkgraph import (
    __version__,
    archiving,
    authoring,
    charting,
    correcting,
    factchecking,
    publishing,
    querying,
    serving,
    showing,
    weighing,
)
from nkgraph.errors import NkgraphError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nkgraph")
def cli() -> None:
    """Several sources print a figure: do they agree, and are they really several?

    Every figure of a set of archived articles is a claim, linked to who printed it, when, on whose authority, and at which
    characters of which copy.
    """


for command in (
    factchecking.report,
    factchecking.findings,
    factchecking.find,
    archiving.check,
    archiving.coverage,
    publishing.claims,
    publishing.export,
    charting.chart,
    querying.query,
    showing.show,
    showing.compare,
    weighing.weigh,
    authoring.new,
    authoring.preview,
    correcting.retract,
    correcting.erratum,
    serving.push,
    serving.serve,
):
    cli.add_command(command)


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
    finally:
        gc.freeze()  # all goes with the process: nothing is looked through for cycles first


def _sentence(error: Exception) -> str:
    """What went wrong and with which file, without numbers that only programmers know."""
    if isinstance(error, OSError) and not error.filename:
        return f"A file could not be read: {error.strerror or error}. Look at the folders it was given."
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}. Look whether it is there and may be read."
    if isinstance(error, UnicodeError):
        return f"A file or its name is not UTF-8: {error}. Save it as UTF-8, or give it another name."
    return str(error) or "There is not enough memory. Give it fewer claims, or a larger machine."
