import pytest

from tests.contracts.members import FIRST, MembersContract, part
from tools.records.database import Pool
from tools.records.members import PostgresMembers


class TestPostgres(MembersContract):
    @pytest.fixture
    def store(self, pool: Pool) -> PostgresMembers:
        return PostgresMembers(pool)

    async def test_another_process_finds_the_list(self, pool: Pool) -> None:
        await PostgresMembers(pool).save(*part(FIRST))
        digest = part(FIRST)[0]
        assert [member async for batch in PostgresMembers(pool).load(digest) for member in batch] == FIRST
