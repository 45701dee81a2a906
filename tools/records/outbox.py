"""The outbox: one row an intended effect, under a unique key, from request to receipt.

    pending → sending → done | failed | unknown        held while paused, cancelled when stopped,
    scheduled ↗     ↑↓                                 skipped where what it waited for failed
                 waiting                               until something outside has happened

The graph asks (`request`, `settled`, `take_back`); the dispatcher works (`lease`, `settle`, `again`, `reclaim`).
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.campaign import CampaignStatus
from batuta.errors import CampaignHeld, CampaignWaits, NotAllowed
from batuta.ports import Clock, Done
from batuta.publishing import SETTLED, UNDO, Intent, Receipt, ReceiptState, Step
from batuta.text import Text
from tools.records.audit import Entry, write_down
from tools.records.bell import CHANNEL, RECEIPTS, Bell
from tools.records.campaigns import Hold, locked, mark
from tools.records.database import Connection, Pool, one, reading, transaction
from tools.records.feed import tell_all
from tools.records.jobs import Enqueue
from tools.records.requests import approval_row, check_covered, check_in_force
from tools.records.schedules import Order, order_schedules
from tools.records.together import Together

INTERRUPTED = "interrupted"
_WAITED = {"waited": True}
HOPELESS: tuple[ReceiptState, ...] = ("failed", "unknown", "cancelled", "skipped", "undone")
"""What depends on a row in one of these will never run."""
LOOK = 0.25
"""Seconds between looks at receipts that nobody rang for."""


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


class _Settled(NamedTuple):
    """A receipt to be written."""

    leased: Leased
    state: ReceiptState
    reference: str
    result: Mapping[str, object]
    detail: str

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


class PostgresOutbox:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue, workspace: str, bell: Bell) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue
        self._workspace = workspace
        self._bell = bell
        self._settling = Together(self._settle)

    async def request(self, approval_id: str, intents: Sequence[Intent]) -> None:
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            hold = await _hold_of(connection, approval_id)
            row = await approval_row(connection, approval_id)
            await check_covered(connection, row, intents, self._workspace, now)
            rows = await connection.execute(
                "SELECT key FROM outbox WHERE approval_id = %s AND undoes IS NULL", [approval_id]
            )
            known = {str(found["key"]) for found in await rows.fetchall()}
            if row["used_at"] is not None:
                if known == {intent.key for intent in intents}:
                    return
                raise NotAllowed(
                    Text(en="This approval has been used.", es="Esta aprobación ya se ha utilizado."),
                    subject=approval_id,
                )
            if hold is not None:
                raise CampaignHeld
            await _insert(connection, now, intents)
            await connection.execute("UPDATE approvals SET used_at = %s WHERE id = %s", [now, approval_id])
            campaign_id = str(row["campaign_id"])
            requested = {"approval": approval_id, "keys": [intent.key for intent in intents]}
            await write_down(
                connection,
                now,
                Entry("approval.used", "batuta", campaign_id, approval_id, {"digest": row["digest"]}),
                Entry("effect.requested", "batuta", campaign_id, approval_id, requested),
            )
            await self._enqueue.dispatch(connection, campaign_id)
            for moment in {intent.step.at for intent in intents if intent.step.at and intent.step.at > now}:
                await self._enqueue.dispatch(connection, campaign_id, moment)

    async def settled(self, campaign_id: str, keys: Sequence[str]) -> tuple[Receipt, ...]:
        with self._bell.watching(f"{RECEIPTS}{campaign_id}") as watch:
            while True:
                states = await self._states(keys)
                if "held" in states:
                    raise CampaignHeld
                if "waiting" in states:
                    raise CampaignWaits
                if len(states) == len(set(keys)) and all(state in SETTLED for state in states):
                    receipts = {receipt.key: receipt for receipt in await self.receipts(keys)}
                    return tuple(receipts[key] for key in keys)
                await watch.next(LOOK)

    async def take_back(self, approval_id: str, intents: Sequence[Intent]) -> None:
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            await _hold_of(connection, approval_id)
            row = await approval_row(connection, approval_id)
            for intent in intents:
                await _check_undoes(connection, approval_id, intent)
            await _insert(connection, now, intents)
            told = {"approval": approval_id, "keys": [intent.key for intent in intents], "undoes": True}
            campaign_id = str(row["campaign_id"])
            await write_down(connection, now, Entry("effect.requested", "batuta", campaign_id, approval_id, told))
            await self._enqueue.dispatch(connection, campaign_id)

    async def _states(self, keys: Sequence[str]) -> list[ReceiptState]:
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT state FROM outbox WHERE key = ANY(%s)", [list(keys)])
            return [row["state"] for row in await rows.fetchall()]

    async def receipts(self, keys: Sequence[str]) -> tuple[Receipt, ...]:
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT * FROM outbox WHERE key = ANY(%s) ORDER BY position", [list(keys)])
            return tuple(_receipt(row) for row in await rows.fetchall())

    async def receipts_of(self, campaign_id: str) -> tuple[Receipt, ...]:
        """Everything a campaign ever asked for, in order."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT * FROM outbox WHERE campaign_id = %s ORDER BY position", [campaign_id]
            )
            return tuple(_receipt(row) for row in await rows.fetchall())

    async def lease(self, campaign_id: str, worker: str, *, most: int = 16) -> tuple[Leased, ...]:
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
            which = {"campaign": campaign_id, "worker": worker, "now": now, "most": most}
            rows = await connection.execute(_LEASE, which)
            taken = sorted(await rows.fetchall(), key=lambda row: row["position"])
            if not taken:
                return ()
            await _check_in_force(connection, {str(row["approval_id"]) for row in taken})
            earlier = await _earlier(connection, taken)
            return tuple(_leased(row, earlier) for row in taken)

    async def settle(
        self,
        leased: Leased,
        state: ReceiptState,
        *,
        reference: str = "",
        result: Mapping[str, object] | None = None,
        detail: str = "",
    ) -> None:
        """Write the receipt; the one moment a row leaves `sending`.

        A schedule that began while people paused or stopped the campaign is told so. What goes wrong after the
        campaign counted as published is told there.
        """
        await self._settling.add(_Settled(leased, state, reference, result or {}, detail))

    async def _settle(self, batch: Sequence[_Settled]) -> None:
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            for campaign_id, settled in _by_campaign(batch):
                hold = await locked(connection, campaign_id)
                written = await _leave_sending(connection, now, settled)
                if not written:
                    continue
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
    SELECT o.key FROM outbox o JOIN campaigns c ON c.id = o.campaign_id
    WHERE o.campaign_id = %(campaign)s AND o.state IN ('pending', 'scheduled', 'waiting')
      AND (o.not_before IS NULL OR o.not_before <= %(now)s)
      AND (o.retry_at IS NULL OR o.retry_at <= %(now)s)
      AND (c.hold IS NULL OR o.undoes IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM outbox u WHERE u.undoes = o.undoes AND u.state = 'sending')
      AND (o.undoes IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM outbox u WHERE u.undoes = ANY(o.depends_on) AND u.state IN ('pending', 'sending')
            AND u.step->>'id' LIKE 'order-%%'))
      AND NOT EXISTS (
          SELECT 1 FROM unnest(o.depends_on) AS needed(key) LEFT JOIN outbox d ON d.key = needed.key
          WHERE d.state IS DISTINCT FROM 'done')
    ORDER BY o.position LIMIT %(most)s FOR UPDATE OF o SKIP LOCKED)
RETURNING *
"""


async def _hold_of(connection: Connection, approval_id: str) -> Hold | None:
    """Lock the campaign of an approval, before the approval."""
    rows = await connection.execute("SELECT campaign_id FROM approvals WHERE id = %s", [approval_id])
    row = await rows.fetchone()
    return await locked(connection, str(row["campaign_id"])) if row else None


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


async def _insert(connection: Connection, now: datetime, intents: Sequence[Intent]) -> None:
    async with connection.cursor() as cursor:
        await cursor.executemany(
            "INSERT INTO outbox (key, semantic_key, campaign_id, approval_id, step, depends_on, undoes, state,"
            " not_before, requested_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING",
            [
                (
                    intent.key,
                    intent.semantic_key,
                    intent.campaign_id,
                    intent.approval_id,
                    Jsonb(intent.step.model_dump(mode="json")),
                    list(intent.depends_on),
                    intent.undoes,
                    "scheduled" if intent.step.at and intent.step.at > now else "pending",
                    intent.step.at,
                    now,
                )
                for intent in intents
            ],
        )


async def _check_undoes(connection: Connection, approval_id: str, intent: Intent) -> None:
    """Only what this approval brought about may be taken back under it, and only by its own undoing."""
    rows = await connection.execute(
        "SELECT step FROM outbox WHERE key = %s AND approval_id = %s", [intent.undoes, approval_id]
    )
    row = await rows.fetchone()
    done = Step.model_validate(row["step"]) if row else None
    if done is None or UNDO.get(done.capability) != intent.step.capability or done.system != intent.step.system:
        raise NotAllowed(
            Text(
                en=f"{intent.step.id} would undo something this approval did not cover.",
                es=f"{intent.step.id} desharía algo que esta aprobación no cubría.",
            ),
            subject=approval_id,
        )


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


async def _check_in_force(connection: Connection, approvals: Set[str]) -> None:
    rows = await connection.execute("SELECT * FROM approvals WHERE id = ANY(%s)", [sorted(approvals)])
    for row in await rows.fetchall():
        check_in_force(row)


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


async def _leave_sending(connection: Connection, now: datetime, settled: Sequence[_Settled]) -> list[_Settled]:
    """Those that were still being sent, with their receipts written."""
    rows = await connection.execute(
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
    keys = {str(row["key"]) for row in await rows.fetchall()}
    written = [one for one in settled if one.leased.key in keys]
    for done in written:
        if done.state == "done" and done.leased.undoes and done.capability in UNDO.values():
            await connection.execute("UPDATE outbox SET state = 'undone' WHERE key = %s", [done.leased.undoes])
        if done.state == "done" and done.leased.step.cost:
            await connection.execute(
                "UPDATE campaigns SET spent = spent + %s WHERE id = %s",
                [done.leased.step.cost, done.leased.campaign_id],
            )
    return written


def _by_campaign(batch: Sequence[_Settled]) -> list[tuple[str, list[_Settled]]]:
    """In one order for everybody: two that lock several campaigns never wait for each other."""
    campaigns = sorted({one.leased.campaign_id for one in batch})
    return [(campaign_id, [one for one in batch if one.leased.campaign_id == campaign_id]) for campaign_id in campaigns]


def _receipt(row: DictRow) -> Receipt:
    return Receipt(
        step_id=row["step"]["id"],
        key=row["key"],
        state=row["state"],
        reference=row["reference"],
        at=row["settled_at"],
        detail=row["detail"],
        result=row["result"],
    )
