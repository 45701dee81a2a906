"""A worker: drives campaigns and empties outboxes, taking jobs from the queue; sweeps up after the dead.

Campaigns and outboxes have queues of their own, so that a campaign which waits for its receipts can never keep
the sender from sending them.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress

import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.worker import Worker
from psycopg import OperationalError

from app.company import Company
from app.drifting import EVERY, look_where_due
from app.evidence_keeping import remove_old_evidence
from app.repairing import carried_on
from app.system_watch import check_systems
from batuta.errors import DatabaseUnavailable
from tools.records.jobs import DISPATCH, DRIVE
from tools.records.liveness import Liveness

SWEEP = 2.0
"""Seconds between looks for work that nobody has."""
WATCH = 60.0
"""Seconds between looks for campaigns and systems to be compared again and for what is old; each is, once a day."""
STALLED = 60.0
"""Seconds without a sign of life after which the queue forgets a worker's jobs; our tables do not."""
RESTART = 1.0
"""Seconds before a part of the worker that broke off, with its database, starts again."""

log = structlog.get_logger()


@asynccontextmanager
async def working(
    app: App, companies: Mapping[str, Company], liveness: Liveness, *, concurrency: int
) -> AsyncIterator[None]:
    """Work on these companies until the block is left; jobs under way are finished first."""
    register(app, companies)
    workers = [_worker(app, DRIVE, concurrency), _worker(app, DISPATCH, concurrency * 2)]
    leaving = asyncio.Event()
    parts = [
        asyncio.create_task(_persistently(part, leaving))
        for part in (
            *(worker.run for worker in workers),
            lambda: _sweeping(app, companies, liveness, leaving),
            lambda: _watching(companies, leaving),
        )
    ]
    try:
        yield
    finally:
        # Cancelling alone would not do: asyncio.wait_for (Python 3.11) forgets a cancellation that comes just as what
        # it waits for ends, as a worker's first statements may.
        leaving.set()
        for worker in workers:
            worker.stop()  # type: ignore[no-untyped-call]
        for part in parts:
            part.cancel()
        for part in parts:
            with suppress(asyncio.CancelledError):
                await part


def register(app: App, companies: Mapping[str, Company]) -> None:
    """Tell the queue what its two kinds of job do. Jobs of companies that are not served here are left alone."""

    async def drive(workspace: str, campaign_id: str) -> None:
        company = companies.get(workspace)
        if company is not None and not await carried_on(company, campaign_id):
            await company.conductor.drive(campaign_id)

    async def dispatch(workspace: str, campaign_id: str) -> None:
        if workspace in companies:
            await companies[workspace].dispatcher.run(campaign_id)

    app.task(name=DRIVE, queue=DRIVE)(drive)
    app.task(name=DISPATCH, queue=DISPATCH)(dispatch)


async def sweep(companies: Mapping[str, Company], liveness: Liveness) -> None:
    """Take back what dead workers held, and set somebody on everything that waits for a machine."""
    alive = await liveness.alive()
    for company in companies.values():
        reclaimed = await company.leases.reclaim(alive)
        for campaign_id in sorted({*reclaimed, *await company.leases.due()}):
            await company.enqueue_dispatch(campaign_id)
        for campaign_id in await company.campaigns.to_drive():
            if not await company.conductor.driven(campaign_id):
                await company.enqueue_drive(campaign_id)


async def _sweeping(app: App, companies: Mapping[str, Company], liveness: Liveness, leaving: asyncio.Event) -> None:
    while not leaving.is_set():
        await sweep(companies, liveness)
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        await asyncio.sleep(SWEEP)


async def _watching(companies: Mapping[str, Company], leaving: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    systems_at = loop.time()
    while not leaving.is_set():
        for company in companies.values():
            if loop.time() >= systems_at:
                await check_systems(company)
                await remove_old_evidence(company)
            await look_where_due(company)
        if loop.time() >= systems_at:
            systems_at = loop.time() + EVERY.total_seconds()
        with suppress(TimeoutError):
            await asyncio.wait_for(leaving.wait(), WATCH)


def _worker(app: App, queue: str, concurrency: int) -> Worker:
    return Worker(
        app,
        queues=[queue],
        name=queue,
        concurrency=concurrency,
        install_signal_handlers=False,
        fetch_job_polling_interval=1.0,
        delete_jobs="always",
        shutdown_graceful_timeout=20,
    )


async def _persistently(part: Callable[[], Awaitable[None]], leaving: asyncio.Event) -> None:
    """Keep a part of the worker going while the database comes and goes."""
    while not leaving.is_set():
        try:
            await part()
        except (DatabaseUnavailable, ConnectorException, OperationalError) as down:
            log.warning("database_unavailable", error=str(down))
        if not leaving.is_set():
            await asyncio.sleep(RESTART)
