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


def require_apart(systems: Sequence[SystemDescription]) -> None:
    """No two may claim the same things: by one id, or as the same place that would be told everything twice.

    Raises: Misconfigured, naming both.
    """
    by_id: dict[str, SystemDescription] = {}
    by_place: dict[tuple[str, str], SystemDescription] = {}
    for system in systems:
        if system.id in by_id:
            raise Misconfigured(
                Text(
                    en=f"Two systems have the id {system.id} in systems.yaml.",
                    es=f"Dos sistemas tienen el id {system.id} en systems.yaml.",
                ),
                remedy=Text(en="Give one of them another id.", es="Pon otro id a uno de ellos."),
                subject=system.id,
            )
        by_id[system.id] = system
        place = (system.url.rstrip("/").lower(), system.settings.get("command", ""))
        twin = by_place.setdefault(place, system) if any(place) else system
        both = sorted({*system.capabilities} & {*twin.capabilities} & _CLAIMS)
        if twin is not system and both and not _shared_out(system, twin):
            raise Misconfigured(
                Text(
                    en=f"{twin.id} and {system.id} are the same place ({system.url or place[1]}), and both claim "
                    f"{', '.join(both)}: one campaign would lie there twice.",
                    es=f"{twin.id} y {system.id} son el mismo sitio ({system.url or place[1]}) y ambos reclaman "
                    f"{', '.join(both)}: una campaña estaría allí dos veces.",
                ),
                remedy=Text(
                    en="Leave each capability to one of them, or say in `only_for` or `channels` what each is for.",
                    es="Deja cada capacidad a uno solo, o di en `only_for` o `channels` para qué es cada uno.",
                ),
                subject=system.id,
            )


_CLAIMS: frozenset[str] = frozenset({"audience.create", "content.create", "campaign.create", "message.send"})
"""What makes something that must be there once."""


def _shared_out(one: SystemDescription, other: SystemDescription) -> bool:
    """Whether each of two says that it is for something else."""
    locales, products = (
        ({*one.only_for.locales}, {*other.only_for.locales}),
        ({*one.only_for.products}, {*other.only_for.products}),
    )
    channels = ({*one.channels}, {*other.channels})
    return any(mine and theirs and not mine & theirs for mine, theirs in (locales, products, channels))


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
        require_apart([connector.description for connector in connectors])
        self._connectors = {connector.description.id: connector for connector in connectors}

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
