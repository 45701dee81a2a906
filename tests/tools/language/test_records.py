from pathlib import Path

import pytest

from batuta.task import Refusal
from tests.contracts.call_records import CallRecordsContract, call
from tools.language.records import CallsInFile, CallsInMemory


class TestInMemory(CallRecordsContract):
    @pytest.fixture
    def records(self) -> CallsInMemory:
        return CallsInMemory()


class TestInFile(CallRecordsContract):
    @pytest.fixture
    def records(self, tmp_path: Path) -> CallsInFile:
        return CallsInFile(tmp_path / "state" / "calls.jsonl")

    async def test_another_process_finds_what_was_kept(self, tmp_path: Path) -> None:
        await CallsInFile(tmp_path / "calls.jsonl").keep(call(), Refusal(reason="kept"))
        assert await CallsInFile(tmp_path / "calls.jsonl").find(call().key) is not None

    async def test_passes_over_torn_and_foreign_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.jsonl"
        records = CallsInFile(path)
        await records.keep(call(1), Refusal(reason="whole"))
        whole = path.read_text()
        path.write_bytes(whole[:-20].encode() + b"\n\xff\n[]\n{}\nnull\n" + whole.encode())
        assert await records.find(call(1).key) is not None
        assert len(await records.latest()) == 1

    async def test_nobody_else_may_read_it(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.jsonl"
        await CallsInFile(path).keep(call())
        assert path.stat().st_mode & 0o077 == 0

    async def test_puts_a_file_that_grew_too_large_aside(self, tmp_path: Path) -> None:
        records = CallsInFile(tmp_path / "calls.jsonl", most_bytes=100)
        await records.keep(call(1))
        await records.keep(call(2))
        assert [record.key for record in await records.latest()] == [call(2).key]
        assert (tmp_path / "calls.jsonl.old").exists()
