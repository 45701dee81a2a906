"""What the agents need of the world. Each port has one contract suite, run on its fake and on the real thing."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from batuta.approval import ApprovalPolicy
from batuta.audience import Arm, Audience, ChannelReach, FrozenAudience, Loss, Proposal, Reach, Relaxation, Scalar
from batuta.brand import Block, Passage, WritingRules
from batuta.brief import Channel
from batuta.campaign import PastCampaign
from batuta.catalogue import Attribute
from batuta.compliance import Finding, Review, Subject
from batuta.contact import ContactPolicy
from batuta.content import ContentItem, InventoryItem, Rendered
from batuta.digest import Digest
from batuta.distribution import Distribution
from batuta.event import EventKind
from batuta.noun import Noun
from batuta.publishing import Capability, Intent, Receipt, SystemDescription
from batuta.task import CallKey, CallRecord, In, Out, Performed, RecordedCall, Refusal, Task

N = TypeVar("N", bound=Noun)


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware of its zone."""
        ...


class Artefacts(Protocol):
    """Where artefacts live: written once, named by their digest."""

    async def put(self, artefact: Noun) -> Digest: ...

    async def get(self, digest: Digest, kind: type[N]) -> N:
        """Raises: NotFound."""
        ...


class Language(Protocol):
    """The one door to language engines."""

    async def perform(self, task: Task[In, Out], inputs: In) -> Out | Refusal:
        """The best engine's output, validated. Raises: LanguageUnavailable."""
        ...

    async def performed(self, task: Task[In, Out], inputs: In) -> Performed[Out] | Refusal:
        """The same, with how it came about."""
        ...

    async def readings(self, task: Task[In, Out], inputs: In) -> tuple[Performed[Out], ...]:
        """Every engine's output, the built-in one's first; for tasks where disagreement is a question."""
        ...


class CallRecords(Protocol):
    """Every call of a language engine, kept: an identical one need not be made again."""

    async def find(self, key: CallKey) -> RecordedCall | None:
        """The latest call with this key that was kept with an output, or None."""
        ...

    async def keep(self, record: CallRecord, output: Noun | None = None) -> None:
        """With an output the call can be found again; without one it is only remembered."""
        ...

    async def latest(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """The calls kept last, newest first."""
        ...


class Customers(Protocol):
    """The customer data, wherever it lives. Counting is done there; people never come here."""

    async def size(self, audience: Audience) -> Reach: ...

    async def losses(self, audience: Audience, locale: str | None) -> tuple[Loss, ...]:
        """What each part costs, in one pass."""
        ...

    async def relax(self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()) -> Relaxation:
        """Every relaxation in one pass; proposals leave the parts in `fixed` as they are."""
        ...

    async def proposals(
        self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()
    ) -> tuple[Proposal, ...]:
        """Ways to loosen it, the most people first; the parts in `fixed` stay as they are."""
        ...

    async def contactable(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
    ) -> tuple[int, tuple[ChannelReach, ...]]:
        """People at least one channel may address, and people a channel."""
        ...

    async def freeze(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy, *, seed: str, control_share: float
    ) -> FrozenAudience:
        """Draw and store the member list as it will be contacted."""
        ...

    async def still_contactable(
        self, customer_ids: Sequence[str], channel: Channel, policy: ContactPolicy
    ) -> frozenset[str]:
        """Which of them this channel may address now: asked again just before sending."""
        ...

    async def merge_values(
        self, customer_ids: Sequence[str], attributes: Sequence[str]
    ) -> Mapping[str, Mapping[str, Scalar | None]]:
        """Attribute values a customer; empty ones are None, people who are gone are absent."""
        ...

    async def distribution(self, attribute: Attribute) -> Distribution:
        """People a value or a range of an attribute that the catalogue need not have, by its `expression`.

        Raises: BadExpression, for one that the grammar of derived attributes does not allow.
        """
        ...

    async def snapshot(self) -> Digest:
        """Which version of the data is being counted."""
        ...


class Member(NamedTuple):
    """One person of a frozen audience."""

    customer_id: str
    arm: Arm
    channels: tuple[Channel, ...]
    """All this person may be addressed on; of a control member, all they would have been."""
    slot: int
    """In 0..2519, a number every count of variants up to ten divides: `slot % variants` picks one fairly."""


class MemberStore(Protocol):
    """Where member lists are kept, under the digest of their content."""

    async def save(self, digest: Digest, parts: Iterable[bytes]) -> None:
        """Keep the parts in order; the same digest again is no change."""
        ...

    def load(self, digest: Digest) -> AsyncIterator[tuple[Member, ...]]:
        """All members in their order, batch by batch. Raises: NotFound; StaleDigest, where the content was altered."""
        ...


class ContactHistory(Protocol):
    """What we sent ourselves, as far as frequency caps look at it, and who told us to stop."""

    def sent_since(self, moment: datetime, channel: str | None) -> AsyncIterator[Mapping[str, int]]:
        """Messages a customer since then, on one channel or on all; in batches, no customer in two of them."""
        ...

    async def objections(self, channels: Sequence[Channel]) -> Mapping[Channel, frozenset[str]]:
        """Who said no to messages on these channels; whoever said no to all is under each."""
        ...


class Library(Protocol):
    """The brand book."""

    @property
    def version(self) -> Digest: ...

    async def search(
        self,
        query: str,
        *,
        locale: str | None = None,
        channel: Channel | None = None,
        product: str | None = None,
        limit: int = 10,
    ) -> tuple[Passage, ...]:
        """Passages that answer, best first; empty where nothing relevant exists."""
        ...

    def blocks(self, channel: Channel, locale: str, on: date) -> tuple[Block, ...]:
        """Approved copy in force that day; of the language where the market has none of its own."""
        ...

    def rules(self, channel: Channel, locale: str) -> WritingRules: ...

    def passage(self, passage_id: str) -> Passage | None: ...


class Rendering(Protocol):
    """How a message looks where it arrives. Nothing it makes fetches anything but links that a person follows."""

    def render(self, item: ContentItem, fields: Mapping[str, str] | None = None) -> Rendered:
        """The message as it is sent; `fields` fill merge fields, the others stay as they are.

        Raises: BadInput, for a message that its channel cannot show.
        """
        ...


class Inventory(Protocol):
    """Content the company already has, across its systems."""

    async def items(self, product_id: str | None, channel: Channel | None) -> tuple[InventoryItem, ...]: ...


class History(Protocol):
    """Past campaigns, newest first."""

    async def campaigns(self) -> tuple[PastCampaign, ...]: ...


class Policies(Protocol):
    """The rules that are executed."""

    @property
    def version(self) -> Digest: ...

    @property
    def approval(self) -> ApprovalPolicy: ...

    @property
    def contact(self) -> ContactPolicy: ...

    def review(self, subject: Subject, locale: str | None) -> Review:
        """Apply every pack in force; what no pack covers is a finding, never silence."""
        ...


class ComplianceTool(Protocol):
    """The company's own reviewer, asked besides ours."""

    async def review(self, subject: Subject, locale: str | None) -> tuple[Finding, ...]:
        """Its findings; anything but a clean answer comes back as a blocking finding."""
        ...


class Systems(Protocol):
    """The marketing systems that are connected."""

    def described(self) -> tuple[SystemDescription, ...]: ...

    def offering(
        self,
        capability: Capability,
        channel: str | None = None,
        *,
        locale: str | None = None,
        product: tuple[str, ...] = (),
    ) -> tuple[SystemDescription, ...]:
        """Systems that can do it, preferred first; empty where none can."""
        ...

    async def ask(self, system: str, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Read something; never changes the world. Raises: SystemUnavailable."""
        ...


class Outbox(Protocol):
    """Where effects are asked for; workers send them."""

    async def request(self, approval_id: str, intents: Sequence[Intent]) -> None:
        """Use up an approval and enqueue what it covers, in one transaction; again with the same is no change.

        Raises: NotAllowed, StaleDigest, GateExpired, CampaignHeld; nothing is enqueued then.
        """
        ...

    async def settled(self, campaign_id: str, keys: Sequence[str]) -> tuple[Receipt, ...]:
        """Wait until each of a campaign's effects is done, failed, unknown or set for later; in the order of the keys.

        Raises: CampaignHeld, where somebody keeps one of them back; CampaignWaits, where one waits for something
        outside. Ask again when the campaign goes on.
        """
        ...

    async def take_back(self, approval_id: str, intents: Sequence[Intent]) -> None:
        """Enqueue compensations of effects that this approval covered."""
        ...


class Done(NamedTuple):
    """What a system says it did."""

    reference: str
    result: Mapping[str, object]


class MarketingSystem(Protocol):
    """A connector. Only the dispatcher calls `perform`."""

    @property
    def description(self) -> SystemDescription: ...

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        """Act; two calls with one key act once.

        Raises: SystemUnavailable, when certainly nothing happened; OutcomeUnknown, when something may have;
        Refused or BadInput, when the system will not.
        """
        ...

    async def find(self, capability: Capability, key: str) -> Done | None:
        """What an earlier call with this key did, or None."""
        ...

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Look without touching."""
        ...


@runtime_checkable
class Closing(Protocol):
    """Holds something open, such as connections or a browser."""

    async def aclose(self) -> None: ...


class Audit(Protocol):
    async def append(
        self,
        kind: EventKind,
        *,
        actor: str,
        campaign_id: str = "",
        subject: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None: ...
