"""The audit trail: append-only, each event chained to the one before, one chain a company."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.digest import Digest
from batuta.event import GENESIS, Event, EventKind, chained, first_break
from batuta.ports import Clock
from tools.records.database import Connection, Pool, one, reading, transaction


class Entry(NamedTuple):
    """Something to be written down."""

    kind: EventKind
    actor: str
    campaign_id: str = ""
    subject: str = ""
    detail: Mapping[str, object] = {}


class Checked(NamedTuple):
    """The outcome of verifying a chain."""

    events: int
    broken_at: int | None
    head: Digest


async def write_down(connection: Connection, at: datetime, *entries: Entry) -> None:
    """Append events inside a transaction that is already open: they stand or fall with what they tell of."""
    await write_after(connection, at, await last_written(connection), *entries)


async def last_written(connection: Connection) -> AsyncCursor[DictRow]:
    """The end of the chain, which nobody else may add to until the transaction ends."""
    return await connection.execute("SELECT seq, hash FROM audit_head FOR UPDATE")


async def write_after(connection: Connection, at: datetime, last: AsyncCursor[DictRow], *entries: Entry) -> None:
    """As `write_down`, where `last_written` was asked for before."""
    head = await one(last)
    seq, previous = int(head["seq"]), str(head["hash"])
    events: list[dict[str, object]] = []
    for entry in entries:
        seq += 1
        event = sealed(entry, seq, at, previous)
        previous = str(event["hash"])
        events.append(event)
    await connection.execute(
        "WITH written AS (INSERT INTO audit (seq, at, kind, actor, campaign_id, subject, detail, previous, hash)"
        " SELECT l.seq, %s, l.kind, l.actor, l.campaign_id, l.subject, l.detail, l.previous, l.hash"
        " FROM jsonb_to_recordset(%s) AS l(seq bigint, kind text, actor text, campaign_id text, subject text,"
        " detail jsonb, previous text, hash text))"
        " UPDATE audit_head SET seq = %s, hash = %s",
        [
            at,
            Jsonb(events),
            seq,
            previous,
        ],
    )


def sealed(entry: Entry, seq: int, at: datetime, previous: Digest) -> dict[str, object]:
    """An event as JSON: an entry with its place in the chain."""
    event = Event(
        seq=seq,
        at=at,
        kind=entry.kind,
        actor=entry.actor,
        campaign_id=entry.campaign_id,
        subject=entry.subject,
        detail=dict(entry.detail),
        previous=previous,
        hash="",
    )
    body = event.model_dump(mode="json", exclude={"previous", "hash"})
    return {**body, "previous": previous, "hash": chained(previous, body)}


class AuditTrail:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def append(
        self,
        kind: EventKind,
        *,
        actor: str,
        campaign_id: str = "",
        subject: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        async with transaction(self._pool) as connection:
            await write_down(connection, self._clock.now(), Entry(kind, actor, campaign_id, subject, detail or {}))

    async def events(self, *, campaign_id: str | None = None, after: int = 0, limit: int = 1000) -> tuple[Event, ...]:
        """Events in order, of one campaign or of all."""
        only = "AND campaign_id = %(campaign)s" if campaign_id is not None else ""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                f"SELECT * FROM audit WHERE seq > %(after)s {only} ORDER BY seq LIMIT %(limit)s".encode(),
                {"after": after, "campaign": campaign_id, "limit": limit},
            )
            return tuple(Event.model_validate(row) for row in await rows.fetchall())

    async def latest(
        self, *, campaign_id: str | None = None, before: int | None = None, limit: int = 100
    ) -> tuple[Event, ...]:
        """The last events, newest first: of one campaign or of all, before a number or up to now."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT * FROM audit WHERE (%(before)s::bigint IS NULL OR seq < %(before)s)"
                " AND (%(campaign)s::text IS NULL OR campaign_id = %(campaign)s) ORDER BY seq DESC LIMIT %(limit)s",
                {"before": before, "campaign": campaign_id, "limit": limit},
            )
            return tuple(Event.model_validate(row) for row in await rows.fetchall())

    async def check(self) -> Checked:
        """Walk the whole chain, also that its head is where the table says."""
        seen, previous = 0, GENESIS
        while events := await self.events(after=seen, limit=5000):
            broken = first_break(events, previous) if events[0].seq == seen + 1 else seen + 1
            if broken is not None:
                return Checked(seen, broken, previous)
            seen, previous = events[-1].seq, events[-1].hash
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT seq, hash FROM audit_head")
            head = await rows.fetchone()
        whole = head is not None and (int(head["seq"]), str(head["hash"])) == (seen, previous)
        return Checked(seen, None if whole else seen + 1, previous)
