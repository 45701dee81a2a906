"""From an approved step to messages in people's hands: who, again, may be addressed, and what each one reads.

Every message is claimed in our tables before it leaves and settled after; consent and objections are looked at
once more for every batch. A crash in between leaves claimed messages: sent again where the system recognises a
repetition, else marked unknown and left for a person.
"""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from batuta.audience import Scalar
from batuta.brief import Channel
from batuta.contact import ContactPolicy
from batuta.content import ContentItem
from batuta.digest import Digest, digest
from batuta.errors import SystemUnavailable
from batuta.noun import Received
from batuta.ports import Artefacts, Customers, Done, MarketingSystem, MemberStore, Rendering
from batuta.text import language_of
from batuta.workspace import Workspace
from tools.records.deliveries import Deliveries
from tools.systems.messages import Batch, Message, SendingInterrupted

BATCH = 500
"""Messages handed to a system at once; also how soon a pause is noticed."""
TOKEN = re.compile(r"\{\{\s*(\w+)\s*\}\}")

Values = Mapping[str, Scalar | None]


class Send(Received):
    """What a plan says of sending: arguments of `message.send` and `message.send_test`."""

    campaign: str
    channel: Channel
    items: tuple[Digest, ...]
    """ContentItems, by the version that was approved."""
    audience: Digest = ""
    to: tuple[str, ...] = ()
    """Addresses of a test."""


class Paused(Exception):
    """Somebody paused or stopped the campaign between two batches."""


@dataclass(frozen=True)
class Sender:
    workspace: Workspace
    artefacts: Artefacts
    customers: Customers
    members: MemberStore
    deliveries: Deliveries
    rendering: Rendering
    policy: ContactPolicy
    unsubscribe_token: Callable[[str, Channel], str]

    async def test(self, connector: MarketingSystem, send: Send, key: str) -> Done:
        """Send every version to the test addresses, with what merge fields say where they are empty."""
        items = [await self.artefacts.get(name, ContentItem) for name in send.items]
        messages = tuple(
            self._message(item, to, send, to, {})
            for item in items
            for to in (send.to or self.workspace.test_recipients.get(send.channel, ()))
        )
        return await connector.perform("message.send_test", self._batch(send, messages, test=True), key)

    async def deliver(
        self, connector: MarketingSystem, send: Send, key: str, may_go_on: Callable[[], Awaitable[bool]]
    ) -> Done:
        """Send to everybody in the treated group whom the channel may still address.

        Raises: Paused; SystemUnavailable, when the rest can be sent later. What went out is settled either way.
        """
        items = [await self.artefacts.get(name, ContentItem) for name in sorted(send.items)]
        told: Counter[str] = Counter()
        async for group in self.members.load(send.audience):
            wanted = {m.customer_id: m.slot for m in group if m.arm == "treated" and send.channel in m.channels}
            queue = iter(wanted)
            while ids := list(islice(queue, BATCH)):
                if not await may_go_on():
                    raise Paused
                told.update(await self._batch_out(connector, send, items, {id_: wanted[id_] for id_ in ids}, key))
        return Done(key[:16], dict(told))

    async def _batch_out(
        self, connector: MarketingSystem, send: Send, items: Sequence[ContentItem], people: Mapping[str, int], key: str
    ) -> Mapping[str, int]:
        """What a worker left under way goes again exactly as it went – the same people under the same key – or not."""
        everybody = list(people)
        allowed = await self.customers.still_contactable(everybody, send.channel, self.policy)
        allowed -= await self.deliveries.suppressed(send.channel, everybody)
        refused, since = await self._claimed(send, [id_ for id_ in everybody if id_ not in allowed])
        await self.deliveries.settle(send.campaign, send.channel, "skipped", dict.fromkeys(refused, ""))
        mine, left_over = await self._claimed(send, [id_ for id_ in everybody if id_ in allowed])
        told: Counter[str] = Counter(skipped=len(refused))
        if since or not connector.description.takes_key:
            unclear = dict.fromkeys((*since, *left_over), "")
            await self.deliveries.settle(send.campaign, send.channel, "unknown", unclear)
            told.update({"unknown": len(unclear)} if unclear else {})
            left_over = []
        for receivers in filter(None, (left_over, mine)):
            told.update(await self._sent(connector, send, items, {id_: people[id_] for id_ in receivers}, key))
        return told

    async def _claimed(self, send: Send, people: Sequence[str]) -> tuple[list[str], list[str]]:
        """Those of them that are ours to send to now, and those that somebody was sending to."""
        slots = await self.deliveries.claim(send.campaign, send.channel, people) if people else ()
        under_way = [slot.customer_id for slot in slots if not slot.mine and slot.state == "sending"]
        return [slot.customer_id for slot in slots if slot.mine], under_way

    async def _sent(
        self, connector: MarketingSystem, send: Send, items: Sequence[ContentItem], people: Mapping[str, int], key: str
    ) -> Mapping[str, int]:
        messages = await self._messages(send, items, people)
        if not messages:
            return {}
        item_of = {id_: message.item for id_, message in messages.items()}
        person_of = {message.id: id_ for id_, message in messages.items()}
        try:
            done = await connector.perform(
                "message.send", self._batch(send, tuple(messages.values())), digest([key, sorted(messages)])
            )
        except SystemUnavailable:
            await self.deliveries.release(send.campaign, send.channel, list(people))
            raise
        except SendingInterrupted as broken:
            await self._settle_interrupted(send, broken, person_of, item_of)
            raise SystemUnavailable(broken.message, subject=connector.description.id) from broken
        failed = {person_of[str(id_)] for id_ in _listed(done.result.get("refused"))}
        sent = {id_: item for id_, item in item_of.items() if id_ not in failed}
        await self.deliveries.settle(send.campaign, send.channel, "sent", sent)
        await self.deliveries.settle(send.campaign, send.channel, "failed", {id_: item_of[id_] for id_ in failed})
        return {"sent": len(sent), "failed": len(failed)}

    async def _settle_interrupted(
        self, send: Send, broken: SendingInterrupted, person_of: Mapping[str, str], item_of: Mapping[str, str]
    ) -> None:
        def people(messages: Sequence[str]) -> dict[str, str]:
            return {person_of[message]: item_of[person_of[message]] for message in messages}

        touched = {*broken.sent, *broken.refused, broken.under_way}
        await self.deliveries.settle(send.campaign, send.channel, "sent", people(broken.sent))
        await self.deliveries.settle(send.campaign, send.channel, "failed", people(broken.refused))
        unclear = [broken.under_way] if broken.under_way else []
        await self.deliveries.settle(send.campaign, send.channel, "unknown", people(unclear))
        untouched = [person for message, person in person_of.items() if message not in touched]
        await self.deliveries.release(send.campaign, send.channel, untouched)

    async def _messages(
        self, send: Send, items: Sequence[ContentItem], people: Mapping[str, int]
    ) -> dict[str, Message]:
        """One message a person: in their language, in the version their slot draws."""
        fields = {merge.attribute for name, merge in self.workspace.merge_fields.items() if _used(name, items)}
        address = self.workspace.addresses.get(send.channel)
        wanted = fields | {name for name in (address, self.workspace.locale_attribute) if name}
        values = await self.customers.merge_values(list(people), sorted(wanted))
        made: dict[str, Message] = {}
        for id_, slot in people.items():
            known = values.get(id_)
            to = id_ if address is None else str((known or {}).get(address) or "")
            if known is None or not to:
                continue
            versions = _in_locale(items, known.get(self.workspace.locale_attribute or ""), self.workspace.locales)
            made[id_] = self._message(versions[slot % len(versions)], id_, send, to, known)
        missing = dict.fromkeys((id_ for id_ in people if id_ not in made), "")
        await self.deliveries.settle(send.campaign, send.channel, "skipped", missing)
        return made

    def _message(self, item: ContentItem, person: str, send: Send, to: str, known: Values) -> Message:
        fields = self._fields(item, person, send.channel, known)
        rendered = self.rendering.render(item, fields)
        return Message(
            id=digest([send.campaign, send.channel, person, item.id])[:24],
            to=to,
            item=item.id,
            parts={part: _filled(words, fields) for part, words in item.parts.items()},
            html=rendered.html,
            text=rendered.text,
            unsubscribe=fields["unsubscribe_url"] if self.workspace.unsubscribe_one_click else "",
        )

    def _fields(self, item: ContentItem, person: str, channel: Channel, known: Values) -> dict[str, str]:
        token = self.unsubscribe_token(person, channel)
        fields = {"unsubscribe_url": self.workspace.unsubscribe_url.replace("{token}", token)}
        for name, merge in self.workspace.merge_fields.items():
            value = known.get(merge.attribute)
            fields[name] = merge.fallback.get(language_of(item.locale), "") if value in (None, "") else str(value)
        return fields

    def _batch(self, send: Send, messages: tuple[Message, ...], *, test: bool = False) -> Mapping[str, object]:
        sender = self.workspace.sender
        return Batch(
            campaign_id=send.campaign,
            channel=send.channel,
            test=test,
            sender_name=sender.brand or sender.name,
            sender_address=sender.email,
            unsubscribe=f"mailto:{sender.email}?subject=unsubscribe" if sender.email else "",
            messages=messages,
        ).model_dump(mode="json")


def _in_locale(items: Sequence[ContentItem], wanted: Scalar | None, locales: Sequence[str]) -> Sequence[ContentItem]:
    """The versions in a person's locale, else in their language, else in the company's first locale there is."""
    asked = str(wanted or "")
    tests: list[Callable[[ContentItem], bool]] = [
        lambda item: item.locale == asked,
        lambda item: bool(asked) and item.locale[:2] == asked[:2],
        *(lambda item, locale=locale: item.locale == locale for locale in locales),
    ]
    for fits in tests:
        found = [item for item in items if fits(item)]
        if found:
            return found
    return items


def _filled(words: str, fields: Mapping[str, str]) -> str:
    return TOKEN.sub(lambda found: fields.get(found[1], found[0]), words)


def _used(name: str, items: Sequence[ContentItem]) -> bool:
    return any(name in TOKEN.findall(item.words) for item in items)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()
