"""A worker ends when it is left, whatever it was doing."""

import asyncio

from app.worker import working
from tools.records.jobs import job_app
from tools.records.liveness import Liveness


async def test_a_worker_that_is_left_while_it_starts_ends(postgres: str) -> None:
    async with Liveness(postgres) as liveness, asyncio.timeout(60):
        for milliseconds in range(40):
            jobs = job_app(postgres)
            async with jobs.open_async(), working(jobs, {}, liveness, concurrency=1):
                await asyncio.sleep(milliseconds / 1000)
