"""What every connector must do; inherit and give it `system` and `example` fixtures.

`ForeignSystemContract` adds what a system that answers over a network must survive: give it `connect`, which makes a
connector that goes through a `FaultProxy`, and `proxy`.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

import pytest

from batuta.capabilities import CAPABILITIES
from batuta.errors import BatutaError, Misconfigured, NotFound, OutcomeUnknown, SystemUnavailable, Unavailable
from batuta.ports import Done, MarketingSystem
from batuta.publishing import Capability
from tests.servers.fault_proxy import FaultProxy


class Example(NamedTuple):
    """A thing that the connector can make, look up and take back."""

    create: Capability
    arguments: Mapping[str, object]
    get: Capability
    undo: Capability
    shows: Mapping[str, object]
    """What looking it up must show, among others."""
    gone: Mapping[str, object] | None
    """What it shows after it was taken back; None where it is not there any more."""
    count: Callable[[], Awaitable[int]]
    """How many the system itself holds, asked past the connector."""


class MarketingSystemContract:
    async def test_what_was_made_can_be_looked_up(self, system: MarketingSystem, example: Example, key: str) -> None:
        made = await system.perform(example.create, example.arguments, key)
        live = await system.read(example.get, {"id": made.reference})
        assert made.reference == made.result["id"]
        assert {name: live.get(name) for name in example.shows} == example.shows

    async def test_two_calls_with_one_key_make_one(self, system: MarketingSystem, example: Example, key: str) -> None:
        before = await example.count()
        first = await system.perform(example.create, example.arguments, key)
        assert (await system.perform(example.create, example.arguments, key)).reference == first.reference
        assert await example.count() == before + 1

    async def test_another_key_makes_another(self, system: MarketingSystem, example: Example, key: str) -> None:
        first = await system.perform(example.create, example.arguments, key)
        second = await system.perform(example.create, example.arguments, f"{key[::-1]}")
        assert first.reference != second.reference

    async def test_it_can_be_asked_what_a_key_did(self, system: MarketingSystem, example: Example, key: str) -> None:
        assert await system.find(example.create, key) is None
        made = await system.perform(example.create, example.arguments, key)
        found = await system.find(example.create, key)
        assert found is not None
        assert found.reference == made.reference

    async def test_what_was_made_can_be_taken_back_by_its_key(
        self, system: MarketingSystem, example: Example, key: str
    ) -> None:
        made = await system.perform(example.create, example.arguments, key)
        await system.perform(example.undo, {"id": made.reference, "undoes": key}, f"undo-{key}")
        await self._is_gone(system, example, made)

    async def test_taking_back_twice_is_taking_back(self, system: MarketingSystem, example: Example, key: str) -> None:
        made = await system.perform(example.create, example.arguments, key)
        for _ in range(2):
            await system.perform(example.undo, {"id": made.reference, "undoes": key}, f"undo-{key}")
        await self._is_gone(system, example, made)

    async def _is_gone(self, system: MarketingSystem, example: Example, made: Done) -> None:
        if example.gone is None:
            with pytest.raises(NotFound):
                await system.read(example.get, {"id": made.reference})
            return
        live = await system.read(example.get, {"id": made.reference})
        assert {name: live.get(name) for name in example.gone} == example.gone

    async def test_what_is_not_there_is_not_found(self, system: MarketingSystem, example: Example) -> None:
        with pytest.raises(NotFound):
            await system.read(example.get, {"id": "987654321"})

    async def test_what_it_cannot_do_is_said(self, system: MarketingSystem) -> None:
        for capability in set(CAPABILITIES) - set(system.description.capabilities):
            with pytest.raises(NotFound):
                await (
                    system.perform(capability, {}, "k")
                    if CAPABILITIES[capability].changes
                    else system.read(capability, {})
                )


class ForeignSystemContract(MarketingSystemContract):
    @pytest.mark.parametrize("fault", ["lose reply", "never answer", "cut", "nonsense", "empty", "act then 500"])
    async def test_a_lost_reply_is_unknown_and_asking_again_makes_no_second(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        """Whatever call of several the fault hits: afterwards the key has made exactly one thing."""
        before = await example.count()
        proxy.next(fault, on="POST")
        with suppress(OutcomeUnknown, Unavailable):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        made = await system.find(example.create, key) or await system.perform(example.create, example.arguments, key)
        assert await example.count() == before + 1
        live = await system.read(example.get, {"id": made.reference})
        assert {name: live.get(name) for name in example.shows} == example.shows

    @pytest.mark.parametrize("fault", ["lose reply", "cut", "nonsense", "500"])
    async def test_a_look_that_goes_wrong_changes_nothing_and_is_said(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        made = await system.perform(example.create, example.arguments, key)
        proxy.next(*[fault] * 8, on="GET")
        with pytest.raises(SystemUnavailable):
            await system.read(example.get, {"id": made.reference})

    async def test_one_that_is_busy_is_waited_for(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str
    ) -> None:
        proxy.next("429", "429")
        assert (await system.perform(example.create, example.arguments, key)).reference

    async def test_one_that_stays_busy_has_done_nothing(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str
    ) -> None:
        before = await example.count()
        proxy.next(*["429"] * 12)
        with pytest.raises(SystemUnavailable):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        assert await example.count() == before

    async def test_a_refused_connection_has_done_nothing(
        self, unreachable: MarketingSystem, example: Example, key: str
    ) -> None:
        with pytest.raises(SystemUnavailable):
            await unreachable.perform(example.create, example.arguments, key)

    @pytest.mark.parametrize("fault", ["401", "403"])
    async def test_credentials_that_do_not_count_are_named_as_the_cause(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        before = await example.count()
        proxy.next(*[fault] * 4)
        with pytest.raises(Misconfigured, match="credentials"):
            await system.perform(example.create, example.arguments, key)
        proxy.clear()
        assert await example.count() == before

    @pytest.mark.parametrize("fault", ["more fields", "other clock"])
    async def test_unknown_fields_and_another_clock_do_not_matter(
        self, system: MarketingSystem, proxy: FaultProxy, example: Example, key: str, fault: str
    ) -> None:
        proxy.next(*[fault] * 12)
        made = await system.perform(example.create, example.arguments, key)
        live = await system.read(example.get, {"id": made.reference})
        proxy.clear()
        assert {name: live.get(name) for name in example.shows} == example.shows

    @pytest.mark.parametrize("fault", ["401", "nonsense", "act then 500", "lose reply"])
    async def test_secrets_are_in_no_message_and_in_no_log(
        self,
        system: MarketingSystem,
        proxy: FaultProxy,
        example: Example,
        key: str,
        fault: str,
        secret: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.DEBUG)
        proxy.next(*[fault] * 8)
        with pytest.raises(BatutaError) as told:
            await system.perform(example.create, example.arguments, key)
        assert secret not in f"{told.value.in_('en')} {told.value.in_('es')} {told.value!r} {caplog.text}"
