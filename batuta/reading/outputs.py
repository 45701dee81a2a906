"""What a reader must hand back. Absent facts stay absent; every value carries the words it was read from."""

from batuta.audience import Audience, Evidence
from batuta.brief import Budget, Channel, ContentNeed, Kpi, Objective, OfferFact, Window
from batuta.noun import Noun
from batuta.reading.doubt import Doubt


class ProductSaid(Noun):
    id: str
    """Of products.yaml."""
    evidence: Evidence


class ChannelSaid(Noun):
    channel: Channel
    evidence: Evidence


class Phrase(Noun):
    """Words taken from the brief as they stand: a tone, a must-say."""

    text: str
    evidence: Evidence


class Intent(Noun):
    """What the campaign is for: the first stage."""

    language: str
    """The language the text is written in: `es`, `en`, or another ISO 639-1 code, which we do not read."""
    locale: str | None = None
    """The language and market where the words show it, such as `es-MX`."""
    is_brief: bool
    objective: Objective | None = None
    product: ProductSaid | None = None
    window: Window | None = None
    budget: Budget | None = None
    kpis: tuple[Kpi, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Eligibility(Noun):
    """Who may be addressed: the second stage. Only what the text says; nothing the product or the law adds."""

    audience: Audience = Audience()
    doubts: tuple[Doubt, ...] = ()


class ContentWanted(Noun):
    """What is to be said, where and how: the third stage."""

    offer: tuple[OfferFact, ...] = ()
    channels: tuple[ChannelSaid, ...] = ()
    content_needs: tuple[ContentNeed, ...] = ()
    tone: tuple[Phrase, ...] = ()
    must_say: tuple[Phrase, ...] = ()
    must_not_say: tuple[Phrase, ...] = ()
    doubts: tuple[Doubt, ...] = ()
