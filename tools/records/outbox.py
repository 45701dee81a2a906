"""The outbox: one row an intended effect, under a unique key, from request to receipt.

    pending → sending → done | failed | unknown        held while paused, cancelled when stopped,
    scheduled ↗     ↑↓                                 skipped where what it waited for failed
                 waiting                               until something outside has happened

Here the graph asks; workers take what is ready and settle it in `leases.py`.
"""

from collections.abc import Sequence
from datetime import datetime

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.errors import CampaignHeld, CampaignWaits, NotAllowed
from batuta.ports import Clock
from batuta.publishing import SETTLED, UNDO, Intent, Receipt, ReceiptState, Step
from batuta.text import Text
from tools.records.audit import Entry, write_down
from tools.records.bell import RECEIPTS, Bell
from tools.records.campaigns import Hold, locked
from tools.records.database import Connection, Pool, reading, transaction
from tools.records.jobs import Enqueue
from tools.records.requests import approval_row, check_covered

LOOK = 0.25
"""Seconds between looks at receipts that nobody rang for."""


class PostgresOutbox:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue, workspace: str, bell: Bell) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue
        self._workspace = workspace
        self._bell = bell

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


async def _hold_of(connection: Connection, approval_id: str) -> Hold | None:
    """Lock the campaign of an approval, before the approval."""
    rows = await connection.execute("SELECT campaign_id FROM approvals WHERE id = %s", [approval_id])
    row = await rows.fetchone()
    return await locked(connection, str(row["campaign_id"])) if row else None


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
