"""Since when campaigns that still run have been doing things in systems: what belongs to them is not cleared away."""

from datetime import date, datetime

from tools.records.database import Pool, reading


async def under_way_since(pool: Pool, today: date, *, forgotten_before: date) -> datetime | None:
    """When the oldest campaign began that asked systems for something and has not ended; None where there is none.

    A published campaign runs to its last day; one that still needs somebody, until that day lies before
    `forgotten_before`. One without a last day goes on until it is stopped.
    """
    async with reading(pool) as connection:
        rows = await connection.execute(
            "SELECT min(c.created_at) AS since FROM campaigns c LEFT JOIN artefacts b ON b.digest = c.state->>'brief'"
            " WHERE EXISTS (SELECT FROM outbox WHERE campaign_id = c.id)"
            " AND c.status NOT IN ('stopped', 'rejected', 'failed', 'cancelled')"
            " AND coalesce((b.body->'window'->>'end')::date"
            " >= CASE WHEN c.status = 'published' THEN %s ELSE %s END, true)",
            [today, forgotten_before],
        )
        found: datetime | None = (await rows.fetchall())[0]["since"]
    return found
