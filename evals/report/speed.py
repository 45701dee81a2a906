"""How fast briefs are read, for `docs/quality.md` and for `bench`."""

import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from batuta.settings import Settings
from evals.cases import EvalCase
from evals.solvers import brief_reader
from evals.suite import load

Read = Callable[[EvalCase], Awaitable[object]]
_WORDS = 300
_MANY = 1000


async def speed() -> list[str]:
    """One long brief, and a thousand of the suite's, through the workflow as `brief read --jsonl` runs it."""
    cases = readable()
    with tempfile.TemporaryDirectory() as folder:
        read, long = await warmed(Path(folder), cases)
        alone = [await seconds(read, long, f"{long.brief} {copy}") for copy in range(7)]
        many = await seconds_for_many(read, cases, _MANY)
    return [
        "## Speed",
        "",
        "On the machine that made this file, built-in engine, one process, after start-up.",
        "",
        "| what | took | to reach |",
        "|---|---|---|",
        f"| a brief of {len(long.brief.split())} words | {sorted(alone)[3] * 1000:.0f} ms | 150 ms |",
        f"| {_MANY:,} briefs one after the other | {many:.0f} s | 90 s |",
    ]


def readable() -> list[EvalCase]:
    """The briefs of the suite `brief` that are one."""
    return [case for case in load("brief").cases if isinstance(case, EvalCase) and case.expect.is_brief]


async def warmed(folder: Path, cases: Sequence[EvalCase]) -> tuple[Read, EvalCase]:
    """A reader that has read some of the cases, and the long brief, which it has read as well."""
    read = brief_reader(Settings(state_dir=folder, model="builtin"))
    long = long_brief(cases)
    for case in (*cases[::7], long):
        await read(case)
    return read, long


async def seconds(read: Read, case: EvalCase, told: str) -> float:
    """For reading a case in other words; words that were read before are not read again."""
    began = time.perf_counter()
    await read(case.model_copy(update={"brief": told}))
    return time.perf_counter() - began


async def seconds_for_many(read: Read, cases: Sequence[EvalCase], many: int) -> float:
    """For so many of the cases, one after the other, none in the same words."""
    taken = (cases[place % len(cases)] for place in range(many))
    return sum([await seconds(read, case, f"{case.brief}\n{place}") for place, case in enumerate(taken)])


def long_brief(cases: Sequence[EvalCase]) -> EvalCase:
    """One brief of about three hundred words, put together from plain ones of one company, a paragraph each."""
    own = [case for case in cases if case.company == "bank" and case.language == "es" and "\n" not in case.brief]
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < _WORDS:
        paragraphs.append(own[len(paragraphs) % len(own)].brief)
    return own[0].model_copy(update={"brief": "\n\n".join(paragraphs)})
