"""Words that were left out and narrowed what is said of all, or of none.

`Sin comisión de mantenimiento` is not `sin comisiones`, and `all garden furniture` is not `all furniture`:
where something is denied, or said of all, a lost word makes the claim larger.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from batuta.grounding.agents_told import by_whom
from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, only_of, only_with
from batuta.grounding.matching import is_cost, matches, touches
from batuta.text import Language
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea, stem
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.tokens import fold

_LINKED = re.compile(
    r"\s*(?:de|del|of|por|for|en|on|in|a|to)?\s*(?:el |la |los |las |the |tu |tus |your |su |sus )?"
    r"|\s*para (?:el|la|los|las)\s*",
    re.IGNORECASE,
)
_PERIODS = ("monthly", "annual", "daily", "weekly", "year", "month")


def widened(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    yield from gifts_of_some(said, used)
    wide = [unit for place, unit in enumerate(said.units) if _of_all_or_none(said, place)]
    for claim in used if wide else ():
        for place, unit in enumerate(claim.units):
            mine = next((one for one in wide if _is(one, unit, claim)), None)
            if mine is None or not _of_all_or_none(claim, place):
                continue
            lost = next(
                (
                    other
                    for other in _narrowing(claim, place, mine)
                    if not touches(other, said) and not _says_what_is_done(claim, other)
                ),
                None,
            )
            if lost and not _said_of_all(said, claim, place, mine):
                phrase = claim.text[min(unit.start, lost.start) : max(unit.end, lost.end)]
                yield only_of(phrase, mine.text)
                return


def _says_what_is_done(claim: Claim, unit: Unit) -> bool:
    """`Todas las monturas | incluyen`, `no se | exige`: a verb, or a word that narrows nothing."""
    if is_faint(unit) or _VERB.fullmatch(unit.text):
        return True
    if is_plural_verb(claim, unit):
        return True
    word = unit.text.lower()
    if claim.language != "es" or not (infinitives_of(word) or infinitives_of(word.removesuffix("n"))):
        return False
    return not _OF_A_NOUN.search(claim.text[: unit.start])


def is_plural_verb(claim: Claim, unit: Unit) -> bool:
    """`Los niños | viajan`: right behind a plural, and in the plural of a verb."""
    return claim.language == "es" and bool(_AGREES.search(claim.text[: unit.end]))


_VERB = re.compile(
    r"(?:carr(?:y|ies)|costs?|includes?|comes?|gets?|has|have|offers?|requires?|needs?|earns?|pays?|receives?|"
    r"contains?|employed|except|salvo|excepto|exigen?|siempre|always|between)",
    re.IGNORECASE,
)
_AGREES = re.compile(r"[^\W\d]{3,}s\s+(?!(?:joven|examen|imagen|orden|origen|margen|gran|buen)\b)[^\W\d]{3,}[ae]n$")
_OF_A_NOUN = re.compile(
    r"\b(?:de|del|por|para|en|a|al|el|la|los|las|un|una|su|tu|tus|sus)\s+$",
    re.IGNORECASE,
)


def _said_of_all(said: Claim, claim: Claim, place: int, mine: Unit) -> bool:
    """Elsewhere the same is denied, or said of all, of nothing narrower than the sentence says."""
    return any(
        at != place
        and _is(mine, unit, claim)
        and _of_all_or_none(claim, at)
        and all(touches(other, said) for other in _narrowing(claim, at, mine))
        for at, unit in enumerate(claim.units)
    )


def gifts_of_some(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`Las devoluciones son gratis` where the evidence says it of those made in a shop."""
    given = any(strong.kind == "free" for strong in said.strong)
    for claim in used if given else ():
        for strong in claim.strong:
            run = _run_before(claim, strong.start) if strong.kind == "free" else []
            if not any(touches(unit, said) for unit in run):
                continue
            names = {claim.units[at] for at in claim.named}
            lost = next((unit for unit in run if unit not in names and not touches(unit, said)), None)
            if lost:
                phrase = claim.text[run[0].start : run[-1].end]
                yield only_of(phrase)
                return


def _run_before(claim: Claim, end: int) -> list[Unit]:
    """The words of weight of what is said to be free, right before the verb: `in-store returns | are free`."""
    copula = _IS.search(claim.text[:end])
    if copula is None:
        return []
    found: list[Unit] = []
    edge = copula.start()
    for unit in reversed([one for one in claim.units if one.end <= edge]):
        if not _LINKED.fullmatch(claim.text[unit.end : edge]):
            break
        found.insert(0, unit)
        edge = unit.start
    return [unit for unit in found if not soft(unit)]


_IS = re.compile(
    r"\s+(?:is|are|es|son|será|serán|sale|salen|comes?|resultan?)\s+(?:\w+ly |\w+mente |totally )?$", re.IGNORECASE
)


def lost_shares(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`10 % de descuento con el pago anual`: what follows a share says of what, or when, it holds."""
    for claim in used:
        for quantity in claim.quantities:
            if quantity.unit != "percent" or not any(mine.equals(quantity) for mine in said.quantities):
                continue
            last = segment_at(claim.text, quantity.start)[1]
            for link in _NARROWS.finditer(claim.text, quantity.end, last):
                if by_whom(claim.text, link.start()):
                    continue
                after = [unit for unit in claim.units if link.end() <= unit.start < last and not soft(unit)]
                phrase = claim.text[link.start() : last].strip(" ,.;")
                amounts = [
                    one for one in claim.quantities if link.end() <= one.start < claim.clause_at(link.start())[1]
                ]
                if amounts and all(any(mine.equals(one) for mine in said.quantities) for one in amounts):
                    continue
                if after and not any(touches(unit, said) for unit in after):
                    yield only_with(phrase)
                    return
            yield from _lost_goods(said, claim, quantity.end)


def _lost_goods(said: Claim, claim: Claim, start: int) -> Iterator[Issue]:
    """`25 % off full-price womenswear`: what it is taken off, of which the sentence has no word."""
    last = claim.clause_at(start)[1]
    off = _OFF.match(claim.text, start, last)
    if off is None:
        return
    end = next((link.start() for link in _NEXT_PHRASE.finditer(claim.text, off.end(), last)), last)
    edges = [off.end(), *(mark.end() for mark in _NEXT_ITEM.finditer(claim.text, off.end(), end)), end]
    spans = [[unit for unit in claim.units if first <= unit.start < stop] for first, stop in pairwise(edges)]
    items = [[unit for unit in span if not _tells_no_goods(claim, unit)] for span in spans if span]
    if items and all(items) and not any(all(is_faint(unit) or touches(unit, said) for unit in item) for item in items):
        yield only_of(claim.text[off.end() : end].strip(" ,.;"))


def _tells_no_goods(claim: Claim, unit: Unit) -> bool:
    """`The monthly price`, `the entire range`."""
    if soft(unit) or _is_family(unit) or _period(unit) or is_cost(unit) or unit.ideas & idea("price", "en"):
        return True
    return any(one.kind == "total" and one.start <= unit.start < one.end for one in claim.strong)


_OFF = re.compile(r"\s+(?:discount\s+)?(?:off|on)\s+", re.IGNORECASE)
_NEXT_PHRASE = re.compile(
    r"\b(?:on|with|when|if|for|from|until|by|at|in|online|this|using|to|during|and get|between)\b|[;:(]", re.IGNORECASE
)
_NEXT_ITEM = re.compile(r",\s*(?:and\s+|or\s+)?|\s(?:and|or)\s")
_NARROWS = re.compile(r"\b(?:con|with|al|para|for|en|on|por|in)\s+(?!\d)", re.IGNORECASE)


def _of_all_or_none(claim: Claim, place: int) -> bool:
    """The unit is denied, or stands soon after `all`, `every`, `cualquier`."""
    unit = claim.units[place]
    if place in claim.denied or unit.denies:
        return True
    return any(
        strong.kind == "total"
        and 0 <= unit.start - strong.end <= _NEAR
        and unit.start < segment_at(claim.text, strong.start)[1]
        for strong in claim.strong
    )


_NEAR = 24


def _is(said: Unit, unit: Unit, claim: Claim) -> bool:
    only = claim._replace(units=(unit,), denied=frozenset())
    return bool(matches(said, only)) or any(matches(piece, only) for piece in said.pieces if said.denies)


def _narrowing(claim: Claim, place: int, mine: Unit) -> Iterator[Unit]:
    """The other words of the phrase, and those linked to it in its item of the enumeration."""
    unit = claim.units[place]
    if not same(mine, unit):
        for piece in unit.pieces:
            yield from _weighty(piece.pieces or (piece,))
    last = segment_at(claim.text, unit.start)[1]
    end = unit.end
    for after in () if carries(unit) else claim.units[place + 1 :]:
        if after.end > last or not _LINKED.fullmatch(claim.text[end : after.start]):
            break
        yield from _weighty((after,))
        end = after.end
    if place and not claim.text[claim.units[place - 1].end : unit.start].strip():
        # `all garden furniture`: what stands right before, and after the word that says `all`.
        before = claim.units[place - 1]
        yield from _weighty((before,) if _of_all_or_none(claim, place - 1) else ())
    if _several(mine) and not _several(unit):
        # `No fees` where the evidence says `no annual fee`: several kinds against one.
        beside = [*unit.pieces, *claim.units[max(0, place - 1) : place], *claim.units[place + 1 : place + 2]]
        yield from (one for one in beside if _period(one) and _distance(one, unit) <= 1)


def _several(unit: Unit) -> bool:
    return fold(unit.text).endswith("s")


def _distance(one: Unit, other: Unit) -> int:
    """Characters between two words; negative where one is within the other."""
    return max(one.start - other.end, other.start - one.end)


def _weighty(words: Iterable[Unit]) -> Iterator[Unit]:
    return (word for word in words if not soft(word) and not _period(word) and not _is_family(word))


def _is_family(word: Unit) -> bool:
    """`La colección Brisa`: what its name says better."""
    return word.stem in _families(word.language)


@cache
def _families(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in ("colección", "gama", "serie", "collection", "range", "series"))


def _period(unit: Unit) -> bool:
    return any(unit.ideas & idea(word, "en") for word in _PERIODS)
