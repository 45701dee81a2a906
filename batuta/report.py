"""What a campaign brought, as a noun: against its control group, in money, and whether it can be told at all."""

from datetime import date
from typing import Literal

from pydantic import Field

from batuta.noun import Noun
from batuta.text import Text

Verdict = Literal["worked", "did_not", "not_yet_known"]

NEWCOMBE = "Newcombe (1998), Statistics in Medicine 17, 873–890, method 10"


class Uplift(Noun):
    """How much more of the treated responded than of the control group; shares in -1..1."""

    points: float
    low: float
    """95 % interval."""
    high: float
    extra: float
    """Responses that would not have come anyway."""
    extra_low: float
    extra_high: float
    method: str = NEWCOMBE


class Return(Noun):
    """Money, in the company's currency; only what would not have come anyway counts as earned."""

    each: float
    """What one response is worth."""
    earned: float
    earned_low: float
    earned_high: float
    cost: float
    roi: float | None
    """Earned less cost, for each unit spent; None where nothing was spent."""


class ChannelResult(Noun):
    channel: str
    sent: int
    converted: int
    rate: float
    cost: float | None = None
    cost_each: float | None = None
    """A response."""


class Measure(Noun):
    """One thing that will be looked at."""

    metric: str
    """A metric of the brief, or `uplift`."""
    target: float | None = None
    unit: str | None = None
    baseline: float | None = None
    when: date | None = None
    """The first day on which it can be told."""


class Report(Noun):
    """Opened when a campaign goes live, completed when its results are in."""

    state: Literal["running", "finished"]
    verdict: Verdict = "not_yet_known"
    headline: Text
    """The verdict and why, in one or two sentences."""
    suggestion: Text
    """One thing to do next."""
    treated: int
    control: int = 0
    converted: int | None = None
    control_converted: int | None = None
    rate: float | None = None
    control_rate: float | None = None
    uplift: Uplift | None = None
    money: Return | None = None
    funnel: dict[str, int] = Field(default_factory=dict)
    """People by stage: sent, opened, clicked, converted."""
    channels: tuple[ChannelResult, ...] = ()
    measures: tuple[Measure, ...] = ()
    detectable: float | None = None
    """The smallest difference that the control group can show, as a share."""
