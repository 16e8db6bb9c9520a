"""Values against words: each fault code fires at the line of the mistake, and not beside it. The copies are not needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkgraph import claims, turtle, values
from nkgraph.claims import Corpus
from nkgraph.ontology import Ontology
from tests.fault_codes import said_by

STEM = "2016-01-04-yonhap-a-slug"
# A sound claim, one part a line; a case changes some of the parts and names the line at which it must be told.
SOUND = {
    "article": '<> a schema:NewsArticle ; schema:publisher agent:yonhap ; schema:datePublished "2016-01-04" .',
    "breakdown": "",
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


def wording(words: str) -> str:
    """The line of a mention that prints these words."""
    return f'nk:mention [ nk:copy copy:001 ; nk:start 10 ; nk:end 15 ; nk:wording "{words}" ;'


def bound(words: str) -> str:
    """The line that binds these words to the period."""
    return f'nk:periodStart 20 ; nk:periodEnd 24 ; nk:periodWording "{words}" ;'


DECREASE = 'nk:operation operation:decrease ; nk:base [ nk:period "2011" ] ;'
SHARE = "nk:operation operation:share ; nk:base [ nk:sex sex:all ] ;"
TABLE = "<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ; nk:measure measure:exports ; nk:scale 1000000 ;"
HEAD = 'nk:header [ nk:copy copy:001 ; nk:start 1 ; nk:end 9 ; nk:wording "Millions, $" ] .'
IN_TABLE = {"claim": "<a> a nk:Claim ; nk:in <t> ; nk:statedIn <> ; nk:place place:us-tx ;", "measure": ""}
RANGE = {"value": "nk:from 30 ;\nnk:to 50 ;", "mention": wording("between 30 and 50")}


@dataclass(frozen=True)
class Case:
    """What is wrong, the part at whose line it is told, and what beside it is right."""

    code: str
    at: str
    wrong: dict[str, str]
    right: dict[str, str] = field(default_factory=dict)


CASES = {
    "a month that no year has": Case("period-invalid", "period", {"period": 'nk:period "2015-13" ;'}, {"period": 'nk:period "2015-12" ;'}),
    "a span that ends before it begins": Case(
        "period-invalid", "more",
        {"value": "", "more": 'nk:operation operation:lowest ; nk:span "2015/2001" ;', "mention": wording("the lowest")},
        {"value": "", "more": 'nk:operation operation:lowest ; nk:span "2001/2015" ;', "mention": wording("the lowest")},
    ),
    "a base in no calendar": Case(
        "period-invalid", "more",
        {"more": 'nk:operation operation:decrease ; nk:base [ nk:period "last year" ] ;'},
        {"more": DECREASE},
    ),
    "a member outside of its span": Case(
        "period-outside-span", "period",
        {"value": "", "more": 'nk:operation operation:highest ; nk:span "2001/2014" ;', "mention": wording("peaked")},
        {"value": "", "more": 'nk:operation operation:highest ; nk:span "2001/.." ;', "mention": wording("peaked")},
    ),
    "a number in quotes": Case("number-datatype", "value", {"value": 'nk:value "1277" ;'}, {"value": "nk:value 1277.0 ;"}),
    "a number with an exponent": Case("number-datatype", "value", {"value": "nk:value 1277e0 ;"}),
    "a value beside a range": Case("number-twice", "value", {"value": "nk:value 1277 ; nk:from 1 ; nk:to 2 ;"}, RANGE),
    "a number of what is only present": Case(
        "number-twice", "value",
        {"more": "nk:modality modality:presence ;", "mention": wording("others")},
        {"value": "", "more": "nk:modality modality:presence ;", "mention": wording("others")},
    ),
    "a range without its lower end": Case("range-half", "value", {"value": "nk:to 50 ;", "mention": wording("50")}, RANGE),
    "a range without its upper end": Case("range-half", "value", {"value": "nk:from 30 ;", "mention": wording("30")}),
    "a range turned round": Case(
        "from-after-to", "value", {"value": "nk:from 50 ; nk:to 30 ;", "mention": wording("between 50 and 30")}, RANGE
    ),
    "no number": Case("number-missing", "claim", {"value": ""}, {"value": "", "more": "nk:modality modality:no-data ;", "mention": wording("N/A")}),
    "a figure that ends before it begins": Case(
        "mention-order", "mention",
        {"mention": 'nk:mention [ nk:copy copy:001 ; nk:start 15 ; nk:end 15 ; nk:wording "1,277" ;'},
    ),
    "a period that ends before it begins": Case(
        "mention-order", "period words", {"period words": 'nk:periodStart 24 ; nk:periodEnd 20 ; nk:periodWording "2015" ;'}
    ),
    "an authority that ends before it begins": Case(
        "mention-order", "authority words",
        {"authority words": 'nk:authorityStart 50 ; nk:authorityEnd 30 ; nk:authorityWording "Unification Ministry" ;'},
    ),
    "no figure that ends before it begins": Case(
        "mention-order", "listed",
        {"listed": '<> nk:notFigure [ nk:copy copy:001 ; nk:start 9 ; nk:end 8 ; nk:wording "7" ; nk:reason reason:name ] .'},
        {"listed": '<> nk:notFigure [ nk:copy copy:001 ; nk:start 8 ; nk:end 9 ; nk:wording "7" ; nk:reason reason:name ] .'},
    ),
    "another digit": Case("value-differs", "value", {"value": "nk:value 1278 ;"}, {"value": "nk:value 1277 ;"}),
    "another end of a range": Case("value-differs", "value", {**RANGE, "value": "nk:from 30 ; nk:to 60 ;"}, RANGE),
    "another number in words": Case("value-differs", "value", {"value": "nk:value 12 ;", "mention": wording("thirteen")}, {"value": "nk:value 13 ;", "mention": wording("thirteen")}),
    "a number where none is printed": Case(
        "value-differs", "mention",
        {"value": "", "more": "nk:modality modality:presence ;", "mention": wording("others, 5 of them")},
        {"value": "", "more": "nk:modality modality:presence ;", "mention": wording("others")},
    ),
    "another count of what it is a ratio to": Case(
        "value-differs", "more",
        {"value": "nk:value 7 ; nk:unit unit:times ;", "more": "nk:operation operation:ratio ; nk:base [ nk:sex sex:male ] ; nk:perCount 4 ;", "mention": wording("for every 3 men 7 women")},
        {"value": "nk:value 7 ; nk:unit unit:times ;", "more": "nk:operation operation:ratio ; nk:base [ nk:sex sex:male ] ; nk:perCount 3 ;", "mention": wording("for every 3 men 7 women")},
    ),
    "another rank": Case(
        "value-differs", "value",
        {"measure": "nk:measure measure:export-rank ;", "value": "nk:value 3 ;", "mention": wording("second-largest")},
        {"measure": "nk:measure measure:export-rank ;", "value": "nk:value 2 ;", "mention": wording("second-largest")},
    ),
    "a scale that is printed and not typed": Case(
        "scale-differs", "value",
        {"value": "nk:value 1.2 ;", "mention": wording("1.2 million")},
        {"value": "nk:value 1.2 ; nk:scale 1000000 ;", "mention": wording("1.2 million")},
    ),
    "a scale that is typed and not printed": Case("scale-differs", "more", {"more": "nk:scale 1000 ;"}),
    "a scale that the head of the table does not give": Case(
        "scale-differs", "breakdown",
        {**IN_TABLE, "breakdown": f"{TABLE.replace('nk:scale 1000000', 'nk:scale 1000')} {HEAD}"},
        {**IN_TABLE, "breakdown": f"{TABLE} {HEAD}"},
    ),
    "a head whose scale the table leaves out": Case(
        "scale-differs", "breakdown", {**IN_TABLE, "breakdown": f"{TABLE.replace('nk:scale 1000000 ;', '')} {HEAD}"}
    ),
    "a hedge that is not typed": Case(
        "modality-differs", "value", {"mention": wording("about 1,277")},
        {"mention": wording("about 1,277"), "more": "nk:modality modality:about ;"},
    ),
    "a hedge that is not printed": Case("modality-differs", "more", {"more": "nk:modality modality:about ;"}),
    "another hedge": Case(
        "modality-differs", "more", {"mention": wording("over 1,277"), "more": "nk:modality modality:at-least ;"},
        {"mention": wording("over 1,277"), "more": "nk:modality modality:more-than ;"},
    ),
    "a percentage typed as persons": Case(
        "unit-differs", "value", {"value": "nk:value 80 ;", "more": SHARE, "mention": wording("80 percent")},
        {"value": "nk:value 80 ; nk:unit unit:percent ;", "more": SHARE, "mention": wording("80 percent")},
    ),
    "another currency": Case(
        "unit-differs", "more", {"measure": "nk:measure measure:exports ;", "more": "nk:unit unit:krw ;", "mention": wording("$1,277")},
        {"measure": "nk:measure measure:exports ;", "mention": wording("$1,277")},
    ),
    "a half that is half a person": Case(
        "unit-differs", "value", {"value": "nk:value 0.5 ;", "more": SHARE, "mention": wording("half")},
        {"value": "nk:value 0.5 ; nk:unit unit:fraction ;", "more": SHARE, "mention": wording("half")},
    ),
    "a half typed as times": Case(
        "unit-differs", "more", {"value": "nk:value 0.5 ;", "more": f"nk:unit unit:times ; {SHARE}", "mention": wording("half")}
    ),
    "a multiple typed as a fraction": Case(
        "unit-differs", "more",
        {"value": "nk:value 3 ;", "more": f"nk:unit unit:fraction ; {DECREASE.replace('decrease', 'ratio')}", "mention": wording("tripled")},
        {"value": "nk:value 3 ;", "more": f"nk:unit unit:times ; {DECREASE.replace('decrease', 'ratio')}", "mention": wording("tripled")},
    ),
    "a fall of half a person": Case(
        "unit-differs", "value", {"value": "nk:value 0.5 ;", "more": DECREASE, "mention": wording("halved")},
        {"value": "nk:value 0.5 ; nk:unit unit:fraction ;", "more": DECREASE, "mention": wording("halved")},
    ),
    "persons typed as items": Case("unit-differs", "more", {"more": "nk:unit unit:item ;"}),
    "a rise in dollars of persons": Case(
        "unit-differs", "more",
        {"value": "", "more": "nk:operation operation:rising ; nk:unit unit:usd ;", "mention": wording("rising")},
        {"value": "", "more": "nk:operation operation:rising ; nk:unit unit:percent ;", "mention": wording("rising")},
    ),
    "a percentage whose sign is not printed": Case(
        "unit-unprinted", "more", {"value": "nk:value 80 ;", "more": f"nk:unit unit:percent ; {SHARE}", "mention": wording("80")}
    ),
    "the unit of the measure typed again": Case("unit-needless", "more", {"more": "nk:unit unit:person ;"}),
    "another year": Case("period-differs", "period", {"period": 'nk:period "2016" ;'}),
    "another month": Case(
        "period-differs", "period", {"period": 'nk:period "2015-06" ;', "period words": bound("May 2015")},
        {"period": 'nk:period "2015-05" ;', "period words": bound("May 2015")},
    ),
    "another year beside the right month": Case(
        "period-differs", "period", {"period": 'nk:period "2015-01/2016-05" ;', "period words": bound("2015 (as of May)")},
        {"period": 'nk:period "2015-01/2015-05" ;', "period words": bound("2015 (as of May)")},
    ),
    "another day": Case(
        "period-differs", "period", {"period": 'nk:period "2015-05-14" ;', "period words": bound("May 15, 2015")},
        {"period": 'nk:period "2015-05-15" ;', "period words": bound("May 15, 2015")},
    ),
    "another decade": Case(
        "period-differs", "period", {"period": 'nk:period "198X" ;', "period words": bound("the 1990s")},
        {"period": 'nk:period "1995~/.." ;', "period words": bound("the mid-1990s")},
    ),
    "this year in an article of another year": Case(
        "period-differs", "period", {"period words": bound("this year")},
        {"period": 'nk:period "2016-01" ;', "period words": bound("this year")},
    ),
    "last year in an article of the year after the next": Case(
        "period-differs", "period", {"period": 'nk:period "2014" ;', "period words": bound("Last year")},
        {"period words": bound("Last year")},
    ),
    "a member that stands out in another year than the span ends": Case(
        "period-differs", "period",
        {"period": 'nk:period "2009" ;', "value": "", "more": 'nk:operation operation:lowest ;\nnk:span "2001/2015" ;', "mention": wording("lowest")},
        {"value": "", "more": 'nk:operation operation:lowest ;\nnk:span "2001/2015" ;', "mention": wording("lowest")},
    ),
    "another authority": Case(
        "authority-differs", "authority", {"authority": "nk:authority agent:unhcr ;"},
        {"authority words": 'nk:authorityStart 30 ; nk:authorityEnd 50 ; nk:authorityWording "the Unification Ministry" ;'},
    ),
    "a publisher that is not the one named": Case(
        "authority-differs", "authority", {"authority": "nk:authority nk:self ;"},
        {"authority": "nk:authority nk:self ;", "authority words": 'nk:authorityStart 30 ; nk:authorityEnd 50 ; nk:authorityWording "Yonhap" ;'},
    ),
    "a day of publication that no calendar has": Case(
        "date-invalid", "article",
        {"article": SOUND["article"].replace("2016-01-04", "2016-02-30"), "period words": ""},
        {"article": SOUND["article"].replace("2016-01-04", "2016-02-29")},
    ),
    "a copy filed on no day": Case(
        "date-invalid", "listed", {"listed": '<c> a nk:Copy ; nk:filed "2026-11-31" .'}, {"listed": '<c> a nk:Copy ; nk:filed "2026-11-30" .'}
    ),
}  # fmt: skip

Read = Callable[[dict[str, str]], tuple[Corpus, dict[str, int]]]


@pytest.fixture
def read(tmp_path: Path, prefixes: str, known: Ontology) -> Read:
    """Writes the sound claim with some parts changed; gives it as read, and the line of each part."""

    def written(changes: dict[str, str]) -> tuple[Corpus, dict[str, int]]:
        text = f"{prefixes}@base <https://w3id.org/nkgraph/claims/{STEM}/> .\n"
        lines = {}
        for part, typed in {**SOUND, **changes}.items():
            lines[part] = text.count("\n") + 1
            text += f"{typed}\n"
        path = tmp_path / f"{STEM}.ttl"
        path.write_text(text, encoding="utf-8")
        document = turtle.read(path)
        assert document.faults == []
        return claims.read([document], known), lines

    return written


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_at_its_line_and_nothing_else_is(name: str, read: Read, known: Ontology) -> None:
    case = CASES[name]
    corpus, lines = read(case.wrong)
    faults = set(values.check(corpus, known))
    assert {(f.line, f.code) for f in faults} == {(lines[case.at], case.code)}
    assert all(f.message and f.remedy for f in faults)


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_beside_it_is_let_pass(name: str, read: Read, known: Ontology) -> None:
    corpus, _ = read(CASES[name].right)
    assert [str(f) for f in values.check(corpus, known)] == []


def test_each_fault_code_has_an_example() -> None:
    assert {case.code for case in CASES.values()} == said_by(values)
    assert len(CASES) >= 50
