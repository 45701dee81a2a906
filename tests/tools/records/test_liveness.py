"""Workers know of each other who lives."""

import psycopg

from tools.records.liveness import Liveness


async def test_a_worker_lives_as_long_as_its_connection(postgres: str) -> None:
    async with Liveness(postgres) as one:
        async with Liveness(postgres) as other:
            assert {one.worker, other.worker} <= await one.alive()
        assert other.worker not in await one.alive()


async def test_a_worker_whose_connection_was_cut_signs_again(postgres: str) -> None:
    async with Liveness(postgres) as one, Liveness(postgres) as other:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s",
                [int(one.worker)],
            )
        assert one.worker not in await other.alive()
        assert one.worker in await one.alive()
        assert one.worker in await other.alive()
