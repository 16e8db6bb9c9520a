"""Synthetic corpora: N claims in articles of twenty, about N/4 quantities. Everything is invented; the same N and seed give
the same bytes.

`write` makes plain figures, each article with its archived copy, and valid: digests, characters, period and authority words
are those of the copies written beside the claims, so that `nkgraph check --copies` finds no fault.

`write_shape` makes what the rules feed on, without copies. In the shape "spread" each country has four provinces, its own
articles and a few readings of each quantity, and there are more countries where there are more claims. In "repeated" four
claims of five say one quantity, in articles of their own, with a few values; in "distinct" each of these has another value.

    python benchmarks/synthetic.py 1000 FOLDER     writes FOLDER/claims and FOLDER/copies
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
from collections.abc import Iterator
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


# --- what the rules feed on -----------------------------------------------------------------------------------------------

SHAPES = ("spread", "repeated", "distinct")
_FROM, _UNTIL = 2001, 2016
_ARTICLES_A_COUNTRY = 8
_A_CROWD = 5  # in the shapes that are not spread, one claim of so many is spread all the same
_OF_THE_WORLD = 20  # one article of so many speaks of the world
_ARRIVALS = "nk:measure measure:arrivals"
_TO_DATE = "nk:measure measure:arrivals-to-date"
_STATEMENTS = (
    'nk:period "{y}" ; nk:operation operation:highest ; nk:span "2001/{y}"',
    'nk:period "{y}" ; nk:operation operation:lowest ; nk:span "{early}/{y}"',
    'nk:period "{early}/{y}" ; nk:operation operation:falling',
    'nk:period "{early}/{y}" ; nk:operation operation:rising',
    'nk:period "{early}/{y}" ; nk:operation operation:steadily-falling',
    'nk:period "{early}/{y}" ; nk:operation operation:steadily-rising',
    'nk:period "{y}" ; nk:operation operation:first-above ; nk:value {value} ; nk:span "2001/{y}"',
    'nk:period "{y}" ; nk:operation operation:largest-change ; nk:span "2001/{y}"',
    'nk:period "{y}" ; nk:operation operation:first-time ; nk:span "2001/{y}"',
)


class _World:
    """The places, and what is true of them."""

    def __init__(self, countries: int, dice: random.Random) -> None:
        self.provinces = {
            f"country-{c:05}": [f"country-{c:05}-{letter}" for letter in "abcd"] for c in range(max(countries, len("abcd")))
        }
        self._true: dict[tuple[str, int], int] = {}
        for year in range(_FROM, _UNTIL + 2):
            for country, parts in self.provinces.items():
                for part in parts:
                    self._true[part, year] = dice.randrange(20, 900)
                self._true[country, year] = sum(self._true[part, year] for part in parts)
            self._true["world", year] = sum(self._true[country, year] for country in self.provinces)

    def value(self, place: str, year: int) -> int:
        """How many came to a place in a year."""
        return self._true[place, year]

    def since(self, place: str, year: int) -> int:
        """How many had come by the end of a year."""
        return sum(self._true[place, y] for y in range(_FROM, year + 1))

    def scheme(self) -> Iterator[str]:
        """The places as Turtle."""
        for country, parts in self.provinces.items():
            for place, above in ((country, "world"), *((part, country) for part in parts)):
                yield (
                    f'place:{place} skos:inScheme <{vocab.ROOT}places> ; skos:prefLabel "{place}"@en ;'
                    f" skos:broader place:{above} .\n"
                )


@dataclass
class _Sheet:
    """An article in the making: its Turtle, and where the next figure stands in the copy that it has not got."""

    number: int
    stem: str
    authority: str
    dice: random.Random
    turtle: list[str] = field(default_factory=list)
    at: int = 0

    def claim(self, name: str, typed: str, value: int | None = None, kind: str = "Claim") -> None:
        """One claim; a value is printed as articles print values."""
        if value is not None:
            number, modality = _reading(value, self.dice)
            typed += f" ; nk:value {number}" + ("" if modality == "exactly" else f" ; nk:modality modality:{modality}")
        self.add(name, f"nk:statedIn <> ; {typed} ; nk:authority {self.authority}", kind)

    def add(self, name: str, typed: str, kind: str = "Claim") -> None:
        """One claim as it is typed, and its mention."""
        self.at += 60
        self.turtle.append(
            f"<{name}> a nk:{kind} ; {typed} ;\n    nk:mention [ nk:copy copy:{self.number:06} ;"
            f' nk:start {self.at} ; nk:end {self.at + 5} ; nk:wording "1,234" ] .'
        )


def write_shape(shape: str, claims: int, folder: Path, seed: int = 1) -> Places:
    """Write so many claims, a multiple of a hundred, in one of SHAPES; their places, with an ontology that knows them."""
    if shape not in SHAPES or claims < AN_ARTICLE * _A_CROWD or claims % (AN_ARTICLE * _A_CROWD):
        raise ValueError(f"{shape}, {claims}: a shape is one of {SHAPES}, its claims a multiple of {AN_ARTICLE * _A_CROWD}")
    dice = random.Random(seed)
    own = corpus.find(REPOSITORY)
    spread = (claims if shape == "spread" else claims // _A_CROWD) // AN_ARTICLE
    world = _World(spread // _ARTICLES_A_COUNTRY, dice)
    places = Places(folder / "claims", folder / "ontology", own.queries)
    shutil.copytree(own.ontology, places.ontology)
    head = (own.ontology / "prefixes.ttl").read_text(encoding="utf-8")
    names = f"{head}@prefix skos: <{vocab.SKOS}> .\n"
    (places.ontology / "schemes" / "synthetic.ttl").write_text(names + "".join(world.scheme()), encoding="utf-8")
    places.claims.mkdir()
    for sheet in _sheets(shape, spread, claims - spread * AN_ARTICLE, world, dice):
        base = f"@base <{vocab.CLAIMS}{sheet.stem}/> .\n\n"
        (places.claims / f"{sheet.stem}.ttl").write_text(head + base + "\n".join(sheet.turtle) + "\n", encoding="utf-8")
    return places


def _sheets(shape: str, spread: int, others: int, world: _World, dice: random.Random) -> Iterator[_Sheet]:
    """Articles of twenty claims about one country or the world, then those of one claim each about one quantity."""
    latest: dict[str, str] = {}
    countries = list(world.provinces)
    for number in range(spread):
        of_the_world = number % _OF_THE_WORLD == 7
        place = "world" if of_the_world else countries[number % len(countries)]
        year = _UNTIL - 10 + number // len(countries) % 11
        parts = countries[: len("abcd")] if of_the_world else world.provinces[place]
        sheet = _sheet(number, date(year + 1, 1, 1) + timedelta(days=dice.randrange(360)), dice, latest.get(place))
        _twenty(sheet, world, place, parts, year)
        latest[place] = sheet.stem
        yield sheet
    values = dice.sample(range(100_000, 100_000 + 2 * others), others)
    quoted = None
    for number, value in enumerate(values):
        sheet = _sheet(spread + number, _FIRST_DAY + timedelta(days=number * 3000 // others), dice, quoted)
        typed = f'{_ARRIVALS} ; nk:place place:{countries[0]} ; nk:period "2010"'
        if number % 100 == 50:
            sheet.claim("not-known", f"{typed} ; nk:modality modality:no-data")
        elif shape == "distinct":
            sheet.claim("figure", f"{typed} ; nk:value {value}")
        else:
            sheet.claim("figure", typed, world.value(countries[0], 2010))
        quoted = sheet.stem
        yield sheet


def _sheet(number: int, day: date, dice: random.Random, latest: str | None) -> _Sheet:
    """An article of a day. Three of ten name no authority, three of ten quote an article; one of twenty is dated by its year
    only."""
    publisher = dice.choice(_PUBLISHERS)
    printed = str(day.year) if dice.random() < 0.05 else str(day)
    chance = dice.random()
    authority = f"agent:{dice.choice(_AUTHORITIES)}" if chance < 0.65 else "nk:self" if chance < 0.7 else "nk:unstated"
    sheet = _Sheet(number, f"{printed}-{publisher}-synthetic-{number:06}", authority, dice)
    hop = f" ; nk:cites <../{latest}/>" if latest is not None and dice.random() < 0.3 else ""
    sheet.turtle.append(
        f'<> a schema:NewsArticle ; schema:publisher agent:{publisher} ; schema:inLanguage "en" ;\n'
        f'    schema:headline "Synthetic article {number}" ; schema:datePublished "{printed}"{hop} .'
    )
    return sheet


def _twenty(sheet: _Sheet, world: _World, place: str, parts: list[str], year: int) -> None:
    """Twenty claims in the proportions of the real corpus: two breakdowns, totals, what is computed, two statements."""
    at = "" if place == "world" else f" ; nk:place place:{place}"
    true = world.value(place, year)
    lent = f'nk:measure measure:arrivals ; nk:period "{year}" ; nk:authority {sheet.authority}'
    sheet.turtle.append(f"<by-place> a nk:Breakdown ; nk:statedIn <> ; nk:total <total> ; nk:by nk:place ; {lent} .")
    sheet.turtle.append(
        f"<by-year> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:period ; {_ARRIVALS}{at} ; nk:authority {sheet.authority} ."
    )
    sheet.claim("total", f'{_ARRIVALS}{at} ; nk:period "{year}"', true)
    for part in parts:
        came = _reading(world.value(part, year), sheet.dice)[0]
        sheet.add(part, f"nk:in <by-place> ; nk:place place:{part} ; nk:value {came}")
    for y in range(year - 5, year):
        came = _reading(world.value(place, y), sheet.dice)[0]
        sheet.add(f"year-{y}", f'nk:in <by-year> ; nk:period "{y}" ; nk:value {came}')
    sheet.claim("so-far", f'{_TO_DATE}{at} ; nk:period "{_FROM}/.."', world.since(place, year))
    sheet.claim("since", f'{_TO_DATE}{at} ; nk:period "{_FROM}/{year}"', world.since(place, year))
    women = true * 7 // 10
    sheet.claim("women", f'{_ARRIVALS}{at} ; nk:sex sex:female ; nk:period "{year}"', women)
    share = f'{_ARRIVALS}{at} ; nk:sex sex:female ; nk:period "{year}" ; nk:operation operation:share'
    sheet.claim("women-share", f"{share} ; nk:base [ nk:sex sex:all ] ; nk:value 70 ; nk:unit unit:percent")
    sheet.claim(*_computed(world, place, year, at, sheet.number))
    several = len(_STATEMENTS)
    for number, said in enumerate((_STATEMENTS[sheet.number % several], _STATEMENTS[sheet.number // 2 % several - 4])):
        sheet.claim(f"statement-{number}", f"{_ARRIVALS}{at} ; {said.format(y=year, early=year - 4, value=true * 9 // 10)}")
    sheet.claim("living-there", f'nk:measure measure:residents{at} ; nk:period "unstated"', world.since(place, year) // 2)
    if sheet.number % 3:
        sheet.claim("living-then", f'nk:measure measure:residents{at} ; nk:period "{year}"', world.since(place, year) // 2)
        among = world.provinces.get(
            parts[0], parts
        )  # of all countries: as many links as there are countries, for each such claim
        largest = f'{_ARRIVALS} ; nk:place place:{among[0]} ; nk:period "{year}" ; nk:operation operation:highest'
        sheet.claim("largest", f"{largest} ; nk:over nk:place")
    else:
        sheet.claim("not-known", f'{_ARRIVALS}{at} ; nk:period "{_FROM}" ; nk:modality modality:no-data')
        sheet.claim("expected", f'{_ARRIVALS}{at} ; nk:period "{year + 1}"', world.value(place, year + 1), "Forecast")


def _computed(world: _World, place: str, year: int, at: str, number: int) -> tuple[str, str]:
    """A change since the year before, a comparison with a year that the article does not print, or a monthly mean."""
    true, before, early = (world.value(place, y) for y in (year, year - 1, year - 6 if year - 6 >= _FROM else _FROM))
    typed = f'{_ARRIVALS}{at} ; nk:period "{year}" ; nk:operation operation:'
    if number % 3 == 0:
        change, step = ("increase", true - before) if true >= before else ("decrease", before - true)
        return change, f'{typed}{change} ; nk:base [ nk:period "{year - 1}" ] ; nk:value {step}'
    if number % 3 == 1:
        ratio = f"{true / early:.1f}"
        return "ratio", f'{typed}ratio ; nk:base [ nk:period "{max(year - 6, _FROM)}" ] ; nk:value {ratio} ; nk:unit unit:times'
    return "mean", f'{typed}mean-per ; nk:per "P1M" ; nk:value {round(true / 12)}'


def _reading(value: int, dice: random.Random) -> tuple[int, str]:
    """What one article makes of a value: mostly the same, sometimes a slip, rounded, or a bound."""
    chance = dice.random()
    if chance < 0.8 or value < 100:
        return value, "exactly"
    if chance < 0.86:
        return value + dice.randrange(1, 4), "exactly"
    if chance < 0.91:
        return round(value, -2), "about"
    return (value // 10 * 10, "more-than") if chance < 0.96 else (value // 10 * 10 + 10, "at-most")


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
