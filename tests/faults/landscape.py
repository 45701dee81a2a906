"""Five systems that are not ours at once, one plan over all of them, and workers that carry it out until they die."""

import json
import os
import signal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from batuta.content import ContentItem
from batuta.publishing import Forecast, Plan, Receipt, Step
from tests.faults.foreign import (
    EXAMPLES,
    SECRETS,
    Foreign,
    a_back_office,
    a_mail_server,
    a_sending_provider,
    a_wordpress,
    an_mcp_platform,
)
from tests.faults.forking import Warm
from tests.faults.participants import Part
from tests.scenes.approval import CAMPAIGN, Records
from tests.tools.systems.test_sending import AUDIENCE

SYSTEMS = {
    "web": a_wordpress,
    "people": an_mcp_platform,
    "trastienda": a_back_office,
    "paloma": a_sending_provider,
    "mail": a_mail_server,
}
ARTEFACT = "a" * 64


class Crew:
    """Workers, forked on demand from a warm process that knows the systems' secrets."""

    def __init__(self) -> None:
        self._warm = Warm(EXAMPLES.parent, "tests.faults.participants")

    def ready(self) -> None:
        self._warm.ready()

    def start(self, *parts: Part) -> list[int]:
        """Their pids, all at work."""
        self._warm.order(json.dumps([part.model_dump(mode="json") for part in parts]))
        return [int(pid) for pid in self._warm.said().split()]

    def ended(self) -> list[str]:
        """How each ended, once all have."""
        return self._warm.said().split()

    def run(self, *parts: Part) -> list[str]:
        self.start(*parts)
        return self.ended()

    @staticmethod
    def kill(pid: int) -> None:
        """It, and the browser it drives."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)

    def close(self) -> None:
        self._warm.close()


@dataclass
class Landscape:
    systems: Mapping[str, Foreign]
    crew: Crew

    def held(self) -> dict[str, Counter[str]]:
        """What each system holds, by its id in systems.yaml."""
        return {id_: Counter(system.held()) for id_, system in self.systems.items()}

    def since(self, before: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
        return {id_: held - before[id_] for id_, held in self.held().items()}

    def acted(self) -> dict[str, int]:
        """Changes whenever one of them does something."""
        return {id_: (system.acted or system.count)() for id_, system in self.systems.items()}


class Scene(NamedTuple):
    """One campaign over them."""

    land: Landscape
    records: Records
    plan: Plan
    part: Part
    """A worker that only sends; others are made from it."""
    before: Mapping[str, Counter[str]]

    def worker(self, name: str, **more: object) -> Part:
        return self.part.model_copy(update={"worker": name, "moment": self.records.clock.now(), **more})

    async def receipts(self) -> dict[str, Receipt]:
        return {receipt.step_id: receipt for receipt in await self.records.outbox.receipts_of(CAMPAIGN)}


@contextmanager
def landscape(folder: Path, *ids: str) -> Iterator[Landscape]:
    """These systems, all well-behaved."""
    with ExitStack() as stack:
        systems = {}
        for id_ in ids:
            (folder / id_).mkdir()
            systems[id_] = stack.enter_context(SYSTEMS[id_](folder / id_))
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        own = next((system.secret for system in systems.values() if system.secret), "")
        for name, secret in SECRETS.items():
            environment.setenv(f"BATUTA_SECRET_{name}", secret or own)
        crew = Crew()
        stack.callback(crew.close)
        crew.ready()
        yield Landscape(systems, crew)


def described(land: Landscape, folder: Path, *, takes_key: Sequence[str] = ()) -> None:
    """The company's systems.yaml, and what lies beside it. takes_key: which of them are said to, besides."""
    (folder / "systems").mkdir(parents=True)
    entries = []
    for id_, system in land.systems.items():
        entry = {"id": id_, "name": {"en": id_, "es": id_}, **system.described}
        if id_ in takes_key:
            entry.pop("takes_key", None)
        entries.append(entry)
        system.files(folder, id_)
    (folder / "systems.yaml").write_text(yaml.safe_dump({"systems": entries}), "utf-8")


async def a_plan(records: Records, name: str, ids: Sequence[str]) -> Plan:
    """A message live on the website, lists made side by side, then mail and notifications; its own in each test."""

    async def kept(channel: str, **parts: str) -> str:
        made = ContentItem(
            id=f"{channel}-{name}",
            channel=channel,  # type: ignore[arg-type]
            locale="es-ES",
            status="approved",
            origin="generated",
            parts=parts,  # type: ignore[arg-type]
        )
        return await records.artefacts.put(made)

    mail = await kept("email", subject="Hola", body=f"Hola desde Cádiz, {name}", footer="{{unsubscribe_url}}")
    push = await kept("push", title="Hola", body=name)
    people = {"name": name, "audience": "f" * 64, "members": 12, "control": 1}

    def step(id_: str, system: str, capability: str, arguments: dict[str, object], *after: str) -> Step:
        return Step(
            id=id_,
            system=system,
            capability=capability,  # type: ignore[arg-type]
            arguments=arguments,
            effect=id_,
            target=f"{name} {id_}",
            artefact=ARTEFACT,
            depends_on=tuple(one for one in after if one in wanted),
        )

    def sending(channel: str, item: str) -> dict[str, object]:
        return {"campaign": CAMPAIGN, "channel": channel, "items": [item], "audience": AUDIENCE}

    wanted = {"size", "draft", "live", "mail", "push", *(("list",) if "trastienda" in ids else ())}
    steps = (
        step("size", "people", "audience.create", people),
        step("list", "trastienda", "audience.create", people),
        step("draft", "web", "content.create", {"item": {"$artefact": mail}, "digest": mail}),
        step("live", "web", "content.publish", {"id": {"$from": "draft", "field": "reference"}}, "draft", "size"),
        step("mail", "mail", "message.send", sending("email", mail), "live"),
        step("push", "paloma", "message.send", sending("push", push), "live", "list"),
    )
    forecast = Forecast(reach=5, messages=10, cost=0.0, currency="EUR")
    return Plan(steps=tuple(step for step in steps if step.id in wanted), forecast=forecast)
