"""The commands that begin and preview a claims file: arguments, calls, output, exit code."""

from __future__ import annotations

import os
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from nkgraph import options
from nkgraph.errors import NkgraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from nkgraph.check import Reading
    from nkgraph.claims import Copy, Corpus
    from nkgraph.corpus import Places
    from nkgraph.drafting import Assumed, Heading, Relayed
    from nkgraph.finder_drafts import Draft
    from nkgraph.ontology import Ontology
    from nkgraph.turtle import Document
    from nkgraph.updating import Text

_KINDS = ("NewsArticle", "BlogPosting", "Report", "Article", "Comment")
_HERE = ""  # what --update stands for without a file: the one that the other options name


@click.command()
@click.option("--copy", "copy_file", type=click.Path(path_type=Path), metavar="FILE", help="The article's text, as UTF-8.")
@click.option("--publisher", metavar="NAME", help="Who published it: yonhap, or Korea Times.")
@click.option("--date", "published", metavar="EDTF", help="When: 2016-01-04, 2015-10, or leave it out.")
@click.option("--headline", metavar="WORDS", help="As printed. [default: the first line of the text]")
@click.option("--kind", type=click.Choice(_KINDS), default="NewsArticle", show_default=True, help="What it is.")
@click.option("--url", metavar="ADDRESS", help="Its address, if the copy prints it.")
@click.option("--relays", metavar="ARTICLE", multiple=True, help="What it reports: a claims file, or a publisher.")
@click.option("--measure", metavar="NAME", help="What its figures count where their words do not say it.")
@click.option("--place", metavar="NAME", help="Where, where their words do not say it.")
@click.option("--filed", metavar="DATE", default=lambda: date.today().isoformat(), help="When you saved it. [default: today]")
@click.option("--write-copy", is_flag=True, help="Also add the copy to claims/copies.ttl.")
@click.option("--update", is_flag=False, flag_value=_HERE, metavar="[FILE]", help="Add the numbers that the file lacks.")
@options.folders
def new(
    copy_file: Path | None, publisher: str | None, published: str | None, headline: str | None, kind: str, url: str | None,
    relays: tuple[str, ...], measure: str | None, place: str | None, filed: str, write_copy: bool, update: str | None,
    **folders: Path | None,
) -> None:  # fmt: skip
    """Draft the claims file of an article: a claim for each number in it, with what is unknown marked."""
    from nkgraph import drafting, updating

    places = options.places(folders)
    _refuse_shipped(places)
    reading = _read(places)
    known = reading.ontology
    assumed = drafting.Assumed(
        drafting.concept("measure", measure, known) if measure else None,
        drafting.concept("place", place, known) if place else None,
    )
    if update:
        _update(Path(update), copy_file, reading, places, assumed)
        return
    if copy_file is None:
        raise NkgraphError("--copy: which text? Save the article as UTF-8 and give it with --copy FILE.")
    if publisher is None:
        raise NkgraphError("--publisher: whose article is it? Give a name of ontology/schemes/agents.ttl.")
    text = updating.read_text(copy_file)
    _day("--filed", filed)
    heading = _heading(text, publisher, published, headline, kind, url, relays, reading)
    path = places.claims / f"{drafting.stem(heading, f'copy-{text.digest[:8]}')}.ttl"
    if update is not None:
        _update(path, copy_file, reading, places, assumed)
        return
    _begin(path, copy_file, text, heading, filed, write_copy, reading, places, assumed)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@options.output
@options.folders
def preview(file: Path, form: str, output: Path | None, **folders: Path | None) -> None:
    """What a claims file agrees with, contradicts and revises, and how many roots it really adds, before it is committed."""
    from nkgraph import check as checker
    from nkgraph import corpus, rules
    from nkgraph import preview as previews
    from nkgraph.beside import Beside
    from nkgraph.evidence import Witness

    places = options.places(folders)
    reading, document = _with(file, checker.read(places))
    faults = checker.judge(reading, places, options.cache()).faults
    options.refuse([f for f in faults if f.code != "draft-left"])  # a guess is best judged by what it would change
    if not any(article.document is document for article in reading.corpus.articles.values()):
        raise NkgraphError(f"{file}: holds no article. Name the claims file of an article.")
    seen, register = previews.compose(reading, document, rules.read(places.rule_files()))
    corpus_id = corpus.digest(d.path for d in reading.documents)
    witness = Witness(register, Beside(register.graph, places))
    options.write(previews.FORMATS[form](seen, witness, corpus_id), output)


def _with(file: Path, reading: Reading) -> tuple[Reading, Document]:
    """The corpus with a file, which may yet lie elsewhere, in place of any that has its name."""
    from nkgraph import claims, turtle

    here = os.path.realpath(file)
    held = next((d for d in reading.documents if os.path.realpath(d.path) == here), None)
    if held is not None:
        return reading, held
    if not file.is_file():
        raise NkgraphError(f"{file}: there is no such file. Name a claims file, as in: nkgraph preview claims/FILE.ttl")
    document = turtle.read(file)
    documents = [*(d for d in reading.documents if d.path.name != file.name), document]
    return replace(reading, documents=documents, corpus=claims.read(documents, reading.ontology)), document


# --- new ---------------------------------------------------------------------------------------------------------


def _begin(
    path: Path,
    copy_file: Path,
    text: Text,
    heading: Heading,
    filed: str,
    write_copy: bool,
    reading: Reading,
    places: Places,
    assumed: Assumed,
) -> None:
    """Write a new claims file, and the copy's entry where that is wanted."""
    from nkgraph import drafting, updating

    if os.path.lexists(path):
        raise updating.exists(_shown(path))
    entry, copy = _entry(text, filed, reading.corpus)
    drafts = _drafts(text, copy, heading.published, reading)
    prefix_lines = (places.ontology / "prefixes.ttl").read_text(encoding="utf-8")
    base = f"https://w3id.org/nkgraph/claims/{path.stem}/"
    writer = drafting.Writer(reading.ontology, reading.ontology.prefixes)
    whole = writer.whole(prefix_lines, base, heading, drafting.Filed(copy, text.text), drafts, assumed)
    if entry and write_copy:
        copies = places.claims / updating.COPIES
        if copies.exists():
            updating.append(copies, copies.read_bytes(), entry)
        else:
            updating.create(copies, f"{prefix_lines}@base <https://w3id.org/nkgraph/copies/> .\n\n{entry}".encode())
    updating.create(path, whole.encode("utf-8"))
    options.write(f"{_shown(path)}\n", None)
    if entry:
        _say_entry(entry, text, copy_file, write_copy, places)
    _say_drafts(drafts, assumed, reading.ontology)


def _entry(text: Text, filed: str, corpus: Corpus) -> tuple[str, ox.NamedNode]:
    """The lines that copies.ttl lacks, empty where it has the copy; and the copy's name."""
    from nkgraph import drafting, updating, vocab

    held = updating.described(text, corpus)
    if held is not None:
        return "", held.iri
    copy = updating.next_copy(text, corpus)
    return drafting.copy_entry(text.name, vocab.local(copy), text.digest, len(text.data), filed), copy


def _drafts(text: Text, copy: ox.NamedNode, published: str | None, reading: Reading) -> list[Draft]:
    """The numbers of a text that no claims file accounts for."""
    from nkgraph import coverage, drafting, finder

    spoken = [stretch for _, stretch in coverage.stretches(reading.corpus).get(copy.value, [])]
    return drafting.uncovered(finder.find(text.text, reading.ontology, published), text.text, spoken, reading.ontology)


def _update(path: Path, copy_file: Path | None, reading: Reading, places: Places, assumed: Assumed) -> None:
    """Add drafts of the numbers that nothing accounts for to the end of a claims file."""
    from nkgraph import drafting, updating, vocab

    here = os.path.realpath(path)
    document = next((d for d in reading.documents if os.path.realpath(d.path) == here), None)
    if document is None:
        raise NkgraphError(f"{path}: not a file of {places.claims}. Begin it without --update.")
    before = document.path.read_bytes()
    base = f"{vocab.CLAIMS}{document.path.stem}/"
    if document.base != base:
        raise NkgraphError(f"{path}: its base is not that of its name. Write: @base <{base}> .")
    article = reading.corpus.articles.get(base)
    blocks, found = [], []
    taken = {s.removeprefix(base) for s in document.typed if s.startswith(base)}
    writer = drafting.Writer(reading.ontology, document.prefixes, taken)
    for copy, text in _texts(copy_file, document, reading.corpus, places):
        drafts = _drafts(text, copy.iri, article.published if article else None, reading)
        blocks += writer.blocks(drafting.Filed(copy.iri, text.text), drafts, assumed)
        found += drafts
    if found:
        updating.append(document.path, before, "\n".join(blocks))
        options.write(f"{_shown(path)}\n", None)
    _say_drafts(found, assumed, reading.ontology)


def _texts(copy_file: Path | None, document: Document, corpus: Corpus, places: Places) -> list[tuple[Copy, Text]]:
    """The copies in which a file's numbers stand, with their texts; or the one that is given."""
    from nkgraph import coverage, updating

    if copy_file is not None:
        text = updating.read_text(copy_file)
        held = updating.described(text, corpus)
        if held is None:
            raise NkgraphError(
                f"{copy_file}: claims/copies.ttl does not describe these bytes. Add them with: nkgraph new --copy"
            )
        return [(held, text)]
    if places.copies is None:
        raise NkgraphError("--update: where is the text? Give it with --copy FILE, or all of them with --copies DIR.")
    spoken = coverage.stretches(corpus).items()
    mine = [iri for iri, here in spoken if any(d is document for d, _ in here) and iri in corpus.copies]
    if not mine:
        raise NkgraphError(f"{document.path}: speaks of no copy yet. Give its text with --copy FILE.")
    found = [(corpus.copies[iri], updating.read_text(places.copies / (corpus.copies[iri].name or ""))) for iri in mine]
    for copy, text in found:
        if text.digest != copy.sha256:
            raise NkgraphError(f"{places.copies / text.name}: is not the text that copies.ttl describes. Run: nkgraph check")
    return found


def _heading(
    text: Text, publisher: str, published: str | None, headline: str | None, kind: str, url: str | None,
    relays: tuple[str, ...], reading: Reading,
) -> Heading:  # fmt: skip
    from nkgraph import drafting

    day = _day("--date", published) if published not in (None, "unknown", "undated") else None
    first = next(line.strip().lstrip("\ufeff") for line in text.text.splitlines() if line.strip())
    if url is not None and (urlsplit(url).scheme not in ("http", "https") or set(url) & set(' <>"{}|\\^`\n\t')):
        raise NkgraphError(f"--url: {url!r} is no address. Write it whole, as in https://example.org/article.")
    return drafting.Heading(
        kind, drafting.agent("--publisher", publisher, reading.ontology), (headline or first)[:300], headline is None,
        drafting.language(text.text), day, url, tuple(_relayed(r, reading) for r in relays),
    )  # fmt: skip


def _relayed(text: str, reading: Reading) -> Relayed:
    """A claims file, by its name, path or address; else an article that is only named, by its publisher."""
    from nkgraph import drafting, vocab

    stem = text.removeprefix(vocab.CLAIMS).rstrip("/").rsplit("/", 1)[-1].removesuffix(".ttl")
    if f"{vocab.CLAIMS}{stem}/" in reading.corpus.articles:
        return drafting.Relayed(f"<../{stem}/>")
    if text.endswith(".ttl") or text.startswith(vocab.ROOT):
        raise NkgraphError(f"--relays: there is no claims file {stem}.ttl. Name one, or the publisher of what it reports.")
    agent = drafting.agent("--relays", text, reading.ontology)
    return drafting.Relayed(f"<{vocab.local(agent)}>", agent)


def _day(option: str, text: str | None) -> str | None:
    from nkgraph import periods

    try:
        periods.parse(text or "")
    except periods.PeriodError as error:
        raise NkgraphError(f"{option}: {error}") from error
    return text


def _read(places: Places) -> Reading:
    """What is there already, which may be nothing. A file that cannot be read may account for numbers, so it stops this."""
    from nkgraph import check, claims, ontology

    if any(places.claims.glob("*.ttl")):
        reading = check.read(places)
        options.refuse([f for d in reading.documents for f in d.faults])
        return reading
    return check.Reading(known := ontology.read(places.ontology_files()), [], claims.read([], known))


def _refuse_shipped(places: Places) -> None:
    from nkgraph import corpus

    if places.claims.is_relative_to(corpus.program_files()[0].parent):
        raise NkgraphError("This is not a repository of claims. Go to yours, or name its folder with --claims DIR.")


# --- what is said ------------------------------------------------------------------------------------------------


def _say_entry(entry: str, text: Text, copy_file: Path, written: bool, places: Places) -> None:
    if written:
        click.echo(f"Added to {_shown(places.claims)}/copies.ttl:\n\n{entry}", err=True)
    else:
        click.echo(f"Add to {_shown(places.claims)}/copies.ttl (or let --write-copy do it):\n\n{entry}", err=True)
    folder = places.copies
    if folder is None:
        click.echo(
            "Put the text with the other archived copies, outside the repository, and name their folder with --copies DIR.",
            err=True,
        )
    elif not (folder / text.name).is_file():
        click.echo(
            f"Put the text with the other copies, as it is: cp {shlex.quote(str(copy_file))} {shlex.quote(str(folder))}/",
            err=True,
        )
    elif (folder / text.name).read_bytes() != text.data:
        click.echo(f"{folder / text.name} has other bytes: give this text another name, and begin again.", err=True)


def _shown(path: Path) -> Path:
    """A path as seen from here, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _say_drafts(drafts: list[Draft], assumed: Assumed, ontology: Ontology) -> None:
    from nkgraph import drafting

    figures = [d for d in drafts if d.reason is None]
    if not drafts:
        click.echo("Every number is accounted for; nothing was drafted.", err=True)
        return
    click.echo(
        f"{options.counted(len(figures), 'claim')} drafted, {options.counted(len(drafts) - len(figures), 'number')} listed as "
        f"no figure. Now type what is marked {drafting.MARK}; nkgraph check --watch says at which lines.",
        err=True,
    )
    for kind, given in (("measure", assumed.measure), ("place", assumed.place)):
        bare = sum(getattr(d, kind) is None for d in figures) if given is None else 0
        if bare:
            line = drafting.scheme_line(kind, "", ontology)
            where = f"ontology/schemes/{kind}s.ttl"
            click.echo(
                f"{options.counted(bare, 'claim')} without a {kind}. Where {where} has none that fits, add one:", err=True
            )
            click.echo(f"  {line}", err=True)
