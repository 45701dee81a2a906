"""The resource that a thing's operations share, and what is known of it: its list, its references."""

from collections.abc import Sequence

from tools.systems.detection.lexicon import Action, Thing
from tools.systems.detection.naming import things_of
from tools.systems.detection.needs import beside, needing, who_asks
from tools.systems.detection.references import own_reference, slot_noun
from tools.systems.detection.shape import readings_of
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation

KEPT_TOGETHER: tuple[Thing, ...] = ("content", "asset", "audience", "campaign")
"""Things whose capabilities belong to one resource."""
_COUNTED: tuple[Action, ...] = ("create", "get", "update", "delete", "search", "schedule", "publish", "unpublish")


def listings(operations: Sequence[Operation]) -> dict[str, Operation]:
    """The operation that lists things of a kind, for each kind that has one."""
    readings = readings_of(operations)
    found: dict[str, Operation] = {}
    for thing in KEPT_TOGETHER:
        anchor = anchor_of(readings, thing)
        listed = [one for one in readings if anchor and one.resource == anchor and one.actions.get("search", 0.0) > 0.5]
        if listed:
            found[thing] = min(listed, key=lambda one: (one.item, one.operation.path.count("/"))).operation
    return found


def references(operations: Sequence[Operation]) -> dict[str, tuple[str, ...]]:
    """The words of the slot by which a thing is named, for each kind that is read so: `{template_name}`."""
    readings, asking = readings_of(operations), who_asks(operations)
    found: dict[str, tuple[str, ...]] = {}
    for thing in KEPT_TOGETHER:
        anchor = anchor_of(readings, thing)
        for one in readings:
            if not anchor or one.resource != anchor or not (one.item or asking):
                continue
            slots = [part for part in one.operation.path.split("/") if part.startswith("{")]
            last = last_segment(one.operation).startswith("{") or (slots and thing in things_of(slot_noun(slots[-1])))
            if slots and last and "get" in one.actions:
                found.setdefault(thing, words(slots[-1].strip("{}")))
            plain = beside(needing(one.operation, asking), asking)
            alone = one.named or (asking and not slots)
            told = own_reference(plain) if alone and {"get", "delete"} & set(one.actions) else None
            if told:
                found.setdefault(thing, words(told.path.rpartition(".")[2]))
    return found


def anchor_of(readings: Sequence[Reading], thing: Thing) -> str:
    """The resource that a thing's operations share: surest of name, with most to do, least deep."""
    weights: dict[str, float] = {}
    does: dict[str, set[Action]] = {}
    for one in readings:
        if thing in one.things and one.resource and not one.elsewhere:
            weight = one.things[thing] - 0.12 * one.nested - strange(one, thing)
            weights[one.resource] = max(weights.get(one.resource, 0.0), weight)
            does.setdefault(one.resource, set()).update(
                action for action, sure in one.actions.items() if sure > 0.5 and action in _COUNTED
            )
    if not weights:
        return ""
    return max(
        sorted(weights),
        key=lambda name: (
            weights[name]
            + 0.07 * len(does[name])
            + 0.13 * (bool(does[name] & {"publish", "unpublish"}) and thing == "content")
            + 0.25 * ("create" in does[name] and thing != "asset")
            - 0.01 * name.count("/")
        ),
    )


def strange(one: Reading, thing: Thing) -> float:
    """How much the things around speak against it."""
    other = [weight for around, weight in one.context.items() if around not in (thing, "message")]
    return 0.3 * max(other, default=0.0)


def last_segment(operation: Operation) -> str:
    return operation.path.rstrip("/").rpartition("/")[2].partition(".")[0]
