"""Before or after an event: `even after we have started` is not what the evidence says of the time before the start."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from batuta.grounding.claims import Claim, soft
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import touches
from batuta.words.concepts import Unit, same

_SIDES: tuple[tuple[Literal["before", "after"], re.Pattern[str]], ...] = (
    (
        "before",
        re.compile(
            r"\b(?:before|prior to|until|till|up to when|antes de(?: que)?|antes del|hasta que|previo a|"
            r"(?:and|y|,) (?:only )?(?:then|luego|despu[ée]s|m[aá]s tarde|afterwards|later)(?! de\b| of\b))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "after",
        re.compile(
            r"\b(?:after|once|(?<=even )when|as soon as|since|despu[ée]s de(?: que)?|despu[ée]s del|tras|"
            r"una vez(?: que)?|(?<=incluso )cuando|(?<=aun )cuando|desde que)\b",
            re.IGNORECASE,
        ),
    ),
)
_REACH = 2
"""Words of the sentence in which the event is named: `after we have started the work`."""


def on_the_other_side(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """The sentence puts after an event what the evidence puts before it, or the other way round.

    What is denied of the other side may still be true, and is only not shown.
    """
    for side, event, mark in _events(said):
        told = [(claim, found) for claim in used for found in _events(claim) if _is_event(event, found[1])]
        theirs = [found for _, found in told]
        lost = next((words for claim, found in told if found[0] == side and (words := _denied(claim, said))), "")
        if lost:
            yield contradicted(
                "order",
                mark,
                en=f"“{mark}”, the evidence denies “{lost}”.",
                es=f"«{mark}», la fuente niega «{lost}».",
            )
            continue
        if not theirs or any(other == side for other, _, _ in theirs):
            continue
        issue = unsupported if said.denied else contradicted
        yield issue(
            "order",
            mark,
            en=f"It says “{mark}”; the evidence says “{theirs[0][2]}”.",
            es=f"Dice «{mark}» y la fuente dice «{theirs[0][2]}».",
        )


def _denied(claim: Claim, said: Claim) -> str:
    """A word of weight that the claim denies and the sentence affirms; nothing where the sentence denies too."""
    if said.denied:
        return ""
    lost = [claim.units[place] for place in sorted(claim.denied) if not soft(claim.units[place])]
    return next((unit.text for unit in lost if touches(unit, said)), "")


def _events(claim: Claim) -> Iterator[tuple[Literal["before", "after"], tuple[Unit, ...], str]]:
    """The side of time, the words that name the event and the wording that tells the side."""
    for side, pattern in _SIDES:
        for match in pattern.finditer(claim.text):
            last = claim.clause_at(match.end() - 1)[1]
            figures = [*(one.start for one in claim.quantities), *(one.start for one in claim.moments)]
            if any(match.end() <= place < last for place in figures):
                continue
            named = tuple(unit for unit in claim.units if match.end() <= unit.start < last)[:_REACH]
            if named:
                yield side, named, claim.text[match.start() : named[0].end]


def _is_event(mine: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    """They begin with the same word, or one names the other in its first words."""
    return any(same(mine[0], unit) for unit in theirs) or any(same(theirs[0], unit) for unit in mine)
