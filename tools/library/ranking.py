"""How a question finds its passages: words and vectors side by side, then what each passage is about.

Both rankings are fused by reciprocal rank; passages of the wanted channel, language or product come forward;
and where the passages do not speak of what was asked, the answer is that there is none (`answerable.py`).
Source: Cormack, Clarke and Büttcher (2009), Reciprocal rank fusion outperforms Condorcet.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from batuta.brand import Passage
from batuta.brief import Channel
from batuta.errors import Unavailable
from batuta.text import Language, language_of
from batuta.words.languages import language_in
from tools.library.answerable import answered, covered, doubting, measured, weighed
from tools.library.embedding import WORDS
from tools.library.expansion import Synonyms, neighbours, phrases_in, spelled_out, wanted
from tools.library.kinds import kinds_asked
from tools.library.lexical import Lexicon
from tools.library.vectors import Near, VectorIndex, as_embedded

_LOG = logging.getLogger(__name__)
_DEPTH = 40
"""Passages of each ranking that are fused."""
_RANK = 8.0
"""Reciprocal rank's constant: the smaller, the more the first places count."""
_WORDS, _VECTORS = 1.0, 0.6
_FLOOR = 0.3
_NEARNESS, _NEAREST = 0.6, 0.6
"""How much lying near counts, and the cosine beyond which nearer is no better."""
_NAMED = 3.0
"""How much further forward a passage comes that names the very phrase which the question quotes."""
_JUDGED = 12
"""Passages of which it is asked whether they answer."""
_KEPT = 0.3
"""Passages that reach less than this share of what the best one does are left out."""


class Context(NamedTuple):
    """What the answer is for; nothing here excludes a passage."""

    locale: str | None = None
    channel: Channel | None = None
    product: str | None = None
    family: str | None = None


NO_CONTEXT = Context()
NO_SYNONYMS: Synonyms = {}


def ranked(
    query: str,
    passages: Mapping[str, Passage],
    lexicon: Lexicon,
    vectors: VectorIndex,
    *,
    language: Language | None = None,
    context: Context = NO_CONTEXT,
    synonyms: Synonyms = NO_SYNONYMS,
    usable: Callable[[Passage], bool] = lambda _passage: True,
    limit: int = 10,
) -> tuple[Passage, ...]:
    """The passages that answer, best first; empty where none does."""
    spoken = language or language_in(query)
    things = wanted(query, spoken, lexicon, synonyms)
    if not things or not passages:
        return ()
    beside = neighbours(query, spoken)
    scores = lexicon.scores((*things, *beside))
    by_words = [lexicon.ids[place] for place in np.argsort(-scores, kind="stable")[:_DEPTH] if scores[place] > 0]
    by_vectors = _near(spelled_out(query, spoken), spoken, passages, vectors)
    fused = _fused(by_words, by_vectors)
    asked = weighed(things, lexicon)
    likeness = {near.id: near.likeness for near in by_vectors}
    share = {identity: covered(asked, lexicon, lexicon.places[identity]) for identity in fused}
    nearest = max((near.likeness for near in by_vectors), default=0.0)
    named = lexicon.having(phrases_in(query))
    doubted = doubting(things, lexicon)
    first = sorted(fused, key=lambda identity: -fused[identity])[:_JUDGED]
    measures = measured(
        doubted,
        lexicon,
        [lexicon.places[identity] for identity in first],
        nearest,
        lexicon.scores((*(thing for thing, _ in doubted.things), *beside)),
        kinds_asked(query, spoken),
    )
    if not named and not answered(measures, max(share.values(), default=0.0), len(passages)):
        return ()
    answers = [
        (
            identity,
            score * _fitness(passages[identity], context) * (_NAMED if identity in named else 1.0),
            share[identity] + _NEARNESS * min(max(likeness.get(identity, 0.0), 0.0), _NEAREST),
        )
        for identity, score in fused.items()
        if identity in passages and usable(passages[identity])
    ]
    if not answers:
        return ()
    best = max(reached for *_, reached in answers)
    kept = [(identity, score * (_FLOOR + reached)) for identity, score, reached in answers if reached >= _KEPT * best]
    kept.sort(key=lambda answer: (-answer[1], answer[0]))
    top = kept[0][1]
    return tuple(
        passages[identity].model_copy(update={"score": round(score / top, 4)}) for identity, score in kept[:limit]
    )


def _near(query: str, spoken: Language, passages: Mapping[str, Passage], vectors: VectorIndex) -> Sequence[Near]:
    """The nearest passages, their likeness on the built-in embedder's scale, on which the decisions were fitted."""
    try:
        found = vectors.near(vectors.embedder.embedded([query], spoken)[0], _DEPTH)
    except Unavailable as unavailable:
        _LOG.warning("searching by words alone: %s", unavailable)
        return ()
    if vectors.embedder is WORDS:
        return found
    texts = [as_embedded(passages[near.id]) for near in found if near.id in passages]
    likeness = WORDS.embedded(texts) @ WORDS.embedded([query], spoken)[0]
    known = [near for near in found if near.id in passages]
    return tuple(Near(near.id, float(like)) for near, like in zip(known, likeness, strict=True))


def _fused(by_words: Sequence[str], by_vectors: Sequence[Near]) -> dict[str, float]:
    fused: dict[str, float] = {}
    for rank, identity in enumerate(by_words):
        fused[identity] = fused.get(identity, 0.0) + _WORDS / (_RANK + rank)
    for rank, near in enumerate(by_vectors):
        fused[near.id] = fused.get(near.id, 0.0) + _VECTORS / (_RANK + rank)
    return fused


def _fitness(passage: Passage, context: Context) -> float:
    """How well a passage fits what the answer is for, by what its document says of itself."""
    fitness = 1.0
    if context.channel and passage.channel:
        fitness *= 1.3 if passage.channel == context.channel else 0.8
    if context.product and passage.product:
        fitness *= 1.5 if passage.product in (context.product, context.family) else 0.7
    if context.locale and passage.locale:
        if passage.locale.lower() == context.locale.lower():
            fitness *= 1.2
        elif language_of(passage.locale) == language_of(context.locale):
            fitness *= 1.1
    if passage.kind == "message_library":
        fitness *= 0.7
    return fitness
