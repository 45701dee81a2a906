"""Campaigns: where each stands, and what it has brought forth so far.

A transaction that changes a campaign and something of it locks the campaign first, the audit last; two that meet
would wait for each other otherwise.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.campaign import ENDED, CampaignId, CampaignRow, CampaignStatus
from batuta.digest import Digest
from batuta.errors import NotFound
from batuta.ports import Clock
from batuta.text import Text
from tools.records.audit import Entry, write_down
from tools.records.bell import CHANNEL, STATUS
from tools.records.database import Connection, Pool, one, reading, transaction
from tools.records.feed import FeedType, tell, tell_all
from tools.records.jobs import Enqueue

Hold = Literal["pause", "stop"]
_VERSION = re.compile(r"[0-9a-f]{64}")


class StepDone(NamedTuple):
    """A node that ran: what it is called, what it wrote (digests and small answers), how long it took."""

    node: str
    wrote: Mapping[str, object]
    elapsed_ms: float


class Standing(NamedTuple):
    """What a driver asks of a campaign before it goes on."""

    hold: Hold | None
    request: Digest
    state: Mapping[str, object]
    """The graph's channels as they were told last."""


class Campaigns:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue

    async def start(self, campaign_id: CampaignId, *, name: str, author: str, request: Digest) -> None:
        """Record a new campaign and set a worker on it, in one transaction."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            await connection.execute(
                "INSERT INTO campaigns (id, name, author, status, request, created_at, updated_at)"
                " VALUES (%s, %s, %s, 'working', %s, %s, %s)",
                [campaign_id, name, author, request, now, now],
            )
            await write_down(
                connection, now, Entry("campaign.started", author, campaign_id, detail={"request": request})
            )
            await self._enqueue.drive(connection, campaign_id)

    async def get(self, campaign_id: str) -> CampaignRow:
        """Raises: NotFound."""
        return _row(await self._whole(campaign_id))

    async def state(self, campaign_id: str) -> dict[str, object]:
        """The graph's channels as they were after the last step: digests and answers."""
        return dict((await self._whole(campaign_id))["state"])

    async def status(self, campaign_id: str) -> CampaignStatus:
        """Raises: NotFound."""
        status: CampaignStatus = await self._field(campaign_id, "status")
        return status

    async def standing(self, campaign_id: str) -> Standing:
        """Raises: NotFound."""
        row = await self._whole(campaign_id)
        return Standing(row["hold"], row["request"], row["state"])

    async def hold(self, campaign_id: str) -> Hold | None:
        held: Hold | None = await self._field(campaign_id, "hold")
        return held

    async def list(self, *, limit: int = 100) -> tuple[CampaignRow, ...]:
        """Newest first."""
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT * FROM campaigns ORDER BY created_at DESC, id LIMIT %s", [limit])
            return tuple(_row(row) for row in await rows.fetchall())

    async def to_drive(self) -> tuple[str, ...]:
        """Campaigns on which the machine has something to do: what a sweep after a crash picks up."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT id FROM campaigns c WHERE hold IS NULL AND (status IN ('working', 'executing')"
                " OR EXISTS (SELECT FROM resumes r WHERE r.campaign_id = c.id AND taken_at IS NULL))"
            )
            return tuple(str(row["id"]) for row in await rows.fetchall())

    async def progressed(
        self,
        campaign_id: str,
        steps: tuple[StepDone, ...],
        state: Mapping[str, object],
        *,
        status: CampaignStatus | None = None,
        name: str = "",
    ) -> Hold | None:
        """Note what ran, in the campaign, the audit and the feed, as one; whether somebody holds it by now.

        status: where the campaign stands from now on, unless somebody holds it; None where that does not change.
        name: what it is called from now on; empty where that does not change.

        The commit does not wait for the disk: what a database that breaks down then forgets, the driver tells again
        from the checkpoint.
        """
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            rows = await connection.execute(
                "UPDATE campaigns SET step = %s, state = %s, updated_at = %s, name = coalesce(nullif(%s, ''), name)"
                " WHERE id = %s RETURNING hold, set_config('synchronous_commit', 'off', true)",
                [steps[-1].node, Jsonb(dict(state)), now, name, campaign_id],
            )
            hold: Hold | None = (await one(rows))["hold"]
            await write_down(
                connection,
                now,
                *(Entry("step.done", "batuta", campaign_id, step.node, _told(step)) for step in steps),
            )
            news: list[tuple[FeedType, Mapping[str, object]]] = []
            for step in steps:
                news.append(("step", {"node": step.node, **_told(step)}))
                news += [("artifact", made) for made in _made(step)]
            await tell_all(connection, campaign_id, news)
            if status is not None and hold is None:
                await mark(connection, now, campaign_id, status)
        return hold

    async def set_status(
        self, campaign_id: str, status: CampaignStatus, *, problem: str = "", actor: str = "batuta"
    ) -> None:
        """Say where a campaign stands; one that somebody paused or stopped stays so."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            if await locked(connection, campaign_id) is None:
                await mark(connection, now, campaign_id, status, problem=problem, actor=actor)

    async def _field(self, campaign_id: str, name: Literal["status", "hold"]) -> Any:
        async with reading(self._pool) as connection:
            rows = await connection.execute(f"SELECT {name} FROM campaigns WHERE id = %s".encode(), [campaign_id])
            row = await rows.fetchone()
        if row is None:
            raise no_campaign(campaign_id)
        return row[name]

    async def _whole(self, campaign_id: str) -> DictRow:
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT * FROM campaigns WHERE id = %s", [campaign_id])
            row = await rows.fetchone()
        if row is None:
            raise no_campaign(campaign_id)
        return row


async def locked(connection: Connection, campaign_id: str) -> Hold | None:
    """Keep a campaign as it stands until the transaction ends; whether somebody holds it. Raises: NotFound."""
    rows = await connection.execute("SELECT hold FROM campaigns WHERE id = %s FOR NO KEY UPDATE", [campaign_id])
    row = await rows.fetchone()
    if row is None:
        raise no_campaign(campaign_id)
    hold: Hold | None = row["hold"]
    return hold


async def mark(
    connection: Connection,
    now: datetime,
    campaign_id: str,
    status: CampaignStatus,
    *,
    problem: str = "",
    actor: str = "batuta",
) -> None:
    """Change a campaign's status inside an open transaction; the audit hears of every change once."""
    changed = await connection.execute(
        "UPDATE campaigns SET status = %s, problem = %s, updated_at = %s"
        f" WHERE id = %s AND (status, problem) <> (%s, %s) RETURNING pg_notify({CHANNEL}, %s)",
        [status, problem, now, campaign_id, status, problem, f"{STATUS}{campaign_id}"],
    )
    if await changed.fetchone():
        detail = {"status": status, **({"problem": problem} if problem else {})}
        await write_down(connection, now, Entry("campaign.status", actor, campaign_id, detail=detail))
        await tell(connection, campaign_id, "done" if status in ENDED else "status", detail)


def no_campaign(campaign_id: str) -> NotFound:
    return NotFound(
        Text(en=f"There is no campaign {campaign_id}.", es=f"No existe la campaña {campaign_id}."),
        remedy=Text(en="`batuta campaign list` shows them.", es="`batuta campaign list` las muestra."),
        subject=campaign_id,
    )


def _row(row: DictRow) -> CampaignRow:
    return CampaignRow.model_validate({name: row[name] for name in CampaignRow.model_fields})


def _told(step: StepDone) -> dict[str, object]:
    return {"wrote": dict(step.wrote), "elapsed_ms": round(step.elapsed_ms, 1)}


def _made(step: StepDone) -> Iterator[dict[str, object]]:
    """The artefacts a step brought forth: what each is called, and its versions."""
    for name, value in step.wrote.items():
        groups = list(value.values()) if isinstance(value, dict) else [value]
        versions = [item for group in groups for item in (group if isinstance(group, list) else [group])]
        if versions and all(isinstance(item, str) and _VERSION.fullmatch(item) for item in versions):
            yield {"node": step.node, "name": name, "versions": versions}
