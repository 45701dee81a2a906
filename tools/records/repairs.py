"""Repairs of what is live: proposed at a gate, and carried out once somebody approved them."""

from typing import NamedTuple

from psycopg.rows import DictRow

from batuta.approval import Gate
from tools.records.database import Pool, reading
from tools.records.gates import REPAIRS


class Repair(NamedTuple):
    """The last one that was proposed for a campaign."""

    gate: Gate
    state: str
    """Of its gate: `open`, `answered`, `void`."""
    decision: str
    """Empty while nobody answered."""
    by: str
    approval_id: str
    """Empty where it was not approved."""
    interrupt_id: str
    pending: bool
    """It was answered, and what follows from that is not done yet."""


class Repairs:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def last(self, campaign_id: str) -> Repair | None:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT g.gate, g.state, g.interrupt_id, g.answered_by, r.answer,"
                " r.gate_id IS NOT NULL AND r.taken_at IS NULL AS pending"
                " FROM gates g LEFT JOIN resumes r ON r.gate_id = g.id"
                f" WHERE g.campaign_id = %s AND {REPAIRS} ORDER BY g.position DESC LIMIT 1".encode(),
                [campaign_id],
            )
            row = await rows.fetchone()
        return _repair(row) if row else None

    async def count(self, campaign_id: str) -> int:
        """How many were proposed so far."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                f"SELECT count(*) AS n FROM gates WHERE campaign_id = %s AND {REPAIRS}".encode(), [campaign_id]
            )
            return int((await rows.fetchall())[0]["n"])

    async def asked_for(self, approval_id: str) -> bool:
        """Whether its effects are in the outbox."""
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT FROM approvals WHERE id = %s AND used_at IS NOT NULL", [approval_id]
            )
            return bool(await rows.fetchall())


def _repair(row: DictRow) -> Repair:
    answer = row["answer"] or {}
    return Repair(
        gate=Gate.model_validate(row["gate"]),
        state=row["state"],
        decision=str(answer.get("decision", "")),
        by=row["answered_by"] or "",
        approval_id=str(answer.get("approval_id") or ""),
        interrupt_id=row["interrupt_id"],
        pending=row["pending"],
    )
