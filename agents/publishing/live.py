"""What is live against what was approved, field by field, as the systems themselves show it."""

from collections.abc import Iterable, Iterator, Mapping

from batuta.audience import FrozenAudience
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


async def compared_with_live(
    deps: Deps,
    plan: Plan,
    frozen: FrozenAudience,
    items: Mapping[Digest, ContentItem],
    receipts: Iterable[Receipt],
) -> Verification:
    """Fetch back what the plan brought about, and the messages that were live before it, and compare each field."""
    by_step = {receipt.step_id: receipt for receipt in receipts}
    differences: list[Difference] = []
    checked = 0
    for step in plan.steps:
        receipt = by_step.get(step.id)
        if receipt is None or receipt.state not in ("done", "scheduled", "waiting"):
            differences.append(_differs(step, "state", "done", receipt.state if receipt else "missing"))
            continue
        look_up = LOOKED_UP_BY.get(step.capability)
        if look_up is None:
            continue
        checked += 1
        try:
            live = await deps.systems.ask(step.system, look_up, {"id": receipt.reference})
        except (NotFound, Unavailable) as gone:
            differences.append(_differs(step, "state", "live", gone.in_("en")))
            continue
        differences.extend(_compared(step, live, items, frozen))
    published = [item for item in items.values() if item.origin == "reused" and item.status == "published"]
    for item in published:
        checked += 1
        differences.extend(await _still_live(deps, item))
    return Verification(ok=not differences, checked=checked, differences=tuple(differences))


def _compared(
    step: Step,
    live: Mapping[str, object],
    items: Mapping[Digest, ContentItem],
    frozen: FrozenAudience,
) -> Iterator[Difference]:
    match step.capability:
        case "audience.create":
            yield from _fields(step, live, {"members": frozen.treated, "audience": step.artefact, "state": "active"})
        case "content.publish" | "content.submit":
            item = items[step.artefact]
            yield from _fields(step, live, {"status": "published", "parts": dict(item.parts), "locale": item.locale})
        case "campaign.schedule":
            wanted = {name: step.arguments[name] for name in ("start", "end")}
            yield from _fields(step, live, {**wanted, "state": "scheduled"})


async def _still_live(deps: Deps, item: ContentItem) -> tuple[Difference, ...]:
    step = Step(id=item.id, system="", capability="content.get", effect="")
    offered = deps.systems.offering("content.get")
    for system in offered:
        try:
            live = await deps.systems.ask(system.id, "content.get", {"id": item.id})
        except (NotFound, Unavailable):
            continue
        here = step.model_copy(update={"system": system.id})
        return tuple(_fields(here, live, {"status": "published", "parts": dict(item.parts)}))
    return (_differs(step, "state", "published", "not found"),)


def _fields(step: Step, live: Mapping[str, object], approved: Mapping[str, object]) -> Iterator[Difference]:
    for name, value in approved.items():
        if live.get(name) != value:
            yield _differs(step, name, str(value), str(live.get(name)))


def _differs(step: Step, field: str, approved: str, live: str) -> Difference:
    return Difference(step_id=step.id, system=step.system, field=field, approved=approved, live=live)
