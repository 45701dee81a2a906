"""Records of language calls that need no database: in memory, and in a file of JSON lines."""

import asyncio
import json
import os
from collections import deque
from pathlib import Path

from pydantic import ValidationError

from batuta.digest import canonical
from batuta.noun import Noun
from batuta.task import CallKey, CallRecord, RecordedCall


class CallsInMemory:
    """`CallRecords` for tests, and for processes that keep nothing."""

    def __init__(self, most: int = 10_000) -> None:
        self._records: deque[CallRecord] = deque(maxlen=most)
        self._outputs: dict[CallKey, RecordedCall] = {}

    async def find(self, key: CallKey) -> RecordedCall | None:
        return self._outputs.get(key)

    async def keep(self, record: CallRecord, output: Noun | None = None) -> None:
        self._records.append(record)
        if output is not None:
            self._outputs[record.key] = RecordedCall(record, canonical(output).decode())

    async def latest(self, limit: int = 100) -> tuple[CallRecord, ...]:
        return tuple(self._records)[: -limit - 1 : -1]


class CallsInFile:
    """`CallRecords` for the command line: one line a call, appended whole, readable by its owner only.

    A line that is torn or unknown to this version is passed over. When the file has grown beyond
    `most_bytes` it is put aside as `*.old` and a new one begun.
    """

    def __init__(self, path: Path, most_bytes: int = 16_000_000) -> None:
        self._path = path
        self._most_bytes = most_bytes

    async def find(self, key: CallKey) -> RecordedCall | None:
        return await asyncio.to_thread(self._find, key)

    async def keep(self, record: CallRecord, output: Noun | None = None) -> None:
        await asyncio.to_thread(self._append, record, output)

    async def latest(self, limit: int = 100) -> tuple[CallRecord, ...]:
        calls = await asyncio.to_thread(lambda: deque(self._lines(), maxlen=limit))
        return tuple(call.record for call in reversed(calls))

    def _find(self, key: CallKey) -> RecordedCall | None:
        wanted = f'"input_digest":"{key.input_digest}"'
        found = [call for call in self._lines(wanted) if call.output and call.record.key == key]
        return found[-1] if found else None

    def _lines(self, wanted: str = "") -> list[RecordedCall]:
        try:
            with self._path.open(encoding="utf-8", errors="replace") as lines:
                return [call for line in lines if wanted in line and (call := _call(line))]
        except FileNotFoundError:
            return []

    def _append(self, record: CallRecord, output: Noun | None) -> None:
        line = {"record": record, "output": canonical(output).decode() if output is not None else ""}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._put_aside()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # One write: processes that append at once do not mix their lines.
            os.write(handle, canonical(line) + b"\n")
        finally:
            os.close(handle)

    def _put_aside(self) -> None:
        if self._path.exists() and self._path.stat().st_size > self._most_bytes:
            self._path.replace(self._path.with_name(self._path.name + ".old"))


def _call(line: str) -> RecordedCall | None:
    try:
        data = json.loads(line)
        return RecordedCall(CallRecord.model_validate(data["record"]), str(data["output"]))
    except (ValueError, KeyError, TypeError, ValidationError):
        return None
