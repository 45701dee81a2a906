"""When what is live was last compared with what was approved, what was found, and what somebody let stand."""

from datetime import datetime, timedelta

from batuta.digest import Digest
from batuta.errors import Refused
from batuta.noun import Noun
from batuta.ports import Clock
from batuta.text import Text
from tools.records.audit import Entry, write_down
from tools.records.authority import Person
from tools.records.campaigns import locked, mark
from tools.records.database import Connection, Pool, one, reading, transaction
from tools.records.gates import REPAIRS
from tools.records.jobs import Enqueue


class Looked(Noun):
    at: datetime
    verification: Digest | None = None
    """None while the look is under way."""
    accepted: Digest | None = None
    """The differences that people let stand, a Verification: what is compared from then on."""
    accepted_by: str | None = None


class Drifts:
    def __init__(self, pool: Pool, clock: Clock, enqueue: Enqueue) -> None:
        self._pool = pool
        self._clock = clock
        self._enqueue = enqueue

    async def due(self, every: timedelta) -> tuple[str, ...]:
        """Take the campaigns that nobody has looked at for so long; one process gets each."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            rows = await connection.execute(
                "INSERT INTO drift (campaign_id, looked_at) SELECT id, %(now)s FROM campaigns"
                " WHERE status IN ('published', 'needs_attention') AND state ? 'verification' AND hold IS NULL"
                " AND updated_at <= %(before)s ORDER BY id LIMIT 100"
                " ON CONFLICT (campaign_id) DO UPDATE SET looked_at = excluded.looked_at"
                " WHERE drift.looked_at <= %(before)s RETURNING campaign_id",
                {"now": now, "before": now - every},
            )
            return tuple(sorted(str(row["campaign_id"]) for row in await rows.fetchall()))

    async def latest(self, campaign_id: str) -> Looked | None:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT looked_at AS at, verification, accepted, accepted_by FROM drift WHERE campaign_id = %s",
                [campaign_id],
            )
            row = await rows.fetchone()
        return Looked.model_validate(row) if row else None

    async def found(
        self, campaign_id: str, verification: Digest, *, ok: bool, told: str, repaired: bool = False
    ) -> None:
        """Write down what a look found. A difference that nobody has let stand makes the campaign need attention.

        A repair that was proposed for other differences is withdrawn. What had stopped at its first comparison goes
        on. told: the differences in words. repaired: this look ends a repair, on which the campaign waited.
        """
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            hold = await locked(connection, campaign_id)
            rows = await connection.execute(
                "INSERT INTO drift (campaign_id, looked_at, verification) VALUES (%(id)s, %(now)s, %(found)s)"
                " ON CONFLICT (campaign_id) DO UPDATE SET looked_at = excluded.looked_at,"
                " verification = excluded.verification RETURNING"
                " (SELECT status FROM campaigns WHERE id = %(id)s) AS status",
                {"id": campaign_id, "now": now, "found": verification},
            )
            status: str = (await one(rows))["status"]
            detail = {"verification": verification, "ok": ok}
            await write_down(connection, now, Entry("drift.looked", "batuta", campaign_id, detail=detail))
            withdrawn = await _withdrawn(connection, now, campaign_id, verification)
            if hold is not None or not (repaired or withdrawn or status in ("published", "needs_attention")):
                return
            if not ok:
                await mark(connection, now, campaign_id, "needs_attention", problem=told)
            elif await _is_out(connection, campaign_id):
                await mark(connection, now, campaign_id, "published")
            elif await _stopped_at_comparing(connection, campaign_id):
                await mark(connection, now, campaign_id, "working")
                await self._enqueue.drive(connection, campaign_id)
            elif repaired or withdrawn:
                await mark(connection, now, campaign_id, "needs_attention")

    async def accept(self, campaign_id: str, person: Person, looked: Digest, accepted: Digest, reason: str) -> None:
        """Let the differences of this look stand.

        accepted: all that people let stand by now. Raises: Refused, where a later look found something else.
        """
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            await locked(connection, campaign_id)
            changed = await connection.execute(
                "UPDATE drift SET accepted = %s, accepted_by = %s WHERE campaign_id = %s AND verification = %s",
                [accepted, person.name, campaign_id, looked],
            )
            if not changed.rowcount:
                raise Refused(
                    Text(
                        en="What is live has been looked at again since: other differences may be shown now.",
                        es="Desde entonces se ha vuelto a comprobar lo publicado: puede haber otras diferencias.",
                    ),
                    remedy=Text(en="Look at the page again.", es="Vuelve a mirar la página."),
                    subject=campaign_id,
                )
            detail = {"verification": looked, "accepted": accepted, "reason": reason, "via": person.via}
            await write_down(connection, now, Entry("drift.accepted", person.name, campaign_id, detail=detail))


async def _withdrawn(connection: Connection, now: datetime, campaign_id: str, verification: Digest) -> bool:
    """Close a proposed repair of differences that are not those found now."""
    rows = await connection.execute(
        f"UPDATE gates SET state = 'void' WHERE campaign_id = %s AND state = 'open' AND {REPAIRS}"
        " AND gate->'shown'->>'verification' <> %s RETURNING id".encode(),
        [campaign_id, verification],
    )
    closed = await rows.fetchall()
    for row in closed:
        await write_down(connection, now, Entry("gate.void", "batuta", campaign_id, str(row["id"])))
    return bool(closed)


async def _is_out(connection: Connection, campaign_id: str) -> bool:
    """Whether it was published, and nothing else of it failed since. What became of a repair, the look itself shows."""
    return await _holds(connection, campaign_id, "state ? 'report'")


async def _stopped_at_comparing(connection: Connection, campaign_id: str) -> bool:
    """Whether everything was done, and what was live differed at once."""
    return await _holds(connection, campaign_id, "state ? 'verification' AND NOT state ? 'report'")


async def _holds(connection: Connection, campaign_id: str, condition: str) -> bool:
    rows = await connection.execute(
        f"SELECT {condition} AND hold IS NULL AND NOT EXISTS (SELECT FROM outbox o JOIN approvals a"
        " ON a.id = o.approval_id JOIN gates g ON g.id = a.gate_id WHERE o.campaign_id = campaigns.id"
        f" AND o.state IN ('failed', 'unknown') AND NOT {REPAIRS}) AS so FROM campaigns WHERE id = %s".encode(),
        [campaign_id],
    )
    row = await rows.fetchone()
    return bool(row and row["so"])
