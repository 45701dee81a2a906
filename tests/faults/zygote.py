"""A warm process that forks workers on demand, so that a hundred deaths cost a hundred campaigns and no imports.

Started as `python -m tests.faults.zygote STATE COMPANY MOMENT`. Each line on standard input is an order, its words
parted by tabs: `work COMPANY PLACE WHEN NTH` starts a worker that dies there (`- - 0`: lives until it is killed)
and answers with its pid, then with `ended`; `approve COMPANY GATE DIGEST MANY` answers what each was told.
"""

import asyncio
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from app.strict import require_strict_msgpack

require_strict_msgpack()

from app import actions  # noqa: E402
from app.bootstrap.alone import workspace_deps  # noqa: E402
from app.local import local  # noqa: E402
from app.settings import read_settings  # noqa: E402
from batuta.brief import Request  # noqa: E402
from batuta.compliance import Subject  # noqa: E402
from batuta.content import ContentItem  # noqa: E402
from batuta.errors import GateClosed  # noqa: E402
from batuta.settings import Settings  # noqa: E402
from graphs import brief, campaign  # noqa: E402, F401
from tests.faults.forking import BROKEN, forked  # noqa: E402
from tests.faults.points import Point, die_at  # noqa: E402
from tests.scenes.clocks import RunningClock  # noqa: E402
from tests.scenes.line import BRIEF, TODAY  # noqa: E402
from tools.records.authority import Person  # noqa: E402


def main(state: Path, company: Path, moment: str) -> None:
    settings = read_settings(state_dir=state, workers=2)
    asyncio.run(_warm(settings, company))
    print("ready", flush=True)
    for line in sys.stdin:
        order, folder, *rest = line.rstrip("\n").split("\t")
        if order == "approve":
            gate_id, digest, many = rest
            print(*_approvals(settings, Path(folder), gate_id, digest, int(many)), flush=True)
            continue
        place, when, nth = rest
        pid = forked(partial(_worker, settings, Path(folder), moment, Point(place, when, int(nth))))
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)


def _worker(settings: Settings, company: Path, moment: str, point: Point) -> int:
    if point.place != "-":
        die_at(point)
    asyncio.run(_work(settings, company, moment))
    return 0


def _approvals(settings: Settings, company: Path, gate_id: str, digest: str, many: int) -> list[str]:
    """What became of many processes that approved one gate at once."""
    told = {0: "taken", 1: "told-so", BROKEN: "broken"}
    pids = [forked(lambda n=n: asyncio.run(_approve(settings, company, gate_id, digest, n))) for n in range(many)]  # type: ignore[misc]
    return [told.get(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), "broken") for pid in pids]


async def _approve(settings: Settings, company: Path, gate_id: str, digest: str, number: int) -> int:
    async with local(settings, company, work=False) as here:
        person = Person(f"compliance-{number}", frozenset({"compliance"}))
        try:
            await actions.answer(here.company, gate_id, person, decision="approve", digest=digest)
        except GateClosed:
            return 1
    return 0


async def _warm(settings: Settings, company: Path) -> None:
    """Vocabulary, grammars and policies are compiled before the first fork; what has threads is left alone."""
    deps = workspace_deps(company, settings)
    request = await deps.artefacts.put(Request(text=BRIEF, today=TODAY, author="marketer"))
    await brief.build().compile().ainvoke({"request": request}, context=deps)
    item = ContentItem(
        id="warm", channel="email", locale="es-ES", status="draft", origin="generated", parts={"body": BRIEF}
    )
    deps.policies.review(Subject(items=(item,), jurisdictions=deps.workspace.jurisdictions, today=TODAY), "es-ES")


async def _work(settings: Settings, company: Path, moment: str) -> None:
    async with local(settings, company, work=True, clock=RunningClock(datetime.fromisoformat(moment))):
        await asyncio.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
