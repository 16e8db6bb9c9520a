"""Synthetic corpora: N claims in articles of twenty, about N/4 quantities, each article with its archived copy.

Everything is invented, and valid: digests, characters, period and authority words are those of the copies written beside
the claims, so that `nkgraph check --copies` finds no fault. The same N and seed give the same bytes.

    python benchmarks/synthetic.py 1000 FOLDER     writes FOLDER/claims and FOLDER/copies
"""

from __future__ import annotations

import argparse
import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from nkgraph import corpus, ontology, vocab
from nkgraph.corpus import Places
from nkgraph.ontology import Ontology
from nkgraph.vocab import SKOS_

REPOSITORY = Path(__file__).resolve().parent.parent
AN_ARTICLE = 20
CLAIMS_PER_QUANTITY = 4
_PUBLISHERS = ("yonhap", "korea-times", "chosun-ilbo", "upi", "radio-free-asia", "wall-street-journal", "arirang", "nk-news")
_AUTHORITIES = ("ministry-of-unification", "south-korean-government", "national-intelligence-service", "unhcr",
                "us-state-department", "united-nations")  # fmt: skip
_FIRST_DAY = date(2017, 1, 1)
_LAST_YEAR = 2016
_HEDGES = {"exactly": "", "about": "about ", "more-than": "more than ", "at-most": "up to "}


@dataclass(frozen=True)
class Quantity:
    """Arrivals in one place and year, and the value that most articles print."""

    place: str
    label: str
    year: int
    value: int


@dataclass
class _Writer:
    """An article in the making: its Turtle, and its copy, to which text is added at the end."""

    number: int
    stem: str
    copy: str = ""
    turtle: list[str] = field(default_factory=list)

    def add(self, text: str) -> tuple[int, int]:
        """Add text to the copy; its characters."""
        start = len(self.copy)
        self.copy += text
        return start, len(self.copy)


def write(claims: int, folder: Path, seed: int = 1) -> Places:
    """Write a corpus of so many claims, a multiple of twenty; its places, with the repository's ontology and rules."""
    if claims < AN_ARTICLE * 5 or claims % AN_ARTICLE:
        raise ValueError(f"{claims} is not a multiple of {AN_ARTICLE} from {AN_ARTICLE * 5} up")
    dice = random.Random(seed)
    own = corpus.find(REPOSITORY)
    known = ontology.read(own.ontology_files())
    head = (own.ontology / "prefixes.ttl").read_text(encoding="utf-8")
    quantities = _quantities(claims // CLAIMS_PER_QUANTITY, known, dice)
    places = Places(folder / "claims", own.ontology, own.queries, folder / "copies")
    for made in (places.claims, folder / "copies"):
        made.mkdir(parents=True, exist_ok=True)
    copies = [f"{head}@base <{vocab.ROOT}copies/> .\n"]
    stems: list[str] = []
    for number in range(claims // AN_ARTICLE):
        article = _article(number, stems, dice.sample(quantities, AN_ARTICLE), known, dice)
        stems.append(article.stem)
        base = f"@base <{vocab.CLAIMS}{article.stem}/> .\n\n"
        (places.claims / f"{article.stem}.ttl").write_text(head + base + "\n".join(article.turtle) + "\n", encoding="utf-8")
        copies.append(_keep(article, folder / "copies"))
    (places.claims / "copies.ttl").write_text("\n".join(copies), encoding="utf-8")
    return places


def _quantities(count: int, known: Ontology, dice: random.Random) -> list[Quantity]:
    """Each place in turn, year by year backwards; a place whose name holds a number ("the G20") would need accounting for."""
    scheme, top = known.dimensions["place"], known.tops["place"]
    members = (s for s, p, o in known.triples if p == SKOS_.inScheme and o == scheme and s != top)
    labels = {vocab.local(m): known.label(m) for m in sorted(members, key=lambda m: m.value)}
    places = [(p, label) for p, label in labels.items() if not known.lexicon.number_pattern.search(label)]
    found = []
    for i in range(count):
        years, which = divmod(i, len(places))
        found.append(Quantity(*places[which], _LAST_YEAR - years, dice.randrange(20, 40_000)))
    return found


def _article(number: int, earlier: list[str], chosen: list[Quantity], known: Ontology, dice: random.Random) -> _Writer:
    """One article: a fifth of them quote an earlier one."""
    publisher = dice.choice(_PUBLISHERS)
    day = _FIRST_DAY + timedelta(days=number % 3000)
    article = _Writer(number, f"{day}-{publisher}-synthetic-{number:06}")
    article.add("Synthetic article. Published on ")
    start, end = article.add(day.isoformat())
    article.add(".\n")
    hop = f" ;\n    nk:quotes <../{dice.choice(earlier)}/>" if earlier and dice.random() < 0.2 else ""
    article.turtle.append(
        f'<> a schema:NewsArticle ; schema:publisher agent:{publisher} ; schema:inLanguage "en" ;\n'
        f'    schema:headline "Synthetic article {number}" ; schema:datePublished "{day}"{hop} ;\n'
        f"    nk:notFigure [ nk:copy copy:{number:06} ; nk:start {start} ; nk:end {end} ;"
        f' nk:wording "{day}" ; nk:reason reason:publication-date ] .\n'
    )
    for quantity in chosen:
        article.turtle.append(_claim(article, quantity, known, dice))
    return article


def _claim(article: _Writer, quantity: Quantity, known: Ontology, dice: random.Random) -> str:
    """One claim, its sentence added to the copy: "Unification Ministry: in 2015 about 1,300 came to Laos."."""
    value, modality = _printed(quantity.value, dice)
    named = dice.random() < 0.9
    authority, words = "nk:unstated", ""
    if named:
        agent = ox.NamedNode(f"{vocab.ROOT}agents/{dice.choice(_AUTHORITIES)}")
        start, end = article.add(known.label(agent))
        authority = f"agent:{vocab.local(agent)}"
        words = f" ;\n        nk:authorityStart {start} ; nk:authorityEnd {end} ; nk:authorityWording"
        words += f' "{known.label(agent)}"'
    article.add(": in " if named else "In ")
    first, last = article.add(str(quantity.year))
    article.add(" ")
    wording = f"{_HEDGES[modality]}{value:,}"
    start, end = article.add(wording)
    article.add(f" came to {quantity.label}.\n")
    hedge = "" if modality == "exactly" else f" ; nk:modality modality:{modality}"
    return (
        f"<arrivals-{quantity.place}-{quantity.year}> a nk:Claim ; nk:statedIn <> ;\n"
        f'    nk:measure measure:arrivals ; nk:place place:{quantity.place} ; nk:period "{quantity.year}" ;\n'
        f"    nk:value {value}{hedge} ; nk:authority {authority} ;\n"
        f'    nk:mention [ nk:copy copy:{article.number:06} ; nk:start {start} ; nk:end {end} ; nk:wording "{wording}" ;\n'
        f'        nk:periodStart {first} ; nk:periodEnd {last} ; nk:periodWording "{quantity.year}"{words} ] .'
    )


def _printed(value: int, dice: random.Random) -> tuple[int, str]:
    """What one article makes of a value: mostly the same, sometimes another, rounded, or a bound."""
    chance = dice.random()
    if chance < 0.7:
        return value, "exactly"
    if chance < 0.8:
        return value + dice.randrange(1, 20), "exactly"
    if chance < 0.9:
        return max(round(value, -2), 100), "about"
    return (max(value // 10 * 10, 10), "more-than") if chance < 0.95 else (value // 10 * 10 + 10, "at-most")


def _keep(article: _Writer, folder: Path) -> str:
    """Write the copy; what copies.ttl says of it."""
    data, name = article.copy.encode(), f"{article.number:06}.txt"
    (folder / name).write_bytes(data)
    return (
        f'<{article.number:06}> a nk:Copy ; schema:name "{name}" ; schema:encodingFormat "text/plain; charset=utf-8" ;\n'
        f'    nk:filed "2026-11-22" ; nk:sha256 "{hashlib.sha256(data).hexdigest()}" ; nk:bytes {len(data)} .\n'
    )


def main() -> None:
    """Write one corpus."""
    parser = argparse.ArgumentParser(description="Write a synthetic corpus, with its archived copies.")
    parser.add_argument("claims", type=int, help="how many claims, a multiple of twenty")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    places = write(given.claims, given.folder, given.seed)
    print(f"nkgraph check --claims {places.claims} --copies {places.copies}")


if __name__ == "__main__":
    main()
