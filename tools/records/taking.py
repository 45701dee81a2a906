"""Taking rows of the outbox that are ready, under an approval that still holds."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from psycopg import AsyncCursor
from psycopg.rows import DictRow

from batuta.ports import Done
from batuta.publishing import Step
from tools.records.database import Connection
from tools.records.requests import check_in_force

INTERRUPTED = "interrupted"
"""What a row says of itself whose worker died over it."""
WAITED = {"waited": True}
"""What a row holds for a result once it has waited for something outside."""


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


_LEASE = """
WITH mine AS MATERIALIZED (
    SELECT key, state, undoes, depends_on, not_before, retry_at, step->>'id' AS step_id, reference, result
    FROM outbox WHERE campaign_id = %(campaign)s),
taken AS (
    UPDATE outbox SET state = 'sending', leased_by = %(worker)s, attempts = attempts + 1
    WHERE key IN (
        SELECT o.key FROM outbox o
        WHERE o.key = ANY (ARRAY(
            SELECT key FROM mine
            WHERE state IN ('pending', 'scheduled', 'waiting')
              AND (not_before IS NULL OR not_before <= %(now)s)
              AND (retry_at IS NULL OR retry_at <= %(now)s)
              AND (undoes IS NOT NULL OR (SELECT hold IS NULL FROM campaigns WHERE id = %(campaign)s))
              AND (undoes IS NULL OR undoes <> ALL (ARRAY(
                  SELECT undoes FROM mine WHERE undoes IS NOT NULL AND state = 'sending')))
              AND (undoes IS NOT NULL OR NOT depends_on && ARRAY(
                  SELECT undoes FROM mine
                  WHERE undoes IS NOT NULL AND step_id LIKE 'order-%%' AND state IN ('pending', 'sending')))
              AND depends_on <@ ARRAY(SELECT key FROM mine WHERE state = 'done')))
          AND o.state IN ('pending', 'scheduled', 'waiting')
        ORDER BY o.position LIMIT %(most)s FOR UPDATE OF o SKIP LOCKED)
    RETURNING *)
SELECT key, campaign_id, approval_id, step, attempts, undoes, detail, result,
    (SELECT jsonb_object_agg(d.step_id, d.result || jsonb_build_object('reference', d.reference)) FROM mine d
     WHERE d.key = ANY(taken.depends_on) OR d.key = taken.undoes) AS earlier,
    (SELECT jsonb_build_array(d.reference, d.result) FROM outbox d
     WHERE d.semantic_key = taken.semantic_key AND d.state = 'done' ORDER BY d.position DESC LIMIT 1) AS twin,
    CASE WHEN position = min(position) OVER (PARTITION BY approval_id)
     THEN (SELECT to_jsonb(a) FROM approvals a WHERE a.id = approval_id) END AS approval
FROM taken ORDER BY position
"""
"""Takes rows; with the results of those they wait for or undo, of their live twins, and each approval once."""


async def take(connection: Connection, now: datetime, campaign_id: str, worker: str, most: int) -> AsyncCursor[DictRow]:
    """Rows as `taken_by` reads them."""
    return await connection.execute(_LEASE, {"campaign": campaign_id, "worker": worker, "now": now, "most": most})


async def taken_by(taking: AsyncCursor[DictRow]) -> tuple[Leased, ...]:
    """Raises: NotAllowed, StaleDigest, where an approval does not hold any more; nothing is taken then."""
    rows = await taking.fetchall()
    for row in rows:
        if row["approval"] is not None:
            check_in_force(row["approval"])
    return tuple(_row(row) for row in rows)


def _row(row: DictRow) -> Leased:
    return Leased(
        key=row["key"],
        campaign_id=row["campaign_id"],
        approval_id=row["approval_id"],
        step=Step.model_validate(row["step"]),
        attempts=row["attempts"],
        undoes=row["undoes"],
        earlier=row["earlier"] or {},
        twin=Done(*row["twin"]) if row["twin"] else None,
        interrupted=row["detail"] == INTERRUPTED,
        waited=row["result"] == WAITED,
    )
