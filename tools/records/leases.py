"""What workers do with the outbox: take rows that are ready, settle them, give back what cannot be done now.

    lease ─▶ sending ─▶ turn: receipts, audit and feed, and what became ready by them, as one transaction
                     └▶ again · wait · put_back

A receipt is on disk before anything that depends on it is taken.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.campaign import CampaignStatus
from batuta.ports import Clock
from batuta.publishing import UNDO, ReceiptState
from tools.records.audit import Entry, write_down
from tools.records.bell import CHANNEL, RECEIPTS
from tools.records.campaigns import Hold, locked, mark
from tools.records.database import Connection, Pool, one, pipelined, reading, transaction
from tools.records.feed import telling
from tools.records.jobs import Enqueue
from tools.records.schedules import Order, order_schedules
from tools.records.taking import INTERRUPTED, WAITED, Leased, take, taken_by
from tools.records.together import Together

HOPELESS: tuple[ReceiptState, ...] = ("failed", "unknown", "cancelled", "skipped", "undone")
"""What depends on a row in one of these will never run."""
MOST = 16
"""Rows that a worker takes of one campaign at once."""


class Settled(NamedTuple):
    """A receipt to be written."""

    leased: Leased
    state: ReceiptState
    reference: str = ""
    result: Mapping[str, object] = {}
    detail: str = ""

    @property
    def capability(self) -> str:
        return self.leased.step.capability

    @property
    def decides_what_is_ready(self) -> bool:
        """More than that those who wait for it may go: others are skipped, or told of a hold, before any is taken."""
        return self.state in HOPELESS or self.capability == "campaign.schedule"

    def entry(self) -> Entry:
        leased = self.leased
        detail = {**self._said(), "reference": self.reference}
        return Entry("effect.settled", "batuta", leased.campaign_id, leased.step.id, detail)

    def told(self) -> dict[str, object]:
        return {"node": "execute", "effect": self.leased.step.effect, **self._said()}

    def _said(self) -> dict[str, object]:
        step = self.leased.step
        return {"state": self.state, "key": self.leased.key, "system": step.system, "capability": step.capability}


class NotSending(Exception):
    """A row is not being sent any more, so its receipt is not ours to write; nothing was written."""


class _Turn(NamedTuple):
    """Receipts of one campaign to be written, and who goes on with what they make ready; nobody where it is empty."""

    campaign_id: str
    settled: tuple[Settled, ...]
    worker: str
    most: int
    taken: list[Leased]


class Leases:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue
        self._turning = Together(self._turn)

    async def lease(self, campaign_id: str, worker: str, *, most: int = MOST) -> tuple[Leased, ...]:
        """Take rows that are ready: due, all they wait for done, the campaign not held, the approval in force."""
        now = self._clock.now()
        async with pipelined(self._pool) as connection:
            # Whoever pauses or stops waits for this to end, and this for them: nothing leaves after they are told.
            rows = await connection.execute(
                "SELECT EXISTS (SELECT FROM outbox WHERE campaign_id = c.id AND state = ANY(%s)) AS some_hopeless"
                " FROM campaigns c WHERE id = %s FOR SHARE OF c",
                [list(HOPELESS), campaign_id],
            )
            taking = await take(connection, now, campaign_id, worker, most)
            if (found := await rows.fetchone()) and found["some_hopeless"]:
                await _skip_hopeless(connection, now, campaign_id)
            return await taken_by(taking)

    async def settle(self, settled: Settled) -> None:
        """Write one receipt, if its row is still being sent, and take nothing more."""
        with suppress(NotSending):
            await self._add(settled.leased.campaign_id, (settled,), "", 0)

    async def turn(
        self, campaign_id: str, settled: Sequence[Settled], worker: str, *, most: int = MOST
    ) -> tuple[Leased, ...]:
        """Write receipts, the one moment a row leaves `sending`, and take what they made ready.

        A schedule that began while people paused or stopped the campaign is told so. What goes wrong after the
        campaign counted as published is told there.

        Raises: NotSending, where one of the receipts is not ours to write any more; settle them one by one then.
        """
        return await self._add(campaign_id, tuple(settled), worker, most)

    async def _add(self, campaign_id: str, settled: tuple[Settled, ...], worker: str, most: int) -> tuple[Leased, ...]:
        taken: list[Leased] = []
        await self._turning.add(_Turn(campaign_id, settled, worker, most, taken))
        return tuple(taken)

    async def _turn(self, turns: Sequence[_Turn]) -> None:
        now = self._clock.now()
        in_order = sorted(turns, key=lambda turn: turn.campaign_id)
        settled = [receipt for turn in in_order for receipt in turn.settled]
        async with pipelined(self._pool) as connection:
            # All campaigns before audit and feed, which everybody needs, and in one order for everybody: whoever
            # holds one of them never waits for us while we wait for them.
            campaigns = await connection.execute(
                "SELECT id, hold FROM campaigns WHERE id IN (SELECT unnest(%s::text[])) ORDER BY id FOR NO KEY UPDATE",
                [[turn.campaign_id for turn in in_order]],
            )
            left = await _leave_sending(connection, now, settled)
            before = [receipt for receipt in settled if receipt.decides_what_is_ready]
            holds = _holds(await campaigns.fetchall()) if before else None
            await self._follow(connection, now, holds or {}, before)
            taking = [
                (turn, await take(connection, now, turn.campaign_id, turn.worker, turn.most))
                for turn in in_order
                if turn.most
            ]
            await _tell(connection, now, settled)
            if {str(row["key"]) for row in await left.fetchall()} != {receipt.leased.key for receipt in settled}:
                raise NotSending
            await self._go_on(connection, now, holds or _holds(await campaigns.fetchall()), settled)
            taken = [(turn, await taken_by(asked)) for turn, asked in taking]
        for turn, ready in taken:
            turn.taken.extend(ready)

    async def _follow(
        self, connection: Connection, now: datetime, holds: Mapping[str, Hold | None], settled: Sequence[Settled]
    ) -> None:
        """A schedule hears of a hold, and what waits for one that failed is skipped."""
        for receipt in settled:
            campaign_id, hold = receipt.leased.campaign_id, holds[receipt.leased.campaign_id]
            if receipt.state == "done" and hold is not None:
                order: Order = "campaign.pause" if hold == "pause" else "campaign.stop"
                await order_schedules(connection, now, self._enqueue, campaign_id, order)
        for campaign_id in {receipt.leased.campaign_id for receipt in settled if receipt.state in HOPELESS}:
            await _skip_hopeless(connection, now, campaign_id)

    async def _go_on(
        self, connection: Connection, now: datetime, holds: Mapping[str, Hold | None], settled: Sequence[Settled]
    ) -> None:
        """The campaign, where it waited for this or something failed."""
        for receipt in settled:
            campaign_id = receipt.leased.campaign_id
            if receipt.leased.waited and holds[campaign_id] is None and await _waits_outside(connection, campaign_id):
                await mark(connection, now, campaign_id, "executing")
                await self._enqueue.drive(connection, campaign_id)
            if receipt.state in ("failed", "unknown"):
                await _tell_campaign(connection, now, receipt.leased, receipt.detail)

    async def put_back(self, leased: Leased) -> None:
        """The campaign was paused or stopped while this was under way; it may be going on again by now."""
        async with transaction(self._pool) as connection:
            hold = await locked(connection, leased.campaign_id)
            state: ReceiptState = "pending" if hold is None else "held" if hold == "pause" else "cancelled"
            await connection.execute(
                "UPDATE outbox SET leased_by = NULL, state = %s, settled_at = %s WHERE key = %s AND state = 'sending'",
                [state, self._clock.now() if state == "cancelled" else None, leased.key],
            )
            if hold is None:
                await self._enqueue.dispatch(connection, leased.campaign_id)

    async def again(self, leased: Leased, at: datetime, *, detail: str) -> None:
        """Nothing happened; try once more, not before `at`."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                "UPDATE outbox SET state = 'pending', leased_by = NULL, retry_at = %s, detail = %s"
                " WHERE key = %s AND state = 'sending'",
                [at, detail, leased.key],
            )
            await self._enqueue.dispatch(connection, leased.campaign_id, at)

    async def wait(self, leased: Leased, at: datetime, *, detail: str) -> None:
        """What it needs is for others to bring about: look again at `at`. The campaign says what it waits for."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            hold = await locked(connection, leased.campaign_id)
            rows = await connection.execute(
                "UPDATE outbox SET state = 'waiting', leased_by = NULL, retry_at = %s, detail = %s,"
                " attempts = attempts - 1, result = %s WHERE key = %s AND state = 'sending' RETURNING"
                " (SELECT status FROM campaigns WHERE id = outbox.campaign_id) AS status",
                [at, detail, Jsonb(WAITED), leased.key],
            )
            row = await rows.fetchone()
            if row is None or hold is not None:
                return
            if row["status"] in ("executing", "waiting"):
                await mark(connection, now, leased.campaign_id, "waiting", problem=detail)
            await self._enqueue.dispatch(connection, leased.campaign_id, at)

    async def reclaim(self, alive: frozenset[str]) -> tuple[str, ...]:
        """Give back rows whose worker died between taking and settling; names the campaigns."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "UPDATE outbox SET state = 'pending', leased_by = NULL, detail = %s"
                " WHERE state = 'sending' AND NOT leased_by = ANY(%s) RETURNING campaign_id",
                [INTERRUPTED, list(alive)],
            )
            return tuple(sorted({str(row["campaign_id"]) for row in await rows.fetchall()}))

    async def due(self) -> tuple[str, ...]:
        """Campaigns with rows that could be sent now: what a sweep picks up."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT DISTINCT o.campaign_id FROM outbox o JOIN campaigns c ON c.id = o.campaign_id"
                " WHERE o.state IN ('pending', 'scheduled', 'waiting')"
                " AND (o.not_before IS NULL OR o.not_before <= %(now)s)"
                " AND (o.retry_at IS NULL OR o.retry_at <= %(now)s) AND (c.hold IS NULL OR o.undoes IS NOT NULL)",
                {"now": self._clock.now()},
            )
            return tuple(str(row["campaign_id"]) for row in await rows.fetchall())


def _holds(campaigns: Sequence[DictRow]) -> Mapping[str, Hold | None]:
    return {str(row["id"]): row["hold"] for row in campaigns}


async def _tell(connection: Connection, now: datetime, settled: Sequence[Settled]) -> None:
    """What was spent is added up; the audit and those who watch hear of every receipt."""
    for receipt in settled:
        if receipt.state == "done" and receipt.leased.step.cost:
            await connection.execute(
                "UPDATE campaigns SET spent = spent + %s WHERE id = %s",
                [receipt.leased.step.cost, receipt.leased.campaign_id],
            )
    if settled:
        await write_down(connection, now, *(receipt.entry() for receipt in settled))
    for campaign_id, mine in groupby(settled, key=lambda receipt: receipt.leased.campaign_id):
        await telling(connection, campaign_id, [("step", receipt.told()) for receipt in mine])


async def _waits_outside(connection: Connection, campaign_id: str) -> bool:
    """Whether it waits for something outside, and not for somebody at a gate."""
    rows = await connection.execute(
        "SELECT status = 'waiting' AND NOT EXISTS (SELECT FROM gates WHERE campaign_id = c.id AND state = 'open')"
        " AND NOT EXISTS (SELECT FROM outbox WHERE campaign_id = c.id AND state = 'waiting') AS outside"
        " FROM campaigns c WHERE id = %s",
        [campaign_id],
    )
    return bool((await one(rows))["outside"])


async def _tell_campaign(connection: Connection, now: datetime, leased: Leased, detail: str) -> None:
    """Show on the campaign what failed when nobody waits for its receipt: after publishing, or when it is held."""
    rows = await connection.execute("SELECT status FROM campaigns WHERE id = %s", [leased.campaign_id])
    status: CampaignStatus = (await one(rows))["status"]
    if status in ("published", "needs_attention", "paused", "stopped"):
        shown: CampaignStatus = "needs_attention" if status == "published" else status
        await mark(connection, now, leased.campaign_id, shown, problem=f"{leased.step.effect}: {detail}")


async def _skip_hopeless(connection: Connection, now: datetime, campaign_id: str) -> None:
    """Steps that wait for one that failed will never run, nor will those that wait for them."""
    changed = 1
    while changed:
        rows = await connection.execute(
            "UPDATE outbox o SET state = 'skipped', settled_at = %s, detail = 'a step it needs was not done'"
            " WHERE o.campaign_id = %s AND o.state IN ('pending', 'scheduled', 'waiting') AND EXISTS ("
            " SELECT 1 FROM outbox d WHERE d.key = ANY(o.depends_on)"
            " AND d.state = ANY(%s)) RETURNING o.key",
            [now, campaign_id, list(HOPELESS)],
        )
        changed = len(await rows.fetchall())


async def _leave_sending(connection: Connection, now: datetime, settled: Sequence[Settled]) -> AsyncCursor[DictRow]:
    """Write the receipts of those that are still being sent, and mark what they took back; gives their keys."""
    receipts = [
        {
            "key": one.leased.key,
            "state": one.state,
            "reference": one.reference,
            "result": dict(one.result),
            "detail": one.detail,
        }
        for one in settled
    ]
    left = await connection.execute(
        "UPDATE outbox o SET state = s.state, reference = s.reference, result = s.result, detail = s.detail,"
        " settled_at = %s, leased_by = NULL FROM jsonb_to_recordset(%s)"
        " AS s(key text, state text, reference text, result jsonb, detail text)"
        " WHERE o.key = ANY(%s) AND o.key = s.key AND o.state = 'sending'"
        f" RETURNING o.key, pg_notify({CHANNEL}, '{RECEIPTS}' || o.campaign_id)",
        [now, Jsonb(receipts), [one.leased.key for one in settled]],
    )
    undo = [one.leased.key for one in settled if one.leased.undoes and one.capability in UNDO.values()]
    if undo:
        await connection.execute(
            "UPDATE outbox o SET state = 'undone' FROM outbox u"
            " WHERE u.key = ANY(%s) AND u.state = 'done' AND o.key = u.undoes",
            [undo],
        )
    return left
