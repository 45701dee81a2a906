"""Messages: what is said, part by part, and where every sentence comes from."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from batuta.brief import CHANNELS, Channel, ContentNeed
from batuta.noun import Noun
from batuta.text import Text

Status = Literal["draft", "pending", "approved", "published", "retired"]
Origin = Literal["reused", "pending", "generated", "edited"]
Part = Literal["subject", "preheader", "headline", "title", "body", "cta", "legal", "footer", "alt", "text"]

PARTS: dict[Channel, tuple[Part, ...]] = {
    "email": ("subject", "preheader", "headline", "body", "cta", "legal", "footer", "alt"),
    "sms": ("text",),
    "push": ("title", "body"),
    "web": ("headline", "body", "cta"),
    "in_app": ("headline", "body", "cta"),
    "call": ("headline", "body", "cta"),
    "letter": ("headline", "body", "cta"),
    "social": ("headline", "body", "cta"),
    "display": ("headline", "body", "cta"),
}
"""Parts by channel, in reading order."""

OUTSIDE_NAMES: dict[Channel, dict[str, Part]] = {
    "sms": {"sms": "text", "body": "text", "message": "text"},
    "push": {"push_title": "title", "push_body": "body", "headline": "title", "text": "body"},
    "email": {"title": "headline", "text": "body", "subject_line": "subject", "button": "cta"},
}
"""Field names used elsewhere, and the part each one is."""


class Citation(Noun):
    """What a sentence rests on."""

    source: str
    """`fact:gold_card/annual_fee`, `passage:<id>`, `block:<id>` or `brief`."""
    quote: str
    """The words there that carry it."""


TITLES: tuple[Part, ...] = ("subject", "headline", "title")
"""The parts that a message goes by where a system wants one title; the first that it has."""


class Sentence(Noun):
    text: str
    part: Part
    citations: tuple[Citation, ...] = ()


class Asset(Noun):
    """An image or other file, with the right to use it."""

    id: str
    kind: str = "image"
    title: str = ""
    alt: str = ""
    url: str = ""
    rights_expire: date | None = None


class Provenance(Noun):
    """Who wrote it, with what."""

    engine: str
    """`builtin`, a model's name, or a person."""
    prompt_version: str = ""
    degraded: bool = False
    """A model was configured and could not be used."""
    ai_generated: bool = False
    """Marked in the artefact as well (EU AI Act, art. 50)."""


class Edit(Noun):
    """What a person made of one part."""

    part: Part
    before: str
    after: str
    by: str


class AsFound(Noun):
    """What the system that a message comes from shows of it besides its parts."""

    title: str = ""
    links: tuple[str, ...] | None = None
    """Where links in it lead; None where the system does not say."""


class ContentItem(Noun):
    """One message, whole."""

    id: str
    channel: Channel
    locale: str
    status: Status
    parts: dict[Part, str]
    sentences: tuple[Sentence, ...] = ()
    origin: Origin
    product_id: str | None = None
    need: str = ""
    """The key of the need it fills."""
    label: str = ""
    """The strategy of this variant: `benefit`, `price` …"""
    version: int = 1
    assets: tuple[Asset, ...] = ()
    provenance: Provenance | None = None
    worked_in: tuple[str, ...] = ()
    """Digests of the answers that people gave about it and that are in it already."""
    edits: tuple[Edit, ...] = ()
    """What people changed in it, in order."""
    notes: tuple[str, ...] = ()
    """What its author should know: what was asked for and not said, and why. In the brief's language."""
    as_found: AsFound | None = Field(default=None, exclude_if=lambda found: found is None)
    """Of a message that people wrote in their own system."""

    @model_validator(mode="after")
    def _parts_belong_to_channel(self) -> "ContentItem":
        strange = [part for part in self.parts if part not in PARTS[self.channel]]
        if strange:
            raise ValueError(
                f"{self.channel} has no part {', '.join(strange)}; it has {', '.join(PARTS[self.channel])}"
            )
        return self

    @property
    def called(self) -> str:
        """What it goes by in a system that gives each message a title."""
        found = self.as_found.title if self.as_found and self.origin == "reused" else ""
        return found or next((words for part in TITLES if (words := self.parts.get(part))), self.id)

    @property
    def words(self) -> str:
        """All its text in reading order."""
        return "\n".join(self.parts[part] for part in PARTS[self.channel] if self.parts.get(part))


class Need(Noun):
    """A message this campaign needs, made concrete: one channel, one locale."""

    key: str
    """`email.es-ES`, unique in the campaign."""
    channel: Channel
    locale: str
    purpose: str
    variants: int
    product_id: str | None


class PassedOver(Noun):
    """A near miss among what exists, and why it was not taken."""

    id: str
    why: str


class Discovery(Noun):
    """What was found for one need before anything was written."""

    need: Need
    decision: Literal["reuse", "propose_pending", "generate"]
    item_id: str | None = None
    also: tuple[str, ...] = ()
    """Further items that fit as well, as other variants; best first."""
    to_write: int = 0
    """Variants that the brief asks for beyond what exists."""
    why: str = ""
    rejected: tuple[PassedOver, ...] = ()


class DiscoveryReceipt(Noun):
    """What is reused, what waits for somebody's approval, what has to be written."""

    needs: tuple[Discovery, ...]

    @property
    def reused(self) -> int:
        return sum(found.decision == "reuse" for found in self.needs)

    @property
    def pending(self) -> int:
        return sum(found.decision == "propose_pending" for found in self.needs)

    @property
    def topped_up(self) -> frozenset[str]:
        """Keys of the needs of which something exists, and more is written beside it."""
        return frozenset(found.need.key for found in self.needs if found.to_write and found.decision != "generate")

    @property
    def missing(self) -> tuple[Need, ...]:
        """What has to be written, with the variants still wanted of each."""
        return tuple(
            found.need if found.decision == "generate" else found.need.model_copy(update={"variants": found.to_write})
            for found in self.needs
            if found.decision == "generate" or found.to_write
        )


class Rights(Noun):
    kind: str | None = None
    expires: date | None = None
    territories: tuple[str, ...] = ()


class InventoryItem(Noun):
    """Something the company already has, as its content system describes it."""

    id: str
    type: str = "copy"
    """`copy`, `image` …"""
    status: str
    version: int = 1
    channel: str | None = None
    locale: str | None = None
    product_id: str | None = None
    audience: str | None = None
    purpose: str | None = None
    title: str = ""
    body: str = ""
    parts: dict[Part, str] = Field(default_factory=dict)
    alt: Text | None = None
    """What an image shows, in one language or in both."""
    url: str = ""
    links: tuple[str, ...] | None = None
    """Where links in it lead; None where the system does not say."""
    updated: date | None = None
    valid_until: date | None = None
    rights: Rights | None = None

    @field_validator("alt", mode="before")
    @classmethod
    def _nothing_said(cls, given: object) -> object:
        return None if given == "" else given


class Rendered(Noun):
    """A message as its channel carries it."""

    text: str
    """What plain text shows; for SMS, the message itself."""
    html: str = ""
    """Responsive HTML, sanitised, for channels that show it."""
    encoding: Literal["GSM-7", "UCS-2"] | None = None
    """SMS only."""
    segments: int | None = None
    """SMS only: how many messages are paid for."""
    units: int | None = None
    """SMS only: how long it is, in characters of its alphabet."""
    beyond: str = ""
    """SMS only: letters for which the shorter alphabet, with more characters a message, cannot be used."""


class Violation(Noun):
    """Something wrong with a written message that code can see."""

    rule: str
    part: str
    message: str
    quote: str = ""


class QualityCheck(Noun):
    """One check of one message before anything is sent."""

    check: str
    """`links`, `tokens`, `rendering`, `contrast`, `alternative_text`, `locale`, `size`."""
    item: str
    passed: bool
    message: str = ""
    part: str = ""


class QualityReport(Noun):
    checks: tuple[QualityCheck, ...] = ()

    @property
    def failed(self) -> tuple[QualityCheck, ...]:
        return tuple(check for check in self.checks if not check.passed)


def part_named(channel: Channel, name: str) -> Part | None:
    """The part that an outside field name means, or None.

    >>> part_named("push", "push_title"), part_named("sms", "subject")
    ('title', None)
    """
    own: dict[str, Part] = {part: part for part in PARTS[channel]}
    return own.get(name) or OUTSIDE_NAMES.get(channel, {}).get(name)


def need_key(channel: Channel, locale: str, purpose: str = "promote") -> str:
    return f"{channel}.{locale}" if purpose == "promote" else f"{channel}.{locale}.{purpose}"


def needs_of(
    needs: tuple[ContentNeed, ...],
    channels: tuple[Channel, ...],
    locales: tuple[str, ...],
    product_id: str | None,
    *,
    variants: int,
) -> tuple[Need, ...]:
    """One concrete need a channel and locale: what the brief says of content, completed by its channels.

    `locales` serve where a need names none. Channels without a stated need get one for each locale.
    """
    concrete: dict[str, Need] = {}
    stated = [(n.channel, (n.locale,) if n.locale else locales, n.purpose, max(n.variants, 1)) for n in needs]
    covered = {channel for channel, *_ in stated}
    implied = [(channel, locales, "promote", variants) for channel in channels if channel not in covered]
    for channel, where, purpose, count in stated + implied:
        for locale in where:
            key = need_key(channel, locale, purpose)
            concrete[key] = Need(
                key=key,
                channel=channel,
                locale=locale,
                purpose=purpose,
                variants=max(count, variants),
                product_id=product_id,
            )
    return tuple(sorted(concrete.values(), key=lambda need: (CHANNELS.index(need.channel), need.locale, need.purpose)))
