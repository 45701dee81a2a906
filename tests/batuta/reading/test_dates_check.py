"""A day follows from words that name it; a liar's day does not."""

from datetime import date

import pytest

from batuta.reading.dates_check import date_follows, span_follows

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("day", "quote"),
    [
        (date(2027, 3, 8), "starting next Monday and ending March 31"),
        (date(2027, 3, 31), "starting next Monday and ending March 31"),
        (date(2027, 3, 2), "desde mañana hasta el 30 de abril"),
        (date(2027, 3, 4), "starts thurs, until 31 dec"),
        (date(2027, 3, 2), "tues till 31 march"),
        (date(2027, 5, 9), "April 20 until Mother's Day"),
        (date(2027, 11, 29), "from Thanksgiving thru Cyber Monday"),
    ],
)
def test_days_that_are_told_by_weekday_or_feast_follow(day: date, quote: str) -> None:
    assert date_follows(day, quote, TODAY)


@pytest.mark.parametrize(
    ("day", "quote"),
    [
        (date(2027, 3, 9), "starting next Monday and ending March 31"),
        (date(2027, 4, 5), "starting next Monday and ending March 31"),
        (date(2027, 3, 12), "desde mañana hasta el 30 de abril"),
        (date(2027, 7, 9), "April 20 until Mother's Day"),
        (date(2027, 3, 5), "starts thurs, until 31 dec"),
        (date(2027, 3, 8), "in 12 months, until 31 dec"),
    ],
)
def test_other_days_do_not(day: date, quote: str) -> None:
    assert not date_follows(day, quote, TODAY)


def test_a_window_is_as_long_as_it_is_said_to_be() -> None:
    assert span_follows(date(2027, 4, 5), date(2027, 4, 18), "from Monday 5 April for two weeks")
    assert not span_follows(date(2027, 4, 5), date(2027, 5, 18), "from Monday 5 April for two weeks")
