"""Member lists in memory: for commands that need no database, and for tests."""

from collections.abc import AsyncIterator, Iterable

from batuta.digest import Digest, short
from batuta.errors import NotFound
from batuta.ports import Member
from batuta.text import Text
from tools.customers.members import decoded, verified


class MembersInMemory:
    """A `MemberStore` that forgets when the process ends."""

    def __init__(self) -> None:
        self._kept: dict[Digest, tuple[bytes, ...]] = {}

    async def save(self, digest: Digest, parts: Iterable[bytes]) -> None:
        self._kept.setdefault(digest, tuple(parts))

    async def load(self, digest: Digest) -> AsyncIterator[tuple[Member, ...]]:
        if digest not in self._kept:
            raise no_such_list(digest)
        for part in verified(digest, self._kept[digest]):
            yield decoded(part)


def no_such_list(digest: Digest) -> NotFound:
    return NotFound(
        Text(
            en=f"There is no frozen audience {short(digest)}.",
            es=f"No existe ningún público congelado {short(digest)}.",
        ),
        remedy=Text(en="Freeze the audience again.", es="Vuelve a congelar el público."),
        subject=digest,
    )
