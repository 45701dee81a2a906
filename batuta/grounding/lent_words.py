"""Words that only a sentence about something else says: `order in our shops` of `order by phone. Shops open at nine`.

What the evidence says in one sentence and what it says in another may be put together where they have something in
common that the sentence speaks of; a word that stands alone in a statement of its own proves nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import clause_edges
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, unsupported
from batuta.grounding.matching import is_cost, matches, touches
from batuta.grounding.other_subjects import PREDICATED
from batuta.words.concepts import Unit, same
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.tokens import fold


def lent_words(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """A word of the sentence that no sentence of the evidence has beside anything else that it says."""
    for first, last in pairwise((0, *clause_edges(said.text), len(said.text))):
        here = [place for place, unit in enumerate(said.units) if first <= unit.start < last and not soft(unit)]
        worth = [_worth(said, here, first, last, claim) for claim in told]
        most = max(worth, default=0)
        if most < 1:
            continue
        best = [claim for claim, much in zip(told, worth, strict=True) if much == most]
        elsewhere = _done_elsewhere(said, here, first, told) if len(here) == 1 else None
        if elsewhere:
            yield _of_something(said.units[here[0]], elsewhere)
            return
        for place in (at for at in here if _is_weighty(said, at)):
            unit = said.units[place]
            if any(matches(unit, claim) or _in_topic(unit, claim) for claim in best):
                continue
            lenders = [claim for claim in told if matches(unit, claim)]
            if any(_continues(claim, lender) for claim in best for lender in lenders):
                continue
            if lenders and all(_of_something_else(said, place, claim) for claim in lenders):
                yield _of_something(unit, lenders[0])
                return


def _done_elsewhere(said: Claim, here: Sequence[int], first: int, told: Sequence[Claim]) -> Claim | None:
    """`Contrata en tienda` of `contratación por teléfono. En tienda se recogen los pedidos`: what is done there."""
    way = said.units[here[0]]
    if not (_WAY.match(way.text) or _BY.search(said.text[: way.start])):
        return None
    lenders = [claim for claim in told if matches(way, claim)]
    for verb in (unit for unit in said.units if first <= unit.start and unit.end <= way.start and soft(unit)):
        doing = [
            claim
            for claim in told
            if any(not soft(claim.units[match.place]) for match in matches(verb, claim)) and claim not in lenders
        ]
        if doing and lenders and not any(touches(verb, claim) for claim in lenders):
            return lenders[0]
    return None


_WAY = re.compile(r"(?:en|por|in|by|at|via|through)\s", re.IGNORECASE)
_BY = re.compile(r"\b(?:en|por|in|by|at|via|through)\s+(?:(?:el|la|los|las|the|our|your|tu)\s+)?$", re.IGNORECASE)


def _of_something(unit: Unit, lender: Claim) -> Issue:
    return unsupported(
        "subject",
        unit.text,
        en=f"The evidence says “{unit.text}” of something else: “{lender.text}”.",
        es=f"La fuente dice «{unit.text}» de otra cosa: «{lender.text}».",
    )


def _is_weighty(said: Claim, place: int) -> bool:
    unit = said.units[place]
    if place in said.aside or place in said.named or needs_no_lender(said, unit):
        return False
    return not (soft(unit) or carries(unit) or is_faint(unit) or is_cost(unit))


def needs_no_lender(said: Claim, unit: Unit) -> bool:
    """`Reserva tu parcela`, the reader's case of what the evidence is about; or a word of what is said to be free."""
    if _YOUR.search(said.text[: unit.start]) and not PREDICATED.match(said.text, unit.end):
        return True
    return any(one.kind == "free" and one.start < unit.end and unit.start < one.end for one in said.strong)


_YOUR = re.compile(
    r"(?<!\b[a-z] )(?<!\b[a-z]{2} )(?<!\b[a-z]{3} )(?<!\b(?:from|into|para|onto) )"
    r"\b(?:your|tus?|sus?|vuestr[oa]s?)\s+(?:(?:own|new|first|very|propi[oa]|nuev[oa]|primer[oa]?|(?-i:[A-ZÁÉÍÓÚÑ])[\w'’]*)\s+)?$",
    re.IGNORECASE,
)
"""Not behind a preposition, as in `to your account`."""


def _worth(said: Claim, places: Sequence[int], first: int, last: int, claim: Claim) -> float:
    words = sum(
        1.0 if matches(said.units[at], claim) else 0.5 if touches(said.units[at], claim) else 0 for at in places
    )
    figures = [one for one in said.quantities if first <= one.start < last]
    return words + 1.5 * sum(any(mine.equals(other) for other in claim.quantities) for mine in figures)


def _in_topic(unit: Unit, claim: Claim) -> bool:
    return any(same(unit, one) for one in claim.topic)


def _has_a_subject(claim: Claim) -> bool:
    """`Coaches leave every hour`, after a sentence about trains; not `Precio: 20 €`, nor `Incluye desayuno`."""
    first = next((unit for unit in claim.units if not soft(unit)), None)
    if first is None or carries(first) or _LABELS.match(claim.text):
        return False
    if first.language == "es" and infinitives_of(fold(first.text)):
        return False
    return not claim.text[: first.start].strip() or bool(_ARTICLE.fullmatch(claim.text[: first.start]))


def _is_a_name(claim: Claim) -> bool:
    """`Abrigo Norte`: what the evidence is about."""
    words = [unit for unit in claim.units if not soft(unit)]
    return not claim.quantities and 0 < len(words) <= _NAME and all(unit.text[:1].isupper() for unit in words)


_NAME = 5
"""Words of the longest name of a product."""
_LABELS = re.compile(r"[^.,;]{1,40}:\s")
_ARTICLE = re.compile(r"\s*(?:el|la|los|las|the|un[oa]?s?|an?|nuestr[oa]s?|our)\s+", re.IGNORECASE)


def _continues(claim: Claim, lender: Claim) -> bool:
    """`Fee: €75 a month`, after the sentence that says what it is about: an attribute of that."""
    return (
        bool(claim.topic)
        and not _has_a_subject(claim)
        and all(any(same(one, unit._replace(text=unit.text)) for unit in lender.units) for one in claim.topic)
    )


def _denied_too(said: Claim, lent: int, claim: Claim) -> bool:
    """`Without a minimum balance` of `No minimum balance is required`."""
    return lent in said.denied and any(match.denied for match in matches(said.units[lent], claim))


def _given_too(said: Claim, claim: Claim) -> bool:
    """`You'll never pay for delivery` of `Delivery is always free`: what the evidence says of it is said."""
    given = any(one.kind == "free" for one in claim.strong) and not claim.quantities
    return given and (
        any(one.kind == "free" for one in said.strong) or any(is_cost(said.units[place]) for place in said.denied)
    )


def _of_something_else(said: Claim, lent: int, claim: Claim) -> bool:
    """It shares nothing else with the sentence, and says something of its own; a name alone says nothing."""
    if _is_a_name(claim):
        return False
    others = [unit for place, unit in enumerate(said.units) if place != lent and not soft(unit)]
    here = claim._replace(
        units=tuple(unit for unit in claim.units if not same(unit, said.units[lent])), denied=frozenset()
    )
    if any(touches(unit, here) for unit in others) or _denied_too(said, lent, claim) or _given_too(said, claim):
        return False
    if not _has_a_subject(claim) and any(_in_topic(unit, claim) for unit in others):
        return False
    if any(mine.equals(other) for mine in said.quantities for other in claim.quantities):
        return False
    return bool(claim.quantities) or any(not (soft(unit) or touches(unit, said)) for unit in here.units)
