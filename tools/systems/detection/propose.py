"""Which operation does which capability, with reasons – proposed, for a person to confirm.

A score in 0..1 from what an operation is about, what it does, and how far it lies from the resource that most of a
thing's operations share. Below the threshold nothing is proposed; close to it, or close to another, it says so.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.anchors import KEPT_TOGETHER, anchor_of
from tools.systems.detection.candidates import Candidate, beside, counted_inside, of_resource, said_plainly
from tools.systems.detection.checking import checking
from tools.systems.detection.corroborated import corroborated
from tools.systems.detection.divided import listing_them
from tools.systems.detection.lexicon import Action, Thing
from tools.systems.detection.reasons import CHOSEN, why
from tools.systems.detection.results import results
from tools.systems.detection.sending import sending
from tools.systems.detection.shape import readings_of
from tools.systems.detection.understood import TOOL, Reading
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation

THRESHOLD = 0.62
SURE = 0.75
CLOSE = 0.04
_LISTED = 0.66
"""How surely a listing elsewhere whose entries carry the reference of a thing lists such things."""
_WORTH_SHOWING = 0.3
_SHOWN = 2
"""How many others a person who is asked may choose among."""
ALIKE = 0.015
"""Within which nobody can tell which of two is meant."""
_WITH_OTHERS: tuple[Thing, ...] = ("content", "audience", "campaign")
_SEVERAL = 2
"""How much must be done with a thing for it to be surely what it is called."""
_WHAT: dict[Capability, tuple[Thing, Action]] = {
    "content.search": ("content", "search"),
    "content.get": ("content", "get"),
    "content.create": ("content", "create"),
    "content.update": ("content", "update"),
    "content.submit": ("content", "submit"),
    "content.publish": ("content", "publish"),
    "content.unpublish": ("content", "unpublish"),
    "asset.search": ("asset", "search"),
    "asset.get": ("asset", "get"),
    "audience.create": ("audience", "create"),
    "audience.update": ("audience", "update"),
    "audience.size": ("audience", "size"),
    "audience.get": ("audience", "get"),
    "audience.delete": ("audience", "delete"),
    "campaign.create": ("campaign", "create"),
    "campaign.schedule": ("campaign", "schedule"),
    "campaign.pause": ("campaign", "pause"),
    "campaign.resume": ("campaign", "resume"),
    "campaign.stop": ("campaign", "stop"),
    "campaign.get": ("campaign", "get"),
    "message.send_test": ("message", "test"),
    "message.send": ("message", "send"),
    "results.fetch": ("results", "get"),
    "consent.check": ("consent", "check"),
    "compliance.check": ("compliance", "check"),
}


_THINGS: tuple[Thing, ...] = tuple(dict.fromkeys(thing for thing, _ in _WHAT.values()))


class Proposal(NamedTuple):
    capability: Capability
    operation: Operation
    score: float
    sure: bool
    reasons: tuple[Text, ...]
    others: tuple[str, ...] = ()
    """Operations that come close, or that a person who is asked may mean."""
    status: tuple[str, str] | None = None
    """The field and value by which an update does it, as (`status`, `publish`)."""
    field: str = ""
    """The field of the answer that holds it, where the operation reads more."""


def propose(operations: Sequence[Operation]) -> tuple[Proposal, ...]:
    """At most one proposal a capability, in the order of the vocabulary."""
    readings = readings_of(operations)
    anchors = {thing: anchor_of(readings, thing) for thing in KEPT_TOGETHER}
    doings = {
        thing: {action for one in readings if one.resource == anchor for action in one.actions} if anchor else set()
        for thing, anchor in anchors.items()
    }
    vouched = {thing for thing in _THINGS if corroborated(thing, anchors.get(thing, ""), readings)}
    made: list[Proposal] = []
    for capability, (thing, action) in _WHAT.items():
        found = sorted(_candidates(thing, action, readings, anchors), key=lambda one: -one.score)
        if not found or found[0].score < THRESHOLD:
            continue
        best = found[0]
        alone = thing in _WITH_OTHERS and len(doings[thing]) < _SEVERAL < len(operations)
        vague = thing not in vouched
        score = round(min(best.score, SURE - 0.01 if alone or vague else 1.0), 2)
        behind = _behind(found)
        alike = any(best.score - one.score < ALIKE for one in behind)
        sure = score >= SURE and not alike
        shown = [one for one in behind if not sure or best.score - one.score < CLOSE]
        made.append(_proposal(capability, best, score, sure=sure, others=[one.reading.operation for one in shown]))
    return tuple(made)


def taken(capability: Capability, named: str, operations: Sequence[Operation]) -> Proposal | None:
    """The proposal of an operation that a person has chosen, by `POST /lists` or its id; None where there is none."""
    readings = readings_of(operations)
    anchors = {thing: anchor_of(readings, thing) for thing in KEPT_TOGETHER}
    thing, action = _WHAT[capability]
    own = [one for one in readings if named in (name_of(one.operation), one.operation.id)]
    if len(own) != 1:
        return None
    known = (one for one in _candidates(thing, action, readings, anchors) if one.reading.operation == own[0].operation)
    best = max(known, key=lambda one: one.score, default=Candidate(0.0, own[0], ()))
    return _proposal(capability, best._replace(reasons=(CHOSEN,)), 1.0, sure=True, others=())


def name_of(operation: Operation) -> str:
    """As a person names it: `POST /lists`, or the name of a tool."""
    return operation.id if operation.method == TOOL else operation.name


def _proposal(
    capability: Capability, best: Candidate, score: float, *, sure: bool, others: Sequence[Operation]
) -> Proposal:
    return Proposal(
        capability,
        best.reading.operation,
        score,
        sure,
        best.reasons,
        tuple(map(name_of, others)),
        best.status,
        best.field,
    )


def _behind(found: Sequence[Candidate]) -> list[Candidate]:
    """The best of the other operations, one candidate each."""
    best, seen, behind = found[0], [found[0].reading.operation], []
    for one in found[1:]:
        if one.reading.operation not in seen and best.score - one.score < _WORTH_SHOWING:
            seen.append(one.reading.operation)
            behind.append(one)
    return behind[:_SHOWN]


def _in_patches(one: Reading) -> bool:
    """A request made of operations and places (JSON Patch): its fields say nothing of the thing."""
    return {"op", "path"} <= {words(field.path)[-1] for field in one.operation.body if words(field.path)}


def thing_of(capability: Capability) -> Thing:
    return _WHAT[capability][0]


def _candidates(
    thing: Thing, action: Action, readings: Sequence[Reading], anchors: dict[Thing, str]
) -> Iterator[Candidate]:
    match thing:
        case "message":
            yield from sending(action, readings, anchors["campaign"])
        case "results":
            yield from results(readings, anchors["campaign"])
        case "consent" | "compliance":
            yield from checking(thing, readings)
        case _:
            anchor = anchors.get(thing, "")
            same = [one for one in readings if anchor and one.resource == anchor]
            # What one of them is called, all of them are about.
            weight = max((one.things.get(thing, 0.0) for one in same), default=0.0)
            changed = {one.operation.path for one in same if one.operation.method == "PATCH" and not _in_patches(one)}
            for one in same:
                of_another = thing not in one.things and any(other in one.things for other in KEPT_TOGETHER)
                own = one.things.get(thing, 0.0) if one.named else weight * (0.65 if of_another else 1.0)
                for candidate in of_resource(thing, action, one, own):
                    # What replaces all of a thing loses what it is not told.
                    whole = one.operation.method == "PUT" and one.operation.path in changed
                    undrafted = _in_patches(one) and (action == "update" or candidate.status is not None)
                    yield candidate._replace(score=candidate.score - 0.02 * whole - 0.2 * undrafted)
            if action not in ("search", "get", "size"):
                yield from said_plainly(thing, action, anchor, readings)
            if action not in ("create", "update", "delete"):
                yield from beside(thing, action, anchor, readings)
            if action == "search" and anchor:
                yield from (Candidate(_LISTED, one, why(one, thing, action)) for one in listing_them(anchor, readings))
            if action == "size":
                yield from counted_inside(anchor, readings)
