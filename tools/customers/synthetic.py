"""Synthetic customers with believable correlations, from a template's `customers.sql`.

The SQL is one SELECT over `people` (one row a customer, column `i` from 0). Randomness comes only from
these macros, seeded, so that the same seed, size and day give the same customers on every machine:

    u(i, 'salt')                        uniform in [0, 1)
    z(i, 'salt')                        standard normal
    chance(i, 'salt', p)                true with probability p
    pick(i, 'salt', [a, b], [wa, wb])   one of the values, by weight
    clamp(x, low, high)
    today()                             the reference day
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread

import duckdb

MACROS = """
CREATE MACRO u(i, salt) AS (hash(i, salt, getvariable('seed')) >> 11) / 9007199254740992.0;
CREATE MACRO z(i, salt) AS sqrt(-2 * ln(1 - u(i, salt || '#r'))) * cos(6.283185307179586 * u(i, salt || '#a'));
CREATE MACRO chance(i, salt, p) AS u(i, salt) < p;
CREATE MACRO clamp(x, low, high) AS least(greatest(x, low), high);
CREATE MACRO today() AS getvariable('today');
CREATE MACRO pick(i, salt, options, weights) AS options[1 + len(list_filter(
    [list_sum(weights[1:k]) / list_sum(weights) for k in range(1, len(weights))],
    lambda edge: edge <= u(i, salt)))];
"""
LOOK_EVERY_SECONDS = 0.25


def generate(
    template: Path,
    target: Path,
    *,
    people: int,
    seed: int,
    today: date,
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Write a Parquet file of `people` customers; `progress` hears how many are done.

    The file appears under its name only when it is whole.
    """
    select = template.read_text(encoding="utf-8").strip().rstrip(";")
    whole = target.with_name(target.name + ".whole")
    try:
        with duckdb.connect() as connection:
            connection.execute("SET VARIABLE seed = ?", [seed])
            connection.execute("SET VARIABLE today = ?", [today])
            connection.execute(MACROS)
            # a table is scanned by every core, range() by one
            connection.execute(f"CREATE TABLE people AS SELECT range AS i FROM range({people})")
            with _told(connection, people, progress):
                connection.execute(f"COPY ({select}) TO '{whole}' (FORMAT parquet, COMPRESSION zstd)")
        whole.replace(target)
        progress(people)
    finally:
        whole.unlink(missing_ok=True)


@contextmanager
def _told(connection: duckdb.DuckDBPyConnection, people: int, progress: Callable[[int], None]) -> Iterator[None]:
    """Say how far a running statement is, from beside it."""
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    over = Event()

    def watch() -> None:
        last = 0
        while not over.wait(LOOK_EVERY_SECONDS):
            done = int(people * max(connection.query_progress(), 0.0) / 100)
            if last < done < people:
                progress(last := done)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
