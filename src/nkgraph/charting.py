"""The command that draws: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

from pathlib import Path

import click

from nkgraph import options


@click.command()
@click.argument("measure")
@click.option("--place", metavar="NAME", help="Where. [default: the place with the most figures]")
@click.option("--dimension", "dimensions", multiple=True, metavar="NAME=VALUE", help="Another dimension; may be repeated.")
@click.option("--as-of", metavar="DATE", help="Only what may have been published by this day (EDTF).")
@options.output
@options.folders
def chart(
    measure: str, place: str | None, dimensions: tuple[str, ...], as_of: str | None, output: Path | None, **folders: Path | None
) -> None:
    """A measure (arrivals) over the years by publisher, as FILE.svg, FILE.png or FILE.html; SVG without -o."""
    from nkgraph import chart as charts
    from nkgraph import drawing

    form = output.suffix.lower() if output is not None else ".svg"
    if form not in (".svg", ".png", ".html"):
        raise click.UsageError(f"-o {output}: write .svg, .png or .html.")
    built = options.built(options.places(folders), as_of)
    drawn = charts.compose(built, measure, _wanted(place, dimensions), f"as of {as_of}" if as_of else "all dates")
    if drawn.choice:
        click.echo(drawn.choice, err=True)
    if form == ".png" and output is not None:
        from nkgraph.writing import write_whole

        write_whole(output, drawing.png(drawn))
    else:
        options.write({".svg": drawing.svg, ".html": drawing.html}[form](drawn), output)


def _wanted(place: str | None, dimensions: tuple[str, ...]) -> dict[str, str]:
    """The dimensions that were asked for, each once."""
    wanted = {} if place is None else {"place": place}
    for text in dimensions:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise click.UsageError(f"--dimension {text}: write NAME=VALUE, such as sex=female.")
        if name in wanted:
            raise click.UsageError(f"--dimension {text}: {name} was given before.")
        wanted[name] = value
    return wanted
