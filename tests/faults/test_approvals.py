"""FLT3: many approvals of one gate at once, from processes of their own: one is taken, the others are told so."""

import asyncio
from pathlib import Path

import pytest

from app import actions
from app.local import Local, operator
from batuta.errors import GateClosed
from tests.faults.conftest import Zygote, alive
from tests.faults.test_kill import answer, check
from tests.scenes.line import BRIEF_FOR_TODAY, TODAY
from tools.records.authority import Person
from tools.records.gates import OpenGate


async def at_approval(here: Local, company: Path, zygote: Zygote) -> OpenGate:
    """A campaign that waits for its approval, and nobody working on it."""
    author = await operator(here.installation, here.company, "marketer")
    worker = zygote.start(company)
    try:
        campaign_id = await actions.start(here.company, BRIEF_FOR_TODAY, author, today=TODAY)
        async with asyncio.timeout(90):
            while (waiting := await here.company.gates.waiting(campaign_id)) is None or waiting.gate.kind != "approve":
                if waiting is not None:
                    await answer(here, campaign_id)
                await asyncio.sleep(0.05)
    finally:
        zygote.end(worker)
    return waiting


async def executed_once(here: Local, company: Path, zygote: Zygote, campaign_id: str) -> None:
    worker = zygote.start(company)
    try:
        async with asyncio.timeout(90):
            while (await here.company.campaigns.get(campaign_id)).status != "published":
                await asyncio.sleep(0.05)
    finally:
        zygote.end(worker)
    assert not alive(worker)
    await check(here, await actions.outcome_of(here.company, campaign_id))


async def test_one_of_32_at_once_in_a_process_approves_and_the_campaign_is_executed_once(
    here: Local, fault_company: Path, zygote: Zygote
) -> None:
    waiting = await at_approval(here, fault_company, zygote)

    async def approve(number: int) -> str:
        person = Person(f"compliance-{number}", frozenset({"compliance"}))
        try:
            await actions.answer(here.company, waiting.gate.id, person, decision="approve", digest=waiting.gate.digest)
        except GateClosed:
            return "told-so"
        return "taken"

    told = await asyncio.gather(*(approve(number) for number in range(32)))
    assert sorted(told) == ["taken", *["told-so"] * 31]
    await executed_once(here, fault_company, zygote, waiting.campaign_id)


@pytest.mark.parametrize("many", [2, pytest.param(8, marks=pytest.mark.long), pytest.param(32, marks=pytest.mark.long)])
async def test_one_of_many_processes_approves_and_the_campaign_is_executed_once(
    here: Local, fault_company: Path, zygote: Zygote, many: int
) -> None:
    waiting = await at_approval(here, fault_company, zygote)
    told = await asyncio.to_thread(zygote.approve, fault_company, waiting.gate.id, waiting.gate.digest, many)
    assert sorted(told) == ["taken", *["told-so"] * (many - 1)]
    await executed_once(here, fault_company, zygote, waiting.campaign_id)
