import itertools

import pytest

from batuta.audience import Criterion, Value
from batuta.implication import equivalent, implied, implies


def c(operator: str, value: Value = None, attribute: str = "x") -> Criterion:
    return Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value})


NUMBERS = [c(op, v) for op in ("==", "!=", "<", "<=", ">", ">=") for v in (1, 3, 5)] + [
    c("between", (1, 3)),
    c("between", (3, 5)),
    c("in", (1, 3)),
    c("in", ()),
    c("not in", (1, 3)),
    c("not in", ()),
    c("is_set"),
    c("is_not_set"),
]


def meets(criterion: Criterion, value: float | None) -> bool:
    operator, wanted = criterion.operator, criterion.value
    if operator in ("is_set", "is_not_set"):
        return (value is None) == (operator == "is_not_set")
    if value is None:
        return False
    many = wanted if isinstance(wanted, tuple) else (wanted,)
    return {
        "==": lambda: value == many[0],
        "!=": lambda: value != many[0],
        "<": lambda: value < many[0],
        "<=": lambda: value <= many[0],
        ">": lambda: value > many[0],
        ">=": lambda: value >= many[0],
        "in": lambda: value in many,
        "not in": lambda: value not in many,
        "between": lambda: many[0] <= value <= many[1],
    }[operator]()


def test_never_claims_what_does_not_follow() -> None:
    values = [None, -9, 0, 1, 1.5, 2, 3, 3.5, 4, 5, 6, 99]
    claimed = [pair for pair in itertools.product(NUMBERS, NUMBERS) if implies(*pair)]
    assert len(claimed) > 100
    for one, other in claimed:
        assert all(meets(other, value) for value in values if meets(one, value)), (one, other)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (c("between", (30, 55)), c(">=", 18)),
        (c(">", 18), c(">=", 18)),
        (c("==", 5), c("between", (1, 5))),
        (c("==", "gold"), c("in", ("gold", "green"))),
        (c("==", "gold"), c("!=", "green")),
        (c("in", ("a", "b")), c("not in", ("c", "d"))),
        (c(">", 5), c("!=", 3)),
        (c("not in", ("a", "b")), c("!=", "a")),
        (c(">=", "2026-01-01"), c(">", "2025-12-31")),
        (c("!=", False), c("==", True)),
        (c("<", 3), c("is_set")),
    ],
)
def test_sees_what_follows(stronger: Criterion, weaker: Criterion) -> None:
    assert implies(stronger, weaker)
    assert implied([c("==", 1, "y"), stronger], weaker)
    assert not implied([], weaker)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (c(">=", 18), c(">", 18)),
        (c(">=", 18), c("between", (18, 90))),
        (c("==", 1), c("==", 1, "y")),
        (c("in", ("a", "b")), c("==", "a")),
        (c("is_not_set"), c("!=", 3)),
        (c(">", 5), c(">", "2024-01-01")),
    ],
)
def test_does_not_see_what_does_not_follow(one: Criterion, other: Criterion) -> None:
    assert not implies(one, other)


def test_spellings_of_one_demand_are_equivalent() -> None:
    assert equivalent(c("==", True), c("!=", False))
    assert equivalent(c("==", "a"), c("in", ("a",)))
    assert equivalent(c("in", ("a", "b")), c("in", ("b", "a")))
    assert not equivalent(c("between", (30, 55)), c(">=", 18))
