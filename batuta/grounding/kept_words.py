"""Whether a sentence says the words of a limit that its evidence has: of `with A and B`, both."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.grounding.matching import matches, touches
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.freely import idea, stem
from batuta.words.stems import alike


def words_kept(said: Claim, claim: Claim, start: int, end: int, own: Sequence[Unit]) -> bool:
    """At least half of the words that are the limit's own, and of what it joins some word of each.

    start, end: where the limit stands in the claim's text; own: its words of weight.
    """
    telling = [unit for unit in own if not tells_little(unit)] or list(own)
    left = _unused(said, claim, start, end)
    kept = [unit for unit in telling if touches(unit, left) or _is_said(unit, said)]
    if len(kept) * 2 < len(telling):
        return False
    if _FIRST.search(claim.text, start, end) and not _FIRST_SAID.search(said.text):
        return False
    if not _BINDS.match(claim.text, start):
        return True
    if any(_MEANS.search(claim.text[start : unit.start]) and unit not in kept for unit in telling):
        return False
    whole = [unit for unit in claim.units if start <= unit.start < end]
    return all(
        any(unit in kept for unit in part) if any(unit in telling for unit in part) else _is_told(said, part)
        for part in _joined(claim.text, start, end, whole)
    )


def _is_told(said: Claim, part: Sequence[Unit]) -> bool:
    """`And making an order`: words that weigh little, which must be said all the same."""
    return any(touches(unit, said) or _is_said(unit, said) for unit in part)


def _unused(said: Claim, claim: Claim, start: int, end: int) -> Claim:
    """The sentence without the words that say what stands outside the limit.

    `Without paying a cent` says that it is free, and not that one pays by direct debit.
    """
    outside = tuple(unit for unit in claim.units if not start <= unit.start < end)
    rest = claim._replace(units=outside, denied=frozenset())
    left = tuple(
        unit
        for place, unit in enumerate(said.units)
        if not matches(unit, rest) and (place in said.denied or not _only_pays(unit))
    )
    return said._replace(units=left, denied=frozenset())


def _only_pays(unit: Unit) -> bool:
    """`Pays`, which may stand for any way of paying; no bill."""
    return bool(unit.ideas & idea("pay", "en")) and not unit.ideas & idea("bill", "en")


def _is_said(unit: Unit, said: Claim) -> bool:
    """The sentence has the very word."""
    mine = [piece for one in said.units for piece in (one, *one.pieces) if one.language == unit.language]
    return any(alike(piece.stem, one.stem) for piece in (unit, *unit.pieces) for one in mine)


def _joined(text: str, start: int, end: int, own: Sequence[Unit]) -> Iterator[list[Unit]]:
    edges = [start, *(match.end() for match in _AND.finditer(text, start, end)), end]
    for first, last in pairwise(edges):
        part = [unit for unit in own if first <= unit.start < last]
        if part:
            yield part


def tells_little(unit: Unit) -> bool:
    """A verb or a person that any limit may have: `provided`, `the customer makes`, `al menos`."""
    return all(piece.stem in _little() or soft(piece) for piece in unit.pieces or (unit,))


@cache
def _little() -> frozenset[str]:
    words = listed("claims/limit_words.txt")
    return frozenset(stem(word, "es") for word in words) | frozenset(stem(word, "en") for word in words)


_BINDS = re.compile(
    r"(?:(?:for )?(?:\w+ )?(?:customers|members|clients|users|guests) with|"
    r"if|when|with|by|who|whose|customers|provided|as long as|so long as|on condition|upon|si|cuando|con|al|"
    r"quien(?:es)?|clientes|siempre (?:que|y cuando)|a condici[oó]n|mediante|presentando|domiciliando|contratando|"
    r"after|once|tras|despu[eé]s de)\b",
    re.IGNORECASE,
)
"""What opens a limit of which every part must hold; of `in Lima and Cuzco` the sentence may take one."""
_FIRST = re.compile(
    r"\b(?:(?:your|the|tu|la|el|su) )(?:first|second|third|primer[oa]?|segund[oa]|tercer[oa]?)"
    r"(?! (?:time|place|vez|lugar)\b)",
    re.IGNORECASE,
)
_FIRST_SAID = re.compile(
    r"\b(?:first|second|third|\d(?:st|nd|rd|th)|primer[oa]?s?|segund[oa]s?|tercer[oa]?s?|debut|new(?:comers?)?|nuev[oa]s?|"
    r"welcome|bienvenida|begin\w*|start\w*|empie\w*|empez\w*|estren\w*|introduct\w*|"
    r"once|one|un[oa]?|join\w*|initial|inicial)\b",
    re.IGNORECASE,
)
"""`On your first order`: which one, put in whatever word."""
_MEANS = re.compile(
    r"\b(?:through|via|using|a trav[eé]s de|mediante)\s+(?:(?:the|our|your|el|la|nuestr[oa]|tu|su)\s+)?$", re.IGNORECASE
)
"""What stands before the means of a condition, which is told with it."""
_AND = re.compile(r",?\s+(?:y|e|and)\s+|\s*[+&]\s*", re.IGNORECASE)
