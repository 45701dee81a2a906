"""What was sent to whom: one row a campaign, channel and customer, claimed before the message leaves."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from batuta.brief import Channel
from batuta.ports import Clock
from tools.records.database import Pool, reading, transaction

DeliveryState = Literal["sending", "sent", "skipped", "failed", "unknown"]


class Slot(NamedTuple):
    """One person's message in one campaign on one channel."""

    customer_id: str
    state: DeliveryState
    mine: bool
    """Claimed just now; else it was there before."""


class Deliveries:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def claim(self, campaign_id: str, channel: Channel, customer_ids: Sequence[str]) -> tuple[Slot, ...]:
        """Reserve each message; what is reserved or sent already is told as it stands."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            rows = await connection.execute(
                "INSERT INTO deliveries (campaign_id, channel, customer_id, state, at)"
                " SELECT %s, %s, unnest(%s::text[]), 'sending', %s ON CONFLICT DO NOTHING RETURNING customer_id",
                [campaign_id, channel, list(customer_ids), now],
            )
            mine = {str(row["customer_id"]) for row in await rows.fetchall()}
            rows = await connection.execute(
                "SELECT customer_id, state FROM deliveries WHERE campaign_id = %s AND channel = %s"
                " AND customer_id = ANY(%s)",
                [campaign_id, channel, list(customer_ids)],
            )
            return tuple(
                Slot(row["customer_id"], row["state"], row["customer_id"] in mine) for row in await rows.fetchall()
            )

    async def settle(
        self, campaign_id: str, channel: Channel, state: DeliveryState, variants: Mapping[str, str]
    ) -> None:
        """Write what became of claimed messages; `variants` maps a customer to the item they got."""
        if not variants:
            return
        async with reading(self._pool) as connection:
            await connection.execute(
                "UPDATE deliveries d SET state = %s, variant = v.item, at = %s"
                " FROM unnest(%s::text[], %s::text[]) AS v(customer_id, item)"
                " WHERE d.campaign_id = %s AND d.channel = %s AND d.customer_id = v.customer_id",
                [state, self._clock.now(), list(variants), list(variants.values()), campaign_id, channel],
            )

    async def release(self, campaign_id: str, channel: Channel, customer_ids: Sequence[str]) -> None:
        """Give claims back: these messages certainly did not leave."""
        async with reading(self._pool) as connection:
            await connection.execute(
                "DELETE FROM deliveries WHERE campaign_id = %s AND channel = %s AND state = 'sending'"
                " AND customer_id = ANY(%s)",
                [campaign_id, channel, list(customer_ids)],
            )

    async def tally(self, campaign_id: str) -> dict[str, dict[str, int]]:
        """Channel → state → messages: what went out, for people who ask."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT channel, state, count(*) AS n FROM deliveries WHERE campaign_id = %s GROUP BY 1, 2"
                " ORDER BY 1, 2",
                [campaign_id],
            )
            counted: dict[str, dict[str, int]] = {}
            for row in await rows.fetchall():
                counted.setdefault(row["channel"], {})[row["state"]] = int(row["n"])
            return counted

    async def suppressed(self, channel: Channel, customer_ids: Sequence[str]) -> frozenset[str]:
        """Those among them who said no after the audience was frozen."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT customer_id FROM suppressions WHERE channel IN (%s, '*') AND customer_id = ANY(%s)",
                [channel, list(customer_ids)],
            )
            return frozenset(str(row["customer_id"]) for row in await rows.fetchall())

    async def objections(self, channels: Sequence[Channel]) -> Mapping[Channel, frozenset[str]]:
        """The `ContactHistory` port: who said no, by channel."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT channel, customer_id FROM suppressions WHERE channel = ANY(%s)", [[*channels, "*"]]
            )
            found = [(str(row["channel"]), str(row["customer_id"])) for row in await rows.fetchall()]
        return {channel: frozenset(id_ for on, id_ in found if on in (channel, "*")) for channel in channels}

    async def suppress(self, channel: Channel | Literal["*"], customer_id: str, reason: str) -> None:
        """Never contact this person on this channel (`*`: on none)."""
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO suppressions (channel, customer_id, reason, at) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT DO NOTHING",
                [channel, customer_id, reason, self._clock.now()],
            )

    async def sent_since(self, moment: datetime, channel: str | None) -> AsyncIterator[Mapping[str, int]]:
        """The `ContactHistory` port: messages a customer since then, in batches."""
        after = ""
        while True:
            async with reading(self._pool) as connection:
                rows = await connection.execute(
                    "SELECT customer_id, count(*) AS n FROM deliveries WHERE state IN ('sent', 'sending', 'unknown')"
                    " AND at >= %(since)s AND (%(channel)s::text IS NULL OR channel = %(channel)s)"
                    " AND customer_id > %(after)s GROUP BY customer_id ORDER BY customer_id LIMIT 50000",
                    {"since": moment, "channel": channel, "after": after},
                )
                batch = {str(row["customer_id"]): int(row["n"]) for row in await rows.fetchall()}
            if not batch:
                return
            yield batch
            after = next(reversed(batch))
