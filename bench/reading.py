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

from batuta.settings import Settings
from evals.cases import EvalCase
from evals.report.speed import long_brief
from evals.solvers import brief_reader
from evals.suite import load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--briefs", type=int, default=1000)
    given = parser.parse_args()
    asyncio.run(_measured(given.rounds, given.briefs))


async def _measured(rounds: int, many: int) -> None:
    cases = [case for case in load("brief").cases if isinstance(case, EvalCase) and case.expect.is_brief]
    long = long_brief(cases)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        read = brief_reader(Settings(state_dir=Path(folder), model="builtin"))
        for case in (*cases[::7], long):
            await read(case)
        search_dates(cases[0].brief, languages=["es"])
        for number in range(rounds):
            told = f"{long.brief} {number}"
            began = perf_counter()
            await read(long.model_copy(update={"brief": told}))
            ours.append(perf_counter() - began)
            began = perf_counter()
            search_dates(told, languages=["es"])
            theirs.append(perf_counter() - began)
        began = perf_counter()
        for place in range(many):
            case = cases[place % len(cases)]
            await read(case.model_copy(update={"brief": f"{case.brief}\n{place}"}))
        took = perf_counter() - began
    print(f"a brief of {len(long.brief.split())} words: p50 {median(ours) * 1000:.0f} ms, read whole")
    print(f"{'dateparser, its dates alone':>30}: p50 {median(theirs) * 1000:.0f} ms")
    print(f"{many:,} briefs one after the other: {took:.0f} s")


if __name__ == "__main__":
    main()
