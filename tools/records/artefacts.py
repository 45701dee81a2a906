"""Artefacts, each written once under its digest."""

from psycopg.types.json import Jsonb

from batuta.digest import Digest
from batuta.digest import digest as compute
from batuta.errors import NotFound, StaleDigest
from batuta.noun import Noun
from batuta.ports import N
from batuta.text import Text
from tools.records.database import Pool, reading


class MemoryArtefacts:
    """Artefacts of one process; what commands that start no database use."""

    def __init__(self) -> None:
        self._kept: dict[Digest, Noun] = {}

    async def put(self, artefact: Noun) -> Digest:
        name = compute(artefact)
        self._kept[name] = artefact
        return name

    async def get(self, digest: Digest, kind: type[N]) -> N:
        found = self._kept.get(digest)
        if not isinstance(found, kind):
            raise missing(digest, kind)
        return found


class PostgresArtefacts:
    """The artefacts of one company. What was read once is kept, since it can never change."""

    def __init__(self, pool: Pool, *, remembered: int = 512) -> None:
        self._pool = pool
        self._remembered = remembered
        self._recent: dict[Digest, Noun] = {}

    async def put(self, artefact: Noun) -> Digest:
        name = compute(artefact)
        if name in self._recent:
            return name
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO artefacts (digest, kind, body) VALUES (%s, %s, %s) ON CONFLICT (digest) DO NOTHING",
                [name, type(artefact).__name__, Jsonb(artefact.model_dump(mode="json"))],
            )
        self._remember(name, artefact)
        return name

    async def get(self, digest: Digest, kind: type[N]) -> N:
        known = self._recent.get(digest)
        if isinstance(known, kind):
            return known
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT kind, body FROM artefacts WHERE digest = %s", [digest])
            row = await rows.fetchone()
        if row is None or row["kind"] != kind.__name__:
            raise missing(digest, kind)
        if compute(row["body"]) != digest:
            raise StaleDigest(
                Text(
                    en=f"The stored {kind.__name__} {digest[:12]} was altered.",
                    es=f"{kind.__name__} {digest[:12]} se ha alterado en la base de datos.",
                ),
                subject=digest,
            )
        artefact = kind.model_validate(row["body"])
        self._remember(digest, artefact)
        return artefact

    def _remember(self, name: Digest, artefact: Noun) -> None:
        while len(self._recent) >= self._remembered:
            del self._recent[next(iter(self._recent))]
        self._recent[name] = artefact


def missing(name: Digest, kind: type[Noun]) -> NotFound:
    called = kind.__name__
    return NotFound(
        Text(en=f"There is no {called} of version {name[:12]}.", es=f"No existe {called} con la versión {name[:12]}."),
        subject=name,
    )
