"""Calls of language engines in PostgreSQL: shared by every process of a company.

A call for which the built-in engine had to step in is in the audit as well.
"""

from contextvars import ContextVar

from psycopg.types.json import Jsonb

from batuta.degraded import problem_kind
from batuta.digest import canonical
from batuta.noun import Noun
from batuta.ports import Clock
from batuta.task import CallKey, CallRecord, RecordedCall
from tools.records.audit import Entry, write_down
from tools.records.database import Pool, reading, transaction

CAMPAIGN: ContextVar[str] = ContextVar("campaign", default="")
"""On whose behalf engines are called now; set by whoever drives a campaign."""


class PostgresCalls:
    """The `CallRecords` of one company."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    async def find(self, key: CallKey) -> RecordedCall | None:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT record, output FROM language_calls WHERE input_digest = %s AND engine = %s AND model = %s"
                " AND record->>'task' = %s AND record->>'prompt_version' = %s AND output IS NOT NULL"
                " ORDER BY id DESC LIMIT 1",
                [key.input_digest, key.engine, key.model, key.task, key.prompt_version],
            )
            row = await rows.fetchone()
        if row is None:
            return None
        return RecordedCall(CallRecord.model_validate(row["record"]), canonical(row["output"]).decode())

    async def keep(self, record: CallRecord, output: Noun | None = None) -> None:
        async with transaction(self._pool) as connection:
            await connection.execute(
                "INSERT INTO language_calls (input_digest, engine, model, record, output) VALUES (%s, %s, %s, %s, %s)",
                [
                    record.input_digest,
                    record.engine,
                    record.model,
                    Jsonb(record.model_dump(mode="json")),
                    None if output is None else Jsonb(output.model_dump(mode="json")),
                ],
            )
            if record.degraded:
                told = {"problem": problem_kind(record.problem) or "", "input": record.input_digest}
                entry = Entry("language.degraded", "batuta", CAMPAIGN.get(), record.task, told)
                await write_down(connection, self._clock.now(), entry)

    async def latest(self, limit: int = 100) -> tuple[CallRecord, ...]:
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT record FROM language_calls ORDER BY id DESC LIMIT %s", [limit])
            return tuple(CallRecord.model_validate(row["record"]) for row in await rows.fetchall())
