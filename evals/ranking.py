"""How well a ranking answers a question: gain that counts less further down, and what is found at the top.

Source: Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

_TOP, _DEPTH = 5, 10


class Ranked(NamedTuple):
    ndcg: float
    """At ten; 0..1."""
    recall: float
    """The share of all right passages among the first five, of those that fit there; 0..1."""
    reciprocal: float
    """Of the rank of the first right passage; 0 where there is none."""
    hit: float
    """1 where one of the first five is right."""


def judged(found: Sequence[str], right: frozenset[str]) -> Ranked:
    """
    >>> judged(("a", "b", "c"), frozenset({"b"}))
    Ranked(ndcg=0.6309297535714574, recall=1.0, reciprocal=0.5, hit=1.0)
    """
    unique = tuple(dict.fromkeys(found))[:_DEPTH]
    gained = sum(1 / math.log2(place + 2) for place, one in enumerate(unique) if one in right)
    best = sum(1 / math.log2(place + 2) for place in range(min(len(right), _DEPTH)))
    top = sum(one in right for one in unique[:_TOP])
    first = next((place for place, one in enumerate(unique, start=1) if one in right), 0)
    return Ranked(
        gained / best if best else 0.0,
        top / min(len(right), _TOP) if right else 0.0,
        1 / first if first else 0.0,
        float(top > 0),
    )
