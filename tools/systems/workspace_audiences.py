"""The audience system that comes with Batuta: named lists that point at a frozen member list."""

from collections.abc import Mapping

from batuta.ports import Done
from batuta.publishing import Capability, SystemDescription
from tools.records.database import Connection, Pool
from tools.systems.calls import made_by, once, remembered
from tools.systems.objects import change_state, keep, look_up, unable


class WorkspaceAudiences:
    def __init__(self, description: SystemDescription, pool: Pool) -> None:
        self.description = description
        self._pool = pool

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        system = self.description.id

        async def act(connection: Connection) -> Done:
            match capability:
                case "audience.create":
                    id_ = f"aud-{key[:12]}"
                    await keep(connection, system, "audience", id_, "active", arguments)
                    return Done(id_, {"id": id_, "members": arguments.get("members", 0)})
                case "audience.update":
                    id_ = str(arguments["id"])
                    await change_state(connection, system, id_, "active", arguments)
                    return Done(id_, {"id": id_, "members": arguments.get("members", 0)})
                case "audience.delete":
                    made = await made_by(connection, system, arguments)
                    await change_state(connection, system, made, "deleted")
                    return Done(made, {"id": made, "state": "deleted"})
                case _:
                    raise unable(system, capability)

        return await once(self._pool, system, capability, key, act)

    async def find(self, capability: Capability, key: str) -> Done | None:
        return await remembered(self._pool, self.description.id, key)

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        if capability not in ("audience.get", "audience.size"):
            raise unable(self.description.id, capability)
        kept = await look_up(self._pool, self.description.id, str(arguments["id"]))
        return {**kept.body, "id": kept.id, "state": kept.state}
