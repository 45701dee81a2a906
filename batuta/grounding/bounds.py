"""Whether a figure is exact, a limit or a guess: `hasta 600 Mb`, `from €5`, `18 años o más`, `about 20`."""

import re
from functools import cache
from typing import Literal, cast

from batuta.words.data import lines

Bound = Literal["=", "<=", ">=", "~"]


def bound_of(text: str, start: int, end: int) -> Bound:
    """The bound of the figure that stands from `start` to `end`."""
    before, after = text[max(0, start - 28) : start], text[end : end + 20]
    for bound, opening in _patterns("before"):
        if opening.search(before):
            return bound
    for bound, closing in _patterns("after"):
        if closing.match(after):
            return bound
    return "="


@cache
def _patterns(place: Literal["before", "after"]) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    wordings: dict[Bound, list[str]] = {}
    for line in lines("bounds.txt"):
        head, *said = (piece.strip() for piece in line.split(" | "))
        where, bound = head.split()
        if where == place:
            wordings.setdefault(cast("Bound", bound), []).extend(said)
    article = r"[\s(]*(?:los |las |el |la |the |an? |una? )?"
    return tuple(
        (
            bound,
            re.compile(
                rf"\b(?:{'|'.join(said)}){article}$" if place == "before" else rf"\s*(?:{'|'.join(said)})\b",
                re.IGNORECASE,
            ),
        )
        for bound, said in wordings.items()
    )
