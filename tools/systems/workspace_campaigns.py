"""The campaign system that comes with Batuta: campaigns with a schedule, and an outlet for every channel.

    draft → scheduled → paused ⇄ scheduled → stopped

What it sends on a channel lands in one file a campaign and channel, a line a message.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from batuta.ports import Done
from batuta.publishing import Capability, SystemDescription
from tools.records.database import Connection, Pool
from tools.systems.calls import made_by, once, remembered
from tools.systems.messages import Batch
from tools.systems.objects import change_state, keep, look_up, unable

_STATES: dict[Capability, str] = {
    "campaign.schedule": "scheduled",
    "campaign.pause": "paused",
    "campaign.resume": "scheduled",
    "campaign.stop": "stopped",
}


class WorkspaceCampaigns:
    def __init__(self, description: SystemDescription, pool: Pool, outgoing: Path) -> None:
        self.description = description
        self._pool = pool
        self._outgoing = outgoing

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        system = self.description.id

        async def act(connection: Connection) -> Done:
            if capability == "campaign.create":
                id_ = f"cam-{key[:12]}"
                await keep(connection, system, "campaign", id_, "draft", arguments)
                return Done(id_, {"id": id_, "state": "draft"})
            if capability in _STATES:
                id_ = str(arguments["id"]) if "id" in arguments else await made_by(connection, system, arguments)
                schedule = {k: v for k, v in arguments.items() if k in ("start", "end")}
                await change_state(connection, system, id_, _STATES[capability], schedule)
                return Done(id_, {"id": id_, "state": _STATES[capability]})
            if capability in ("message.send", "message.send_test"):
                return self._send(Batch.model_validate(arguments), key)
            raise unable(system, capability)

        return await once(self._pool, system, capability, key, act)

    async def find(self, capability: Capability, key: str) -> Done | None:
        return await remembered(self._pool, self.description.id, key)

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        if capability != "campaign.get":
            raise unable(self.description.id, capability)
        kept = await look_up(self._pool, self.description.id, str(arguments["id"]))
        return {**kept.body, "id": kept.id, "state": kept.state}

    def _send(self, batch: Batch, key: str) -> Done:
        """One file a batch, named by its key: written whole, and the same again if it is asked again."""
        folder = self._outgoing / batch.channel / batch.campaign_id
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{'test-' if batch.test else ''}{key[:16]}.jsonl"
        lines = (json.dumps(message.model_dump(mode="json"), ensure_ascii=False) for message in batch.messages)
        partial = file.with_suffix(".partial")
        partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
        partial.replace(file)
        return Done(file.stem, {"sent": len(batch.messages)})
