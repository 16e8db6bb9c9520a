"""Sentences that somebody may say, each with its full expected reading and the questions that are left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nkgraph import vocab
from nkgraph.asked import Asked

# Names that are proposed for ontology/ and may not stand there yet: file -> lines. Where they do, nothing is added twice.
PROPOSED = {
    "populations.ttl": (
        'population:defectors skos:altLabel "defectors"@en , "defector"@en , "refugees"@en , "North Koreans"@en , '
        '"North Korean"@en , "North Korean refugees"@en , "people from North Korea"@en , "escapees"@en , "탈북자"@ko , '
        '"탈북민"@ko , "새터민"@ko , "북한이탈주민"@ko .',
        'population:diplomats skos:altLabel "North Korean diplomats"@en , "외교관"@ko .',
        'population:officials skos:altLabel "North Korean officials"@en .',
        'population:south-koreans skos:altLabel "South Koreans"@en .',
    ),
    "sexes.ttl": (
        'sex:female skos:altLabel "women"@en , "woman"@en , "females"@en , "여성"@ko .',
        'sex:male skos:altLabel "men"@en , "man"@en , "males"@en , "남성"@ko .',
    ),
    "operations.ttl": (
        'operation:decrease skos:altLabel "fewer"@en , "less"@en , "lower"@en , "down"@en , "fell"@en , "fall"@en , '
        '"fallen"@en , "dropped"@en , "declined"@en , "shrank"@en , "contracted"@en , "감소"@ko .',
        'operation:share skos:altLabel "made up"@en , "make up"@en , "accounted for"@en , "account for"@en .',
        'operation:increase skos:altLabel "more"@en , "higher"@en , "up"@en , "rose"@en , "rise"@en , "risen"@en , '
        '"grew"@en , "grown"@en , "증가"@ko .',
    ),
    "units.ttl": ('unit:person skos:altLabel "people"@en , "person"@en , "명"@ko .',),
    "wording.ttl": (
        '<ko/천> a nk:Wording ; nk:words "천"@ko ; nk:number 1000 ; nk:numeralKind "scale" ; nk:example "천 척"@ko .',
        '<ko/만> a nk:Wording ; nk:words "만"@ko ; nk:number 10000 ; nk:numeralKind "scale" ; nk:example "만 척"@ko .',
        '<ko/억> a nk:Wording ; nk:words "억"@ko ; nk:number 100000000 ; nk:numeralKind "scale" ; nk:example "억 척"@ko .',
    ),
}


@dataclass(frozen=True)
class Reading:
    """What a sentence says, in local names; everything that is not named was not said."""

    measure: str | None = None
    period: str | None = None
    value: str | None = None
    modality: str = "exactly"
    unit: str | None = "person"
    to: str | None = None
    scale: int = 1
    operation: str | None = None
    base: dict[str, str] = field(default_factory=dict)
    per: str | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, set[str]] = field(default_factory=dict)
    wants: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A sentence, the day it was said where that is known, and its reading."""

    sentence: str
    reading: Reading
    on: date | None = None


def reading_of(asked: Asked) -> Reading:
    """What was read, in local names."""

    def name(value: object) -> str:
        return value if isinstance(value, str) else vocab.local(value)  # type: ignore[arg-type]  # a node

    def number(value: Decimal | None) -> str | None:
        return None if value is None else f"{value:f}"

    return Reading(
        measure=name(asked.measure) if asked.measure else None,
        period=asked.period,
        value=number(asked.value),
        modality=asked.modality,
        unit=name(asked.unit) if asked.unit else None,
        to=number(asked.to),
        scale=asked.scale,
        operation=asked.operation,
        base={k: name(v) for k, v in asked.base.items()},
        per=asked.per,
        dimensions={k: name(v) for k, v in asked.dimensions.items()},
        candidates={k: {name(n) for n in nodes} for k, nodes in asked.candidates.items()},
        wants=asked.wants,
        unread=asked.unread,
    )


KOREA = {"place": "south-korea"}
WOMEN = {"place": "south-korea", "sex": "female"}
US = {"place": "us"}
SAID = date(2016, 1, 4)


def arrivals(period: str | None, value: str | None, modality: str = "exactly", **more: object) -> Reading:
    """Arrivals in South Korea."""
    given = {"measure": "arrivals", "dimensions": KOREA, "period": period, "value": value, "modality": modality, **more}
    return Reading(**given)  # type: ignore[arg-type]


def share(value: str, period: str, modality: str = "exactly", unit: str = "percent") -> Reading:
    """Women among the arrivals."""
    return arrivals(period, value, modality, unit=unit, operation="share", base={"sex": "all"}, dimensions=WOMEN)


def change(operation: str, value: str, period: str, base: str, unit: str = "percent") -> Reading:
    """Arrivals against those of another year."""
    return arrivals(period, value, unit=unit, operation=operation, base={"period": base})


def nothing(*unread: str, **more: object) -> Reading:
    """No part of a figure."""
    given = {"unit": None, "wants": ("measure", "period", "figure"), "unread": unread, **more}
    return Reading(**given)  # type: ignore[arg-type]


# Read with the ontology as it stands.
PLAIN = (
    Case("1,397 arrivals in South Korea in 2014", arrivals("2014", "1397")),
    Case("Arrivals in South Korea exceeded 2,000 in 2006", arrivals("2006", "2000", "more-than")),
    Case("1,514 arrivals, South Korea, 2014", arrivals("2014", "1514")),
    Case("Some 1,500 arrived in the South during 2012", arrivals("2012", "1500", "about")),
    Case("nearly 700 entered the ROK in the first half of 2015", arrivals("2015-01/2015-06", "700", "almost")),
    Case("20,000 entered South Korea from 2001 to 2009", arrivals("2001/2009", "20000")),
    Case("not more than 1,200 reached South Korea in 2015", arrivals("2015", "1200", "at-most")),
    Case("twenty arrived in South Korea on 5 July 2015", arrivals("2015-07-05", "20")),
    Case("a dozen reached South Korea in June 2015", arrivals("2015-06", "12", "dozen")),
    Case("300 or more arrived in South Korea in May 2015", arrivals("2015-05", "300", "at-least")),
    Case("1.4 thousand reached South Korea in 2014", arrivals("2014", "1.4", scale=1000)),
    Case("none reached South Korea in 2021", arrivals("2021", "0")),
    Case("between 10 and 15 reached South Korea in 2014", arrivals("2014", "10", "between", to="15")),
    Case("1514 reached South Korea in 2014-01/2014-06", arrivals("2014-01/2014-06", "1514")),
    Case("98 a month reached South Korea in 2015", arrivals("2015", "98", operation="mean-per", per="P1M")),
    Case("Yonhap reported that 1,514 reached South Korea in 2014", arrivals("2014", "1514")),
    Case("arrivals in South Korea doubled from 2001 to 2009", change("ratio", "2", "2009", "2001", "times")),
    Case("South Korea sent back 2 in November 2019", Reading("expelled", "2019-11", "2", dimensions=KOREA)),
    Case("Laos sent back nine in May 2013", Reading("handed-over", "2013-05", "9", dimensions={"place": "laos"})),
    Case("hundreds fled to Mongolia in 2010", arrivals("2010", "100", "order", dimensions={"place": "mongolia"})),
    Case(
        "twenty made it to the South by July 2015", Reading("arrivals-to-date", "../2015-07", "20", dimensions=KOREA),
    ),
    Case("186 have resettled in the U.S. since 2006", Reading("us-resettled", "2006/..", "186", dimensions=US)),
    Case(
        "26 have resettled in Kentucky since 2006",
        Reading("us-resettled", "2006/..", "26", dimensions={"place": "us-ky"}),
    ),
    Case("15 were granted asylum in the United States in 2014", Reading("us-asylum", "2014", "15", dimensions=US)),
    Case("38 arrived in America in 2008", Reading("us-admissions", "2008", "38", dimensions=US)),
    Case(
        "978 were given defector status in South Korea in the first 10 months of 2015",
        Reading("given-defector-status", "2015-01/2015-10", "978", dimensions=KOREA),
    ),
    Case(
        "Texas exported $444.6 billion to Mexico in 2022",
        Reading("exports", "2022", "444.6", unit="usd", scale=10**9, dimensions={"place": "us-tx", "partner": "mexico"}),
    ),
    Case(
        "$2.1 trillion of goods were exported from the United States in 2022",
        Reading("exports", "2022", "2.1", unit="usd", scale=10**12, dimensions=US),
    ),
    Case(
        "30,000 to 50,000 are hiding in China",
        Reading("hiding", None, "30000", "between", to="50000", dimensions={"place": "china"}, wants=("period",)),
    ),
    Case(
        "240,000 to 3.5 million people died in the famine from 1994 to 1998",
        Reading("famine-deaths", "1994/1998", "240000", "between", to="3500000.0"),
    ),
    Case("27 officials defected in 2015", Reading("official-defections", "2015", "27")),
    Case(
        "up to 46 officials have defected to South Korea since 2012",
        Reading("official-defections-to-date", "2012/..", "46", "at-most", dimensions=KOREA),
    ),
    Case("29,000 live in South Korea as of September 2015", Reading("residents", "2015-09", "29000", dimensions=KOREA)),
    Case("139 UN member states recognise Palestine in 2023-11",
         Reading("states-recognising-palestine", "2023-11", "139", unit="country")),
    # --- a day is needed
    Case("last year 1,277 reached South Korea", arrivals("2015", "1277"), SAID),
    Case("last year 1,277 reached South Korea", arrivals(None, "1277", wants=("period",))),
    Case("so far this year 3 reached South Korea", arrivals("2016-01-01/2016-01-04", "3"), SAID),
    Case("978 entered South Korea in the first ten months of last year", arrivals("2015-01/2015-10", "978"), SAID),
    # --- something is missing, ambiguous, or not understood
    Case("Nobody knows how many reached South Korea in 2014",
         arrivals("2014", None, wants=("figure",), unread=("Nobody knows how many",))),
    Case("1,514 reached Seoul in 2014", arrivals("2014", "1514", dimensions={}, wants=("place",), unread=("Seoul",))),
    Case("1,514 tourists reached South Korea in 2014", arrivals("2014", "1514", unread=("tourists",))),
    Case("1,514 did not reach South Korea in 2014", arrivals("2014", "1514", unread=("not",))),
    Case("1,514 will reach South Korea in 2014", arrivals("2014", "1514", unread=("will",))),
    Case("~1,514 reached South Korea in 2014", arrivals("2014", "1514", unread=("~",))),
    Case("-5 reached South Korea in 2014", arrivals("2014", None, wants=("figure",), unread=("5",))),
    Case("1,5,14 reached South Korea in 2014", arrivals("2014", None, wants=("figure",), unread=("1,5,14",))),
    Case("1,514 reached South Korea after 2009", arrivals(None, "1514", wants=("period",), unread=("after 2009",))),
    Case("1,514 reached South Korea in 2014 and 2015", arrivals("2014", "1514", unread=("2015",))),
    Case("1,514 reached South Korea on 31 February 2014",
         arrivals(None, "1514", wants=("period",), unread=("31 February 2014",))),
    Case("2014 reached South Korea", arrivals(None, "2014", wants=("period",))),
    Case(
        "1,514 reached South Korea and China in 2014",
        arrivals("2014", "1514", dimensions={}, candidates={"place": {"south-korea", "china"}}, wants=("place",)),
    ),
    Case(
        "18 have defected since 2012",
        Reading(
            None, "2012/..", "18", unit=None, wants=("measure",),
            candidates={"measure": {"arrivals-to-date", "official-defections-to-date"}},
        ),
    ),
    Case("two and a half years", Reading(None, None, "2.5", unit="year", wants=("measure", "period"))),
    Case("The moon is made of cheese", nothing("moon", "made", "cheese")),
    Case("", nothing()),
    Case("12 12 12", nothing("12 12", value="12", wants=("measure", "period"))),
    Case('" . } #', nothing("} #")),
    Case("COVID-19", nothing("COVID", "19")),
    # --- Korean
    Case("2014년 한국 입국 1,397명", arrivals("2014", "1397")),
    Case("2015년 1-5월 535명이 한국에 입국했다", arrivals("2015-01/2015-05", "535")),
    Case("2015년 상반기 614명 이상이 한국에 입국했다", arrivals("2015-01/2015-06", "614", "at-least")),
    Case("작년 1,277명이 남한에 왔다", arrivals("2015", "1277"), SAID),
    Case("2006년 이후 218명이 미국에 정착", Reading("us-resettled", "2006/..", "218", dimensions=US)),
    Case("2014년 입국 1,514명 모르는 문장", nothing("모르는 문장", period="2014", value="1514", wants=("measure",),
         candidates={"measure": {"arrivals", "us-admissions"}})),
)  # fmt: skip

# Read with the names that are proposed above.
NEEDS_PROPOSED = (
    Case("1,514 defectors reached South Korea in 2014", arrivals("2014", "1514")),
    Case("1,397 North Koreans defected to the South in 2014", arrivals("2014", "1397")),
    Case("535 North Korean refugees entered South Korea between January and May 2015", arrivals("2015-01/2015-05", "535")),
    Case("More than 80 percent of the defectors who came to the South in 2015 were women", share("80", "2015", "more-than")),
    Case(
        "83 percent of North Koreans who entered South Korea between January and May 2015 were women",
        share("83", "2015-01/2015-05"),
    ),
    Case("about half of the defectors who entered South Korea in 2002 were women", share("0.5", "2002", "about", "fraction")),
    Case("52.8 percent fewer North Koreans arrived in South Korea in 2015 than in 2011",
         change("decrease", "52.8", "2015", "2011")),
    Case("Arrivals in South Korea in 2015 were down 52.8 percent from 2011", change("decrease", "52.8", "2015", "2011")),
    Case("arrivals in South Korea in 2015 were 8.6 percent lower than the year before",
         change("decrease", "8.6", "2015", "2014")),
    Case("women made up 83 percent of arrivals in South Korea in 2015", share("83", "2015")),
    Case(
        "12 percent of South Koreans entered South Korea in 2014",
        arrivals("2014", "12", unit="percent", operation="share", dimensions={**KOREA, "population": "south-koreans"},
                 wants=("base",)),
    ),
    Case("Arrivals in South Korea in 2015 fell to 1,277", arrivals("2015", "1277")),
    Case("No North Koreans entered South Korea in 2021", arrivals("2021", "0")),
    Case("fewer than 100 defectors per month arrived in South Korea in 2015",
         arrivals("2015", "100", "less-than", operation="mean-per", per="P1M")),
    Case(
        "20 North Korean diplomats have defected to South Korea since 2012",
        Reading("official-defections-to-date", "2012/..", "20", dimensions={**KOREA, "population": "diplomats"}),
    ),
    Case(
        "About 30,000 North Koreans live in South Korea",
        Reading("residents", None, "30000", "about", dimensions=KOREA, wants=("period",)),
    ),
    Case(
        "Defectors in South Korea earned $1,700 a month in 2019",
        Reading("monthly-earnings", "2019", "1700", unit="usd", dimensions={**KOREA, "population": "defectors"}),
    ),
    Case(
        "just under half of the women who entered South Korea in 2014",
        arrivals("2014", "0.5", "almost", unit="fraction", operation="share", dimensions=WOMEN, wants=("base",)),
    ),
    Case(
        "half of them were women",
        Reading(None, None, "0.5", unit="fraction", operation="share", base={"sex": "all"}, dimensions={"sex": "female"},
                wants=("measure", "period")),
    ),
    Case(
        "1,514 men and women reached South Korea in 2014",
        arrivals("2014", "1514", candidates={"sex": {"male", "female"}}, wants=("sex",)),
    ),
    Case("2014년 한국에 입국한 탈북자는 1,514명", arrivals("2014", "1514")),
    Case(
        "약 3만 명의 탈북자가 2015년 9월 한국에 거주",
        Reading("residents", "2015-09", "3", "about", scale=10_000, dimensions=KOREA),
    ),
    Case("1,000명의 여성 탈북자가 2015년 한국에 입국", arrivals("2015", "1000", dimensions=WOMEN)),
)  # fmt: skip
