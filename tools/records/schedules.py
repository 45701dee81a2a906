"""What systems run on a campaign's behalf, and how they hear that people paused it, let it go on or stopped it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.digest import digest
from batuta.publishing import Step
from tools.records.database import Connection
from tools.records.jobs import Enqueue

Order = Literal["campaign.pause", "campaign.resume", "campaign.stop"]


async def order_schedules(
    connection: Connection, now: datetime, enqueue: Enqueue, campaign_id: str, order: Order
) -> None:
    """Ask every system that runs a schedule of this campaign to hold, go on or end it; only the last order counts.

    What was scheduled again, as by a repair, is the same schedule, and is told once.
    """
    rows = await connection.execute(
        "SELECT key, approval_id, step, result, (SELECT count(*) FROM outbox h WHERE h.undoes = o.key) AS told"
        " FROM outbox o WHERE campaign_id = %s AND state = 'done' AND step->>'capability' = 'campaign.schedule'"
        " ORDER BY position",
        [campaign_id],
    )
    for same in _by_schedule(await rows.fetchall()):
        row, told = same[0], sum(one["told"] for one in same)
        live = Step.model_validate(row["step"])
        await connection.execute(
            "UPDATE outbox SET state = 'skipped', settled_at = %s, detail = 'a later order took its place'"
            " WHERE undoes = ANY(%s) AND state = 'pending' AND step->>'id' LIKE 'order-%%'",
            [now, [one["key"] for one in same]],
        )
        step = Step(
            id=f"order-{order.partition('.')[2]}-{live.id}-{told}",
            system=live.system,
            capability=order,
            arguments={"id": row["result"].get("id", "")},
            effect=f"{order} {row['result'].get('id', '')}",
            target=live.target,
        )
        key = digest([order, row["key"], told])
        await connection.execute(
            "INSERT INTO outbox (key, semantic_key, campaign_id, approval_id, step, undoes, state, requested_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, 'pending', %s) ON CONFLICT DO NOTHING",
            [key, key, campaign_id, row["approval_id"], Jsonb(step.model_dump(mode="json")), row["key"], now],
        )
        await enqueue.dispatch(connection, campaign_id)


def _by_schedule(rows: Iterable[DictRow]) -> Sequence[Sequence[DictRow]]:
    """The receipts of each schedule, oldest first; one that its system gave no id is one by itself."""
    found: dict[tuple[str, str], list[DictRow]] = defaultdict(list)
    for row in rows:
        found[str(row["step"]["system"]), str(row["result"].get("id") or row["key"])].append(row)
    return tuple(found.values())
