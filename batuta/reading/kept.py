"""What each stage hands to the next: every engine's reading of the brief, and of what was said after it."""

from typing import Literal

from pydantic import Field

from batuta.noun import Noun
from batuta.reading.outputs import ContentWanted, Eligibility, Intent


class IntentReadings(Noun):
    stage: Literal["intent"] = "intent"
    degraded: str = ""
    """Why a chat model that was to read as well did not, a kind of `batuta/degraded.py`; empty where none failed."""
    brief: tuple[Intent, ...]
    """One an engine, the built-in one's first; empty where none could."""
    addenda: dict[str, tuple[Intent, ...]] = Field(default_factory=dict)
    """By `addendum_key`."""


class EligibilityReadings(Noun):
    stage: Literal["eligibility"] = "eligibility"
    degraded: str = ""
    brief: tuple[Eligibility, ...]
    addenda: dict[str, tuple[Eligibility, ...]] = Field(default_factory=dict)


class ContentReadings(Noun):
    stage: Literal["content"] = "content"
    degraded: str = ""
    brief: tuple[ContentWanted, ...]
    addenda: dict[str, tuple[ContentWanted, ...]] = Field(default_factory=dict)


def addendum_key(amendment: int, field: str) -> str:
    """Which words of which amendment.

    >>> addendum_key(0, "window")
    '0:window'
    """
    return f"{amendment}:{field}"
