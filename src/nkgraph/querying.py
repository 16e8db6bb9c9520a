"""The command that asks the graph: arguments, one call, output, exit code. No logic lives here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nkgraph import options
from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    from nkgraph.corpus import Places
    from nkgraph.questions import Question


@click.command()
@click.argument("name", required=False, metavar="[NAME|FILE]")
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="What the question asks for; once for each.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True)
@click.option("--describe", is_flag=True, help="What the question answers and asks for, and its columns.")
@click.option("--limit-seconds", "seconds", type=click.FloatRange(0, 86400, min_open=True), default=20, show_default=True,
              help="How long a query of your own may take.")  # fmt: skip
@options.store
@options.output
@options.folders
def query(
    name: str | None, given: tuple[str, ...], form: str, describe: bool, seconds: float, store: str | None, output: Path | None,
    **folders: Path | None,
) -> None:  # fmt: skip
    """Ask a question of the library by NAME, or your own SELECT or ASK from FILE.rq; without either, list the questions."""
    from nkgraph import questions

    places = options.places(folders)
    if name is not None and (name.endswith(".rq") or "/" in name):
        if given or describe:
            raise NkgraphError(f"{name}: --param and --describe are for questions. Write the values into your own query.")
        _own(Path(name), form, seconds, store, output, places)
        return
    library = questions.read(places.question_files())
    if name is None:
        if given or describe:
            raise NkgraphError("Which question? Without a name, nkgraph query lists them all.")
        options.write(questions.listed(library), output)
        return
    question = questions.named(name, library)
    if describe:
        options.write(questions.described(question), output)
        return
    _library(question, given, form, store, output, places)


def _library(
    question: Question, given: tuple[str, ...], form: str, store: str | None, output: Path | None, places: Places
) -> None:
    from nkgraph import parameters, questions, results, stored
    from nkgraph.register import Register

    register = Register((options.fetched(store) if store else options.built(places)).graph)
    text = questions.bound(question, parameters.terms(question, given, register))
    columns, rows = stored.select_rows(options.remote(store), text) if store else register.graph.select(text)
    answer = results.Answer(columns, list(rows))
    options.write(results.FORMATS[form](answer, register), output)
    if not answer.rows:
        _say_nothing_found(f"{question.name}{''.join(f' {text}' for text in given)}")


def _own(file: Path, form: str, seconds: float, store: str | None, output: Path | None, places: Places) -> None:
    from nkgraph import guard, results, stored
    from nkgraph.register import Register

    text = file.read_text(encoding="utf-8-sig")
    kind = guard.form(text)
    if store and kind == "ASK":
        raise NkgraphError(f"{file}: a store is asked with SELECT. Write SELECT * and look whether there is a row.")
    register = Register((options.fetched(store) if store else options.built(places)).graph)
    if store:
        columns, rows = stored.select_rows(options.remote(store), text)
        options.write(results.FORMATS[form](results.Answer(columns, list(rows)), register), output)
        return
    if kind == "ASK":
        options.write(results.truth(guard.ask(register.graph, text, seconds), form), output)
        return
    answer = guard.select(register.graph, text, seconds)
    options.write(results.FORMATS[form](answer, register), output)
    if not answer.rows:
        _say_nothing_found(str(file))


def _say_nothing_found(what: str) -> None:
    click.echo(f"Nothing in these claims answers {what}.", err=True)
