"""Does the library speak of what was asked, or is the honest answer that it does not?

A logistic regression over six measures of a question and the passages nearest to it. Its weights were fitted on 467
questions that have an answer and 152 that have none, both groups counting the same, over public style guides in both
languages, two companies' brand books and a small library. Each of the nine sets of questions judged by weights that
were fitted on the other eight, it tells 93 % of the former and 84 % of the latter; of the latest 79, by an author who
does not know the search, 86 % and 74 %. The line between the two was drawn on the same left-out judgements: where four
in five questions without an answer are still told, an answer that is missed costs more than one too many.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.library.lexical import Lexicon, Wanted

_BIAS = -11.73
_COVERED, _NEAREST, _SCORED, _KNOWN, _ASKED, _ABSENT = 3.78, 7.85, 10.37, 0.91, 2.72, -4.18
_ANSWERED = -0.6
"""Log-odds at which the better guess is that there is an answer; an answer that is missed costs more."""
_WHOLE, _SMALL = 0.6, 60
"""In so small a library rarity tells little, and a passage that speaks of most of what was asked is the answer."""
_FAINT = 0.6
"""Worth below which a spelling is only close to what was asked."""
_EXACT = 0.9
"""Worth of a spelling that is the word itself."""


class Asked(NamedTuple):
    """The things a question asks for, each with how much it tells."""

    things: Sequence[tuple[Wanted, float]]
    known: float
    """The share, by weight, of which any passage speaks; 0..1."""
    rarity: float
    """How much all of them would tell if each were found in its own words."""
    absent: float
    """The share of them, 0..1, that have a common word in both languages and of which no passage speaks."""


def weighed(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """Each thing with how much it tells: rare ones more; of several spellings the commonest decides."""
    told = tuple((thing, thing.told * min(lexicon.weight(term) for term in thing.spellings)) for thing in things)
    total = sum(weight for _, weight in told)
    found = sum(weight for thing, weight in told if any(lexicon.knows(term) for term in thing.spellings))
    rarity = sum(thing.told * _own_weight(thing, lexicon) for thing in things)
    absent = sum(_is_absent(thing, lexicon) for thing in things)
    return Asked(told, found / total if total else 0.0, rarity, absent / len(things) if things else 0.0)


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
        + _ABSENT * asked.absent
    )
    whole = best_covered >= _WHOLE and len(scores) <= _SMALL
    return whole or odds >= _ANSWERED


def _is_absent(thing: Wanted, lexicon: Lexicon) -> bool:
    """The library would know what it is called, and has nothing on it: the price of electricity, in a telco's book."""
    named = any(term.startswith("#") for term in thing.spellings)
    best = max((worth for term, worth in thing.spellings.items() if lexicon.knows(term)), default=0.0)
    return named and best < _FAINT


def _own_weight(thing: Wanted, lexicon: Lexicon) -> float:
    own: Mapping[str, float] = {term: worth for term, worth in thing.spellings.items() if worth >= _EXACT}
    return max((lexicon.weight(term) for term in own if lexicon.knows(term)), default=lexicon.unknown_weight)
