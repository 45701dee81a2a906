from datetime import date

import pytest

from batuta.audience import Criterion, Part, Value
from batuta.catalogue import Attribute, AttributeType, Catalogue
from batuta.forecasting.bounds import bounds_of, candidates, looser, moved, passes

CATALOGUE = Catalogue(
    attributes=(
        Attribute(name="score", type="integer", unit="points", range=(300, 850)),
        Attribute(name="age", type="integer", unit="years", sensitive="age"),
        Attribute(name="tenure", type="integer", unit="months"),
        Attribute(name="share", type="number", unit="share", range=(0, 1)),
        Attribute(name="joined", type="date"),
        Attribute(name="city", type="category"),
    )
)


def part(attribute: str, operator: str, value: Value, kind: str = "all") -> Part:
    criterion = Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value})
    return Part.model_validate({"kind": kind, "criteria": (criterion,)})


@pytest.mark.parametrize(
    ("operator", "kind", "loosens"),
    [
        (">=", "all", "down"),
        (">", "all", "down"),
        ("<", "all", "up"),
        ("<=", "all", "up"),
        (">=", "exclude", "up"),
        ("<", "exclude", "down"),
    ],
)
def test_knows_which_way_a_bound_loosens(operator: str, kind: str, loosens: str) -> None:
    (bound,) = bounds_of((part("score", operator, 700, kind),), CATALOGUE)
    assert (bound.loosens, bound.value) == (loosens, 700.0)
    assert looser(bound, 600) == (loosens == "down")


def test_between_has_two_ends_and_a_category_none() -> None:
    parts = (part("city", "==", "Madrid"), part("age", "between", (30, 55)))
    assert [(bound.part, bound.end, bound.value) for bound in bounds_of(parts, CATALOGUE)] == [
        (1, "low", 30.0),
        (1, "high", 55.0),
    ]


def test_moves_one_end_and_keeps_the_other() -> None:
    between = part("age", "between", (30, 55))
    low, high = bounds_of((between,), CATALOGUE)
    assert moved(between, low, 25, CATALOGUE["age"]).criteria[0].value == (25, 55)
    assert moved(between, high, 60, CATALOGUE["age"]).criteria[0].value == (30, 60)


def test_dates_move_as_days_and_are_written_as_dates() -> None:
    since = part("joined", ">=", "2024-03-01")
    (bound,) = bounds_of((since,), CATALOGUE)
    earlier = moved(since, bound, bound.value - 30, CATALOGUE["joined"])
    assert earlier.criteria[0].value == "2024-01-31"


@pytest.mark.parametrize(
    ("attribute", "operator", "value", "quantiles", "offered"),
    [
        ("score", ">=", 700, (400, 640, 820), [400, 450, 500, 550, 600, 650, 700, 750, 800]),
        ("tenure", ">", 18, (0, 30, 120), [0, 1, 2, 3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120]),
        ("share", "<", 0.4, (0, 0.5, 1), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        ("age", "<", 40, (12, 35, 70), [18, 20, 30, 35, 40, 50, 60, 70]),
    ],
)
def test_offers_round_values_around_the_bound(
    attribute: str, operator: str, value: float, quantiles: tuple[float, ...], offered: list[float]
) -> None:
    asked = part(attribute, operator, value)
    (bound,) = bounds_of((asked,), CATALOGUE)
    assert list(candidates(bound, asked, CATALOGUE[attribute], quantiles)) == offered


def test_an_end_never_crosses_the_other() -> None:
    between = part("age", "between", (30, 55))
    low, high = bounds_of((between,), CATALOGUE)
    quantiles = (18.0, 40.0, 90.0)
    assert max(candidates(low, between, CATALOGUE["age"], quantiles)) <= 55
    assert min(candidates(high, between, CATALOGUE["age"], quantiles)) >= 30


def test_dates_are_offered_as_first_days_of_months() -> None:
    since = part("joined", ">=", "2024-03-17")
    (bound,) = bounds_of((since,), CATALOGUE)
    days = candidates(bound, since, CATALOGUE["joined"], (18262.0, 19000.0, 20500.0))
    offered = [date.fromordinal(date(1970, 1, 1).toordinal() + round(day)) for day in days]
    assert date(2024, 3, 17) in offered
    assert all(day.day == 1 for day in offered if day != date(2024, 3, 17))
    assert len(offered) > 5


@pytest.mark.parametrize("kind", ["integer", "number", "date"])
def test_offers_only_the_bound_where_no_value_is_known(kind: AttributeType) -> None:
    attribute = Attribute(name="x", type=kind)
    asked = part("x", ">", "2024-01-01" if kind == "date" else 5)
    (bound,) = bounds_of((asked,), Catalogue(attributes=(attribute,)))
    assert candidates(bound, asked, attribute, ()) == (bound.value,)


@pytest.mark.parametrize("value", [0, 1, -1, 1e-9, 1e12, -5e7])
def test_copes_with_a_column_of_one_value(value: float) -> None:
    attribute = Attribute(name="x", type="number")
    asked = part("x", ">=", value)
    (bound,) = bounds_of((asked,), Catalogue(attributes=(attribute,)))
    assert bound.value in candidates(bound, asked, attribute, (value, value, value))


def test_unknown_values_pass_exclusions_only() -> None:
    assert not passes(part("score", ">=", 5), None)
    assert passes(part("score", ">=", 5, "exclude"), None)
    assert passes(part("score", "between", (3, 5)), 5.0)
    assert not passes(part("score", "<", 5), 5.0)
