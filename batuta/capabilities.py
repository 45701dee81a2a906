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
    parts: dict[str, str] = Field(default_factory=dict)


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
    what: Text
    verified_by: Capability | None = None


CAPABILITIES: Mapping[Capability, Spec] = {
    "content.search": Spec(
        SearchArguments, ItemsResult, False, Text(en="search what has been written", es="buscar lo que ya está escrito")
    ),
    "content.get": Spec(Which, ContentResult, False, Text(en="read one message", es="leer una pieza")),
    "content.create": Spec(
        ContentArguments,
        ContentResult,
        True,
        Text(en="store a new message", es="guardar una pieza nueva"),
        "content.get",
    ),
    "content.update": Spec(
        ContentArguments, ContentResult, True, Text(en="change a message", es="cambiar una pieza"), "content.get"
    ),
    "content.submit": Spec(
        Which,
        ContentResult,
        True,
        Text(en="hand a message in for review", es="mandar una pieza a revisión"),
        "content.get",
    ),
    "content.publish": Spec(
        Which,
        ContentResult,
        True,
        Text(en="publish a message", es="publicar una pieza"),
        "content.get",
    ),
    "content.unpublish": Spec(
        Which, ContentResult, True, Text(en="withdraw a message", es="retirar una pieza"), "content.get"
    ),
    "asset.search": Spec(SearchArguments, ItemsResult, False, Text(en="search images", es="buscar imágenes")),
    "asset.get": Spec(Which, ContentResult, False, Text(en="read one image's data", es="leer los datos de una imagen")),
    "audience.create": Spec(
        AudienceArguments,
        AudienceResult,
        True,
        Text(en="make an audience", es="crear un público"),
        "audience.get",
    ),
    "audience.update": Spec(
        AudienceArguments, AudienceResult, True, Text(en="change an audience", es="cambiar un público"), "audience.get"
    ),
    "audience.size": Spec(Which, SizeResult, False, Text(en="count an audience", es="contar un público")),
    "audience.get": Spec(Which, AudienceResult, False, Text(en="read an audience", es="leer un público")),
    "audience.delete": Spec(Which, AudienceResult, True, Text(en="delete an audience", es="borrar un público")),
    "campaign.create": Spec(
        CampaignArguments,
        CampaignResult,
        True,
        Text(en="set a campaign up", es="montar una campaña"),
        "campaign.get",
    ),
    "campaign.schedule": Spec(
        ScheduleArguments,
        CampaignResult,
        True,
        Text(en="schedule a campaign", es="programar una campaña"),
        "campaign.get",
    ),
    "campaign.pause": Spec(
        Which,
        CampaignResult,
        True,
        Text(en="pause a campaign", es="pausar una campaña"),
        "campaign.get",
    ),
    "campaign.resume": Spec(
        Which, CampaignResult, True, Text(en="resume a campaign", es="reanudar una campaña"), "campaign.get"
    ),
    "campaign.stop": Spec(
        Which, CampaignResult, True, Text(en="stop a campaign", es="detener una campaña"), "campaign.get"
    ),
    "campaign.get": Spec(Which, CampaignResult, False, Text(en="read a campaign", es="leer una campaña")),
    "message.send_test": Spec(Anything, SentResult, True, Text(en="send a test", es="enviar una prueba")),
    "message.send": Spec(Anything, SentResult, True, Text(en="send messages", es="enviar mensajes")),
    "results.fetch": Spec(Which, NumbersResult, False, Text(en="read results", es="leer resultados")),
    "consent.check": Spec(
        PeopleArguments,
        AllowedResult,
        False,
        Text(en="ask who may be contacted", es="preguntar a quién se puede contactar"),
    ),
    "compliance.check": Spec(Anything, Anything, False, Text(en="ask for a review", es="pedir una revisión")),
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
