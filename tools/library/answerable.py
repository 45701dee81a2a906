"""Does the library speak of what was asked, or is the honest answer that it does not?

A logistic regression over nine measures of a question and the passages that come first. What it asks about has to
stand together, in one sentence of a passage or in that and its heading, and what is named in several words has to be
there whole. Words that name no thing in particular (`general.txt`) and what is said to be done with a thing
(`verbs.txt`) count little, and so does the group a word belongs to, and less than the word itself the idea it stands
for. A question that asks for a number, a time, a price, a person or a place wants sentences that hold one (`kinds.py`).

Fitted on 821 questions that have an answer and 271 that have none, both groups counting the same and those about
companies' brand books and a small library twice beside those about public style guides in both languages. Each of
sixteen sets of questions judged by weights that were fitted on the others, it tells 88 % of the former and 85 % of the
latter (81 to 88 %); of the six latest, by authors who do not know the search, 88 and 80 %, with the answer among the
first five for 85 % of the questions in its language. Over these six the area under the curve is 0.90; it falls by 0.009
without the kind of answer (0.002 to 0.016) and by 0.006 without the commonest of the things that are met (0.001 to
0.012). What stands together, the best score, the nearest passage, what is named and what no passage speaks of add 0.001
to 0.005 each and decide close cases. Verbs counted in full would refuse one good question in forty more.
The line was drawn on the same left-out judgements; a stricter one loses as many good questions as it refuses bad ones.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.library.lexical import Lexicon, Wanted

_BIAS = -10.8
_TOGETHER, _NEAREST, _SCORED, _SPECIFIC, _GENERAL, _HELD, _NAMED = 6.06, 5.92, 7.18, 0.6, 0.89, 1.54, 2.72
_COMMONEST, _EVERYWHERE = -0.3, 0.76
_ANSWERED = -0.3
"""Log-odds at which the better guess is that there is an answer; an answer that is missed costs more."""
_WHOLE, _SMALL = 0.58, 60
"""In so small a library rarity tells little, and a passage that speaks of most of what was asked is the answer."""
_EXACT = 0.9
"""Worth of a spelling that is the word itself."""
_GROUP = 0.5
"""Worth of a group of words, at most: it brings a passage forward, and tells little of whether that answers."""
_IDEA = 0.7
"""Worth of an idea beside the word: others are named by it too."""
_NEARLY = 0.75
"""Sentences that speak of this share of what the best one does are asked whether they hold the kind of answer."""
_SLIGHT = 0.4
"""How much a word that names no thing in particular tells, of what it would, and one that says what is done."""
_SPOKEN = 0.5
"""A sentence speaks of a thing that it says this much of."""


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
    specific: int
    """How many things in particular are asked for."""
    general: int
    """How many words name no thing in particular."""
    held: float
    """The share of the sentences that speak of nearly as much which hold the kind of answer that is asked for; 0..1."""
    named: bool
    """Something is asked for in quotes or by its sign, and a passage names it."""
    commonest: float
    """How much the commonest of the particular things tells that the best sentence speaks of; 0 where it speaks of
    none. A rare word alone is met by chance."""
    everywhere: float
    """How much the first passages speak of that particular thing of which they speak least; 0..1."""


def weighed(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """Each thing with how much it tells: rare ones more; of several spellings the commonest decides."""
    return Asked(tuple((thing, thing.told * _weight(thing.spellings, lexicon)) for thing in things))


def doubting(things: Sequence[Wanted], lexicon: Lexicon) -> Asked:
    """The same in doubt: a group of words and an idea tell less than the word, and a word that names nothing little."""
    only_general = all(thing.general for thing in things)
    told: list[tuple[Wanted, float]] = []
    rarity = 0.0
    for thing in things:
        spellings = _doubted(thing.spellings)
        own = [term for term in spellings if not _is_group(term)]
        general = thing.general and not only_general
        tells = thing.told * (_SLIGHT if general or (thing.verb and not thing.general) else 1.0)
        doubted = thing._replace(
            spellings=spellings,
            general=general,
            pieces=tuple(_doubted(piece) for piece in thing.pieces),
            whole=_doubted(thing.whole),
        )
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
    doubted: Asked,
    lexicon: Lexicon,
    places: Sequence[int],
    nearest: float,
    scores: NDArray[np.float32],
    kinds: Sequence[str] = (),
) -> Measures:
    """doubted: the things asked for, in doubt. places: of the passages that come first. scores: (passages,), by words,
    of the same things. kinds: of answer that are asked for, as terms."""
    general = sum(thing.general for thing, _ in doubted.things)
    read = [_read(doubted, lexicon, place) for place in places]
    sentences = [sentence for passage in read for sentence in passage.sentences]
    together = max(sentences, key=lambda sentence: sentence.share, default=_NOTHING)
    best = [sentence.terms for sentence in sentences if sentence.share >= _NEARLY * together.share]
    particular = [place for place, (thing, _) in enumerate(doubted.things) if not thing.general and not thing.verb]
    return Measures(
        together.share,
        nearest,
        float(scores.max()) / doubted.rarity if len(scores) and doubted.rarity else 0.0,
        len(doubted.things) - general,
        general,
        min((sum(kind in has for has in best) / len(best) for kind in kinds if best), default=1.0),
        any(_is_named(thing, lexicon) for thing, _ in doubted.things),
        min((doubted.things[one][1] for one in particular if together.of(one) >= _SPOKEN), default=0.0),
        min((max((passage.most[one] for passage in read), default=0.0) for one in particular), default=1.0),
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
        + _HELD * measures.held
        + _NAMED * measures.named
        + _COMMONEST * measures.commonest
        + _EVERYWHERE * measures.everywhere
    )
    return (spoken >= _WHOLE and passages <= _SMALL) or odds >= _ANSWERED


class _Sentence(NamedTuple):
    """Of a passage: what it speaks of, with the heading it stands under."""

    share: float
    """Of what is asked, 0..1."""
    met: Sequence[float]
    """How much of each thing, 0..1."""
    terms: frozenset[str]

    def of(self, thing: int) -> float:
        return self.met[thing] if self.met else 0.0


_NOTHING = _Sentence(0.0, (), frozenset())


class _Read(NamedTuple):
    sentences: Sequence[_Sentence]
    most: Sequence[float]
    """How much the whole passage speaks of each thing, 0..1."""


def _read(asked: Asked, lexicon: Lexicon, place: int) -> _Read:
    """A passage, sentence by sentence."""
    total = sum(weight for _, weight in asked.things) or 1.0
    terms, heading = lexicon.terms[place], lexicon.headings[place]
    sought = [_sought(thing, terms, heading) for thing, _ in asked.things]
    sentences: list[_Sentence] = []
    for sentence in lexicon.sentences[place]:
        met = [_met(parts, sentence) for parts in sought]
        share = sum(weight * much for (_, weight), much in zip(asked.things, met, strict=True)) / total
        sentences.append(_Sentence(share, met, sentence))
    return _Read(sentences, [max(part.most for part in parts) for parts in sought])


class _Part(NamedTuple):
    """What a passage has of a thing, or of a piece of it."""

    heading: float
    """How much its heading speaks of it, 0..1."""
    better: tuple[tuple[str, float], ...]
    """The terms that say more of it, best first."""

    @property
    def most(self) -> float:
        return self.better[0][1] if self.better else self.heading


def _sought(thing: Wanted, terms: Container[str], heading: Container[str]) -> tuple[_Part, ...]:
    """A thing as one part, or as the whole of it and each piece."""
    said = (thing.whole, *thing.pieces) if thing.pieces else (thing.spellings,)
    return tuple(_part(spellings, terms, heading) for spellings in said)


def _part(spellings: Mapping[str, float], terms: Container[str], heading: Container[str]) -> _Part:
    has = [(term, worth) for term, worth in spellings.items() if term in terms]
    least = max((worth for term, worth in has if term in heading), default=0.0)
    better = [(term, worth) for term, worth in has if worth > least]
    return _Part(least, tuple(sorted(better, key=lambda told: -told[1])))


def _met(sought: tuple[_Part, ...], sentence: Container[str]) -> float:
    """How much of a thing a sentence speaks of, 0..1; of what is named in several words all of them, or each."""
    whole, *pieces = (next((worth for term, worth in part.better if term in sentence), part.heading) for part in sought)
    return max(whole, sum(pieces) / len(pieces)) if pieces else whole


def _doubted(spellings: Mapping[str, float]) -> Mapping[str, float]:
    """What a spelling tells in doubt: a group of words little, an idea less than the word."""
    return {
        term: min(worth, _GROUP) if _is_group(term) else worth * _IDEA if term.startswith("#") else worth
        for term, worth in spellings.items()
    }


def _is_named(thing: Wanted, lexicon: Lexicon) -> bool:
    return any(term.startswith('"') and lexicon.knows(term) for term in thing.spellings)


def _is_group(term: str) -> bool:
    return term.startswith("~")


def _weight(terms: Iterable[str], lexicon: Lexicon) -> float:
    return min(lexicon.weight(term) for term in terms)


def _own_weight(thing: Wanted, lexicon: Lexicon) -> float:
    own: Mapping[str, float] = {term: worth for term, worth in thing.spellings.items() if worth >= _EXACT}
    return max((lexicon.weight(term) for term in own if lexicon.knows(term)), default=lexicon.unknown_weight)
