"""Cases that a sentence puts into the terms of its evidence: a ticket of £60, an order of 50 €, thirty transfers.

Nobody tells such a figure; it is an example, which the terms allow or make something of.
"""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim
from batuta.grounding.clauses import segment_at
from batuta.grounding.matching import matches
from batuta.grounding.quantities import CLOCK, COUNT, Quantity
from batuta.words.concepts import Unit, same


def is_example(said: Claim, quantity: Quantity) -> bool:
    """It is supposed (`if you spend 50 €`), is what a thing is put at (`a £60 ticket`), or what one does first."""
    before = said.text[: quantity.start]
    if quantity.bound != "=" or quantity.value == 1:
        return False
    if any(one.start <= quantity.start < one.end and _IF.match(one.text) for one in said.conditions):
        return True
    if quantity.money and (_PUT_AT.search(before) or (_A.search(before) and _A_THING.match(said.text, quantity.end))):
        return True
    return bool(_DO_FIRST.match(said.text)) and quantity.start < said.text.index(" and ")


_IF = re.compile(r"(?:if|when|si|cuando)\b", re.IGNORECASE)
_PUT_AT = re.compile(
    r"\b(?:tasad|valorad|asegurad|valued|insured|compras?|pedidos?|order|purchase|basket|shop|ticket|factura|bill|"
    r"traspas\w+|ingres\w+|invi[eé]rt\w+|inviert\w+|deposit\w*|invest\w*|transfer\w*|tuck away|put away|"
    r"put aside)[oa]?\s+"
    r"(?:es |sea |llega |llegue |comes |is )?(?:de|en|por|a|at|of|for|to)?\s*$",
    re.IGNORECASE,
)
_A = re.compile(r"(?:^|\b(?:an?|your|every|each)\s+)$", re.IGNORECASE)
_A_THING = re.compile(
    r"\s+(?:ticket|order|basket|shop|bill|meal|dinner|purchase|booking|stay|loan|deposit|balance|invoice|fare|salary|"
    r"mortgage|investment|home|house|car|phone|laptop|pair|item|jacket|coat|dress|premium|policy|sofa|bed|flight|trip)s?\b",
    re.IGNORECASE,
)
_DO_FIRST = re.compile(
    r"(?:make|send|spend|invest|deposit|save|transfer|buy|bring|keep)\b[^.;:]*? and (?:you|we|it|get)\b", re.IGNORECASE
)


def is_case(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """The evidence limits what the sentence has a case of: 10 kg where it takes dogs of up to 15 kg."""
    if quantity.bound != "=" or quantity.unit in (COUNT, CLOCK, "percent"):
        return False
    for claim in told:
        for limit in claim.quantities:
            if limit.bound not in ("<=", ">=") or not _of_one_unit(quantity, limit):
                continue
            within = quantity.value <= limit.value if limit.bound == "<=" else quantity.value >= limit.value
            if quantity.money:
                if is_example(said, quantity) and limit.bound == ">=" and _holds(said, quantity, claim, limit, within):
                    return True
            elif within and _of_the_same_thing(said, quantity, claim, limit):
                return True
    return False


def _of_one_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.per == other.per


def _holds(said: Claim, quantity: Quantity, claim: Claim, limit: Quantity, within: bool) -> bool:
    """From the limit on, what it is the limit of; below it, what the evidence has for what lies below."""
    below = BELOW.search(claim.text, limit.end)
    if within:
        last = below.start() if below else len(claim.text)
        return not any(mine.equals(one) for one in claim.quantities if one.start >= last for mine in said.quantities)
    return bool(below) and any(
        mine is not quantity and mine.money and mine.equals(one)
        for one in claim.quantities
        if below and one.start >= below.start()
        for mine in said.quantities
    )


BELOW = re.compile(
    r"\b(?:por debajo|si no (?:se )?(?:llega|alcanza)\w*|en (?:otro|caso contrario|los dem[aá]s)|de lo contrario|"
    r"below|under that|otherwise|for (?:smaller|all other)|para (?:importes|pedidos|compras) (?:menores|inferiores))\b",
    re.IGNORECASE,
)


def _of_the_same_thing(said: Claim, quantity: Quantity, claim: Claim, limit: Quantity) -> bool:
    """`Tu perro de 10 kilos` of `perros de hasta 15 kg`, `your 10-kilo dog` of `dogs up to 15 kg`."""
    mine = _thing_of(said, quantity)
    if mine is None:
        return False
    first, last = segment_at(claim.text, limit.start)
    beside = [unit for unit in claim.units if first <= unit.start < last and abs(unit.end - limit.start) <= _NEAR]
    return any(same(mine, unit) for unit in beside)


_NEAR = 20


def _thing_of(said: Claim, quantity: Quantity) -> Unit | None:
    """The word that the figure measures."""
    before = [unit for unit in said.units if unit.end <= quantity.start]
    if before and _OF.fullmatch(said.text[before[-1].end : quantity.start]):
        return before[-1]
    after = [unit for unit in said.units if unit.start >= quantity.end]
    if after and re.fullmatch(r"[\s-]", said.text[quantity.end : after[0].start]):
        return after[0]
    return None


_OF = re.compile(r"\s+(?:de|weighing|que pes[ae]n?)\s+", re.IGNORECASE)


def results_of_examples(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> Iterator[float]:
    """What the terms make of the sentence's examples, in the first unit of a figure of it."""
    if not quantity.money:
        return
    others = [one for one in said.quantities if one.start != quantity.start and one.bound == "="]
    yield from _shares(said, quantity, others, told)
    counts = [value for one in others for value, unit in one.readings if unit == COUNT and value > 1]
    for claim in told:
        for free, each in _beyond(claim):
            yield from (each * (count - free) for count in counts if count > free)
        if _BOTH.search(said.text):
            yield from (
                2 * one.value
                for one in claim.quantities
                if one.unit == quantity.unit and not one.per and _APIECE.match(claim.text, one.end)
            )


_BOTH = re.compile(r"\b(?:both|amb[oa]s|l[oa]s dos)\b", re.IGNORECASE)
_APIECE = re.compile(r"[^.,;]{0,16}?\b(?:per|each|por|cada)\s+[^\W\d]+", re.IGNORECASE)


def _beyond(claim: Claim) -> Iterator[tuple[float, float]]:
    """`20 free transfers a month, then 20p each`: how many, and what each more costs."""
    for many in claim.quantities:
        if many.unit != COUNT:
            continue
        for each in claim.quantities:
            between = claim.text[many.end : each.start] if each.start > many.end else ""
            if each.money and _THEN.search(between) and _EACH.match(claim.text, each.end):
                yield many.value, each.value


_THEN = re.compile(
    r"\b(?:then|after (?:that|which)|thereafter|extra|additional|despu[eé]s|luego|a partir|adicional(?:es)?)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\s*(?:each|apiece|per|a |por|cada|la unidad)", re.IGNORECASE)


def _shares(said: Claim, quantity: Quantity, others: Sequence[Quantity], told: Sequence[Claim]) -> Iterator[float]:
    """A share of an amount that the sentence names, where the evidence takes or gives it: of those, the nearest."""
    bases = [one for one in others if one.unit == quantity.unit]
    known = [
        (claim, one)
        for claim in told
        for one in claim.quantities
        if one.unit == "percent" and 0 < one.value < _WHOLE and (one.bound == "=" or one.bound == quantity.bound)
    ]
    if not bases or not known:
        return
    common = [_words_beside(said, claim, one) for claim, one in known]
    for (claim, one), words in zip(known, common, strict=True):
        if words < max(common):
            continue
        first, last = claim.clause_at(one.start)
        taken = bool(_OFF.search(claim.text, first, last))
        for base in bases:
            if not _admitted(claim, base, base.value * one.value / _WHOLE):
                continue
            put = is_example(said, base)
            if not taken or (put and _OFF.search(said.text)):
                yield base.value * one.value / _WHOLE
            if taken and put:
                yield base.value * (1 - one.value / _WHOLE)


_SPENT = re.compile(
    r"\s*(?:in|of|de|en)\s+(?:\w+\s+)?(?:spend\w*|purchases|orders|gasto\w*|compras?|pedidos)\b", re.IGNORECASE
)
"""`Up to $6,000 in spend`: a limit of what it is reckoned from."""


def _admitted(claim: Claim, base: Quantity, result: float) -> bool:
    """From the least that the evidence asks for on, and to the most that it gives."""
    limits = [one for one in claim.quantities if one.unit == base.unit]
    return not any(
        (limit.bound == ">=" and base.value < limit.value)
        or (limit.bound == "<=" and result > limit.value)
        or (limit.bound == "<=" and base.value > limit.value and _SPENT.match(claim.text, limit.end))
        for limit in limits
    )


_WHOLE = 100.0
_OFF = re.compile(
    r"\b(?:off|discount\w*|sav\w+|less|cheaper|reduced|reduction|rebate|descuento\w*|dto|menos|ahorr\w+|rebaj\w+|"
    r"reducci[oó]n|bonific\w+|descont\w+)\b",
    re.IGNORECASE,
)


def _words_beside(said: Claim, claim: Claim, figure: Quantity) -> tuple[int, int]:
    """How much of the sentence the evidence says where the figure stands: in the sentence there, and in its phrase."""
    first, last = segment_at(claim.text, figure.start)
    here = claim._replace(units=tuple(u for u in claim.units if first <= u.start < last), denied=frozenset())
    equal = sum(any(mine.equals(one) for one in claim.quantities) for mine in said.quantities)
    words = sum(bool(matches(unit, claim)) for unit in said.units)
    return words + 2 * equal, sum(bool(matches(unit, here)) for unit in said.units)


def meets_a_limit(said: Claim, quantity: Quantity, told: Sequence[Claim]) -> bool:
    """`Five years without a claim, and the full 25 %` of 5 points a year: so many times the rate are that figure.

    Also `$500` of 500 points where each dollar earns one.
    """
    if quantity.bound != "=" or quantity.unit in (CLOCK, "percent"):
        return False
    limits = [one for claim in told for one in claim.quantities if any(one.equals(mine) for mine in said.quantities)]
    known = [one for claim in told for one in claim.quantities]
    for claim in told:
        for rate in claim.quantities:
            each = _FOR_EACH.match(claim.text, rate.end)
            if not each:
                continue
            base = next((one for one in claim.quantities if 0 <= one.start - each.start("of") <= _NEXT), None)
            if base is not None and base.unit == quantity.unit and base.value > 0:
                reached = rate.value * quantity.value / base.value
                if any(one.unit == rate.unit and one.value == reached for one in known):
                    return True
            periods = {"month": 12.0} if _YEARLY.search(each.group()) else {}
            many = next((value / periods[unit] for value, unit in quantity.readings if unit in periods), 0.0)
            if many > 1 and any(
                _like(one.unit, rate.unit) and abs(one.value - rate.value * many) < _LITTLE for one in limits
            ):
                return True
    return False


_NEXT = 8
_LITTLE = 1e-6
_YEARLY = re.compile(r"\b(?:year|a[nñ]o)\b", re.IGNORECASE)
_FOR_EACH = re.compile(
    r"[^.;:]{0,40}?\b(?:for (?:each|every)|per|each|every|por cada|por|cada)\s+(?P<of>(?:consecutive |full |"
    r"claim-free |complete |extra )*)[^\W\d]*",
    re.IGNORECASE,
)


def _like(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"percent", "percentage point", "point"}
