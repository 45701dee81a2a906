"""From one count per combination of parts to the reach of every relaxation."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


class Table(NamedTuple):
    """How many people pass each selection of an audience's parts."""

    parts: int
    passing: Counts
    """(2 ** parts,): at index m, the people who pass every part whose bit is set in m."""

    @property
    def everybody(self) -> int:
        return int(self.passing[0])

    @property
    def all_parts(self) -> int:
        return int(self.passing[-1])

    def alone(self, part: int) -> int:
        """People left when this part is the only filter."""
        return int(self.passing[1 << part])

    def without(self, *parts: int) -> int:
        """People left when these parts are dropped."""
        kept = len(self.passing) - 1
        for part in parts:
            kept &= ~(1 << part)
        return int(self.passing[kept])

    def kept(self, index: int) -> tuple[int, ...]:
        """The parts whose bits are set in an index."""
        return tuple(part for part in range(self.parts) if index >> part & 1)


def table(parts: int, exactly: Mapping[int, int]) -> Table:
    """Sum counts of people who pass *exactly* the parts of a bitmask into counts of those who pass *at least* these.

    One addition a part and cell, n·2ⁿ in all, instead of one query a subset.

    >>> counted = table(2, {0b00: 10, 0b01: 5, 0b10: 3, 0b11: 2})
    >>> counted.everybody, counted.alone(0), counted.without(0), counted.all_parts
    (20, 7, 5, 2)

    Source: Yates (1937), the sum-over-supersets form of his algorithm.
    """
    passing = np.zeros(1 << parts, dtype=np.int64)
    for mask, people in exactly.items():
        passing[mask] += people
    for part in range(parts):
        halves = passing.reshape(-1, 2, 1 << part)
        halves[:, 0, :] += halves[:, 1, :]
    return Table(parts, passing)
