"""Writing side by side what comes side by side: whatever arrives while one round is written goes into the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Rounds of writes, one at a time.

    write: takes all that is waiting, as one transaction. Where it fails, each item is written alone, in its turn.
    """

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._write = write
        self._waiting: dict[int, T] = {}
        self._turns = asyncio.Lock()
        self._last = 0

    async def add(self, item: T) -> None:
        """Returns when the item is written. Raises: whatever `write` does."""
        self._last += 1
        mine = self._last
        self._waiting[mine] = item
        try:
            async with self._turns:
                if mine not in self._waiting:
                    return
                # Whoever comes at the same moment comes along.
                await asyncio.sleep(0)
                for number in await self._round(mine):
                    self._waiting.pop(number, None)
        finally:
            self._waiting.pop(mine, None)

    async def _round(self, mine: int) -> tuple[int, ...]:
        waiting = dict(self._waiting)
        if len(waiting) > 1:
            with suppress(Exception):
                await self._write(tuple(waiting.values()))
                return tuple(waiting)
        await self._write((self._waiting[mine],))
        return (mine,)
