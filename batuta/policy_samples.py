"""The texts by which a rule of a policy pack proves itself."""

from datetime import datetime

from pydantic import Field, model_validator

from batuta.audience import Audience
from batuta.brief import Channel
from batuta.contact import FrequencyCap
from batuta.content import Part
from batuta.noun import Noun
from batuta.text import Language


class Sample(Noun):
    """A text, an audience or both, with their context; a plain string is the text alone."""

    text: str = ""
    """The main part of the message."""
    parts: dict[Part, str] = Field(default_factory=dict)
    channel: Channel = "email"
    locale: str = ""
    also: str = ""
    """Another message of the same campaign …"""
    also_channel: Channel = "web"
    """… by this channel: a page is where the message leads."""
    jurisdiction: str = ""
    """Empty: the first for which the rule names a law."""
    kind: str = ""
    """The product, in any words."""
    sector: str = ""
    facts: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    sender: str = ""
    send_at: datetime | None = None
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    caps: tuple[FrequencyCap, ...] = ()
    note: str = ""
    """What is said of the audience."""
    audience: Audience | None = None
    channels: tuple[Channel, ...] = ()
    sensitive: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _plain_words_are_the_text(cls, given: object) -> object:
        return {"text": given} if isinstance(given, str) else given

    def over(self, shared: "Sample") -> "Sample":
        """This sample with what it does not say taken from what all samples of a rule share."""
        return shared.model_copy(update={name: getattr(self, name) for name in self.model_fields_set})


class Samples(Noun):
    """What a rule must catch and must leave alone, in one language."""

    catch: tuple[Sample, ...] = Field(min_length=2)
    leave: tuple[Sample, ...] = Field(min_length=2)


class Examples(Noun):
    context: Sample = Sample()
    """What every sample of the rule shares: channel, kind, sector …"""
    es: Samples | None = None
    en: Samples | None = None

    def in_(self, language: Language) -> Samples | None:
        return self.es if language == "es" else self.en
