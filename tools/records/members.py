"""Frozen member lists: compressed parts under the digest of their content."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from batuta.digest import Digest
from batuta.ports import Member
from tools.customers.member_store import no_such_list
from tools.customers.members import decoded, verified
from tools.records.database import Pool, reading, transaction


class PostgresMembers:
    """The `MemberStore` of one company."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def save(self, digest: Digest, parts: Iterable[bytes]) -> None:
        async with transaction(self._pool) as connection:
            for number, data in enumerate(parts):
                await connection.execute(
                    "INSERT INTO frozen_members (digest, part, data) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                    [digest, number, data],
                )

    async def load(self, digest: Digest) -> AsyncIterator[tuple[Member, ...]]:
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT data FROM frozen_members WHERE digest = %s ORDER BY part", [digest])
            parts = [bytes(row["data"]) for row in await rows.fetchall()]
        if not parts:
            raise no_such_list(digest)
        for part in await asyncio.to_thread(lambda: tuple(verified(digest, parts))):
            yield await asyncio.to_thread(decoded, part)
