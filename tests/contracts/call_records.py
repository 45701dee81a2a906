"""What every implementation of `CallRecords` must do; inherit and give it a `records` fixture.

class TestMine(CallRecordsContract):
    @pytest.fixture
    async def records(self): ...
"""

import asyncio
import json

from batuta.digest import digest
from batuta.ports import CallRecords
from batuta.task import CallKey, CallRecord, Refusal


def call(number: int = 0, **other: object) -> CallRecord:
    """A record of its own for each number."""
    facts: dict[str, object] = {
        "task": "find_city",
        "engine": "chat",
        "model": "model-1",
        "prompt_version": "1+abc",
        "input_digest": digest(number),
        "output_digest": digest("output"),
        "input_tokens": 12,
        "output_tokens": 3,
        "cost": 0.25,
        "latency_ms": 7.5,
    }
    return CallRecord.model_validate(facts | other)


class CallRecordsContract:
    async def test_finds_nothing_where_nothing_was_kept(self, records: CallRecords) -> None:
        assert await records.find(call().key) is None
        assert await records.latest() == ()

    async def test_finds_what_was_kept_whole(self, records: CallRecords) -> None:
        output = Refusal(reason="«Señal» – ñandú, 10 €\nsecond line")
        await records.keep(call(1), output)
        found = await records.find(call(1).key)
        assert found is not None
        assert found.record == call(1)
        assert Refusal.model_validate_json(found.output) == output
        assert json.loads(found.output) == {"reason": output.reason}

    async def test_tells_calls_apart_by_every_part_of_the_key(self, records: CallRecords) -> None:
        await records.keep(call(), Refusal(reason="kept"))
        for part in CallKey._fields:
            assert await records.find(call().key._replace(**{part: "other"})) is None

    async def test_a_call_without_output_is_remembered_and_never_found(self, records: CallRecords) -> None:
        await records.keep(call(problem="timeout: 60 s"))
        assert await records.find(call().key) is None
        assert [record.problem for record in await records.latest()] == ["timeout: 60 s"]

    async def test_a_later_failure_does_not_hide_an_earlier_output(self, records: CallRecords) -> None:
        await records.keep(call(), Refusal(reason="good"))
        await records.keep(call(problem="unavailable: HTTP 500"))
        found = await records.find(call().key)
        assert found is not None
        assert "good" in found.output

    async def test_the_latest_output_wins(self, records: CallRecords) -> None:
        await records.keep(call(latency_ms=1), Refusal(reason="first"))
        await records.keep(call(latency_ms=2), Refusal(reason="second"))
        found = await records.find(call().key)
        assert found is not None
        assert "second" in found.output
        assert found.record.latency_ms == 2

    async def test_lists_the_newest_first_and_no_more_than_asked(self, records: CallRecords) -> None:
        for number in range(5):
            await records.keep(call(number))
        assert [record.key for record in await records.latest(3)] == [call(number).key for number in (4, 3, 2)]

    async def test_keeps_calls_made_at_once(self, records: CallRecords) -> None:
        await asyncio.gather(*(records.keep(call(number), Refusal(reason=str(number))) for number in range(20)))
        found = [await records.find(call(number).key) for number in range(20)]
        assert [json.loads(one.output)["reason"] for one in found if one] == [str(number) for number in range(20)]
        assert len(await records.latest()) == 20
