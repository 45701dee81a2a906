"""Things that our own systems keep – audiences, campaigns – with their states, in one table."""

from collections.abc import Mapping
from typing import NamedTuple

from psycopg.types.json import Jsonb

from batuta.errors import NotFound
from batuta.text import Text
from tools.records.database import Connection, Pool, reading


class Kept(NamedTuple):
    id: str
    state: str
    body: Mapping[str, object]


async def keep(
    connection: Connection, system: str, kind: str, id_: str, state: str, body: Mapping[str, object]
) -> None:
    await connection.execute(
        "INSERT INTO system_objects (system, id, kind, state, body) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (system, id) DO UPDATE SET state = excluded.state, body = excluded.body, updated_at = now()",
        [system, id_, kind, state, Jsonb(dict(body))],
    )


async def change_state(
    connection: Connection, system: str, id_: str, state: str, body: Mapping[str, object] | None = None
) -> None:
    """Raises: NotFound."""
    changed = await connection.execute(
        "UPDATE system_objects SET state = %s, body = body || %s, updated_at = now() WHERE system = %s AND id = %s",
        [state, Jsonb(dict(body or {})), system, id_],
    )
    if not changed.rowcount:
        raise absent(system, id_)


async def look_up(pool: Pool, system: str, id_: str) -> Kept:
    """Raises: NotFound."""
    async with reading(pool) as connection:
        rows = await connection.execute(
            "SELECT id, state, body FROM system_objects WHERE system = %s AND id = %s", [system, id_]
        )
        row = await rows.fetchone()
    if row is None:
        raise absent(system, id_)
    return Kept(row["id"], row["state"], row["body"])


def absent(system: str, id_: str) -> NotFound:
    return NotFound(
        Text(en=f"{system} has nothing called {id_}.", es=f"{system} no tiene nada llamado {id_}."), subject=id_
    )


def unable(system: str, capability: str) -> NotFound:
    return NotFound(
        Text(en=f"{system} cannot do {capability}.", es=f"{system} no puede hacer {capability}."),
        remedy=Text(en="Correct its capabilities in systems.yaml.", es="Corrige sus capacidades en systems.yaml."),
        subject=system,
    )
