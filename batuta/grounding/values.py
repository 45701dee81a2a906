"""The figures and days of a sentence against those of its evidence, as values in their context."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.calendar_told import calendar_issues
from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.counted import counted, of_one_kind, of_one_share
from batuta.grounding.derived import follows
from batuta.grounding.examples import is_case, is_example, meets_a_limit
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.items import of_another_item
from batuta.grounding.kinship import kinship, speaks_of
from batuta.grounding.matching import matches, touches
from batuta.grounding.misfits import misfit
from batuta.grounding.numbers import CLOCK, COUNT, Quantity
from batuta.grounding.opening_hours import spans_of_hours
from batuta.grounding.quantities import ROOM
from batuta.grounding.ranges import beyond_limit, in_range, next_to, within_hours
from batuta.grounding.sums import COMPARES
from batuta.grounding.units import period_named
from batuta.grounding.worked_out import excludes
from batuta.words.concepts import same


def value_issues(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """What is wrong with figures and days; nothing where all are carried."""
    for quantity in said.quantities:
        issue = _quantity(said, quantity, told)
        if issue:
            yield issue
    yield from calendar_issues(said, told)


def _quantity(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Issue | None:
    quote = said.text[quantity.start : quantity.end]
    others = [
        (claim, other)
        for claim in told
        for other in claim.quantities
        if of_one_kind(said, quantity, claim, other, told)
    ]
    equal = [(claim, other) for claim, other in others if quantity.equals(other)]
    if not equal:
        if quantity.unit == COUNT and _is_of_a_name(said, quantity, told):
            return None
        if quantity.value == 0 and _there_is_none(said, quantity, told):
            return None
        if quantity.unit == COUNT and _is_for_so_many(said, quantity, told):
            return None
        if quantity.unit == COUNT and _begins_after_a_term(said, quantity, told):
            return None
        if in_range(said, quantity, told) or follows(said, quantity, told) or _is_part_of_a_sum(said, quantity, told):
            return None
        if is_case(said, quantity, told) or meets_a_limit(said, quantity, told):
            return None
        if next_to(said, quantity, others) or _is_any_of_them(said, quantity, told):
            return None
        if beyond_limit(said, quantity, others) or (quantity.unit == CLOCK and within_hours(said, quantity, told)):
            return None
        return _missing(said, quantity, quote, others, told)
    if all((other.start in claim.figures_denied) != (quantity.start in said.figures_denied) for claim, other in equal):
        return contradicted(
            "denial",
            quote,
            en=f"One says that it is “{quote}”, the other that it is not.",
            es=f"Una afirma «{quote}» y la otra lo niega.",
        )
    foreign = _of_my_name(said, quantity, equal, others)
    if foreign:
        return contradicted(
            "figure",
            quote,
            en=f"“{quote}” is the figure of something else; here the evidence says “{foreign}”.",
            es=f"«{quote}» es la cifra de otra cosa; aquí la fuente dice «{foreign}».",
        )
    if _comes_later(said, quantity) and any(
        other.per == quantity.per and _comes_later(claim, other) for claim, other in equal
    ):
        return None
    rights = [of_another_item(said, quantity, place, others) for place in equal]
    if all(rights) and rights[0]:
        claim, other = rights[0]
        instead = claim.text[other.start : other.end]
        return contradicted(
            "figure",
            quote,
            en=f"“{quote}” is the figure of something else; here the evidence says “{instead}”.",
            es=f"«{quote}» es la cifra de otra cosa; aquí la fuente dice «{instead}».",
        )
    problems = [misfit(said, quantity, place, others, told) for place in equal]
    return None if None in problems else problems[0]


def _comes_later(claim: Claim, quantity: Quantity) -> bool:
    """`After the first half-year it costs 39 €`, `for six months; then, 39 €`: what follows a first time."""
    first, _ = claim.clause_at(quantity.start)
    return quantity.money and bool(_LATER.search(claim.text, first, quantity.start))


_LATER = re.compile(
    r"\b(?:pasad[oa]s?|transcurrid[oa]s?|cumplid[oa]s?|tras|despu[eé]s|luego|a partir del?|"
    r"after|then|thereafter|from (?:month|year|then)|once)\b",
    re.IGNORECASE,
)


def _is_for_so_many(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`Una noche para dos` of a double room."""
    rooms = [one for claim in told for one in claim.quantities if one.unit == ROOM]
    return bool(_FOR.search(said.text[: quantity.start])) and any(one.value == quantity.value for one in rooms)


_FOR = re.compile(r"\b(?:para|for)\s+$", re.IGNORECASE)


def _begins_after_a_term(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`From month thirteen` of a price for the first twelve months."""
    named = _FROM_MONTH.search(said.text[: quantity.start])
    return bool(named) and any(
        unit == "month" and value == quantity.value - 1
        for claim in told
        for one in claim.quantities
        for value, unit in one.readings
    )


_FROM_MONTH = re.compile(r"\b(?:from|after|a partir del?|desde(?: el)?)\s+(?:the )?(?:mes|month)\s+$", re.IGNORECASE)


def _is_any_of_them(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`Three months a year` where the evidence says `in any calendar year`, `not for a week?` of `any week`."""
    one = said.text[quantity.start : quantity.end]
    period = period_named(one)
    if not period or not _ONE_OF_THEM.match(one) or quantity.money or _LASTING_ONE.search(said.text[: quantity.start]):
        return False
    return any(period_named(match["period"]) == period for claim in told for match in _ANY_PERIOD.finditer(claim.text))


_LASTING_ONE = re.compile(r"\b(?:durante|during|throughout|a lo largo de)\s+$", re.IGNORECASE)
"""`Durante un mes`: a term, and not any month."""
_ONE_OF_THEM = re.compile(r"(?:an?|una?|al|each|every|per|cada|por)\s+[^\W\d]+$", re.IGNORECASE)
_ANY_PERIOD = re.compile(
    r"\b(?:any|each|every|per|calendar|cualquier|cada|por|al)\s+(?:calendar\s+)?(?P<period>[^\W\d]+)", re.IGNORECASE
)


def _is_of_a_name(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`Gigafast 900`: the evidence calls it so as well."""
    name = _NAME_BEFORE.search(said.text[: quantity.start])
    whole = f"{name.group()}{said.text[quantity.start : quantity.end]}" if name else ""
    return bool(whole) and any(whole in claim.text for claim in told)


_NAME_BEFORE = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\w-]* $")


def _of_my_name(
    said: Claim,
    quantity: Quantity,
    equal: Sequence[tuple[Claim, Quantity]],
    others: Sequence[tuple[Claim, Quantity]],
) -> str:
    """What the evidence gives for the thing that the sentence names, where its figure is that of another name."""
    names = [said.units[place] for place in said.named]

    def named(claim: Claim) -> bool:
        return any(touches(one, claim) or any(same(one, about) for about in claim.topic) for one in names)

    def has_another(claim: Claim) -> bool:
        return any(not touches(claim.units[place], said) for place in claim.named)

    if not names or any(named(claim) or not has_another(claim) for claim, _ in equal):
        return ""
    for claim, other in others:
        if (
            named(claim)
            and not quantity.equals(other)
            and other.bound == quantity.bound
            and other.per == quantity.per
            and kinship(said, quantity, claim, other) >= _AKIN
        ):
            return claim.text[other.start : other.end]
    return ""


_AKIN = 0.3
_ALL_HOURS = "hours a day"


def _there_is_none(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`0 € de cuota` where the evidence says `sin cuota` or `gratis`."""
    near = said.around(quantity.start, quantity.end)[:2]
    for claim in told:
        for place in near:
            if any(match.denied for match in matches(said.units[place], claim)):
                return True
        if any(strong.kind == "free" for strong in claim.strong) and any(matches(said.units[p], claim) for p in near):
            return True
    return False


def _is_part_of_a_sum(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`29 de fibra y 12 de móvil`: a bare figure beside an amount, which the evidence has as an amount."""
    if quantity.unit != COUNT or not any(one.money and follows(said, one, told) for one in said.quantities):
        return False
    return any(one.money and one.value == quantity.value for claim in told for one in claim.quantities)


_FROM_THE_FIRST = re.compile(
    r"(?:primer[oa]?|first)\s+(?:euro|peso|c[eé]ntimo|pound|penny|dollar|cent)\b", re.IGNORECASE
)
"""`Desde el primer euro`: no amount of its own."""


def _missing(
    said: Claim, quantity: Quantity, quote: str, others: Sequence[tuple[Claim, Quantity]], told: Sequence[Claim]
) -> Issue:
    others = [
        (claim, other)
        for claim, other in others
        if of_one_share(said, quantity, claim, other) and not _counts_another(said, quantity, claim, other)
    ]
    rivals = [(claim, other) for claim, other in others if kinship(said, quantity, claim, other) > 0]
    rivals = rivals or [(claim, other) for claim, other in others if speaks_of(said, claim)]
    rivals = [(claim, other) for claim, other in rivals if _counts_the_same(said, quantity, claim, other)]
    of_nothing = quantity.unit == COUNT and bool(_PRICE_OF.search(said.text[: quantity.start]))
    hours = next((span for claim in told if speaks_of(said, claim) for span in spans_of_hours(claim)), None)
    if quantity.unit == _ALL_HOURS and hours:
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence gives opening hours.",
            es=f"Dice «{quote}» y la fuente da un horario.",
        )
    supposed = (
        bool(_FROM_THE_FIRST.match(quote))
        or is_example(said, quantity)
        or any(is_example(said, one) and not any(one.equals(other) for _, other in others) for one in said.quantities)
    )
    if rivals and not supposed and not of_nothing and not _is_rate(said, quantity) and not _is_left(said, quantity):
        claim, other = max(rivals, key=lambda pair: kinship(said, quantity, *pair))
        instead = claim.text[other.start : other.end]
        issue = contradicted if excludes(said, quantity, claim, other, told) else unsupported
        return issue(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence says “{instead}”.",
            es=f"Dice «{quote}» y la fuente dice «{instead}».",
        )
    longer = (
        _other_length(said, quantity, told) or _other_term(said, quantity, told) or _other_result(said, quantity, told)
    )
    if longer:
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence says “{longer}”.",
            es=f"Dice «{quote}» y la fuente dice «{longer}».",
        )
    single = _single(said, quantity, told) or _once_a_period(said, quantity, told)
    if single:
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence says “{single}”.",
            es=f"Dice «{quote}» y la fuente dice «{single}».",
        )
    if quantity.money and any(_is_free(said, quantity, claim) for claim in told):
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence says that it costs nothing.",
            es=f"Dice «{quote}» y según la fuente no cuesta nada.",
        )
    return unsupported("figure", quote, en=f"The evidence does not say “{quote}”.", es=f"La fuente no dice «{quote}».")


def _other_length(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> str:
    """`In 48 hours` of 5 to 10 working days: a time far from all that the evidence has beside the same words."""
    mine = _days(quantity)
    if mine is None or _is_rate(said, quantity) or any(unit == COUNT for _, unit in quantity.readings):
        # `Over 18`: an age.
        return ""
    timed = [(claim, one) for claim in told for one in claim.quantities if _days(one) is not None]
    near = [(kinship(said, quantity, claim, one), claim, one) for claim, one in timed]
    most = max((much for much, _, _ in near), default=0.0)
    here = [(claim, one) for much, claim, one in near if much == most and much >= _AKIN]
    lengths = [(_days(one) or 0.0, claim.text[one.start : one.end]) for claim, one in here]
    beyond = {"<=": all(length > mine for length, _ in lengths), ">=": all(length < mine for length, _ in lengths)}
    if lengths and beyond.get(quantity.bound, False):
        return lengths[0][1]
    if lengths and all(not 1 / _FAR_APART < mine / length < _FAR_APART for length, _ in lengths if length):
        return lengths[0][1]
    return ""


def _other_term(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> str:
    """`9,90 € al mes durante medio año` where it is that price for three months: the term of the evidence."""
    if quantity.unit not in ("month", "day") or not _LASTING.search(said.text[: quantity.start]):
        return ""
    first, last = said.clause_at(quantity.start)
    prices = [one for one in said.stated if first <= one.start < last and (one.money or one.unit == "percent")]
    for claim in told:
        for other in claim.quantities:
            if not any(mine.equals(other) for mine in prices):
                continue
            opens, ends = claim.clause_at(other.start)
            terms = [one for one in claim.quantities if opens <= one.start < ends and one.unit == quantity.unit]
            lasting = [one for one in terms if _FOR_SO_LONG.search(claim.text[opens : one.start])]
            if len(terms) == len(lasting) == 1 and other.bound == "=" == lasting[0].bound:
                return claim.text[lasting[0].start : lasting[0].end]
    return ""


_FOR_SO_LONG = re.compile(
    r"\b(?:durante|for|during|los|las|the|your)\s+(?:the |los |las |your |tus )?(?:first |primer[oa]s )?$",
    re.IGNORECASE,
)


def _other_result(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> str:
    """`30 % menos: de 80 € a 60 €`: what two prices of the evidence, both said by the sentence, do not come to."""
    if quantity.unit != "percent" and not (quantity.money and COMPARES.search(said.text)):
        return ""
    known = [one for claim in told for one in claim.quantities if one.money and one.bound == "="]
    mine = [one for one in said.quantities if one is not quantity and one.money]
    if len(mine) != _BOTH or not all(any(one.equals(other) for other in known) for one in mine):
        return ""
    low, high = sorted(mine, key=lambda one: one.value)
    if low.per != high.per or low.unit != high.unit:
        return ""
    return f"{said.text[high.start : high.end]} – {said.text[low.start : low.end]}"


_BOTH = 2
_FAR_APART = 1.4
_DAYS_OF = {"day": 1.0, "working day": 1.0, "month": 30.4}


def _days(quantity: Quantity) -> float | None:
    """How long it is in days; None where it is no time."""
    value, unit = quantity.readings[0]
    return value * _DAYS_OF[unit] if unit in _DAYS_OF and value else None


def _counts_the_same(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """Neither of two bare counts is part of a name, or of a word like `month thirteen`."""
    if quantity.unit != COUNT:
        return True
    return not any(_NUMBERED.search(one.text[: figure.start]) for one, figure in ((said, quantity), (claim, other)))


_NUMBERED = re.compile(
    r"(?:\b(?:mes|month|d[ií]a|day|a[nñ]o|year|week|semana|n[uú]mero|number|zona|zone|level|nivel|fase|phase)|"
    r"(?<=[ (])[A-ZÁÉÍÓÚÑ][\w-]*)\s+$"
)
"""`A partir del mes trece`, `Fibra Sur 600`."""


def _counts_another(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """A figure that counts nothing, against one that counts what the sentence never speaks of."""
    if other.unit != COUNT or counted(said, quantity):
        return False
    theirs = counted(claim, other)
    return bool(theirs) and not any(touches(unit, said) for unit in theirs)


def _is_rate(said: Claim, quantity: Quantity) -> bool:
    """`300 classes a week`: not how long something takes, but how often it is."""
    if quantity.unit not in ("day", "month") or not _EACH.match(said.text, quantity.start):
        return False
    if _LASTING.search(said.text[: quantity.start]):
        return False
    first, _ = segment_at(said.text, quantity.start)
    return any(first <= one.start and one.end < quantity.start for one in said.quantities)


_LASTING = re.compile(r"\b(?:durante|for|during|por|throughout|over|within|en|in)\s+$", re.IGNORECASE)
"""`50 % durante un año`: a term."""
_PRICE_OF = re.compile(r"\b(?:price of|precio de|pay for|pagas?|pague)\s+$", re.IGNORECASE)
"""`Five for the price of four`: a reckoning."""
_EACH = re.compile(r"(?:an?|una?|cada|each|every)\s", re.IGNORECASE)


def _is_left(said: Claim, quantity: Quantity) -> bool:
    """`You have 1 week left`: of another time than the whole."""
    return bool(_LEFT_AFTER.match(said.text, quantity.end) or _LEFT_BEFORE.search(said.text[: quantity.start]))


_LEFT_AFTER = re.compile(r"\s*(?:left|remaining|to go|restantes?)\b", re.IGNORECASE)
_LEFT_BEFORE = re.compile(r"\b(?:quedan?|faltan?|restan?|left with|remaining)\s+(?:solo |just |only )?$", re.IGNORECASE)


def _single(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> str:
    """`Dos revisiones` where the evidence says `una revisión`: its words, or nothing."""
    for unit in counted(said, quantity) if quantity.unit == COUNT else ():
        for claim in told:
            for match in matches(unit, claim):
                article = _ARTICLE.search(claim.text[: claim.units[match.place].start])
                if article:
                    return claim.text[article.start() : claim.units[match.place].end]
    return ""


def _once_a_period(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> str:
    """`Dos veces al año` where the evidence says `revisión anual`: its word, or nothing."""
    period = _PERIOD.match(said.text, quantity.end) if quantity.unit == "times" and quantity.value > 1 else None
    for claim in told if period else ():
        for word in _ADJECTIVE.finditer(claim.text):
            if period_named(word.group()) == period_named(period["period"] if period else "") and speaks_of(
                said, claim
            ):
                return word.group()
    return ""


_PERIOD = re.compile(r"\s+(?:a|an|per|al|por|cada|each|every)\s+(?P<period>[^\W\d]+)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(?:annual|yearly|monthly|weekly|anual|mensual|semanal)\b", re.IGNORECASE)


_ARTICLE = re.compile(r"\b(?:un|una|one|an?|a single|un solo|una sola)\s+$", re.IGNORECASE)


def _is_free(said: Claim, quantity: Quantity, claim: Claim) -> bool:
    """The evidence says that what the figure stands beside costs nothing."""
    near = [said.units[place] for place in said.around(quantity.start, quantity.end)[:3]]
    free = any(strong.kind == "free" for strong in claim.strong)
    return free and any(matches(unit, claim) for unit in near if not soft(unit))
