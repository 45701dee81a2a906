"""How sure counts make us: intervals for a share and for the difference of two."""

import math
from typing import NamedTuple

Z95 = 1.959963984540054
"""Standard normal quantile at 0.975."""
Z80 = 0.8416212335729143
"""At 0.8: the power that trials are planned for."""
MOST_PEOPLE = 10_000_000_000


class Interval(NamedTuple):
    low: float
    point: float
    high: float


def wilson(hits: float, of: float, z: float = Z95) -> Interval:
    """A share with its score interval, which keeps inside 0..1 and holds for small counts.

    >>> [round(x, 4) for x in wilson(9, 10)]
    [0.5958, 0.9, 0.9821]

    Source: Wilson (1927), J. Amer. Statist. Assoc. 22, 209–212.
    """
    if of <= 0:
        return Interval(0.0, 0.0, 1.0)
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Interval(max(0.0, centre - half), share, min(1.0, centre + half))


def difference(hits: float, of: float, other_hits: float, other_of: float) -> Interval:
    """How much larger the first share is than the second, with its 95 % interval.

    >>> [round(x, 4) for x in difference(56, 70, 48, 80)]
    [0.0524, 0.2, 0.3339]

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
    """
    one, other = wilson(hits, of), wilson(other_hits, other_of)
    point = one.point - other.point
    below = math.hypot(one.point - one.low, other.high - other.point)
    above = math.hypot(one.high - one.point, other.point - other.low)
    return Interval(point - below, point, point + above)


def detectable(share: float, treated: int, control: int) -> float:
    """The smallest gain over `share` that two groups of these sizes show in four trials of five.

    share: what the control group is expected to do, in 0..1. Shown means: the interval of the difference, as above,
    lies above nought. Infinite where a group is empty, or where no gain would show.
    """
    if treated <= 0 or control <= 0:
        return math.inf

    def shows(gain: float) -> bool:
        more = share + gain
        noise = math.sqrt(more * (1 - more) / treated + share * (1 - share) / control)
        return difference(more * treated, treated, share * control, control).low > Z80 * noise

    low, high = 0.0, 1 - share
    if not shows(high):
        return math.inf
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high


def control_needed(share: float, gap: float, control_share: float) -> int:
    """The people a control group needs, at this share of the whole, to show a gain of `gap` over `share`.

    0 where no group would do.
    """
    if gap <= 0 or not 0 < control_share < 1:
        return 0
    few, enough = 0, 1
    while detectable(share, round(enough / control_share) - enough, enough) > gap:
        few, enough = enough, enough * 2
        if enough > MOST_PEOPLE:
            return 0
    while enough - few > max(1, enough // 200):
        middle = (few + enough) // 2
        seen = detectable(share, round(middle / control_share) - middle, middle) <= gap
        few, enough = (few, middle) if seen else (middle, enough)
    return enough
