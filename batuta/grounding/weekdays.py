"""Days of the week as sets: `de martes a domingo`, `weekdays`, `los fines de semana`; and whether they are ruled out.

`Abre de martes a domingo` and `cerrado los lunes` say the same; `every day` says more.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from batuta.grounding.clauses import segment_at
from batuta.words.data import lines, listed
from batuta.words.tokens import fold, tokens

Week = frozenset[int]
"""Days, Monday is 0."""

EVERY: Week = frozenset(range(7))


class Days(NamedTuple):
    days: Week
    ruled_out: bool
    """Closed, or not, on these days."""
    start: int
    end: int


def weekdays(text: str) -> tuple[Days, ...]:
    """
    >>> [sorted(found.days) for found in weekdays("De lunes a viernes y los domingos")]
    [[0, 1, 2, 3, 4, 6]]
    """
    found: list[Days] = []
    for match in _pattern().finditer(fold(text)) if len(fold(text)) == len(text) else ():
        days = frozenset().union(*(_said(part) for part in _PARTS.split(match.group())))
        if not days:
            continue
        if found and found[-1].days == EVERY and _BUT.fullmatch(fold(text)[found[-1].end : match.start()]):
            # `Any day but Monday`: one statement about the others.
            found[-1] = found[-1]._replace(days=EVERY - days, end=match.end())
            continue
        found.append(Days(days, _ruled_out(text, match.start()), match.start(), match.end()))
    return tuple(found)


class Rival(NamedTuple):
    """Days of the evidence that speak against those of the sentence."""

    against: bool
    """They exclude them; else the evidence names no such days."""
    text: str


def rivals(said: Days, told: Sequence[tuple[str, Sequence[Days]]]) -> Rival | None:
    """What speaks against some days; None where the evidence carries them.

    told: the sentences of the evidence, each with its days.
    """
    known_days = [other for _, known in told for other in known]
    alike = [other for other in known_days if other.ruled_out == said.ruled_out]
    if any(_carries(other, said) for other in known_days) and all(_carries(other, said) for other in alike):
        return None
    for text, known in told:
        for other in known:
            if other.ruled_out == said.ruled_out or said.days & other.days:
                told_too = any(_carries(one, said) for one in alike)
                return Rival(not told_too, text[other.start : other.end])
    return Rival(False, "")


def _carries(other: Days, said: Days) -> bool:
    if other.ruled_out == said.ruled_out:
        return said.days <= other.days
    return said.ruled_out and not said.days & other.days


def _said(part: str) -> Week:
    """One item: a day, a range or a name for several days."""
    for days, wording in _names():
        if re.fullmatch(rf"(?:{_ARTICLE})?(?:{wording})", part.strip()):
            return days
    ends = _range().fullmatch(part.strip())
    if not ends:
        return frozenset()
    first, last = (next(iter(_day(end))) for end in ends.group("from", "to"))
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _day(word: str) -> Week:
    return next((days for days, wording in _names() if len(days) == 1 and re.fullmatch(wording, word)), EVERY)


def _ruled_out(text: str, start: int) -> bool:
    first, last = segment_at(text, start)
    colon = text.find(": ", start, last)
    if colon >= 0 and len(tokens(text[first:start])) > _HEAD:
        # `Have a lie-in on Sunday: you don't need to get up`: the day heads nothing.
        last = colon
    told = text[first:last]
    for harmless in (_OF_FEASTS, _OF_COSTS, _AT_AN_HOUR):
        told = harmless.sub(" ", told)
    words = [fold(token.text) for token in tokens(told)]
    denials = sum(word in listed("claims/negators.txt") for word in words)
    return (denials + sum(word in CLOSED for word in words)) % 2 == 1


_HEAD = 2
"""Words that may stand before a day that heads what follows: `Los domingos: cerrado`."""
_OF_FEASTS = re.compile(r"\b(?:no|non)[ -](?:festiv[oa]s?|feriados?|lectiv[oa]s?|holidays?)\b", re.IGNORECASE)
"""`Los lunes no festivos` are Mondays all the same."""
_AT_AN_HOUR = re.compile(r"\b(?:cierra\w*|cerramos|closes?|closing)\s+(?:a las?|at|hasta|until|till)\b", re.IGNORECASE)
"""`On Saturdays we close at eight`: open until then."""
_OF_COSTS = re.compile(
    r"(?:\b(?:no|sin|ni|not|never|without|nothing)|n['’]t)\s+(?:(?:te|le|se|os|any|an?|un[oa]?|extra)\s+){0,2}"
    r"(?:pag\w+|cobr\w+|cuest\w+|costes?|costos?|cost\w*|pay\w*|charg\w+|fees?|comisi[oó]n\w*|cargos?|recargos?)\b|"
    r"\b(?:pay|pays|cost|costs)\s+nothing\b|"
    r"\b(?:nobody|no one|nadie|you (?:don['’]t|needn['’]t)|no)\s+(?:needs?|has to|have to|necesitas?|tienes? que)\b",
    re.IGNORECASE,
)
"""`Los domingos no pagas`: what is denied is a cost, and no day."""
CLOSED = frozenset(
    {"shut", "closed", "closes", "cerrado", "cerrada", "cerrados", "cerradas", "cierra", "cerramos", "except"}
)
_BUT = re.compile(r",?\s*(?:but|bar|except(?: for| on)?|apart from|excluding|menos|salvo|excepto)\s+(?:for |on )?")
_ARTICLE = r"(?:todos |todas )?(?:el |los |las |the |on |every |cada )"
_PARTS = re.compile(r"\s*(?:,|\by\b|\be\b|\band\b)\s*")


@cache
def _names() -> tuple[tuple[Week, str], ...]:
    found: list[tuple[Week, str]] = []
    for line in lines("claims/weekdays.txt"):
        numbers, wording = line.split(": ", 1)
        found.append((frozenset(int(number) for number in numbers), wording))
    return tuple(found)


@cache
def _one_day() -> str:
    return "|".join(wording for days, wording in _names() if len(days) == 1)


@cache
def _any_name() -> str:
    return "|".join(wording for _, wording in _names())


_TO = r"\s*(?:a|al|to|through|until|-|–)\s*"


@cache
def _pattern() -> re.Pattern[str]:
    item = rf"(?:(?:{_ARTICLE})?(?:{_one_day()}){_TO}(?:{_ARTICLE})?(?:{_one_day()})|(?:{_ARTICLE})?(?:{_any_name()}))"
    return re.compile(rf"(?<!\w){item}(?:\s*(?:,|,?\s\by\b|,?\s\be\b|,?\s\band\b)\s*{item})*(?!\w)")


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"(?:{_ARTICLE})?(?P<from>{_one_day()}){_TO}(?:{_ARTICLE})?(?P<to>{_one_day()})")
