"""From a plan to what is live: steps, intents, receipts, and the comparison with what was approved."""

import re
from datetime import datetime
from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from batuta.digest import Digest
from batuta.noun import Noun
from batuta.text import Text

Capability = Literal[
    "content.search",
    "content.get",
    "content.create",
    "content.update",
    "content.submit",
    "content.publish",
    "content.unpublish",
    "asset.search",
    "asset.get",
    "audience.create",
    "audience.update",
    "audience.size",
    "audience.get",
    "audience.delete",
    "campaign.create",
    "campaign.schedule",
    "campaign.pause",
    "campaign.resume",
    "campaign.stop",
    "campaign.get",
    "message.send_test",
    "message.send",
    "results.fetch",
    "consent.check",
    "compliance.check",
]

UNDO: dict[Capability, Capability] = {
    "content.create": "content.unpublish",
    "content.publish": "content.unpublish",
    "audience.create": "audience.delete",
    "campaign.create": "campaign.stop",
    "campaign.schedule": "campaign.stop",
}
"""What takes a step back, where anything can. A message that went out cannot be taken back."""


class Condition(Noun):
    """What must be so just before a step runs, asked of the system itself."""

    system: str
    look: Capability
    """How it is asked: `content.get`, `audience.get` …"""
    arguments: dict[str, object] = Field(default_factory=dict)
    """As in `Step.arguments`."""
    expects: dict[str, str | int | None]
    """Field of the answer to the value it must have."""
    words: str
    """In words: `the message is published in the website`."""
    until: datetime | None = None
    """People may still bring it about until then, and it is waited for; without, it must be so at once."""


class Step(Noun):
    id: str
    system: str
    capability: Capability
    arguments: dict[str, object] = Field(default_factory=dict)
    """JSON; bodies are named by digest, results of earlier steps as `{"$from": step_id, "field": name}`."""
    depends_on: tuple[str, ...] = ()
    effect: str
    """What it does to the world, in words."""
    cost: float = 0.0
    """In the workspace's currency."""
    target: str = ""
    """What it acts on; with system and capability it makes the intent unique."""
    artefact: Digest = ""
    """The artefact whose bytes it carries."""
    at: datetime | None = None
    """Not before."""
    requires: tuple[Condition, ...] = ()
    """Checked just before it runs."""


class Forecast(Noun):
    """What the plan is expected to do and cost."""

    reach: int
    messages: int
    cost: float
    currency: str
    budget: float | None = None
    conversions: float | None = None
    conversions_low: float | None = None
    """95 % interval."""
    conversions_high: float | None = None
    value: float | None = None
    basis: str = ""
    """Which past campaigns it rests on, in words."""
    goal: str = ""
    """What is said where a goal of the brief lies above it; empty where none does."""


class Plan(Noun):
    steps: tuple[Step, ...]
    forecast: Forecast


class Intent(Noun):
    """One effect that was approved, on its way out."""

    key: str
    """Unique over workspace, campaign, approval, artefact, frozen audience, system, capability, target."""
    semantic_key: str
    """The same without the approval: is it already live?"""
    campaign_id: str
    approval_id: str
    step: Step
    depends_on: tuple[str, ...] = ()
    """Keys."""
    undoes: str | None = None
    """The key it takes back."""


ReceiptState = Literal[
    "pending", "sending", "done", "failed", "unknown", "held", "cancelled", "undone", "skipped", "scheduled", "waiting"
]
SETTLED: tuple[ReceiptState, ...] = ("done", "failed", "unknown", "cancelled", "undone", "skipped", "scheduled")


class Receipt(Noun):
    step_id: str
    key: str
    state: ReceiptState
    reference: str = ""
    """How the system calls what it made."""
    at: datetime | None = None
    detail: str = ""
    result: dict[str, object] = Field(default_factory=dict)


class Receipts(Noun):
    receipts: tuple[Receipt, ...] = ()


class Difference(Noun):
    """Something that is live and not what was approved."""

    step_id: str
    system: str
    field: str
    approved: str
    live: str


class Written(Noun):
    """One value that a repair writes, and what it takes the place of."""

    field: str
    live: str
    written: str


class Verification(Noun):
    ok: bool
    checked: int = 0
    differences: tuple[Difference, ...] = ()


SECRET_REFERENCE = re.compile(r"(env|file|keyring):([A-Za-z0-9][A-Za-z0-9_.-]*)")
"""Where a secret lies: its kind of place, and its name there."""


class Serves(Noun):
    """What a system is for, where it is not for everything."""

    locales: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """Products or their families."""

    def covers(self, locale: str | None, product: tuple[str, ...]) -> bool:
        """locale: None where it does not matter. product: the product and its family; empty likewise."""
        by_locale = not self.locales or locale is None or locale in self.locales
        return by_locale and (not self.products or not product or bool({*product} & {*self.products}))


class SystemDescription(Noun):
    """A connected marketing system: what it can do, what it costs, how it is reached."""

    id: str
    name: Text
    kind: str
    """`workspace_cms`, `workspace_audiences`, `workspace_campaigns`, `smtp` …"""
    capabilities: tuple[Capability, ...]
    channels: tuple[str, ...] = ()
    """Channels it sends on, for `message.*` and `campaign.*`."""
    only_for: Serves = Serves()
    """Of several that offer the same, the first that is for it is taken."""
    cost: dict[str, float] = Field(default_factory=dict)
    """By channel or capability, a unit."""
    takes_key: bool = True
    """It treats two requests with one key as one."""
    url: str = ""
    """Where it is reached; its host must be one that the operator allows."""
    credentials: dict[str, str] = Field(default_factory=dict)
    """References to secrets – `env:NAME`, `file:NAME`, `keyring:NAME` – and never secrets."""
    settings: dict[str, str] = Field(default_factory=dict)
    """What else its kind of connector wants to know."""

    @field_validator("credentials")
    @classmethod
    def _are_references(cls, given: dict[str, str]) -> dict[str, str]:
        for name, reference in given.items():
            if not SECRET_REFERENCE.fullmatch(reference):
                # The value may be the secret itself: it is not repeated.
                raise PydanticCustomError(
                    "secret_reference",
                    "{name} must be a reference (env:NAME, file:NAME, keyring:NAME), never the secret itself",
                    {"name": name},
                )
        return given
