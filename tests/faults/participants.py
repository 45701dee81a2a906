"""A warm process that forks workers over real systems: each answers a gate, asks for what was approved, and sends.

Started as `python -m tests.faults.participants`. Each line of its standard input is a JSON list of `Part`s, carried out
at once: it answers with their pids and, when all have ended, with how each did.
"""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from functools import partial

from batuta.approval import Role
from batuta.digest import Digest
from batuta.errors import GateClosed, GateExpired, StaleDigest
from batuta.keys import intent_for
from batuta.noun import Noun
from batuta.publishing import Plan
from tests.fakes import NoJobs
from tests.faults.forking import forked
from tests.faults.lone_worker import Order, dispatch
from tests.scenes.approval import CAMPAIGN
from tools.clock import FixedClock
from tools.records.artefacts import PostgresArtefacts
from tools.records.authority import Person
from tools.records.bell import Bell
from tools.records.database import Pool, connection_pool
from tools.records.gates import Gates
from tools.records.outbox import PostgresOutbox

ENDS = ("taken", "told-so", "silent")
"""An answer was taken; it came too late, or was to something else; none was given."""
INTERRUPT = "i1"
WORKSPACE = "acme"
FROZEN = "f" * 64
_FIRST = 10
"""The exit code of the first of them."""


class Saying(Noun):
    """An answer at a gate."""

    gate_id: str
    digest: Digest
    decision: str
    by: str
    roles: tuple[Role, ...]


class Part(Order):
    says: Saying | None = None
    """First."""
    plan: Digest = ""
    """Asked for where it was approved, as a graph does that goes on from its gate; empty where it was asked for."""
    alive: tuple[str, ...] = ()
    """Other workers."""


async def take_part(part: Part) -> str:
    """One of `ENDS`."""
    became = "silent"
    async with connection_pool(part.uri, part.company) as pool:
        clock = FixedClock(part.moment)
        if part.says is not None:
            became = await _said(pool, clock, part.says)
        if part.plan:
            await _asked(pool, clock, part.plan)
    await dispatch(part, [part.worker, *part.alive])
    return became


async def _said(pool: Pool, clock: FixedClock, says: Saying) -> str:
    person = Person(says.by, frozenset(says.roles))
    try:
        await Gates(pool, clock, NoJobs()).answer(says.gate_id, person, decision=says.decision, digest=says.digest)
    except (GateClosed, StaleDigest, GateExpired):
        return "told-so"
    return "taken"


async def _asked(pool: Pool, clock: FixedClock, plan_name: Digest) -> None:
    """As a graph that goes on from its gate, for the first time or once more from an old checkpoint."""
    answer = await Gates(pool, clock, NoJobs()).pending_resume(CAMPAIGN, INTERRUPT)
    if answer is None or answer["decision"] != "approve":
        return
    approval_id = str(answer["approval_id"])
    plan = await PostgresArtefacts(pool).get(plan_name, Plan)
    intents = [
        intent_for(step, plan, workspace=WORKSPACE, campaign_id=CAMPAIGN, approval_id=approval_id, frozen=FROZEN)
        for step in plan.steps
    ]
    with suppress(GateExpired):
        await PostgresOutbox(pool, clock, NoJobs(), WORKSPACE, Bell("", WORKSPACE)).request(approval_id, intents)


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        pids = [forked(partial(_carried_out, Part.model_validate(part))) for part in json.loads(line)]
        print(*pids, flush=True)
        print(*[_ended(os.waitpid(pid, 0)[1]) for pid in pids], flush=True)


def _carried_out(part: Part) -> int:
    return _FIRST + ENDS.index(asyncio.run(take_part(part)))


def _ended(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL:
        return "killed"
    return ENDS[code - _FIRST] if code >= _FIRST else "broken"


if __name__ == "__main__":
    main()
