"""The job queue: work is enqueued in the transaction that makes it necessary, and done by any worker.

A job only says where to look; our own tables say what is to be done. Losing or repeating one changes nothing.
"""

from datetime import datetime
from typing import Any, Protocol

from procrastinate import App, PsycopgConnector
from psycopg_pool import AsyncConnectionPool

from tools.records.database import INSTALLATION, Connection, still_answers

DRIVE = "drive"
DISPATCH = "dispatch"


class Enqueue(Protocol):
    """Sets workers on things; in the caller's transaction."""

    async def drive(self, connection: Connection, campaign_id: str) -> None:
        """Let a campaign go on."""
        ...

    async def dispatch(self, connection: Connection, campaign_id: str, at: datetime | None = None) -> None:
        """Send what is ready in a campaign's outbox."""
        ...


def job_app(uri: str) -> App:
    """The queue on our PostgreSQL; `open_async` it before use."""
    connector = PsycopgConnector(
        conninfo=uri,
        min_size=1,
        max_size=8,
        pool_factory=_pool,
        kwargs={"options": f"-c search_path={INSTALLATION}", "connect_timeout": 10},
    )
    return App(connector=connector)


def _pool(**arguments: Any) -> AsyncConnectionPool:
    return AsyncConnectionPool(**{**arguments, "check": still_answers})


class Jobs:
    """Enqueues for one company."""

    def __init__(self, app: App, workspace: str) -> None:
        self._app = app
        self._workspace = workspace

    async def drive(self, connection: Connection, campaign_id: str) -> None:
        await self._defer(connection, DRIVE, campaign_id, None)

    async def dispatch(self, connection: Connection, campaign_id: str, at: datetime | None = None) -> None:
        await self._defer(connection, DISPATCH, campaign_id, at)

    async def _defer(self, connection: Connection, task: str, campaign_id: str, at: datetime | None) -> None:
        # No queueing lock: a job that is already waiting may start before this transaction is seen.
        await self._app.configure_task(task, queue=task, connection=connection, schedule_at=at).defer_async(
            workspace=self._workspace, campaign_id=campaign_id
        )
