"""From what the catalogue says of the customers to an engine that counts them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from batuta.catalogue import Catalogue
from batuta.errors import Misconfigured
from batuta.text import Text
from tools.customers.columns import Columns
from tools.customers.desk import Desk
from tools.customers.duckdb_files import DuckDbFiles, found
from tools.customers.engine import Complaints, Engine
from tools.customers.postgres import Postgres
from tools.workspaces.yaml_file import read_yaml


def open_desk(catalogue: Catalogue, catalogue_file: Path, *, today: Callable[[], date], spill: Path) -> Desk:
    """Raises: Misconfigured, WorkspaceInvalid, DatabaseUnavailable, UnreadableFile."""
    engine, complaints = open_engine(catalogue, catalogue_file, spill=spill)
    key = catalogue.customers.key if catalogue.customers else ""
    return Desk(engine, catalogue, lambda: Columns(engine, catalogue, key, today, complaints))


def open_engine(catalogue: Catalogue, catalogue_file: Path, *, spill: Path) -> tuple[Engine, Complaints]:
    """The engine behind a catalogue, and how to complain about what it finds."""
    source = catalogue.customers
    if source is None:
        raise Misconfigured(
            Text(
                en="catalogue.yaml does not say where the customers are.",
                es="catalogue.yaml no dice dónde están los clientes.",
            ),
            remedy=Text(
                en="Add `customers: {source: customers.parquet, key: customer_id}` to it.",
                es="Añade `customers: {source: customers.parquet, key: customer_id}`.",
            ),
            subject="catalogue.yaml",
        )
    lines = read_yaml(catalogue_file).lines if catalogue_file.is_file() else {}
    complaints = Complaints(lines, tuple(attribute.name for attribute in catalogue.attributes), catalogue_file.name)
    if "://" in source.source:
        return Postgres(source.source, source.table or "customers", complaints), complaints
    files = found((catalogue_file.parent / source.source).resolve(), complaints)
    return DuckDbFiles(files, source.key, complaints, spill=spill), complaints
