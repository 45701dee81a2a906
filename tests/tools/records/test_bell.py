"""Waiting for changes: heard at once across connections, survived when the line breaks."""

import asyncio
from time import monotonic

from psycopg.conninfo import make_conninfo

from tools.records.bell import Bell
from tools.records.database import Pool
from tools.records.feed import Feed

LONG = 30.0


async def ends_early(bell: Bell, subject: str, *rings: object) -> bool:
    """Whether a wait ends well before its patience does, once these have been done."""
    with bell.watching(subject) as watch:
        for ring in rings:
            await ring  # type: ignore[misc]
        began = monotonic()
        await watch.next(LONG)
        return monotonic() - began < LONG / 2


async def listening(pool: Pool, schema: str) -> None:
    async with asyncio.timeout(10), pool.connection() as connection:
        while True:
            rows = await connection.execute(
                "SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' || md5(%s) || '%%'", [schema]
            )
            if rows.rowcount:
                return
            await asyncio.sleep(0.02)


async def test_an_entry_of_the_feed_wakes_who_watches_its_campaign(postgres: str, pool: Pool, schema: str) -> None:
    async with Bell(postgres, schema) as bell:
        await listening(pool, schema)
        assert await ends_early(bell, "c-1", Feed(pool).add("step", {}, campaign_id="c-1"))
        assert await ends_early(bell, "t-1", Feed(pool).add("message", {}, conversation_id="t-1"))
        with bell.watching("c-2") as other:
            await Feed(pool).add("step", {}, campaign_id="c-1")
            await other.next(0.3)
        assert not bell._watches


async def test_a_line_that_broke_is_opened_again(postgres: str, pool: Pool, schema: str) -> None:
    async with Bell(postgres, schema) as bell:
        await listening(pool, schema)
        async with pool.connection() as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' || md5(%s) || '%%'",
                [schema],
            )
        with bell.watching("c-1") as watch:
            began = monotonic()
            await watch.next(LONG)
            assert monotonic() - began < LONG / 2
        await listening(pool, schema)
        assert await ends_early(bell, "c-1", Feed(pool).add("step", {}, campaign_id="c-1"))


async def test_without_a_line_waiting_only_takes_its_time() -> None:
    nowhere = make_conninfo(host="127.0.0.1", port=1, dbname="nowhere")
    async with Bell(nowhere, "nowhere") as bell:
        with bell.watching("c-1") as watch:
            began = monotonic()
            await watch.next(0.2)
            assert monotonic() - began >= 0.19
