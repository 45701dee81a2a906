"""Tienda Lince for the brief nodes, and engines that read what a test says."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from batuta.brief import Amendment, Brief, Request
from batuta.deps import Deps
from batuta.noun import Noun
from batuta.task import CallRecord, In, Out, Performed, Refusal, Task
from tools.clock import FixedClock
from tools.history import HistoryFiles
from tools.language.builtin.engine import BuiltIn
from tools.language.builtin.implementations import implementations
from tools.records.artefacts import MemoryArtefacts
from tools.workspaces.folder import places, read_workspace

TODAY = date(2027, 3, 1)


class Readers:
    """`Language`: the built-in engine, and beside it a second reader that changes what the first one read.

    second: by task, fields of the output that the second reader has otherwise.
    problem: why the second reader, a chat model, could not read.
    """

    def __init__(self, second: Mapping[str, Mapping[str, object]] | None = None, problem: str = "") -> None:
        self._engine = BuiltIn(implementations())
        self._second = second
        self._problem = problem

    async def perform(self, task: Task[In, Out], inputs: In) -> Out | Refusal:
        done = await self.performed(task, inputs)
        return done if isinstance(done, Refusal) else done.output

    async def performed(self, task: Task[In, Out], inputs: In) -> Performed[Out] | Refusal:
        return await self._engine.perform(task, inputs, instead=self._problem)

    async def readings(self, task: Task[In, Out], inputs: In) -> tuple[Performed[Out], ...]:
        first = await self.performed(task, inputs)
        if isinstance(first, Refusal):
            return ()
        if self._second is None or getattr(inputs, "addendum", False):
            return (first,)
        output = task.output.model_validate({**first.output.model_dump(), **self._second.get(task.name, {})})
        assert not task.validate(inputs, output)
        record = CallRecord(task=task.name, engine="chat", model="test", input_digest=first.record.input_digest)
        return (first, Performed(output, record))


def world(lince: Path, language: Readers | None = None) -> Deps:
    parts: dict[str, Any] = {field.name: None for field in dataclasses.fields(Deps)}
    parts |= {
        "workspace": read_workspace(lince),
        "clock": FixedClock(datetime(2027, 3, 1, 10, tzinfo=UTC)),
        "artefacts": MemoryArtefacts(),
        "language": language or Readers(),
        "history": HistoryFiles(places(lince).history),
        "versions": {},
    }
    return Deps(**parts)


@pytest.fixture
def deps(lince_folder: Path) -> Deps:
    return world(lince_folder)


async def kept(deps: Deps, *nouns: Noun) -> list[str]:
    return [await deps.artefacts.put(noun) for noun in nouns]


async def read(deps: Deps, text: str, *answers: Mapping[str, object] | Amendment) -> Brief:
    """The four stages, one after the other, as the graph runs them."""
    from agents.brief.configure import configure
    from agents.brief.read import clarify_intent, extract_eligibility, identify_content

    said: Sequence[Amendment] = [
        one if isinstance(one, Amendment) else Amendment(changes=dict(one), by="marta", at=f"gate-{place}")
        for place, one in enumerate(answers)
    ]
    (request,) = await kept(deps, Request(text=text, today=TODAY, author="marta"))
    state: dict[str, Any] = {"request": request, "amendments": await kept(deps, *said)}
    runtime = Runtime(context=deps)
    for stage in (clarify_intent, extract_eligibility, identify_content, configure):
        state |= await stage(state, runtime)  # type: ignore[operator]
    return await deps.artefacts.get(state["brief"], Brief)


ACCEPT = Amendment(accept_proposals=True, by="marta", at="gate")
