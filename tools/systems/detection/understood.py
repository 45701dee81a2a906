"""What an operation was understood to be about and to do."""

from typing import NamedTuple

from tools.systems.detection.lexicon import Action, Thing
from tools.systems.openapi.document import Operation

TOOL = "TOOL"
"""The method of an operation that is an MCP tool: its name says everything."""


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


CRUD: tuple[Action, ...] = ("search", "get", "create", "update", "delete")
