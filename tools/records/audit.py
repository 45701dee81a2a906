"""The audit trail: append-only, each event chained to the one before, one chain a company."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from psycopg.types.json import Jsonb

from batuta.digest import Digest, canonical
from batuta.event import GENESIS, Event, EventKind, body_of, first_break
from batuta.ports import Clock
from tools.records.database import Connection, Pool, reading, transaction


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
    """Append events inside a transaction that is already open: they stand or fall with what they tell of.

    Nobody else may append until the transaction ends.
    """
    await connection.execute("SELECT append_to_audit(%s, %s)", [at, Jsonb([_spelled(entry, at) for entry in entries])])


def _spelled(entry: Entry, at: datetime) -> dict[str, object]:
    """An event as the database appends it: what is hashed of it, as canonical JSON before and after its number."""
    event = Event(
        seq=0,
        at=at,
        kind=entry.kind,
        actor=entry.actor,
        campaign_id=entry.campaign_id,
        subject=entry.subject,
        detail=dict(entry.detail),
        previous=GENESIS,
        hash="",
    )
    body = body_of(event)
    before = canonical({name: value for name, value in body.items() if name < "seq"}).decode()
    after = canonical({name: value for name, value in body.items() if name > "seq"}).decode()
    return {**body, "before": f'{before.removesuffix("}")},"seq":', "after": f",{after.removeprefix('{')}"}


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
