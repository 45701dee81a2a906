"""A path as what it is about, what it lies in and what it does."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tools.systems.detection.fields import audience_field
from tools.systems.detection.lexicon import (
    ACCOUNTS,
    ELSEWHERE,
    GENERIC,
    HALF_SURE,
    PEOPLE,
    STATES,
    STATUS_FIELDS,
    TYPE_SLOTS,
    Action,
)
from tools.systems.detection.naming import CHANNELS, acted_on, core_of, meant, named_actions, things_of
from tools.systems.detection.references import asks_for_one, slot_noun
from tools.systems.detection.understood import CRUD
from tools.systems.detection.words import was_plural, words
from tools.systems.openapi.document import Operation

VERSION = re.compile(r"v?\d+([._-]\d+)*(beta|alpha)?\d*", re.IGNORECASE)
_KEYED = re.compile(r"\((\{[^{}]+\})\)")
"""OData writes `/lists({id})` for `/lists/{id}`."""


class Path(NamedTuple):
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


def path_of(operation: Operation) -> Path:
    kept = [
        (one, "{" in one or one.startswith((":", "<")))
        for one in segments(operation.path)
        if not VERSION.fullmatch(one) and not _is_type(one)
    ]
    kept = _without_manner(kept)
    kept = _within_account(kept)
    kept, actions, sets_status, named_one = _without_actions(operation, kept)
    statics = [index for index, (_, slot) in enumerate(kept) if not slot]
    beside = len(statics) > 1 and statics[-2] == statics[-1] - 1 and not was_plural(kept[statics[-1]][0])
    named = statics and kept[statics[-1] + 1 : statics[-1] + 2] and kept[statics[-1] + 1][1]
    if beside and not named and set(words(kept[statics[-1]][0])) <= CHANNELS:
        # `/templates/email` speaks of templates, `/smtp/email` of e-mail.
        around = things_of(words(kept[statics[-2]][0]))
        statics = statics[:-1] if set(around) - {"asset"} else statics
    if len(statics) > 1 and _is_written_for(kept, statics):
        # `/templates/{name}/email` is the e-mail that a template is.
        statics, named_one = statics[:-1], True
    while len(statics) > 1 and set(actions) - set(CRUD) and _says_nothing(words(kept[statics[-1]][0])):
        # `/emails/activities/{id}/schedules` schedules an e-mail.
        statics = statics[:-1]
    if len(statics) > 1 and statics[-2] == statics[-1] - 1 and _is_kind(operation, kept, statics[-1]):
        # `POST /campaigns/one_time` makes a campaign of a kind.
        statics = statics[:-1]
    if not statics:
        return Path((), (), (), (), "", named_one, 0, actions, sets_status)
    at = statics[-1]
    return Path(
        head=words(kept[at][0]),
        before=tuple(words(kept[index][0]) for index in statics[:-1]),
        within=tuple(words(kept[index][0]) for index in statics[:-1] if kept[index + 1][1]),
        joined=words(kept[at - 1][0]) if at and not kept[at - 1][1] else (),
        resource="/".join("{}" if slot else " ".join(core_of(words(name))) for name, slot in kept[: at + 1]),
        item=named_one
        or any(slot for _, slot in kept[at + 1 :])
        or asks_for_one(operation, actions or (("update",) if sets_status else ()), words(kept[at][0])),
        nested=sum(_holds(kept, index) for index in range(at)),
        actions=actions,
        sets_status=sets_status,
    )


def segments(path: str) -> list[str]:
    """The parts of a path: what names a thing, a slot, or what is done, each by itself.

    >>> segments("/api/lists({id})"), segments("/api/broadcasts.pause"), segments("/v1/posts/{post}:publish")
    (['api', 'lists', '{id}'], ['api', 'broadcasts', 'pause'], ['v1', 'posts', '{post}', 'publish'])
    """
    found: list[str] = []
    for one in _KEYED.sub(r"/\1", path).strip("/").split("/"):
        part = without_ending(one)
        called = _CALLED.fullmatch(part)
        does = called and (called[2] == ":" or meant((*words(called[3]), "")[0]))
        found += [called[1], called[3]] if called and does else [part]
    return [one for one in found if one]


_CALLED = re.compile(r"([^.:]*[^.:\d])([.:])([A-Za-z][A-Za-z_-]*)")
"""`broadcasts.pause` and `{post}:publish` name a thing and what is done with it."""


def by_manner(path: str) -> bool:
    """Whether a path names a thing by something else than its reference: `/posts/slug/{slug}`."""
    kept = [(one, "{" in one) for one in segments(path)]
    return len(_without_manner(kept)) < len(kept)


def _without_manner(kept: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The path without what says how one is named: `/contacts/by-email/{email}`, `/segments/external/{externalId}`."""
    left = [
        (one, slot)
        for at, (one, slot) in enumerate(kept)
        if slot or not (words(one)[:1] in (("by",), ("por",)) or _is_manner(kept, at))
    ]
    return left or kept


def _is_manner(kept: list[tuple[str, bool]], at: int) -> bool:
    followed = at + 1 < len(kept) and kept[at + 1][1]
    said = words(kept[at][0])
    return at > 0 and followed and not kept[at - 1][1] and bool(said) and set(said) <= _MANNERS


_MANNERS = frozenset(
    "external foreign id key slug uuid guid name code reference ref handle alias externo clave".split()
)


def _is_kind(operation: Operation, kept: Sequence[tuple[str, bool]], at: int) -> bool:
    last, around = kept[at][0], kept[at - 1][0]
    named = any(words(one.path)[-1:] in (("name",), ("title",), ("nombre",)) for one in operation.body)
    for_whom = audience_field(operation.body) is not None
    joined = f"/{around}/{last}" in operation.path
    whole = operation.method == "POST" and at == len(kept) - 1 and named and for_whom and joined
    says_nothing = _says_nothing(words(last)) and not was_plural(last)
    return whole and "campaign" in things_of(words(around)) and (says_nothing or "campaign" in things_of(words(last)))


def _is_written_for(kept: Sequence[tuple[str, bool]], statics: Sequence[int]) -> bool:
    """A channel behind a piece of content that is named, and nothing behind it."""
    at, around = statics[-1], statics[-2]
    written = "content" in things_of(words(kept[around][0]))
    return written and at == len(kept) - 1 and around == at - 2 and set(words(kept[at][0])) <= CHANNELS


def _says_nothing(segment: tuple[str, ...]) -> bool:
    return not things_of(segment) and not set(segment[-1:]) & (ELSEWHERE | PEOPLE | GENERIC)


def without_ending(segment: str) -> str:
    """`create.json` is `create`."""
    return re.sub(r"\.(json|xml|ya?ml|php|aspx|do|html?)$", "", segment, flags=re.IGNORECASE)


_VERSIONS = frozenset({"version", "apiversion", "ver"})


def _is_type(segment: str) -> bool:
    named = words(segment.strip("{}:<>")) if segment.startswith(("{", ":", "<")) else ()
    if "".join(named) in _VERSIONS:
        return True
    return bool(named) and ("".join(named) in TYPE_SLOTS or named[0] in TYPE_SLOTS or named[-1] in TYPE_SLOTS)


def _without_actions(
    operation: Operation,
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
            # `list-emails` are e-mails to lists, `listEmails` lists them.
            noun_too = (segment[:1] == ("list",) and (was_plural(name) if len(segment) == 1 else "-" in name)) or (
                segment[-1:] == ("list",) and was_plural(name) and not any(map(meant, segment[:-1]))
            )
            told = {} if noun_too else named_actions(segment)
            if (
                not told
                and operation.method in ("POST", "PUT", "PATCH")
                and things_of(words(left[-3 if slot_last else -2][0]))
            ):
                told = _state_set(segment)
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


def _state_set(segment: tuple[str, ...]) -> dict[Action, float]:
    """What a state at the end of a path is set for: `POST /campaign/completed/{id}`."""
    named = " ".join(segment)
    return {action: HALF_SURE for action, known in STATES.items() if named in known}


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


def _within_account(kept: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The path without the account or kind that all lies in: `/lists` of `/clients/{id}/lists`, `/lists/{client}`."""
    left: list[tuple[str, bool]] = []
    for at, (name, slot) in enumerate(kept):
        if slot and not left and at + 1 < len(kept) and set(slot_noun(name)) & ACCOUNTS:
            # `/act_{account_id}/campaigns`, `/{domain}/templates`
            continue
        noun = slot_noun(name) if slot and left and not left[-1][1] else ()
        if "".join(noun) in TYPE_SLOTS and noun == words(left[-1][0]) and at + 1 < len(kept):
            left.pop()
            continue
        if set(noun) & ACCOUNTS:
            if not set(words(left[-1][0])) & ACCOUNTS:
                continue
            if at + 1 < len(kept) and words(left[-1][0])[-1] in ACCOUNTS:
                left.pop()
                continue
        left.append((name, slot))
    return left
