"""What a run has cost: tokens and money of a chat model, from the records of its calls."""

import json
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    calls: int = 0
    tokens: int = 0
    dollars: float = 0.0
    degraded: int = 0
    """Calls that the built-in engine had to do instead."""


def spent_since(calls: Path, before: int) -> Spent:
    """calls: the file of call records; before: its size when the run began."""
    if not calls.exists():
        return Spent()
    with calls.open("rb") as lines:
        lines.seek(before if calls.stat().st_size >= before else 0)
        records = [json.loads(line)["record"] for line in lines if line.strip()]
    return Spent(
        len(records),
        sum(one["input_tokens"] + one["output_tokens"] for one in records),
        sum(one["cost"] for one in records),
        sum(one["degraded"] for one in records),
    )
