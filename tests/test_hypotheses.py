"""What would explain a difference; and that nothing is guessed where nothing explains it."""

from __future__ import annotations

import pytest

from nkgraph import hypotheses
from nkgraph.turtle import Document
from tests.specimens import INTELLIGENCE, UNSTATED, article, compare, says, total


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
