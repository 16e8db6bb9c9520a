"""What files say of one another: articles that are not filed, circles of reporting, articles and claims filed twice."""

from __future__ import annotations

import pytest

from nkgraph import check, relations
from nkgraph.check import Reading
from nkgraph.fault import Fault
from tests.conftest import Corpus
from tests.fault_codes import said_by

FIRST, SECOND, THIRD = "2016-01-04-yonhap-first", "2016-01-05-upi-second", "2016-01-06-arirang-third"
ROOT = "https://w3id.org/nkgraph/claims"


def article(publisher: str, hop: str = "", headline: str = "A headline", date: str = "2016-01-04") -> str:
    """An article, its hop on a line of its own."""
    about = f'<> a schema:NewsArticle ; schema:publisher agent:{publisher} ; schema:datePublished "{date}"'
    return f'{about} ;\nschema:headline "{headline}"{f" ;{chr(10)}{hop}" if hop else ""} .\n'


def claim(name: str = "a", start: int = 10, more: str = "", stated: str = "<>") -> str:
    """A claim, its place in the copy and what else is said of it on lines of their own."""
    return (
        f"<{name}> a nk:Claim ; nk:statedIn {stated} ; nk:measure measure:arrivals ; nk:place place:south-korea ;\n"
        f'nk:period "2015" ; nk:value 9 ; nk:authority nk:unstated{f" ;{chr(10)}{more}" if more else ""} ;\n'
        f'nk:mention [ nk:copy copy:001 ; nk:start {start} ; nk:end {start + 1} ; nk:wording "9" ] .\n'
    )


def faults(small_corpus: Corpus, files: dict[str, str]) -> list[Fault]:
    """What the files say of one another, the faults in order."""
    return sorted(relations.check(check.read(small_corpus(files)).corpus))


def told(found: list[Fault]) -> list[tuple[str, str, str]]:
    """File, code and the text of the line that is told."""
    return [(f.path.stem, f.code, f.path.read_text(encoding="utf-8").splitlines()[f.line - 1]) for f in found]


@pytest.mark.parametrize("hop", ["nk:quotes", "nk:reprints", "nk:translates", "nk:cites"])
def test_a_hop_to_an_article_that_nobody_filed_is_told_at_its_line(hop: str, small_corpus: Corpus) -> None:
    typed = f"{hop} <{ROOT}/2016-01-05-upi-second/>"
    found = faults(small_corpus, {FIRST: article("yonhap", typed)})
    assert told(found) == [(FIRST, "article-unknown", f"{typed} .")]
    assert "nk:held false" in found[0].remedy
    assert faults(small_corpus, {FIRST: article("yonhap", typed), SECOND: article("upi")}) == []


def test_an_article_that_is_only_named_needs_no_file(small_corpus: Corpus) -> None:
    named = "<rfa> a schema:NewsArticle ; schema:publisher agent:radio-free-asia ; nk:held false .\n"
    assert faults(small_corpus, {FIRST: article("yonhap", "nk:cites <rfa>") + named}) == []


def test_a_report_that_a_claim_came_through_must_be_filed(small_corpus: Corpus) -> None:
    files = {FIRST: article("yonhap") + claim(more="nk:via <rfa>")}
    assert told(faults(small_corpus, files)) == [(FIRST, "article-unknown", "nk:via <rfa> ;")]


def test_a_claim_must_stand_in_an_article(small_corpus: Corpus) -> None:
    files = {FIRST: article("yonhap") + claim(stated="<elsewhere>")}
    ((stem, code, line),) = told(faults(small_corpus, files))
    assert (stem, code, line[:25]) == (FIRST, "article-unknown", "<a> a nk:Claim ; nk:state")


@pytest.mark.parametrize(
    ("hops", "circles"),
    [
        ({FIRST: SECOND, SECOND: THIRD}, 0),
        ({FIRST: FIRST}, 1),
        ({FIRST: SECOND, SECOND: FIRST}, 1),
        ({FIRST: SECOND, SECOND: THIRD, THIRD: FIRST}, 1),
        ({FIRST: SECOND, SECOND: THIRD, THIRD: SECOND}, 1),
        ({FIRST: THIRD, SECOND: THIRD}, 0),
    ],
)
def test_a_chain_of_reporting_that_comes_back_is_told_once(hops: dict[str, str], circles: int, small_corpus: Corpus) -> None:
    typed = {start: f"nk:quotes <{ROOT}/{end}/>" for start, end in hops.items()}
    files = {stem: article(stem.split("-")[3], typed.get(stem, ""), stem) for stem in (FIRST, SECOND, THIRD)}
    found = faults(small_corpus, files)
    assert [f.code for f in found] == ["hop-circle"] * circles
    assert all(line == f"{typed[stem]} ." for stem, _, line in told(found))


def test_a_circle_hides_no_other_circle(small_corpus: Corpus) -> None:
    first = f"nk:cites <{ROOT}/{SECOND}/> ;\nnk:quotes <{ROOT}/{FIRST}/>"
    files = {FIRST: article("yonhap", first), SECOND: article("upi", f"nk:quotes <{ROOT}/{SECOND}/>")}
    assert told(faults(small_corpus, files)) == [
        (FIRST, "hop-circle", f"nk:quotes <{ROOT}/{FIRST}/> ."),
        (SECOND, "hop-circle", f"nk:quotes <{ROOT}/{SECOND}/> ."),
    ]


def test_an_article_of_one_publisher_headline_and_date_is_filed_once(small_corpus: Corpus) -> None:
    again = "2016-01-04-yonhap-again"
    ((stem, code, line),) = told(faults(small_corpus, {again: article("yonhap"), FIRST: article("yonhap")}))
    assert (stem, code, line) == (FIRST, "filed-twice", 'schema:headline "A headline" .')
    for other in (article("upi"), article("yonhap", headline="Another"), article("yonhap", date="2016-01-05")):
        assert faults(small_corpus, {again: article("yonhap"), FIRST: other}) == []


def test_articles_without_a_headline_are_not_taken_for_one(small_corpus: Corpus) -> None:
    bare = "<> a schema:NewsArticle ; schema:publisher agent:yonhap .\n"
    assert faults(small_corpus, {FIRST: bare, SECOND: bare}) == []


def test_two_articles_cannot_claim_the_same_characters(small_corpus: Corpus) -> None:
    files = {FIRST: article("yonhap") + claim(), SECOND: article("upi") + claim()}
    found = faults(small_corpus, files)
    assert told(found) == [(SECOND, "filed-twice", claim().splitlines()[-1])]
    assert f"{FIRST}.ttl claims the same characters." in found[0].message
    assert faults(small_corpus, {FIRST: article("yonhap") + claim(), SECOND: article("upi") + claim(start=20)}) == []


def test_one_print_may_serve_two_claims_of_an_article(small_corpus: Corpus) -> None:
    body = article("yonhap") + claim() + claim("b", more="nk:sex sex:female")
    assert faults(small_corpus, {FIRST: body}) == []


@pytest.mark.parametrize(
    "more",
    [
        *("nk:sex sex:female", "nk:scale 1000", "nk:unit unit:percent", "nk:modality modality:about", 'nk:per "P1M"'),
        *("nk:operation operation:share", "nk:perCount 3", "nk:over nk:place", 'nk:span "2001/2015"'),
        *('nk:base [ nk:period "2011" ]', "nk:population population:officials"),
    ],
)
def test_what_says_something_else_repeats_nothing(more: str, small_corpus: Corpus) -> None:
    body = article("yonhap") + claim() + claim("b", 20, more)
    assert faults(small_corpus, {FIRST: body}) == []


def test_a_claim_that_says_what_another_says_is_told_at_its_first_line(small_corpus: Corpus) -> None:
    found = faults(small_corpus, {FIRST: article("yonhap") + claim() + claim("again", 20)})
    ((stem, code, line),) = told(found)
    assert (stem, code, line[:9]) == (FIRST, "claim-repeated", "<again> a")
    assert (found[0].message, "second nk:mention" in found[0].remedy) == ("<again> says what <a> says already.", True)


def test_what_two_articles_say_alike_is_two_claims(small_corpus: Corpus) -> None:
    files = {FIRST: article("yonhap") + claim(), SECOND: article("upi") + claim(start=20)}
    assert faults(small_corpus, files) == []


def test_a_forecast_is_not_what_came_of_it(small_corpus: Corpus) -> None:
    forecast = claim("b", 20).replace("nk:Claim", "nk:Forecast")
    assert faults(small_corpus, {FIRST: article("yonhap") + claim() + forecast}) == []


def test_members_of_a_list_that_share_a_print_repeat_nothing(small_corpus: Corpus) -> None:
    table = "<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place .\n"
    members = claim(more="nk:in <t> ; nk:each ( place:us-az place:us-va )")
    assert faults(small_corpus, {FIRST: article("yonhap") + table + members}) == []


def test_each_fault_code_has_an_example() -> None:
    assert said_by(relations) == {"article-unknown", "hop-circle", "filed-twice", "claim-repeated"}


def test_nothing_in_the_corpus_is_filed_twice_or_goes_in_a_circle(reading: Reading) -> None:
    assert [str(f) for f in relations.check(reading.corpus)] == []
    assert (len(reading.corpus.articles) >= 30, sum(len(a.hops) for a in reading.corpus.articles.values()) >= 20) == (
        True,
        True,
    )
