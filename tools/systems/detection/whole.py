"""What the draft of one operation has to know of all the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tools.systems.detection.anchors import listings, references
from tools.systems.detection.calls import in_calls
from tools.systems.detection.lexicon import IDS
from tools.systems.detection.shape import readings_of, spaces_called_groups
from tools.systems.detection.words import words
from tools.systems.detection.wrapping import envelope
from tools.systems.openapi.document import Operation


class Whole(NamedTuple):
    lists: Mapping[str, Operation]
    """By the first word of a capability, the operation that lists such things; to look a key up with."""
    envelope: frozenset[str]
    """Fields at the top of an answer that speak of the call."""
    references: Mapping[str, tuple[str, ...]]
    """By the same, the words of the slot or field that names one of them."""
    calls: bool
    """All of the description is in calls by name."""
    everywhere: frozenset[str] = frozenset()
    """Fields that most requests need: they say who asks."""
    spaces: frozenset[str] = frozenset()
    """What groups are called that are spaces and no audiences."""


def whole(operations: Sequence[Operation]) -> Whole:
    bodies = [{one.path for one in operation.body if one.required} for operation in operations if operation.body]
    queries = [
        {one.name for one in operation.parameters if one.required and one.place == "query"}
        for operation in operations
        if operation.parameters
    ]
    return Whole(
        listings(operations),
        envelope(operations),
        references(operations),
        in_calls(operations),
        _asked_by_most(bodies) | _asked_by_most(queries),
        frozenset(one.rpartition("/")[2] for one in spaces_called_groups(readings_of(operations))),
    )


def _asked_by_most(requests: Sequence[set[str]]) -> frozenset[str]:
    counted = Counter(name for needed in requests for name in needed)
    return frozenset(
        name
        for name, times in counted.items()
        if len(requests) >= _FEW and times >= _MOST * len(requests) and words(name) not in _BARE_IDS
    )


_BARE_IDS = tuple((name,) for name in IDS)
"""Whoever asks for one thing again and again says nothing of who asks."""
_FEW = 5
_MOST = 0.6
