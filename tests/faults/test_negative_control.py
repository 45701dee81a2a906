"""The harness can see: a plain LangGraph graph with its own checkpointer fails where ours must hold.

If one of these ever passes, the faults above prove nothing.
"""

import asyncio
import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any, TypedDict

from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool


class Plain(TypedDict, total=False):
    approved: bool
    published: bool


def graph(sent: Path, *, die: bool = False) -> StateGraph[Plain, Any, Any, Any]:
    """Ask, then publish: one line appended to a file is one publication."""

    async def gate(state: Plain) -> Plain:
        return {"approved": bool(interrupt("approve?"))}

    async def publish(state: Plain) -> Plain:
        with sent.open("a") as log:
            log.write("published\n")
        if die:
            os.kill(os.getpid(), signal.SIGKILL)
        await asyncio.sleep(0.01)
        return {"published": True}

    built = StateGraph(Plain)
    built.add_node("gate", gate)
    built.add_node("publish", publish)
    built.add_edge(START, "gate")
    built.add_edge("gate", "publish")
    built.add_edge("publish", END)
    return built


async def resumed(uri: str, thread: str, sent: Path, given: object, *, times: int = 1, die: bool = False) -> None:
    kwargs = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    async with AsyncConnectionPool(uri, kwargs=kwargs, min_size=times, open=False) as pool:
        await AsyncPostgresSaver(pool).setup()  # type: ignore[arg-type]

        async def once() -> None:
            compiled = graph(sent, die=die).compile(checkpointer=AsyncPostgresSaver(pool))  # type: ignore[arg-type]
            await compiled.ainvoke(given, {"configurable": {"thread_id": thread}}, durability="sync")  # type: ignore[call-overload]

        await asyncio.gather(*(once() for _ in range(times)))


def _die_publishing(uri: str, sent: Path) -> None:
    asyncio.run(resumed(uri, "killed", sent, Command(resume=True), die=True))


async def test_simultaneous_approvals_of_a_plain_graph_publish_more_than_once(postgres: str, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    await resumed(postgres, "twice", sent, {})
    await resumed(postgres, "twice", sent, Command(resume=True), times=8)
    assert sent.read_text().count("published") > 1


async def test_a_plain_graph_killed_while_publishing_publishes_again(postgres: str, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    await resumed(postgres, "killed", sent, {})
    child = multiprocessing.get_context("spawn").Process(target=_die_publishing, args=(postgres, sent))
    child.start()
    await asyncio.to_thread(child.join, 60)
    assert child.exitcode == -signal.SIGKILL
    await resumed(postgres, "killed", sent, None)
    assert sent.read_text().count("published") == 2


async def test_a_plain_graph_takes_a_typing_error_for_an_approval(postgres: str, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    await resumed(postgres, "typo", sent, {})
    await resumed(postgres, "typo", sent, Command(resume="rejcet"))
    assert sent.read_text().count("published") == 1
