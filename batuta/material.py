"""What a message may be made of, and a message as it is written.

Whoever writes – the built-in engine or a chat model – is given the same material: facts in force, approved
lines with their facts already filled in, passages, rules. Whatever is printed cites one of them.
"""

from typing import Literal, get_args

from pydantic import Field

from batuta.brand import WritingRules
from batuta.brief import CHANNELS, Channel
from batuta.content import Citation, Need, Part, Provenance, Sentence
from batuta.noun import Noun
from batuta.text import Text
from batuta.workspace import Merge, Sender

Strategy = Literal["benefit", "price", "reassurance", "question", "novelty", "service"]
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)

MAIN: dict[Channel, Part] = {channel: "text" if channel == "sms" else "body" for channel in CHANNELS}
"""The part of each channel that carries what is said."""

NEEDED: dict[Channel, tuple[Part, ...]] = {
    "email": ("subject", "preheader", "headline", "body", "cta", "footer"),
    "sms": ("text",),
    "push": ("title", "body"),
    "web": ("headline", "body", "cta"),
    "in_app": ("headline", "body", "cta"),
    "call": ("body",),
    "letter": ("headline", "body"),
    "social": ("body",),
    "display": ("headline", "cta"),
}
"""Parts without which a message is not whole, where the brand says nothing."""

LIMITS: dict[Channel, dict[Part, int]] = {
    "email": {"subject": 70, "preheader": 110, "headline": 90, "cta": 40, "body": 1800},
    "sms": {"text": 306},
    "push": {"title": 50, "body": 150},
    "web": {"headline": 70, "body": 220, "cta": 30},
    "in_app": {"headline": 60, "body": 200, "cta": 30},
    "call": {"body": 1500},
    "letter": {"headline": 100, "body": 2500},
    "social": {"headline": 90, "body": 280, "cta": 30},
    "display": {"headline": 40, "body": 90, "cta": 25},
}
"""Characters that fit, where the brand says nothing."""

OPT_OUT = "{{unsubscribe_url}}"
"""The merge field of the way out; every system that sends fills it."""

BRIEF, SENDER, WAY_OUT = "brief", "sender", "rule:opt_out"
"""Sources that are neither fact, block nor passage: what was asked for, who writes, how to be left alone."""


class ProductWords(Noun):
    """A product as a message speaks of it."""

    source: str
    """How its name is cited: `product:<id>`, or the source it was read in."""
    name: str
    kind: str = "other"
    url: str = ""


class FactWords(Noun):
    """A fact in force, in the language of the message."""

    source: str
    """How it is cited: `fact:gold_card/annual_fee`, or the id it came with."""
    key: str
    text: str
    figure: str = ""
    """Its value with the unit, as written in the language."""
    conditions: str = ""
    """What must be said wherever its figure is said."""

    @property
    def whole(self) -> str:
        """All it says, as evidence."""
        return ". ".join(piece for piece in (self.text, self.conditions, self.figure) if piece)


class Line(Noun):
    """An approved block, its facts filled in."""

    source: str
    """`block:<id>`."""
    part: Part
    strategy: str
    closeness: int = 0
    """2: written for this product; 1: for its family; 0: for all."""
    legal: bool = False
    """Added to a message, never chosen instead of something else."""
    text: str
    citations: tuple[Citation, ...] = ()
    """The facts that it states."""
    states: tuple[str, ...] = ()
    """Keys of those facts."""
    conditions_of: tuple[str, ...] = ()
    """Keys of the facts whose conditions it says."""


class Quotable(Noun):
    """A passage of the brand book."""

    source: str
    """`passage:<id>`."""
    heading: str = ""
    text: str


class Promise(Noun):
    """Something the brief wants said, as it says it."""

    text: str
    key: str | None = None
    """The product fact that carries it."""


class Material(Noun):
    """All that a message may be made of."""

    need: Need
    opt_out: str = OPT_OUT
    """The merge field of the way out, as the one who asks calls it."""
    about: str = ""
    """What the message is for, in the brief's words."""
    product: ProductWords | None = None
    sender: Sender
    facts: tuple[FactWords, ...] = ()
    lines: tuple[Line, ...] = ()
    passages: tuple[Quotable, ...] = ()
    rules: WritingRules = WritingRules()
    merge_fields: dict[str, Merge] = Field(default_factory=dict)
    offer: tuple[Promise, ...] = ()
    """What the brief promises and the facts carry."""
    tone: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    """One variant each, in this order."""
    complaints: tuple[str, ...] = ()
    """What was wrong with an earlier attempt."""

    def said_by(self, source: str) -> str | None:
        """The words of a source, whatever kind it is; None where there is no such source."""
        for fact in self.facts:
            if fact.source == source:
                return fact.whole
        for line in self.lines:
            if line.source == source:
                return line.text
        for passage in self.passages:
            if passage.source == source:
                return passage.text
        if self.product and source == self.product.source:
            return self.product.name
        if source == BRIEF:
            return "\n".join((self.about, *self.must_say, *(promise.text for promise in self.offer)))
        if source == SENDER:
            told = self.sender
            return "\n".join((told.name, told.brand, told.email, told.phone, told.postal_address))
        return self.opt_out if source == WAY_OUT else None


class Variant(Noun):
    """One way of saying it."""

    label: Strategy
    parts: dict[Part, str]
    sentences: tuple[Sentence, ...]


class Written(Noun):
    variants: tuple[Variant, ...]


class Gathered(Noun):
    """Material, with what had to be left out of it."""

    material: Material
    unconfirmed: tuple[str, ...] = ()
    """Of what must be said, what no fact confirms."""
    notes: tuple[str, ...] = ()
    """What the brief asks for and the facts do not carry, in the brief's language."""


class Draft(Noun):
    written: Written
    """Without variants, where nothing may be said."""
    provenance: Provenance
    refused: tuple[Text, ...] = ()
    """Why nothing was written, and what would help."""


class Ungrounded(Noun):
    """A sentence that its citations do not carry."""

    variant: int
    sentence: int
    why: str


class Grounding(Noun):
    checked: int
    failed: tuple[Ungrounded, ...] = ()
