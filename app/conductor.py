"""Drives a campaign's graph: the one place where it is started, resumed and continued after a crash.

One driver a campaign, by advisory lock. The graph is compiled once a process, so that a campaign which paused
yesterday goes on with today's code; each drive has a checkpointer of its own, since one lets in one at a time.
What is to be done is read from our own tables.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import psycopg
import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, Interrupt, StateSnapshot

from batuta.approval import Gate, Role, Standing
from batuta.brief import Brief, Request
from batuta.campaign import CampaignStatus
from batuta.campaign_names import name_of
from batuta.deps import Deps
from batuta.digest import canonical
from batuta.errors import BatutaError, CampaignHeld, CampaignWaits, DatabaseUnavailable, Misconfigured, Refused
from batuta.publishing import Verification
from batuta.text import Text, say
from graphs.outcome import outcome
from graphs.state import CampaignState
from tools.language.builtin.titles import headed
from tools.records.authority import Person
from tools.records.campaigns import Campaigns, Hold, StepDone
from tools.records.database import Connection, Pool, one, translated
from tools.records.drift import Drifts
from tools.records.gates import Gates
from tools.records.language_calls import CAMPAIGN
from tools.records.outbox import PostgresOutbox

log = structlog.get_logger()

RUNTIME = "__pregel_runtime"
"""Where LangGraph looks for what nodes and routers are given."""
PAUSE = 0.05
PATIENCE = 200
"""Looks at the lock, `PAUSE` seconds apart: a drive that is under way may take this long to notice more work."""

Graph = CompiledStateGraph[CampaignState, Deps, Any, Any]


@dataclass(frozen=True)
class Conductor:
    pool: Pool
    deps: Deps
    campaigns: Campaigns
    gates: Gates
    outbox: PostgresOutbox
    drifts: Drifts
    graph: Graph
    """Compiled, without a checkpointer."""

    async def drive(self, campaign_id: str) -> None:
        """Let a campaign go as far as it can: to a gate, to its end, or until somebody holds it.

        What goes wrong on the way is written into the campaign, which then needs attention; nothing is lost, and
        `again` takes it up where it stood. Raises: DatabaseUnavailable; a later sweep drives again.
        """
        async with self.alone(campaign_id) as mine:
            if mine is None:
                return
            # On the connection that holds the lock: a driver that lost the lock can keep no step either.
            graph: Graph = self.graph.copy({"checkpointer": AsyncPostgresSaver(mine)})
            try:
                while await self._one_stretch(graph, campaign_id):
                    pass
            except DatabaseUnavailable:
                raise
            except (CampaignHeld, CampaignWaits):
                return
            except BatutaError as problem:
                locale = await self._locale(campaign_id)
                await self.campaigns.set_status(campaign_id, "needs_attention", problem=problem.in_(locale))
            except Exception as bug:
                # What an unexpected error says may quote anybody's data: it stays in the log.
                log.exception("campaign_failed", campaign_id=campaign_id)
                told = say(
                    await self._locale(campaign_id),
                    en=f"Something went wrong on our side ({type(bug).__name__}); the log has the details.",
                    es=f"Algo ha fallado por nuestra parte ({type(bug).__name__}); el detalle está en el registro del "
                    "servidor.",
                )
                await self.campaigns.set_status(campaign_id, "needs_attention", problem=told)

    async def driven(self, campaign_id: str) -> bool:
        """Whether somebody, here or in another process, is driving it now."""
        async with translated(), self.pool.connection() as connection:
            name = await self._lock_name(connection, campaign_id)
            rows = await connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0)) AS free", name)
            if not (await one(rows))["free"]:
                return True
            await connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)
            return False

    async def _one_stretch(self, graph: Graph, campaign_id: str) -> bool:
        """Run from one pause to the next. False when there is nothing to do now."""
        standing = await self.campaigns.standing(campaign_id)
        if standing.hold is not None:
            return False
        config: RunnableConfig = {"configurable": {"thread_id": campaign_id}}
        async with translated():
            snapshot = await graph.aget_state(config)
        await self._caught_up(graph, config, campaign_id, snapshot, standing.state)
        if not snapshot.values and not snapshot.next:
            await self._run(graph, config, campaign_id, {"campaign_id": campaign_id, "request": standing.request})
            return True
        if snapshot.interrupts:
            return await self._answered(graph, config, campaign_id, snapshot.interrupts[0])
        stopped = not snapshot.next and not await self._compared_since(graph, config, campaign_id, snapshot)
        if stopped and await self._ended(campaign_id, snapshot):
            return False
        await self._run(graph, config, campaign_id, None)
        async with translated():
            after = await graph.aget_state(config)
        if after.config == snapshot.config and not after.interrupts:
            raise Misconfigured(
                Text(
                    en="The campaign cannot go on: its workflow has no next step and no end.",
                    es="La campaña no puede continuar: su flujo no tiene paso siguiente ni final.",
                ),
                subject=campaign_id,
            )
        return True

    async def _compared_since(
        self, graph: Graph, config: RunnableConfig, campaign_id: str, snapshot: StateSnapshot
    ) -> bool:
        """Whether a campaign that stopped at its first comparison goes on: a later look found it as it is to be."""
        if "verification" not in snapshot.values or "report" in snapshot.values:
            return False
        looked = await self.drifts.latest(campaign_id)
        if looked is None or looked.verification in (None, snapshot.values["verification"]):
            return False
        if not (await self.deps.artefacts.get(str(looked.verification), Verification)).ok:
            return False
        # An update runs the routers of the node it stands for, and hands them no context of its own.
        knowing: RunnableConfig = {"configurable": {**config["configurable"], RUNTIME: Runtime(context=self.deps)}}
        async with translated():
            await graph.aupdate_state(knowing, {"verification": looked.verification}, as_node="verify")
        return True

    async def _answered(self, graph: Graph, config: RunnableConfig, campaign_id: str, waiting: Interrupt) -> bool:
        """Go on from a gate with the answer that our tables hold; without one, see that the gate is open."""
        answer = await self.gates.pending_resume(campaign_id, waiting.id)
        if answer is None:
            await self._open_gate(campaign_id, waiting)
            return False
        await self._run(graph, config, campaign_id, Command(resume={waiting.id: answer}))
        await self.gates.resumed(campaign_id, waiting.id)
        return True

    async def _caught_up(
        self,
        graph: Graph,
        config: RunnableConfig,
        campaign_id: str,
        snapshot: StateSnapshot,
        told: Mapping[str, object],
    ) -> None:
        """Note what ran in a process that ended before it could: a step is kept first and told afterwards."""
        if not _new(snapshot.values, told):
            return
        untold: list[StateSnapshot] = []
        async with translated():
            async for state in graph.aget_state_history(config):
                untold.append(state)
                if not _new(state.values, told):
                    break
        for after, before in reversed(list(pairwise(untold))):
            wrote = _new(after.values, before.values)
            steps = tuple(StepDone(node, wrote, 0.0) for node in before.next if not node.startswith("_"))
            if steps:
                name = await self._name(steps, after.values)
                await self.campaigns.progressed(campaign_id, steps, after.values, name=name)

    async def _run(self, graph: Graph, config: RunnableConfig, campaign_id: str, given: object) -> None:
        """Each step is noted while the next one works; but what was approved, before anything is asked for."""
        steps: list[StepDone] = []
        note: asyncio.Task[Hold | None] | None = None
        began = time.perf_counter()
        CAMPAIGN.set(campaign_id)
        try:
            async with translated():
                async for mode, chunk in graph.astream(
                    given,
                    config,
                    context=self.deps,
                    durability="sync",
                    stream_mode=["updates", "values"],
                ):
                    if not isinstance(chunk, dict):
                        continue
                    if mode == "updates":
                        elapsed = (time.perf_counter() - began) * 1000
                        steps += [StepDone(node, told or {}, elapsed) for node, told in chunk.items() if node[0] != "_"]
                    elif steps:
                        if note is not None and await note is not None:
                            return
                        approved = steps[0].node == "approve" and bool(steps[0].wrote.get("approval_id"))
                        status: CampaignStatus | None = "executing" if approved else None
                        name = await self._name(steps, chunk)
                        note = asyncio.create_task(
                            self.campaigns.progressed(campaign_id, tuple(steps), chunk, status=status, name=name)
                        )
                        if approved:
                            await note
                        steps, began = [], time.perf_counter()
        finally:
            if note is not None:
                await note

    async def _name(self, steps: Sequence[StepDone], values: Mapping[str, object]) -> str:
        """What the campaign is called after the brief was read; empty where it keeps the name its author gave it."""
        if not any(step.node == "read_brief" for step in steps) or not {"brief", "request"} <= values.keys():
            return ""
        request = await self.deps.artefacts.get(str(values["request"]), Request)
        if headed(request.text):
            return ""
        brief = await self.deps.artefacts.get(str(values["brief"]), Brief)
        return name_of(brief, self.deps.workspace.products)

    async def _ended(self, campaign_id: str, snapshot: StateSnapshot) -> bool:
        """Whether what was brought forth amounts to an end; then its status is written down."""
        end = await outcome(snapshot.values, self.deps.artefacts)
        if end is None:
            return False
        await self.campaigns.set_status(campaign_id, end.status, problem=end.problem)
        return True

    async def _open_gate(self, campaign_id: str, waiting: Interrupt) -> None:
        gate = Gate.model_validate(waiting.value)
        policy = self.deps.policies.approval
        asked = gate.shown.get("chain")
        steps = asked.get("steps", []) if isinstance(asked, dict) else []
        chain: tuple[tuple[Role, ...], ...] = tuple(tuple(roles) for roles in steps)
        in_advance = "standing" in gate.shown and "approve" in gate.allowed
        opened = await self.gates.open(
            campaign_id,
            waiting.id,
            gate,
            chain=chain,
            four_eyes=policy.four_eyes and gate.kind == "approve",
            expires_after=timedelta(hours=policy.expires_after_hours),
            waits=not in_advance,
        )
        if in_advance and not await self._approved_in_advance(opened, chain):
            await self.campaigns.set_status(campaign_id, "waiting")

    async def _approved_in_advance(self, gate: Gate, chain: tuple[tuple[Role, ...], ...]) -> bool:
        """Answer with the approval that the company's policy gives in advance; where it may not, people decide."""
        standing = Standing.model_validate(gate.shown["standing"])
        person = Person(standing.granted_by, frozenset(chain[0]), f"standing approval: {standing.name}")
        try:
            taken = await self.gates.answer(
                gate.id, person, decision="approve", digest=gate.digest, reason=standing.name
            )
        except Refused as refused:
            log.info("standing_approval_refused", gate=gate.id, why=refused.in_("en"))
            return False
        return taken.complete

    async def _locale(self, campaign_id: str) -> str | None:
        state = await self.campaigns.state(campaign_id)
        return (await self.deps.artefacts.get(str(state["brief"]), Brief)).locale if "brief" in state else None

    @asynccontextmanager
    async def alone(self, campaign_id: str) -> AsyncIterator[Connection | None]:
        """The connection that holds the campaign's lock; None where somebody else keeps it.

        Whoever comes second waits for the first, then looks whether anything is left.
        """
        async with translated(), self.pool.connection() as connection:
            name = await self._lock_name(connection, campaign_id)
            for _ in range(PATIENCE):
                rows = await connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0)) AS mine", name)
                if (await one(rows))["mine"]:
                    break
                await asyncio.sleep(PAUSE)
            else:
                yield None
                return
            try:
                yield connection
            finally:
                # A connection that broke has taken the lock with it.
                with suppress(psycopg.Error):
                    await connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)

    @staticmethod
    async def _lock_name(connection: Connection, campaign_id: str) -> list[str]:
        schema = (await one(await connection.execute("SELECT current_schema() AS name")))["name"]
        return [f"drive:{schema}:{campaign_id}"]


def _new(values: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
    """Channels that are not as they were known."""
    return {name: value for name, value in values.items() if canonical(known.get(name)) != canonical(value)}
