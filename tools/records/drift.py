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
from tools.records.database import Connection, Pool, reading, transaction


class Looked(Noun):
    at: datetime
    verification: Digest | None = None
    """None while the look is under way."""
    accepted: Digest | None = None
    """The differences that somebody let stand."""
    accepted_by: str | None = None


class Drifts:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def due(self, every: timedelta) -> tuple[str, ...]:
        """Take the campaigns that nobody has looked at for so long; one process gets each."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            rows = await connection.execute(
                "INSERT INTO drift (campaign_id, looked_at) SELECT id, %(now)s FROM campaigns"
                " WHERE status IN ('published', 'needs_attention') AND state ? 'report' AND hold IS NULL"
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

    async def found(self, campaign_id: str, verification: Digest, *, ok: bool, told: str) -> None:
        """Write down what a look found. A difference that nobody has let stand makes the campaign need attention.

        told: the differences in words.
        """
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            await locked(connection, campaign_id)
            rows = await connection.execute(
                "INSERT INTO drift (campaign_id, looked_at, verification) VALUES (%(id)s, %(now)s, %(found)s)"
                " ON CONFLICT (campaign_id) DO UPDATE SET looked_at = excluded.looked_at,"
                " verification = excluded.verification RETURNING accepted,"
                " (SELECT status FROM campaigns WHERE id = %(id)s) AS status",
                {"id": campaign_id, "now": now, "found": verification},
            )
            row = (await rows.fetchall())[0]
            detail = {"verification": verification, "ok": ok}
            await write_down(connection, now, Entry("drift.looked", "batuta", campaign_id, detail=detail))
            stands = ok or row["accepted"] == verification
            if row["status"] == "published" and not stands:
                await mark(connection, now, campaign_id, "needs_attention", problem=told)
            if row["status"] == "needs_attention" and stands and await _is_out(connection, campaign_id):
                await mark(connection, now, campaign_id, "published")

    async def accept(self, campaign_id: str, person: Person, verification: Digest, reason: str) -> None:
        """Let the differences of this look stand. Raises: Refused, where a later look found something else."""
        now = self._clock.now()
        async with transaction(self._pool) as connection:
            await locked(connection, campaign_id)
            changed = await connection.execute(
                "UPDATE drift SET accepted = verification, accepted_by = %s"
                " WHERE campaign_id = %s AND verification = %s",
                [person.name, campaign_id, verification],
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
            detail = {"verification": verification, "reason": reason, "via": person.via}
            await write_down(connection, now, Entry("drift.accepted", person.name, campaign_id, detail=detail))
            if await _is_out(connection, campaign_id):
                await mark(connection, now, campaign_id, "published", actor=person.name)


async def _is_out(connection: Connection, campaign_id: str) -> bool:
    """Whether it was published, and nothing else of it failed since."""
    rows = await connection.execute(
        "SELECT state ? 'report' AND hold IS NULL AND NOT EXISTS (SELECT FROM outbox WHERE campaign_id = campaigns.id"
        " AND state IN ('failed', 'unknown')) AS out FROM campaigns WHERE id = %s",
        [campaign_id],
    )
    row = await rows.fetchone()
    return bool(row and row["out"])
