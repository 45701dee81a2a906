"""The test of the tests: with each guard taken out in turn, an oracle complains; with all in place, none does.

python -m pytest tests/trust/test_guards.py --long -s
"""

import json
from pathlib import Path

import pytest

from batuta.settings import Settings
from tests.scenes.approval import Records
from tests.trust.guards import Stage, guards
from tools.clock import FixedClock

NAMES = (
    "approval row", "digest", "four eyes", "expiry", "citation existence", "brand filter", "validity dates",
    "number check", "URL allow-list", "mark-up sanitiser", "evidence quote", "budget", "time",
)  # fmt: skip
QUICK = ("approval row", "digest", "four eyes", "expiry", "budget")
"""On the tables alone: in every run."""

CASES = [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in NAMES]


@pytest.fixture
def stage(
    records: Records,
    postgres: str,
    schema: str,
    trust_settings: Settings,
    folders: tuple[Path, Path],
    noon: FixedClock,
) -> Stage:
    return Stage(records, postgres, schema, trust_settings, folders, noon)


@pytest.mark.parametrize("name", CASES)
async def test_the_attack_fails_with_the_guard(stage: Stage, name: str) -> None:
    assert await guards(stage)[name].attack(stage) == []


@pytest.mark.parametrize("name", CASES)
async def test_an_oracle_notices_that_the_guard_is_gone(
    stage: Stage, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    guard = guards(stage)[name]
    with guard.out():
        noticed = await guard.attack(stage)
    report = tmp_path_factory.getbasetemp() / "guards.jsonl"
    with report.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"guard": name, "noticed": noticed[:3]}, ensure_ascii=False) + "\n")
    print(f"{name}: {noticed[0] if noticed else 'not noticed'}")
    assert noticed
