"""Does the library speak of what was asked, or is the honest answer that it does not?

A logistic regression over five measures of a question and the passages nearest to it, in which the group a word belongs
to counts little: it brings a passage forward, and says little of whether the passage answers. Its weights were fitted
on 527 questions that have an answer and 172 that have none, both groups counting the same, over public style guides in
both languages, two companies' brand books and a small library. Each of the ten sets of questions judged by weights that
were fitted on the other nine, it tells 91 % of the former and 85 % of the latter; of the four latest, by authors who do
not know the search, four in five of the latter. The line between the two was drawn on the same left-out judgements:
where those four in five are still told, an answer that is missed costs more than one too many.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.library.lexical import Lexicon, Wanted

_BIAS = -12.82
_COVERED, _NEAREST, _SCORED, _ASKED, _ABSENT = 4.18, 6.53, 13.19, 3.86, -5.0
_ANSWERED = -0.5
"""Log-odds at which the better guess is that there is an answer; an answer that is missed costs more."""
_WHOLE, _SMALL = 0.6, 60
"""In so small a library rarity tells little, and a passage that speaks of most of what was asked is the answer."""
_FAINT = 0.6
"""Worth below which a spelling is only close to what was asked."""
_EXACT = 0.9
"""Worth of a spelling that is the word itself."""
_GROUP = 0.35
"""Worth of a group of words, at most: it brings a passage forward, and tells little of whether that answers."""


class Asked(NamedTuple):
    """The things a question asks for, each with how much it tells."""

    things: Sequence[tuple[Wanted, float]]
    rarity: float
    """How much all of them would tell if each were found in its own words."""
    absent: float
    """The share of them, 0..1, that have a common word in both languages and of which no passage speaks."""


def doubting(things: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """The same, where a word's group is worth little beside the word."""
    return tuple(
        thing._replace(
            spellings={
                term: min(worth, _GROUP) if _is_group(term) else worth for term, worth in thing.spellings.items()
            }
        )
        for thing in things
    )


def weighed(things: Sequence[Wanted], lexicon: Lexicon, *, groups: bool = True) -> Asked:
    """Each thing with how much it tells: rare ones more; of several spellings the commonest decides.

    groups: whether what is common to a word's group makes the word common.
    """
    told = tuple((thing, thing.told * _weight(thing, lexicon, groups)) for thing in things)
    rarity = sum(thing.told * _own_weight(thing, lexicon) for thing in things)
    absent = sum(_is_absent(thing, lexicon) for thing in things)
    return Asked(told, rarity, absent / len(things) if things else 0.0)


def covered(asked: Asked, lexicon: Lexicon, place: int) -> float:
    """The share of what is asked that a passage speaks of, by weight; 0..1."""
    has = lexicon.terms[place]
    total = spoken = 0.0
    for thing, weight in asked.things:
        total += weight
        spoken += weight * max((worth for term, worth in thing.spellings.items() if term in has), default=0.0)
    return spoken / total if total else 0.0


def answered(
    asked: Asked, doubted: Asked, spoken: float, surely: float, nearest: float, scores: NDArray[np.float32]
) -> bool:
    """doubted: the things asked for, with groups in doubt; scores: (passages,), of those by words.

    spoken, surely: the best coverage of the candidates, of each, 0..1. nearest: the best cosine.
    """
    highest = float(scores.max()) / doubted.rarity if len(scores) and doubted.rarity else 0.0
    odds = (
        _BIAS
        + _COVERED * surely
        + _NEAREST * nearest
        + _SCORED * highest
        + _ASKED * math.log(len(asked.things))
        + _ABSENT * asked.absent
    )
    whole = spoken >= _WHOLE and len(scores) <= _SMALL
    return whole or odds >= _ANSWERED


def _is_group(term: str) -> bool:
    return term.startswith("~")


def _weight(thing: Wanted, lexicon: Lexicon, groups: bool) -> float:
    terms = [term for term in thing.spellings if groups or not _is_group(term)]
    return min(lexicon.weight(term) for term in terms or thing.spellings)


def _is_absent(thing: Wanted, lexicon: Lexicon) -> bool:
    """The library would know what it is called, and has nothing on it: the price of electricity, in a telco's book."""
    named = any(term.startswith("#") for term in thing.spellings)
    best = max((worth for term, worth in thing.spellings.items() if lexicon.knows(term)), default=0.0)
    return named and best < _FAINT


def _own_weight(thing: Wanted, lexicon: Lexicon) -> float:
    own: Mapping[str, float] = {term: worth for term, worth in thing.spellings.items() if worth >= _EXACT}
    return max((lexicon.weight(term) for term in own if lexicon.knows(term)), default=lexicon.unknown_weight)
