"""The stand-alone verifier of an exported audit trail: needs the file and nothing else."""

from pathlib import Path

from pydantic import ValidationError

from batuta.errors import UnreadableFile
from batuta.event import GENESIS, Event, first_break
from batuta.text import Text
from tools.records.audit import Checked


def check_file(name: str) -> Checked:
    """Walk the chain of an export from its first event. Raises: UnreadableFile."""
    try:
        lines = [line for line in Path(name).read_text(encoding="utf-8").splitlines() if line.strip()]
        events = tuple(Event.model_validate_json(line) for line in lines)
    except (OSError, UnicodeDecodeError, ValidationError) as broken:
        kind = type(broken).__name__
        raise UnreadableFile(
            name,
            Text(en=f"it is no exported audit trail ({kind})", es=f"no es una auditoría exportada ({kind})"),
            Text(en="Make one with `batuta audit export`.", es="Crea una con `batuta audit export`."),
        ) from broken
    if events and events[0].seq != 1:
        return Checked(len(events), 1, events[-1].hash)
    return Checked(len(events), first_break(events), events[-1].hash if events else GENESIS)
