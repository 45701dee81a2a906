"""A goal that past campaigns do not bear out is said before anybody approves."""

import pytest

from batuta.brief import Kpi
from batuta.forecasting.goals import beyond_reach
from batuta.forecasting.outlook import Outlook

EXPECTED = Outlook(people=10_000, responses=277, low=186, high=385)


@pytest.mark.parametrize(
    "goal",
    [
        Kpi(metric="new_contracts", target=386),
        Kpi(metric="sales", target=5000),
        Kpi(metric="conversion_rate", target=3.9, unit="percent"),
    ],
)
def test_a_goal_above_the_range_is_said_in_both_languages(goal: Kpi) -> None:
    assert "186 to 385" in beyond_reach([goal], EXPECTED, "en-GB")
    assert "entre 186 y 385" in beyond_reach([goal], EXPECTED, "es-ES")


@pytest.mark.parametrize(
    "goal",
    [
        Kpi(metric="new_contracts", target=385),
        Kpi(metric="conversion_rate", target=3.8, unit="percent"),
        Kpi(metric="open_rate", target=60, unit="percent"),
        Kpi(metric="sales", target=50_000, unit="EUR"),
        Kpi(metric="leads", target=4000),
        Kpi(metric="new_contracts"),
    ],
)
def test_a_goal_within_it_or_of_another_kind_is_not(goal: Kpi) -> None:
    assert beyond_reach([goal], EXPECTED, "en") == ""


def test_the_first_goal_out_of_reach_is_named() -> None:
    goals = [Kpi(metric="click_rate", target=3, unit="percent"), Kpi(metric="sales", target=400)]
    assert beyond_reach(goals, EXPECTED, "es").startswith("El objetivo de 400 supera")
