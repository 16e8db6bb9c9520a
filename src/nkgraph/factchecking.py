"""The commands of a fact-checker: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nkgraph import options


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "html", "markdown"]), default="text", show_default=True)
@click.option("--as-of", metavar="DATE", help="Only what may have been published by this day (EDTF).")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are contradictions that nobody has acknowledged.")
@options.output
@options.folders
def report(form: str, as_of: str | None, strict: bool, output: Path | None, **folders: Path | None) -> None:
    """Who agrees, who contradicts, who revised, and how many roots stand behind each side."""
    from nkgraph import report as reports
    from nkgraph import report_text

    built = options.built(options.places(folders), as_of)
    composed = reports.compose(built, f"as of {as_of}" if as_of else "all dates")
    if not built.copies:
        click.echo("Positions were not checked: give the archived copies with --copies DIR.", err=True)
    if form == "html":
        from nkgraph import pages

        options.write(pages.report(composed), output)
    else:
        options.write(
            {"text": report_text.text, "json": reports.as_json, "markdown": report_text.markdown}[form](composed), output
        )
    if strict and composed.unacknowledged:
        sys.exit(1)


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "csv", "json", "markdown"]), default="text", show_default=True)
@click.option("--rule", metavar="RULE", help="Only what this rule says: same-quantity, derivation, series ...")
@click.option("--outcome", metavar="OUTCOME", help="Only this outcome: contradicts, agrees, revised, not-comparable ...")
@click.option("--as-of", metavar="DATE", help="Only what may have been published by this day (EDTF).")
@options.store
@options.output
@options.folders
def findings(
    form: str, rule: str | None, outcome: str | None, as_of: str | None, store: str | None, output: Path | None,
    **folders: Path | None,
) -> None:  # fmt: skip
    """Everything that the rules say, one plain sentence each, what holds included."""
    from nkgraph import findings_list

    built = options.fetched(store, as_of) if store else options.built(options.places(folders), as_of)
    listed = findings_list.compose(built, rule, outcome)
    options.write(findings_list.FORMATS[form](listed), output)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--withdrawn", is_flag=True, help="With claims that were retracted or were errors of ours, and why.")
@options.folders
def find(words: tuple[str, ...], withdrawn: bool, **folders: Path | None) -> None:
    """Claims by figure (1,277) or by words of their wording, label, people or headline (diplomats)."""
    from nkgraph import exports

    lines = exports.found(options.built(options.places(folders)), " ".join(words), withdrawn)
    if lines:
        options.write(lines, None)
    else:
        click.echo(f'No claim prints or names "{" ".join(words)}". Try fewer or other words.', err=True)
