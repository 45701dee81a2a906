"""What workers do with the outbox: take rows that are ready, settle them, give back what cannot be done now.

    lease ─▶ sending ─▶ turn: receipts, audit and feed, and what became ready by them, as one transaction
                     └▶ again · wait · put_back

A receipt is on disk before anything that depends on it is taken.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.campaign import CampaignStatus
from batuta.ports import Clock, Done
from batuta.publishing import UNDO, ReceiptState, Step
from tools.records.audit import Entry, write_down
from tools.records.bell import CHANNEL, RECEIPTS
from tools.records.campaigns import Hold, locked, mark
from tools.records.database import Connection, Pool, one, reading, transaction
from tools.records.feed import tell_all
from tools.records.jobs import Enqueue
from tools.records.requests import check_in_force
from tools.records.schedules import Order, order_schedules
from tools.records.together import Together

INTERRUPTED = "interrupted"
_WAITED = {"waited": True}
HOPELESS: tuple[ReceiptState, ...] = ("failed", "unknown", "cancelled", "skipped", "undone")
"""What depends on a row in one of these will never run."""
MOST = 16
"""Rows that a worker takes of one campaign at once."""


class Leased(NamedTuple):
    """A row that this worker alone may send now."""

    key: str
    campaign_id: str
    approval_id: str
    step: Step
    attempts: int
    undoes: str | None
    earlier: Mapping[str, Mapping[str, object]]
    """Results of the steps it depends on, by step id."""
    twin: Done | None
    """What became of the same effect, asked for under another approval and live already. Messages have none."""
    interrupted: bool
    """A worker died over it before: nobody knows how far it came."""
    waited: bool = False
    """It waited for something outside; the campaign goes on once it is settled."""

    @property
    def sends(self) -> bool:
        """It goes out to people, message by message; the deliveries remember each."""
        return self.step.capability in ("message.send", "message.send_test")


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

    def entry(self) -> Entry:
        leased = self.leased
        detail = {**self._said(), "reference": self.reference}
        return Entry("effect.settled", "batuta", leased.campaign_id, leased.step.id, detail)

    def told(self) -> dict[str, object]:
        return {"node": "execute", "effect": self.leased.step.effect, **self._said()}

    def _said(self) -> dict[str, object]:
        step = self.leased.step
        return {"state": self.state, "key": self.leased.key, "system": step.system, "capability": step.capability}


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
        async with transaction(self._pool) as connection:
            # Whoever pauses or stops waits for this to end, and this for them: nothing leaves after they are told.
            rows = await connection.execute(
                "SELECT EXISTS (SELECT FROM outbox WHERE campaign_id = c.id AND state = ANY(%s)) AS some_hopeless"
                " FROM campaigns c WHERE id = %s FOR SHARE OF c",
                [list(HOPELESS), campaign_id],
            )
            if (found := await rows.fetchone()) and found["some_hopeless"]:
                await _skip_hopeless(connection, now, campaign_id)
            return await _take(connection, now, campaign_id, worker, most)

    async def settle(self, settled: Settled) -> None:
        """Write one receipt, and take nothing more."""
        await self._add(settled.leased.campaign_id, (settled,), "", 0)

    async def turn(
        self, campaign_id: str, settled: Sequence[Settled], worker: str, *, most: int = MOST
    ) -> tuple[Leased, ...]:
        """Write receipts, the one moment a row leaves `sending`, and take what they made ready.

        A schedule that began while people paused or stopped the campaign is told so. What goes wrong after the
        campaign counted as published is told there.
        """
        return await self._add(campaign_id, tuple(settled), worker, most)

    async def _add(self, campaign_id: str, settled: tuple[Settled, ...], worker: str, most: int) -> tuple[Leased, ...]:
        taken: list[Leased] = []
        await self._turning.add(_Turn(campaign_id, settled, worker, most, taken))
        return tuple(taken)

    async def _turn(self, turns: Sequence[_Turn]) -> None:
        now = self._clock.now()
        taken: list[tuple[_Turn, tuple[Leased, ...]]] = []
        async with transaction(self._pool) as connection:
            # All campaigns before audit and feed, which everybody needs, and in one order for everybody: whoever
            # holds one of them never waits for us while we wait for them.
            await connection.execute(
                "SELECT FROM campaigns WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
                [[turn.campaign_id for turn in turns]],
            )
            for turn in sorted(turns, key=lambda turn: turn.campaign_id):
                await self._written(connection, now, turn)
                if any(one.state in HOPELESS for one in turn.settled):
                    await _skip_hopeless(connection, now, turn.campaign_id)
                if turn.most:
                    ready = await _take(connection, now, turn.campaign_id, turn.worker, turn.most)
                    taken.append((turn, ready))
        for turn, ready in taken:
            turn.taken.extend(ready)

    async def _written(self, connection: Connection, now: datetime, turn: _Turn) -> None:
        campaign_id = turn.campaign_id
        async with connection.pipeline():
            held = await connection.execute("SELECT hold FROM campaigns WHERE id = %s FOR NO KEY UPDATE", [campaign_id])
            left = await _leave_sending(connection, now, turn.settled)
            hold: Hold | None = (await one(held))["hold"]
            keys = {str(row["key"]) for row in await left.fetchall()}
        written = [one for one in turn.settled if one.leased.key in keys]
        if not written:
            return
        await _follow(connection, written)
        await write_down(connection, now, *(one.entry() for one in written))
        await tell_all(connection, campaign_id, [("step", one.told()) for one in written])
        for receipt in written:
            if receipt.state == "done" and hold is not None and receipt.capability == "campaign.schedule":
                order: Order = "campaign.pause" if hold == "pause" else "campaign.stop"
                await order_schedules(connection, now, self._enqueue, campaign_id, order)
            if receipt.leased.waited and hold is None and await _waits_outside(connection, campaign_id):
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
                [at, detail, Jsonb(_WAITED), leased.key],
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


_LEASE = """
UPDATE outbox SET state = 'sending', leased_by = %(worker)s, attempts = attempts + 1
WHERE key IN (
    WITH mine AS MATERIALIZED (
        SELECT key, state, undoes, step->>'id' LIKE 'order-%%' AS orders FROM outbox WHERE campaign_id = %(campaign)s)
    SELECT o.key FROM outbox o JOIN campaigns c ON c.id = o.campaign_id
    WHERE o.campaign_id = %(campaign)s AND o.state IN ('pending', 'scheduled', 'waiting')
      AND (o.not_before IS NULL OR o.not_before <= %(now)s)
      AND (o.retry_at IS NULL OR o.retry_at <= %(now)s)
      AND (c.hold IS NULL OR o.undoes IS NOT NULL)
      AND (o.undoes IS NULL
           OR o.undoes <> ALL (ARRAY(SELECT undoes FROM mine WHERE undoes IS NOT NULL AND state = 'sending')))
      AND (o.undoes IS NOT NULL OR NOT o.depends_on && ARRAY(
          SELECT undoes FROM mine WHERE undoes IS NOT NULL AND orders AND state IN ('pending', 'sending')))
      AND o.depends_on <@ ARRAY(SELECT key FROM mine WHERE state = 'done')
    ORDER BY o.position LIMIT %(most)s FOR UPDATE OF o SKIP LOCKED)
RETURNING *
"""


async def _take(connection: Connection, now: datetime, campaign_id: str, worker: str, most: int) -> tuple[Leased, ...]:
    """Raises: NotAllowed, StaleDigest, where an approval does not hold any more; nothing is taken then."""
    which = {"campaign": campaign_id, "worker": worker, "now": now, "most": most}
    rows = await connection.execute(_LEASE, which)
    taken = sorted(await rows.fetchall(), key=lambda row: row["position"])
    if not taken:
        return ()
    approvals = {str(row["approval_id"]) for row in taken}
    async with connection.pipeline():
        in_force = await connection.execute("SELECT * FROM approvals WHERE id = ANY(%s)", [sorted(approvals)])
        earlier = await _earlier(connection, taken)
        granted = await in_force.fetchall()
    for row in granted:
        check_in_force(row)
    return tuple(_leased(row, earlier) for row in taken)


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
            " AND d.state = ANY(%s))",
            [now, campaign_id, list(HOPELESS)],
        )
        changed = rows.rowcount


async def _earlier(connection: Connection, taken: Sequence[DictRow]) -> Mapping[str, DictRow]:
    """The rows that these wait for or undo, and their live twins, by key and by semantic key."""
    keys = {key for row in taken for key in _needed(row)}
    rows = await connection.execute(
        "SELECT key, semantic_key, state, step, reference, result FROM outbox"
        " WHERE key = ANY(%s) OR (semantic_key = ANY(%s) AND state = 'done')",
        [list(keys), [row["semantic_key"] for row in taken]],
    )
    found: dict[str, DictRow] = {}
    for row in await rows.fetchall():
        if row["key"] in keys:
            found[str(row["key"])] = row
        if row["state"] == "done":
            found[f"twin:{row['semantic_key']}"] = row
    return found


def _needed(row: DictRow) -> list[str]:
    return [*row["depends_on"], *([row["undoes"]] if row["undoes"] else [])]


def _leased(row: DictRow, known: Mapping[str, DictRow]) -> Leased:
    done = [known[key] for key in _needed(row) if key in known]
    twin = known.get(f"twin:{row['semantic_key']}")
    return Leased(
        key=row["key"],
        campaign_id=row["campaign_id"],
        approval_id=row["approval_id"],
        step=Step.model_validate(row["step"]),
        attempts=row["attempts"],
        undoes=row["undoes"],
        earlier={str(one["step"]["id"]): {**one["result"], "reference": one["reference"]} for one in done},
        twin=Done(twin["reference"], twin["result"]) if twin else None,
        interrupted=row["detail"] == INTERRUPTED,
        waited=row["result"] == _WAITED,
    )


async def _leave_sending(connection: Connection, now: datetime, settled: Sequence[Settled]) -> AsyncCursor[DictRow]:
    """Write the receipts of those that are still being sent; gives their keys."""
    return await connection.execute(
        "UPDATE outbox o SET state = s.state, reference = s.reference, result = s.result, detail = s.detail,"
        " settled_at = %s, leased_by = NULL FROM unnest(%s::text[], %s::text[], %s::text[], %s::jsonb[], %s::text[])"
        " AS s(key, state, reference, result, detail) WHERE o.key = s.key AND o.state = 'sending' RETURNING o.key,"
        f" pg_notify({CHANNEL}, '{RECEIPTS}' || o.campaign_id)",
        [
            now,
            [one.leased.key for one in settled],
            [one.state for one in settled],
            [one.reference for one in settled],
            [Jsonb(dict(one.result)) for one in settled],
            [one.detail for one in settled],
        ],
    )


async def _follow(connection: Connection, written: Sequence[Settled]) -> None:
    """What was taken back is marked so; what was spent is added up."""
    for done in written:
        if done.state == "done" and done.leased.undoes and done.capability in UNDO.values():
            await connection.execute("UPDATE outbox SET state = 'undone' WHERE key = %s", [done.leased.undoes])
        if done.state == "done" and done.leased.step.cost:
            await connection.execute(
                "UPDATE campaigns SET spent = spent + %s WHERE id = %s",
                [done.leased.step.cost, done.leased.campaign_id],
            )
