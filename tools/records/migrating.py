"""Bring a schema to the version this code needs, at start-up, one process at a time."""

from pathlib import Path
from typing import Literal

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from psycopg.rows import dict_row
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import Connection as EngineConnection

from tools.records.database import INSTALLATION, unreachable

Branch = Literal["installation", "tenant"]
_LOCK = 0x62617475  # one number for all processes: "batu"
_HERE = Path(__file__).parent / "migrations"


def migrate(uri: str, schema: str, branch: Branch) -> None:
    """Create the schema where it is missing and run what has not run yet. Safe to call from many processes.

    Raises: DatabaseUnavailable.
    """
    try:
        with psycopg.connect(uri, autocommit=True, connect_timeout=10) as guard:
            guard.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                guard.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
                _upgrade(uri, schema, branch)
                if branch == "tenant":
                    _set_up_checkpoints(uri, schema)
            finally:
                guard.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    except psycopg.OperationalError as broken:
        raise unreachable(broken) from broken


def _upgrade(uri: str, schema: str, branch: Branch) -> None:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(uri, options=f'-c search_path="{schema}"', connect_timeout=10),
        poolclass=pool.NullPool,
    )
    with engine.connect() as connection:
        command.upgrade(_config(connection, schema, branch), "head")
        connection.commit()
    engine.dispose()


def _config(connection: EngineConnection, schema: str, branch: Branch) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("version_locations", str(_HERE / branch / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update({"connection": connection, "schema": schema})
    return config


def _set_up_checkpoints(uri: str, schema: str) -> None:
    # Deferred: LangGraph takes seconds to import, and commands that only look need no checkpoints.
    from langgraph.checkpoint.postgres import PostgresSaver

    options = f'-c search_path="{schema}",{INSTALLATION}'
    with psycopg.connect(
        uri, autocommit=True, prepare_threshold=0, row_factory=dict_row, options=options
    ) as connection:
        PostgresSaver(connection).setup()
