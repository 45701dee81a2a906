"""FLT2, FLT3 and FLT4 over systems that are not ours: one plan over all, its workers killed, its gate contested.

Random kills also while the next worker recovers; many approvals at once; answers, stale answers and replays at once.
What each system holds is asked past every connector.
"""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import combinations_with_replacement, count
from pathlib import Path
from types import MappingProxyType

import pytest

from batuta.approval import Gate
from batuta.digest import digest
from tests.faults.conftest import alive
from tests.faults.landscape import SYSTEMS, Landscape, Scene, a_plan, described, landscape
from tests.faults.participants import Part, Saying
from tests.scenes.approval import CAMPAIGN, Records
from tests.tools.conftest import records as records
from tools.records.deliveries import Deliveries

KILLS = 10
"""At most so many a campaign; the worker after the last one lives."""
ROUNDS = 6
"""Workers that live, some minutes apart, until nothing is left to do."""
READERS = 5
"""Customers whom the plan writes to: one of them has no e-mail address, and one more on the list is no customer."""
LATER = timedelta(minutes=15)
PLANNED = ("people", "trastienda", "web", "mail", "paloma")
"""The systems in the order in which the plan comes to them: a kill may be aimed at the first that did nothing yet."""
TOO_LATE = timedelta(hours=49)
SHORT = ("web", "people", "paloma", "mail")
"""Without a browser, which takes seconds to start after each kill."""


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landscape]:
    with landscape(tmp_path_factory.mktemp("short"), *SHORT) as made:
        yield made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landscape]:
    with landscape(tmp_path_factory.mktemp("whole"), *SYSTEMS) as made:
        yield made


@pytest.fixture
def land(request: pytest.FixtureRequest) -> Landscape:
    """`short` or `whole`."""
    made: Landscape = request.getfixturevalue(request.param)
    return made


Setting = Callable[..., Awaitable[Scene]]


@pytest.fixture
def setting(request: pytest.FixtureRequest, records: Records, tmp_path: Path, postgres: str, schema: str) -> Setting:
    async def set_up(land: Landscape, *, told_twice: bool = True) -> Scene:
        described(land, tmp_path / "company", takes_key=("trastienda",) if told_twice else ())
        await records.start()
        plan = await a_plan(records, uuid.uuid4().hex[:12], tuple(land.systems))
        part = Part(
            uri=postgres,
            company=schema,
            folder=tmp_path / "company",
            state=tmp_path / "state",
            moment=records.clock.now(),
            worker="1",
            hosts=tuple(host for system in land.systems.values() for host in system.hosts),
            smtp_port=land.systems["mail"].smtp_port,
        )
        return Scene(land, records, plan, part, MappingProxyType(land.held()))

    return set_up


@pytest.mark.parametrize(
    ("land", "kills", "aimed", "seed"),
    [("short", 4, 1.0, 1), *(pytest.param("whole", KILLS, 0.5, seed, marks=pytest.mark.long) for seed in range(2, 22))],
    indirect=["land"],
)
async def test_killed_at_random_also_while_it_recovers_each_system_acts_once(
    setting: Setting, land: Landscape, kills: int, aimed: float, seed: int
) -> None:
    chance = random.Random(seed)
    told_twice = seed % 2 == 1
    scene = await setting(land, told_twice=told_twice)
    approval_id, intents = await scene.records.approved_once_more(scene.plan, "i1")
    await scene.records.outbox.request(approval_id, intents)
    crew, killed, began = scene.land.crew, 0, scene.land.acted()
    for number in range(kills):
        acted = scene.land.acted()
        idle = [id_ for id_ in PLANNED if id_ in acted and acted[id_] == began[id_]]
        aim = idle[0] if idle and chance.random() < aimed else ""
        (pid,) = crew.start(scene.worker(str(number)))
        if await wrote(scene, pid, aim, times=1 if aim else chance.choice((1, 2, 3, 5))):
            await asyncio.sleep(chance.choice((0, chance.uniform(0, 0.05))))
            crew.kill(pid)
            killed += 1
        assert set(await asyncio.to_thread(crew.ended)) <= {"killed", "silent"}
        scene.records.clock.set(scene.records.clock.now() + LATER)
    # What ended in doubt at the back office is not tried again: then there is little left to kill.
    assert killed > (2 if told_twice else 0)
    await finished(scene)
    await each_once(scene, in_doubt=not told_twice)


async def wrote(scene: Scene, pid: int, aim: str, times: int) -> bool:
    """Whether so many things that last were done before it ended: by this system, or anywhere."""
    before, seen = await traces(scene, aim), 0
    while alive(pid):
        now = await traces(scene, aim)
        seen, before = seen + (now != before), now
        if seen >= times:
            return True
        await asyncio.sleep(0.003)
    return False


async def traces(scene: Scene, aim: str) -> object:
    """What lasts: what this system did, or rows and deliveries of ours and what any system did."""
    if aim:
        return scene.land.acted()[aim]
    async with scene.records.pool.connection() as connection:
        rows = await connection.execute(
            "SELECT (SELECT array_agg(state || attempts ORDER BY key) FROM outbox) AS outbox,"
            " (SELECT array_agg(state ORDER BY customer_id, channel) FROM deliveries) AS deliveries"
        )
        return await rows.fetchall(), scene.land.acted()


async def finished(scene: Scene) -> None:
    """Workers that live go on until every receipt is written."""
    for number in count(1):
        assert scene.land.crew.run(scene.worker(f"last-{number}", plan=digest(scene.plan))) == ["silent"]
        receipts = await scene.receipts()
        if not {"pending", "sending", "waiting", "scheduled"} & {one.state for one in receipts.values()}:
            return
        assert number < ROUNDS, receipts
        scene.records.clock.set(scene.records.clock.now() + LATER)


async def each_once(scene: Scene, *, in_doubt: bool = False) -> None:
    """Every effect once, every message once; what cannot be known is said to be unknown and was not tried again.

    in_doubt: a worker may have been killed over what cannot be asked of the back office.
    """
    receipts, held = await scene.receipts(), scene.land.since(scene.before)
    for id_ in ("size", "draft", "live", "mail"):
        assert receipts[id_].state == "done", receipts[id_]
    assert len(held["people"]) == held["people"].total() == 1
    assert [slug.split()[1] for slug in held["web"].elements()] == ["publish"]
    tally = await Deliveries(scene.records.pool, scene.records.clock).tally(CAMPAIGN)

    if "list" in receipts:
        lists = held["trastienda"].total()
        states = (receipts["list"].state, receipts["push"].state)
        if states == ("unknown", "skipped"):
            assert in_doubt
            assert lists <= 1
        else:
            assert (states, lists) == (("done", "done"), 1)
    if receipts["push"].state == "done":
        assert held["paloma"].total() == READERS
        assert tally["push"] == {"sent": READERS, "skipped": 1}
    else:
        assert not held["paloma"]

    # A mail server can neither be told twice nor be asked: whoever was being written to is left to a person.
    mails, told = held["mail"], tally["email"]
    assert set(mails.values()) <= {1}
    assert set(told) <= {"sent", "unknown", "skipped"}
    assert sum(told.values()) == READERS
    assert told.get("sent", 0) <= mails.total() <= told.get("sent", 0) + told.get("unknown", 0)

    events = await scene.records.audit.events(campaign_id=CAMPAIGN)
    assert sum(event.kind == "approval.used" for event in events) == 1
    assert (await scene.records.audit.check()).broken_at is None


async def nothing_done(scene: Scene) -> None:
    assert not await scene.receipts()
    assert not any(scene.land.since(scene.before).values())
    assert (await scene.records.audit.check()).broken_at is None


def approving(gate: Gate, number: int) -> Saying:
    return Saying(gate_id=gate.id, digest=gate.digest, decision="approve", by=f"c{number}", roles=("compliance",))


@pytest.mark.parametrize(
    ("land", "many"),
    [("short", 8), *(pytest.param("whole", many, marks=pytest.mark.long) for many in (2, 8, 32))],
    indirect=["land"],
)
async def test_of_many_processes_that_approve_ask_and_send_at_once_each_system_hears_one(
    setting: Setting, land: Landscape, many: int
) -> None:
    scene = await setting(land)
    gate = await scene.records.gate(plan=scene.plan)
    names = tuple(f"w{number}" for number in range(many))
    parts = [
        scene.worker(name, says=approving(gate, number), plan=digest(scene.plan), alive=names)
        for number, name in enumerate(names)
    ]
    told = await asyncio.to_thread(scene.land.crew.run, *parts)
    assert sorted(told) == ["taken", *["told-so"] * (many - 1)]
    await finished(scene)
    await each_once(scene)


Move = Callable[[Scene, Gate, str], Part]


def saying(decision: str, by: str) -> Move:
    return lambda scene, gate, name: scene.worker(
        name,
        plan=digest(scene.plan),
        says=Saying(gate_id=gate.id, digest=gate.digest, decision=decision, by=by + name, roles=("compliance",)),
    )


def stale(scene: Scene, gate: Gate, name: str) -> Part:
    """Somebody approves what they saw before it was changed."""
    part = saying("approve", "sonia")(scene, gate, name)
    assert part.says is not None
    return part.model_copy(update={"says": part.says.model_copy(update={"digest": digest(["earlier"])})})


def expired(scene: Scene, gate: Gate, name: str) -> Part:
    """Somebody approves after the time for it."""
    part = saying("approve", "elena")(scene, gate, name)
    return part.model_copy(update={"moment": part.moment + TOO_LATE})


def replay(scene: Scene, gate: Gate, name: str) -> Part:
    """An old checkpoint goes on from the gate once more."""
    return scene.worker(name, plan=digest(scene.plan))


MOVES: dict[str, Move] = {
    "approve": saying("approve", "ana"),
    "reject": saying("reject", "rosa"),
    "change": saying("change", "clara"),
    "stale": stale,
    "expired": expired,
    "replay": replay,
}
TAKEN = {"approve", "reject", "change"}
PAIRS = [*combinations_with_replacement(MOVES, 2)]
EVERY_RUN = (("approve", "reject"), ("stale", "replay"))


@pytest.mark.parametrize(
    ("land", "pair"),
    [
        *(("short", pair) for pair in EVERY_RUN),
        *(pytest.param("whole", pair, marks=pytest.mark.long) for pair in PAIRS),
    ],
    indirect=["land"],
    ids=lambda given: given if isinstance(given, str) else "-".join(given),
)
async def test_of_two_moves_at_once_one_wins_and_what_is_stale_moves_nothing(
    setting: Setting, land: Landscape, pair: tuple[str, str]
) -> None:
    scene = await setting(land)
    gate = await scene.records.gate(plan=scene.plan)
    names = ("w0", "w1")
    parts = [
        MOVES[move](scene, gate, name).model_copy(update={"alive": names})
        for move, name in zip(pair, names, strict=True)
    ]
    told = await asyncio.to_thread(scene.land.crew.run, *parts)
    assert told.count("taken") == (1 if TAKEN & set(pair) else 0), told
    assert "broken" not in told
    winner = next((move for move, became in zip(pair, told, strict=True) if became == "taken"), "")
    if winner == "approve":
        await finished(scene)
        await each_once(scene)
    else:
        # Nor does it later, when the checkpoint goes on once more.
        assert scene.land.crew.run(replay(scene, gate, "w2")) == ["silent"]
        await nothing_done(scene)
