"""What every implementation of `MemberStore` must do; inherit and give it a `store` fixture."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from batuta.digest import Digest
from batuta.errors import NotFound
from batuta.ports import Member, MemberStore
from tools.customers.members import SCHEMA, ContentDigest, encoded


def part(*groups: Sequence[Member]) -> tuple[Digest, tuple[bytes, ...]]:
    """Members as a warehouse hands them over: their digest, and one part a group."""
    content, parts = ContentDigest(), []
    for group in groups:
        ids, arms, channels, slots = zip(*group, strict=True)
        columns = (ids, arms, [",".join(names) for names in channels], slots)
        batch = pa.RecordBatch.from_arrays(
            [pa.array(column).cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
        )
        content.add(batch)
        parts.append(encoded(batch))
    return content.value, tuple(parts)


FIRST = [Member("C1", "treated", ("email", "sms"), 0), Member("ñ–2", "control", ("push",), 2519)]
SECOND = [Member("C3", "treated", ("letter",), 7)]


class MembersContract:
    async def test_gives_back_what_was_saved_in_order(self, store: MemberStore) -> None:
        digest, parts = part(FIRST, SECOND)
        await store.save(digest, parts)
        assert [member async for batch in store.load(digest) for member in batch] == [*FIRST, *SECOND]

    async def test_the_same_again_is_no_change(self, store: MemberStore) -> None:
        digest, parts = part(FIRST, SECOND)
        await store.save(digest, parts)
        await store.save(digest, parts)
        assert [member async for batch in store.load(digest) for member in batch] == [*FIRST, *SECOND]

    async def test_takes_parts_from_an_iterator(self, store: MemberStore) -> None:
        digest, parts = part(FIRST, SECOND)
        await store.save(digest, iter(parts))
        assert len([batch async for batch in store.load(digest)]) == 2

    async def test_keeps_lists_apart(self, store: MemberStore) -> None:
        for members in (FIRST, SECOND):
            await store.save(*part(members))
        assert [member async for batch in store.load(part(SECOND)[0]) for member in batch] == SECOND

    async def test_an_unknown_list_is_not_found(self, store: MemberStore) -> None:
        with pytest.raises(NotFound):
            [batch async for batch in store.load("0" * 64)]
