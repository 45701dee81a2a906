"""One PostgreSQL; in it one schema for the installation and one for each company.

Tenancy is the schema a connection looks into, never a filter: a company's pool cannot name another's tables.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic
from weakref import WeakKeyDictionary

import psycopg
from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from batuta.errors import DatabaseUnavailable
from batuta.text import Text

Connection = AsyncConnection[DictRow]
Pool = AsyncConnectionPool[Connection]

INSTALLATION = "batuta"
"""The schema of users, sessions and jobs."""

RESTED = 1.0
"""Seconds after which a connection that nobody used is asked whether it still answers."""
_ANSWERED: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()


def connection_pool(uri: str, schema: str, *, largest: int = 16, autocommit: bool = True) -> Pool:
    """An unopened pool whose connections see one schema, and the installation's behind it."""
    path = f'"{schema}",{INSTALLATION}' if schema != INSTALLATION else INSTALLATION
    return AsyncConnectionPool(
        uri,
        connection_class=AsyncConnection[DictRow],
        min_size=1,
        max_size=largest,
        open=False,
        timeout=15,
        check=still_answers,
        kwargs={
            **({"autocommit": True} if autocommit else {}),
            "prepare_threshold": 0,
            "row_factory": dict_row,
            "options": f"-c search_path={path} -c idle_in_transaction_session_timeout=120000",
            "connect_timeout": 10,
        },
    )


async def still_answers(connection: Connection) -> None:
    """Before a connection is handed out: one that answered a moment ago is not asked again."""
    now = monotonic()
    if now - _ANSWERED.get(connection, -RESTED) >= RESTED:
        await AsyncConnectionPool.check_connection(connection)
        _ANSWERED[connection] = now


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """A connection inside one transaction. Raises: DatabaseUnavailable."""
    async with translated(), pool.connection() as connection, connection.transaction():
        yield connection


@asynccontextmanager
async def pipelined(pool: Pool) -> AsyncIterator[Connection]:
    """As `transaction`; a statement is sent without waiting for the one before, and only who reads a result waits.

    What a statement complains about is raised where a result is read next, at the latest when this is left.
    """
    async with translated(), pool.connection() as connection:
        try:
            async with connection.pipeline() as pipeline:
                await connection.execute("BEGIN")
                try:
                    yield connection
                except BaseException:
                    # What the server skips after an error is no news to anybody.
                    with suppress(psycopg.Error):
                        await pipeline.sync()
                    raise
                await connection.execute("COMMIT")
        except BaseException:
            await connection.rollback()
            raise


@asynccontextmanager
async def reading(pool: Pool) -> AsyncIterator[Connection]:
    """A connection for single statements. Raises: DatabaseUnavailable."""
    async with translated(), pool.connection() as connection:
        yield connection


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Turn what PostgreSQL says when it cannot work into our own error."""
    try:
        yield
    except psycopg.errors.DiskFull as full:
        raise DatabaseUnavailable(
            Text(
                en=f"PostgreSQL has run out of disk space ({full}).",
                es=f"PostgreSQL se ha quedado sin espacio en disco ({full}).",
            ),
            remedy=Text(
                en="Free some space; nothing that was saved is lost, and waiting work goes on by itself.",
                es="Libera espacio; lo guardado no se pierde y el trabajo pendiente continúa solo.",
            ),
        ) from full
    except (psycopg.OperationalError, PoolTimeout, psycopg.InterfaceError) as broken:
        raise unreachable(broken) from broken


async def one(cursor: AsyncCursor[DictRow]) -> DictRow:
    """The row that a statement always gives, such as one with RETURNING."""
    row = await cursor.fetchone()
    if row is None:
        raise LookupError("a statement that always gives a row gave none")
    return row


def unreachable(why: Exception) -> DatabaseUnavailable:
    said = str(why).strip().splitlines()
    return DatabaseUnavailable(
        Text(
            en=f"PostgreSQL cannot be reached ({said[0] if said else type(why).__name__}).",
            es=f"No se puede conectar con PostgreSQL ({said[0] if said else type(why).__name__}).",
        ),
        remedy=Text(
            en="Check BATUTA_DATABASE_URL and that the server runs; work that was saved goes on when it is back.",
            es="Comprueba BATUTA_DATABASE_URL y que el servidor funciona; lo guardado sigue en cuanto vuelva.",
        ),
    )
