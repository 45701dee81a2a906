"""Customers in a table or view of the company's own PostgreSQL. Only read, in one snapshot a question."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import ibis
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from batuta.digest import Digest, digest
from batuta.errors import DatabaseUnavailable
from batuta.text import Text
from tools.customers.engine import Complaints

CONNECT_SECONDS = 10


class Postgres:
    forgiving = False
    knows_total = False

    def __init__(self, address: str, table: str, complaints: Complaints) -> None:
        """table: `customers`, or `schema.customers`."""
        self._address, self._complaints = address, complaints
        schema, _, name = table.rpartition(".")
        self._schema, self._table = schema or None, name
        self._people: ir.Table | None = None
        self.name = "PostgreSQL"

    def people(self) -> ir.Table:
        if self._people is None:
            with self._connection() as connection:
                backend = ibis.postgres.from_connection(connection)
                try:
                    schema = backend.get_schema(self._table, database=self._schema)
                except ibis.common.exceptions.TableNotFound:
                    raise self._complaints.about_source(
                        Text(
                            en=f"The database has no table “{self._qualified}”, or this user may not see it.",
                            es=f"La base de datos no tiene la tabla «{self._qualified}» o este usuario no la ve.",
                        ),
                        Text(
                            en="Correct `customers.table`, or grant SELECT on it.",
                            es="Corrige `customers.table` o concede SELECT sobre ella.",
                        ),
                    ) from None
                self.name = f"PostgreSQL {connection.info.server_version // 10000}"
            self._people = ibis.table(schema, name=self._table, database=self._schema)
        return self._people

    @contextmanager
    def reading(self) -> Iterator["PostgresReading"]:
        with self._connection() as connection:
            yield PostgresReading(connection)

    def snapshot(self) -> Digest:
        """A digest that changes with every committed change of the table, without reading it.

        The server's own counters of changes, which it publishes within a second or two of a commit; for a view, which
        has none, the number of its rows.
        """
        named = sql.Identifier(*([self._schema] if self._schema else []), self._table).as_string(None)
        with self._connection() as connection:
            changes = connection.execute(
                "SELECT c.oid::bigint, c.relfilenode::bigint, s.n_tup_ins, s.n_tup_upd, s.n_tup_del"
                " FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid WHERE c.oid = to_regclass(%s)",
                [named],
            ).fetchone()
            if changes is None:
                changes = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.SQL(named))).fetchone()
        return digest({"table": self._qualified, "changes": list(changes or ())})

    def close(self) -> None:
        """Connections live no longer than a question."""

    @property
    def _qualified(self) -> str:
        return f"{self._schema}.{self._table}" if self._schema else self._table

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        try:
            with psycopg.connect(
                self._address.replace("postgresql+psycopg://", "postgresql://"),
                connect_timeout=CONNECT_SECONDS,
                application_name="batuta",
                options="-c timezone=UTC",
            ) as connection:
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                connection.read_only = True
                yield connection
        except psycopg.Error as broken:
            where = _place(self._address)
            why = (str(broken).splitlines() or [""])[0][:200]
            raise DatabaseUnavailable(
                Text(
                    en=f"The customer database {where} did not answer: {why}.",
                    es=f"La base de datos de clientes {where} no ha respondido: {why}.",
                ),
                remedy=Text(
                    en="Check `customers.source` in catalogue.yaml, the user's right to SELECT, and the network.",
                    es="Revisa `customers.source` en catalogue.yaml, el permiso SELECT del usuario y la red.",
                ),
                subject=where,
            ) from None


class PostgresReading:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self.elapsed_ms = 0.0

    def rows(self, query: ir.Table) -> list[tuple[object, ...]]:
        sql = ibis.to_sql(query, dialect="postgres").encode()
        started = perf_counter()
        found = self._connection.execute(sql).fetchall()
        self.elapsed_ms += (perf_counter() - started) * 1000
        return found

    def batches(self, query: ir.Table, size: int) -> Iterator[pa.RecordBatch]:
        schema = query.schema().to_pyarrow()
        with self._connection.cursor("batuta_members") as cursor:
            cursor.itersize = size
            cursor.execute(ibis.to_sql(query, dialect="postgres").encode())
            while rows := cursor.fetchmany(size):
                yield pa.RecordBatch.from_arrays(
                    [
                        pa.array(column, type=field.type)
                        for column, field in zip(zip(*rows, strict=True), schema, strict=True)
                    ],
                    schema=schema,
                )


def _place(address: str) -> str:
    """Host and database, never the password."""
    try:
        known = conninfo_to_dict(address)
    except psycopg.Error:
        return "PostgreSQL"
    return f"{known.get('host', 'localhost')}/{known.get('dbname', '')}"
