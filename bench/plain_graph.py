"""The peer: bare LangGraph with as many durable steps, a fan-out and gates, and nodes that do nothing."""

import operator
from typing import Annotated, Any, TypedDict

from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Send, interrupt

from batuta.digest import digest
from tools.records.database import Pool


class Plain(TypedDict, total=False):
    last: str
    parts: Annotated[list[str], operator.add]


def plain_graph(steps: int, gates: int, writers: int) -> StateGraph[Plain, Any, Any, Any]:
    """`steps` supersteps in a line, the last `gates` of them ask a person, the middle one has `writers` in parallel."""
    built = StateGraph(Plain)
    middle = steps // 2

    def step(number: int) -> None:
        async def work(state: Plain) -> Plain:
            return {"last": digest(number)}

        async def ask(state: Plain) -> Plain:
            return {"last": str(interrupt({"digest": digest(number)}))}

        async def write(state: Plain) -> Plain:
            return {"parts": [digest(number)]}

        if number == middle:
            built.add_node(f"n{number}", write)
        else:
            built.add_node(f"n{number}", ask if number >= steps - gates else work)

    def fan_out(state: Plain) -> list[Send]:
        return [Send(f"n{middle}", state) for _ in range(writers)]

    for number in range(steps):
        step(number)
    built.add_edge(START, "n0")
    for number in range(1, steps):
        if number == middle:
            built.add_conditional_edges(f"n{number - 1}", fan_out, [f"n{number}"])
        else:
            built.add_edge(f"n{number - 1}", f"n{number}")
    built.add_edge(f"n{steps - 1}", END)
    return built


async def run_plain(pool: Pool, thread: str, *, steps: int, gates: int, writers: int) -> None:
    """From start to end, every question answered at once; durable before each next step, as ours is."""
    graph = plain_graph(steps, gates, writers).compile(checkpointer=AsyncPostgresSaver(pool))
    config = {"configurable": {"thread_id": thread}}
    given: object = {"last": digest(thread)}
    while True:
        await graph.ainvoke(given, config, durability="sync")  # type: ignore[call-overload]
        snapshot = await graph.aget_state(config)  # type: ignore[arg-type]
        if not snapshot.interrupts:
            return
        given = Command(resume={snapshot.interrupts[0].id: "yes"})
