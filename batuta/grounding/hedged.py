"""What the evidence says with reserve has to be said with reserve: `on average`, `most orders`, `we aim to`.

Nor is the lesser proof of the greater: who may ask for a refund does not get one, and who enters a draw wins nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, quoted, unsupported
from batuta.grounding.numbers import COUNT
from batuta.words.data import lines


def unreserved(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """The reserve of the evidence that carries the sentence, where the sentence has none."""
    yield from _stronger(said, telling)
    if _hedge().search(said.text) or any(quantity.bound == "~" for quantity in said.quantities):
        return
    carrying = [claim for claim in telling[1:] if _carries_a_figure(said, claim)]
    for claim in (*telling[:1], *carrying):
        reserve = _hedge().search(claim.text)
        if reserve and not _share_said(said, claim, reserve.start(), reserve.end()):
            words = reserve.group()
            yield quoted(
                unsupported,
                "condition",
                words,
                en="The evidence says this with a reserve",
                es="La fuente lo dice con una reserva",
            )


def _stronger(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`You will get a refund` where the evidence says that one may request it."""
    for lesser, greater in _steps():
        found = greater.search(said.text)
        if not found or any(greater.search(claim.text) for claim in telling):
            continue
        claim = next((one for one in telling if lesser.search(one.text)), None)
        if claim and found.start() not in {said.units[place].start for place in said.denied}:
            weaker = lesser.search(claim.text)
            yield unsupported(
                "strong",
                found.group(),
                en=f"“{found.group()}” is more than the evidence says: “{weaker.group() if weaker else claim.text}”.",
                es=f"«{found.group()}» es más de lo que dice la fuente: «{weaker.group() if weaker else claim.text}».",
            )
            return


def _share_said(said: Claim, claim: Claim, start: int, end: int) -> bool:
    """`80 % of the trips`, where the sentence says 80 % too."""
    shares = [one for one in claim.quantities if start <= one.start < end and one.unit == "percent"]
    told = all(any(mine.equals(one) for mine in said.quantities) for one in shares)
    return bool(shares) and (told or bool(_OF_TEN.search(said.text)))


_OF_TEN = re.compile(r"\bde cada\b|\b(?:in|out of) (?:every )?(?:ten|five|four|three|a hundred|\d+)\b", re.IGNORECASE)
"""`Eight in ten`: a share, which is judged as a figure."""


@cache
def _steps() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What the evidence says, and what it does not prove."""
    pairs = (line.split(" > ") for line in lines("claims/stronger.txt"))
    return tuple((re.compile(less, re.IGNORECASE), re.compile(more, re.IGNORECASE)) for less, more in pairs)


def _carries_a_figure(said: Claim, claim: Claim) -> bool:
    return any(mine.equals(other) for mine in said.stated if mine.unit != COUNT for other in claim.quantities)


@cache
def _hedge() -> re.Pattern[str]:
    return re.compile("|".join(lines("claims/hedges.txt")), re.IGNORECASE)
