"""Our own systems act once a key, because the act and the memory of it are one transaction."""

from collections.abc import Awaitable, Callable, Mapping

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.ports import Done
from batuta.publishing import Capability
from tools.records.database import Connection, Pool, reading, transaction

Act = Callable[[Connection], Awaitable[Done]]


async def once(pool: Pool, system: str, capability: Capability, key: str, act: Act) -> Done:
    """Do it, unless a call with this key did it before; then say what that one did."""
    async with transaction(pool) as connection:
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{system}:{key}"])
        rows = await connection.execute("SELECT * FROM system_calls WHERE system = %s AND key = %s", [system, key])
        known = await rows.fetchone()
        if known is not None:
            return _done(known)
        done = await act(connection)
        await connection.execute(
            "INSERT INTO system_calls (system, key, capability, reference, result) VALUES (%s, %s, %s, %s, %s)",
            [system, key, capability, done.reference, Jsonb(dict(done.result))],
        )
        return done


async def remembered(pool: Pool, system: str, key: str) -> Done | None:
    async with reading(pool) as connection:
        rows = await connection.execute("SELECT * FROM system_calls WHERE system = %s AND key = %s", [system, key])
        known = await rows.fetchone()
    return _done(known) if known else None


async def made_by(connection: Connection, system: str, arguments: Mapping[str, object]) -> str:
    """The reference of what an earlier call made, for one that takes it back (`undoes` names its key)."""
    rows = await connection.execute(
        "SELECT reference FROM system_calls WHERE system = %s AND key = %s", [system, arguments.get("undoes")]
    )
    row = await rows.fetchone()
    return str(row["reference"]) if row else str(arguments.get("id", ""))


def _done(row: DictRow) -> Done:
    return Done(row["reference"], row["result"])
