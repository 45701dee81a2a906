"""Figures that lie within what the evidence limits: an age of a range, an hour of those of opening, `more than 500`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from batuta.grounding.asides import asides
from batuta.grounding.claims import Claim, soft
from batuta.grounding.items import of_another_item
from batuta.grounding.kinship import speaks_of
from batuta.grounding.matching import touches
from batuta.grounding.opening_hours import spans_of_hours
from batuta.grounding.quantities import CLOCK, COUNT, Quantity

_OF_READER = re.compile(
    r"\b(?:talla|size|n[uú]mero|con|tienes|tengas|tiene|tengan|cumpl\w+|aged?|a tus|a los|turn(?:ed|ing)?|"
    r"you'?re|if you are|a)\s+$",
    re.IGNORECASE,
)


def in_range(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`¿Tienes 42 años?` where the evidence says `de los 18 a los 60 años`: a case of it."""
    aged = _aged(said, quantity)
    if (quantity.bound != "=" and not aged) or quantity.money or quantity.unit in ("percent", CLOCK):
        return False
    questions = asides(said.text, said.language)
    asked = any(first <= quantity.start < last for first, last in questions)
    asked = asked or bool(_YEARS_OLD.match(said.text, quantity.end))
    if (
        not asked
        and not aged
        and not (_OF_READER.search(said.text[: quantity.start]) and _is_age_or_size(said, quantity))
    ):
        return False
    for claim in told:
        for low, high in pairwise(claim.quantities):
            bounds = (low.bound, high.bound) == (">=", "<=") or re.fullmatch(
                r"\s*(?:a|to|y|and|[-–])\s*(?:los |las )?", claim.text[low.end : high.start]
            )
            if bounds and _lies_between(quantity, low, high):
                return True
        limits = [one for one in claim.quantities if one.bound in ("<=", ">=") and _limits(quantity, one)]
        if asked and limits and all(_is_within(quantity, limit) for limit in limits):
            return True
    return False


_YEARS_OLD = re.compile(r"[\s-]olds?\b", re.IGNORECASE)
"""`A 24-year-old student`."""


def _aged(said: Claim, quantity: Quantity) -> bool:
    """`Kids of six and nine`: how old each of them is."""
    return bool(_AGES.search(said.text[: quantity.start])) and any(
        value <= _OLD for value, unit in quantity.readings if unit == COUNT
    )


_OLD = 120
_AGES = re.compile(
    r"\b(?:kids?|child(?:ren)?|sons?|daughters?|grandchild(?:ren)?|grandkids|boys?|girls?|teens?|teenagers?|"
    r"niñ[oa]s?|hij[oa]s?|niet[oa]s?|peques?|chic[oa]s|chavales)\s+(?:(?:who are|que tienen)\s+)?"
    r"(?:aged|of|de|con)\s+(?:\w+(?:,\s+|\s+(?:and|y|e)\s+))*$",
    re.IGNORECASE,
)


def _lies_between(quantity: Quantity, low: Quantity, high: Quantity) -> bool:
    """In a unit that all three have."""
    lows, highs = ({unit: value for value, unit in one.readings} for one in (low, high))
    return any(
        unit in lows and unit in highs and lows[unit] <= value <= highs[unit] for value, unit in quantity.readings
    )


def _limits(quantity: Quantity, limit: Quantity) -> bool:
    """Of one unit, a bare count aside."""
    return bool({unit for _, unit in quantity.readings} & {unit for _, unit in limit.readings} - {COUNT})


def _is_within(quantity: Quantity, limit: Quantity) -> bool:
    """`30 kg` of `up to 45 kg`; a bare count limits nothing else."""
    values = {unit: value for value, unit in limit.readings if unit != COUNT}
    return any(
        unit in values and (value <= values[unit] if limit.bound == "<=" else value >= values[unit])
        for value, unit in quantity.readings
    )


def _is_age_or_size(said: Claim, quantity: Quantity) -> bool:
    return quantity.unit == "month" or bool(
        re.search(r"\b(?:talla|size|n[uú]mero)\s+$", said.text[: quantity.start], re.IGNORECASE)
    )


def next_to(said: Claim, quantity: Quantity, others: Sequence[tuple[Claim, Quantity]]) -> bool:
    """`Menos de 30 años` where the evidence says `hasta los 29`: whole years and whole things."""
    one = _YEAR if quantity.unit == "month" else 1.0
    if quantity.unit not in ("month", COUNT) or quantity.bound not in ("<=", ">=") or quantity.value % one:
        return False
    if not _BEYOND.search(said.text[: quantity.start]):
        return False
    step = -one if quantity.bound == "<=" else one
    return any(
        other.bound == quantity.bound
        and other.value == quantity.value + step
        and not _BEYOND.search(claim.text[: other.start])
        for claim, other in others
    )


_YEAR = 12.0
_BEYOND = re.compile(
    r"\b(?:more than|over|above|past|m[aá]s de|mayor(?:es)? de|por encima de|less than|under|below|fewer than|"
    r"younger than|older than|before|menos de|menor(?:es)? de|por debajo de|inferior(?:es)? a|superior(?:es)? a)\W*"
    r"(?:the age of |los |las )?$",
    re.IGNORECASE,
)
"""Limits that are not themselves within: `menos de 30`."""


_BESIDE = re.compile(
    r"\b(?:more than|over|above|exceeding|m[aá]s de|por encima de|superior(?:es)? a|"
    r"less than|under|below|fewer than|menos de|"
    r"por debajo de|inferior(?:es)? a|nearly|almost|casi|about|around|unos|unas|cerca de|alrededor de|approximately|"
    r"aproximadamente|en torno a)\W*(?:la |the |a )?$",
    re.IGNORECASE,
)


def beyond_limit(said: Claim, quantity: Quantity, others: Sequence[tuple[Claim, Quantity]]) -> bool:
    """`more than 500` where the evidence counts 512; `up to 45 days` is no such comparison."""
    if not _BESIDE.search(said.text[: quantity.start]) and quantity.bound != "~":
        return False
    for claim, other in others:
        if other.bound != "=" or of_another_item(said, quantity, (claim, other), others):
            continue
        if any(
            unit == its_unit and _is_about(said, quantity, value, its)
            for value, unit in quantity.readings
            for its, its_unit in other.readings
        ):
            return True
    return False


def _is_about(said: Claim, quantity: Quantity, value: float, its: float) -> bool:
    """The figure of the evidence lies where the bound of the sentence's says, and not far from it."""
    if quantity.bound == ">=":
        return value <= its <= value * 1.5
    if quantity.bound == "<=":
        return 0.66 * value <= its <= value
    if quantity.bound != "~":
        return False
    if _NEARLY.search(said.text[: quantity.start]) and _OUT_OF.search(said.text, quantity.start, quantity.end):
        return 0.9 * value <= its <= value
    return abs(its - value) <= 0.05 * abs(its)


_NEARLY = re.compile(r"\b(?:nearly|almost|casi)\W*(?:la |the |a )?$", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:in|out of|de cada|tercio|third|cuarta|quarter|quinta|fifth)\b", re.IGNORECASE)


def within_hours(said: Claim, hour: Quantity, told: Sequence[Claim]) -> bool:
    """`At 10 p.m.` where the evidence says `from 9 p.m. to 7 a.m.`; other hours of opening are not."""
    if any(hour in ends for ends in spans_of_hours(said)):
        return False
    if any(_AROUND_THE_CLOCK.search(claim.text) and speaks_of(said, claim) for claim in told):
        return True
    if not any(spans_of_hours(claim) for claim in told) and any(
        _ANY_TIME.search(claim.text) and _says_all(said, hour, claim) for claim in told
    ):
        return True
    return any(
        first.value <= hour.value <= last.value
        or (last.value < first.value and not last.value < hour.value < first.value)
        for claim in told
        for first, last in spans_of_hours(claim)
    )


def _says_all(said: Claim, hour: Quantity, claim: Claim) -> bool:
    """The claim says every word of weight in the clause of an hour, and there are any."""
    first, last = said.clause_at(hour.start)
    about = [unit for unit in said.units if first <= unit.start < last and not soft(unit)]
    return bool(about) and all(touches(unit, claim) for unit in about)


_ANY_TIME = re.compile(
    r"\b(?:at any time|any time of (?:the )?day|en cualquier momento|a cualquier hora)\b", re.IGNORECASE
)


def span_kept(said: Claim, span: tuple[Quantity, Quantity]) -> bool:
    """`At eleven at night` of a rate from 22:00 to 8:00, or how long it is: `five hours every night`."""
    first, last = span
    minutes = (last.value - first.value) % _MINUTES_A_DAY
    for one in said.quantities:
        if one.unit == CLOCK and (one.value - first.value) % _MINUTES_A_DAY <= minutes:
            return not spans_of_hours(said)
        if one.unit == "day" and abs(one.value * _MINUTES_A_DAY - minutes) < 1:
            return True
    return False


_MINUTES_A_DAY = 1440.0
_AROUND_THE_CLOCK = re.compile(
    r"\b(?:24 hours|24 horas|24 ?h\b|24/7|(?:a|a?round) the clock|d[ií]a y noche|day and night|noche y d[ií]a|"
    r"veinticuatro horas|twenty-four hours)",
    re.IGNORECASE,
)
