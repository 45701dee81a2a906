"""Names that hold the reference of one thing."""

from collections.abc import Iterable

from tools.systems.detection.fields import names_one_of
from tools.systems.detection.lexicon import ACCOUNTS, IDS, TYPE_SLOTS, Action
from tools.systems.detection.naming import things_of
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation


def asks_for_one(operation: Operation, actions: Iterable[Action]) -> bool:
    """`/campaigns/details?campaign_id=…`, `/campaigns/stop` with an `id`, `/items/publish` with `itemIds`."""
    if any(one.place == "query" and one.required and names_one(one.name) for one in operation.parameters):
        return True
    return bool(set(actions) - {"create", "search"}) and any(
        one.required and "." not in one.path and names_one(one.path) for one in operation.body
    )


def names_one(name: str) -> bool:
    named = words(name)
    if set(named[:-1]) & (ACCOUNTS | TYPE_SLOTS):
        return False
    return named[-1:] == ("id",) or any(names_one_of(name, thing) for thing in things_of(named[:-1]))


def slot_noun(slot: str) -> tuple[str, ...]:
    """What a slot names: `{list_id}` a list, `{id}` nothing."""
    return tuple(word for word in words(slot.strip("{}:<>")) if word not in _REFERENCES)


_REFERENCES = frozenset((*IDS, "key", "code", "name", "hash", "number", "slug", "codigo", "identifier", "param"))
