"""What the evidence says with reserve has to be said with reserve: `on average`, `most orders`, `we aim to`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, unsupported
from batuta.grounding.numbers import COUNT
from batuta.words.data import lines


def unreserved(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """The reserve of the evidence that carries the sentence, where the sentence has none."""
    if _hedge().search(said.text) or any(quantity.bound == "~" for quantity in said.quantities):
        return
    carrying = [claim for claim in telling[1:] if _carries_a_figure(said, claim)]
    for claim in (*telling[:1], *carrying):
        reserve = _hedge().search(claim.text)
        if reserve and not claim.denied:
            words = reserve.group()
            yield unsupported(
                "condition",
                words,
                en=f"The evidence says this with a reserve: “{words}”.",
                es=f"La fuente lo dice con una reserva: «{words}».",
            )


def _carries_a_figure(said: Claim, claim: Claim) -> bool:
    return any(mine.equals(other) for mine in said.stated if mine.unit != COUNT for other in claim.quantities)


@cache
def _hedge() -> re.Pattern[str]:
    return re.compile("|".join(lines("claims/hedges.txt")), re.IGNORECASE)
