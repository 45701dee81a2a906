"""What the company already has: from its content systems, or from the files its own content system starts with."""

from collections.abc import Sequence
from pathlib import Path

from batuta.brief import Channel
from batuta.content import InventoryItem
from batuta.errors import Problem, SystemUnavailable, WorkspaceInvalid
from batuta.noun import Noun
from batuta.ports import Systems
from batuta.text import Text
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import read_yaml


class ContentFile(Noun):
    items: tuple[InventoryItem, ...] = ()


def read_inventory(folder: Path) -> tuple[InventoryItem, ...]:
    """Every item of `content/*.yaml`. Raises: WorkspaceInvalid, also for one version of one item given twice."""
    items: list[InventoryItem] = []
    first: dict[tuple[str, int], str] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read_yaml(file, f"{folder.name}/{file.name}")
        for number, item in enumerate(checked(ContentFile, document).items):
            known = first.setdefault((item.id, item.version), document.file)
            if len(first) == len(items):
                raise WorkspaceInvalid(
                    (
                        Problem(
                            document.file,
                            document.line_of(("items", number)),
                            Text(
                                en=f"{item.id} version {item.version} is in {known} already.",
                                es=f"{item.id} versión {item.version} ya está en {known}.",
                            ),
                            Text(en="Give it another id or version.", es="Ponle otro id u otra versión."),
                        ),
                    )
                )
            items.append(item)
    return tuple(items)


class FileInventory:
    """The `Inventory` port on files alone: for commands that start no database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._items: tuple[InventoryItem, ...] | None = None

    async def items(self, product_id: str | None, channel: Channel | None) -> tuple[InventoryItem, ...]:
        if self._items is None:
            self._items = read_inventory(self._folder)
        return tuple(item for item in self._items if _about(item, product_id, channel))


class SystemsInventory:
    """The `Inventory` port across every connected system that can search content or assets."""

    def __init__(self, systems: Systems) -> None:
        self._systems = systems

    async def items(self, product_id: str | None, channel: Channel | None) -> tuple[InventoryItem, ...]:
        """Raises: SystemUnavailable, when one of them does not answer: what it has must not be written again."""
        found: dict[tuple[str, int], InventoryItem] = {}
        for system in self._systems.offering("content.search"):
            answer = await self._systems.ask(
                system.id, "content.search", {"product_id": product_id, "channel": channel}
            )
            listed = answer.get("items")
            if not isinstance(listed, Sequence) or isinstance(listed, str):
                raise SystemUnavailable(
                    Text(
                        en=f"{system.id} did not answer the search for content with a list.",
                        es=f"{system.id} no respondió con una lista a la búsqueda de contenidos.",
                    ),
                    subject=system.id,
                )
            for given in listed:
                item = InventoryItem.model_validate(given)
                found.setdefault((item.id, item.version), item)
        return tuple(found[key] for key in sorted(found))


def _about(item: InventoryItem, product_id: str | None, channel: Channel | None) -> bool:
    return (product_id is None or item.product_id in (None, product_id)) and (
        channel is None or item.channel in (None, channel)
    )
