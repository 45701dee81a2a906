"""How what is live is put right again: the calls that write what was approved, and what each of them writes.

Nothing is decided here, and nothing sent: what this makes is shown to a person, and goes through the outbox once they
approve it. What the connected systems cannot put right is said, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from agents.publishing.live import LetStand, addresses_in, already_live
from batuta.audience import FrozenAudience
from batuta.compared import PART
from batuta.content import AsFound, ContentItem
from batuta.digest import Digest, digest
from batuta.plan_words import message_in_words
from batuta.ports import Systems
from batuta.publishing import Capability, Difference, Plan, Receipt, Step, SystemDescription, Verification, Written
from batuta.text import Text

STARTABLE = ("paused", "draft")
"""States of a campaign out of which scheduling it again leads; one that was ended in its own system stays ended."""


class RepairStep(NamedTuple):
    step: Step
    writes: tuple[Written, ...]


class Left(NamedTuple):
    """A difference that only people can put right, in the system itself."""

    difference: Difference
    why: Text


class Repair(NamedTuple):
    steps: tuple[RepairStep, ...]
    left: tuple[Left, ...]
    items: tuple[ContentItem, ...]
    """The messages that the steps carry."""


class Repairing(NamedTuple):
    """Everything that a repair is made from."""

    plan: Plan
    frozen: FrozenAudience
    items: Mapping[Digest, ContentItem]
    receipts: Sequence[Receipt]
    stands: LetStand
    """What people let stand is what is written, where somebody changed it again."""
    systems: Systems
    locale: str | None
    number: int
    """Which repair of this campaign it is: the same one may be needed again."""

    def repair(self, found: Verification) -> Repair:
        steps: list[RepairStep] = []
        left: list[Left] = []
        items: list[ContentItem] = []
        planned = {step.id: step for step in self.plan.steps}
        references = {receipt.step_id: receipt.reference for receipt in self.receipts}
        before = {item.id: item for item in already_live(self.items)}
        for step_id, group in groupby(found.differences, key=lambda one: one.step_id):
            differences = tuple(group)
            step, reference = planned.get(step_id), references.get(step_id, "")
            item: ContentItem | None = None
            made: tuple[RepairStep, ...] = ()
            match step.capability if step else "content.get":
                case "content.publish" | "content.submit" if step and reference:
                    item = self._as_it_stands(step_id, self.items[step.artefact])
                    made = self._message(step_id, reference, item, differences, left)
                case "content.get" if step_id in before:
                    item = self._as_it_stands(step_id, before[step_id])
                    made = self._message(step_id, step_id, item, differences, left)
                case "audience.create" if step and reference:
                    made = self._audience(step, reference, differences, left)
                case "campaign.schedule" if step and reference:
                    made = self._schedule(step, reference, differences, left)
                case _:
                    left += [Left(one, _NEVER_DONE) for one in differences]
            steps += made
            items += [item] if item is not None and made else []
        return Repair(tuple(steps), tuple(left), tuple(items))

    def _as_it_stands(self, step_id: str, item: ContentItem) -> ContentItem:
        """The approved message, with what people let stand in the place of its own words."""
        instead = {part: self.stands[step_id, f"{PART}{part}"] for part in item.parts if self._stood(step_id, part)}
        locale = self.stands.get((step_id, "locale"), item.locale)
        title = self.stands.get((step_id, "title"))
        called = AsFound(title=title, links=item.as_found.links) if item.as_found and title else item.as_found
        if not instead and locale == item.locale and called == item.as_found:
            return item
        return item.model_copy(update={"parts": {**item.parts, **instead}, "locale": locale, "as_found": called})

    def _stood(self, step_id: str, part: str) -> bool:
        return (step_id, f"{PART}{part}") in self.stands

    def _goes_with_it(self, step_id: str, item: ContentItem, said: Sequence[Difference]) -> Iterator[Written]:
        """What people let stand beside the message's own parts: it is written plain, and this is taken away."""
        known = {
            *(f"{PART}{part}" for part in item.parts),
            *(one.field for one in said),
            "locale",
            "status",
            "state",
            *(("title",) if item.as_found else ()),
        }
        for (of, field), shown in self.stands.items():
            if of == step_id and field not in known and shown:
                yield Written(field=field, live=shown, written=item.called if field == "title" else "")

    def _message(
        self, step_id: str, reference: str, item: ContentItem, differences: Sequence[Difference], left: list[Left]
    ) -> tuple[RepairStep, ...]:
        if any(one.field == "state" for one in differences):
            left += [Left(one, _GONE) for one in differences]
            return ()
        said = [one for one in differences if one.field != "status"]
        status = [one for one in differences if one.field == "status"]
        system = self._described(differences[0].system)
        made: list[RepairStep] = []
        if said and _would_lose_links(item):
            left += [Left(one, _THEIRS) for one in said]
        elif said and self._can(system, "content.update", said, left):
            text = Text(
                en=f"Write the approved message again: {message_in_words(item, 'en')}",
                es=f"Volver a escribir la pieza aprobada: {message_in_words(item, 'es')}",
            )
            update = self._step(
                step_id,
                system,
                "content.update",
                {"item": {"$artefact": digest(item)}, "digest": digest(item), "id": reference},
                text,
                artefact=digest(item),
            )
            made.append(RepairStep(update, (*_written(item, said), *self._goes_with_it(step_id, item, said))))
        goes_live: Capability = "content.publish" if _offers(system, "content.publish") else "content.submit"
        if status and self._can(system, goes_live, status, left):
            text = Text(
                en=f"Publish the message again: {message_in_words(item, 'en')}",
                es=f"Volver a publicar la pieza: {message_in_words(item, 'es')}",
            )
            publish = self._step(
                step_id,
                system,
                goes_live,
                {"id": reference},
                text,
                artefact=digest(item),
                after=[one.step.id for one in made],
            )
            written = tuple(Written(field=one.field, live=one.live, written=one.approved) for one in status)
            made.append(RepairStep(publish, written))
        return tuple(made)

    def _audience(
        self, step: Step, reference: str, differences: Sequence[Difference], left: list[Left]
    ) -> tuple[RepairStep, ...]:
        system = self._described(step.system)
        if any(one.field == "state" for one in differences):
            left += [Left(one, _GONE) for one in differences]
            return ()
        if not self._can(system, "audience.update", differences, left):
            return ()
        text = Text(
            en="Set the audience to the approved list again", es="Volver a dejar el público con la lista aprobada"
        )
        arguments = {**step.arguments, "id": reference}
        update = self._step(step.id, system, "audience.update", arguments, text, artefact=step.artefact)
        return (RepairStep(update, tuple(_arguments_written(arguments, differences))),)

    def _schedule(
        self, step: Step, reference: str, differences: Sequence[Difference], left: list[Left]
    ) -> tuple[RepairStep, ...]:
        system = self._described(step.system)
        ended = [one for one in differences if one.field == "state" and one.live not in STARTABLE]
        if ended:
            left += [Left(one, _GONE) for one in differences]
            return ()
        if not self._can(system, "campaign.schedule", differences, left):
            return ()
        arguments = {"id": reference, "start": step.arguments.get("start"), "end": step.arguments.get("end")}
        for name in ("start", "end"):
            instead = self.stands.get((step.id, name))
            arguments |= {name: None if instead == str(None) else instead} if instead is not None else {}
        text = Text(en="Schedule it again as approved", es="Volver a programarla como se aprobó")
        again = self._step(step.id, system, "campaign.schedule", arguments, text, artefact=step.artefact)
        return (RepairStep(again, tuple(_arguments_written(arguments, differences))),)

    def _step(
        self,
        of: str,
        system: SystemDescription | None,
        capability: Capability,
        arguments: dict[str, object],
        effect: Text,
        *,
        artefact: Digest,
        after: Iterable[str] = (),
    ) -> Step:
        doing = capability.partition(".")[2]
        return Step(
            id=f"repair-{self.number}-{doing}-{of}",
            system=system.id if system else "",
            capability=capability,
            arguments=arguments,
            depends_on=tuple(after),
            effect=effect.in_(self.locale),
            target=f"{of}#{self.number}",
            artefact=artefact,
        )

    def _can(
        self, system: SystemDescription | None, capability: Capability, about: Iterable[Difference], left: list[Left]
    ) -> bool:
        """Whether the system can do it; where it cannot, these differences are left to people."""
        if _offers(system, capability):
            return True
        left += [Left(one, _cannot(system, capability)) for one in about]
        return False

    def _described(self, id_: str) -> SystemDescription | None:
        return next((system for system in self.systems.described() if system.id == id_), None)


def _would_lose_links(item: ContentItem) -> bool:
    """Whether people had put links into it that lead nowhere once it is written plain."""
    return bool(item.as_found and set(item.as_found.links or ()) - addresses_in(item))


def _offers(system: SystemDescription | None, capability: Capability) -> bool:
    return system is not None and capability in system.capabilities


def _written(item: ContentItem, differences: Sequence[Difference]) -> Iterator[Written]:
    """Every part that is written, also those that are live as approved; and what is taken away."""
    live = {one.field: one.live for one in differences}
    for part, words in item.parts.items():
        yield Written(field=f"{PART}{part}", live=live.pop(f"{PART}{part}", words), written=words)
    instead = {"locale": item.locale, "title": item.called}
    for field, shown in live.items():
        yield Written(field=field, live=shown, written=instead.get(field, ""))


def _arguments_written(arguments: Mapping[str, object], differences: Sequence[Difference]) -> Iterator[Written]:
    live = {one.field: one for one in differences}
    for name, value in arguments.items():
        if name == "id":
            continue
        differs = live.pop(name, None)
        yield Written(field=name, live=differs.live if differs else str(value), written=str(value))
    for one in live.values():
        yield Written(field=one.field, live=one.live, written=one.approved)


def _cannot(system: SystemDescription | None, capability: Capability) -> Text:
    if system is None:
        return Text(
            en="Its system is not connected any more: add it to systems.yaml again.",
            es="Su sistema ya no está conectado: añádelo de nuevo a systems.yaml.",
        )
    return Text(
        en=f"{system.name.in_('en')} does not offer {capability}: put it right there.",
        es=f"{system.name.in_('es')} no ofrece {capability}: corrígelo allí.",
    )


_GONE = Text(
    en="It is not there any more, or was ended there: plan it anew, or put it back in its own system.",
    es="Ya no está o se terminó allí: planifícalo de nuevo o repónlo en su propio sistema.",
)
_THEIRS = Text(
    en="People wrote this message in its own system, with links in it: put it right there, so that these stay.",
    es="Esta pieza se escribió en su propio sistema y lleva enlaces: corrígela allí, para que se conserven.",
)
_NEVER_DONE = Text(
    en="This step was never done: see its receipt.", es="Este paso no llegó a hacerse: mira su comprobante."
)
