"""Reading a brief of three hundred words, beside dateparser asked for its dates alone; and a thousand briefs.

    python -m bench.reading [--rounds 15] [--briefs 1000]

The long brief is put together from plain ones of the suite `brief`, a paragraph each, and differs from round to round,
so that nothing is read twice. The thousand are the suite's, one after the other through the workflow. The peer is a
well-kept library for one of the things that the reader looks for.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from dateparser.search import search_dates

from evals.report.speed import readable, seconds, seconds_for_many, warmed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--briefs", type=int, default=1000)
    given = parser.parse_args()
    asyncio.run(_measured(given.rounds, given.briefs))


async def _measured(rounds: int, many: int) -> None:
    cases = readable()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        read, long = await warmed(Path(folder), cases)
        search_dates(cases[0].brief, languages=["es"])
        for number in range(rounds):
            told = f"{long.brief} {number}"
            ours.append(await seconds(read, long, told))
            began = perf_counter()
            search_dates(told, languages=["es"])
            theirs.append(perf_counter() - began)
        took = await seconds_for_many(read, cases, many)
    print(f"a brief of {len(long.brief.split())} words: p50 {median(ours) * 1000:.0f} ms, read whole")
    print(f"{'dateparser, its dates alone':>30}: p50 {median(theirs) * 1000:.0f} ms")
    print(f"{many:,} briefs one after the other: {took:.0f} s")


if __name__ == "__main__":
    main()
