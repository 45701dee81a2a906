"""What a campaign left behind, as plain data: every row of every table, every file, every byte that was sent.

Read with SQL and the file system alone; nothing of the product takes part.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Traces:
    """Of one company, after a campaign."""

    folder: Path
    """Of the company."""
    tables: Mapping[str, Sequence[Row]]
    files: Mapping[str, bytes]
    """Below the state folder, what was written for people and programs."""
    asked: Sequence[str]
    """Bodies of the requests that the model was sent."""
    connected: Sequence[str]
    """Addresses that were looked up or connected to."""
    logged: str = ""

    def of(self, table: str, **wanted: object) -> list[Row]:
        rows = self.tables.get(table, ())
        return [row for row in rows if all(row[name] == value for name, value in wanted.items())]

    def artefact(self, digest: object) -> Any:
        found = self.of("artefacts", digest=digest)
        return found[0]["body"] if found else None

    @property
    def everything(self) -> str:
        """All that is kept or goes out, as one text."""
        kept = json.dumps(self.tables, ensure_ascii=False, default=str)
        return "\n".join([kept, self.logged, *(body.decode("utf-8", "replace") for body in self.files.values())])


def tables_of(uri: str, schema: str) -> dict[str, list[Row]]:
    """Every table of a schema, each row as JSON."""
    found: dict[str, list[Row]] = {}
    with psycopg.connect(uri, autocommit=True) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_type = 'BASE TABLE'",
            [schema],
        ).fetchall()
        for (name,) in names:
            query = sql.SQL("SELECT to_jsonb(t) FROM {} t").format(sql.Identifier(schema, name))
            found[name] = [row for (row,) in connection.execute(query).fetchall()]
    return found


def files_of(outgoing: Path) -> dict[str, bytes]:
    """What a company's systems wrote for people: mails, lists, test messages."""
    return {path.relative_to(outgoing).as_posix(): path.read_bytes() for path in outgoing.rglob("*") if path.is_file()}
