"""So many for each of something: `one bag free per booking` gives no `bags free`."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, only_of
from batuta.words.concepts import Unit, same


def told_of_all(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """Several of a thing, of which the evidence gives one, or the first, or so many for each of something else."""
    several = [unit for unit in said.units if _is_several(unit) and not _COUNTED.search(said.text[: unit.start])]
    for claim in telling if several else ():
        for count in _ONE.finditer(claim.text):
            last = claim.clause_at(count.start())[1]
            things = [unit for unit in claim.units if count.end() <= unit.start < last][:_REACH]
            quota = count["one"] or _EACH.search(claim.text, count.end(), last)
            for thing in things if quota else ():
                mine = next((unit for unit in several if _is_one_of(unit, thing)), None)
                if mine and not _told_freely(thing, telling):
                    yield only_of(claim.text[count.start() : last].strip(" .,;"), mine.text)
                    return


def _is_one_of(several: Unit, thing: Unit) -> bool:
    """The thing is one of them: the same, or a kind of it, and not several itself."""
    return not _is_several(thing) and (same(several, thing) or any(same(several, piece) for piece in thing.pieces))


def _told_freely(thing: Unit, telling: Sequence[Claim]) -> bool:
    """The evidence tells of several of them somewhere else."""
    return any(unit is not thing and same(unit, thing) and _is_several(unit) for one in telling for unit in one.units)


def _is_several(unit: Unit) -> bool:
    return bool(_SEVERAL.search(unit.text))


_REACH = 3
"""Words behind a number among which the thing is that it counts: `one of your checked bags`."""
_SEVERAL = re.compile(r"(?:[^\Wsáéí]s|children|people|women|men)$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|dos|tres|cuatro|cinco|first|second|primer[oa]s?|segund[oa]s?|some|algun[oa]s|"
    r"of|one of (?:your|the|our)|un[oa] de (?:tus|los|las|sus))\s+(?:[^\W\d]+\s+)?$",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:(?P<one>one|a single|only one|just one|un solo|una sola|(?:the |your |el |la |tu )?(?:first|second|third|"
    r"primer[oa]?|segund[oa]|tercer[oa]?))|an?|un[oa]?|\d+)\s+(?!(?:of|de|time|vez|day|d[ií]a|month|mes|year|año|week|"
    r"semana|hour|hora|night|noche|hundred|thousand|million)\b)(?:[€$£]\d+(?:[.,]\d+)?\s+)?(?=[^\W\d])",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:(?:per|each|every|por|cada|for each|with each)\s+(?!(?:month|year|day|week|hour|night|mes|año|d[ií]a|"
    r"semana|hora|noche|cuenta|correo|tel[eé]fono|internet|la|el|los|las|un|una|ley|ejemplo|ciento|cent)\b)[^\W\d]+)",
    re.IGNORECASE,
)
