"""A whole small corpus on disk, copy and all, whose every finding can be worked out by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from nkgraph import build, corpus
from nkgraph.build import Built
from nkgraph.corpus import Places
from tests.conftest import REPOSITORY

MINISTRY = "nk:authority agent:ministry-of-unification"
ARRIVALS = 'nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period "{}" ; nk:value {}'
COPY = "a.txt"


@dataclass(frozen=True)
class Figure:
    """A claim: its name, the characters that print it, and what is typed of it."""

    name: str
    wording: str
    typed: str


def arrivals(name: str, wording: str, period: str, authority: str = MINISTRY, more: str = "") -> Figure:
    """So many arrivals in South Korea in a period; commas are for the wording only."""
    number = "".join(c for c in wording if c.isdigit())
    return Figure(name, wording, f"{ARRIVALS.format(period, number)} ; {authority}{more}")


def head(publisher: str, published: str, headline: str = "A headline", more: str = "") -> str:
    """The article itself."""
    return (
        f"<> a schema:NewsArticle ; schema:publisher agent:{publisher} ; schema:headline {quoted(headline)} ;\n"
        f'    schema:datePublished "{published}"{more} .\n'
    )


def quoted(text: str) -> str:
    """A Turtle string, with every character that is not plain escaped."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\u{ord(c):04X}" for c in text) + '"'


Articles = dict[str, tuple[str, list[Figure]]]
DOUBT = ' ; nk:note "Two values for one year"'
HALF = Figure(
    "women",
    "more than 80 percent",
    'nk:measure measure:arrivals ; nk:place place:south-korea ; nk:sex sex:female ; nk:period "2014" ; nk:value 80 ;'
    " nk:operation operation:share ; nk:base [ nk:sex sex:all ] ; nk:unit unit:percent ;"
    f" nk:modality modality:more-than ; {MINISTRY} ; nk:attribution nk:carried",
)
# Contradicts itself on 2014 (117 apart); 2013 revised from 1,516 to 1,514; 2012 agrees, once without an authority; 2011
# agrees within one publisher; the share stands alone.
ARTICLES: Articles = {
    "2015-07-05-yonhap-first": (
        head("yonhap", "2015-07-05"),
        [arrivals("y2013", "1,516", "2013"), arrivals("y2012", "1,502", "2012"), arrivals("y2011", "2,706", "2011"), HALF],
    ),
    "2016-01-04-yonhap-second": (
        head("yonhap", "2016-01-04"),
        [
            arrivals("y2014-first", "1,514", "2014", more=DOUBT),
            arrivals("y2014-second", "1,397", "2014"),
            arrivals("y2011", "2,706", "2011"),
        ],
    ),
    "2020-upi-third": (
        head("upi", "2020"),
        [arrivals("y2013", "1,514", "2013"), arrivals("y2012", "1,502", "2012", "nk:authority nk:unstated")],
    ),
}


def write(folder: Path, articles: Articles = ARTICLES, ontology: Path | None = None) -> Places:
    """Write claims/ and copies/ below `folder`, offsets and digest worked out."""
    (folder / "claims").mkdir(parents=True)
    (folder / "copies").mkdir()
    prefixes = (REPOSITORY / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")
    text = ""
    for stem, (article, figures) in articles.items():
        body = article
        for figure in figures:
            start = len(text)
            text += f"{figure.wording}\n"
            body += (
                f"<{figure.name}> a nk:Claim ; nk:statedIn <> ; {figure.typed} ;\n    nk:mention [ nk:copy copy:001 ;"
                f" nk:start {start} ; nk:end {len(text) - 1} ; nk:wording {quoted(figure.wording)} ] .\n"
            )
        base = f"@base <https://w3id.org/nkgraph/claims/{stem}/> .\n\n"
        (folder / "claims" / f"{stem}.ttl").write_text(prefixes + base + body, encoding="utf-8")
    data = text.encode()
    (folder / "copies" / COPY).write_bytes(data)
    (folder / "claims" / "copies.ttl").write_text(
        f'{prefixes}@base <https://w3id.org/nkgraph/copies/> .\n\n<001> a nk:Copy ; schema:name "{COPY}" ;\n'
        f'    schema:encodingFormat "text/plain" ; nk:filed "2026-11-22" ; nk:bytes {len(data)} ;\n'
        f'    nk:sha256 "{hashlib.sha256(data).hexdigest()}" .\n',
        encoding="utf-8",
    )
    return corpus.find(REPOSITORY, folder / "claims", ontology, copies=folder / "copies")


def cache(places: Places) -> Path:
    """Where the graphs of a corpus that `write` wrote are kept."""
    return places.claims.parent / "cache"


def kept(folder: Path, articles: Articles = ARTICLES) -> Places:
    """Write a corpus, and keep its graph as it is with the copies and without."""
    places = write(folder, articles)
    for known in (places, replace(places, copies=None)):
        assert not build.build(known, cache=cache(places)).faults
    return places


def built(folder: Path, articles: Articles = ARTICLES, ontology: Path | None = None) -> Built:
    """The graph of a corpus written below `folder`."""
    made = build.build(write(folder, articles, ontology))
    assert not made.faults, "\n".join(map(str, made.faults))
    return made
