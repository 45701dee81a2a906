"""The audit trail tells when it was touched."""

import asyncio

import psycopg
import pytest

from batuta.event import body_of, chained
from tests.scenes.approval import Records
from tools.clock import FixedClock
from tools.records.audit import AuditTrail
from tools.records.database import connection_pool


async def test_events_written_at_once_form_one_chain(records: Records) -> None:
    await asyncio.gather(*(records.audit.append("export", actor=f"p{n}") for n in range(20)))
    checked = await records.audit.check()
    assert (checked.events, checked.broken_at) == (20, None)


async def test_the_chain_holds_in_a_database_that_keeps_another_time(
    postgres: str, schema: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGTZ", "Europe/Madrid")
    async with connection_pool(postgres, schema) as pool:
        audit = AuditTrail(pool, clock)
        await audit.append("export", actor="marta")
        assert (await audit.check()).broken_at is None


async def test_what_the_database_chained_is_what_we_would_have_hashed(records: Records) -> None:
    detail = {"nombre": 'Íñigo “ñ” \\ "q"', "seq": 7, "n": {"b": 1, "a": [1.5, None, True]}}
    for n in range(3):
        await records.audit.append("export", actor=f'añ"{n}', subject="s\n", detail=detail)
    events = await records.audit.events()
    assert [event.hash for event in events] == [chained(event.previous, body_of(event)) for event in events]
    assert (await records.audit.check()).broken_at is None


async def test_the_table_refuses_changes(records: Records) -> None:
    await records.audit.append("export", actor="marta")
    async with records.pool.connection() as connection:
        for statement in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"):
            with pytest.raises(psycopg.errors.RaiseException):
                await connection.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 4", 4),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 6", 6),
        ("UPDATE audit SET seq = 99 WHERE seq = 6", 6),
    ],
)
async def test_tampering_behind_its_back_is_found_at_its_place(
    records: Records, tampering: str, broken_at: int
) -> None:
    for n in range(6):
        await records.audit.append("export", actor=f"p{n}", detail={"n": n})
    async with records.pool.connection() as connection:
        await connection.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only")
        await connection.execute(tampering.encode())
    assert (await records.audit.check()).broken_at == broken_at
