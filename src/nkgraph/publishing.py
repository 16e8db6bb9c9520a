"""The commands of whoever takes the data further: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

from pathlib import Path

import click

from nkgraph import options


@click.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "ttl"]), default="csv", show_default=True)
@click.option("--withdrawn", is_flag=True, help="With claims that were retracted or were errors of ours, and why.")
@options.output
@options.folders
def claims(form: str, withdrawn: bool, output: Path | None, **folders: Path | None) -> None:
    """The full register: one row for each place where a figure is printed."""
    from nkgraph import exports

    built = options.built(options.places(folders))
    options.write({"csv": exports.csv_rows, "json": exports.json_rows, "ttl": exports.turtle}[form](built, withdrawn), output)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["ttl", "nt", "nq", "trig", "jsonld", "cube", "csv", "json"]), default="ttl",
    show_default=True, help="cube is Turtle: a data cube with OWL-Time periods.",
)  # fmt: skip
@options.output
@options.folders
def export(form: str, output: Path | None, **folders: Path | None) -> None:
    """The whole data set as one file: claims, what is derived, what was found, the ontology. /dumps/ serves the same files."""
    from nkgraph import rules
    from nkgraph.web import dumps

    places = options.places(folders)
    data = dumps.make(options.built(places), rules.read(places.rule_files()), form)
    options.write(data.decode("utf-8", "surrogateescape"), output)
