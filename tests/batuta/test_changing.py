import pytest

from batuta.audience import Audience, Criterion
from batuta.changing import changed
from batuta.errors import BadAnswer

AUDIENCE = Audience.model_validate(
    {
        "all": [
            {"attribute": "score", "operator": ">=", "value": 750},
            {"attribute": "city", "operator": "in", "value": ["Madrid", "Barcelona"]},
            {"attribute": "age", "operator": "between", "value": [30, 55]},
        ],
        "any": [
            [
                {"attribute": "payroll", "operator": "==", "value": True},
                {"attribute": "pension", "operator": "==", "value": True},
            ]
        ],
        "exclude": [
            [
                {"attribute": "score", "operator": "<", "value": 400},
                {"attribute": "city", "operator": "==", "value": "Lugo"},
            ]
        ],
    }
)


def all_of(audience: Audience) -> list[tuple[str, str, object]]:
    return [criterion.meaning for criterion in audience.all]


def test_moves_every_bound_of_an_attribute() -> None:
    made = changed(Audience(all=AUDIENCE.all), {"audience.score": 700})
    assert all_of(made)[0] == ("score", ">=", 700)
    assert all_of(made)[1:] == all_of(AUDIENCE)[1:]


def test_takes_a_value_out_and_the_criterion_with_its_last_one() -> None:
    made = changed(AUDIENCE, {"city.-": "Madrid"})
    assert ("city", "in", ("Barcelona",)) in all_of(made)
    gone = changed(Audience(all=AUDIENCE.all), {"audience.city.-": ["Madrid", "Barcelona"]})
    assert [name for name, *_ in all_of(gone)] == ["score", "age"]


def test_adds_a_value_once() -> None:
    made = changed(Audience(all=AUDIENCE.all), {"audience.city.+": ["Bilbao", "Madrid"]})
    assert all_of(made)[1] == ("city", "in", ("Madrid", "Barcelona", "Bilbao"))


def test_one_value_becomes_a_list() -> None:
    only = Audience(all=(Criterion(attribute="city", operator="==", value="Madrid"),))
    assert all_of(changed(only, {"city": ["Madrid", "Sevilla"]})) == [("city", "in", ("Madrid", "Sevilla"))]
    assert all_of(changed(only, {"city.+": "Sevilla"})) == [("city", "in", ("Madrid", "Sevilla"))]
    assert changed(only, {"city.-": "Madrid"}).empty


def test_drops_a_criterion_wherever_it_stands() -> None:
    made = changed(AUDIENCE, {"audience.pension": None})
    assert made.any == ((AUDIENCE.any[0][0],),)
    # With one of two gone, "excluded together" would exclude many more.
    assert changed(AUDIENCE, {"score": None}).exclude == ()
    assert changed(AUDIENCE, {"pension": None, "payroll": None}).any == ()


def test_replaces_a_criterion_or_adds_a_new_one() -> None:
    made = changed(Audience(all=AUDIENCE.all), {"age": {"operator": ">=", "value": 18}})
    assert all_of(made)[2] == ("age", ">=", 18)
    made = changed(Audience(all=AUDIENCE.all), {"audience.segment": {"operator": "==", "value": "premium"}})
    assert all_of(made)[3] == ("segment", "==", "premium")


def test_takes_a_whole_new_audience() -> None:
    given = [{"attribute": "age", "operator": ">=", "value": 18}]
    assert all_of(changed(AUDIENCE, {"audience": given})) == [("age", ">=", 18)]
    assert all_of(changed(AUDIENCE, {"criteria": given})) == [("age", ">=", 18)]


@pytest.mark.parametrize(
    "changes",
    [
        {"audience.income": 3},
        {"audience.age": 40},
        {"audience.age": [55, 30, 20]},
        {"audience.city.-": "Sevilla"},
        {"audience.score.-": 750},
        {"audience.score": [1, 2]},
        {"audience": "everybody"},
        {"audience": {"some": []}},
        {"audience.segment": {"operator": "about", "value": 3}},
    ],
)
def test_refuses_what_cannot_be_done_and_names_it(changes: dict[str, object]) -> None:
    with pytest.raises(BadAnswer) as told:
        changed(Audience(all=AUDIENCE.all), changes)
    assert told.value.subject == next(iter(changes))


def test_leaves_the_original_alone() -> None:
    before = AUDIENCE.model_copy(deep=True)
    changed(AUDIENCE, {"city": None, "age": [18, 99]})
    assert before == AUDIENCE
