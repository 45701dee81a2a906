"""Customers in Parquet or CSV files, counted by DuckDB inside this process."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from time import perf_counter

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.sql.datatypes import DuckDBType

from batuta.digest import Digest
from batuta.errors import Unavailable, UnreadableFile
from batuta.text import Text
from tools.customers.engine import Complaints, Moved

TABLE = "customers"
_opened = count(1)
Signature = tuple[tuple[str, int, int, int], ...]


class DuckDbFiles:
    """Parquet is read in place; CSV, which would be parsed again for each question, is loaded once."""

    forgiving = True
    knows_total = True

    def __init__(self, files: tuple[Path, ...], key: str, complaints: Complaints, *, spill: Path) -> None:
        """spill: where sorting may put what does not fit into memory."""
        self._files, self._key, self._complaints = files, key, complaints
        self._lock = Lock()
        self._seen: Signature = ()
        self._digest: tuple[Signature, Digest] | None = None
        self._people: ir.Table | None = None
        spill.mkdir(parents=True, exist_ok=True)
        # Nothing is fetched from anywhere, and after opening no other file can be read.
        self._con = duckdb.connect(
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": False,
                # One each: processes that share a folder would overwrite each other's files.
                "temp_directory": str(spill / f"{os.getpid()}-{next(_opened)}"),
            }
        )
        self._con.execute("SET timezone = 'UTC'")
        self._con.execute(f"SET allowed_paths = [{', '.join(_quoted(file) for file in files)}]")
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET lock_configuration = true")
        self.name = f"DuckDB {duckdb.__version__}"

    def people(self) -> ir.Table:
        with self._lock:
            return self._refreshed()

    @contextmanager
    def reading(self) -> Iterator["DuckDbReading"]:
        with self._lock:
            self._refreshed()
            seen, cursor = self._seen, self._con.cursor()
        try:
            yield DuckDbReading(cursor, self._files[0].name)
        finally:
            cursor.close()
        if self._signature() != seen:
            raise Moved

    def snapshot(self) -> Digest:
        """SHA-256 over the bytes of the files; read again only when a file has changed."""
        seen = self._signature()
        if self._digest is None or self._digest[0] != seen:
            total = hashlib.sha256()
            for file in self._files:
                with file.open("rb") as stream:
                    total.update(hashlib.file_digest(stream, "sha256").digest())
            self._digest = (seen, total.hexdigest())
        return self._digest[1]

    def close(self) -> None:
        self._con.close()

    def _refreshed(self) -> ir.Table:
        seen = self._signature()
        if self._people is None or seen != self._seen:
            with _translated(self._files[0].name):
                self._load()
                columns = self._con.execute(f"DESCRIBE {TABLE}").fetchall()
            schema = {name: DuckDBType.from_string(kind) for name, kind, *_ in columns}
            self._people, self._seen = ibis.table(schema, name=TABLE), seen
        return self._people

    def _load(self) -> None:
        listed = f"[{', '.join(_quoted(file) for file in self._files)}]"
        if self._files[0].suffix.lower() == ".csv":
            # Types are settled over the whole file; a key such as 000123 must keep its zeros.
            columns = [
                row[0] for row in self._con.sql(f"DESCRIBE FROM read_csv({listed}, sample_size = -1)").fetchall()
            ]
            key = self._key.replace("'", "''")
            as_text = f", types = {{'{key}': 'VARCHAR'}}" if self._key in columns else ""
            source = f"read_csv({listed}, sample_size = -1{as_text})"
            self._con.execute(f"CREATE OR REPLACE TABLE {TABLE} AS FROM {source}")
        else:
            self._con.execute(f"CREATE OR REPLACE VIEW {TABLE} AS FROM read_parquet({listed}, union_by_name = true)")

    def _signature(self) -> Signature:
        try:
            stats = [(file, file.stat()) for file in self._files]
        except FileNotFoundError as gone:
            raise missing(self._complaints, Path(gone.filename)) from None
        return tuple((file.name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for file, stat in stats)


class DuckDbReading:
    def __init__(self, cursor: duckdb.DuckDBPyConnection, file: str) -> None:
        self._cursor, self._file = cursor, file
        self.elapsed_ms = 0.0

    def rows(self, query: ir.Table) -> list[tuple[object, ...]]:
        sql = ibis.to_sql(query, dialect="duckdb")
        started = perf_counter()
        with _translated(self._file):
            found = self._cursor.execute(sql).fetchall()
        self.elapsed_ms += (perf_counter() - started) * 1000
        return found

    def batches(self, query: ir.Table, size: int) -> Iterator[pa.RecordBatch]:
        with _translated(self._file):
            yield from self._cursor.sql(ibis.to_sql(query, dialect="duckdb")).to_arrow_reader(size)


def found(source: Path, complaints: Complaints) -> tuple[Path, ...]:
    """The files behind a source: itself, or the Parquet files of a folder. Raises: WorkspaceInvalid."""
    if source.is_dir():
        files = tuple(sorted(source.glob("**/*.parquet"))) or tuple(sorted(source.glob("**/*.csv")))
        if files:
            return files
    elif source.is_file():
        if source.suffix.lower() in (".parquet", ".csv"):
            return (source,)
        raise complaints.about_source(
            Text(en=f"{source.name} is neither Parquet nor CSV.", es=f"{source.name} no es ni Parquet ni CSV."),
            Text(en="Convert it, or give a database address.", es="Conviértelo o indica una base de datos."),
        )
    raise missing(complaints, source)


def missing(complaints: Complaints, source: Path) -> Exception:
    return complaints.about_source(
        Text(
            en=f"The customer data {source.name} does not exist in {source.parent}.",
            es=f"Los datos de clientes {source.name} no existen en {source.parent}.",
        ),
        Text(
            en="Put the file there, correct `customers.source`, or make synthetic customers with `batuta init`.",
            es="Pon ahí el fichero, corrige `customers.source` o crea clientes sintéticos con `batuta init`.",
        ),
    )


@contextmanager
def _translated(file: str) -> Iterator[None]:
    """DuckDB's complaints, as ours."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise Unavailable(
            Text(
                en=f"Counting {file} needs more memory than this machine has.",
                es=f"Contar {file} necesita más memoria de la que tiene esta máquina.",
            ),
            remedy=Text(
                en="Give the process more memory, or use a PostgreSQL or warehouse address in catalogue.yaml.",
                es="Da más memoria al proceso o indica en catalogue.yaml una base de datos PostgreSQL.",
            ),
            subject=file,
        ) from None
    except duckdb.Error as broken:
        first = str(broken).splitlines()[0][:200]
        raise UnreadableFile(
            file,
            Text(en=first, es=first),
            Text(
                en="Save it again as Parquet or as CSV in UTF-8, with a header and one row a customer.",
                es="Guárdalo de nuevo como Parquet o como CSV en UTF-8, con cabecera y una fila por cliente.",
            ),
        ) from None


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
