"""What was sent, in memory: for commands that send nothing, and for tests."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from batuta.brief import Channel


class ContactsInMemory:
    """A `ContactHistory` over (customer, channel, moment), and over (customer, channel) of those who said no."""

    def __init__(
        self, sent: Sequence[tuple[str, Channel, datetime]] = (), refused: Sequence[tuple[str, Channel]] = ()
    ) -> None:
        self._sent, self._refused = tuple(sent), tuple(refused)

    async def objections(self, channels: Sequence[Channel]) -> Mapping[Channel, frozenset[str]]:
        return {channel: frozenset(person for person, on in self._refused if on == channel) for channel in channels}

    async def sent_since(self, moment: datetime, channel: str | None) -> AsyncIterator[Mapping[str, int]]:
        yield Counter(
            person for person, through, at in self._sent if at >= moment and (channel is None or through == channel)
        )
