"""Messages go to the treated who still may be addressed, in their language, once; whatever breaks in between."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from batuta.audience import Scalar
from batuta.brief import Channel, Request
from batuta.campaign import CampaignId
from batuta.catalogue import Attribute, Catalogue
from batuta.contact import ContactPolicy
from batuta.content import ContentItem, Rendered
from batuta.digest import digest
from batuta.errors import SystemUnavailable
from batuta.ports import Customers, Done, Member, MemberStore
from batuta.product import Products
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from batuta.workspace import Merge, Workspace
from batuta.workspace import Sender as Company
from tests.scenes.approval import Records
from tools.records.deliveries import Deliveries
from tools.systems import sending
from tools.systems.messages import Batch, Message, SendingInterrupted
from tools.systems.sending import Paused, Send, Sender

AUDIENCE = "a" * 64
PEOPLE: dict[str, dict[str, Scalar | None]] = {
    "p1": {"email": "p1@x.example", "language": "es", "first_name": "Ana"},
    "p2": {"email": "p2@x.example", "language": "en", "first_name": None},
    "p3": {"email": "p3@x.example", "language": "es-MX", "first_name": "Luz"},
    "p4": {"email": "p4@x.example", "language": "fr", "first_name": "Zoé"},
    "p5": {"email": None, "language": "es", "first_name": "Leo"},
    "p6": {"email": "p6@x.example", "language": "es", "first_name": "Eva"},
}
MEMBERS = (
    *(Member(person, "treated", ("email",), 0) for person in ("p1", "p2", "p3", "p4", "p5")),
    Member("p6", "control", ("email",), 0),
    Member("p7", "treated", ("sms",), 0),
)


class People:
    """Customers who may object between the approval and the sending."""

    def __init__(self) -> None:
        self.objected: set[str] = set()

    async def still_contactable(
        self, customer_ids: Sequence[str], channel: Channel, policy: ContactPolicy
    ) -> frozenset[str]:
        return frozenset(customer_ids) - self.objected

    async def merge_values(
        self, customer_ids: Sequence[str], attributes: Sequence[str]
    ) -> Mapping[str, Mapping[str, Scalar | None]]:
        return {id_: {name: PEOPLE[id_].get(name) for name in attributes} for id_ in customer_ids if id_ in PEOPLE}


class Lists:
    async def load(self, digest: str) -> AsyncIterator[tuple[Member, ...]]:
        assert digest == AUDIENCE
        yield MEMBERS


class Plain:
    def render(self, item: ContentItem, fields: Mapping[str, str] | None = None) -> Rendered:
        return Rendered(text=item.words, html="")


class Outlet:
    """A channel that may break as told: `down`, `cut` after one message, or after `cut` for good."""

    def __init__(self, *script: str, takes_key: bool = True) -> None:
        self.description = SystemDescription(
            id="mail", name=Text(en="m", es="m"), kind="outlet", capabilities=("message.send",), takes_key=takes_key
        )
        self._script = list(script)
        self.received: list[Message] = []
        self.keys: list[str] = []
        self.batches: list[tuple[Message, ...]] = []

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        batch = Batch.model_validate(arguments)
        self.keys.append(key)
        self.batches.append(batch.messages)
        word = self._script.pop(0) if self._script else "ok"
        if word == "down":
            raise SystemUnavailable(Text(en="down", es="caído"))
        if word == "cut":
            self.received += batch.messages[:2]  # the second left, but the reply did not come
            raise SendingInterrupted("mail", (batch.messages[0].id,), (), batch.messages[1].id)
        self.received += batch.messages
        return Done(key, {"sent": len(batch.messages)})

    async def find(self, capability: Capability, key: str) -> Done | None:
        return None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        return {}

    @property
    def people(self) -> list[str]:
        return sorted(message.to.split("@")[0] for message in self.received)


def item(locale: str, body: str) -> ContentItem:
    return ContentItem(
        id=f"mail-{locale}",
        channel="email",
        locale=locale,
        status="approved",
        origin="generated",
        parts={"subject": "Hola", "body": body, "footer": "{{unsubscribe_url}}"},
    )


def workspace() -> Workspace:
    names = ("email", "language", "first_name")
    return Workspace(
        id="acme",
        name="Acme",
        brand="acme",
        sender=Company(name="Acme, S.A.", brand="Acme", email="hola@acme.example"),
        locales=("es-ES", "en"),
        currency="EUR",
        time_zone="Europe/Madrid",
        merge_fields={"first_name": Merge(attribute="first_name", fallback={"es": "cliente", "en": "there"})},
        locale_attribute="language",
        addresses={"email": "email"},
        unsubscribe_url="https://acme.example/baja?t={token}",
        catalogue=Catalogue(attributes=tuple(Attribute(name=name, type="text") for name in names)),
        products=Products(products=()),
        version="v",
    )


@pytest.fixture
async def sender(records: Records) -> Sender:
    request = await records.artefacts.put(Request(text="x", today=date(2026, 11, 22), author="marta"))
    await records.campaigns.start(CampaignId("c1"), name="x", author="marta", request=request)
    return Sender(
        workspace=workspace(),
        artefacts=records.artefacts,
        customers=cast("Customers", People()),
        members=cast("MemberStore", Lists()),
        deliveries=Deliveries(records.pool, records.clock),
        rendering=Plain(),
        policy=ContactPolicy(),
        unsubscribe_token=lambda person, channel: f"{person}-{channel}",
    )


async def sent(sender: Sender, outlet: Outlet, go_on: bool = True) -> Done:
    items = (item("es-ES", "Hola {{first_name}}"), item("en", "Hi {{ first_name }}"))
    names = tuple([await sender.artefacts.put(one) for one in items])

    async def may_go_on() -> bool:
        return go_on

    send = Send(campaign="c1", channel="email", items=names, audience=AUDIENCE)
    return await sender.deliver(outlet, send, digest("key"), may_go_on)


async def test_sends_to_the_treated_with_an_address_in_their_language(sender: Sender) -> None:
    outlet = Outlet()
    done = await sent(sender, outlet)
    bodies = {message.to.split("@")[0]: message.parts["body"] for message in outlet.received}
    assert bodies == {"p1": "Hola Ana", "p2": "Hi there", "p3": "Hola Luz", "p4": "Hola Zoé"}
    assert outlet.received[0].parts["footer"].endswith("baja?t=p1-email")
    assert done.result["sent"] == 4
    assert (await sender.deliveries.tally("c1")) == {"email": {"sent": 4, "skipped": 1}}


@pytest.mark.parametrize("one_click", [True, False])
async def test_one_click_is_offered_where_the_company_s_address_takes_it(sender: Sender, one_click: bool) -> None:
    described = sender.workspace.model_copy(update={"unsubscribe_one_click": one_click})
    outlet = Outlet()
    await sent(replace(sender, workspace=described), outlet)
    ways_out = {message.to.split("@")[0]: message.unsubscribe for message in outlet.received}
    assert ways_out["p1"] == ("https://acme.example/baja?t=p1-email" if one_click else "")
    assert len(set(ways_out.values())) == (4 if one_click else 1)


async def test_asks_for_consent_again_at_the_moment_of_sending(sender: Sender) -> None:
    cast("People", sender.customers).objected.add("p1")
    await sender.deliveries.suppress("*", "p2", "asked by phone")
    assert await sender.deliveries.objections(("email", "sms")) == {"email": {"p2"}, "sms": {"p2"}}
    outlet = Outlet()
    await sent(sender, outlet)
    assert outlet.people == ["p3", "p4"]


async def test_a_second_run_sends_nothing_again(sender: Sender) -> None:
    outlet = Outlet()
    for _ in range(3):
        await sent(sender, outlet)
    assert outlet.people == ["p1", "p2", "p3", "p4"]


async def test_a_system_that_is_down_gets_the_rest_later(sender: Sender) -> None:
    outlet = Outlet("down")
    with pytest.raises(SystemUnavailable):
        await sent(sender, outlet)
    assert (await sender.deliveries.tally("c1")).get("email", {}).get("sending") is None
    await sent(sender, outlet)
    assert outlet.people == ["p1", "p2", "p3", "p4"]


async def test_a_connection_that_breaks_leaves_one_unknown_and_sends_the_rest_once(sender: Sender) -> None:
    outlet = Outlet("cut", takes_key=False)
    with pytest.raises(SystemUnavailable):
        await sent(sender, outlet)
    assert (await sender.deliveries.tally("c1"))["email"] == {"sent": 1, "skipped": 1, "unknown": 1}
    await sent(sender, outlet)
    assert outlet.people == ["p1", "p2", "p3", "p4"]
    assert (await sender.deliveries.tally("c1"))["email"] == {"sent": 3, "skipped": 1, "unknown": 1}


@pytest.mark.parametrize(("takes_key", "people"), [(True, ["p1", "p2", "p3", "p4"]), (False, ["p2", "p3", "p4"])])
async def test_what_a_dead_worker_had_claimed_is_sent_again_only_where_repetition_is_recognised(
    sender: Sender, takes_key: bool, people: list[str]
) -> None:
    await sender.deliveries.claim("c1", "email", ["p1"])  # and then the worker was killed
    outlet = Outlet(takes_key=takes_key)
    await sent(sender, outlet)
    assert outlet.people == people
    unknown = (await sender.deliveries.tally("c1"))["email"].get("unknown", 0)
    assert unknown == (0 if takes_key else 1)


async def test_who_objects_after_an_unclear_batch_does_not_make_it_go_to_the_others_twice(sender: Sender) -> None:
    await sender.deliveries.claim("c1", "email", ["p1", "p2"])  # and then nobody knows whether the batch went
    cast("People", sender.customers).objected.add("p1")
    outlet = Outlet()
    await sent(sender, outlet)
    assert outlet.people == ["p3", "p4"]
    assert (await sender.deliveries.tally("c1"))["email"]["unknown"] == 2


async def test_what_was_left_under_way_goes_again_under_its_own_key(sender: Sender) -> None:
    whole, broken = Outlet(), Outlet()
    await sender.deliveries.claim("c1", "email", ["p1", "p2"])
    await sent(sender, whole)
    assert [len(batch) for batch in whole.batches] == [2, 2]
    assert whole.keys[0] != whole.keys[1]
    await sent(sender, broken)
    assert broken.keys == []


async def test_a_pause_is_noticed_between_batches(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    outlet = Outlet()
    with pytest.raises(Paused):
        await sent(sender, outlet, go_on=False)
    assert outlet.received == []
    await sent(sender, outlet)
    assert outlet.people == ["p1", "p2", "p3", "p4"]


async def test_a_test_send_shows_every_version_with_fallbacks_and_reaches_no_customer(sender: Sender) -> None:
    testing = replace(
        sender, workspace=sender.workspace.model_copy(update={"test_recipients": {"email": ("qa@acme.example",)}})
    )
    outlet = Outlet()
    names = (await sender.artefacts.put(item("es-ES", "Hola {{first_name}}")),)
    await testing.test(outlet, Send(campaign="c1", channel="email", items=names), "k")
    assert [(m.to, m.parts["body"]) for m in outlet.received] == [("qa@acme.example", "Hola cliente")]
    assert await sender.deliveries.tally("c1") == {}
