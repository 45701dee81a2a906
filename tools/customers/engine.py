"""The seam to a database: one consistent view of the data at a time, and nothing else.

Queries are Ibis expressions over `people()`; each engine compiles them for itself.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

from batuta.catalogue import Attribute
from batuta.digest import Digest
from batuta.errors import Problem, WorkspaceInvalid
from batuta.text import Text


class Reading(Protocol):
    """A view of the data that does not move while it is open."""

    elapsed_ms: float
    """How long its queries took so far."""

    def rows(self, query: ir.Table) -> list[tuple[object, ...]]: ...

    def batches(self, query: ir.Table, size: int) -> Iterator[pa.RecordBatch]:
        """The same, in pieces of about `size` rows, never whole in memory."""
        ...


class Engine(Protocol):
    name: str
    """As people call it, with its version."""
    forgiving: bool
    """It can read text as a number or a date and leave unknown what is none."""
    knows_total: bool
    """It counts everybody without looking at anybody."""

    def people(self) -> ir.Table:
        """The table of customers, unbound."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Raises: Moved, on leaving, if the data was replaced meanwhile."""
        ...

    def snapshot(self) -> Digest: ...

    def close(self) -> None: ...


class Moved(Exception):
    """The data was replaced while it was read; whoever reads starts again."""


class Complaints:
    """Says what is wrong with the data in terms of the file that describes it."""

    def __init__(self, lines: dict[tuple[str | int, ...], int], names: tuple[str, ...], file: str) -> None:
        """lines: where each key of the catalogue stands; names: its attributes, in order."""
        self._lines, self._names, self._file = lines, names, file

    def about_source(self, message: Text, remedy: Text) -> WorkspaceInvalid:
        return self._at(("customers", "source"), message, remedy)

    def about_key(self, message: Text, remedy: Text) -> WorkspaceInvalid:
        return self._at(("customers", "key"), message, remedy)

    def about(self, attribute: Attribute, message: Text, remedy: Text) -> WorkspaceInvalid:
        place = self._names.index(attribute.name) if attribute.name in self._names else 0
        return self._at(("attributes", place), message, remedy)

    def _at(self, path: tuple[str | int, ...], message: Text, remedy: Text) -> WorkspaceInvalid:
        while path and path not in self._lines:
            path = path[:-1]
        return WorkspaceInvalid((Problem(self._file, self._lines.get(path), message, remedy),))
