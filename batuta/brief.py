"""What a marketer asked for, as read from their words.

Absent facts are `None` or empty, never guessed. Every value that was read carries the verbatim quote it
came from, with offsets in Unicode code points into the submitted text.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from batuta.audience import Audience, Criterion, Evidence, Scalar
from batuta.noun import Noun
from batuta.text import all_mended

Channel = Literal["email", "sms", "push", "web", "in_app", "call", "letter", "social", "display"]
CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "web", "in_app", "call", "letter", "social", "display")

ObjectiveKind = Literal["acquire", "activate", "cross_sell", "upsell", "retain", "win_back", "inform"]


class Objective(Noun):
    kind: ObjectiveKind
    text: str
    evidence: Evidence | None = None


class OfferFact(Noun):
    """One thing the brief promises, with its figure where it has one."""

    text: str
    """As the brief says it."""
    key: str | None = None
    """The product fact it speaks of, such as `annual_fee`, where that is clear."""
    value: float | None = None
    unit: str | None = None
    """EUR, percent, months, GB, Mb …"""
    evidence: Evidence | None = None


class Window(Noun):
    """When the campaign runs; either end may be open."""

    start: date | None = None
    end: date | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> "Window":
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the window ends ({self.end}) before it starts ({self.start})")
        return self


class Budget(Noun):
    """The campaign's total, in whole currency units such as EUR."""

    amount: float = Field(gt=0)
    currency: str
    evidence: Evidence | None = None


class Kpi(Noun):
    metric: str
    """`new_contracts`, `conversion_rate` … or a plain snake_case noun."""
    target: float | None = None
    unit: str | None = None
    """`percent`, a currency, or nothing for a count."""
    baseline: float | None = None
    evidence: Evidence | None = None


class ContentNeed(Noun):
    """One message to be found or written."""

    channel: Channel
    locale: str | None = None
    """Only what the brief says about content; the workspace's own locales are applied by the content step."""
    purpose: str = "promote"
    variants: int = Field(default=1, ge=1, le=10)
    evidence: Evidence | None = None


class Question(Noun):
    """Something only a person can answer."""

    field: str
    """A path in the Brief: `product_id`, `audience.credit_score`, `window` …"""
    text: str
    why: str
    evidence: Evidence | None = None
    options: tuple[str, ...] = ()
    proposal: str | int | float | bool | Criterion | tuple[str, ...] | dict[str, object] | None = None
    """What Batuta would take if told to go on; applied by `accept_proposals`."""
    blocking: bool = True

    @property
    def notice(self) -> bool:
        """It tells something and asks nothing, such as what of the brief has no effect."""
        return is_notice(self.model_dump())


def is_notice(shown: Mapping[str, object]) -> bool:
    """The same, of a question as a gate shows it."""
    open_ended = not shown.get("options") and shown.get("proposal") is None
    return shown.get("blocking") is False and open_ended and "?" not in str(shown.get("text", ""))


class Effect(Noun):
    """One thing that adding an omission would change; None where nothing is known of it."""

    measure: Literal["people", "cost", "responses", "conversion"]
    """People who can be contacted; the cost of sending in the company's currency; responses to expect; what past
    campaigns converted of the people contacted, 0..1."""
    without: float | None = None
    added: float | None = None


class Omission(Noun):
    """What comparable campaigns always had and this one lacks."""

    criterion: Criterion
    support: int
    """Comparable campaigns that had it."""
    of: int
    """Comparable campaigns in all."""
    share: float
    lower_bound: float
    """Wilson's 95 % lower bound of the share."""
    example_campaigns: tuple[str, ...] = ()
    spread: tuple[Scalar, ...] = ()
    """The lowest and highest value that was asked for, where they differ."""
    effects: tuple[Effect, ...] = ()
    question: str = ""


class Precedents(Noun):
    """What comparable campaigns say about this one; empty when there is nothing to ask."""

    omissions: tuple[Omission, ...] = ()
    compared: int = 0
    """How many past campaigns were comparable."""


class Brief(Noun):
    """A campaign as its author described it."""

    id: str
    locale: str | None = None
    """The language the brief is written in."""
    objective: Objective | None = None
    product_id: str | None = None
    offer: tuple[OfferFact, ...] = ()
    audience: Audience = Audience()
    channels: tuple[Channel, ...] = ()
    window: Window | None = None
    budget: Budget | None = None
    kpis: tuple[Kpi, ...] = ()
    tone: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    content_needs: tuple[ContentNeed, ...] = ()
    is_brief: bool = True
    questions: tuple[Question, ...] = ()
    omissions: tuple[Omission, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    """Where the plain values were read: `product_id`, `channels.email`, `tone.0`, `must_say.0` …"""
    degraded: str = ""
    """Why a chat model that was to read it too could not, a kind of `batuta/degraded.py`; empty where none failed."""

    @property
    def blocking(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.blocking)


class Request(Noun):
    """A brief as submitted, before anybody has read it."""

    text: str
    name: str = "chat"
    """Where it came from: a file's name, or `chat`."""
    today: date
    author: str

    _writable = field_validator("text", "name", "author", mode="before")(all_mended)


class Amendment(Noun):
    """What a person said after the brief: an answer to a question, or a change. Later ones win."""

    changes: dict[str, object] = Field(default_factory=dict)
    """Field path to new value, as in `{"budget.amount": 15000}`."""
    accept_proposals: bool = False
    by: str
    at: str = ""
    """The gate where it was said, so that the same words said twice are two amendments."""

    _writable = field_validator("changes", "by", "at", mode="before")(all_mended)
