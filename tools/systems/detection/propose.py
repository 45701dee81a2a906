"""Which operation does which capability, with reasons – proposed, for a person to confirm.

A score in 0..1 from what an operation is about, what it does, and how far it lies from the resource that most of a
thing's operations share. Below the threshold nothing is proposed; close to it, or close to another, it says so.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.detection.fields import STARTS, matches, receiver
from tools.systems.detection.lexicon import (
    PEOPLE,
    RESULTS_OF_OTHERS,
    SIZE_FIELDS,
    STATES,
    STATUS_FIELDS,
    THINGS,
    Action,
    Thing,
)
from tools.systems.detection.reading import TOOL, Reading, read
from tools.systems.detection.reasons import DELETED, by_field, by_status, by_time, why
from tools.systems.detection.shape import by_shape
from tools.systems.detection.words import was_plural, words
from tools.systems.openapi.document import Field, Operation

THRESHOLD = 0.62
SURE = 0.75
CLOSE = 0.04

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
_KEPT_TOGETHER: tuple[Thing, ...] = ("content", "asset", "audience", "campaign")
"""Things whose capabilities belong to one resource."""
_COUNTED: tuple[Action, ...] = ("create", "get", "update", "delete", "search", "schedule", "publish", "unpublish")


class Proposal(NamedTuple):
    capability: Capability
    operation: Operation
    score: float
    sure: bool
    reasons: tuple[Text, ...]
    others: tuple[str, ...] = ()
    """Operations that come close."""
    status: tuple[str, str] | None = None
    """The field and value by which an update does it, as (`status`, `publish`)."""
    field: str = ""
    """The field of the answer that holds it, where the operation reads more."""


class _Candidate(NamedTuple):
    score: float
    reading: Reading
    reasons: tuple[Text, ...]
    status: tuple[str, str] | None = None
    field: str = ""


def propose(operations: Sequence[Operation]) -> tuple[Proposal, ...]:
    """At most one proposal a capability, in the order of the vocabulary."""
    readings = by_shape([read(operation) for operation in operations])
    anchors = {thing: _anchor(readings, thing) for thing in _KEPT_TOGETHER}
    made: list[Proposal] = []
    for capability, (thing, action) in _WHAT.items():
        found = sorted(_candidates(thing, action, readings, anchors), key=lambda one: -one.score)
        if not found or found[0].score < THRESHOLD:
            continue
        best = found[0]
        near = [
            one.reading.operation
            for one in found[1:6]
            if best.score - one.score < CLOSE and one.reading.operation is not best.reading.operation
        ]
        made.append(
            Proposal(
                capability,
                best.reading.operation,
                round(min(best.score, 1.0), 2),
                best.score >= SURE and not near,
                best.reasons,
                tuple(one.name if one.method != TOOL else one.id for one in near),
                best.status,
                best.field,
            )
        )
    return tuple(made)


def thing_of(capability: Capability) -> Thing:
    return _WHAT[capability][0]


def listings(operations: Sequence[Operation]) -> dict[str, Operation]:
    """The operation that lists things of a kind, for each kind that has one."""
    readings = by_shape([read(operation) for operation in operations])
    found: dict[str, Operation] = {}
    for thing in _KEPT_TOGETHER:
        anchor = _anchor(readings, thing)
        listed = [one for one in readings if anchor and one.resource == anchor and one.actions.get("search", 0.0) > 0.5]
        if listed:
            found[thing] = min(listed, key=lambda one: (one.item, one.operation.path.count("/"))).operation
    return found


def references(operations: Sequence[Operation]) -> dict[str, tuple[str, ...]]:
    """The words of the slot by which a thing is named, for each kind that is read so: `{template_name}`."""
    readings = by_shape([read(operation) for operation in operations])
    found: dict[str, tuple[str, ...]] = {}
    for thing in _KEPT_TOGETHER:
        anchor = _anchor(readings, thing)
        for one in readings:
            last = _last(one.operation)
            if anchor and one.resource == anchor and one.item and last.startswith("{") and "get" in one.actions:
                found.setdefault(thing, words(last.strip("{}")))
    return found


def _anchor(readings: Sequence[Reading], thing: Thing) -> str:
    """The resource that a thing's operations share: surest of name, with most to do, least deep."""
    weights: dict[str, float] = {}
    does: dict[str, set[Action]] = {}
    for one in readings:
        if thing in one.things and one.resource and not one.elsewhere:
            weight = one.things[thing] - 0.12 * one.nested - _strange(one, thing)
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
            + 0.13 * ("create" in does[name] and thing != "asset")
            - 0.01 * name.count("/")
        ),
    )


def _strange(one: Reading, thing: Thing) -> float:
    """How much the things around speak against it."""
    other = [weight for around, weight in one.context.items() if around not in (thing, "message")]
    return 0.3 * max(other, default=0.0)


def _candidates(
    thing: Thing, action: Action, readings: Sequence[Reading], anchors: dict[Thing, str]
) -> Iterator[_Candidate]:
    match thing:
        case "message":
            yield from _sending(action, readings, anchors["campaign"])
        case "results":
            yield from _results(readings, anchors["campaign"])
        case "consent" | "compliance":
            yield from _checking(thing, readings)
        case _:
            anchor = anchors.get(thing, "")
            same = [one for one in readings if anchor and one.resource == anchor]
            # What one of them is called, all of them are about.
            weight = max((one.things.get(thing, 0.0) for one in same), default=0.0)
            for one in same:
                yield from _of_resource(thing, action, one, one.things.get(thing, 0.0) if one.named else weight)
            if action not in ("create", "update", "delete"):
                yield from _beside(thing, action, anchor, readings)
            if action == "size":
                yield from _counted_inside(anchor, readings)


def _last(operation: Operation) -> str:
    return operation.path.rstrip("/").rpartition("/")[2].partition(".")[0]


def _beside(thing: Thing, action: Action, anchor: str, readings: Sequence[Reading]) -> Iterator[_Candidate]:
    """The same thing at another address: `/item/media/search` beside `/media/{id}`.

    What is done with it once it is on its way may lie there as well: `/sent_campaigns/{id}/pause` beside `/campaigns`.
    """
    last = anchor.rpartition("/")[2]
    for one in readings:
        own = one.resource.rpartition("/")[2]
        alike = own == last or (action in _UNDER_WAY and last != "" and own.split()[-1:] == last.split()[-1:])
        if one.resource != anchor and alike and "{}" not in one.resource:
            for candidate in _of_resource(thing, action, one, one.things.get(thing, 0.0)):
                yield candidate._replace(score=candidate.score - _ELSEWHERE)


_ELSEWHERE = 0.12
_UNDER_WAY: frozenset[Action] = frozenset({"schedule", "pause", "resume", "stop", "publish", "unpublish", "submit"})


def _of_resource(thing: Thing, action: Action, one: Reading, weight: float) -> Iterator[_Candidate]:
    operation = one.operation
    score = 0.5 * weight + 0.5 * one.actions.get(action, 0.0) - 0.1 * one.nested - _strange(one, thing) / 2
    score -= 0.03 * (one.named and action == "get" and _told_in(operation.answer) > 0)
    score -= 0.3 * one.elsewhere + 0.3 * operation.deprecated
    score -= 0.04 * (action in ("search", "get") and operation.method != "GET" and not one.named)
    wants_item = action not in ("search", "create")
    if one.named and wants_item and not one.item:
        # A tool that is told no reference reads or changes one thing of its own.
        score -= 0.2
    one_inside = action == "search" and one.nested and not was_plural(_last(operation))
    if not one.named and (one.item != wants_item or one_inside) and action != "size":
        score -= 0.25
    if one.actions.get(action, 0.0) > _HARDLY:
        yield _Candidate(score, one, why(one, thing, action))
    stop_by_deleting = action == "stop" and "delete" in one.actions and one.item
    if stop_by_deleting:
        yield _Candidate(0.64, one, (*why(one, thing, "delete"), DELETED))
    if action in STATES and ("update" in one.actions or one.sets_status) and one.item:
        state = _state(operation, action)
        if state:
            yield _Candidate(0.5 * weight + 0.36 - 0.1 * one.nested, one, (by_status(state),), status=state)
    if action == "schedule" and one.item and operation.method not in ("GET", "DELETE"):
        when = matches(operation.body, (("$arguments.start", STARTS),))
        later = 0.38 if "send" in one.actions else 0.34 if {"update", "resume"} & set(one.actions) else 0.0
        if when and later and when[0].how < len(STARTS) - 2:
            yield _Candidate(0.3 * weight + later, one, (by_time(when[0].field.path),))
    if action == "size" and "get" in one.actions and one.item:
        field = size_field(operation.answer)
        if field:
            yield _Candidate(0.5 * weight + 0.3, one, (by_field(field),), field=field)


_HARDLY = 0.42
"""What a list by its name does of reading one thing."""


def _counted_inside(anchor: str, readings: Sequence[Reading]) -> Iterator[_Candidate]:
    """`/lists/{id}/contacts/count`, `/lists/{id}/stats`: the people inside are what an audience's size is."""
    for one in readings:
        inside_path = anchor and one.resource.startswith(f"{anchor}/{{}}/") and one.operation.method == "GET"
        if inside_path or (one.named and one.item and "audience" in one.context):
            field = size_field(one.operation.answer) if "results" in one.things else ""
            if field:
                yield _Candidate(0.74, one, why(one, "audience", "size"), field=field)
        inside = one.resource.removeprefix(f"{anchor}/{{}}/") if anchor else one.resource
        if inside != one.resource and inside in (*PEOPLE, "email", "correo") and "size" in one.actions:
            yield _Candidate(0.82, one, why(one, "audience", "size"))


def _sending(action: Action, readings: Sequence[Reading], campaigns: str) -> Iterator[_Candidate]:
    # Where messages are sent by an address of its own, making one is not yet sending it.
    sent_apart = {one.resource for one in readings if {"send", "update"} & set(one.actions)}
    for one in readings:
        operation = one.operation
        if operation.method in ("GET", "DELETE", "HEAD", "OPTIONS"):
            continue
        does = one.actions.get(action, 0.0)
        about = one.things.get("message", 0.0)
        apart = one.resource in sent_apart and one.resource != ""
        if action == "send" and "test" not in one.actions and not one.item and about and not apart:
            does = max(does, (0.5 if _only_makes(operation) else 0.95) * one.actions.get("create", 0.0))
        of_campaign = one.things.get("campaign", 0.0) if action in one.actions else 0.0
        if one.resource != campaigns and action != "test":
            of_campaign = 0.0
        # A template that is sent to somebody is a message.
        addressed = action == "test" or any(receiver(field.path) for field in operation.body)
        of_content = one.things.get("content", 0.0) if addressed else 0.0
        if not does or ("test" in one.actions and action == "send"):
            continue
        noun = max(about, 0.9 * of_campaign if action == "test" else 0.55 * of_campaign, 0.75 * of_content)
        if not noun:
            continue
        score = 0.5 * noun + 0.5 * does - 0.08 * one.nested - 0.35 * one.elsewhere - 0.3 * operation.deprecated
        score -= 0.12 * (one.item and about == noun and action == "send")
        score += 0.05 * any("transactional" in part for part in (operation.path.lower(), operation.summary.lower()))
        score += 0.04 * _has(operation.body, ("to", "recipient", "personalization", "message"))
        score -= 0.04 * _named(operation, ("bulk", "csv", "file", "mime", "raw", "sms", "whatsapp", "smtp", "template"))
        yield _Candidate(score, one, why(one, "message" if about == noun else "campaign", action))


def _only_makes(operation: Operation) -> bool:
    """`Create an e-mail`, and nobody is named who gets it."""
    said = {*words(operation.summary)[:1], *words(operation.id)[:1]} & {"create", "crear", "crea"}
    return bool(said) and not any(receiver(one.path) for one in operation.body)


def _results(readings: Sequence[Reading], campaigns: str) -> Iterator[_Candidate]:
    for one in readings:
        operation = one.operation
        about = max(one.things.get("results", 0.0), one.context.get("results", 0.0), _told_in(operation.answer))
        if not about or operation.method in ("DELETE", "PUT", "PATCH") or _of_other_results(one):
            continue
        campaign = max(one.things.get("campaign", 0.0), one.context.get("campaign", 0.0))
        if campaigns and one.resource.startswith((f"{campaigns}/{{}}/", f"{campaigns}/")):
            campaign = max(campaign, 0.8)
        if not campaign and _campaign_named(operation):
            campaign = 0.9
        if one.named and not campaign and "audience" in one.context:
            continue
        if not {"results", "campaign", "message"} & set(one.things):
            about -= 0.4
        looks = max((one.actions.get(action, 0.0) for action in ("get", "search", "create", "size")), default=0.0)
        if operation.method == "GET":
            looks = max(looks, 0.92)
        score = 0.35 * about + 0.3 * campaign + 0.25 * looks + 0.1 * one.item - 0.2 * one.elsewhere
        score -= 0.3 * operation.deprecated + 0.12 * max(0, one.nested - 1) + 0.2 * _of_people(one)
        score -= 0.03 * len([word for word in words(operation.path.rpartition("/")[2]) if word in _DETAILS])
        if campaign or (about >= 0.9 and one.item):
            yield _Candidate(score, one, why(one, "results", "get"))


def _of_other_results(one: Reading) -> bool:
    """`/job-results/{id}`: what came of a job."""
    words_of_it = one.resource.rpartition("/")[2].split()
    return len(words_of_it) > 1 and bool(set(words_of_it[:-1]) & RESULTS_OF_OTHERS)


def _of_people(one: Reading) -> bool:
    """What one person did, not what a campaign did."""
    segments = one.operation.path.strip("/").split("/")
    return any("{" in slot and set(words(name)) & PEOPLE for name, slot in pairwise(segments))


def _told_in(fields: Sequence[Field]) -> float:
    """Whether an answer holds results among other things."""
    told = [(words(around), words(last)) for around, _, last in (one.path.rpartition(".") for one in fields)]
    if any(set(around) & _NUMBERS and set(last[-1:]) & set(_FIGURES) for around, last in told):
        return 0.75
    counted = {_FIGURES[word] for _, last in told for word in last if word in _FIGURES and not set(last) & _NO_FIGURES}
    return 0.7 if len(counted) >= _SEVERAL else 0.0


_NUMBERS = frozenset("stat statistic statistics metric report result estadistica resultado".split())
_FIGURES = {
    word: figure
    for figure, known in {
        "sent": "sent delivered delivery emailed enviado entregado unique processed",
        "opened": "open opened opener apertura abierto",
        "clicked": "click clicked clicker clic",
        "bounced": "bounce bounced rebote rebotado",
        "converted": "conversion converted",
    }.items()
    for word in known.split()
}
_NO_FIGURES = frozenset("track tracking enabled url date time at on rate link first last".split())
_SEVERAL = 3
_DETAILS = frozenset(
    "abuse advice click open domain location device unsubscribe detail bounce link hour day time browser client".split()
)


def _campaign_named(operation: Operation) -> bool:
    names = [one.name for one in operation.parameters] + [one.path for one in operation.body] + [operation.path]
    known = THINGS["campaign"]
    return any(word in known and known[word] > 0.8 for name in names for word in words(name))


def _checking(thing: Thing, readings: Sequence[Reading]) -> Iterator[_Candidate]:
    for one in readings:
        operation = one.operation
        about = max(one.things.get(thing, 0.0), 0.85 * one.context.get(thing, 0.0))
        if not about or operation.method in ("DELETE", "PUT", "PATCH"):
            continue
        does = one.actions.get("check", 0.0)
        if thing == "consent":
            does = max(does, 0.85 * one.actions.get("get", 0.0), 0.7 * one.actions.get("search", 0.0))
        else:
            does = max(does, 0.85 * one.actions.get("create", 0.0), 0.8 * one.actions.get("submit", 0.0))
        if does:
            score = 0.5 * about + 0.5 * does - 0.08 * one.nested - 0.3 * operation.deprecated
            score -= 0.3 * bool({"results", "campaign"} & set(one.context)) + 0.3 * one.elsewhere
            yield _Candidate(score, one, why(one, thing, "check"))


def _state(operation: Operation, action: Action) -> tuple[str, str] | None:
    """The status field of an update's body, and its value that means the action."""
    for field in operation.body:
        name = " ".join(words(field.path.rpartition(".")[2]))
        if name in STATUS_FIELDS or name.rpartition(" ")[2] in STATUS_FIELDS:
            for wanted in STATES[action]:
                for option in field.options:
                    if " ".join(words(option)) == wanted:
                        return field.path, option
    return None


def size_field(fields: Sequence[Field]) -> str:
    """The field that holds how many people an audience has; empty where none is told."""
    numbers = [one for one in fields if one.type in ("integer", "number", "") and "[]" not in one.path]
    by_name = {" ".join(words(one.path.rpartition(".")[2])): one.path for one in reversed(numbers)}
    for name in SIZE_FIELDS:
        known = " ".join(words(name))
        if known in by_name:
            return by_name[known]
    counted = [path for name, path in by_name.items() if set(name.split()) & PEOPLE and set(name.split()) & _COUNTS]
    return min(counted, key=len, default="")


_COUNTS = frozenset("count total size number amount recuento numero no noof num".split())


def _has(fields: Sequence[Field], names: Sequence[str]) -> bool:
    return any(word in names for one in fields for word in words(one.path))


def _named(operation: Operation, names: Sequence[str]) -> bool:
    return any(word in names for word in (*words(operation.path), *words(operation.id)))
