"""What an answer may not do: leave a campaign with nothing to send."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from langgraph.runtime import Runtime

from agents.approvals import shown
from agents.compliance.review import review_internal
from app.answers import enclosed_with
from app.company import Company
from batuta.compliance import Review
from batuta.content import QualityReport
from batuta.errors import BadAnswer
from tests.agents.content.conftest import brief, world
from tests.agents.content.test_unwritten import NOTHING, REAL
from tools.policies import open_policies
from tools.records.authority import Person
from tools.records.gates import OpenGate

OFFICER = Person(name="officer", roles=frozenset({"compliance"}))


@pytest.fixture
async def waiting(lince_folder: Path) -> tuple[Company, str]:
    """A campaign of a written and an unwritten message at its gate, and the gate's id."""
    shop = world(lince_folder, policies=open_policies(lince_folder / "policies"))
    content = {item.need: [await shop.artefacts.put(item)] for item in (REAL, NOTHING)}
    state: dict[str, Any] = {"brief": await shop.artefacts.put(brief()), "content": content}
    found = await review_internal(state, Runtime(context=shop))  # type: ignore[arg-type]
    review = await shop.artefacts.get(found["internal"], Review)
    gate = shown.resolve(brief(), review, found["internal"], QualityReport(), shop.policies.approval)
    opened = OpenGate(gate, "c", datetime(2026, 11, 22, tzinfo=UTC), None, (), ("compliance",), ())

    async def inbox() -> list[OpenGate]:
        return [opened]

    async def state_of(_campaign: str) -> dict[str, Any]:
        return {**state, "review": found["internal"]}

    company = SimpleNamespace(
        gates=SimpleNamespace(inbox=inbox), campaigns=SimpleNamespace(state=state_of), artefacts=shop.artefacts
    )
    return cast("Company", company), gate.id


async def drop(company: Company, gate: str, changes: dict[str, object]) -> dict[str, Any]:
    return dict(await enclosed_with(company, gate, OFFICER, "drop", changes, "", None))


async def test_a_message_may_be_left_out_while_another_stays(waiting: tuple[Company, str]) -> None:
    assert await drop(*waiting, changes={"items": [NOTHING.id]}) == {}


async def test_the_last_message_cannot_be_left_out(waiting: tuple[Company, str]) -> None:
    with pytest.raises(BadAnswer) as refused:
        await drop(*waiting, changes={"items": [REAL.id, NOTHING.id]})
    assert "without a message" in str(refused.value)
