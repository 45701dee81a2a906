"""A habit of whole numbers is the same however it is put: `== 0`, `<= 0` and `< 1` are one demand."""

from datetime import date

import pytest

from batuta.audience import Audience, Criterion
from batuta.campaign import PastCampaign
from batuta.catalogue import Catalogue
from batuta.precedents import habits, missing

_CATALOGUE = Catalogue.model_validate(
    {
        "attributes": [
            {"name": "returned", "type": "integer", "range": [0, 60]},
            {"name": "late", "type": "integer"},
            {"name": "seats", "type": "integer", "range": [1, 500]},
            {"name": "share", "type": "number", "range": [0, 1]},
        ]
    }
)


def _said(text: str) -> Criterion:
    name, operator, value = text.split(" ")
    return Criterion.model_validate({"attribute": name, "operator": operator, "value": float(value)})


def _past(*each: str) -> tuple[PastCampaign, ...]:
    return tuple(
        PastCampaign(
            id=f"c{number}",
            product_id="p",
            family="f",
            launched=date(2025, 1, number),
            audience=Audience(all=(_said(text),)),
            channels=("email",),
        )
        for number, text in enumerate(each, 1)
    )


@pytest.mark.parametrize(
    ("each", "usual"),
    [
        (("returned == 0", "returned < 1", "returned <= 0") * 2, ("returned", "==", 0)),
        (("late == 0", "late < 1") * 3, ("late", "==", 0)),
        (("seats > 2", "seats >= 3") * 3, ("seats", ">=", 3)),
        (("seats == 1", "seats < 2") * 3, ("seats", "==", 1)),
        (("returned != 0", "returned > 0", "returned >= 1") * 2, ("returned", ">=", 1)),
    ],
)
def test_one_demand_put_in_several_ways_is_one_habit(each: tuple[str, ...], usual: tuple[str, str, float]) -> None:
    (habit,) = habits(_past(*each), _CATALOGUE)
    assert (habit.criterion.attribute, habit.criterion.operator, habit.criterion.value) == usual
    assert habit.support == habit.of == 6


@pytest.mark.parametrize(
    ("each", "said"),
    [
        ("returned == 0", "returned < 1"),
        ("returned < 1", "returned == 0"),
        ("returned == 0", "returned <= 2"),
        ("seats == 1", "seats < 2"),
        ("late == 0", "late < 1"),
    ],
)
def test_a_demand_put_in_another_way_is_not_missing(each: str, said: str) -> None:
    (habit,) = habits(_past(*[each] * 6), _CATALOGUE)
    assert not missing(habit, Audience(all=(_said(said),)), _CATALOGUE)


@pytest.mark.parametrize(
    ("each", "said"), [("returned == 0", "returned >= 1"), ("seats >= 3", "seats < 9"), ("share == 0", "share < 1")]
)
def test_the_other_side_of_a_whole_number_and_fractions_remain_what_they_are(each: str, said: str) -> None:
    (habit,) = habits(_past(*[each] * 6), _CATALOGUE)
    assert missing(habit, Audience(all=(_said(said),)), _CATALOGUE)
