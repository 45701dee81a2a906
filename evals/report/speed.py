"""How fast briefs are read, for `docs/quality.md` and for `bench`."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from batuta.settings import Settings
from evals.cases import EvalCase
from evals.solvers import brief_reader
from evals.suite import load

_WORDS = 300
_MANY = 1000


async def speed() -> list[str]:
    """One long brief, and a thousand of the suite's, through the workflow as `brief read --jsonl` runs it."""
    cases = [case for case in load("brief").cases if isinstance(case, EvalCase) and case.expect.is_brief]
    with tempfile.TemporaryDirectory() as folder:
        read = brief_reader(Settings(state_dir=Path(folder), model="builtin"))
        long = long_brief(cases)
        for case in (*cases[::7], long):
            await read(case)
        alone = []
        for copy in range(7):
            again = long.model_copy(update={"brief": f"{long.brief} {copy}"})
            began = time.perf_counter()
            await read(again)
            alone.append(time.perf_counter() - began)
        began = time.perf_counter()
        for place in range(_MANY):
            case = cases[place % len(cases)]
            await read(case.model_copy(update={"brief": f"{case.brief}\n{place}"}))
        many = time.perf_counter() - began
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


def long_brief(cases: Sequence[EvalCase]) -> EvalCase:
    """One brief of about three hundred words, put together from plain ones of one company, a paragraph each."""
    own = [case for case in cases if case.company == "bank" and case.language == "es" and "\n" not in case.brief]
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < _WORDS:
        paragraphs.append(own[len(paragraphs) % len(own)].brief)
    return own[0].model_copy(update={"brief": "\n\n".join(paragraphs)})
