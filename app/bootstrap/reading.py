"""What reading a brief needs of a company: its vocabulary and its past campaigns, and nothing else."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.precautions import take_precautions
from batuta.deps import Deps
from batuta.errors import Misconfigured
from batuta.ports import Clock
from batuta.settings import Settings
from batuta.text import Text
from tools.clock import SystemClock
from tools.history import HistoryFiles
from tools.language.engine import language
from tools.language.records import CallsInFile
from tools.records.artefacts import MemoryArtefacts
from tools.workspaces.folder import places, read_workspace


def reading_deps(root: Path, settings: Settings, *, today: date | None = None, cache: bool = True) -> Deps:
    """The world of `batuta brief`: catalogue, products and history, no other file. Raises: WorkspaceInvalid.

    cache: whether recorded answers of a chat model are used.
    """
    take_precautions()
    workspace, where = read_workspace(root), places(root)
    absent: Any = _NotRead()
    return Deps(
        workspace=workspace,
        clock=_Noon(today, workspace.time_zone) if today else SystemClock(),
        artefacts=MemoryArtefacts(),
        language=language(settings, CallsInFile(settings.state_dir / "language-calls.jsonl"), cache=cache),
        customers=absent,
        library=absent,
        inventory=absent,
        history=HistoryFiles(where.history),
        policies=absent,
        compliance_tool=absent,
        systems=absent,
        outbox=absent,
        rendering=absent,
    )


class _Noon(Clock):
    """A day that somebody chose, at noon where the company is."""

    def __init__(self, day: date, time_zone: str) -> None:
        self._now = datetime.combine(day, time(12), ZoneInfo(time_zone))

    def now(self) -> datetime:
        return self._now


class _NotRead:
    """In the place of what a reader has no business with."""

    def __getattr__(self, name: str) -> object:
        raise Misconfigured(
            Text(
                en=f"Reading a brief was asked for “{name}”, which it does not need.",
                es=f"A la lectura de un brief se le ha pedido «{name}», que no necesita.",
            ),
            subject=name,
        )
