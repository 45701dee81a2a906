"""Does the library speak of what was asked, or is the honest answer that it does not?

A logistic regression over six measures of a question and the passages that come first. What it asks about has to stand
together, in one sentence of a passage or in that and its heading. Words that name no thing in particular
(`general.txt`) count little, and so does the group a word belongs to: it brings a passage forward, and says little of
whether the passage answers. Fitted on 585 questions that have an answer and 192 that have none, both groups counting
the same, over public style guides in both languages, two companies' brand books and a small library. Each of the eleven
sets of questions judged by weights that were fitted on the other ten, it tells 90 % of the former and 88 % of the
latter (84 to 92 %); of the five latest, by authors who do not know the search, 85 and 84 %. The line between the two
was drawn on the same left-out judgements: an answer that is missed costs more than one too many.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.library.lexical import Lexicon, Wanted

_BIAS = -12.18
_TOGETHER, _NEAREST, _SCORED, _SPECIFIC, _GENERAL, _QUOTES = 6.66, 6.49, 8.99, 2.48, 1.01, 2.04
_ANSWERED = -0.4
"""Log-odds at which the better guess is that there is an answer; an answer that is missed costs more."""
_WHOLE, _SMALL = 0.6, 60
"""In so small a library rarity tells little, and a passage that speaks of most of what was asked is the answer."""
_EXACT = 0.9
"""Worth of a spelling that is the word itself."""
_GROUP = 0.5
"""Worth of a group of words, at most: it brings a passage forward, and tells little of whether that answers."""
_SLIGHT = 0.4
"""How much a word that names no thing in particular tells, of what it would."""


class Asked(NamedTuple):
    """The things a question asks for, each with how much it tells."""

    things: Sequence[tuple[Wanted, float]]
    rarity: float = 0.0
    """How much all of them would tell if each were found in its own words."""


class Measures(NamedTuple):
    """What the decision stands on."""

    together: float
    """The share of what is asked that one sentence speaks of, with the heading it stands under; 0..1."""
    nearest: float
    """The best cosine."""
    scored: float
    """The best score by words, as a share of what it would be if everything were found."""
    specific: float
    """The natural logarithm of how many things in particular are asked for."""
    general: int
    """How many words name no thing in particular."""
    quotes: bool
    """Something is asked for in quotes or by its sign."""


def weighed(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """Each thing with how much it tells: rare ones more; of several spellings the commonest decides."""
    return Asked(tuple((thing, thing.told * _weight(thing.spellings, lexicon)) for thing in things))


def doubting(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """The same, where a word's group is worth little beside the word, and a word that names nothing tells little."""
    only_general = all(thing.general for thing in things)
    told: list[tuple[Wanted, float]] = []
    rarity = 0.0
    for thing in things:
        spellings = {term: min(worth, _GROUP) if _is_group(term) else worth for term, worth in thing.spellings.items()}
        own = [term for term in spellings if not _is_group(term)]
        general = thing.general and not only_general
        tells = thing.told * (_SLIGHT if general else 1.0)
        doubted = thing._replace(spellings=spellings, general=general)
        told.append((doubted, tells * _weight(own or spellings, lexicon)))
        rarity += tells * _own_weight(thing, lexicon)
    return Asked(tuple(told), rarity)


def covered(asked: Asked, lexicon: Lexicon, place: int) -> float:
    """The share of what is asked that a passage speaks of, by weight; 0..1."""
    has = lexicon.terms[place]
    total = spoken = 0.0
    for thing, weight in asked.things:
        total += weight
        spoken += weight * max((worth for term, worth in thing.spellings.items() if term in has), default=0.0)
    return spoken / total if total else 0.0


def measured(
    doubted: Asked, lexicon: Lexicon, places: Sequence[int], nearest: float, scores: NDArray[np.float32]
) -> Measures:
    """doubted: the things asked for, in doubt. places: of the passages that come first. scores: (passages,), by words,
    of the same things."""
    general = sum(thing.general for thing, _ in doubted.things)
    return Measures(
        max((_together(doubted, lexicon, place) for place in places), default=0.0),
        nearest,
        float(scores.max()) / doubted.rarity if len(scores) and doubted.rarity else 0.0,
        math.log(len(doubted.things) - general),
        general,
        any(thing.told != 1.0 for thing, _ in doubted.things),
    )


def answered(measures: Measures, spoken: float, passages: int) -> bool:
    """spoken: the best coverage of the candidates, 0..1. passages: how many the library has."""
    odds = (
        _BIAS
        + _TOGETHER * measures.together
        + _NEAREST * measures.nearest
        + _SCORED * measures.scored
        + _SPECIFIC * measures.specific
        + _GENERAL * measures.general
        + _QUOTES * measures.quotes
    )
    return (spoken >= _WHOLE and passages <= _SMALL) or odds >= _ANSWERED


def _together(asked: Asked, lexicon: Lexicon, place: int) -> float:
    """The share of what is asked that a sentence of a passage speaks of, with the heading it stands under."""
    has, heading = lexicon.terms[place], lexicon.headings[place]
    total = sum(weight for _, weight in asked.things)
    found = [
        (weight, [(term, worth) for term, worth in thing.spellings.items() if term in has])
        for thing, weight in asked.things
    ]
    spoken = (
        sum(
            weight * max((worth for term, worth in spelled if term in sentence or term in heading), default=0.0)
            for weight, spelled in found
        )
        for sentence in lexicon.sentences[place]
    )
    return max(spoken, default=0.0) / total if total else 0.0


def _is_group(term: str) -> bool:
    return term.startswith("~")


def _weight(terms: Iterable[str], lexicon: Lexicon) -> float:
    return min(lexicon.weight(term) for term in terms)


def _own_weight(thing: Wanted, lexicon: Lexicon) -> float:
    own: Mapping[str, float] = {term: worth for term, worth in thing.spellings.items() if worth >= _EXACT}
    return max((lexicon.weight(term) for term in own if lexicon.knows(term)), default=lexicon.unknown_weight)
