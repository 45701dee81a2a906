"""The demonstration companies, made once in the state folder where people can change them."""

import fcntl
import shutil
from pathlib import Path

from batuta.settings import Settings
from tools.clock import SystemClock
from tools.workspaces.templates import make, templates


def demonstration(settings: Settings, like: str) -> Path:
    """The folder of the demonstration company of this sector; made where it is missing, by one process at a time."""
    template = templates()[like]
    folder = settings.state_dir / "workspaces" / template.name
    if (folder / "customers.parquet").exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / ".making").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not (folder / "customers.parquet").exists():
            unfinished = folder.with_name(folder.name + ".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished, like, today=SystemClock().now().date())
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
    return folder


def demonstrations(settings: Settings) -> tuple[Path, ...]:
    """Every demonstration company."""
    return tuple(demonstration(settings, like) for like in templates())
