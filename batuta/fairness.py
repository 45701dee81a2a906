"""Whether an audience, or one condition of it, stands in for a protected trait: measured, not guessed.

Source: 29 CFR 1607.4(D) for the rate of four fifths; Cramér (1946), ch. 21, for the association; Directive (EU)
2023/2225 art. 6 and Ley 15/2022 art. 2 for what must not happen.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

FOUR_FIFTHS = 0.8
"""A group picked at less than this share of the rate of the group picked most is at a disadvantage worth a look."""
STANDS_IN = 0.5
"""A condition this closely associated with a trait stands in for it (Cramér's V, 0..1)."""
ENOUGH = 100
"""People of a group before a rate of theirs says anything."""
Z = 4.0
"""Standard errors between two rates before they count as different."""


class Group(NamedTuple):
    """People with one value of a trait: all of them, and those picked."""

    value: str
    total: int
    picked: int

    @property
    def rate(self) -> float:
        return self.picked / self.total


class Disparity(NamedTuple):
    """The group that is picked least beside the one picked most."""

    least: Group
    most: Group

    @property
    def ratio(self) -> float:
        return self.least.rate / self.most.rate


def disparity(groups: Sequence[Group]) -> Disparity | None:
    """The widest gap between groups, where it is more than chance and below four fifths; None where there is none.

    >>> found = disparity([Group("f", 1000, 100), Group("m", 1000, 400)])
    >>> found is not None and round(found.ratio, 2)
    0.25
    """
    counted = [group for group in groups if group.total >= ENOUGH]
    if len(counted) < 2:
        return None
    least, most = min(counted, key=lambda group: group.rate), max(counted, key=lambda group: group.rate)
    if most.picked == 0 or least.rate >= FOUR_FIFTHS * most.rate:
        return None
    pooled = (least.picked + most.picked) / (least.total + most.total)
    error = math.sqrt(pooled * (1 - pooled) * (1 / least.total + 1 / most.total))
    return Disparity(least, most) if error > 0 and (most.rate - least.rate) / error > Z else None


def association(groups: Sequence[Group]) -> float:
    """How closely being picked goes with a trait: Cramér's V of the two-way table, in 0..1.

    >>> association([Group("f", 100, 0), Group("m", 100, 100)])
    1.0
    >>> association([Group("f", 100, 50), Group("m", 100, 50)])
    0.0
    """
    total = sum(group.total for group in groups)
    picked = sum(group.picked for group in groups)
    if not 0 < picked < total or len(groups) < 2:
        return 0.0
    chi = 0.0
    for group in groups:
        for seen, share in ((group.picked, picked / total), (group.total - group.picked, 1 - picked / total)):
            expected = group.total * share
            chi += (seen - expected) ** 2 / expected if expected else 0.0
    return min(1.0, math.sqrt(chi / total))
