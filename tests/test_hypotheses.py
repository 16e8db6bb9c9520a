"""What would explain a difference; and that nothing is guessed where nothing explains it."""

from __future__ import annotations

import pytest

from nkgraph import hypotheses
from nkgraph.turtle import Document
from tests.examples_others import TO_DATE, WOMEN, at, foresees, with_ontology
from tests.specimens import INTELLIGENCE, STATE_DEPARTMENT, UNSTATED, article, compare, iri, says, total


def guessed(*articles: Document) -> list[str]:
    """The hypotheses for all findings of these articles that differ."""
    compared = compare(*articles)
    return [h for f in compared.findings for h in hypotheses.of(f, compared.register)]


def yonhap(*said: str, published: str = "2016-01-04") -> Document:
    return article("yonhap", published, *said)


def upi(*said: str, published: str = "2017") -> Document:
    return article("upi", published, *said)


def arirang(*said: str, published: str = "2018") -> Document:
    return article("arirang", published, *said)


SLIP = yonhap(says("1397", "2014"), says("1514", "2014"))


# --- the neighbouring year ----------------------------------------------------------------------------------------------


def test_a_value_that_another_article_prints_for_the_year_before_may_belong_there() -> None:
    assert guessed(SLIP, upi(says("1514", "2013"))) == ["1,514 is the figure of 2013; UPI has it there."]


def test_a_value_that_another_article_prints_for_the_year_after_may_belong_there() -> None:
    assert guessed(SLIP, upi(says("1514", "2015"))) == ["1,514 is the figure of 2015; UPI has it there."]


def test_a_leap_year_is_a_neighbour_like_any_other() -> None:
    articles = yonhap(says("1418", "2017")), upi(says("1127", "2017", UNSTATED)), arirang(says("1418", "2016", UNSTATED))
    assert guessed(*articles) == ["1,418 is the figure of 2016; Arirang has it there."]


def test_a_value_of_another_article_that_contradicts_may_be_the_neighbours_too() -> None:
    articles = yonhap(says("1514", "2014")), upi(says("1397", "2014", INTELLIGENCE)), arirang(says("1514", "2013"))
    assert guessed(*articles) == ["1,514 is the figure of 2013; Arirang has it there."]


@pytest.mark.parametrize(
    "elsewhere",
    [
        says("1514", "2012"),  # two years away
        says("1514", "2013", more="nk:sex sex:female"),  # another series
        says("1515", "2013"),  # another value
        says("more-than 1513", "2013"),  # a bound is not the value
        says("1514", "2013-07/2013-12"),  # a half year
        says("1514", "unstated"),
        says("1514", "2013").replace("nk:Claim", "nk:Forecast"),
    ],
)
def test_a_value_printed_elsewhere_but_not_for_the_neighbouring_year_explains_nothing(elsewhere: str) -> None:
    assert guessed(SLIP, upi(elsewhere)) == []


def test_the_article_itself_is_no_witness_for_its_own_slip() -> None:
    assert guessed(yonhap(says("1397", "2014"), says("1514", "2014"), says("1514", "2013"))) == []


def test_a_running_total_has_no_neighbouring_year() -> None:
    assert guessed(yonhap(total("191")), upi(total("186")), arirang(total("191", period="2005/.."))) == []


def test_values_that_agree_need_no_explanation() -> None:
    agreeing = yonhap(says("1514", "2014")), upi(says("1514", "2014")), arirang(says("1514", "2013"))
    assert guessed(*agreeing) == []
    assert [f.outcome for f in compare(*agreeing).findings] == ["agrees"]


# --- transposed digits --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), [("1397", "1937"), ("1379", "1397"), ("12", "21"), ("13970", "31970")])
def test_two_neighbouring_digits_may_have_changed_places(one: str, other: str) -> None:
    low, high = (f"{int(n):,}" for n in (one, other))
    words = f"two digits changed places: {low} and {high}."
    assert guessed(yonhap(says(one)), upi(says(other, by=UNSTATED))) == [words]
    assert guessed(yonhap(says(one), says(other))) == [words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1397", "7391"),  # not neighbours
        ("1397", "3179"),  # two pairs
        ("1397", "1398"),  # another digit
        ("137", "1397"),  # a digit more
        ("1397", "more-than 1936"),  # a bound
    ],
)
def test_digits_that_did_something_else_are_not_guessed_at(one: str, other: str) -> None:
    assert guessed(yonhap(says(one)), upi(says(other, by=UNSTATED))) == []


def test_in_a_revision_too_the_digits_may_have_changed_places_and_the_earlier_stands_first() -> None:
    assert guessed(yonhap(says("1937")), upi(says("1397"))) == ["two digits changed places: 1,937 and 1,397."]


def test_of_three_values_no_two_are_picked() -> None:
    assert guessed(yonhap(says("1397"), says("1937"), says("2000"))) == []


def test_both_guesses_may_stand_the_more_telling_first() -> None:
    articles = yonhap(says("1397", "2014")), upi(says("1937", "2014", UNSTATED)), arirang(says("1937", "2013"))
    assert guessed(*articles) == [
        "1,937 is the figure of 2013; Arirang has it there.",
        "two digits changed places: 1,397 and 1,937.",
    ]


# --- the fiscal year ----------------------------------------------------------------------------------------------------


def guessed_in_full(*articles: Document) -> list[str]:
    """The hypotheses, where what the ontology says of measures is known too."""
    compared = with_ontology(*articles)
    return [h for f in compared.findings for h in hypotheses.of(f, compared.register)]


def admitted(figure: str, period: str = "2008", by: str = STATE_DEPARTMENT, measure: str = "us-admissions") -> str:
    """So many admitted to the United States."""
    return at("us", says(figure, period, by, measure))


FISCAL = "one counts the calendar year, the other the U.S. fiscal year, which begins in October of the year before."


def test_two_counts_of_a_year_in_the_united_states_may_be_of_the_calendar_and_of_the_fiscal_year() -> None:
    assert guessed_in_full(yonhap(admitted("37")), upi(admitted("38", by=UNSTATED))) == [FISCAL]
    texas = [admitted(n, by=by).replace("place:us ", "place:us-tx ") for n, by in (("7", STATE_DEPARTMENT), ("9", UNSTATED))]
    assert guessed_in_full(yonhap(texas[0]), upi(texas[1])) == [FISCAL]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (admitted("37", "2008-05"), admitted("38", "2008-05", UNSTATED)),  # a month
        (admitted("37", "2008/2009"), admitted("38", "2008/2009", UNSTATED)),  # two years
        (says("37"), says("38", by=UNSTATED)),  # elsewhere
        (admitted("37", measure="registered"), admitted("38", by=UNSTATED, measure="registered")),  # a stock
        (admitted("37"), admitted("37", by=UNSTATED)),  # they agree
        (admitted("37"), admitted("38")),  # a revision: one body counts one kind of year
    ],
)
def test_the_fiscal_year_explains_nothing_else(one: str, other: str) -> None:
    assert FISCAL not in guessed_in_full(yonhap(one), upi(other))


def test_one_article_counts_in_one_kind_of_year() -> None:
    assert guessed_in_full(yonhap(admitted("37"), admitted("48"))) == []


def test_where_the_fiscal_year_is_stated_nobody_counts_the_calendar_year() -> None:
    assert guessed_in_full(yonhap(admitted("37", "2007-10/2008-09")), upi(admitted("48", "2007-10/2008-09", UNSTATED))) == []


# --- provisional and final ----------------------------------------------------------------------------------------------


def test_a_figure_printed_soon_after_its_year_and_hardly_changed_was_provisional() -> None:
    words = "1,277 was provisional, and 1,275 is the final figure."
    assert guessed(yonhap(says("1277")), upi(says("1275"))) == [words]
    assert guessed(yonhap(says("1277"), published="2016-12-31"), upi(says("1275"), published="2020")) == [words]


@pytest.mark.parametrize(
    ("first", "later", "published"),
    [
        ("1277", "1264", "2016-01-04"),  # more than one percent
        ("1277", "1275", "2017-01-04"),  # printed a year later
        ("1277", "1275", "2015-12-30"),  # before the year was over
        ("1277", "1275", "2016/2018"),  # perhaps long after
    ],
)
def test_a_figure_printed_late_or_much_changed_was_not_provisional(first: str, later: str, published: str) -> None:
    articles = yonhap(says(first), published=published), upi(says(later), published="2019")
    assert [f.outcome for f in compare(*articles).findings] == ["revised"]
    assert guessed(*articles) == []


def test_two_bodies_have_no_final_figure() -> None:
    assert guessed(yonhap(says("1277")), upi(says("1275", by=INTELLIGENCE))) == []


# --- cut off instead of rounded -----------------------------------------------------------------------------------------


def women(percent: str, count: str = "1030", more: str = "") -> Document:
    """An article with a share of women, and the two figures from which it comes."""
    share = f"{WOMEN} ; nk:operation operation:share ; nk:unit unit:percent ; nk:base <c2>{more}"
    return yonhap(says(percent, more=share), "nk:sex sex:all", says(count, more=WOMEN), says("1277"))


def test_a_share_may_have_been_cut_off_instead_of_rounded() -> None:
    assert guessed(women("80")) == ["80.66 was cut off to 80 percent instead of rounded."]
    assert guessed(women("80.6")) == ["80.66 was cut off to 80.6 percent instead of rounded."]


@pytest.mark.parametrize("percent", ["79", "82", "80.5", "80.8", "81", "80.7", "more-than 81"])
def test_a_share_that_is_not_what_is_left_after_cutting_off_was_not_cut_off(percent: str) -> None:
    assert guessed(women(percent)) == []


def test_of_operands_with_bounds_nobody_can_say_that_anything_was_cut_off() -> None:
    articles = women("80", "1030 to 1033")
    assert [f.outcome for f in compare(articles).findings] == ["contradicts"]
    assert guessed(articles) == []


# --- a misdated article -------------------------------------------------------------------------------------------------


def arrived(figure: str, period: str = "2015-06/2015-08") -> str:
    """So many admitted in a few months."""
    return says(figure, period, UNSTATED, "us-admissions")


def test_a_total_that_falls_by_what_the_earlier_article_adds_is_perhaps_of_the_later_article() -> None:
    assert guessed_in_full(yonhap(total("191"), arrived("5"), published="2015"), upi(total("186"))) == [
        "the article that stands first here is misdated and is the later: Yonhap, 2015, also prints 5 who were added, and"
        " 186 + 5 = 191."
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((total("191"), arrived("4")), (total("186"),)),  # another number
        ((total("191"),), (total("186"), arrived("5"))),  # the later article adds it
        ((total("191"), says("5", "2015-06/2015-08")), (total("186"),)),  # of another measure
        ((total("191"), arrived("at-most 5")), (total("186"),)),  # a bound
        ((total("186"), arrived("5")), (total("191"),)),  # it grows
    ],
)
def test_otherwise_no_article_is_called_misdated(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert guessed_in_full(yonhap(*first, published="2015"), upi(*second)) == []


def test_at_least_so_many_added_is_not_so_many_added() -> None:
    assert guessed_in_full(yonhap(total("191"), arrived("more-than 4"), published="2015"), upi(total("186"))) == []


def test_a_forecast_that_failed_misdates_nothing() -> None:
    added = says("3006", "2013"), foresees("36530", "1998/2015", measure=TO_DATE)
    articles = yonhap(*added, published="2014"), upi(says("33524", "1998/2015", measure=TO_DATE))
    assert [f.rule for f in with_ontology(*articles).findings] == ["forecast"]
    assert guessed_in_full(*articles) == []


# --- a post that was added to -------------------------------------------------------------------------------------------

UPDATED = "the post was added to after its date, or its date is that of another time zone."


@pytest.mark.parametrize(("report", "guess"), [("2015-07-06", [UPDATED]), ("2015-07-12", [UPDATED]), ("2015-07-13", []),
                                               ("2016", []), ("2015-07", []), ("2015-07-05", [])])  # fmt: skip
def test_a_post_dated_up_to_a_week_before_what_it_relays_was_perhaps_added_to(report: str, guess: list[str]) -> None:
    hop = f"nk:quotes <{iri('report').value}>"
    assert guessed(article("yonhap", report, name="report"), article("upi", "2015-07-05", hops=hop)) == guess


def test_a_figure_for_a_year_to_come_is_not_explained_by_a_post_that_was_added_to() -> None:
    assert guessed(yonhap(says("1277"), published="2014-12-31")) == []
