"""What a handler gives back: words, things to show, and at most one thing to do.

Doing is left to the application, which checks it as it checks everything people do. Nothing here approves.
"""

from typing import Annotated, Literal

from pydantic import Field

from batuta.digest import Digest
from batuta.noun import Noun


class ShowGate(Noun):
    """The approval step, with the buttons that name the version shown."""

    kind: Literal["gate"] = "gate"
    gate_id: str


class ShowPart(Noun):
    """A link to a part of the campaign beside the conversation."""

    kind: Literal["part"] = "part"
    part: str
    """`content`, `plan`, `audience`, `review`, `brief`, or `message-` and the id of a message."""
    words: str


class OfferHalt(Noun):
    """A button that pauses, resumes or stops the campaign; a person presses it."""

    kind: Literal["halt"] = "halt"
    how: Literal["pause", "resume", "stop"]
    campaign_id: str


class OfferChange(Noun):
    """A button that answers the open approval step with these changes."""

    kind: Literal["change"] = "change"
    gate_id: str
    digest: Digest
    changes: dict[str, object]
    differences: tuple[str, ...]
    """One line a change, before and after, in words."""


class OfferNew(Noun):
    """A button that begins another conversation, with this text in it."""

    kind: Literal["new"] = "new"
    text: str = ""


class Row(Noun):
    label: str
    first: str
    second: str = ""


class Comparison(Noun):
    """Figures side by side, such as the people addressed and the control group."""

    kind: Literal["comparison"] = "comparison"
    columns: tuple[str, str]
    rows: tuple[Row, ...]


class Quoted(Noun):
    """Where a sentence comes from: claim and source side by side."""

    kind: Literal["source"] = "source"
    sentence: str
    title: str
    """The document and its place in it, or the fact."""
    quote: str
    version: str = ""
    validity: str = ""


class Suggestions(Noun):
    """Things to say next."""

    kind: Literal["suggestions"] = "suggestions"
    phrases: tuple[str, ...]


Card = Annotated[
    ShowGate | ShowPart | OfferHalt | OfferChange | OfferNew | Comparison | Quoted | Suggestions,
    Field(discriminator="kind"),
]


class Start(Noun):
    """Begin a campaign from this text."""

    kind: Literal["start"] = "start"
    text: str


class AnswerGate(Noun):
    """Answer the open gate; never one that approves."""

    kind: Literal["answer"] = "answer"
    gate_id: str
    digest: Digest
    decision: Literal["answer", "accept_proposals", "add", "leave_out", "keep", "apply"]
    changes: dict[str, object] = Field(default_factory=dict)


class Reply(Noun):
    text: str
    cards: tuple[Card, ...] = ()
    act: Annotated[Start | AnswerGate, Field(discriminator="kind")] | None = None
