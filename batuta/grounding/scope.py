"""How wide a sentence is against its evidence: strong words, and conditions that were left out."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, Condition, Strong, soft
from batuta.grounding.clauses import clause_edges, segment_at
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import matches, touches
from batuta.grounding.numbers import Quantity
from batuta.words.concepts import Unit, idea
from batuta.words.tokens import fold

_TIME = re.compile(
    r"\s*(?:mes|a[nñ]o|d[ií]a|semana|hora|month|year|day|week|hour|\d|vez|time|one|uno|una)\b", re.IGNORECASE
)


def strong_issues(said: Claim, told: Sequence[Claim], used: Sequence[Claim]) -> Iterator[Issue]:
    """Strong words of the sentence that the evidence does not say."""
    for strong in said.strong:
        if _harmless(said, strong) or _denied(said, strong):
            continue
        free_of_what_costs = strong.kind == "free" and _priced(said, used)
        if not free_of_what_costs and _said_too(said, strong, told):
            continue
        if free_of_what_costs:
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}”: the evidence gives a price.",
                es=f"«{strong.text}»: en la fuente tiene un precio.",
            )
        elif strong.kind == "total" and _restricted(said, strong, told):
            yield contradicted(
                "strong",
                strong.text,
                en=f"“{strong.text}” is wider than the evidence, which names whom or what it is for.",
                es=f"«{strong.text}» abarca más que la fuente, que dice para quién o para qué es.",
            )
        else:
            yield unsupported(
                "strong",
                strong.text,
                en=f"The evidence does not say “{strong.text}”.",
                es=f"La fuente no dice «{strong.text}».",
            )


def _harmless(said: Claim, strong: Strong) -> bool:
    after = said.text[strong.end :]
    word = fold(strong.text)
    if strong.kind == "exclusive":
        # `por solo 29,90 €` makes small, it does not exclude.
        return bool(re.match(r"\s*(?:por |for )?[€$£]?\d", after)) or (
            word in ("solo", "only") and _before_figure(said, strong)
        )
    if word in ("cada", "every", "each") and _TIME.match(after):
        return True
    if word == "any" and re.match(r"\s+(?:more|question|doubt)", after):
        return True
    if word == "siempre" and re.match(r"\s+(?:que|y cuando)\b", after):
        return True
    if word in ("todo", "nada", "nothing", "everything", "any", "anyone"):
        before = said.text[: strong.start].lower()
        return before.endswith(("sobre ", "ante ", "above ", "de ")) and word in ("todo", "nada")
    return False


def _before_figure(said: Claim, strong: Strong) -> bool:
    return any(0 <= quantity.start - strong.end <= 4 for quantity in said.quantities)


def _denied(said: Claim, strong: Strong) -> bool:
    return any(
        unit.start < strong.end and strong.start < unit.end for i, unit in enumerate(said.units) if i in said.denied
    )


def _said_too(said: Claim, strong: Strong, told: Sequence[Claim]) -> bool:
    if strong.kind == "free" and any(_costs_nothing(said, claim) for claim in told):
        return True
    if any(fold(strong.text) in fold(claim.text) for claim in told):
        return True
    if strong.kind in ("total", "exclusive") and any(
        other.kind == strong.kind for claim in told for other in claim.strong
    ):
        return True
    if strong.kind == "exclusive" and any(claim.conditions for claim in told):
        return True
    if any(other.kind == strong.kind for claim in told if claim.language != said.language for other in claim.strong):
        return True
    same_kind = any(other.kind == strong.kind for claim in told for other in claim.strong)
    overlapping = [unit for unit in said.units if unit.start < strong.end and strong.start < unit.end]
    if not overlapping:
        return same_kind
    return all(any(matches(unit, claim) for claim in told) for unit in overlapping)


def _costs_nothing(said: Claim, claim: Claim) -> bool:
    """The evidence denies a cost, or gives it as zero, of something that the sentence names."""
    costs = {"coste", "costo", "gasto", "cuota", "comision", "precio", "cost", "fee", "charge", "price", "pagar", "pay"}
    denied_cost = any(
        fold(piece.text).rstrip("s") in costs
        for i in claim.denied
        for piece in (claim.units[i].pieces or (claim.units[i],))
    )
    zero = any(quantity.value == 0 and quantity.money for quantity in claim.quantities)
    return (denied_cost or zero) and any(matches(unit, claim) for unit in said.units if not soft(unit))


def _priced(said: Claim, used: Sequence[Claim]) -> bool:
    """What the sentence gives away has a price in the evidence."""
    if any(quantity.money for quantity in said.quantities):
        return False
    return any(_has_price(unit, used) for unit in said.units if not soft(unit))


def _has_price(unit: Unit, used: Sequence[Claim]) -> bool:
    """Wherever the evidence speaks of it, the clause names an amount and nothing free."""
    whole = [claim for claim in used if not _is_free(unit) and matches(unit, claim)]
    spoken = [(claim, clause) for claim in whole or used for clause in _clauses_with(unit, claim)]
    return bool(spoken) and all(_amount_in(claim, first, last) for claim, (first, last) in spoken)


def _clauses_with(unit: Unit, claim: Claim) -> list[tuple[int, int]]:
    """Clauses that name it; the thing itself, not that it is free."""
    found = () if _is_free(unit) else matches(unit, claim)
    if not found:
        found = tuple(m for piece in unit.pieces if not _is_free(piece) for m in matches(piece, claim))
    return [claim.clause_at(claim.units[match.place].start) for match in found]


def _is_free(unit: Unit) -> bool:
    return bool(unit.ideas & idea("free", "en"))


def _amount_in(claim: Claim, first: int, last: int) -> bool:
    amounts = [q for q in claim.quantities if first <= q.start < last and q.money]
    given_away = any(strong.kind == "free" and first <= strong.start < last for strong in claim.strong)
    return any(quantity.value > 0 for quantity in amounts) and not given_away


def _restricted(said: Claim, strong: Strong, used: Sequence[Claim]) -> bool:
    """The evidence says that it is only for some, and the sentence says all of them."""
    following = [unit for unit in said.units if 0 <= unit.start - strong.end < 24]
    about = following or [unit for unit in said.units if not soft(unit)]
    everybody = fold(strong.text).startswith(("every", "anyone", "tod", "cualquier"))
    return any(
        any(other.kind == "exclusive" for other in claim.strong)
        and (any(touches(unit, claim) for unit in about) or (everybody and claim.conditions != ()))
        for claim in used
    )


def dropped_conditions(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """Conditions, terms and last days that narrow what the sentence takes from the evidence."""
    for claim in used:
        for condition in claim.conditions:
            if _narrows(said, claim, condition) and not _kept(said, claim, condition):
                yield _dropped(condition.text)
        yield from _dropped_terms(said, claim)


def _narrows(said: Claim, claim: Claim, condition: Condition) -> bool:
    """The sentence takes from the claim what the condition belongs to."""
    first, last = _scope(claim, condition)
    figures = [
        quantity
        for quantity in claim.quantities
        if first <= quantity.start < last and not condition.start <= quantity.start < condition.end
    ]
    if any(mine.equals(quantity) for quantity in figures for mine in said.stated):
        return True
    if of_another_clause(said, claim, first, last):
        return False
    core = _core(claim, first, last, condition)
    return _takes(said, core) if core else _previous_taken(said, claim, first)


def of_another_clause(said: Claim, claim: Claim, first: int, last: int) -> bool:
    """The figures of the sentence stand in another clause: `sin cuota el primer año; | luego 45 €`."""
    places = [q.start for q in claim.quantities if any(mine.equals(q) for mine in said.stated)]
    return bool(places) and not any(first <= place < last for place in places)


def _scope(claim: Claim, condition: Condition) -> tuple[int, int]:
    """What a condition narrows: the item of an enumeration that it stands in, else its whole clause."""
    first, last = segment_at(claim.text, condition.start)
    item = any(first <= unit.start and unit.end <= condition.start for unit in claim.units)
    item = item or any(first <= quantity.start and quantity.end <= condition.start for quantity in claim.quantities)
    return (first, last) if item else claim.clause_at(condition.start)


def _core(claim: Claim, first: int, last: int, condition: Condition | None = None) -> list[Unit]:
    """The words of weight of a clause, its names and a condition aside."""
    return [
        unit
        for place, unit in enumerate(claim.units)
        if first <= unit.start < last
        and place not in claim.named
        and not soft(unit)
        and not (condition and condition.start <= unit.start < condition.end)
    ]


def _takes(said: Claim, core: Sequence[Unit]) -> bool:
    return bool(core) and sum(touches(unit, said) for unit in core) * 2 >= len(core)


def _previous_taken(said: Claim, claim: Claim, first: int) -> bool:
    """A clause that is all condition narrows the one before it."""
    edges = [0, *clause_edges(claim.text)]
    if first not in edges or edges.index(first) == 0:
        return False
    before = edges[edges.index(first) - 1]
    return _takes(said, _core(claim, before, first))


def _kept(said: Claim, claim: Claim, condition: Condition) -> bool:
    inside = [unit for unit in claim.units if condition.start <= unit.start < condition.end]
    weighty = [unit for unit in inside if not soft(unit)] or inside
    figures = [q for q in claim.quantities if condition.start <= q.start < condition.end]
    moments = [m for m in claim.moments if condition.start <= m.start < condition.end]
    if any(not any(mine.equals(q) for mine in said.stated) for q in figures):
        return False
    if any(not any(m.said_by(mine) or mine.said_by(m) for mine in said.moments) for m in moments):
        return False
    if not weighty or figures or moments:
        return True
    return sum(touches(unit, said) for unit in weighty) * 2 >= len(weighty)


_FOR = re.compile(
    r"(?:\bdurante|\bfor|\bpor|\blos|\bthe)\s*(?:los |las |the |tus |your )?(?:primer[oa]s |first )?$", re.IGNORECASE
)


def _dropped_terms(said: Claim, claim: Claim) -> Iterator[Issue]:
    """`29,90 € durante 12 meses` and `hasta el 30 de abril`: the price holds no longer than that."""
    for term in claim.quantities:
        if term.unit not in ("month", "day", "nth"):
            continue
        lasting = (
            _FOR.search(claim.text[: term.start])
            or term.unit.startswith("nth 1")
            or term.readings[0][1].startswith("nth")
        )
        if lasting and _takes_benefit(said, claim, term) and not any(mine.equals(term) for mine in said.stated):
            yield _dropped(claim.text[max(0, term.start - 9) : term.end].strip(" ,;.:"))
    for moment in claim.moments:
        limits = moment.bound in ("until", "from") and _takes_at(said, claim, moment.start)
        if limits and not any(mine.said_by(moment) for mine in said.moments):
            yield _dropped(claim.text[moment.start : moment.end])


def _takes_benefit(said: Claim, claim: Claim, term: Quantity) -> bool:
    return _takes_at(said, claim, term.start)


def _takes_at(said: Claim, claim: Claim, place: int) -> bool:
    """The sentence takes a figure, or most of the words, of the clause in which something stands."""
    first, last = claim.clause_at(place)
    figures = [q for q in claim.quantities if first <= q.start < last and q.unit not in ("month", "day", "nth")]
    if any(mine.equals(quantity) for quantity in figures for mine in said.stated):
        return True
    if of_another_clause(said, claim, first, last):
        return False
    core = _core(claim, first, last)
    return bool(core) and sum(touches(unit, said) for unit in core) * 3 >= len(core) * 2


def _dropped(condition: str) -> Issue:
    return unsupported(
        "condition",
        condition,
        en=f"The evidence says this only with “{condition}”.",
        es=f"La fuente lo dice solo con «{condition}».",
    )
