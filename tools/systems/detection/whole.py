"""What the draft of one operation has to know of all the others."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tools.systems.detection.anchors import listings, references
from tools.systems.detection.calls import in_calls
from tools.systems.detection.needs import asked_by_most, who_asks
from tools.systems.detection.shape import readings_of, spaces_called_groups
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
    asking: frozenset[str] = frozenset()
    """Those fields, where no field is marked as required: what is left beside them is needed."""


def whole(operations: Sequence[Operation]) -> Whole:
    asking = who_asks(operations)
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
        asked_by_most(bodies) | asked_by_most(queries) | asking,
        frozenset(one.rpartition("/")[2] for one in spaces_called_groups(readings_of(operations))),
        asking,
    )
