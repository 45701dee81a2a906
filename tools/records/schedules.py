"""What systems run on a campaign's behalf, and how they hear that people paused it, let it go on or stopped it."""

from datetime import datetime
from typing import Literal

from psycopg.types.json import Jsonb

from batuta.digest import digest
from batuta.publishing import Step
from tools.records.database import Connection
from tools.records.jobs import Enqueue

Order = Literal["campaign.pause", "campaign.resume", "campaign.stop"]


async def order_schedules(
    connection: Connection, now: datetime, enqueue: Enqueue, campaign_id: str, order: Order
) -> None:
    """Ask every system that runs a schedule of this campaign to hold, go on or end it; only the last order counts."""
    rows = await connection.execute(
        "SELECT key, approval_id, step, result, (SELECT count(*) FROM outbox h WHERE h.undoes = o.key) AS told"
        " FROM outbox o WHERE campaign_id = %s AND state = 'done' AND step->>'capability' = 'campaign.schedule'",
        [campaign_id],
    )
    for row in await rows.fetchall():
        live = Step.model_validate(row["step"])
        await connection.execute(
            "UPDATE outbox SET state = 'skipped', settled_at = %s, detail = 'a later order took its place'"
            " WHERE undoes = %s AND state = 'pending' AND step->>'id' LIKE 'order-%%'",
            [now, row["key"]],
        )
        step = Step(
            id=f"order-{order.partition('.')[2]}-{live.id}-{row['told']}",
            system=live.system,
            capability=order,
            arguments={"id": row["result"].get("id", "")},
            effect=f"{order} {row['result'].get('id', '')}",
            target=live.target,
        )
        key = digest([order, row["key"], row["told"]])
        await connection.execute(
            "INSERT INTO outbox (key, semantic_key, campaign_id, approval_id, step, undoes, state, requested_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, 'pending', %s) ON CONFLICT DO NOTHING",
            [key, key, campaign_id, row["approval_id"], Jsonb(step.model_dump(mode="json")), row["key"], now],
        )
        await enqueue.dispatch(connection, campaign_id)
