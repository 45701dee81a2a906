"""Takes what is ready from the outbox, acts, and writes the receipt. The only caller of `MarketingSystem.perform`."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from batuta.brief import Brief
from batuta.content import ContentItem
from batuta.errors import BatutaError, DatabaseUnavailable, NotFound, OutcomeUnknown, Refused, SystemUnavailable
from batuta.ports import Artefacts, Clock, Done, MarketingSystem
from batuta.publishing import ReceiptState
from batuta.text import Text
from tools.records.campaigns import Campaigns
from tools.records.leases import Leases, Settled
from tools.records.taking import INTERRUPTED, Leased
from tools.systems.registry import Registry
from tools.systems.sending import Paused, Send, Sender

log = structlog.get_logger()

LOOK_AGAIN = timedelta(minutes=1)
"""Between looks at what people have to bring about in another system."""
MOMENT = 0.001
"""Seconds within which effects that end are settled together: less than one write takes."""
ATTEMPTS = 6
"""Tries while a system is certainly not acting; after that the step has failed."""


@dataclass(frozen=True)
class Dispatcher:
    leases: Leases
    registry: Registry
    sender: Sender
    artefacts: Artefacts
    campaigns: Campaigns
    clock: Clock
    worker: str
    first_pause: timedelta = timedelta(seconds=1)
    look_again: timedelta = LOOK_AGAIN

    async def run(self, campaign_id: str) -> None:
        """Send all that is ready, side by side where nothing waits for anything, until nothing more is.

        What has ended is settled, and what that made ready is taken, while the rest goes on.
        """
        ready = await self.leases.lease(campaign_id, self.worker)
        under_way: set[asyncio.Task[Settled | None]] = set()
        try:
            while ready or under_way:
                under_way |= {asyncio.create_task(self._one(leased)) for leased in ready}
                ended, under_way = await _those_that_end_together(under_way)
                settled = [receipt for task in ended if (receipt := task.result()) is not None]
                ready = await self._turn(campaign_id, settled)
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _turn(self, campaign_id: str, settled: Sequence[Settled]) -> tuple[Leased, ...]:
        """Write the receipts and take what they made ready. Raises: whatever keeps that from being taken."""
        try:
            return await self.leases.turn(campaign_id, settled, self.worker)
        except Exception as broken:
            log.warning("turn_broke_off", campaign_id=campaign_id, exc_info=broken)
        # The receipts stand whatever became of what they made ready.
        for receipt in settled:
            await self._written(receipt)
        return await self.leases.lease(campaign_id, self.worker)

    async def _written(self, receipt: Settled) -> None:
        try:
            await self.leases.settle(receipt)
        except Exception as broken:
            log.warning("receipt_not_written", key=receipt.leased.key, exc_info=broken)
            await self._give_back(receipt.leased, broken)

    async def _one(self, leased: Leased) -> Settled | None:
        """Its receipt; None where it goes back into the outbox.

        Whatever happens, the row does not stay with us: no other worker takes it while this one lives.
        """
        try:
            return await self._settled(leased)
        except Exception as broken:
            log.warning("effect_broke_off", key=leased.key, step=leased.step.id, exc_info=broken)
            await self._give_back(leased, broken)
            return None

    async def _give_back(self, leased: Leased, broken: Exception) -> None:
        """It may have happened or not: the next try asks the system first. Waits for a database that is away."""
        told = f"{type(broken).__name__}: {broken}"
        while True:
            try:
                if leased.attempts >= ATTEMPTS:
                    await self.leases.settle(Settled(leased, "unknown", detail=told))
                else:
                    pause = self.first_pause * 2 ** (leased.attempts - 1)
                    await self.leases.again(leased, self.clock.now() + pause, detail=INTERRUPTED)
            except DatabaseUnavailable:
                await asyncio.sleep(self.first_pause.total_seconds())
            else:
                return

    async def _settled(self, leased: Leased) -> Settled | None:
        try:
            await self._must_be_connected(leased)
            done = await self._done(leased)
        except DatabaseUnavailable:
            raise
        except SystemUnavailable as down:
            return await self._later_or(leased, "unknown" if leased.interrupted else "failed", down)
        except OutcomeUnknown as unknown:
            return await self._reconcile(leased, unknown)
        except Paused:
            await self.leases.put_back(leased)
            return None
        except _NotYet as waits:
            await self.leases.wait(leased, self.clock.now() + self.look_again, detail=waits.words)
            return None
        except BatutaError as refused:
            return Settled(leased, "failed", detail=await self._in_words(leased, refused))
        return Settled(leased, "done", done.reference, done.result)

    async def _must_be_connected(self, leased: Leased) -> None:
        """A system that was removed while the campaign runs on it is waited for: it may be a typing error.

        Raises: _NotYet; SystemUnavailable, where it may have acted already and is to be asked first.
        """
        try:
            self.registry.connector(leased.step.system)
        except SystemUnavailable as removed:
            if leased.interrupted:
                raise
            raise _NotYet(await self._in_words(leased, removed)) from removed

    async def _done(self, leased: Leased) -> Done:
        connector = self.registry.connector(leased.step.system)
        if leased.interrupted:
            found = await connector.find(leased.step.capability, leased.key)
            if found is not None:
                return found
            if not connector.description.takes_key and not leased.sends:
                raise OutcomeUnknown(
                    Text(
                        en=f"It is not known whether {leased.step.system} did this: the worker died in between.",
                        es=f"No se sabe si {leased.step.system} llegó a hacerlo: el proceso murió entretanto.",
                    ),
                    subject=leased.step.id,
                )
        if leased.twin is not None and not leased.sends:
            return leased.twin
        await self._must_hold(leased)
        return await self._perform(connector, leased)

    async def _perform(self, connector: MarketingSystem, leased: Leased) -> Done:
        arguments = await self._resolved(leased, leased.step.arguments)
        match leased.step.capability:
            case "message.send":

                async def may_go_on() -> bool:
                    return await self.campaigns.hold(leased.campaign_id) is None

                return await self.sender.deliver(connector, Send.model_validate(arguments), leased.key, may_go_on)
            case "message.send_test":
                return await self.sender.test(connector, Send.model_validate(arguments), leased.key)
            case capability:
                return await connector.perform(capability, arguments, leased.key)

    async def _must_hold(self, leased: Leased) -> None:
        """Raises: _NotYet; Refused, saying what is otherwise; SystemUnavailable, where it cannot be asked."""
        for condition in leased.step.requires:
            asked = await self._resolved(leased, condition.arguments)
            try:
                live = await self.registry.ask(condition.system, condition.look, asked)
            except NotFound:
                live = {}
            other = {name: live.get(name) for name, value in condition.expects.items() if live.get(name) != value}
            if not other:
                continue
            if condition.until is not None and self.clock.now() < condition.until:
                raise _NotYet(condition.words)
            found = ", ".join(f"{name}: {value}" for name, value in other.items())
            raise Refused(
                Text(
                    en=f"Not done, because this does not hold: {condition.words} ({found}).",
                    es=f"No se ha hecho, porque no se cumple: {condition.words} ({found}).",
                ),
                subject=leased.step.id,
            )

    async def _later_or(self, leased: Leased, end: ReceiptState, down: SystemUnavailable) -> Settled | None:
        """Once more later; after the last try, its end. What may have been done is asked for first each time."""
        if leased.attempts >= ATTEMPTS:
            return Settled(leased, end, detail=await self._in_words(leased, down))
        pause = self.first_pause * 2 ** (leased.attempts - 1)
        detail = INTERRUPTED if end == "unknown" else await self._in_words(leased, down)
        await self.leases.again(leased, self.clock.now() + pause, detail=detail)
        return None

    async def _reconcile(self, leased: Leased, unknown: OutcomeUnknown) -> Settled | None:
        """Ask the system what it did. One that treats two requests with one key as one may be asked again."""
        connector = self.registry.connector(leased.step.system)
        try:
            found = await connector.find(leased.step.capability, leased.key)
        except SystemUnavailable as down:
            return await self._later_or(leased, "unknown", down)
        if found is not None:
            return Settled(leased, "done", found.reference, found.result)
        if connector.description.takes_key and leased.attempts < ATTEMPTS:
            pause = self.first_pause * 2 ** (leased.attempts - 1)
            await self.leases.again(leased, self.clock.now() + pause, detail=await self._in_words(leased, unknown))
            return None
        return Settled(leased, "unknown", detail=await self._in_words(leased, unknown))

    async def _in_words(self, leased: Leased, told: BatutaError) -> str:
        """In the language of the campaign's brief: people read it on the campaign."""
        name = (await self.campaigns.state(leased.campaign_id)).get("brief")
        brief = await self.artefacts.get(str(name), Brief) if name else None
        return told.in_(brief.locale if brief else None)

    async def _resolved(self, leased: Leased, arguments: Mapping[str, object]) -> Mapping[str, object]:
        """Arguments with bodies in place of digests and results in place of references to earlier steps."""

        async def resolved(value: object) -> object:
            match value:
                case {"$artefact": str(name)}:
                    return (await self.artefacts.get(name, ContentItem)).model_dump(mode="json")
                case {"$from": str(step), "field": str(field)}:
                    return leased.earlier[step][field]
                case dict():
                    return {name: await resolved(item) for name, item in value.items()}
                case list() | tuple():
                    return [await resolved(item) for item in value]
                case _:
                    return value

        return {name: await resolved(value) for name, value in arguments.items()}


async def _those_that_end_together(
    under_way: set[asyncio.Task[Settled | None]],
) -> tuple[set[asyncio.Task[Settled | None]], set[asyncio.Task[Settled | None]]]:
    """Those that have ended and those that go on; whoever ends a moment after the first is waited for."""
    ended, rest = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    if rest:
        late, rest = await asyncio.wait(rest, timeout=MOMENT)
        ended |= late
    return ended, rest


class _NotYet(Exception):
    """Something that people bring about in another system has not happened so far."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
