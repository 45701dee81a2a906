"""A whole campaign with the built-in engine, people answering at once, beside bare LangGraph with as many steps.

    python -m bench.campaign [--rounds 5] [--people 200000]

Both run on the same PostgreSQL, turn by turn; medians are printed. *agents* is the time in which any node thinks (their
reading and writing of artefacts included), *systems* that in which a marketing system works or messages go out; *the
rest* is checkpoints, gates, outbox, audit, jobs and the progress told to people: what the ratio compares.
"""

import argparse
import asyncio
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple
from unittest.mock import patch

from app.strict import require_strict_msgpack

require_strict_msgpack()

from langgraph.graph import StateGraph  # noqa: E402

from app.local import Local, local, operator  # noqa: E402
from app.runs import Prepared, run  # noqa: E402
from app.settings import read_settings  # noqa: E402
from batuta.campaign import CampaignOutcome  # noqa: E402
from bench.plain_graph import run_plain  # noqa: E402
from bench.spans import Spans  # noqa: E402
from tools.systems.sending import Sender  # noqa: E402
from tools.systems.smtp import MailFolder  # noqa: E402
from tools.systems.workspace_audiences import WorkspaceAudiences  # noqa: E402
from tools.systems.workspace_campaigns import WorkspaceCampaigns  # noqa: E402
from tools.systems.workspace_cms import WorkspaceCms  # noqa: E402
from tools.workspaces.templates import make  # noqa: E402

TODAY = date(2027, 3, 1)
BRIEFS = {
    "bank": """Lanza una campaña de la Tarjeta Oro para clientes con nómina domiciliada de Madrid y Barcelona,
de 30 a 55 años, que no tengan ya una tarjeta de crédito. Sin cuota el primer año. Email y SMS, del 1 al 30 de abril,
presupuesto 12.000 €, objetivo 900 altas. Tono cercano, sin agobiar.""",
    "telco": """We want existing Onda mobile-only customers on fibre-ready addresses to add fibre before the summer:
600 Mb for €29.90 for 12 months. Not people who complained in the last 60 days. Push and e-mail, 1–21 June, €8k,
1,500 upgrades. English and Spanish.""",
}
ANSWERS = (
    Prepared(gate="clarify", decision="accept_proposals", by="marketer"),
    Prepared(gate="confirm", decision="add", by="marketer"),
    Prepared(gate="choose_audience", decision="keep", by="marketer"),
    Prepared(gate="*", decision="approve", by="compliance"),
    Prepared(gate="*", decision="approve", by="brand"),
)
WHOLE = ("read_brief", "size_audience", "write_content", "review")
"""Nodes that only pass on to a graph of their own, whose nodes are timed."""
WAITS = ("clarify", "confirm", "choose_audience", "resolve", "approve", "execute")


class Turn(NamedTuple):
    """Milliseconds of one campaign, and what it kept."""

    whole: float
    agents: float
    systems: float
    checkpoints: int
    checkpoint_bytes: int
    gates: int
    writers: int
    status: str

    @property
    def rest(self) -> float:
        return self.whole - self.agents - self.systems


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--people", type=int, default=200_000)
    wanted.add_argument("--briefs", nargs="*", choices=BRIEFS, default=list(BRIEFS))
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="batuta-bench-") as folder:
        for like in asked.briefs:
            company = Path(folder) / like
            make(company, like, today=TODAY, people=asked.people)
            asyncio.run(_compare(Path(folder) / "state", company, like, asked.rounds))


async def _compare(state: Path, company: Path, like: str, rounds: int) -> None:
    spans = Spans()
    with ExitStack() as stack:
        _time_everything(stack, spans)
        async with local(read_settings(state_dir=state, workers=4), company, work=True) as here:
            turns, plain = [], []
            for number in range(rounds + 1):
                spans.kept.clear()
                published = await _inventory(here)
                turns.append(await _turn(here, like, spans))
                await _forget(here, keep=published)
                plain.append(await _plain(here, turns[-1], f"plain-{number}"))
    first, rest = turns[0], turns[1:] or turns
    peer = median(plain[1:] or plain)
    ours = median(turn.rest for turn in rest)
    print(
        f"\na campaign of {here.company.workspace.name}: {rest[-1].status}, {rest[-1].checkpoints} checkpoints,",
        end=" ",
    )
    print(f"{rest[-1].gates} gates, {rest[-1].writers} writers; medians of {len(rest)}\n")
    print(f"{'first campaign of the process':38}{first.whole:9.0f} ms")
    for name in ("whole", "agents", "systems", "rest"):
        print(f"{name:38}{median(getattr(turn, name) for turn in rest):9.0f} ms")
    print(f"{'bare LangGraph, as many steps':38}{peer:9.0f} ms   ratio of the rest {ours / peer:.2f}")
    print(f"{'checkpoint bytes':38}{median(turn.checkpoint_bytes for turn in rest):9,.0f}")


def _time_everything(stack: ExitStack, spans: Spans) -> None:
    """Wrap nodes and systems from outside; the product knows nothing of it."""
    add = StateGraph.add_node

    def timed(self: Any, node: Any, action: Any = None, **more: Any) -> Any:
        if not isinstance(node, str):
            node, action = node.__name__, node
        if node not in WHOLE + WAITS and callable(action):
            action = spans.timed("agents", action)
        return add(self, node, action, **more)

    stack.enter_context(patch.object(StateGraph, "add_node", timed))
    for system in (WorkspaceAudiences, WorkspaceCampaigns, WorkspaceCms, MailFolder):
        stack.enter_context(patch.object(system, "perform", spans.timed("systems", system.perform)))
    stack.enter_context(patch.object(Sender, "deliver", spans.timed("systems", Sender.deliver)))


async def _turn(here: Local, like: str, spans: Spans) -> Turn:
    author = await operator(here.installation, here.company, "marketer")
    began = perf_counter()
    outcome = await run(here, BRIEFS[like], author, ANSWERS, name="bench", today=TODAY)
    whole = perf_counter() - began
    agents, both = spans.seconds("agents"), spans.seconds("agents", "systems")
    checkpoints, size = await _kept(here, outcome.campaign_id)
    return Turn(
        whole=whole * 1000,
        agents=agents * 1000,
        systems=(both - agents) * 1000,
        checkpoints=checkpoints,
        checkpoint_bytes=size,
        gates=len(outcome.gates),
        writers=_writers(outcome),
        status=outcome.status if not outcome.problem else f"{outcome.status} ({outcome.problem})",
    )


async def _inventory(here: Local) -> list[str]:
    async with here.company.pool.connection() as connection:
        rows = await connection.execute("SELECT id FROM cms_items")
        return [str(row["id"]) for row in await rows.fetchall()]


async def _forget(here: Local, *, keep: list[str]) -> None:
    """Take out what a campaign published, or the next would find it and write nothing."""
    async with here.company.pool.connection() as connection:
        await connection.execute("DELETE FROM cms_items WHERE NOT id = ANY(%s)", [keep])


def _writers(outcome: CampaignOutcome) -> int:
    return max(1, len({(item.channel, item.locale) for item in outcome.content if item.origin == "generated"}))


async def _plain(here: Local, turn: Turn, thread: str) -> float:
    began = perf_counter()
    await run_plain(here.company.pool, thread, steps=turn.checkpoints - 1, gates=turn.gates, writers=turn.writers)
    return (perf_counter() - began) * 1000


async def _kept(here: Local, thread: str) -> tuple[int, int]:
    """How many checkpoints a campaign has, and how many bytes they and their writes take."""
    async with here.company.pool.connection() as connection:
        rows = await connection.execute(
            "SELECT (SELECT count(*) FROM checkpoints WHERE thread_id = %(id)s) AS checkpoints,"
            " (SELECT coalesce(sum(length(checkpoint::text) + length(metadata::text)), 0) FROM checkpoints"
            " WHERE thread_id = %(id)s) + (SELECT coalesce(sum(length(blob)), 0) FROM checkpoint_blobs"
            " WHERE thread_id = %(id)s) + (SELECT coalesce(sum(length(blob)), 0) FROM checkpoint_writes"
            " WHERE thread_id = %(id)s) AS bytes",
            {"id": thread},
        )
        row = (await rows.fetchall())[0]
    return int(row["checkpoints"]), int(row["bytes"])


if __name__ == "__main__":
    main()
