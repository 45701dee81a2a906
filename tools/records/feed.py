"""What happens, as it happens, for people who watch: resumable by the number of the last entry seen.

Not the audit: entries may be cleared away once nobody watches.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from tools.records.bell import CHANNEL
from tools.records.database import Connection, Pool, reading, transaction

FeedType = Literal["message", "step", "gate", "artifact", "error", "done", "status"]


class FeedEntry(NamedTuple):
    id: int
    type: FeedType
    data: dict[str, object]
    at: datetime
    of_campaign: bool
    """It tells of the campaign; else it was said in the conversation."""


async def tell(
    connection: Connection,
    campaign_id: str | None,
    type_: FeedType,
    data: Mapping[str, object],
    *,
    conversation_id: str | None = None,
) -> int:
    """Add an entry in a transaction that is already open; its number.

    Whoever reads takes everything after the highest number seen. So numbers must become visible in their order:
    the lock is held until the transaction ends, and nobody draws a number meanwhile.
    """
    (number,) = await tell_all(connection, campaign_id, [(type_, data)], conversation_id=conversation_id)
    return number


async def tell_all(
    connection: Connection,
    campaign_id: str | None,
    entries: Sequence[tuple[FeedType, Mapping[str, object]]],
    *,
    conversation_id: str | None = None,
) -> tuple[int, ...]:
    """Several at once, in their order; as `tell`."""
    told = await telling(connection, campaign_id, entries, conversation_id=conversation_id)
    return tuple(int(row["id"]) for row in await told.fetchall())


async def telling(
    connection: Connection,
    campaign_id: str | None,
    entries: Sequence[tuple[FeedType, Mapping[str, object]]],
    *,
    conversation_id: str | None = None,
) -> AsyncCursor[DictRow]:
    """As `tell_all`; the numbers are for who reads them."""
    return await connection.execute(
        "WITH alone AS MATERIALIZED"
        " (SELECT pg_advisory_xact_lock(hashtextextended('feed:' || current_schema(), 0))),"
        " told AS MATERIALIZED (SELECT t.entry->>0 AS type, t.entry->1 AS data, t.place FROM alone,"
        " jsonb_array_elements(%s) WITH ORDINALITY AS t(entry, place) ORDER BY t.place)"
        " INSERT INTO feed (conversation_id, campaign_id, type, data)"
        " SELECT %s, %s, type, data FROM told ORDER BY place"
        f" RETURNING id, pg_notify({CHANNEL}, coalesce(campaign_id, conversation_id))",
        [Jsonb([(type_, dict(data)) for type_, data in entries]), conversation_id, campaign_id],
    )


class Feed:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(
        self,
        type_: FeedType,
        data: Mapping[str, object],
        *,
        conversation_id: str | None = None,
        campaign_id: str | None = None,
    ) -> int:
        async with transaction(self._pool) as connection:
            return await tell(connection, campaign_id, type_, data, conversation_id=conversation_id)

    async def conclude(self, conversation_id: str, campaign_id: str | None, data: Mapping[str, object]) -> None:
        """Say that nothing more comes for now; once, however many are watching."""
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('feed:' || current_schema(), 0))")
            rows = await connection.execute(
                "SELECT type, conversation_id FROM feed WHERE conversation_id = %s OR campaign_id = %s"
                " ORDER BY id DESC LIMIT 1",
                [conversation_id, campaign_id],
            )
            last = await rows.fetchone()
            if last is None or (last["type"], last["conversation_id"]) != ("done", conversation_id):
                await tell(connection, None, "done", data, conversation_id=conversation_id)

    async def since(
        self, after: int, *, conversation_id: str | None = None, campaign_id: str | None = None, limit: int = 500
    ) -> tuple[FeedEntry, ...]:
        """Entries of a conversation and of the campaign it is about, in order."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT id, type, data, at, campaign_id IS NOT NULL AS of_campaign FROM feed"
                " WHERE id > %s AND (conversation_id = %s OR campaign_id = %s) ORDER BY id LIMIT %s",
                [after, conversation_id, campaign_id, limit],
            )
            return tuple(
                FeedEntry(int(row["id"]), row["type"], row["data"], row["at"], row["of_campaign"])
                for row in await rows.fetchall()
            )
