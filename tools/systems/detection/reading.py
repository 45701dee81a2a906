"""What one operation is about and does, read from its path, method, names and fields."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tools.systems.detection.fields import names_one_of
from tools.systems.detection.lexicon import (
    ACCOUNTS,
    ELSEWHERE,
    GENERIC,
    IDS,
    NOT_HEADS,
    PEOPLE,
    REVERSED,
    STATUS_FIELDS,
    TYPE_SLOTS,
    Action,
    Thing,
)
from tools.systems.detection.naming import (
    CHANNELS,
    SMALL,
    Phrase,
    acted_on,
    core_of,
    meant,
    named_actions,
    names_a_thing,
    phrase_of,
    things_of,
)
from tools.systems.detection.words import first_sentence, was_plural, words
from tools.systems.openapi.document import Operation

TOOL = "TOOL"
"""The method of an operation that is an MCP tool: its name says everything."""
_VERSION = re.compile(r"v?\d+([.-]\d+)*(beta|alpha)?\d*", re.IGNORECASE)


_KEYED = re.compile(r"\((\{[^{}]+\})\)")
"""OData writes `/lists({id})` for `/lists/{id}`."""


class Reading(NamedTuple):
    operation: Operation
    things: dict[Thing, float]
    actions: dict[Action, float]
    resource: str
    """The path down to the thing, with slots left empty: what its operations share."""
    item: bool
    """It is about one thing, not about all."""
    nested: int
    """How many things it lies inside."""
    elsewhere: bool
    """Words around it say that it is another thing."""
    context: dict[Thing, float]
    """Other things that it lies inside."""
    sets_status: bool
    """Its own address is the status of a thing."""
    named: bool = False
    """Read from a name alone: that of a tool, or of a call at a path that says nothing else."""


_ASPECTS: frozenset[Thing] = frozenset({"results", "consent"})
"""What a path is about wherever it says so; other things only where one of them is named."""
_VAGUE: frozenset[Thing] = frozenset({"message", "content"})
"""What a path may call anything; the summary then counts as well."""


class _Path(NamedTuple):
    head: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    """Static segments in front of the head, those directly in front of it last."""
    within: tuple[tuple[str, ...], ...]
    """Those of them of which one thing is named."""
    joined: tuple[str, ...]
    """The segment directly in front of the head where no slot lies between."""
    resource: str
    item: bool
    nested: int
    actions: dict[Action, float]
    sets_status: bool


def read(operation: Operation) -> Reading:
    if operation.method == TOOL:
        return _tool(operation, operation.id)
    called = _called(operation)
    return _tool(operation, called) if called else _read(operation)


def _called(operation: Operation) -> str:
    """The name of a call that says verb and thing at the end of a bare path: `/api/1/getListStats`."""
    *around, last = [one for one in operation.path.strip("/").split("/") if not _VERSION.fullmatch(one)] or [""]
    name = _without_ending(last)
    said = words(name)
    bare = all("{" not in one and not _about_something(words(one)) for one in around)
    if not bare or "{" in last or len(said) < _SHORTEST_CALL or not meant(said[0]) or names_a_thing(said[0]):
        return ""
    return name if any(names_a_thing(word) for word in said[1:]) else ""


_SHORTEST_CALL = 2
_BESIDES = frozenset("and with y con".split())
_WHOLE = frozenset(
    "advanced basic total full complete general current single whole basico basica completo completa".split()
)
"""Words in front of others that do not change what is meant: `getCampaignBasicInformation`."""


def _about_something(segment: tuple[str, ...]) -> bool:
    return bool(things_of(segment) or named_actions(segment)) or bool(
        set(segment[-1:]) & (ELSEWHERE | PEOPLE) - GENERIC
    )


def _read(operation: Operation) -> Reading:
    path = _path(operation)
    named = phrase_of(operation.id)
    told = phrase_of(first_sentence(operation.summary))
    things = things_of(path.head, path.joined)
    head_elsewhere = bool(path.head) and (path.head[-1] in ELSEWHERE or (path.head[-1] in PEOPLE and not things))
    if _makes_another(path):
        head_elsewhere = True
    if head_elsewhere:
        things = {}
    vague = set(things) <= _VAGUE and not head_elsewhere
    for thing, weight in things_of(told.noun).items():
        if thing in things:
            things[thing] += 0.04
        elif vague:
            # A verification list is no list of people, unless the path says so too.
            strange = [word for word in told.noun[:-1] if not names_a_thing(word) and word not in (*GENERIC, *PEOPLE)]
            things[thing] = (0.4 if strange and thing == "audience" else 0.85) * weight
    if not path.head and "send" in path.actions:
        things = {"message": 0.8, **things}
    context = {thing: weight for segment in path.within for thing, weight in things_of(segment).items()}
    for segment in path.before:
        context.update({thing: weight for thing, weight in things_of(segment).items() if thing in _ASPECTS})
    around = {word for segment in path.before for word in segment}
    # `/lists/{id}/delete` that removes contacts from the list.
    touched = set(path.actions) & {"create", "update", "delete"} or (path.item and operation.method == "GET")
    of_people = bool(touched and "size" not in path.actions and set(told.noun[-1:]) & PEOPLE)
    return Reading(
        operation,
        things,
        _actions(operation, path, (named, told)),
        f"{path.resource}/{{}}/{told.noun[-1]}" if of_people else path.resource,
        path.item,
        path.nested,
        head_elsewhere
        or of_people
        or bool(around & (ELSEWHERE - PEOPLE if "consent" in things else ELSEWHERE))
        or _of_another(path.head),
        context,
        path.sets_status,
    )


def _makes_another(path: _Path) -> bool:
    """`/emails/{id}/copy` is about e-mails, and does nothing of what we know."""
    return bool(path.within) and set(path.head) <= _DOUBLES


_DOUBLES = frozenset("copy clone duplicate replicate copiar duplicar clonar".split())


def _of_another(head: tuple[str, ...]) -> bool:
    """`conversation-messages`: the words in front of the last one make it another thing."""
    return bool(set(head[:-1]) & ELSEWHERE) and not names_a_thing(" ".join(head[-2:]))


def _path(operation: Operation) -> _Path:
    kept = [
        (one, "{" in one or one.startswith((":", "<")))
        for one in map(_without_ending, _KEYED.sub(r"/\1", operation.path).strip("/").split("/"))
        if one and not _VERSION.fullmatch(one) and not _is_type(one)
    ]
    kept = _within_account(kept)
    kept, actions, sets_status, named_one = _without_actions(kept)
    statics = [index for index, (_, slot) in enumerate(kept) if not slot]
    beside = len(statics) > 1 and statics[-2] == statics[-1] - 1 and not was_plural(kept[statics[-1]][0])
    named = statics and kept[statics[-1] + 1 : statics[-1] + 2] and kept[statics[-1] + 1][1]
    if beside and not named and set(words(kept[statics[-1]][0])) <= CHANNELS:
        # `/templates/email` speaks of templates, `/smtp/email` of e-mail.
        statics = statics[:-1] if things_of(words(kept[statics[-2]][0])) else statics
    while len(statics) > 1 and set(actions) - set(_CRUD) and _says_nothing(words(kept[statics[-1]][0])):
        # `/emails/activities/{id}/schedules` schedules an e-mail.
        statics = statics[:-1]
    if not statics:
        return _Path((), (), (), (), "", named_one, 0, actions, sets_status)
    at = statics[-1]
    return _Path(
        head=words(kept[at][0]),
        before=tuple(words(kept[index][0]) for index in statics[:-1]),
        within=tuple(words(kept[index][0]) for index in statics[:-1] if kept[index + 1][1]),
        joined=words(kept[at - 1][0]) if at and not kept[at - 1][1] else (),
        resource="/".join("{}" if slot else " ".join(core_of(words(name))) for name, slot in kept[: at + 1]),
        item=named_one or any(slot for _, slot in kept[at + 1 :]) or asks_for_one(operation, actions),
        nested=sum(_holds(kept, index) for index in range(at)),
        actions=actions,
        sets_status=sets_status,
    )


def _says_nothing(segment: tuple[str, ...]) -> bool:
    return not things_of(segment) and not set(segment[-1:]) & (ELSEWHERE | PEOPLE | GENERIC)


def _without_ending(segment: str) -> str:
    """`create.json` is `create`."""
    return re.sub(r"\.(json|xml|ya?ml|php|aspx|do|html?)$", "", segment, flags=re.IGNORECASE)


def _is_type(segment: str) -> bool:
    named = words(segment.strip("{}:<>")) if segment.startswith(("{", ":", "<")) else ()
    return bool(named) and ("".join(named) in TYPE_SLOTS or named[0] in TYPE_SLOTS or named[-1] in TYPE_SLOTS)


def _without_actions(
    kept: list[tuple[str, bool]],
) -> tuple[list[tuple[str, bool]], dict[Action, float], bool, bool]:
    """The path without what it does at its end; whether that sets a status; whether a slot stood behind it."""
    left, sets_status, named_one = list(kept), False, False
    actions: dict[Action, float] = {}
    while len(left) > 1:
        slot_last = left[-1][1]
        name = left[-2][0] if slot_last else left[-1][0]
        segment = words(name)
        if slot_last and (left[-2][1] or len(left) < 3):
            break
        if " ".join(segment) in STATUS_FIELDS and not slot_last:
            sets_status = True
        elif segment not in (_MARKERS | _STAGES if actions else _MARKERS) or slot_last:
            told = named_actions(segment) if segment != ("list",) or not was_plural(name) else {}
            if not told:
                break
            actions = {**told, **actions}
            noun = acted_on(segment)
            before = left[-3 if slot_last else -2]
            if noun and _is_of_another(noun, before) and not named_actions(words(before[0])):
                # `/service/createCampaign`: the last word says what it does, and to what.
                left[-2 if slot_last else -1] = (" ".join(noun), False)
                break
        named_one = named_one or slot_last
        del left[-2 if slot_last else -1 :]
    return left, actions, sets_status, named_one


def _is_of_another(noun: tuple[str, ...], before: tuple[str, bool]) -> bool:
    about, around = things_of(noun), things_of(words(before[0]))
    return not before[1] and max(about.values(), default=0.0) > _NAMED and not set(about) & set(around)


_NAMED = 0.8
_MARKERS = frozenset({("action",), ("operation",), ("command",), ("accion",)})
_STAGES = frozenset({("draft",), ("version",), ("variant",), ("translation",), ("borrador",), ("variante",)})
"""Segments between a thing and what is done with it."""


def _holds(kept: Sequence[tuple[str, bool]], index: int) -> bool:
    """A slot that names a thing around, not an account or a space."""
    return kept[index][1] and index > 0 and not set(words(kept[index - 1][0])) <= GENERIC


def asks_for_one(operation: Operation, actions: Iterable[Action]) -> bool:
    """`/campaigns/details?campaign_id=…`, `/campaigns/stop` with an `id`, `/items/publish` with `itemIds`."""
    if any(one.place == "query" and one.required and _names_one(one.name) for one in operation.parameters):
        return True
    return bool(set(actions) - {"create", "search"}) and any(
        one.required and "." not in one.path and _names_one(one.path) for one in operation.body
    )


def _names_one(name: str) -> bool:
    named = words(name)
    if set(named[:-1]) & (ACCOUNTS | TYPE_SLOTS):
        return False
    return named[-1:] == ("id",) or any(names_one_of(name, thing) for thing in things_of(named[:-1]))


def slot_noun(slot: str) -> tuple[str, ...]:
    """What a slot names: `{list_id}` a list, `{id}` nothing."""
    return tuple(word for word in words(slot.strip("{}:<>")) if word not in _REFERENCES)


_REFERENCES = frozenset((*IDS, "key", "code", "name", "hash", "number", "slug", "codigo", "identifier", "param"))


def _within_account(kept: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The path without the account or kind that all lies in: `/lists` of `/clients/{id}/lists`, `/lists/{client}`."""
    left: list[tuple[str, bool]] = []
    for at, (name, slot) in enumerate(kept):
        noun = slot_noun(name) if slot and left and not left[-1][1] else ()
        if "".join(noun) in TYPE_SLOTS and noun == words(left[-1][0]) and at + 1 < len(kept):
            left.pop()
            continue
        if set(noun) & ACCOUNTS:
            if not set(words(left[-1][0])) & ACCOUNTS:
                continue
            if at + 1 < len(kept) and set(words(left[-1][0])) <= ACCOUNTS:
                left.pop()
                continue
        left.append((name, slot))
    return left


_CRUD: tuple[Action, ...] = ("search", "get", "create", "update", "delete")


def _actions(operation: Operation, path: _Path, phrases: Sequence[Phrase]) -> dict[Action, float]:
    method = operation.method
    found = _by_path(path.actions, method)
    if found:
        return found
    base = _by_method(method, item=path.item)
    job = bool(set(path.head[1:]) & NOT_HEADS)
    found = {base: 0.5 if path.sets_status else 0.92 - 0.1 * job - 0.06 * (base == "update" and method == "POST")}
    if job and method == "POST":
        inside = [action for word in path.head[1:] for action in named_actions((word,)) if action not in _CRUD]
        found.update(dict.fromkeys(inside, 0.95))
    if any(base in phrase.actions for phrase in phrases):
        return found
    if method == "POST" and base == "create":
        # What is asked for in a body: `Get the consents of customers`.
        said = [phrase.actions for phrase in phrases if phrase.actions]
        if said and all(set(actions) <= set(_LOOKS) for actions in said):
            return {action: 0.9 * sure for actions in said for action, sure in actions.items()}
    for phrase in phrases:
        special = {action: sure for action, sure in phrase.actions.items() if action not in _CRUD}
        for action, sure in special.items() if method != "GET" or set(special) & set(_LOOKS) else ():
            found[action] = max(found.get(action, 0), 0.85 * sure)
            found[base] = min(found[base], 0.6)
    return found


def _by_path(named: dict[Action, float], method: str) -> dict[Action, float]:
    """What the end of the path says: `…/schedule` schedules, and deleting `…/schedule` calls it off."""
    special = {action: sure for action, sure in named.items() if action not in _CRUD}
    for only in ("test", "schedule"):
        if only in special:
            special = {only: special[only]}
    if special and (method == "DELETE" or "delete" in named):
        return {REVERSED.get(next(iter(special)), "delete"): 0.95}
    lessened = 0.7 if special and "update" in named and "create" not in named else 1.0
    found = {action: sure * lessened for action, sure in (special or named).items()}
    if method == "GET":
        # Reading what was scheduled schedules nothing.
        found = {action: sure if action in _LOOKS else sure - 0.45 for action, sure in found.items()}
    return found


_LOOKS: tuple[Action, ...] = ("search", "get", "size", "check")


def _by_method(method: str, *, item: bool) -> Action:
    match method:
        case "GET" | "HEAD":
            return "get" if item else "search"
        case "POST":
            return "update" if item else "create"
        case "DELETE":
            return "delete"
        case "PUT" | "PATCH":
            return "update"
        case _:
            return "get"


def _is_enumeration(noun: list[str]) -> bool:
    """A list of campaigns is no list of people."""
    return noun[-1:] == ["list"] and bool(things_of(tuple(noun[:-1]))) and not names_a_thing(" ".join(noun[-2:]))


def _tool(operation: Operation, called: str) -> Reading:
    """A tool has only its name and fields: `create_audience`, `campaigns.pause`, `listar_publicos`."""
    said = words(called)
    parts = [part for part in re.split(r"[._/\- ]|(?<=[a-z])(?=[A-Z])", called) if part]
    plural = any(was_plural(part) and words(part)[-1:] != ("detail",) for part in parts)
    actions: dict[Action, float] = {}
    noun: list[str] = []
    for at, word in enumerate(said):
        if word in _WHOLE and at + 1 < len(said):
            continue
        if word in _BESIDES and noun:
            break
        match = meant(word)
        thing = names_a_thing(word)
        if match and (not thing or at == 0 or not actions) and not (word == "list" and at):
            for action, sure in match.items():
                actions.setdefault(action, 0.95 * sure)
        elif word not in SMALL:
            noun.append(word)
    if {"create", "update", "delete"} & set(actions):
        # Updating the details of a list reads nothing.
        actions.pop("get", None)
    if "test" in actions:
        actions.pop("send", None)
    if "get" in actions and plural and "size" not in actions:
        actions = {"search": 0.9, "get": 0.4}
    if "size" in actions:
        actions = {"size": 1.0}
    if set(actions) <= {"get", "search"} and _is_enumeration(noun):
        noun.pop()
        actions = {"search": 0.9, "get": 0.4}
    things = things_of(tuple(noun))
    head_elsewhere = bool(noun) and noun[-1] in ELSEWHERE
    resource: str = max(things, key=lambda thing: things[thing]) if things else ""
    return Reading(
        operation,
        {} if head_elsewhere else things,
        actions,
        resource,
        item=any(_names_one(one.path) for one in operation.body)
        or any(one.required and _names_one(one.name) for one in operation.parameters),
        nested=0,
        elsewhere=head_elsewhere,
        context={thing: weight for word in noun[:-1] for thing, weight in things_of((word,)).items()},
        sets_status=False,
        named=True,
    )
