"""The day of a moment, in the ways in which systems write moments."""

from datetime import date

import pytest

from batuta.errors import BadInput
from tools.systems.mapping.days import day_of
from tools.systems.mapping.template import filled

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-23",
        "20261123",
        "2026-11-23T09:00:00Z",
        "2026-11-23T23:30:00+01:00",
        "2026-11-23 09:00:00",
        "2026-11-23 09:00:00 UTC",
        "2026-11-23T09:00:00.123456789Z",
        "Mon, 23 Nov 2026 09:00:00 +0000",
        1795424400,
        1795424400.5,
        1795424400000,
        "1795424400",
        "1795424400000",
    ],
)
def test_a_moment_has_a_day(value: float | str) -> None:
    assert day_of(value) == DAY


@pytest.mark.parametrize("value", ["", " ", "0000-00-00", "0000-00-00 00:00:00", 0, "0"])
def test_a_moment_that_was_never_set_has_none(value: float | str) -> None:
    assert day_of(value) is None
    assert filled({"start": {"$day": "$answer.at"}}, {"answer": {"at": value}}) == {}


@pytest.mark.parametrize("value", ["soon", "2026-13-40", "23/11/2026", 10**30, float("nan"), float("inf")])
def test_what_is_no_moment_is_said_to_be_none(value: float | str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_of(value)
    with pytest.raises(BadInput, match="is no moment in time"):
        filled({"$day": "$answer.at"}, {"answer": {"at": value}})
