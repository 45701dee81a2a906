"""Where a text speaks of a claim only to warn of it or to say no to it: there the claim is not made.

"¿Dinero en minutos? Desconfía." is no promise of money in minutes; "Desconfía de otros: aquí, dinero en minutos" is.
"""

import re
from collections.abc import Iterable

from batuta.claims.lexicon import Said
from batuta.claims.normal import Normal

WARNS = "warns_against"
"""The claim that what the sentence goes on to speak of is to be wary of."""
ANSWERS_NO = "answers_no"
"""The claim that the answer to a question is no; only at the beginning of a sentence."""
_BUT_HERE = re.compile(
    r"\b(?:aqui(?! no)|(?:con |en )?nosotros(?! no)|con nuestr[oa]s?|en cambio|pero|sino|mejor|here|with us"
    r"|with our|ours|instead|but|we(?! don| never| will never| won))\b"
)


def distanced(text: Normal, said: Iterable[Said]) -> list[tuple[int, int]]:
    """The stretches of a folded text in which nothing is claimed."""
    stretches: list[tuple[int, int]] = []
    for mark in said:
        first, last = text.sentence(mark.start)
        if mark.kind == WARNS:
            turn = _BUT_HERE.search(text.text, mark.end, last)
            stretches.append((mark.end, turn.start() if turn else last))
            if not re.search(r"[a-z]", text.text[first : mark.start]):
                stretches += _question_before(text, first)
        elif mark.kind == ANSWERS_NO and not re.search(r"[a-z]", text.text[first : mark.start]):
            stretches += _question_before(text, first)
    return stretches


def _question_before(text: Normal, start: int) -> list[tuple[int, int]]:
    """The sentence that ends where this one begins, where it asks."""
    if start == 0:
        return []
    first, last = text.sentence(start - 2)
    return [(first, last)] if text.text[first:last].rstrip(" \"')»”").endswith("?") else []
