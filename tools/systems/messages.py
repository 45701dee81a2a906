"""Messages as connectors get them: addressed, filled in, rendered; nothing left to decide."""

from pydantic import Field

from batuta.brief import Channel
from batuta.content import Part
from batuta.errors import OutcomeUnknown
from batuta.noun import Noun
from batuta.text import Text


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


class SendingInterrupted(OutcomeUnknown):
    """A system broke off inside a batch: what certainly went, what certainly did not, and the one in between."""

    def __init__(self, system: str, sent: tuple[str, ...], refused: tuple[str, ...], under_way: str) -> None:
        """under_way: empty where the next one certainly did not go, or would be recognised if it went again."""
        en = "1 message" if len(sent) == 1 else f"{len(sent)} messages"
        es = "1 mensaje" if len(sent) == 1 else f"{len(sent)} mensajes"
        super().__init__(
            Text(
                en=f"{system} broke off after {en}; one may or may not have gone.",
                es=f"{system} se cortó tras {es}; uno puede haber salido o no.",
            )
            if under_way
            else Text(
                en=f"{system} broke off after {en}; the others have not gone.",
                es=f"{system} se cortó tras {es}; los demás no han salido.",
            ),
            subject=system,
        )
        self.sent = sent
        self.refused = refused
        self.under_way = under_way
