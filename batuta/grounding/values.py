"""The figures and days of a sentence against those of its evidence, as values in their context."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.asides import asides
from batuta.grounding.bounds import Bound
from batuta.grounding.calendar_told import calendar_issues
from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.derived import follows
from batuta.grounding.implied import implied
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.items import of_another_item, stands_apart
from batuta.grounding.matching import matches, touches
from batuta.grounding.numbers import CLOCK, COUNT, Quantity
from batuta.grounding.taxes import tax_said
from batuta.grounding.units import period_named
from batuta.words.concepts import Unit, same
from batuta.words.tokens import fold

_LABELS = re.compile(r"\b(tae|tin|apr|apy|aer|iva|vat|igic|tna|cat|euribor)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\b(?:despu[eé]s|luego|posteriormente|then|after(?:wards)?|thereafter)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|en (?:un|el) plazo de|dentro de(?: los)?)\s*$", re.IGNORECASE)
"""`returns within 30 days` are returns for 30 days."""
_SAME_LABEL = {"apr": "tae", "aer": "tae", "apy": "tae", "vat": "iva"}


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
        if _of_one_kind(said, quantity, claim, other, told)
    ]
    equal = [(claim, other) for claim, other in others if quantity.equals(other)]
    if not equal:
        if quantity.value == 0 and _there_is_none(said, quantity, told):
            return None
        if _in_range(said, quantity, told) or follows(said, quantity, told) or _is_part_of_a_sum(said, quantity, told):
            return None
        if _next_to(quantity, others):
            return None
        if _implied(said, quantity, others) or (quantity.unit == CLOCK and _within_hours(said, quantity, told)):
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
    problems = [_misfit(said, quantity, claim, other, others) for claim, other in equal]
    return None if None in problems else problems[0]


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
            and _kinship(said, quantity, claim, other) >= _AKIN
        ):
            return claim.text[other.start : other.end]
    return ""


_AKIN = 0.3
_ALL_HOURS = "hours a day"


def _of_one_kind(said: Claim, quantity: Quantity, claim: Claim, other: Quantity, told: Sequence[Claim] = ()) -> bool:
    """Comparable, and where it only counts, counting the same thing."""
    if not quantity.comparable(other):
        return False
    if quantity.unit != COUNT:
        return True
    mine, theirs = _counted(said, quantity), _counted(claim, other)
    of_theirs = claim._replace(units=theirs, denied=frozenset())
    if theirs and fold(theirs[0].text) in _COUNTERS and any(matches(unit, other) for unit in mine for other in told):
        return True
    return not mine or not theirs or any(matches(unit, of_theirs) for unit in mine)


_COUNTERS = frozenset(
    {"unidad", "unidades", "unit", "units", "item", "items", "articulo", "articulos", "producto", "productos", "pieza"}
    | {"products", "pieces", "prendas", "piezas"}
)
"""Words that count whatever is spoken of."""


def _of_one_share(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """`100 % sostenible` and `70 % algodón reciclado` are shares of two things."""
    if quantity.unit != "percent":
        return True
    mine, theirs = _counted(said, quantity), _counted(claim, other)
    of_theirs = claim._replace(units=theirs, denied=frozenset())
    return not mine or not theirs or any(matches(unit, of_theirs) for unit in mine)


def _counted(claim: Claim, quantity: Quantity) -> tuple[Unit, ...]:
    """The words that a bare number counts: the one right after it, and the next where it belongs to it."""
    after = [unit for unit in claim.units if 0 <= unit.start - quantity.end <= 3][:1]
    for unit in claim.units if after else ():
        if unit.start > after[0].end and not claim.text[after[-1].end : unit.start].strip():
            after.append(unit)
    return tuple(after[:2])


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


_OF_READER = re.compile(
    r"\b(?:talla|size|n[uú]mero|con|tienes|tengas|tiene|tengan|cumpl\w+|aged?|a tus|a los|turn(?:ed|ing)?|"
    r"you'?re|if you are|a)\s+$",
    re.IGNORECASE,
)


def _in_range(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`¿Tienes 42 años?` where the evidence says `de los 18 a los 60 años`: a case of it."""
    if quantity.bound != "=" or quantity.money or quantity.unit in ("percent", CLOCK):
        return False
    asked = any(first <= quantity.start < last for first, last in asides(said.text, said.language))
    if not asked and not (_OF_READER.search(said.text[: quantity.start]) and _is_age_or_size(said, quantity)):
        return False
    for claim in told:
        for low, high in pairwise(claim.quantities):
            bounds = (low.bound, high.bound) == (">=", "<=") or re.fullmatch(
                r"\s*(?:a|to|y|and|[-–])\s*(?:los |las )?", claim.text[low.end : high.start]
            )
            if bounds and _lies_between(quantity, low, high):
                return True
        if asked and any(limit.bound in ("<=", ">=") and _is_within(quantity, limit) for limit in claim.quantities):
            return True
    return False


def _lies_between(quantity: Quantity, low: Quantity, high: Quantity) -> bool:
    """In a unit that all three have."""
    lows, highs = ({unit: value for value, unit in one.readings} for one in (low, high))
    return any(
        unit in lows and unit in highs and lows[unit] <= value <= highs[unit] for value, unit in quantity.readings
    )


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


def _next_to(quantity: Quantity, others: Sequence[tuple[Claim, Quantity]]) -> bool:
    """`Menos de 30 años` where the evidence says `hasta los 29`: whole years and whole things."""
    one = _YEAR if quantity.unit == "month" else 1.0
    if quantity.unit not in ("month", COUNT) or quantity.bound not in ("<=", ">=") or quantity.value % one:
        return False
    step = -one if quantity.bound == "<=" else one
    return any(other.bound == quantity.bound and other.value == quantity.value + step for _, other in others)


_YEAR = 12.0


def _is_part_of_a_sum(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`29 de fibra y 12 de móvil`: a bare figure beside an amount, which the evidence has as an amount."""
    if quantity.unit != COUNT or not any(one.money and follows(said, one, told) for one in said.quantities):
        return False
    return any(one.money and one.value == quantity.value for claim in told for one in claim.quantities)


_BESIDE = re.compile(
    r"\b(?:more than|over|above|exceeding|m[aá]s de|por encima de|superior(?:es)? a|"
    r"less than|under|below|fewer than|menos de|"
    r"por debajo de|inferior(?:es)? a|nearly|almost|casi|about|around|unos|unas|cerca de|alrededor de|approximately|"
    r"aproximadamente|en torno a)\W*$",
    re.IGNORECASE,
)


def _implied(said: Claim, quantity: Quantity, others: Sequence[tuple[Claim, Quantity]]) -> bool:
    """`more than 500` where the evidence counts 512; `up to 45 days` is no such comparison."""
    if not _BESIDE.search(said.text[: quantity.start]) and quantity.bound != "~":
        return False
    for claim, other in others:
        if other.bound != "=" or of_another_item(said, quantity, (claim, other), others):
            continue
        if quantity.bound == ">=" and other.value >= quantity.value and other.value <= quantity.value * 1.5:
            return True
        if quantity.bound == "<=" and 0.66 * quantity.value <= other.value <= quantity.value:
            return True
        if quantity.bound == "~" and abs(other.value - quantity.value) <= 0.05 * abs(other.value):
            return True
    return False


def _within_hours(said: Claim, hour: Quantity, told: Sequence[Claim]) -> bool:
    """`At 10 p.m.` where the evidence says `from 9 p.m. to 7 a.m.`; other hours of opening are not."""
    if any(hour in ends for ends in _spans_of_hours(said)):
        return False
    if any(_AROUND_THE_CLOCK.search(claim.text) and _speaks_of(said, claim) for claim in told):
        return True
    return any(
        first.value <= hour.value <= last.value
        or (last.value < first.value and not last.value < hour.value < first.value)
        for claim in told
        for first, last in _spans_of_hours(claim)
    )


_AROUND_THE_CLOCK = re.compile(
    r"\b(?:24 hours|24 horas|24 ?h\b|24/7|(?:a|a?round) the clock|d[ií]a y noche|day and night|noche y d[ií]a|"
    r"veinticuatro horas|twenty-four hours)",
    re.IGNORECASE,
)


def _spans_of_hours(claim: Claim) -> list[tuple[Quantity, Quantity]]:
    hours = [one for one in claim.quantities if one.unit == CLOCK]
    return [(first, last) for first, last in pairwise(hours) if _TO_HOUR.fullmatch(claim.text[first.end : last.start])]


_TO_HOUR = re.compile(r"\s*(?:h\.?\s*)?(?:a|y|to|and|until|till|hasta|[-–—])\s*(?:las\s+)?", re.IGNORECASE)


def _missing(
    said: Claim, quantity: Quantity, quote: str, others: Sequence[tuple[Claim, Quantity]], told: Sequence[Claim]
) -> Issue:
    others = [(claim, other) for claim, other in others if _of_one_share(said, quantity, claim, other)]
    rivals = [(claim, other) for claim, other in others if _kinship(said, quantity, claim, other) > 0]
    rivals = rivals or [(claim, other) for claim, other in others if _speaks_of(said, claim)]
    of_nothing = quantity.unit == COUNT and bool(_PRICE_OF.search(said.text[: quantity.start]))
    hours = next((span for claim in told if _speaks_of(said, claim) for span in _spans_of_hours(claim)), None)
    if quantity.unit == _ALL_HOURS and hours:
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence gives opening hours.",
            es=f"Dice «{quote}» y la fuente da un horario.",
        )
    if rivals and not of_nothing and not _is_rate(said, quantity) and not _is_left(said, quantity):
        claim, other = max(rivals, key=lambda pair: _kinship(said, quantity, *pair))
        instead = claim.text[other.start : other.end]
        return contradicted(
            "figure",
            quote,
            en=f"It says “{quote}”; the evidence says “{instead}”.",
            es=f"Dice «{quote}» y la fuente dice «{instead}».",
        )
    single = _single(said, quantity, told)
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
    for unit in _counted(said, quantity) if quantity.unit == COUNT else ():
        for claim in told:
            for match in matches(unit, claim):
                article = _ARTICLE.search(claim.text[: claim.units[match.place].start])
                if article:
                    return claim.text[article.start() : claim.units[match.place].end]
    return ""


_ARTICLE = re.compile(r"\b(?:un|una|one|an?|a single|un solo|una sola)\s+$", re.IGNORECASE)


def _is_free(said: Claim, quantity: Quantity, claim: Claim) -> bool:
    """The evidence says that what the figure stands beside costs nothing."""
    near = [said.units[place] for place in said.around(quantity.start, quantity.end)[:3]]
    free = any(strong.kind == "free" for strong in claim.strong)
    return free and any(matches(unit, claim) for unit in near if not soft(unit))


def _misfit(
    said: Claim, quantity: Quantity, claim: Claim, other: Quantity, others: Sequence[tuple[Claim, Quantity]]
) -> Issue | None:
    """An equal figure that is the figure of something else, or is narrower than the sentence says."""
    quote, theirs = said.text[quantity.start : quantity.end], claim.text[other.start : other.end]
    mine, label = _label(said, quantity), _label(claim, other)
    if mine and label and mine != label:
        return contradicted(
            "figure",
            quote,
            en=f"“{theirs}” is the {label.upper()} in the evidence, not the {mine.upper()}.",
            es=f"En la fuente «{theirs}» es {label.upper()}, no {mine.upper()}.",
        )
    taxes = (tax_said(said, quantity), tax_said(claim, other)) if quantity.money else ("", "")
    if "" not in taxes and taxes[0] != taxes[1]:
        return contradicted(
            "figure",
            quote,
            en=f"The evidence gives “{theirs}” {taxes[1]} tax.",
            es=f"La fuente da «{theirs}» {'con' if taxes[1] == 'with' else 'sin'} impuestos.",
        )
    closer = [
        (c, o)
        for c, o in others
        if not quantity.equals(o)
        and not (quantity.bound == other.bound != "=" and o.bound == "=")
        and not _others_figure(said, quantity, c, o)
        and not _of_another_name(said, c)
        and not any(o in span and other in span for span in _spans_of_hours(claim) if c is claim)
        and _kinship(said, quantity, c, o) > _kinship(said, quantity, claim, other) + 0.34
        and stands_apart(said, quantity, (claim, other), (c, o))
    ]
    if _side(said, quantity) * _side(claim, other) < 0:
        return contradicted(
            "figure",
            quote,
            en=f"It says before “{quote}” and the evidence after it, or the other way round.",
            es=f"Dice antes de «{quote}» y la fuente después, o al revés.",
        )
    if closer and not _paired(said, quantity, claim, other):
        instead = closer[0][0].text[closer[0][1].start : closer[0][1].end]
        return contradicted(
            "figure",
            quote,
            en=f"“{quote}” is the figure of something else; here the evidence says “{instead}”.",
            es=f"«{quote}» es la cifra de otra cosa; aquí la fuente dice «{instead}».",
        )
    if quantity.per != other.per and (quantity.per or other.per):
        if quantity.per and other.per:
            return contradicted(
                "figure", quote, en=f"It is “{theirs}” in the evidence.", es=f"En la fuente es «{theirs}»."
            )
        carried = _period_before(said, quantity) == other.per or _once_in(said, other.per)
        if quantity.money and not carried and not (quantity.bound == other.bound != "="):
            return unsupported(
                "figure",
                quote,
                en=f"The period does not agree: the evidence says “{theirs}”.",
                es=f"El periodo no coincide: la fuente dice «{theirs}».",
            )
    lasting = quantity.bound == "=" and bool(_WITHIN.search(claim.text, max(0, other.start - 20), other.start))
    if quantity.unit != CLOCK and not lasting and not _bound_holds(quantity.bound, other.bound):
        opposite = {quantity.bound, other.bound} == {"<=", ">="}
        if opposite and _COMPLEMENT.search(claim.text, other.end):
            return None
        if _is_enough(said, quantity, other):
            return None
        issue = contradicted if opposite else unsupported
        return issue(
            "figure",
            quote,
            en=f"“{quote}” is a limit in the evidence (“{_with_bound(claim, other)}”), or the other way round.",
            es=f"«{quote}» es un límite en la fuente («{_with_bound(claim, other)}»), o al revés.",
        )
    return None


def _paired(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """`Tres por 20 €` where the evidence says `3 unidades por 20 €`: another of its figures stands beside it there."""
    first, last = segment_at(claim.text, other.start)
    beside = [one for one in claim.quantities if one is not other and first <= one.start < last]
    return any(mine is not quantity and mine.equals(one) for mine in said.quantities for one in beside)


def _of_another_name(said: Claim, claim: Claim) -> bool:
    """The evidence speaks there of something with another name."""
    theirs = [claim.units[place] for place in claim.named]
    mine = [said.units[place] for place in said.named]
    return any(not touches(one, said) for one in theirs) and any(not touches(one, claim) for one in mine)


def _others_figure(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> bool:
    """Another figure of the sentence is the one that the evidence gives there."""
    kinship = _kinship(said, quantity, claim, other)
    return any(
        mine is not quantity and mine.equals(other) and _kinship(said, mine, claim, other) >= kinship
        for mine in said.quantities
    )


_EARLIER = re.compile(
    r"\b(?:antes(?: del?)?|before|until|till|hasta|prior to|no later than)\s+(?:el |the |las )?(?:d[ií]a )?$",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:despu[eé]s(?: del?)?|after|pasad\w+|tras|from|since|a partir del?|desde)\s+"
    r"(?:el |the |las )?(?:d[ií]a )?$",
    re.IGNORECASE,
)


def _side(claim: Claim, quantity: Quantity) -> int:
    """-1 where a day or an hour is said to come after what is told, 1 where before, 0 where neither."""
    if quantity.unit not in (COUNT, CLOCK):
        return 0
    before = claim.text[: quantity.start]
    return -1 if _EARLIER.search(before) else 1 if _LATER.search(before) else 0


def _period_before(said: Claim, quantity: Quantity) -> str | None:
    """`20 € al mes durante un año; después, 30 €`: the period of the price that this one follows."""
    if quantity.per:
        return None
    for earlier in reversed([one for one in said.quantities if one.end <= quantity.start]):
        if _FOLLOWS.search(said.text, earlier.end, quantity.start):
            return earlier.per if earlier.money else period_named(said.text[earlier.start : earlier.end])
    return None


def _once_in(said: Claim, period: str) -> bool:
    """`Una noche por 89 €`: the sentence names one of the period of the evidence's price."""
    return any(period_named(one.group("one")) == period for one in _ONE.finditer(said.text)) if period else False


_ONE = re.compile(r"\b(?:una?|one|an?|cada|each|every)\s+(?P<one>[^\W\d]+)", re.IGNORECASE)


def _bound_holds(mine: Bound, theirs: Bound) -> bool:
    return mine == theirs or (theirs == "=" and mine in ("<=", ">=", "~"))


_COMPLEMENT = re.compile(
    r"\b(?:igual(?:es)? o (?:superior|mayor|m[aá]s)|superior(?:es)? o igual|o superior(?:es)?|equal or (?:more|above)|"
    r"or above|and above|above that|a partir de ah[ií]|from there)\b",
    re.IGNORECASE,
)
"""`4,95 € en pedidos inferiores a 50 €; gratuitos en los de importe igual o superior`: both sides of a limit."""


def _is_enough(said: Claim, quantity: Quantity, other: Quantity) -> bool:
    """`Con 25 dólares ya puedes empezar` of a minimum of $25, `en cinco días` of five days at most."""
    if quantity.bound != "=":
        return False
    before = said.text[: quantity.start]
    if other.bound == ">=" and quantity.money:
        return bool(_WITH_ONLY.search(before))
    return other.bound == "<=" and quantity.unit in ("day", "working day") and bool(_IN.search(before))


_WITH_ONLY = re.compile(r"\b(?:with|con)\s+(?:just |only |s[oó]lo |solo |tan s[oó]lo |apenas )?$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|en|within)\s+(?:just |only |s[oó]lo |solo |unos |about )?$", re.IGNORECASE)


def _with_bound(claim: Claim, other: Quantity) -> str:
    return claim.text[max(0, other.start - 14) : other.end].split(". ")[-1].strip()


def _label(claim: Claim, quantity: Quantity) -> str:
    """TAE, TIN, IVA: the rate a percentage is, by the closest of these words in the clause."""
    if quantity.unit != "percent":
        return ""
    first, _ = claim.clause_at(quantity.start)
    after = _LABELS.match(claim.text, quantity.end + len(_gap(claim.text, quantity.end)))
    before = None
    for match in _LABELS.finditer(claim.text, max(0, first - 12), quantity.start):
        if not any(match.end() <= other.start < quantity.start for other in claim.quantities):
            before = match
    chosen = after or (before if before and quantity.start - before.end() <= 16 else None)
    name = chosen.group().lower() if chosen else ""
    return _SAME_LABEL.get(name, name)


def _gap(text: str, start: int) -> str:
    """What may stand between a rate and its name: `6,95 % TIN`, `6,95 % (TIN`, `6,95 % de TAE`."""
    found = re.match(r"\s*\(?(?:de\s+)?", text[start:])
    return found.group() if found else ""


def _kinship(said: Claim, quantity: Quantity, claim: Claim, other: Quantity) -> float:
    """Share of the words around a figure that stand around the other as well, 0..1; the closest count most."""
    mine, theirs = said.around(quantity.start, quantity.end)[:4], claim.around(other.start, other.end)[:6]
    if not mine:
        return 0.0
    neighbours = claim._replace(units=tuple(claim.units[i] for i in theirs), denied=frozenset())
    weights = [1.0, 0.8, 0.5, 0.4][: len(mine)]
    return sum(w for w, i in zip(weights, mine, strict=True) if matches(said.units[i], neighbours)) / sum(weights)


def _speaks_of(said: Claim, claim: Claim) -> bool:
    """The two share a word of weight, or the sentence has none."""
    weighty = [unit for unit in said.units if not soft(unit) and not implied(unit, said, (claim,))]
    return not weighty or any(touches(unit, claim) for unit in weighty)
