"""Messages as connectors get them: addressed, filled in, rendered; nothing left to decide."""

from pydantic import Field

from batuta.brief import Channel
from batuta.content import Part
from batuta.noun import Noun


class Message(Noun):
    id: str
    """Unique and the same on every attempt: what a provider can recognise a repetition by."""
    to: str
    item: str
    """The content item it shows."""
    parts: dict[Part, str]
    """Filled in, as text."""
    html: str = ""
    text: str = ""
    unsubscribe: str = ""
    """This person's way out, where it takes the one click of mail programs (RFC 8058)."""


class Batch(Noun):
    campaign_id: str
    channel: Channel
    test: bool = False
    sender_name: str = ""
    sender_address: str = ""
    unsubscribe: str = ""
    """Where everybody may write to for the same; for the List-Unsubscribe header."""
    messages: tuple[Message, ...] = Field(min_length=1)
