"""The steps of a campaign across the company's systems, each with what it does, costs and waits for.

audience.create ───────────────┐
content.create → content.publish ┼→ message.send_test → campaign.create → campaign.schedule → message.send (a channel)

Where a content system lets its own people publish, a message is handed in for review (`content.submit`), and what
needs it waits until they have. What a step rests on is looked at again just before it runs (`Condition`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from batuta.audience import FrozenAudience
from batuta.brief import Brief, Channel
from batuta.content import ContentItem
from batuta.digest import Digest
from batuta.errors import SystemUnavailable
from batuta.explain import number_in_words
from batuta.plan_words import GOES_LIVE, PlanWords, message_in_words
from batuta.ports import Systems
from batuta.publishing import Capability, Condition, Step, SystemDescription
from batuta.text import Text, say
from batuta.workspace import Workspace

REVIEW_AT_LEAST = timedelta(days=1)
"""How long people of another system have for their part, however soon the campaign begins."""
SENDS_FROM = time(9, 0)
"""When the first day's messages leave, where the company is."""


@dataclass(frozen=True)
class Planner:
    """Everything the steps of one campaign are made from."""

    workspace: Workspace
    systems: Systems
    brief: Brief
    campaign_id: str
    frozen: FrozenAudience
    frozen_digest: Digest
    items: Mapping[Digest, ContentItem]
    segments: Mapping[Digest, int]
    """Messages paid for an item, where a channel counts them; 1 elsewhere."""
    now: datetime

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(channel for channel in self.brief.channels if self.frozen.by_channel.get(channel))

    def steps(self) -> tuple[Step, ...]:
        audiences = self._audiences()
        content = [step for name, item in self.items.items() for step in self._content(name, item)]
        tests = [step for channel in self.channels for step in self._test(channel, content)]
        campaign = self._campaign(audiences, content, tests)
        schedule = self._schedule(campaign)
        sends = [self._send(channel, schedule) for channel in self.channels]
        return (*audiences, *content, *tests, campaign, schedule, *sends)

    def _audiences(self) -> tuple[Step, ...]:
        """In the preferred audience system, and in the campaign's own where that keeps audiences itself."""
        runs = self._system("campaign.create")
        keeps = self._system("audience.create")
        if runs.id == keeps.id or "audience.create" not in runs.capabilities:
            return (self._audience(keeps),)
        return (self._audience(keeps), self._audience(runs, f"audience-{runs.id}"))

    def _audience(self, system: SystemDescription, id_: str = "audience") -> Step:
        return Step(
            id=id_,
            system=system.id,
            capability="audience.create",
            arguments={
                "name": self.campaign_id,
                "audience": self.frozen_digest,
                "members": self.frozen.treated,
                "control": self.frozen.control,
                "by_channel": dict(self.frozen.by_channel),
            },
            effect=self._words.audience(self.frozen.treated),
            target=self.campaign_id,
            artefact=self.frozen_digest,
        )

    def _content(self, name: Digest, item: ContentItem) -> tuple[Step, ...]:
        """What is published already needs nothing; what is approved is published; what is new is made first."""
        if item.origin == "reused" and item.status == "published":
            return ()
        reused = item.origin == "reused"
        system = self._holder(item) if reused else self._system("content.create", locale=item.locale)
        goes_live: Capability = "content.publish" if "content.publish" in system.capabilities else "content.submit"
        create = Step(
            id=f"create-{item.id}",
            system=system.id,
            capability="content.create",
            arguments={"item": {"$artefact": name}, "digest": name},
            effect=self._words.creating(item),
            target=item.id,
            artefact=name,
        )
        publish = Step(
            id=f"publish-{item.id}",
            system=system.id,
            capability=goes_live,
            arguments={"id": item.id if reused else {"$from": create.id, "field": "id"}},
            depends_on=() if reused else (create.id,),
            effect=self._words.going_live(goes_live, item),
            target=item.id,
            artefact=name,
        )
        return (publish,) if reused else (create, publish)

    def _test(self, channel: Channel, content: Sequence[Step]) -> tuple[Step, ...]:
        to = self.workspace.test_recipients.get(channel, ())
        if not to:
            return ()
        names = self._of(channel)
        return (
            Step(
                id=f"test-{channel}",
                system=self._system("message.send_test", channel).id,
                capability="message.send_test",
                arguments={"campaign": self.campaign_id, "channel": channel, "items": list(names), "to": list(to)},
                depends_on=_publishing(content, names),
                requires=self._live(step for step in content if step.artefact in names),
                effect=self._words.testing(channel, len(to)),
                target=channel,
                artefact=self.frozen_digest,
            ),
        )

    def _campaign(self, audiences: Sequence[Step], content: Sequence[Step], tests: Sequence[Step]) -> Step:
        window = self.brief.window
        return Step(
            id="campaign",
            system=self._system("campaign.create").id,
            capability="campaign.create",
            arguments={
                "name": self.campaign_id,
                "audience": {"$from": audiences[-1].id, "field": "id"},
                "channels": list(self.channels),
                "content": sorted(self.items),
                "start": window.start.isoformat() if window and window.start else None,
                "end": window.end.isoformat() if window and window.end else None,
                "control_share": self.frozen.control_share,
            },
            depends_on=(*(s.id for s in audiences), *_publishing(content), *(s.id for s in tests)),
            requires=(*(one for step in audiences for one in self._counted(step)), *self._live(content)),
            effect=self._words.setting_up(),
            target=self.campaign_id,
            artefact=self.frozen_digest,
        )

    def _schedule(self, campaign: Step) -> Step:
        start, end = self._starts_on(), self.brief.window.end if self.brief.window else None
        return Step(
            id="schedule",
            system=campaign.system,
            capability="campaign.schedule",
            arguments={
                "id": {"$from": campaign.id, "field": "id"},
                "start": start.isoformat(),
                "end": end.isoformat() if end else None,
            },
            depends_on=(campaign.id,),
            effect=self._words.scheduling(start, end),
            target=self.campaign_id,
            artefact=self.frozen_digest,
        )

    def _send(self, channel: Channel, schedule: Step) -> Step:
        system = self._system("message.send", channel)
        names = self._of(channel)
        people = self.frozen.by_channel[channel]
        unit = system.cost.get(channel, system.cost.get("message.send", 0.0))
        parts = max((self.segments.get(name, 1) for name in names), default=1)
        at = datetime.combine(self._starts_on(), SENDS_FROM, ZoneInfo(self.workspace.time_zone))
        return Step(
            id=f"send-{channel}",
            system=system.id,
            capability="message.send",
            arguments={
                "campaign": self.campaign_id,
                "channel": channel,
                "items": list(names),
                "audience": self.frozen.digest,
            },
            depends_on=(schedule.id,),
            requires=self._still_scheduled(schedule, at),
            effect=self._words.sending(channel, people, at.date()),
            cost=round(unit * people * parts, 2),
            target=channel,
            artefact=self.frozen_digest,
            at=at if at > self.now else None,
        )

    def _counted(self, audience: Step) -> tuple[Condition, ...]:
        """The audience is there, with as many people as were approved."""
        people = number_in_words(self.frozen.treated, self.brief.locale)
        return self._shows(
            audience,
            "audience.get",
            {"members": self.frozen.treated, "state": "active"},
            en=f"the audience of {people} is in {{}}",
            es=f"el público de {people} está en {{}}",
        )

    def _live(self, content: Iterable[Step]) -> tuple[Condition, ...]:
        """The messages are published; where people of that system publish, they have until the campaign begins."""
        return tuple(
            condition
            for step in content
            if step.capability in GOES_LIVE
            for condition in self._shows(
                step,
                "content.get",
                {"status": "published"},
                en=f"{{}} has published the message: {self._named(self.items[step.artefact])}",
                es=f"{{}} ha publicado la pieza: {self._named(self.items[step.artefact])}",
                until=self._deadline() if step.capability == "content.submit" else None,
            )
        )

    def _still_scheduled(self, schedule: Step, at: datetime) -> tuple[Condition, ...]:
        """Nobody paused or stopped it in its own system; a paused one is waited for while the campaign lasts."""
        return self._shows(
            schedule,
            "campaign.get",
            {"state": "scheduled"},
            en="the campaign is scheduled in {}",
            es="la campaña está programada en {}",
            until=max(at + REVIEW_AT_LEAST, self._deadline()),
        )

    def _shows(
        self,
        step: Step,
        look: Capability,
        expects: dict[str, str | int | None],
        *,
        en: str,
        es: str,
        until: datetime | None = None,
    ) -> tuple[Condition, ...]:
        """What the step's system must show of what it made; nothing, where it cannot be asked. `{}` is its name."""
        system = self._described(step.system)
        if look not in system.capabilities:
            return ()
        name = system.name.in_(self.brief.locale)
        return (
            Condition(
                system=system.id,
                look=look,
                arguments={"id": {"$from": step.id, "field": "id"}},
                expects=expects,
                words=say(self.brief.locale, en=en.replace("{}", name), es=es.replace("{}", name)),
                until=until,
            ),
        )

    def _deadline(self) -> datetime:
        """By when people of other systems have done their part: the campaign's last day, and a day at the least."""
        end = self.brief.window.end if self.brief.window else None
        last = datetime.combine(end, time.max, ZoneInfo(self.workspace.time_zone)) if end else self.now
        return max(last, self.now + REVIEW_AT_LEAST)

    def _holder(self, item: ContentItem) -> SystemDescription:
        """The system that an existing message lies in, as its reference says; else the preferred one."""
        name = item.id.partition(":")[0]
        for system in self.systems.described():
            if system.id == name and {"content.publish", "content.submit"} & {*system.capabilities}:
                return system
        return self._system("content.publish", locale=item.locale)

    def _described(self, id_: str) -> SystemDescription:
        return next(system for system in self.systems.described() if system.id == id_)

    @property
    def _words(self) -> PlanWords:
        return PlanWords(self.brief.locale)

    def _named(self, item: ContentItem) -> str:
        return message_in_words(item, self.brief.locale)

    def _starts_on(self) -> date:
        today = self.now.astimezone(ZoneInfo(self.workspace.time_zone)).date()
        start = self.brief.window.start if self.brief.window else None
        return max(start, today) if start else today

    def _of(self, channel: Channel) -> tuple[Digest, ...]:
        return tuple(sorted(name for name, item in self.items.items() if item.channel == channel))

    def _system(
        self, capability: Capability, channel: str | None = None, *, locale: str | None = None
    ) -> SystemDescription:
        """The preferred system that can do it and is for this. Raises: SystemUnavailable, where none can."""
        product = self.workspace.products[self.brief.product_id] if self.brief.product_id else None
        about = tuple(filter(None, (product.id, product.family))) if product else ()
        offered = self.systems.offering(capability, channel, locale=locale, product=about)
        if offered:
            return offered[0]
        on = f" ({channel})" if channel else ""
        raise SystemUnavailable(
            Text(
                en=f"No connected system can do {capability}{on}.",
                es=f"Ningún sistema conectado puede hacer {capability}{on}.",
            ),
            remedy=Text(
                en="Connect one in systems.yaml, or drop the channel from the campaign.",
                es="Conecta uno en systems.yaml o quita el canal de la campaña.",
            ),
            subject=capability,
        )


def _publishing(content: Sequence[Step], names: Sequence[Digest] | None = None) -> tuple[str, ...]:
    """The steps after which these messages, or all, are live or with those who publish them."""
    return tuple(
        step.id for step in content if step.capability in GOES_LIVE and (names is None or step.artefact in names)
    )
