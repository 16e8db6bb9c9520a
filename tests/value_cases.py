"""Mistakes that the words of a claim give away: what fault each must cause, at which line, and what is right beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

# A sound claim, one part a line; a case changes some of the parts and names the one at whose line it must be told.
SOUND = {
    "article": '<> a schema:NewsArticle ; schema:publisher agent:yonhap ; schema:datePublished "2016-01-04" .',
    "table": "",
    "claim": "<a> a nk:Claim ; nk:statedIn <> ; nk:place place:south-korea ;",
    "measure": "nk:measure measure:arrivals ;",
    "period": 'nk:period "2015" ;',
    "value": "nk:value 1277 ;",
    "more": "",
    "authority": "nk:authority agent:ministry-of-unification ;",
    "mention": 'nk:mention [ nk:copy copy:001 ; nk:start 10 ; nk:end 15 ; nk:wording "1,277" ;',
    "period words": 'nk:periodStart 20 ; nk:periodEnd 24 ; nk:periodWording "2015" ;',
    "authority words": 'nk:authorityStart 30 ; nk:authorityEnd 50 ; nk:authorityWording "Unification Ministry" ;',
    "end": "] .",
    "listed": "",
}
Parts = dict[str, str]


@dataclass(frozen=True)
class Case:
    """What is wrong, and what beside it is right."""

    code: str
    at: str
    wrong: Parts
    right: Parts = field(default_factory=dict)


def says(wording: str, value: str, more: str = "", measure: str = "arrivals") -> Parts:
    """A claim that prints a wording and types a value (none if empty, a range if it names its ends)."""
    return {
        "measure": f"nk:measure measure:{measure} ;",
        "value": value if not value or value.startswith("nk:") else f"nk:value {value} ;",
        "more": more and f"{more} ;",
        "mention": SOUND["mention"].replace("1,277", wording),
    }


def time(words: str, period: str, more: Parts | None = None) -> Parts:
    """A claim about a period, with the words that are bound to it."""
    typed = {"period": f'nk:period "{period}" ;', "period words": SOUND["period words"].replace("2015", words)}
    return {**(more or {}), **typed}


def named(words: str, authority: str) -> Parts:
    """A claim on somebody's authority, with the words that are bound to it."""
    bound = SOUND["authority words"].replace("Unification Ministry", words)
    return {"authority": f"nk:authority {authority} ;", "authority words": bound}


def series(operation: str, span: str = "", more: str = "") -> Parts:
    """A statement about a series, of a span where it names one."""
    return says(operation, "", f"nk:operation operation:{operation}{more}" + (f' ; nk:span "{span}"' if span else ""))


def table(scale: str, head: str = "Millions, $") -> Parts:
    """A cell of a table with a head."""
    lent = f"<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ; nk:measure measure:exports{scale} ;"
    return {
        "table": f'{lent} nk:header [ nk:copy copy:001 ; nk:start 1 ; nk:end 9 ; nk:wording "{head}" ] .',
        "claim": "<a> a nk:Claim ; nk:statedIn <> ; nk:in <t> ; nk:place place:us-tx ;",
        "measure": "",
    }


def listed(start: int, end: int) -> Parts:
    """A number that is no figure."""
    return {"listed": f'<> nk:notFigure [ nk:copy copy:001 ; nk:start {start} ; nk:end {end} ; nk:wording "7" ] .'}


def dated(article: str = "2016-01-04", filed: str = "2026-11-22") -> Parts:
    """The day of publication, the day a copy was filed; no word is bound that would be held against them."""
    about = SOUND["article"].replace("2016-01-04", article)
    return {"article": about, "listed": f'<c> a nk:Copy ; nk:filed "{filed}" .'}


FALL = 'nk:operation operation:decrease ; nk:base [ nk:period "2011" ]'
TIMES = 'nk:operation operation:ratio ; nk:base [ nk:period "2011" ]'
SHARE = "nk:operation operation:share ; nk:base [ nk:sex sex:all ]"
FOR_EVERY = "nk:unit unit:times ; nk:operation operation:ratio ; nk:base [ nk:sex sex:male ] ; nk:perCount"
MEN = "for every 3 men 7 women"

NUMBERS = {
    "a number in quotes": Case("number-datatype", "value", says("1,277", '"1277"')),
    "a count with noughts behind a point": Case("value-differs", "value", says("1,277", "1277.0")),
    "a number with an exponent": Case("number-datatype", "value", says("1,277", "1277e0")),
    "a value beside a range": Case("value-and-range", "value", says("1,277", "nk:value 1277 ; nk:from 1 ; nk:to 2 ;")),
    "a number of what is only present": Case(
        "number-needless", "value", says("others", "5", "nk:modality modality:presence"),
        says("others", "", "nk:modality modality:presence"),
    ),
    "a range without its lower end": Case("range-half", "value", says("50", "nk:to 50 ;")),
    "a range without its upper end": Case(
        "range-half", "value", says("30", "nk:from 30 ;"), says("between 30 and 50", "nk:from 30 ; nk:to 50 ;")
    ),
    "a range turned round": Case("from-after-to", "value", says("between 50 and 30", "nk:from 50 ; nk:to 30 ;")),
    "no number": Case("number-missing", "claim", says("1,277", ""), says("N/A", "", "nk:modality modality:no-data")),
    "another digit": Case("value-differs", "value", says("1,277", "1278"), says("1,277", "1277")),
    "another end of a range": Case(
        "value-differs", "value", says("30 to 50", "nk:from 30 ; nk:to 60 ;"), says("30 to 50", "nk:from 30 ; nk:to 50 ;")
    ),
    "another number in words": Case("value-differs", "value", says("thirteen", "12"), says("thirteen", "13")),
    "a number where none is printed": Case(
        "value-differs", "mention", says("5 others", "", "nk:modality modality:presence"),
        says("others", "", "nk:modality modality:presence"),
    ),
    "another count beside the value": Case(
        "value-differs", "value", says(MEN, "8", f"{FOR_EVERY} 3"), says(MEN, "7", f"{FOR_EVERY} 3")
    ),
    "another rank": Case(
        "value-differs", "value", says("second-largest", "3", measure="export-rank"),
        says("second-largest", "2", measure="export-rank"),
    ),
    "a scale that is printed and not typed": Case(
        "scale-differs", "value", says("1.2 million", "1.2"), says("1.2 million", "1.2", "nk:scale 1000000")
    ),
    "a scale that is typed and not printed": Case("scale-differs", "more", says("1,277", "1277", "nk:scale 1000")),
    "a scale that is not the one of the head": Case(
        "scale-differs", "table", table(" ; nk:scale 1000"), table(" ; nk:scale 1000000")
    ),
    "a scale of the head left out": Case("scale-differs", "table", table("")),
    "a hedge that is not typed": Case(
        "modality-differs", "value", says("about 1,277", "1277"), says("about 1,277", "1277", "nk:modality modality:about")
    ),
    "a hedge that is not printed": Case("modality-differs", "more", says("1,277", "1277", "nk:modality modality:about")),
    "another hedge": Case(
        "modality-differs", "more", says("over 9", "9", "nk:modality modality:at-least"),
        says("over 9", "9", "nk:modality modality:more-than"),
    ),
}  # fmt: skip
UNITS = {
    "a percentage of persons": Case(
        "unit-differs", "value", says("80 percent", "80", SHARE), says("80 percent", "80 ; nk:unit unit:percent", SHARE)
    ),
    "another currency": Case(
        "unit-differs", "more", says("$5", "5", "nk:unit unit:krw", "exports"), says("$5", "5", measure="exports")
    ),
    "half a person": Case(
        "unit-differs", "value", says("half", "0.5", SHARE), says("half", "0.5 ; nk:unit unit:fraction", SHARE)
    ),
    "a half typed as times": Case("unit-differs", "more", says("half", "0.5", f"nk:unit unit:times ; {SHARE}")),
    "three typed as a fraction": Case(
        "unit-differs", "more", says("tripled", "3", f"nk:unit unit:fraction ; {TIMES}"),
        says("tripled", "3", f"nk:unit unit:times ; {TIMES}"),
    ),
    "a fall by half a person": Case(
        "unit-differs", "value", says("halved", "0.5", FALL), says("halved", "0.5 ; nk:unit unit:fraction", FALL)
    ),
    "persons typed as items": Case("unit-differs", "more", says("9", "9", "nk:unit unit:item"), says("9", "9", FALL)),
    "persons that rise in dollars": Case(
        "unit-differs", "more", series("rising", more=" ; nk:unit unit:usd"), series("rising", more=" ; nk:unit unit:percent")
    ),
    "a percentage of nothing": Case(
        "operation-missing", "value", says("80 percent", "80 ; nk:unit unit:percent"),
        says("80 percent", "80 ; nk:unit unit:percent", SHARE),
    ),
    "a half of nothing": Case(
        "operation-missing", "more", says("half", "0.5", "nk:unit unit:fraction"),
        says("half", "0.5", f"nk:unit unit:fraction ; {SHARE}"),
    ),
    "three times nothing": Case(
        "operation-missing", "more", says("tripled", "3", "nk:unit unit:times"),
        says("tripled", "3", f"nk:unit unit:times ; {TIMES}"),
    ),
    "half a person, told of nothing": Case(
        "operation-missing", "value", says("half", "0.5"), says("half", "0.5 ; nk:unit unit:fraction", SHARE)
    ),
    "a range up to half a person": Case(
        "operation-missing", "value", says("3 to 4.5", "nk:from 3 ; nk:to 4.5 ;"), says("3 to 4", "nk:from 3 ; nk:to 4 ;")
    ),
    "a range from half a person": Case(
        "operation-missing", "value", says("2.5 to 4", "nk:from 2.5 ; nk:to 4 ;"),
        says("2.5 to 4 days", "nk:from 2.5 ; nk:to 4 ;", "nk:unit unit:day", "delay-recognising-israel"),
    ),
    "half a country": Case(
        "operation-missing", "value", says("2.5", "2.5", measure="un-members"),
        says("2.5 minutes", "2.5", measure="delay-recognising-israel"),
    ),
    "half a person for so many": Case(
        "value-differs", "value", says("2.5 for every 3", "2", "nk:perCount 3"),
        says("2.5 for every 3", "2.5", "nk:perCount 3"),
    ),
    "a percentage without its sign": Case("unit-unprinted", "more", says("80", "80", f"nk:unit unit:percent ; {SHARE}")),
    "the unit of the measure": Case("unit-needless", "more", says("9", "9", "nk:unit unit:person")),
}  # fmt: skip
TIMES_AND_NAMES = {
    "a month that no year has": Case("period-invalid", "period", time("2015", "2015-13"), time("2015", "2015-12")),
    "a span turned round": Case("period-invalid", "more", series("lowest", "2015/2001"), series("lowest", "2001/2015")),
    "a base in no calendar": Case(
        "period-invalid", "more", says("9", "9", FALL.replace("2011", "last year")), says("9", "9", FALL)
    ),
    "a member outside of its span": Case(
        "period-outside-span", "period", series("highest", "2001/2014"), series("highest", "2001/..")
    ),
    "another year": Case("period-differs", "period", time("2015", "2016"), time("since 2015", "2015/..")),
    "another month": Case("period-differs", "period", time("May 2015", "2015-06"), time("May 2015", "2015-05")),
    "another year beside the right month": Case(
        "period-differs", "period", time("2015 (as of May)", "2015-01/2016-05"), time("2015 (as of May)", "2015-01/2015-05")
    ),
    "another day": Case("period-differs", "period", time("May 15, 2015", "2015-05-14"), time("May 15, 2015", "2015-05-15")),
    "another decade": Case("period-differs", "period", time("the 1990s", "198X"), time("mid-1990s", "1995~/..")),
    "this year, which is another one": Case("period-differs", "period", time("this year", "2015"), time("this year", "2016")),
    "last year, which is another one": Case("period-differs", "period", time("Last year", "2014"), time("Last year", "2015")),
    "a year in words that name none": Case("period-differs", "period", time("2015", "unstated"), time("now", "unstated")),
    "a member that is not the one printed": Case(
        "period-differs", "period", time("2015", "2009", series("lowest", "2001/2015")),
        time("2001", "2009", series("lowest", "2001/2015")),
    ),
    "another authority": Case(
        "authority-differs", "authority", named("Unification Ministry", "agent:unhcr"),
        named("the Unification Ministry", "agent:ministry-of-unification"),
    ),
    "another publisher": Case(
        "authority-differs", "authority", named("UPI", "nk:self"), named("Yonhap News Agency", "nk:self")
    ),
    "a day of publication that no calendar has": Case("date-invalid", "article", dated("2015-02-29"), dated("2016-02-29")),
    "a copy filed on no day": Case("date-invalid", "listed", dated(filed="2026-11-31"), dated(filed="2026-11-30")),
}  # fmt: skip
ORDER = {
    "a figure": Case("mention-order", "mention", {"mention": SOUND["mention"].replace("nk:start 10", "nk:start 15")}),
    "a period without its end": Case("words-half-bound", "period words", {"period words": "nk:periodStart 20 ;"}),
    "a period": Case("mention-order", "period words", {"period words": SOUND["period words"].replace("20 ;", "24 ;")}),
    "an authority": Case("mention-order", "authority words", {"authority words": SOUND["authority words"].replace("30", "60")}),
    "no figure": Case("mention-order", "listed", listed(9, 8), listed(8, 9)),
    "the head of a table": Case(
        "mention-order", "table", {"table": table(" ; nk:scale 1000000")["table"].replace("nk:end 9", "nk:end 1")}
    ),
}
CASES = {**NUMBERS, **UNITS, **TIMES_AND_NAMES, **{f"{what} that ends before it begins": case for what, case in ORDER.items()}}
