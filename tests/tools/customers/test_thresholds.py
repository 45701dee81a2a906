"""Reach under every relaxation: all of them, checked one by one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from batuta.audience import Audience, Criterion, Part, Threshold, of_parts
from batuta.forecasting.bounds import bounds_of, moved
from tests.contracts.customers import ORACLE, ROWS
from tests.people import CATALOGUE
from tests.tools.customers.conftest import Open

AUDIENCE = Audience.model_validate(
    {
        "all": [
            {"attribute": "age", "operator": "between", "value": [30, 60]},
            {"attribute": "score", "operator": ">=", "value": 500},
            {"attribute": "online_share", "operator": "<", "value": 0.8},
            {"attribute": "joined", "operator": ">", "value": "2021-06-30"},
            {"attribute": "city", "operator": "in", "value": ["Madrid", "Bilbao"]},
        ],
        "any": [
            [
                {"attribute": "has_card", "operator": "==", "value": True},
                {"attribute": "basket", "operator": ">", "value": 20},
            ]
        ],
        "exclude": [{"attribute": "spends_a_year", "operator": ">", "value": 900}],
    }
)


@pytest.fixture(params=["parquet", "table"])
def source(request: pytest.FixtureRequest) -> tuple[str, str | None]:
    return str(request.getfixturevalue(request.param)), "shop.people" if request.param == "table" else None


async def test_every_subset_is_what_one_by_one_counting_says(
    open_warehouse: Open, source: tuple[str, str | None]
) -> None:
    relaxation = await open_warehouse(source[0], table=source[1]).relax(AUDIENCE, "en")
    assert len(relaxation.subsets) == 2 ** len(AUDIENCE.parts)
    assert relaxation.count > 0
    for subset in relaxation.subsets:
        kept = of_parts(tuple(AUDIENCE.parts[index] for index in subset.kept))
        assert subset.count == len(ORACLE.matching(kept)), subset.kept
    for without in relaxation.without:
        assert without.count == len(ORACLE.matching(AUDIENCE.without(without.index)))


async def test_every_threshold_is_what_one_by_one_counting_says(
    open_warehouse: Open, source: tuple[str, str | None]
) -> None:
    relaxation = await open_warehouse(source[0], table=source[1]).relax(AUDIENCE, "en")
    bounds = {(bound.part, bound.end): bound for bound in bounds_of(AUDIENCE.parts, CATALOGUE)}
    assert {(found.index, found.bound) for found in relaxation.thresholds} == set(bounds)
    for found in relaxation.thresholds:
        attribute = CATALOGUE[AUDIENCE.parts[found.index].criteria[0].attribute]
        assert list(found.values) == sorted(set(found.values))
        assert len(found.values) > 3
        for value, count in zip(found.values, found.counts, strict=True):
            part = moved(AUDIENCE.parts[found.index], bounds[found.index, found.bound], value, attribute)
            assert count == len(ORACLE.matching(_with(found.index, part))), (found.index, found.bound, value)


async def test_proposals_bring_what_they_say(open_warehouse: Open, parquet: Path) -> None:
    proposals = (await open_warehouse(str(parquet)).relax(AUDIENCE, "es")).proposals
    assert [proposal.count for proposal in proposals] == sorted((p.count for p in proposals), reverse=True)
    for proposal in proposals:
        assert proposal.count == len(ORACLE.matching(proposal.audience)) > len(ORACLE.matching(AUDIENCE))
        assert proposal.share == pytest.approx(proposal.count / len(ROWS))
    assert any(proposal.id.startswith("move-") for proposal in proposals)


async def test_proposals_leave_fixed_parts_alone(open_warehouse: Open, parquet: Path) -> None:
    warehouse = open_warehouse(str(parquet))
    fixed = (0, 1)
    for proposal in await warehouse.proposals(AUDIENCE, "es", fixed=fixed):
        kept = {part.criteria[0].meaning for part in proposal.audience.parts}
        assert all(AUDIENCE.parts[index].criteria[0].meaning in kept for index in fixed)


async def test_nobody_under_age_is_ever_proposed(open_warehouse: Open, parquet: Path) -> None:
    adults = Audience(all=(Criterion(attribute="age", operator=">=", value=40),))
    (found,) = (await open_warehouse(str(parquet)).relax(adults, None)).thresholds
    assert min(int(str(row["age"])) for row in ROWS if row["age"] is not None) < 18 == min(found.values)


async def test_counts_every_part_where_there_are_too_many_to_combine(open_warehouse: Open, parquet: Path) -> None:
    many = Audience(
        all=tuple(Criterion(attribute="score", operator=">=", value=300 + 20 * step) for step in range(12)),
        exclude=tuple(Criterion(attribute="age", operator="==", value=age) for age in range(40, 44)),
    )
    warehouse = open_warehouse(str(parquet))
    relaxation = await warehouse.relax(many, "en")
    assert (relaxation.subsets, relaxation.count) == ((), len(ORACLE.matching(many)))
    assert await warehouse.losses(many, "en") == await ORACLE.losses(many, "en")


async def test_the_same_question_has_the_same_answer(open_warehouse: Open, parquet: Path) -> None:
    first = await open_warehouse(str(parquet)).relax(AUDIENCE, "es")
    second = await open_warehouse(str(parquet)).relax(AUDIENCE, "es")
    assert first.model_copy(update={"elapsed_ms": 0.0}) == second.model_copy(update={"elapsed_ms": 0.0})


def _with(index: int, changed: Part) -> Audience:
    return of_parts(tuple(changed if place == index else part for place, part in enumerate(AUDIENCE.parts)))


def test_a_threshold_of_dates_counts_days() -> None:
    """What readers of `thresholds` need to know: 0 is the first of January 1970."""
    part = Part(kind="all", criteria=(Criterion(attribute="joined", operator=">=", value="2024-03-01"),))
    (bound,) = bounds_of((part,), CATALOGUE)
    assert date(1970, 1, 1) + timedelta(days=bound.value) == date(2024, 3, 1)
    assert Threshold(index=0, values=(bound.value,), counts=(1,)).bound == "value"
