"""So many for each of something: `one bag free per booking` gives no `bags free`."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.issues import Issue, only_of
from batuta.grounding.matching import matches
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


def some_of_it(said: Claim, telling: Sequence[Claim]) -> Iterator[Issue]:
    """`Unlimited music` of three months of it, `garden waste` of its first two bags."""
    for claim in telling:
        for measure in _SO_MUCH_OF.finditer(claim.text):
            whole = [unit for unit in claim.units if 0 <= unit.start - measure.end() <= 1]
            part = [unit for unit in claim.units if measure.start() <= unit.start < measure.end() - 1]
            mine = next((unit for unit in said.units for one in whole if same(unit, one)), None)
            figures = [one for one in claim.quantities if measure.start() <= one.start < measure.end()]
            rest = claim._replace(units=tuple(unit for unit in claim.units if unit not in part), denied=frozenset())
            left = [unit for unit in said.units if not matches(unit, rest)]
            if mine is None or any(same(unit, one) for unit in left for one in part if _is_several(one)):
                continue
            if any(one.comparable(other) for one in said.quantities for other in figures):
                continue
            yield only_of(claim.text[measure.start() : whole[0].end], mine.text)
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
_SO_MUCH_OF = re.compile(
    r"\b(?:(?:the |your |l[oa]s |tus )?(?:first|primer[oa]s)\s+(?:[^\W\d]+\s+|\d+\s+)?|"
    r"(?:two|three|four|five|six|ten|twelve|dos|tres|cuatro|cinco|seis|diez|doce|\d+)\s+(?=(?:months?|weeks?|days?|hours?|minutes?|meses|semanas|d[ií]as|horas|"
    r"minutos|bags?|bolsas|boxes|cajas)\b))[^\W\d]+\s+(?:of|de)\s+",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:(?:per|each|every|por|cada|for each|with each)\s+(?!(?:month|year|day|week|hour|night|mes|año|d[ií]a|"
    r"semana|hora|noche|cuenta|correo|tel[eé]fono|internet|la|el|los|las|un|una|ley|ejemplo|ciento|cent)\b)[^\W\d]+)",
    re.IGNORECASE,
)
