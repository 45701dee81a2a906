"""A message that nothing may be said in does not stop the campaign: a person leaves it out, the rest goes live."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.local import Local, local, operator
from app.runs import Prepared, run
from batuta.settings import Settings
from tests.scenes.line import ANSWERS, BRIEF, PATIENCE, TODAY
from tools.clock import FixedClock

SHOES = BRIEF.replace("del Abrigo Norte", "de las Zapatillas Senda")


@pytest.fixture
async def cramped(journey_settings: Settings, company_folder: Path, noon: FixedClock) -> AsyncIterator[Local]:
    """A company whose text messages may be so short that nothing true fits into them."""
    rules = company_folder / "brand_guidelines" / "channel-sms.md"
    assert "text: 300" in rules.read_text("utf-8")
    rules.write_text(rules.read_text("utf-8").replace("text: 300", "text: 12"), "utf-8")
    async with local(journey_settings, company_folder, work=True, clock=noon) as opened:
        yield opened


async def test_the_message_is_left_out_and_the_rest_is_published(cramped: Local) -> None:
    author = await operator(cramped.installation, cramped.company, "marketer")
    drop = Prepared(gate="resolve", decision="drop", by="compliance")
    async with asyncio.timeout(PATIENCE):
        outcome = await run(cramped, SHOES, author, (drop, *ANSWERS), name="test", today=TODAY)
    assert (outcome.status, outcome.problem) == ("published", "")
    assert [gate.decision for gate in outcome.gates if gate.kind == "resolve"] == ["drop"]
    assert {item.channel for item in outcome.content} == {"email"}
    assert outcome.plan is not None
    assert {step.target for step in outcome.plan.steps if step.capability == "message.send"} == {"email"}
