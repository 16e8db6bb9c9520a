"""Times: what EDTF says of their days, what is refused and why, and the one text for each stretch of days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import edtf
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from nkgraph import periods
from nkgraph.periods import Period, PeriodError

FEW = settings(max_examples=50, deadline=None, derandomize=True, database=None)


def by_library(text: str) -> Period:
    """The days by the edtf library's strict bounds."""

    def day(value: Any, plus: int) -> int | None:
        if isinstance(value, float):
            return None
        return date(value.tm_year, value.tm_mon, value.tm_mday).toordinal() + plus

    parsed = edtf.parse_edtf(text)
    return Period(day(parsed.lower_strict(), 0), day(parsed.upper_strict(), 1))


def days(first: str, last: str) -> Period:
    """From the first day to the last; ".." is an open end."""
    start = None if first == ".." else date.fromisoformat(first).toordinal()
    return Period(start, None if last == ".." else date.fromisoformat(last).toordinal() + 1)


@st.composite
def singles(draw: st.DrawFn) -> str:
    """A year, month, day or decade, with or without a qualifier."""
    day = draw(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
    forms = (f"{day.year}", f"{day.year}-{day.month:02}", day.isoformat(), f"{day.year // 10}X")
    form = draw(st.sampled_from(forms))
    return form if form.endswith("X") else form + draw(st.sampled_from(("", "", "~", "?", "%")))


@st.composite
def texts(draw: st.DrawFn, kinds: tuple[str, ...] = ("single", "interval", "since", "until", "set")) -> str:
    """What archivists write every day: a single, an interval of two, one of a set."""
    kind, first, second = draw(st.sampled_from(kinds)), draw(singles()), draw(singles())
    if kind == "interval":
        start, end = sorted((first, second), key=lambda text: periods.parse(text).start or 0)
        return f"{start}/{end}"
    plain, other = re.sub("[~?%]", "", first), re.sub("[~?%]", "", second)
    forms = {
        "single": first,
        "since": f"{first.replace('X', '0')}/..",  # the library cannot read an open decade
        "until": f"../{first.replace('X', '0')}",
        "set": f"[{plain},{other},{plain}]",
        "all of": f"{{{plain},{other}}}",
        "from": f"[{plain[:3]}0..]",
        "to": f"[..{plain[:3]}9]",
    }
    return forms[kind]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015", days("2015-01-01", "2015-12-31")), ("2015-02", days("2015-02-01", "2015-02-28")),
        ("2016-02", days("2016-02-01", "2016-02-29")), ("2015-12", days("2015-12-01", "2015-12-31")),
        ("2015-07-05", days("2015-07-05", "2015-07-05")), ("2015-01/2015-05", days("2015-01-01", "2015-05-31")),
        ("2006/..", days("2006-01-01", "..")), ("../2015-07-05", days("..", "2015-07-05")), ("../..", days("..", "..")),
        ("1995~/2019", days("1995-01-01", "2019-12-31")), ("199X/2010", days("1990-01-01", "2010-12-31")),
        ("[2015-10-12,2015-10-13]", days("2015-10-12", "2015-10-13")), ("[2016,2013,2015]", days("2013-01-01", "2016-12-31")),
        ("20XX", days("2000-01-01", "2099-12-31")), ("2015-XX", days("2015-01-01", "2015-12-31")),
        ("201X?", days("2010-01-01", "2019-12-31")), ("200X", days("2000-01-01", "2009-12-31")),
        ("2015-33", days("2015-01-01", "2015-03-31")), ("2015-36", days("2015-10-01", "2015-12-31")),
        ("2015-39", days("2015-09-01", "2015-12-31")), ("2015-41", days("2015-07-01", "2015-12-31")),
        ("0001", days("0001-01-01", "0001-12-31")), ("9998", days("9998-01-01", "9998-12-31")),
        ("9999-12-30", days("9999-12-30", "9999-12-30")),
    ],
)  # fmt: skip
def test_a_text_stands_for_its_days(text: str, period: Period) -> None:
    assert periods.parse(text) == period == by_library(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [("199X/..", days("1990-01-01", "..")), ("../199X", days("..", "1999-12-31")),
     ("2015-33/2015-34", days("2015-01-01", "2015-06-30"))],
)  # fmt: skip
def test_an_interval_of_decades_or_quarters_has_days_though_the_library_cannot_read_it(text: str, period: Period) -> None:
    assert periods.parse(text) == period
    with pytest.raises((edtf.EDTFParseException, TypeError)):
        by_library(text)


@pytest.mark.endurance
@settings(FEW, max_examples=30)  # the library takes its time
@given(texts(("single", "interval", "since", "until", "set", "all of", "from", "to")))
def test_the_days_are_those_of_the_edtf_library(text: str) -> None:
    try:
        expected = by_library(text)
    except edtf.EDTFParseException:
        with pytest.raises(PeriodError):
            periods.parse(text)
        return
    assert periods.parse(text) == expected


@pytest.mark.endurance
@FEW
@given(
    st.text("0123X-/[],.~? {}", max_size=12)
    | st.from_regex(r"[\[{]?[12][0-9]{3}(-[0-4][0-9]){0,2}[/,]?([12]0[0-9X]{2})?[\]}]?")
)
@example("2015-00")
@example("2015-06-00")
@example("[2015]")
@example("[[2015,2016]]")
@example("2015/[2016,2017]")
@example("[2015/2016,2017]")
@example("\u0662\u0660\u0661\u0665")
def test_what_is_accepted_is_edtf(text: str) -> None:
    try:
        period = periods.parse(text)
    except PeriodError:
        return
    assume("/" not in text or not re.search(r"X|-(3[3-9]|4[01])", text))  # the library lacks some of these intervals
    assert period == by_library(text)


@FEW
@given(texts())
def test_a_period_has_a_day_at_least_and_says_its_own_days(text: str) -> None:
    try:
        period = periods.parse(text)
    except PeriodError:
        assume(False)
    assert period.start is None or period.end is None or period.start < period.end
    assert period.last == (None if period.end is None else period.end - 1)
    assert re.fullmatch(r"(\.\.|\d{4}-\d\d-\d\d)/(\.\.|\d{4}-\d\d-\d\d)", str(period))


NOT_EDTF = ("is not a date in EDTF", 'Write "2015", "2015-06", "2015-01/2015-05", "2006/.."')
ONE_END = ("leaves one end unknown", 'Write ".." for an open end: "2006/.."')
NO_YEAR = ("has no known year", 'Write "unstated"')
NO_DAY = ("is not a day of the calendar", "Look at the month and the day again")
REVERSED = ("ends before it begins", "Turn its two ends round")
SEASON = ("is a season", 'Write the months that the source means: "2015-06/2015-08"')
DIGIT = ("leaves a digit unknown", "Write the months that the source allows")
FAR = ("lies outside 0001-01-01 to 9999-12-30", 'Write ".." for an open end')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2006/", ONE_END), ("/2006", ONE_END), ("2006-05~/", ONE_END), ("/..", ONE_END), ("../", ONE_END),
        ("XXXX", NO_YEAR), ("1XXX", NO_YEAR), ("20X5", NO_YEAR), ("XXXX-12", NO_YEAR), ("2006/XXXX", NO_YEAR), ("X", NO_YEAR),
        ("1846-7", NOT_EDTF), ("1990s", NOT_EDTF), ("", NOT_EDTF), ("15", NOT_EDTF), ("20151", NOT_EDTF),
        ("unstated", NOT_EDTF), ("July 2015", NOT_EDTF), ("2015-6-5", NOT_EDTF), ("05/07/2015", NOT_EDTF), ("2015~?", NOT_EDTF),
        ("2015/2016/2017", NOT_EDTF), ("[2015]", NOT_EDTF), ("[2015/2016,2017]", NOT_EDTF), ("2015/[2016,2017]", NOT_EDTF),
        ("../201X~", NOT_EDTF),
        ("[2015,]", NOT_EDTF), ("..", NOT_EDTF), ("[,]", NOT_EDTF), ("[]", NOT_EDTF), ("２０１５", NOT_EDTF),
        ("2015-02-31", NO_DAY), ("2015-02-29", NO_DAY), ("2015-13", NO_DAY), ("2015-00", NO_DAY), ("2015-06-00", NO_DAY),
        ("2015-06-31", NO_DAY), ("2015-02-31/2016", NO_DAY), ("2015/2016-04-31", NO_DAY), ("[2015-02-31,2016]", NO_DAY),
        ("2016/2015", REVERSED), ("2015-06/2015-05", REVERSED), ("2015-07-05/2015-07-04", REVERSED), ("2010/199X", REVERSED),
        ("[2017..2015]", REVERSED),
        ("2015-21", SEASON), ("2015-24", SEASON), ("2015-32", SEASON), ("2015-21~", SEASON), ("2015-21/2015-22", SEASON),
        ("2015-0X", DIGIT), ("2015-1X", DIGIT), ("2015-12-1X", DIGIT),
        ("0000", FAR), ("-0044", FAR), ("Y17000", FAR), ("9999", FAR), ("9999-12-31", FAR), ("999X", FAR), ("../9999", FAR),
        ("99XX", FAR),
    ],
)  # fmt: skip
def test_what_nobody_can_compare_is_refused_with_a_reason_and_a_remedy(
    text: str, message: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PeriodError) as error:
        periods.parse(text)
    reason, remedy = message
    what, _, do = str(error.value).partition(". ")
    assert reason in what
    assert do.startswith(remedy)
    assert what.startswith('"')
    assert capsys.readouterr() == ("", ""), "nothing but the message speaks"
    with pytest.raises(PeriodError):
        periods.canonical(text)


@pytest.mark.parametrize(
    ("text", "shortest"),
    [
        ("2015", "2015"), ("2015-01/2015-12", "2015"), ("2015-01-01/2015-12-31", "2015"), ("2015/2015", "2015"),
        ("2014-01/2015-12-31", "2014/2015"), ("2015-06-01/2015-06-30", "2015-06"), ("2015-01/2015-05-31", "2015-01/2015-05"),
        ("2015-10-12/2015-10-12", "2015-10-12"), ("2006-01-01/..", "2006/.."), ("../2015-12", "../2015"), ("../..", "../.."),
        ("2015-01-01/2015-10-20", "2015-01-01/2015-10-20"), ("2006-06-15/..", "2006-06-15/.."), ("2015-XX", "2015"),
        ("199X", "1990/1999"), ("2015-33", "2015-01/2015-03"), ("[2013,2015]", "2013/2015"),
        ("1995~", "1995~"), ("1995?", "1995~"), ("1995~/2019", "1995/2019~"), ("1995-01/1995-12~", "1995~"),
        ("../2015~", "../2015~"), ("1995~/..", "1995~/.."),
    ],
)  # fmt: skip
def test_the_canonical_text_is_the_shortest_for_the_days(text: str, shortest: str) -> None:
    assert periods.canonical(text) == shortest


@FEW
@given(texts())
def test_the_canonical_text_keeps_the_days_and_the_doubt_and_is_its_own_canonical_text(text: str) -> None:
    try:
        period = periods.parse(text)
    except PeriodError:
        assume(False)
    shortest = periods.canonical(text)
    assert periods.parse(shortest) == period
    assert periods.canonical(shortest) == shortest
    assert bool(re.search("[~?%]", shortest)) == bool(re.search("[~?%]", text))
    assert len(shortest.replace("~", "")) <= len(f"{period}")


@FEW
@given(texts())
def test_equal_days_have_equal_texts_however_they_are_spelled(text: str) -> None:
    plain = re.sub("[~?%]", "", text)
    try:
        period = periods.parse(plain)
    except PeriodError:
        assume(False)
    first, last = str(period.start and date.fromordinal(period.start)), str(period.last and date.fromordinal(period.last))
    to_the_day = f"{first}/{last}".replace("None", "..")
    assert periods.parse(to_the_day) == period
    assert periods.canonical(to_the_day) == periods.canonical(plain)


@FEW
@given(texts(), texts())
def test_different_days_have_different_texts(one: str, other: str) -> None:
    try:
        same = periods.parse(one) == periods.parse(other)
    except PeriodError:
        assume(False)
    assert same or periods.canonical(one) != periods.canonical(other)
