"""Statements sent without waiting for each other stand or fall together, as in any transaction."""

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
import pytest

from tools.records.database import Connection, Pool, pipelined, reading, transaction


@pytest.fixture
async def numbers(pool: Pool) -> Pool:
    async with transaction(pool) as connection:
        await connection.execute("CREATE TABLE numbers (number integer PRIMARY KEY)")
    return pool


async def seen(pool: Pool) -> set[int]:
    async with reading(pool) as connection:
        rows = await connection.execute("SELECT number FROM numbers")
        return {int(row["number"]) for row in await rows.fetchall()}


async def put(connection: Connection, number: int) -> None:
    await connection.execute("INSERT INTO numbers VALUES (%s)", [number])


async def twice_the_same(connection: Connection) -> None:
    await put(connection, 1)
    await put(connection, 1)


async def read_what_broke(connection: Connection) -> None:
    await put(connection, 1)
    broken = await connection.execute("SELECT 1 / 0 AS never")
    await put(connection, 2)
    await broken.fetchall()


async def think_better_of_it(connection: Connection) -> None:
    await put(connection, 1)
    await connection.execute("SELECT 1 / 0 AS never")
    raise KeyError("ours")


async def test_all_of_it_is_there_once_it_is_left(numbers: Pool) -> None:
    async with pipelined(numbers) as connection:
        await put(connection, 1)
        await put(connection, 2)
        assert await seen(numbers) == set()
    assert await seen(numbers) == {1, 2}


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        (twice_the_same, psycopg.errors.UniqueViolation),
        (read_what_broke, psycopg.errors.DivisionByZero),
        (think_better_of_it, KeyError),
    ],
    ids=["a complaint nobody read", "a complaint that was read", "our own mistake"],
)
async def test_nothing_of_it_is_there_where_anything_broke_and_the_next_goes_on(
    numbers: Pool, said: Callable[[Connection], Awaitable[None]], raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        async with pipelined(numbers) as connection:
            await said(connection)
    assert await seen(numbers) == set()
    async with pipelined(numbers) as connection:
        await put(connection, 7)
    assert await seen(numbers) == {7}


async def test_nothing_of_it_is_there_where_whoever_wrote_is_stopped(numbers: Pool) -> None:
    reached = asyncio.Event()

    async def writing() -> None:
        async with pipelined(numbers) as connection:
            await put(connection, 1)
            reached.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(writing())
    await reached.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert await seen(numbers) == set()
