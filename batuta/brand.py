"""The brand book as the machine reads it: passages to quote, blocks to build with, rules to keep."""

from datetime import date
from typing import Literal

from pydantic import Field

from batuta.brief import Channel
from batuta.content import Part
from batuta.noun import Noun

DocumentKind = Literal[
    "voice", "tone", "terminology", "message_library", "product_sheet", "legal", "channel", "guideline"
]
Formality = Literal["tu", "usted", "vos", "neutral"]


class Passage(Noun):
    """A piece of a document with its address: a section, cut where it grows too long."""

    id: str
    file: str
    heading: str
    """The path of headings, joined by ` › `."""
    text: str
    """Verbatim."""
    score: float = 0.0
    kind: DocumentKind = "guideline"
    locale: str | None = None
    channel: Channel | None = None
    product: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Block(Noun):
    """An approved piece of copy with places for facts: `{product}`, `{fact.annual_fee}`, `{{first_name}}`."""

    id: str
    channel: Channel
    locale: str
    part: Part
    strategy: str = "any"
    """benefit, price, reassurance, question, urgency … or `any`."""
    applies_to: str = "*"
    """A product id, a family id, or `*`."""
    purpose: str = "*"
    """promote, remind, inform … or `*`."""
    text: str
    file: str
    legal: bool = False
    """From a legal document: added to a message, never chosen instead of something else."""
    line: int = 0
    """Where it stands in its file."""
    valid_from: date | None = None
    valid_until: date | None = None


class Term(Noun):
    """A word the brand wants, and those it does not."""

    locale: str
    preferred: str = ""
    """Empty where the word is simply not used."""
    avoid: tuple[str, ...] = ()
    note: str = ""
    file: str = ""


class WritingRules(Noun):
    """What a message must keep to, for one channel and locale; each read from a document."""

    formality: Formality = "neutral"
    max_sentence_words: int | None = None
    emoji: bool = False
    exclamation: int | None = 0
    """Most exclamations a message; None sets no limit."""
    banned_punctuation: tuple[str, ...] = ()
    limits: dict[Part, int] = Field(default_factory=dict)
    """Characters a part."""
    required_parts: tuple[Part, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: dict[str, str] = Field(default_factory=dict)
    """Rule name to the file it stands in."""
