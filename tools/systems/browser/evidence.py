"""What a job leaves behind: pictures by their digest, and a record of its steps. Only the owner may read them."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from batuta.digest import Digest
from batuta.noun import Noun
from batuta.ports import Done
from batuta.publishing import Capability

State = Literal["begun", "changing", "done", "refused"]


class StepTaken(Noun):
    """One step as it was done."""

    name: str
    before: Digest = ""
    """Pictures."""
    after: Digest = ""
    seconds: float = 0.0


class JobRecord(Noun):
    """What became of one call."""

    capability: Capability
    key: str = ""
    arguments: dict[str, object]
    state: State = "begun"
    """`changing` from just before the first step that may change something."""
    reference: str = ""
    result: dict[str, object] = Field(default_factory=dict)
    steps: tuple[StepTaken, ...] = ()
    notes: tuple[str, ...] = ()
    """What pages tried and were not let."""
    unexpected: bool = False
    """It stopped because a page was not as the playbook says, before anything was changed."""

    def done(self) -> Done | None:
        return Done(self.reference, self.result) if self.state == "done" else None


class Evidence:
    """The folder of one system's jobs."""

    def __init__(self, folder: Path) -> None:
        self._pictures = folder / "pictures"
        self._jobs = folder / "jobs"
        for place in (self._pictures, self._jobs):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)

    def picture(self, png: bytes) -> Digest:
        """Keep it; the same picture is kept once."""
        name = hashlib.sha256(png).hexdigest()
        path = self.path_of(name)
        if path.exists():
            os.utime(path)
        else:
            _write(path, png)
        return name

    def path_of(self, picture: Digest) -> Path:
        return self._pictures / f"{picture}.png"

    def keep(self, record: JobRecord) -> None:
        """On the disk when this returns: after a power cut it tells whether anything may have been changed."""
        _write(self._job(record.key or record.capability), record.model_dump_json().encode(), durable=True)

    def of(self, key: str) -> JobRecord | None:
        try:
            return JobRecord.model_validate(json.loads(self._job(key).read_bytes()))
        except (FileNotFoundError, ValueError, ValidationError):
            return None

    def remove_before(self, moment: datetime) -> int:
        """Remove records and pictures that nobody touched since, but no picture that a younger record shows.

        Returns how many files.
        """
        old_jobs = [path for path in self._jobs.iterdir() if _touched(path) < moment]
        for path in old_jobs:
            path.unlink(missing_ok=True)
        shown = {picture for path in self._jobs.glob("*.json") for picture in _pictures_in(path)}
        old = [path for path in self._pictures.iterdir() if path.stem not in shown and _touched(path) < moment]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old_jobs) + len(old)

    def _job(self, key: str) -> Path:
        return self._jobs / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _touched(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # another worker was here
        return datetime.max.replace(tzinfo=UTC)


def _pictures_in(job: Path) -> set[Digest]:
    """Those that a record shows; one that cannot be read shows none."""
    try:
        record = JobRecord.model_validate(json.loads(job.read_bytes()))
    except (FileNotFoundError, ValueError, ValidationError):
        return set()
    return {picture for step in record.steps for picture in (step.before, step.after) if picture}


def _write(path: Path, content: bytes, *, durable: bool = False) -> None:
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    partial.replace(path)
