"""FLT2: `kill -9` at random moments, again and again, also while the next process recovers from the last kill."""

import asyncio
import random
from pathlib import Path

import pytest

from app import actions
from app.local import Local, operator
from tests.faults.conftest import Zygote, alive
from tests.faults.test_kill import ENDED, PATIENCE, answer, check
from tests.scenes.line import BRIEF_FOR_TODAY, TODAY

KILLS = 10
"""At most so many a campaign; the process after the last one lives."""


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 101))])
async def test_killed_again_and_again_it_finishes_once(
    here: Local, fault_company: Path, zygote: Zygote, seed: int
) -> None:
    chance = random.Random(seed)
    author = await operator(here.installation, here.company, "marketer")
    campaign_id = await actions.start(here.company, BRIEF_FOR_TODAY, author, today=TODAY)
    killed = 0
    worker = zygote.start(fault_company)
    try:
        async with asyncio.timeout(PATIENCE * 3):
            while killed < KILLS and (await here.company.campaigns.get(campaign_id)).status not in ENDED:
                await until_it_wrote(here, campaign_id, worker)
                await asyncio.sleep(chance.uniform(0, 0.05))
                zygote.end(worker)
                killed += 1
                worker = zygote.start(fault_company)
            while (await here.company.campaigns.get(campaign_id)).status not in ENDED:
                await answer(here, campaign_id)
                await asyncio.sleep(0.03)
    finally:
        if alive(worker):
            zygote.end(worker)
    assert killed > 2
    await check(here, await actions.outcome_of(here.company, campaign_id))


async def until_it_wrote(here: Local, campaign_id: str, worker: int) -> None:
    """Until this worker did something that lasts, or everything waits for a person, who then answers."""
    before = await traces(here, campaign_id)
    while alive(worker) and await traces(here, campaign_id) == before:
        await answer(here, campaign_id)
        if (await here.company.campaigns.get(campaign_id)).status in ENDED:
            return
        await asyncio.sleep(0.005)


async def traces(here: Local, campaign_id: str) -> tuple[int, int]:
    """How many checkpoints and settled effects there are."""
    async with here.company.pool.connection() as connection:
        rows = await connection.execute(
            "SELECT (SELECT count(*) FROM checkpoints WHERE thread_id = %(id)s) AS checkpoints,"
            " (SELECT count(*) FROM outbox WHERE campaign_id = %(id)s AND settled_at IS NOT NULL) AS settled",
            {"id": campaign_id},
        )
        row = (await rows.fetchall())[0]
    return int(row["checkpoints"]), int(row["settled"])
