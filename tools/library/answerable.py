"""Does the library speak of what was asked, or is the honest answer that it does not?

A logistic regression over five measures of a question and the passages nearest to it. Its weights were fitted on 317
questions that have an answer and 79 that have none, over public style guides in both languages and two companies'
brand books; in ten-fold cross-validation it tells 93 % of the former and 91 % of the latter.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.library.lexical import Lexicon, Wanted

_BIAS = -12.46
_COVERED, _NEAREST, _SCORED, _KNOWN, _ASKED = 4.32, 9.84, 9.40, 1.38, 2.84
_ANSWERED = -0.2
"""Log-odds at which the better guess is that there is an answer; an answer that is missed costs a little more."""
_WHOLE, _SMALL = 0.6, 60
"""In so small a library rarity tells little, and a passage that speaks of most of what was asked is the answer."""
_EXACT = 0.9
"""Worth of a spelling that is the word itself."""


class Asked(NamedTuple):
    """The things a question asks for, each with how much it tells."""

    things: Sequence[tuple[Wanted, float]]
    known: float
    """The share, by weight, of which any passage speaks; 0..1."""
    rarity: float
    """How much all of them would tell if each were found in its own words."""


def weighed(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """Each thing with how much it tells: rare ones more; of several spellings the commonest decides."""
    told = tuple((thing, min(lexicon.weight(term) for term in thing.spellings)) for thing in things)
    total = sum(weight for _, weight in told)
    found = sum(weight for thing, weight in told if any(lexicon.knows(term) for term in thing.spellings))
    rarity = sum(_own_weight(thing, lexicon) for thing in things)
    return Asked(told, found / total if total else 0.0, rarity)


def covered(asked: Asked, lexicon: Lexicon, place: int) -> float:
    """The share of what is asked that a passage speaks of, by weight; 0..1."""
    has = lexicon.terms[place]
    total = spoken = 0.0
    for thing, weight in asked.things:
        total += weight
        spoken += weight * max((worth for term, worth in thing.spellings.items() if term in has), default=0.0)
    return spoken / total if total else 0.0


def answered(asked: Asked, best_covered: float, nearest: float, scores: NDArray[np.float32]) -> bool:
    """best_covered: of the candidates, 0..1. nearest: the best cosine. scores: (passages,), by words."""
    highest = float(scores.max()) / asked.rarity if len(scores) and asked.rarity else 0.0
    odds = (
        _BIAS
        + _COVERED * best_covered
        + _NEAREST * nearest
        + _SCORED * highest
        + _KNOWN * asked.known
        + _ASKED * math.log(len(asked.things))
    )
    whole = best_covered >= _WHOLE and len(scores) <= _SMALL
    return whole or odds >= _ANSWERED


def _own_weight(thing: Wanted, lexicon: Lexicon) -> float:
    own: Mapping[str, float] = {term: worth for term, worth in thing.spellings.items() if worth >= _EXACT}
    return max((lexicon.weight(term) for term in own if lexicon.knows(term)), default=lexicon.unknown_weight)
