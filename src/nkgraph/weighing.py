"""The command that weighs a figure: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

from pathlib import Path

import click

from nkgraph import options
from nkgraph.errors import NkgraphError


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@click.option("--measure", metavar="NAME", help="What is counted: arrivals.")
@click.option("--place", metavar="NAME", help="Where: south-korea.")
@click.option("--sex", metavar="NAME", help="female or male.")
@click.option("--population", metavar="NAME", help="Of whom: diplomats.")
@click.option("--partner", metavar="NAME", help="The other place.")
@click.option("--product", metavar="NAME", help="Of what goods.")
@click.option("--period", metavar="EDTF", help="For which time: 2014, 2015-01/2015-05, 2006/..")
@click.option("--unit", metavar="NAME", help="In which unit: person, percent, usd.")
@click.option("--base", metavar="NAME=VALUE", multiple=True, help="Against what: period=2011, sex=all.")
@click.option("--on", metavar="DATE", help='The day it was said, for "last year".')
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@options.output
@options.folders
def weigh(
    sentence: tuple[str, ...], measure: str | None, place: str | None, sex: str | None, population: str | None,
    partner: str | None, product: str | None, period: str | None, unit: str | None, base: tuple[str, ...], on: str | None,
    form: str, output: Path | None, **folders: Path | None,
) -> None:  # fmt: skip
    """What supports and what contradicts a figure that somebody said: "1,514 defectors reached South Korea in 2014"."""
    from nkgraph import asked as asking
    from nkgraph import check, ontology, rules, weightext
    from nkgraph import weigh as scales
    from nkgraph.beside import Beside
    from nkgraph.evidence import Witness

    places = options.places(folders)
    known = ontology.read(places.ontology_files())
    dimensions = {"place": place, "sex": sex, "population": population, "partner": partner, "product": product}
    said = dimensions | {"measure": measure, "unit": unit, "period": period, "on": on}
    asked = scales.understand(" ".join(sentence), {name: text for name, text in said.items() if text is not None}, base, known)
    if questions := asking.missing(asked):
        click.echo(f"Read as    {asking.in_words(asked, known)}", err=True)
        raise NkgraphError("this is not clear enough to be weighed.\n" + "\n".join(f"  {question}" for question in questions))
    built, reading = options.built(places), check.read(places)
    weighed, register = scales.weigh(asked, reading, rules.read(places.rule_files()))
    witness = Witness(register, Beside(register.graph, places))
    write = {"text": weightext.text, "json": weightext.as_json, "markdown": weightext.markdown}[form]
    options.write(write(weighed, witness, built.corpus_id), output)
