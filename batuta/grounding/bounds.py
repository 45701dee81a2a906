"""Whether a figure is exact, a limit or a guess: `hasta 600 Mb`, `from €5`, `18 años o más`, `about 20`."""

import re
from functools import cache
from typing import Literal, cast

from batuta.words.data import lines

Bound = Literal["=", "<=", ">=", "~"]


def bound_of(text: str, start: int, end: int) -> Bound:
    """The bound of the figure that stands from `start` to `end`."""
    return bounded(text, start, end)[0]


def bounded(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    """The bound of a figure, and where the figure begins and ends with the words that say so.

    >>> bounded("en torno a 40 minutos", 11, 21)
    ('~', 0, 21)
    """
    first = max(0, start - 44)
    for bound, opening in _patterns("before"):
        before = opening.search(text[first:start])
        if before and not (bound == ">=" and _in_the_course_of(text, start, end)):
            return bound, first + before.start(), end
    for bound, closing in _patterns("after"):
        after = closing.match(text[end : end + 20])
        if after:
            return bound, start, end + after.end()
    return _of_noun(text, start) or "=", start, end


def _in_the_course_of(text: str, start: int, end: int) -> bool:
    """`Repaid over 24 months`: in that time, and in no more."""
    return bool(_SPREAD_OVER.search(text[max(0, start - 60) : start]) and _A_TIME.search(text, start, end))


_SPREAD_OVER = re.compile(
    r"(?:[€$£]\s?\d[\d.,]*|\d\s?%(?: [A-Z]{3})?|\b(?:spread\w*|paid|pay|repa(?:y|id)\w*|split\w*|payments?|credits?|"
    r"instal?ments?|services?|covers?|costs?|loans?|"
    r"works? out|comes? to|adds? up|financ\w+|borrow\w*|visits?|treatments?|sessions?|lessons?|return\w*|"
    r"back)\b[^.;:]{0,32})\sover\s+"
    r"(?:the |its |your )?(?:next |first )?$",
    re.IGNORECASE,
)
_A_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|decades?)\b", re.IGNORECASE)


_NOUN = re.compile(
    r"\b(?:(?P<most>m[aá]xim[oa]s?|maximum|max\.|l[ií]mite|limit(?:ed)?|tope|cap(?:ped)?|ceiling)|"
    r"(?P<least>m[ií]nim[oa]s?|minimum|min\.))(?:\s+[^\W\d]+){0,7}?\s*"
    r"(?::|\b(?:es|son|ser[aá]|queda|fijad[oa]|is|are|of|de|to|at|en|a)\b)\s*(?:de\s+|of\s+)?(?:los\s+|las\s+)?$",
    re.IGNORECASE,
)


def _of_noun(text: str, start: int) -> Bound | None:
    """`La edad máxima de contratación es de 65 años`: the noun says what the figure limits."""
    said = _NOUN.search(text[max(0, start - 90) : start])
    if not said or re.search(r"[.;,]\s", said.group()):
        return None
    return "<=" if said.group("most") else ">="


@cache
def _patterns(place: Literal["before", "after"]) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    wordings: dict[Bound, list[str]] = {}
    for line in lines("bounds.txt"):
        head, *said = (piece.strip() for piece in line.split(" | "))
        where, bound = head.split()
        if where == place:
            wordings.setdefault(cast("Bound", bound), []).extend(said)
    article = r"[\s(-]*(?:los |las |el |la |the |an? |una? |your |tus? |sus? )?"
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
