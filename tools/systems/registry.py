"""Which systems are connected, what each can do, and the connectors behind them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from batuta.errors import Misconfigured, SystemUnavailable
from batuta.noun import Noun
from batuta.ports import MarketingSystem
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml


class SystemsFile(Noun):
    systems: tuple[SystemDescription, ...] = ()


def read_systems(path: Path) -> tuple[SystemDescription, ...]:
    """What systems.yaml connects. Raises: WorkspaceInvalid."""
    return checked(SystemsFile, read_yaml(path, path.name)).systems if path.exists() else ()


class Described:
    """The systems as they are written down, without connections: enough to plan."""

    def __init__(self, systems: Sequence[SystemDescription]) -> None:
        self._systems = tuple(systems)

    def described(self) -> tuple[SystemDescription, ...]:
        return self._systems

    def offering(
        self,
        capability: Capability,
        channel: str | None = None,
        *,
        locale: str | None = None,
        product: tuple[str, ...] = (),
    ) -> tuple[SystemDescription, ...]:
        return tuple(
            system
            for system in self._systems
            if capability in system.capabilities
            and (channel is None or not system.channels or channel in system.channels)
            and system.only_for.covers(locale, product)
        )

    async def ask(self, system: str, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        raise SystemUnavailable(
            Text(
                en=f"{system} is not connected here; this command works without systems.",
                es=f"{system} no está conectado aquí; este comando trabaja sin sistemas.",
            ),
            subject=system,
        )


class Registry(Described):
    """The systems with their connectors. In order of preference, as systems.yaml names them."""

    def __init__(self, connectors: Sequence[MarketingSystem]) -> None:
        super().__init__([connector.description for connector in connectors])
        self._connectors = {connector.description.id: connector for connector in connectors}
        if len(self._connectors) != len(connectors):
            raise Misconfigured(
                Text(
                    en="Two systems have the same id in systems.yaml.",
                    es="Dos sistemas tienen el mismo id en systems.yaml.",
                )
            )

    def connector(self, system: str) -> MarketingSystem:
        """Raises: SystemUnavailable, for a system that was removed."""
        try:
            return self._connectors[system]
        except KeyError:
            raise SystemUnavailable(
                Text(
                    en=f"The system {system} is not connected any more.",
                    es=f"El sistema {system} ya no está conectado.",
                ),
                remedy=Text(
                    en="Add it to systems.yaml again, or change the campaign so that it is planned anew.",
                    es="Añádelo de nuevo a systems.yaml o cambia la campaña para planificarla otra vez.",
                ),
                subject=system,
            ) from None

    async def ask(self, system: str, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return await self.connector(system).read(capability, arguments)
