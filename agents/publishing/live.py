"""What is live against what was approved, field by field, as the systems themselves show it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from batuta.audience import FrozenAudience
from batuta.compared import GONE, MISSING, OUT_OF_REACH, PART, as_read
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.errors import NotFound, Unavailable
from batuta.publishing import Capability, Difference, Plan, Receipt, Step, Verification

LOOKED_UP_BY: dict[Capability, Capability] = {
    "audience.create": "audience.get",
    "content.publish": "content.get",
    "content.submit": "content.get",
    "campaign.schedule": "campaign.get",
}
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"']+[^\s<>\"'.,;:!?)]")

LetStand = Mapping[tuple[str, str], str]
"""By step and field, the value that a person let stand in the place of what was approved, as text."""


def let_stand(accepted: Verification | None) -> LetStand:
    """What people let stand: the live side of the differences they accepted."""
    return {(one.step_id, one.field): one.live for one in accepted.differences} if accepted else {}


async def compared_with_live(
    deps: Deps,
    plan: Plan,
    frozen: FrozenAudience,
    items: Mapping[Digest, ContentItem],
    receipts: Iterable[Receipt],
    stands: LetStand | None = None,
) -> Verification:
    """Fetch back what the plan brought about, and the messages that were live before it, and compare each field.

    stands: compared with in the place of what was approved.
    """
    by_step = {receipt.step_id: receipt for receipt in receipts}
    differences: list[Difference] = []
    checked = 0
    for step in plan.steps:
        receipt = by_step.get(step.id)
        if receipt is None or receipt.state not in ("done", "scheduled", "waiting"):
            differences.append(_differs(step, "state", "done", receipt.state if receipt else MISSING))
            continue
        look_up = LOOKED_UP_BY.get(step.capability)
        if look_up is None:
            continue
        checked += 1
        try:
            live = await deps.systems.ask(step.system, look_up, {"id": receipt.reference})
        except NotFound:
            differences.append(_differs(step, "state", "live", GONE))
            continue
        except Unavailable:
            differences.append(_differs(step, "state", "live", OUT_OF_REACH))
            continue
        differences.extend(_compared(step, live, items, frozen, stands or {}))
    for item in already_live(items):
        checked += 1
        differences.extend(await _still_live(deps, item, stands or {}))
    return Verification(ok=not differences, checked=checked, differences=tuple(differences))


def already_live(items: Mapping[Digest, ContentItem]) -> tuple[ContentItem, ...]:
    """Messages that were published before the campaign; no step of its plan publishes them."""
    return tuple(item for item in items.values() if item.origin == "reused" and item.status == "published")


def addresses_in(item: ContentItem) -> frozenset[str]:
    """Every address that the words of a message name."""
    return frozenset(found for words in item.parts.values() for found in _ADDRESS.findall(words))


def _compared(
    step: Step,
    live: Mapping[str, object],
    items: Mapping[Digest, ContentItem],
    frozen: FrozenAudience,
    stands: LetStand,
) -> Iterator[Difference]:
    match step.capability:
        case "audience.create":
            wanted = {"members": frozen.treated, "audience": step.artefact, "state": "active"}
            yield from _fields(step, live, wanted, stands)
        case "content.publish" | "content.submit":
            item = items[step.artefact]
            yield from _fields(step, live, {"status": "published", "locale": item.locale}, stands)
            yield from _said(step, live, item, stands)
        case "campaign.schedule":
            dates = {name: step.arguments[name] for name in ("start", "end")}
            yield from _fields(step, live, {**dates, "state": "scheduled"}, stands)


async def _still_live(deps: Deps, item: ContentItem, stands: LetStand) -> tuple[Difference, ...]:
    step = Step(id=item.id, system="", capability="content.get", effect="")
    offered = deps.systems.offering("content.get")
    for system in offered:
        try:
            live = await deps.systems.ask(system.id, "content.get", {"id": item.id})
        except (NotFound, Unavailable):
            continue
        here = step.model_copy(update={"system": system.id})
        return (*_fields(here, live, {"status": "published"}, stands), *_said(here, live, item, stands))
    return (_differs(step, "state", "published", GONE),)


def _said(step: Step, live: Mapping[str, object], item: ContentItem, stands: LetStand) -> Iterator[Difference]:
    """What a message says, part by part, what it is called, and where its links lead.

    A message that people had written in their own system may say things there that are no part of it for us.
    """
    shown, title = live.get("parts"), live.get("title")
    says: dict[str, object] = dict(shown) if isinstance(shown, Mapping) else {}
    approved: dict[str, object] = {part: words for part, words in item.parts.items() if words}
    found = item.as_found if item.origin == "reused" else None
    if found and found.title and isinstance(title, str):
        if approved.get("subject") == found.title and "subject" not in says:
            says["subject"] = title  # an e-mail without a subject of its own goes by what it is called
        else:
            yield from _fields(step, {"title": title}, {"title": found.title}, stands)
    for part in (*approved, *(part for part in says if part not in approved)):
        wanted = {f"{PART}{part}": approved.get(part, "")}
        yield from _fields(step, {f"{PART}{part}": says.get(part) or ""}, wanted, stands)
    if item.origin != "reused":
        yield from _called(step, live, item, stands)
        beside = live.get("beside") or ""
        if beside:  # what was let stand and is gone is as it was approved
            yield from _fields(step, {"beside": beside}, {"beside": ""}, stands)
    if item.origin != "reused" or (found and found.links is not None):
        yield from _links(step, live, item, stands)


def _called(step: Step, live: Mapping[str, object], item: ContentItem, stands: LetStand) -> Iterator[Difference]:
    """What a message of ours is called, where that is none of its parts: the title of a text message.

    A system shows what it was given, or one of its words; a name that is told as added text already is told once.
    """
    title = as_read(live.get("title") or "")
    ours = {as_read(name) for name in (item.called, item.id, item.label, *item.parts.values())}
    if title and title not in ours and title not in as_read(live.get("beside") or ""):
        yield from _fields(step, {"title": title}, {"title": item.called}, stands)


def _links(step: Step, live: Mapping[str, object], item: ContentItem, stands: LetStand) -> Iterator[Difference]:
    """Links that lead where nothing approved does, and those that people had put there and that are gone.

    A system that does not say where its links lead shows none.
    """
    shown = live.get("links")
    if not isinstance(shown, (list, tuple)):
        return
    lead, stood = {str(link) for link in shown}, stands.get((step.id, "links"))
    let = {*(stood or "").split("\n")} - {""}
    had = set(item.as_found.links or ()) if item.as_found and item.origin == "reused" else set()
    gone = had - lead if stood is None else set()
    if lead - addresses_in(item) - had - let or gone:
        yield _differs(step, "links", "\n".join(sorted(addresses_in(item) | had)), "\n".join(sorted(lead)))


def _fields(
    step: Step, live: Mapping[str, object], approved: Mapping[str, object], stands: LetStand
) -> Iterator[Difference]:
    for name, value in approved.items():
        seen, instead = live.get(name), stands.get((step.id, name))
        if seen != value if instead is None else str(seen) != instead:
            yield _differs(step, name, str(value) if instead is None else instead, str(seen))


def _differs(step: Step, field: str, approved: str, live: str) -> Difference:
    return Difference(step_id=step.id, system=step.system, field=field, approved=approved, live=live)
