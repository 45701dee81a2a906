"""Which fields of requests say who asks, and which are needed where a description marks none as required."""

from collections import Counter
from collections.abc import Sequence

from tools.systems.detection.bodies import is_leaf
from tools.systems.detection.lexicon import IDS
from tools.systems.detection.naming import things_of
from tools.systems.detection.references import slot_noun
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation

_FEW = 5
_MOST = 0.6
_BARE_IDS = tuple((name,) for name in IDS)
"""Whoever asks for one thing again and again says nothing of who asks."""
_OF_THINGS = (("name",), ("title",), ("email",), ("nombre",), ("titulo",), ("correo",))


def asked_by_most(requests: Sequence[set[str]]) -> frozenset[str]:
    """What most requests are told, as a workspace or an account."""
    counted = Counter(name for needed in requests for name in needed)
    return frozenset(
        name
        for name, times in counted.items()
        if len(requests) >= _FEW and times >= _MOST * len(requests) and words(name) not in _BARE_IDS
    )


def who_asks(operations: Sequence[Operation]) -> frozenset[str]:
    """Fields of bodies that say who asks, where a description marks no field as required; empty where it marks any."""
    bodies = [one.body for one in operations if one.body]
    if any(field.required for body in bodies for field in body):
        return frozenset()
    asked = asked_by_most([{field.path for field in body} for body in bodies])
    # Whoever names a campaign says which, and not who asks.
    return frozenset(
        name
        for name in asked
        if not things_of(slot_noun(name.rpartition(".")[2])) and words(name)[-1:] not in _OF_THINGS
    )


def needing(operation: Operation, asking: frozenset[str]) -> Operation:
    """The operation with what it needs: who asks, and the only field beside that."""
    if not asking or not operation.body:
        return operation
    left = {field.path for field in operation.body if is_leaf(field, operation.body)} - asking
    needed = asking | (left if len(left) == 1 else frozenset())
    return operation._replace(body=tuple(one._replace(required=one.path in needed) for one in operation.body))


def beside(operation: Operation, asking: frozenset[str]) -> Operation:
    """The operation without what says who asks."""
    return operation._replace(body=tuple(one for one in operation.body if one.path not in asking))
