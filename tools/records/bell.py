"""Whoever waits for something of a campaign or a conversation hears at once that it changed, in any process.

A hint, never news: what changed stands in the tables, and whoever waits looks there again after a while, rung for or
not. What rings, when its transaction is committed: every entry of the feed under the id of its campaign or
conversation; a campaign's status and its receipts each under a name of their own, for those who wait for nothing else.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

import psycopg
from psycopg import AsyncConnection

CHANNEL = "'batuta_' || md5(current_schema())"
"""SQL: the channel of the company whose schema a connection sees."""
STATUS = "status:"
RECEIPTS = "receipts:"
AGAIN = 1.0
"""Seconds after which a broken line is opened again."""


class Watch:
    """One wait after another for the same thing; what rings between two waits is not lost."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()

    async def next(self, patience: float) -> None:
        """Until it rings, or `patience` seconds have passed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.rung.wait()
        self.rung.clear()


class Bell:
    """One line to PostgreSQL for everybody in this process; without `async with`, a clock that only times out."""

    def __init__(self, uri: str, schema: str) -> None:
        self._uri = uri
        self._schema = schema
        self._watches: dict[str, set[Watch]] = defaultdict(set)
        self._line: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._line = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._line is not None and not self._line.done():
            self._line.cancel()
            await asyncio.wait([self._line], timeout=0.2)

    @contextmanager
    def watching(self, *subjects: str) -> Iterator[Watch]:
        """Campaigns and conversations that this caller waits for, by id; or what of a campaign, by `STATUS` and id."""
        watch = Watch()
        for subject in subjects:
            self._watches[subject].add(watch)
        try:
            yield watch
        finally:
            for subject in subjects:
                self._watches[subject].discard(watch)
                if not self._watches[subject]:
                    del self._watches[subject]

    def _ring(self, subject: str) -> None:
        for watch in self._watches.get(subject, ()):
            watch.rung.set()

    async def _listen(self) -> None:
        while True:
            with suppress(psycopg.Error, OSError):
                async with await AsyncConnection.connect(
                    self._uri, autocommit=True, connect_timeout=10, options=f'-c search_path="{self._schema}"'
                ) as line:
                    channel = await (await line.execute(f"SELECT {CHANNEL}")).fetchone()
                    await line.execute(f'LISTEN "{channel[0]}"'.encode() if channel else b"")
                    for subject in self._watches:
                        self._ring(subject)
                    async for notice in line.notifies():
                        self._ring(notice.payload)
            await asyncio.sleep(AGAIN)
