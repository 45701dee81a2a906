"""Which workers are alive: each holds an advisory lock for as long as its connection lives."""

import secrets
from types import TracebackType
from typing import Self

import psycopg
from psycopg.rows import dict_row

from tools.records.database import Connection, translated

_CLASS = 0x6261


class Liveness:
    """This process's sign of life, and a look at the others'. The lock goes with the process, however it dies."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._connection: Connection | None = None
        self.worker = str(secrets.randbelow(2**31 - 1))

    async def __aenter__(self) -> Self:
        await self._sign()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def alive(self) -> frozenset[str]:
        """Every living worker on this database, this one among them, also after the database was away."""
        if self._connection is not None and not await self._signed(self._connection):
            await self._sign()
        async with (
            translated(),
            await psycopg.AsyncConnection.connect(self._uri, autocommit=True, row_factory=dict_row) as look,
        ):
            rows = await look.execute(
                "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted"
                " AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [_CLASS],
            )
            return frozenset(str(row["objid"]) for row in await rows.fetchall())

    async def _sign(self) -> None:
        async with translated():
            connection = await psycopg.AsyncConnection.connect(self._uri, autocommit=True, row_factory=dict_row)
            await connection.execute("SELECT pg_advisory_lock(%s, %s)", [_CLASS, int(self.worker)])
        self._connection = connection

    @staticmethod
    async def _signed(connection: Connection) -> bool:
        try:
            await connection.execute("SELECT 1")
        except psycopg.OperationalError:
            await connection.close()
            return False
        return True
