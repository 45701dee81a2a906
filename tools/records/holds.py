"""Pause, resume and stop a campaign, at once: what has not left stays, and the systems are told.

Protecting people needs no approval, only a role; going on needs the approval that was given, still in force. What
takes something back is never kept from happening.
"""

from typing import NamedTuple

from batuta.campaign import ENDED, CampaignStatus
from batuta.errors import Refused
from batuta.ports import Clock
from batuta.text import Text, mended
from tools.records.audit import Entry, write_down
from tools.records.authority import Person
from tools.records.campaigns import mark, no_campaign
from tools.records.database import Connection, Pool, transaction
from tools.records.jobs import Enqueue
from tools.records.schedules import order_schedules


class Halted(NamedTuple):
    """What a pause or stop kept from happening."""

    kept_back: int
    """Effects that had been asked for and had not left."""


class Holds:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue

    async def pause(self, campaign_id: str, person: Person, reason: str = "") -> Halted:
        """Nothing more leaves until somebody resumes. Raises: NotFound; Refused, where nothing runs."""
        async with transaction(self._pool) as connection:
            status = await _locked_status(connection, campaign_id)
            if status in ("stopped", "rejected", "cancelled", "paused"):
                raise _cannot(campaign_id, status)
            held = await connection.execute(
                "UPDATE outbox SET state = 'held' WHERE campaign_id = %s"
                " AND state IN ('pending', 'scheduled', 'waiting')"
                " AND undoes IS NULL",
                [campaign_id],
            )
            await self._hold(connection, campaign_id, "pause", person, reason)
            await order_schedules(connection, self._clock.now(), self._enqueue, campaign_id, "campaign.pause")
            return Halted(held.rowcount)

    async def resume(self, campaign_id: str, person: Person) -> None:
        """Go on where it was paused, or try again what needed attention.

        Raises: NotFound; Refused, where it is neither.
        """
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            status = await _locked_status(connection, campaign_id)
            if status not in ("paused", "needs_attention"):
                raise _cannot(campaign_id, status)
            await connection.execute(
                "UPDATE outbox SET state = CASE WHEN not_before > %s THEN 'scheduled' ELSE 'pending' END"
                " WHERE campaign_id = %s AND state = 'held'",
                [now, campaign_id],
            )
            rows = await connection.execute(
                "UPDATE campaigns SET hold = NULL WHERE id = %s RETURNING"
                " (SELECT count(*) FROM gates WHERE campaign_id = campaigns.id AND state = 'open') AS gates,"
                " state ? 'report' AS published",
                [campaign_id],
            )
            row = (await rows.fetchall())[0]
            await order_schedules(connection, now, self._enqueue, campaign_id, "campaign.resume")
            await write_down(
                connection, now, Entry("campaign.resumed", person.name, campaign_id, detail={"via": person.via})
            )
            back: CampaignStatus = "waiting" if row["gates"] else "published" if row["published"] else "working"
            await mark(connection, now, campaign_id, back, actor=person.name)
            await self._enqueue.drive(connection, campaign_id)
            await self._enqueue.dispatch(connection, campaign_id)

    async def stop(self, campaign_id: str, person: Person, reason: str = "") -> Halted:
        """End it for good; what already went out is not undone and can be listed."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            status = await _locked_status(connection, campaign_id)
            if status in ENDED and status != "published":
                raise _cannot(campaign_id, status)
            cancelled = await connection.execute(
                "UPDATE outbox SET state = 'cancelled', settled_at = %s WHERE campaign_id = %s"
                " AND state IN ('pending', 'scheduled', 'waiting', 'held') AND undoes IS NULL",
                [now, campaign_id],
            )
            rows = await connection.execute(
                "UPDATE gates SET state = 'void' WHERE campaign_id = %s AND state = 'open' RETURNING id", [campaign_id]
            )
            for row in await rows.fetchall():
                await write_down(connection, now, Entry("gate.void", person.name, campaign_id, row["id"]))
            await self._hold(connection, campaign_id, "stop", person, reason)
            await order_schedules(connection, now, self._enqueue, campaign_id, "campaign.stop")
            return Halted(cancelled.rowcount)

    async def _hold(self, connection: Connection, campaign_id: str, hold: str, person: Person, reason: str) -> None:
        now = self._clock.now()
        await connection.execute("UPDATE campaigns SET hold = %s WHERE id = %s", [hold, campaign_id])
        detail = {"via": person.via, "reason": mended(reason)}
        paused = hold == "pause"
        await write_down(
            connection,
            now,
            Entry("campaign.paused" if paused else "campaign.stopped", person.name, campaign_id, detail=detail),
        )
        await mark(connection, now, campaign_id, "paused" if paused else "stopped", actor=person.name)


async def _locked_status(connection: Connection, campaign_id: str) -> str:
    rows = await connection.execute("SELECT status FROM campaigns WHERE id = %s FOR NO KEY UPDATE", [campaign_id])
    row = await rows.fetchone()
    if row is None:
        raise no_campaign(campaign_id)
    return str(row["status"])


def _cannot(campaign_id: str, status: str) -> Refused:
    return Refused(
        Text(
            en=f"Campaign {campaign_id} is {status}; this cannot be done now.",
            es=f"La campaña {campaign_id} está en estado «{status}»; ahora no se puede hacer eso.",
        ),
        subject=campaign_id,
    )
