"""What was sent, in memory: for commands that send nothing, and for tests."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from batuta.brief import Channel


class ContactsInMemory:
    """A `ContactHistory` over (customer, channel, moment)."""

    def __init__(self, sent: Sequence[tuple[str, Channel, datetime]] = ()) -> None:
        self._sent = tuple(sent)

    async def sent_since(self, moment: datetime, channel: str | None) -> AsyncIterator[Mapping[str, int]]:
        yield Counter(
            person for person, through, at in self._sent if at >= moment and (channel is None or through == channel)
        )
