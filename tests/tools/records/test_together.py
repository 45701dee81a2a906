"""What comes at the same time is written at once; what cannot be written spoils nothing else."""

import asyncio
from collections.abc import Sequence

import pytest

from tools.records.together import Together


class Slow:
    """Writes nothing above ninety; remembers its rounds."""

    def __init__(self) -> None:
        self.rounds: list[tuple[int, ...]] = []
        self.under_way = 0

    async def write(self, items: Sequence[int]) -> None:
        self.under_way += 1
        assert self.under_way == 1
        try:
            await asyncio.sleep(0.01)
            if any(item > 90 for item in items):
                raise ValueError(items)
            self.rounds.append(tuple(items))
        finally:
            self.under_way -= 1


async def test_what_arrives_during_a_round_goes_into_the_next_as_one() -> None:
    slow = Slow()
    together = Together(slow.write)
    await asyncio.gather(*(together.add(item) for item in range(8)))
    assert sorted(item for round_ in slow.rounds for item in round_) == list(range(8))
    assert len(slow.rounds) <= 2


async def test_an_item_that_cannot_be_written_fails_alone() -> None:
    slow = Slow()
    together = Together(slow.write)
    told = await asyncio.gather(*(together.add(item) for item in (1, 99, 2, 98, 3)), return_exceptions=True)
    assert [isinstance(answer, ValueError) for answer in told] == [False, True, False, True, False]
    assert sorted(item for round_ in slow.rounds for item in round_) == [1, 2, 3]
    await together.add(4)
    assert slow.rounds[-1] == (4,)


async def test_whoever_leaves_takes_only_their_own_item_along() -> None:
    slow = Slow()
    together = Together(slow.write)
    first, second, third = (asyncio.create_task(together.add(item)) for item in (1, 2, 3))
    await asyncio.sleep(0.002)
    first.cancel()
    await asyncio.gather(second, third)
    with pytest.raises(asyncio.CancelledError):
        await first
    assert sorted(item for round_ in slow.rounds for item in round_) == [2, 3]
