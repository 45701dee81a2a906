"""What marketing systems do, as one vocabulary: what each takes, gives and changes.

Connectors translate between this and what their system calls things. Arguments are strict: they are ours. Results
come from outside: fields that nobody asked for are ignored, and a missing one that is needed is an error.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pydantic import Field, ValidationError

from batuta.content import ContentItem, InventoryItem
from batuta.digest import Digest
from batuta.errors import OutcomeUnknown, SystemUnavailable
from batuta.noun import Noun, Received
from batuta.publishing import Capability
from batuta.text import Text


class Which(Noun):
    """One thing, by the system's own reference – or, to take it back, by the key of the call that made it."""

    id: str = ""
    undoes: str = ""


class SearchArguments(Noun):
    product_id: str | None = None
    channel: str | None = None


class ContentArguments(Noun):
    item: ContentItem
    digest: Digest
    purpose: str | None = None
    audience: str | None = None
    id: str = ""
    """What is changed, for `content.update`."""


class AudienceArguments(Noun):
    name: str
    audience: Digest
    """Of the frozen member list."""
    members: int = Field(ge=0)
    control: int = 0
    by_channel: dict[str, int] = Field(default_factory=dict)
    id: str = ""
    """What is changed, for `audience.update`."""


class CampaignArguments(Noun):
    name: str
    audience: str
    """The system's reference of the audience."""
    channels: tuple[str, ...]
    content: tuple[Digest, ...] = ()
    start: date | None = None
    end: date | None = None
    control_share: float = 0.0


class ScheduleArguments(Noun):
    id: str
    start: date
    end: date | None = None


class PeopleArguments(Noun):
    channel: str
    people: tuple[str, ...]


class ItemsResult(Received):
    items: tuple[InventoryItem, ...]


class ContentResult(Received):
    id: str
    status: str
    version: int = 1
    locale: str | None = None
    title: str | None = None
    """What the system itself calls it; None where it does not say."""
    parts: dict[str, str] = Field(default_factory=dict)
    links: tuple[str, ...] | None = None
    """Where links in it lead, as they are live; None where the system does not say."""
    beside: str = ""
    """Words in it that belong to none of its parts, such as a paragraph that somebody added."""


class AudienceResult(Received):
    id: str
    state: str = "active"
    members: int | None = None
    audience: Digest = ""


class SizeResult(Received):
    members: int = Field(ge=0)


class CampaignResult(Received):
    id: str
    state: str
    start: date | None = None
    end: date | None = None


class SentResult(Received):
    sent: int = Field(ge=0)
    refused: tuple[str, ...] = ()
    """Ids of messages that certainly did not go."""


class NumbersResult(Received):
    sent: int | None = None
    opened: int | None = None
    clicked: int | None = None
    converted: int | None = None


class AllowedResult(Received):
    allowed: tuple[str, ...]


class Anything(Received):
    """Checked where it is used: `Subject` and `Finding`s, `Batch` and its messages."""


class Spec(NamedTuple):
    """One capability."""

    arguments: type[Noun] | type[Received]
    result: type[Received]
    changes: bool
    """It acts on the world: planned, approved, sent through the outbox with a key."""


CAPABILITIES: Mapping[Capability, Spec] = {
    "content.search": Spec(SearchArguments, ItemsResult, False),
    "content.get": Spec(Which, ContentResult, False),
    "content.create": Spec(ContentArguments, ContentResult, True),
    "content.update": Spec(ContentArguments, ContentResult, True),
    "content.submit": Spec(Which, ContentResult, True),
    "content.publish": Spec(Which, ContentResult, True),
    "content.unpublish": Spec(Which, ContentResult, True),
    "asset.search": Spec(SearchArguments, ItemsResult, False),
    "asset.get": Spec(Which, ContentResult, False),
    "audience.create": Spec(AudienceArguments, AudienceResult, True),
    "audience.update": Spec(AudienceArguments, AudienceResult, True),
    "audience.size": Spec(Which, SizeResult, False),
    "audience.get": Spec(Which, AudienceResult, False),
    "audience.delete": Spec(Which, AudienceResult, True),
    "campaign.create": Spec(CampaignArguments, CampaignResult, True),
    "campaign.schedule": Spec(ScheduleArguments, CampaignResult, True),
    "campaign.pause": Spec(Which, CampaignResult, True),
    "campaign.resume": Spec(Which, CampaignResult, True),
    "campaign.stop": Spec(Which, CampaignResult, True),
    "campaign.get": Spec(Which, CampaignResult, False),
    "message.send_test": Spec(Anything, SentResult, True),
    "message.send": Spec(Anything, SentResult, True),
    "results.fetch": Spec(Which, NumbersResult, False),
    "consent.check": Spec(PeopleArguments, AllowedResult, False),
    "compliance.check": Spec(Anything, Anything, False),
}


def result_of(system: str, capability: Capability, answered: object) -> dict[str, object]:
    """The system's answer in our words, JSON. Raises: OutcomeUnknown or SystemUnavailable, naming what is missing."""
    spec = CAPABILITIES[capability]
    try:
        return spec.result.model_validate(answered).model_dump(mode="json")
    except ValidationError as wrong:
        places = ", ".join(sorted({".".join(map(str, error["loc"])) or "answer" for error in wrong.errors()}))
        raise (OutcomeUnknown if spec.changes else SystemUnavailable)(
            Text(
                en=f"{system} answered {capability} without what is needed: {places}.",
                es=f"{system} ha respondido a {capability} sin lo necesario: {places}.",
            ),
            remedy=Text(
                en="Check its mapping in the workspace's systems.", es="Revisa su correspondencia en los sistemas."
            ),
            subject=system,
        ) from None
