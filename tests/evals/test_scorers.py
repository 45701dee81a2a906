"""What a score says of a reading, right or wrong in one way at a time."""

from datetime import date
from typing import Any

import pytest

from batuta.audience import Audience
from batuta.brief import Brief, Question, Window
from evals.notation import audience
from evals.scorers.criteria import agreement
from tests.evals.conftest import case, judged, quote, reading


def test_a_perfect_reading_has_no_faults() -> None:
    assert [score for score in judged(reading()).values() if score.value < 1] == []


@pytest.mark.parametrize(
    ("other", "metrics"),
    [
        ({"product_id": "silver"}, {"product"}),
        ({"product_id": None}, {"product"}),
        ({"channels": ("email", "sms")}, {"channels"}),
        ({"window": Window(start=date(2027, 5, 1), evidence=quote("mayo"))}, {"window"}),
        ({"budget": None}, {"budget"}),
        ({"audience": Audience()}, {"criteria_f1", "criteria_recall"}),
        ({"is_brief": False}, {"is_brief"}),
    ],
)
def test_a_wrong_field_is_seen_by_its_metric(other: dict[str, Any], metrics: set[str]) -> None:
    faults = {score.metric for score in judged(reading(**other)).values() if score.value < 1}
    assert faults == metrics


def test_a_condition_that_nobody_said_is_an_inference() -> None:
    made = audience(["city == Madrid", "purchases > 3", "age >= 18"])
    brief = reading(audience=Audience.model_validate(made))
    found = judged(brief)
    assert found["no_inference"].value == 0
    assert "audience.age" in found["no_inference"].reason
    assert found["criteria_precision"].value == pytest.approx(2 / 3)
    assert found["criteria_recall"].value == 1


def test_a_quote_that_is_elsewhere_is_no_evidence() -> None:
    moved = quote("mayo").model_copy(update={"start": 0, "end": 4})
    brief = reading(window=Window(start=date(2027, 5, 1), end=date(2027, 5, 31), evidence=moved))
    assert judged(brief)["evidence"].value < 1


def test_a_value_without_any_quote_is_no_evidence() -> None:
    assert judged(reading(evidence={}))["evidence"].value < 1


def test_missing_channels_and_dates_must_be_asked_without_saying_so() -> None:
    silent = case(expect={"product_id": "gold", "budget": "500 EUR", "audience": ["city == Madrid", "purchases > 3"]})
    brief = reading(channels=(), window=None, evidence={"product_id": quote("Tarjeta Oro")})
    assert judged(brief, silent)["asks"].value == 0
    asking = [Question(field=field, text="?", why="") for field in ("channels", "window")]
    assert judged(brief.model_copy(update={"questions": tuple(asking)}), silent)["asks"].value == 1


def test_what_the_brief_answers_is_not_asked_again() -> None:
    brief = reading(questions=(Question(field="channels", text="?", why=""),))
    assert judged(brief)["asks_needed"].value == 0


@pytest.mark.parametrize("read", [{"is_brief": True}, {"is_brief": False, "channels": ("email",)}])
def test_of_what_is_no_brief_nothing_may_be_read(read: dict[str, Any]) -> None:
    none = case(expect={"is_brief": False})
    brief = Brief.model_validate({"id": "b", **read})
    assert any(score.value < 1 for score in judged(brief, none).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["a between 1..5"], ["a >= 1", "a <= 5"]),
        (["a in x"], ["a == x"]),
        (["a not in x"], ["a != x"]),
        (["a in x|y"], ["a in y|x"]),
        (["a != true"], ["a == false"]),
        ({"exclude": ["a == true"]}, ["a == false"]),
        ({"exclude": ["a > 5"]}, ["a <= 5"]),
        ({"exclude": ["a == yes"]}, ["a == no"]),
        ({"any": [["a == x", "b > 2"]]}, {"any": [["b > 2", "a == x"]]}),
    ],
)
def test_two_ways_to_say_the_same_are_the_same(one: Any, other: Any) -> None:
    first, second = (Audience.model_validate(audience(said)) for said in (one, other))
    assert agreement(first, second).f1 == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["a > 2"], ["a >= 3"]),
        (["a < 3"], ["a <= 2"]),
        (["a in 1|2"], ["a between 1..2"]),
        (["a in 3|1|2"], ["a >= 1", "a < 4"]),
        ({"exclude": ["a > 2"]}, ["a < 3"]),
        ({"exclude": ["a in 1"]}, ["a != 1"]),
        ({"any": [["a > 2", "b == x"]]}, {"any": [["b == x", "a >= 3"]]}),
        ({"exclude": [["a < 1", "b == x"]]}, {"exclude": [["a <= 0", "b == x"]]}),
    ],
)
def test_of_whole_numbers_a_strict_bound_is_the_inclusive_one_beside_it(one: Any, other: Any) -> None:
    first, second = (Audience.model_validate(audience(said)) for said in (one, other))
    assert agreement(first, second, whole=frozenset({"a"})).f1 == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["a > 2"], ["a >= 2"]),
        (["a > 2.5"], ["a >= 3.5"]),
        (["a in 1|3"], ["a between 1..3"]),
        (["a in x|y"], ["a between 1..2"]),
        (["b > 2"], ["b >= 3"]),
        (["b in 1|2"], ["b between 1..2"]),
    ],
)
def test_of_other_numbers_and_with_gaps_they_stay_apart(one: Any, other: Any) -> None:
    first, second = (Audience.model_validate(audience(said)) for said in (one, other))
    assert agreement(first, second, whole=frozenset({"a"})).f1 < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["a > 5"], ["a >= 5"]),
        (["a == true"], ["a == false"]),
        (["a in x|y"], ["a in x"]),
        ({"any": [["a == x", "b > 2"]]}, ["a == x", "b > 2"]),
        ({"exclude": [["a == x", "b > 2"]]}, {"exclude": ["a == x", "b > 2"]}),
    ],
)
def test_what_differs_in_meaning_is_not_the_same(one: Any, other: Any) -> None:
    first, second = (Audience.model_validate(audience(said)) for said in (one, other))
    assert agreement(first, second).f1 < 1
