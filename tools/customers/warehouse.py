"""The `Customers` port: every question about the customer data, answered where the data lives.

Nothing is opened, or even imported, before the first question. Questions may be asked side by side: each runs in a
thread of its own on one consistent view of the data, and starts again where the data was replaced meanwhile.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import gettempdir
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from batuta.audience import Audience, ChannelReach, FrozenAudience, Loss, Proposal, Reach, Relaxation, Scalar
from batuta.brief import Channel
from batuta.catalogue import Attribute, Catalogue
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.distribution import Distribution
from batuta.ports import Clock, ContactHistory, MemberStore

if TYPE_CHECKING:
    from tools.customers.desk import Desk

T = TypeVar("T")


class Warehouse:
    """Customers in Parquet, CSV or PostgreSQL, as the catalogue says."""

    def __init__(
        self,
        catalogue: Catalogue,
        catalogue_file: Path,
        *,
        clock: Clock,
        members: MemberStore,
        contacts: ContactHistory,
        time_zone: str = "UTC",
        spill: Path | None = None,
    ) -> None:
        """catalogue_file: sources are relative to it, and complaints name its lines.

        spill: where sorting puts what does not fit into memory; by default the system's folder for such things.
        """
        self._catalogue, self._file = catalogue, catalogue_file
        self._clock, self._zone = clock, ZoneInfo(time_zone)
        self._members, self._contacts = members, contacts
        self._spill = spill or Path(gettempdir()) / "batuta-spill"
        self._desk: Desk | None = None
        self._opening = Lock()

    async def size(self, audience: Audience) -> Reach:
        return await self._ask(lambda desk: desk.size(audience))

    async def losses(self, audience: Audience, locale: str | None) -> tuple[Loss, ...]:
        return await self._ask(lambda desk: desk.losses(audience, locale))

    async def relax(self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()) -> Relaxation:
        return await self._ask(lambda desk: desk.relax(audience, locale, fixed=fixed))

    async def proposals(
        self, audience: Audience, locale: str | None, *, fixed: Collection[int] = ()
    ) -> tuple[Proposal, ...]:
        return (await self._ask(lambda desk: desk.relax(audience, locale, fixed=fixed))).proposals

    async def contactable(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy
    ) -> tuple[int, tuple[ChannelReach, ...]]:
        return await self._ask(lambda desk: desk.contactable(audience, channels, policy))

    async def freeze(
        self, audience: Audience, channels: Sequence[Channel], policy: ContactPolicy, *, seed: str, control_share: float
    ) -> FrozenAudience:
        now = self._clock.now()
        sent: list[dict[str, int]] = []
        for rule in policy.caps:
            counted: dict[str, int] = {}
            async for batch in self._contacts.sent_since(now - timedelta(days=rule.days), rule.channel):
                counted.update(batch)
            sent.append(counted)
        refused = await self._contacts.objections(channels)
        frozen, parts = await self._ask(
            lambda desk: desk.freeze(audience, channels, policy, sent, refused, seed=seed, control_share=control_share)
        )
        await self._members.save(frozen.digest, parts)
        return frozen

    async def still_contactable(
        self, customer_ids: Sequence[str], channel: Channel, policy: ContactPolicy
    ) -> frozenset[str]:
        return await self._ask(lambda desk: desk.still_contactable(customer_ids, channel, policy))

    async def merge_values(
        self, customer_ids: Sequence[str], attributes: Sequence[str]
    ) -> Mapping[str, Mapping[str, Scalar | None]]:
        return await self._ask(lambda desk: desk.merge_values(customer_ids, attributes))

    async def distribution(self, attribute: Attribute) -> Distribution:
        return await self._ask(lambda desk: desk.distribution(attribute))

    async def snapshot(self) -> Digest:
        return await self._ask(lambda desk: desk.snapshot())

    def close(self) -> None:
        with self._opening:
            if self._desk is not None:
                self._desk.close()
                self._desk = None

    async def _ask(self, question: Callable[["Desk"], T]) -> T:
        return await asyncio.to_thread(lambda: question(self._opened()))

    def _opened(self) -> "Desk":
        with self._opening:
            if self._desk is None:
                # A second of imports that most commands can do without.
                from tools.customers.opening import open_desk

                self._desk = open_desk(self._catalogue, self._file, today=self._today, spill=self._spill)
            return self._desk

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
