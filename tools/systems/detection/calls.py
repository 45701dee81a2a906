"""Operations that are understood by a name alone: tools, and calls at paths that say nothing else."""

import re
from collections.abc import Sequence

from tools.systems.detection.lexicon import ELSEWHERE, GENERIC, PEOPLE, Action
from tools.systems.detection.naming import SMALL, meant, named_actions, names_a_thing, things_of
from tools.systems.detection.paths import VERSION, without_ending
from tools.systems.detection.references import names_one, own_reference
from tools.systems.detection.understood import TOOL, Reading
from tools.systems.detection.words import was_plural, words
from tools.systems.openapi.document import Operation


def in_calls(operations: Sequence[Operation]) -> bool:
    """Whether most addresses of a description are calls: a verb and a noun, at paths that say nothing else."""
    named = [name_of(one, unknown=True) != "" for one in operations if one.method != TOOL]
    return len(named) >= _SEVERAL_CALLS and sum(named) >= _MOST_CALLS * len(named)


_SEVERAL_CALLS = 5
_MOST_CALLS = 0.6


def name_of(operation: Operation, *, unknown: bool = False) -> str:
    """The name of a call that says verb and thing at the end of a bare path: `/api/1/getListStats`.

    The thing is one that we know, unless all of the description is in calls (`unknown`).
    """
    *around, last = [one for one in operation.path.strip("/").split("/") if not VERSION.fullmatch(one)] or [""]
    name = without_ending(last)
    said = words(name)
    bare = all("{" not in one and not _about_something(words(one)) for one in around)
    lists = unknown and said[:1] == ("list",) and was_plural(name)
    if not bare or "{" in last or len(said) < _SHORTEST_CALL or not meant(said[0]):
        return ""
    if names_a_thing(said[0]) and not lists:
        return ""
    return name if unknown or any(names_a_thing(word) for word in said[1:]) else ""


_SHORTEST_CALL = 2
_INTO = frozenset("to from into in within en de a".split())
_BESIDES = frozenset("and with y con".split())
_NOUNS_TOO = frozenset("filter query index filtro consulta".split())
"""Verbs that are nouns behind another one: `createFilter`."""
_WHOLE = frozenset(
    "advanced basic total full complete general current single whole basico basica completo completa".split()
)
"""Words in front of others that do not change what is meant: `getCampaignBasicInformation`."""


def _about_something(segment: tuple[str, ...]) -> bool:
    return bool(things_of(segment) or named_actions(segment)) or bool(
        set(segment[-1:]) & (ELSEWHERE | PEOPLE) - GENERIC
    )


def _is_enumeration(noun: list[str]) -> bool:
    """A list of campaigns is no list of people."""
    return noun[-1:] == ["list"] and bool(things_of(tuple(noun[:-1]))) and not names_a_thing(" ".join(noun[-2:]))


def tool_read(operation: Operation, called: str) -> Reading:
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
        if word in _NOUNS_TOO and set(actions) & {"create", "get", "update", "delete"}:
            match = {}
        if (
            match
            and (not thing or at == 0 or not actions)
            and not (word == "list" and any(map(names_a_thing, said[:at])))
        ):
            for action, sure in match.items():
                actions.setdefault(action, 0.95 * sure)
        elif word in _INTO and set(noun[-1:]) & PEOPLE and set(actions) & {"create", "delete"}:
            # `add-contact-to-segment` makes no segment.
            break
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
    if not noun and "send" in actions:
        things = {"message": 0.8}
    head_elsewhere = bool(noun) and noun[-1] in ELSEWHERE
    resource: str = max(things, key=lambda thing: things[thing]) if things else " ".join(noun)
    return Reading(
        operation,
        {} if head_elsewhere else things,
        actions,
        resource,
        item=any(names_one(one.path) for one in operation.body)
        or (not set(actions) & {"create", "search"} and own_reference(operation) is not None)
        or any(one.required and names_one(one.name) for one in operation.parameters),
        nested=0,
        elsewhere=head_elsewhere,
        context={thing: weight for word in noun[:-1] for thing, weight in things_of((word,)).items()},
        sets_status=False,
        named=True,
    )
