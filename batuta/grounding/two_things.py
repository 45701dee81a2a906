"""What the sentence puts together of two named things: live matches of the one pack, films in 4K of the other."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from batuta.grounding.claims import Claim, soft
from batuta.grounding.issues import Issue, unsupported
from batuta.grounding.matching import touches
from batuta.grounding.numbers import Quantity
from batuta.words.concepts import Unit
from batuta.words.proper_names import name_spans
from batuta.words.tokens import tokens


def of_two_things(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """A figure that one named thing has alone, in a sentence about what another has, which does not name both."""
    words = _words(said.text)
    named = [(claim, name) for claim in told if (name := _name(claim))]
    for (mine, my_name), (theirs, their_name) in permutations(named, 2):
        if my_name == their_name or their_name <= words:
            continue
        lent = _lent(said, theirs, told)
        if lent is None or any(one.unit == lent.unit for one in mine.quantities):
            continue
        about = [unit for place, unit in enumerate(said.units) if _weighs(said, place, lent)]
        own = any(touches(unit, mine) and not touches(unit, theirs) for unit in about)
        if own and not any(touches(unit, theirs) for unit in about):
            text = said.text[lent.start : lent.end]
            yield unsupported(
                "subject",
                text,
                en=f"The evidence says “{text}” of something else: “{theirs.text}”.",
                es=f"La fuente dice «{text}» de otra cosa: «{theirs.text}».",
            )
            return


def _lent(said: Claim, theirs: Claim, told: Sequence[Claim]) -> Quantity | None:
    """A figure of the sentence that no other sentence of the evidence has."""
    others = [claim for claim in told if claim is not theirs]
    return next(
        (one for one in said.quantities if _has(theirs, one) and not any(_has(claim, one) for claim in others)),
        None,
    )


def _has(claim: Claim, quantity: Quantity) -> bool:
    return any(quantity.equals(one) for one in claim.quantities)


def _weighs(said: Claim, place: int, figure: Quantity) -> bool:
    """A word of weight; neither a name's nor what the figure counts."""
    unit: Unit = said.units[place]
    counted = 0 <= unit.start - figure.end <= 1
    return not (counted or place in said.aside or place in said.named or soft(unit))


def _name(claim: Claim) -> frozenset[str]:
    """The words of the first name in the sentence, folded."""
    spans = sorted(name_spans(claim.text))
    return _words(claim.text[spans[0][0] : spans[0][1]]) if spans else frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in tokens(text))
