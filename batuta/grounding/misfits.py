"""Why a figure that the evidence has as well is not the one it is taken for."""

import re
from collections.abc import Sequence

from batuta.grounding.bounds import Bound
from batuta.grounding.claims import Claim
from batuta.grounding.clauses import segment_at
from batuta.grounding.derived import is_operand
from batuta.grounding.directions import direction
from batuta.grounding.examples import BELOW
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.items import stands_apart
from batuta.grounding.kinship import kinship
from batuta.grounding.matching import touches
from batuta.grounding.opening_hours import spans_of_hours
from batuta.grounding.quantities import CLOCK, COUNT, Quantity, is_case_of
from batuta.grounding.taxes import tax_said
from batuta.grounding.units import period_named

_LABELS = re.compile(r"\b(tae|tin|apr|apy|aer|iva|vat|igic|tna|cat|euribor)\b", re.IGNORECASE)
_FROM_THEN = re.compile(r"\s+(?:a partir|desde|from|after)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\b(?:despu[eé]s|luego|posteriormente|then|after(?:wards)?|thereafter)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|en (?:un|el) plazo de|dentro de(?: los)?)\s*$", re.IGNORECASE)
"""`returns within 30 days` are returns for 30 days."""
_SAME_LABEL = {"apr": "tae", "aer": "tae", "apy": "tae", "vat": "iva"}


def misfit(
    said: Claim,
    quantity: Quantity,
    place: tuple[Claim, Quantity],
    others: Sequence[tuple[Claim, Quantity]],
    told: Sequence[Claim],
) -> Issue | None:
    """An equal figure that is the figure of something else, or is narrower than the sentence says."""
    claim, other = place
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
    if {direction(said, quantity), direction(claim, other)} == {"up", "down"}:
        return contradicted(
            "figure",
            quote,
            en=f"One says “{quote}” more and the other less.",
            es=f"Una dice «{quote}» más y la otra menos.",
        )
    closer = [
        (c, o)
        for c, o in others
        if not quantity.equals(o)
        and not (quantity.bound == other.bound != "=" and o.bound == "=")
        and not (o.bound == ">=" != other.bound)
        and not _others_figure(said, quantity, c, o)
        and not _of_another_name(said, c)
        and not any(o in span and other in span for span in spans_of_hours(claim) if c is claim)
        and kinship(said, quantity, c, o) > kinship(said, quantity, claim, other) + 0.34
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
        carried = carried or (not quantity.per and _is_the_fee_denied(said, quantity))
        carried = carried or (not other.per and quantity.per in _periods_of_each(claim))
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
        if opposite and (_COMPLEMENT.search(claim.text, other.end) or _is_of_the_other_side(said, claim, other)):
            return None
        if _is_enough(said, quantity, other) or (is_case_of(quantity, other) and _is_asked(said, quantity)):
            return None
        if is_case_of(quantity, other) and is_operand(said, quantity, told):
            return None
        issue = contradicted if opposite and not (said.denied or _below_it(claim, other)) else unsupported
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
    nearness = kinship(said, quantity, claim, other)
    return any(
        mine is not quantity and mine.equals(other) and kinship(said, mine, claim, other) >= nearness
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
        if earlier.money and _FROM_THEN.match(said.text, quantity.end):
            return earlier.per
        if _FOLLOWS.search(said.text, earlier.end, quantity.start):
            return earlier.per if earlier.money else period_named(said.text[earlier.start : earlier.end])
    return None


def _is_the_fee_denied(said: Claim, quantity: Quantity) -> bool:
    """`The £12 fee disappears`: which fee it is, and that it is not paid."""
    told = _THE_FEE.match(said.text, quantity.end) and _THE.search(said.text[: quantity.start])
    first, last = said.clause_at(quantity.start)
    before = _NOT_CHARGED.search(said.text, first, quantity.start)
    return bool(told) and bool(before or _NOT_PAID.search(said.text, quantity.end, last))


_NOT_CHARGED = re.compile(
    r"(?:n['’]t|\b(?:not|never|no|sin|without))\s+(?:(?:be|te|se|le|que)\s+)*(?:charg\w+|pay\w*|cobr\w+|pag\w+)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|your|that month['’]s|la|los|tus?|esos|esa)\s+$", re.IGNORECASE)
_THE_FEE = re.compile(
    r"\s+(?:(?:monthly|account|maintenance|annual|de|al)\s+)*(?:fee|charge|cost|cuota|comisi[oó]n|mes|mantenimiento)\b",
    re.IGNORECASE,
)
_NOT_PAID = re.compile(
    r"\b(?:disappears?|vanish(?:es)?|is waived|is on us|goes away|desaparecen?|se (?:esfuman?|te perdonan?))\b",
    re.IGNORECASE,
)


def _periods_of_each(claim: Claim) -> set[str | None]:
    """`In any month in which at least £1,000 is paid in`: the period of what stands beside it."""
    return {period_named(one["period"]) for one in _IN_ANY.finditer(claim.text)}


_IN_ANY = re.compile(
    r"\b(?:any|each|every|cualquier|cada|ese|that)\s+(?:calendar\s+)?(?P<period>month|year|mes|año)\b", re.IGNORECASE
)


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


def _below_it(claim: Claim, limit: Quantity) -> re.Match[str] | None:
    """`Free from £40; below that £3.50`: where the evidence goes on to the other side of its limit."""
    return BELOW.search(claim.text, limit.end)


def _is_of_the_other_side(said: Claim, claim: Claim, limit: Quantity) -> bool:
    """All else that the sentence has of figures stands there, and nothing of it is given away."""
    turn = _below_it(claim, limit)
    others = [one for one in said.stated if not one.equals(limit)]
    return (
        turn is not None
        and bool(others)
        and not any(one.kind == "free" for one in said.strong)
        and all(any(mine.equals(one) for one in claim.quantities if one.start >= turn.start()) for mine in others)
    )


def _is_asked(said: Claim, quantity: Quantity) -> bool:
    """`¿Ya tiene los 14?`: a case that is asked for."""
    return bool(_ASKED.match(said.text, quantity.end))


_ASKED = re.compile(r"[^.!?;:]{0,20}\?")


def _is_enough(said: Claim, quantity: Quantity, other: Quantity) -> bool:
    """`Con 25 dólares ya puedes empezar` of a minimum of $25, `en cinco días` of five days at most."""
    if quantity.bound != "=":
        return False
    before = said.text[: quantity.start]
    if other.bound == ">=" and quantity.money:
        return bool(_WITH_ONLY.search(before) or _PAYS_IN.search(before))
    if other.bound == "<=" and quantity.unit in ("day", "working day"):
        return bool(_IN.search(before))
    if other.bound == "<=" and quantity.unit in ("month", "instalment") and _PAID_OVER.search(said.text):
        return bool(_OVER.search(before) or _TO_PAY.match(said.text, quantity.end))
    if other.bound == "~" and quantity.unit == "day" and quantity.value < 1:
        return bool(_IN.search(before))
    if other.bound == "<=" and _FULL.search(before):
        return True
    as_a_kind = quantity.unit == "kg" and _YOUR.search(before) and _THING.match(said.text, quantity.end)
    return other.bound == "<=" and bool(as_a_kind or _HOLDS.search(before))


_FULL = re.compile(r"\b(?:full|maximum|max|whole|m[aá]ximo|tope|total)(?: de| of)?\s+$", re.IGNORECASE)
"""`The full £250` of up to £250."""
_PAID_OVER = re.compile(
    r"\b(?:pay|repay|spread|split|financ\w+|borrow\w*|pag\w+|p[aá]gal\w+|divid\w+|div[ií]del\w+|fraccion\w+|aplaz\w+|devol\w+|devu[eé]lv\w+)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:in|over|across|en|a|durante|into)\s+$", re.IGNORECASE)
_TO_PAY = re.compile(r"\s+(?:to|para)\s+\w", re.IGNORECASE)
"""`Tres décadas para pagar`, `pay in 18 months`: what a limit of up to so many allows."""
_PAYS_IN = re.compile(
    r"(?:^|[.,;:?!¿]\s*|\b(?:if you|you|just|si|y|con)\s+)"
    r"(?:pay(?:ing)? in|put(?:ting)? in|keep(?:ing)?|deposit(?:ing)?|bring(?:ing)? in|ingres(?:a|as|e|es|ando|ar)|"
    r"mete[sr]?|mant[eé]n(?:iendo|er)?|mantienes|domicili(?:a|as|ando|ar))\s+(?:just |only |solo )?$",
    re.IGNORECASE,
)
"""`Pay in £1,000 and the fee disappears` of at least £1,000."""
_WITH_ONLY = re.compile(
    r"\b(?:with|con|spend|spending|gasta\w*|gast[eé]s?|reach|llega\w* a|fill \w+ \w+ to)\s+"
    r"(?:just |only |s[oó]lo |solo |tan s[oó]lo |apenas )?$",
    re.IGNORECASE,
)
_YOUR = re.compile(r"\byour\s+$", re.IGNORECASE)
_THING = re.compile(r"\s+(?!per\b|a\b|of\b)[a-z]+", re.IGNORECASE)
"""`Your 10kg bag`: the heaviest there may be."""
_HOLDS = re.compile(
    r"\b(?:sleeps?|seats?|room for|caben|duermen|plazas para|capacidad para)\s+(?:just |solo )?$", re.IGNORECASE
)
"""`Sleeps six`: as many as there is room for."""
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
