"""Where a process can be made to die: before or after the nth time it comes to a named place.

Nothing in the product knows of this; the places are wrapped from outside.
"""

import os
import signal
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, NamedTuple

from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

from tools.records import audit
from tools.records.campaigns import Campaigns
from tools.records.gates import Gates
from tools.records.leases import Leases
from tools.records.outbox import PostgresOutbox
from tools.systems.smtp import MailFolder
from tools.systems.workspace_audiences import WorkspaceAudiences
from tools.systems.workspace_campaigns import WorkspaceCampaigns
from tools.systems.workspace_cms import WorkspaceCms

SYSTEMS = (WorkspaceCms, WorkspaceAudiences, WorkspaceCampaigns, MailFolder)

PLACES: dict[str, tuple[tuple[type, str], ...]] = {
    "checkpoint": ((AsyncPostgresSaver, "aput"),),
    "writes": ((AsyncPostgresSaver, "aput_writes"),),
    "progress": ((Campaigns, "progressed"),),
    "gate": ((Gates, "open"),),
    "resumed": ((Gates, "resumed"),),
    "request": ((PostgresOutbox, "request"),),
    "lease": ((Leases, "lease"),),
    "act": tuple((system, "perform") for system in SYSTEMS),
    "settle": ((Leases, "turn"),),
}


class Point(NamedTuple):
    place: str
    when: str
    """`before` or `after`."""
    nth: int

    def __str__(self) -> str:
        return f"{self.when}-{self.place}-{self.nth}"


def die_at(point: Point) -> None:
    """From now on this process kills itself at that point."""
    seen = [0]

    def counted(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(original)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            seen[0] += 1
            mine = seen[0] == point.nth
            if mine and point.when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = await original(*args, **kwargs)
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return wrapper

    if point.place == "audit":
        _wrap_everywhere(audit.write_down, counted)
        return
    for owner, name in PLACES[point.place]:
        setattr(owner, name, counted(getattr(owner, name)))


def _wrap_everywhere(function: Callable[..., Awaitable[Any]], wrap: Callable[..., Any]) -> None:
    """Functions are imported by name: wrap them in every module that has them."""
    import sys

    wrapped = wrap(function)
    for module in list(sys.modules.values()):
        if getattr(module, function.__name__, None) is function:
            setattr(module, function.__name__, wrapped)
