"""A company's world without a database: for workflows that run on their own."""

from pathlib import Path

from app.bootstrap.world import deps_of
from app.precautions import take_precautions
from batuta.deps import Deps
from batuta.ports import Clock
from batuta.settings import Settings
from tools.clock import SystemClock
from tools.customers.contact_history import ContactsInMemory
from tools.customers.member_store import MembersInMemory
from tools.inventory import FileInventory
from tools.language.records import CallsInFile
from tools.records.artefacts import MemoryArtefacts
from tools.systems.none import NoOutbox
from tools.systems.registry import Described, read_systems
from tools.workspaces.folder import places, read_workspace


def workspace_deps(root: Path, settings: Settings, *, clock: Clock | None = None, cache: bool = True) -> Deps:
    """Artefacts in memory, language calls in a file, nothing sent. Raises: WorkspaceInvalid."""
    take_precautions()
    workspace, where = read_workspace(root), places(root)
    return deps_of(
        workspace,
        where,
        settings,
        clock or SystemClock(),
        artefacts=MemoryArtefacts(),
        calls=CallsInFile(settings.state_dir / "language-calls.jsonl"),
        members=MembersInMemory(),
        contacts=ContactsInMemory(),
        inventory=FileInventory(where.content),
        systems=Described(read_systems(where.systems)),
        outbox=NoOutbox(),
        versions={},
        cache=cache,
    )
