"""Counting an audience of six criteria on ten million customers, beside DuckDB asked for the same by hand.

    python -m bench.audience_size [--people 10000000] [--dir DIR] [--rounds 9]

Both sides read the same Parquet file, warm, in the same process and turn by turn; medians are printed. *query* is the
time in the database, *whole* includes making the expression and the answer; the last column compares the processor time
of the whole, which a busy machine does not blur. By hand means: SQL written for this one question.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import duckdb

from batuta.audience import Audience
from batuta.catalogue import Catalogue
from tools.customers.columns import Columns
from tools.customers.counting import count_all, count_matching, count_parts
from tools.customers.engine import Reading
from tools.customers.opening import open_engine
from tools.customers.synthetic import generate
from tools.customers.thresholds import Spread, thresholds

TODAY = date(2027, 3, 1)
CUSTOMERS = """
SELECT
  printf('C%09d', i) AS customer_id,
  CAST(clamp(round(45 + 15 * z(i, 'age')), 18, 95) AS INTEGER) AS age,
  pick(i, 'city', ['madrid', 'barcelona', 'valencia', 'sevilla', 'bilbao', 'zaragoza'], [6, 5, 3, 3, 2, 2]) AS city,
  CAST(clamp(round(640 + 90 * z(i, 'score')), 300, 850) AS INTEGER) AS score,
  CASE WHEN chance(i, 'unknown', 0.2) THEN NULL ELSE round(exp(3.6 + 0.8 * z(i, 'basket')), 2) END AS basket,
  CAST(floor(exp(1.2 * z(i, 'visits'))) AS INTEGER) AS visits_90d,
  chance(i, 'card', 0.35) AS has_card
FROM people
"""
CATALOGUE = Catalogue.model_validate(
    {
        "customers": {"source": "customers.parquet", "key": "customer_id"},
        "attributes": [
            {"name": "age", "type": "integer"},
            {"name": "city", "type": "category"},
            {"name": "score", "type": "integer"},
            {"name": "basket", "type": "number"},
            {"name": "visits_90d", "type": "integer"},
            {"name": "has_card", "type": "boolean"},
        ],
    }
)
AUDIENCE = Audience.model_validate(
    [
        {"attribute": "age", "operator": "between", "value": [30, 55]},
        {"attribute": "city", "operator": "in", "value": ["madrid", "barcelona"]},
        {"attribute": "score", "operator": ">=", "value": 700},
        {"attribute": "has_card", "operator": "==", "value": False},
        {"attribute": "visits_90d", "operator": ">=", "value": 1},
        {"attribute": "basket", "operator": ">=", "value": 30},
    ]
)
BY_HAND = (
    "age BETWEEN 30 AND 55",
    "city IN ('madrid', 'barcelona')",
    "score >= 700",
    "has_card = FALSE",
    "visits_90d >= 1",
    "basket >= 30",
)
ALL_HOLD = " AND ".join(BY_HAND)
MASK = " + ".join(f"CASE WHEN {condition} THEN {1 << place} ELSE 0 END" for place, condition in enumerate(BY_HAND))
EACH = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in BY_HAND)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    wanted.add_argument("--people", type=int, default=10_000_000)
    wanted.add_argument("--dir", type=Path, default=Path(tempfile.gettempdir()) / "batuta-bench")
    wanted.add_argument("--rounds", type=int, default=9)
    asked = wanted.parse_args()
    file = _customers(asked.dir, asked.people)
    _compare(file, asked.rounds)


def _compare(file: Path, rounds: int) -> None:
    engine, complaints = open_engine(CATALOGUE, file.parent / "catalogue.yaml", spill=file.parent)
    with closing(engine), duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW customers AS FROM read_parquet('{file}')")

        def ask(question: Callable[[Reading, Columns], object]) -> tuple[float, float, float]:
            """Milliseconds in the database, in all, and of the processors."""
            started, worked = perf_counter(), process_time()
            columns = Columns(engine, CATALOGUE, "customer_id", lambda: TODAY, complaints)
            with engine.reading() as reading:
                question(reading, columns)
            return reading.elapsed_ms, (perf_counter() - started) * 1000, (process_time() - worked) * 1000

        def by_hand(queries: Sequence[str]) -> tuple[float, float]:
            started, worked = perf_counter(), process_time()
            for query in queries:
                connection.execute(query).fetchall()
            return (perf_counter() - started) * 1000, (process_time() - worked) * 1000

        ((people,),) = connection.execute("SELECT count(*) FROM customers").fetchall()
        print(f"{people:,} customers, six criteria, warm, medians of {rounds}\n")
        print(f"{'':34}{'ours: query':>12}{'whole':>10}{'by hand':>10}{'ratio':>7}{'of processor time':>19}")
        for name, question, queries in QUESTIONS:
            turns = []
            for turn in range(rounds + 1):
                # Whoever goes second finds the caches warm.
                if turn % 2:
                    theirs, ours = by_hand(queries), ask(question)
                else:
                    ours, theirs = ask(question), by_hand(queries)
                turns.append((*ours, *theirs))
            query, whole, work, raw, raw_work = (median(column) for column in zip(*turns[1:], strict=True))
            print(f"{name:34}{query:9.0f} ms{whole:7.0f} ms{raw:7.0f} ms{query / raw:7.2f}{work / raw_work:19.2f}")
        spread: Spread = {}
        for kind in ("first time", "again"):
            spent = ask(lambda reading, columns: thresholds(reading, columns, AUDIENCE.parts, people, spread))
            print(f"{'every threshold, ' + kind:34}{spent[0]:9.0f} ms{spent[1]:7.0f} ms")


def _size(reading: Reading, columns: Columns) -> object:
    return count_all(reading, columns), count_matching(reading, columns, AUDIENCE)


def _parts(reading: Reading, columns: Columns) -> object:
    return count_parts(reading, columns, AUDIENCE.parts)


QUESTIONS: tuple[tuple[str, Callable[[Reading, Columns], object], tuple[str, ...]], ...] = (
    ("reach of all", _size, ("SELECT count(*) FROM customers", f"SELECT count(*) FROM customers WHERE {ALL_HOLD}")),
    (
        "reach of each and of all",
        _parts,
        (f"SELECT count(*), {EACH}, count(*) FILTER (WHERE {ALL_HOLD}) FROM customers",),
    ),
    ("all 64 subsets, both by bitmask", _parts, (f"SELECT {MASK} AS mask, count(*) FROM customers GROUP BY mask",)),
)


def _customers(folder: Path, people: int) -> Path:
    """Made once, and kept for the next time."""
    file = folder / f"customers-{people}.parquet"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        template = folder / "customers.sql"
        template.write_text(CUSTOMERS, encoding="utf-8")
        generate(template, file, people=people, seed=7, today=TODAY)
    (folder / "customers.parquet").unlink(missing_ok=True)
    (folder / "customers.parquet").symlink_to(file)
    return folder / "customers.parquet"


if __name__ == "__main__":
    main()
