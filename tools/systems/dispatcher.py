"""Takes what is ready from the outbox, acts, and writes the receipt. The only caller of `MarketingSystem.perform`."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from batuta.content import ContentItem
from batuta.errors import BatutaError, DatabaseUnavailable, NotFound, OutcomeUnknown, Refused, SystemUnavailable
from batuta.ports import Artefacts, Clock, Done, MarketingSystem
from batuta.publishing import ReceiptState
from batuta.text import Text
from tools.records.campaigns import Campaigns
from tools.records.outbox import INTERRUPTED, Leased, PostgresOutbox
from tools.systems.registry import Registry
from tools.systems.sending import Paused, Send, Sender

log = structlog.get_logger()

LOOK_AGAIN = timedelta(minutes=1)
"""Between looks at what people have to bring about in another system."""
ATTEMPTS = 6
"""Tries while a system is certainly not acting; after that the step has failed."""


@dataclass(frozen=True)
class Dispatcher:
    outbox: PostgresOutbox
    registry: Registry
    sender: Sender
    artefacts: Artefacts
    campaigns: Campaigns
    clock: Clock
    worker: str
    first_pause: timedelta = timedelta(seconds=1)
    look_again: timedelta = LOOK_AGAIN

    async def run(self, campaign_id: str) -> None:
        """Send all that is ready, side by side where nothing waits for anything, until nothing more is."""
        while ready := await self.outbox.lease(campaign_id, self.worker):
            await asyncio.gather(*(self._one(leased) for leased in ready))

    async def _one(self, leased: Leased) -> None:
        """Whatever happens, the row does not stay with us: no other worker takes it while this one lives."""
        try:
            await self._settled(leased)
        except Exception as broken:
            log.warning("effect_broke_off", key=leased.key, step=leased.step.id, exc_info=broken)
            await self._give_back(leased, broken)

    async def _give_back(self, leased: Leased, broken: Exception) -> None:
        """It may have happened or not: the next try asks the system first. Waits for a database that is away."""
        told = f"{type(broken).__name__}: {broken}"
        while True:
            try:
                if leased.attempts >= ATTEMPTS:
                    await self.outbox.settle(leased, "unknown", detail=told)
                else:
                    pause = self.first_pause * 2 ** (leased.attempts - 1)
                    await self.outbox.again(leased, self.clock.now() + pause, detail=INTERRUPTED)
            except DatabaseUnavailable:
                await asyncio.sleep(self.first_pause.total_seconds())
            else:
                return

    async def _settled(self, leased: Leased) -> None:
        try:
            done = await self._done(leased)
        except DatabaseUnavailable:
            raise
        except SystemUnavailable as down:
            await self._later_or(leased, "unknown" if leased.interrupted else "failed", down)
        except OutcomeUnknown as unknown:
            await self._reconcile(leased, unknown)
        except Paused:
            await self.outbox.put_back(leased)
        except _NotYet as waits:
            await self.outbox.wait(leased, self.clock.now() + self.look_again, detail=waits.words)
        except BatutaError as refused:
            await self.outbox.settle(leased, "failed", detail=refused.in_("en"))
        else:
            await self.outbox.settle(leased, "done", reference=done.reference, result=done.result)

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

    async def _later_or(self, leased: Leased, end: ReceiptState, down: SystemUnavailable) -> None:
        """Once more later; after the last try, its end. What may have been done is asked for first each time."""
        if leased.attempts >= ATTEMPTS:
            await self.outbox.settle(leased, end, detail=down.in_("en"))
            return
        pause = self.first_pause * 2 ** (leased.attempts - 1)
        await self.outbox.again(
            leased, self.clock.now() + pause, detail=INTERRUPTED if end == "unknown" else down.in_("en")
        )

    async def _reconcile(self, leased: Leased, unknown: OutcomeUnknown) -> None:
        """Ask the system what it did. One that treats two requests with one key as one may be asked again."""
        connector = self.registry.connector(leased.step.system)
        try:
            found = await connector.find(leased.step.capability, leased.key)
        except SystemUnavailable as down:
            await self._later_or(leased, "unknown", down)
            return
        if found is not None:
            await self.outbox.settle(leased, "done", reference=found.reference, result=found.result)
        elif connector.description.takes_key and leased.attempts < ATTEMPTS:
            pause = self.first_pause * 2 ** (leased.attempts - 1)
            await self.outbox.again(leased, self.clock.now() + pause, detail=unknown.in_("en"))
        else:
            await self.outbox.settle(leased, "unknown", detail=unknown.in_("en"))

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


class _NotYet(Exception):
    """Something that people bring about in another system has not happened so far."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
