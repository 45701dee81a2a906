"""What narrows a benefit in the evidence has to be said with it.

Support must be shown for the whole: of `un mes gratis a quienes contraten fibra y móvil antes del 30 de abril` a
sentence may not take the month and leave out to whom and until when. Nothing is asked of what only adds, as in
`dos pantallas y descargas`, nor of what widens, as in `on all fares`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from batuta.grounding.agents_told import by_whom
from batuta.grounding.claims import Claim, Strong, soft
from batuta.grounding.clauses import clause_edges
from batuta.grounding.counted_from import counts_from
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, only_with
from batuta.grounding.kept_words import words_kept
from batuta.grounding.matching import matches, touches
from batuta.grounding.numbers import CLOCK, COUNT, Quantity
from batuta.grounding.same_condition import same_condition
from batuta.words.concepts import Unit
from batuta.words.data import lines


class _Phrase(NamedTuple):
    start: int
    end: int
    always: bool
    """It narrows whatever it stands beside; else only what has a price, a share or is a gift."""


def narrowings(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """The phrases that narrow what the sentence takes from its evidence, and that it leaves out."""
    for claim in used:
        for first, last in _clauses(claim.text):
            taken, priced = _taken(said, claim, first, last)
            if not taken:
                continue
            before: _Phrase | None = None
            phrases = _phrases(claim.text, first, last)
            for phrase, after in zip_longest(phrases, phrases[1:]):
                kept = (
                    counts_from(claim, phrase.start)
                    or _kept(said, claim, phrase)
                    or (before is not None and _or_else(claim.text, before, phrase))
                )
                kept = kept or (after is not None and _amounts_kept(said, claim, phrase, after))
                before = phrase if kept else None
                if not (phrase.always or priced) or kept:
                    continue
                if _beside(claim, phrase, taken):
                    words = claim.text[phrase.start : phrase.end].strip(" ,.;:")
                    yield only_with(words)
                    return


def qualified_figures(said: Claim, used: Sequence[Claim]) -> Iterator[Issue]:
    """`A decision in principle in 10 minutes`, of which the sentence takes the decision and the minutes."""
    for claim in used:
        for figure in claim.quantities:
            if figure.unit == COUNT or not any(mine.equals(figure) for mine in said.stated):
                continue
            first, _ = claim.clause_at(figure.start)
            before = [unit for unit in claim.units if first <= unit.start and unit.end <= figure.start]
            if len(before) < 2:
                continue
            thing, quality = before[-2:]
            linked = _IN_PRINCIPLE.fullmatch(claim.text[thing.end : quality.start])
            says_little = soft(quality) or is_faint(quality) or _AMOUNTS.fullmatch(quality.text)
            if linked and touches(thing, said) and not (says_little or touches(quality, said)):
                yield only_with(claim.text[thing.start : quality.end])
                return


_AMOUNTS = re.compile(
    r"balances?|amounts?|deposits?|purchases?|orders?|saldos?|importes?|dep[oó]sitos?|compras?|pedidos?", re.IGNORECASE
)
"""What the figure is an amount of."""
_IN_PRINCIPLE = re.compile(r"\s+(?:in|en|on|under|bajo|sobre)\s+")


def _amounts_kept(said: Claim, claim: Claim, phrase: _Phrase, after: _Phrase) -> bool:
    """`Para importes | entre 6.000 € y 30.000 €`: what the next phrase gives in figures, and the sentence too."""
    figures = [one for one in claim.quantities if after.start <= one.start < after.end and one.money]
    joined = after.start - phrase.end <= 1 and not any(
        phrase.start <= one.start < phrase.end for one in claim.quantities
    )
    return joined and bool(figures) and all(any(mine.equals(one) for mine in said.quantities) for one in figures)


def _or_else(text: str, before: _Phrase, phrase: _Phrase) -> bool:
    """`En tienda o en la web`: of two ways the sentence keeps the first."""
    return phrase.start - before.end < _NEXT and bool(_OR.search(text[before.start : phrase.start]))


_OR = re.compile(r"\s(?:o|u|or)\s+$", re.IGNORECASE)
_NEXT = 4


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    edges = (0, *clause_edges(text), len(text))
    yield from ((first, last) for first, last in pairwise(edges) if first < last)


def _taken(said: Claim, claim: Claim, first: int, last: int) -> tuple[list[tuple[int, int]], bool]:
    """Where the figures and gifts of a clause stand that the sentence takes; and whether one is a price or a gift."""
    figures = [
        q
        for q in claim.quantities
        if first <= q.start < last and q.unit != CLOCK and any(mine.equals(q) for mine in said.stated)
    ]
    gifts = [
        one
        for one in claim.strong
        if one.kind == "free" and first <= one.start < last and any(mine.kind == "free" for mine in said.strong)
    ]
    denied = [
        claim.units[place]
        for place in sorted(claim.denied)
        if first <= claim.units[place].start < last
        and not soft(claim.units[place])
        and any(match.denied for match in matches(claim.units[place], said))
    ]
    bare = [q for q in figures if q.unit != COUNT]
    priced = bool(gifts) or any(q.money or q.unit == "percent" for q in figures)
    return [*_spans(bare), *_spans(gifts), *_spans(denied)], priced


def _spans(found: Sequence[Quantity | Strong | Unit]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


@cache
def _links() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    found: list[tuple[bool, re.Pattern[str]]] = []
    for line in lines("claims/links.txt"):
        kind, said = line.split(": ", 1)
        found.append((kind == "always", re.compile(rf"(?<![\w-])(?:{said})(?!\w)", re.IGNORECASE)))
    return tuple(found)


def _phrases(text: str, first: int, last: int) -> list[_Phrase]:
    """The phrases of a clause that narrow, each up to the next one or a comma."""
    opened: dict[int, tuple[int, bool]] = {}
    for always, pattern in _links():
        for match in pattern.finditer(text, first, last):
            if not by_whom(text, match.start()):
                opened.setdefault(match.start(), (match.end(), always))
    found: list[_Phrase] = []
    for start in sorted(opened):
        end, always = opened[start]
        if found and start < found[-1].start + 2:
            continue
        comma = re.search(r",(?!\d)", text[end:last])
        inner = [other for other in opened if other > end and (opened[other][1] or not always)]
        verb = _VERB.search(text, end, last) if text[first:start].strip() else None
        limits = [last, *inner, *([end + comma.start()] if comma else []), *([verb.start()] if verb else [])]
        found.append(_Phrase(start, min(limits), always))
    return found


_PREMISES = re.compile(
    r"(?:in|at|en) (?:the|our|el|la|nuestr[oa]) (?:hotel|gym|restaurant|clinic|museum|park|club|spa|theatre|cinema|"
    r"gimnasio|restaurante|cl[ií]nica|museo|parque|teatro|cine)",
    re.IGNORECASE,
)
"""`Breakfast in the hotel`: where one is anyway."""
_VERB = re.compile(r"\s(?:is|are|es|son|costs?|cuestan?)\b", re.IGNORECASE)
"""`Delivery to a shop | is free`: where a phrase ends that belongs to the subject."""
_WIDE = re.compile(
    r"\b(?:tod[oa]s?|cualquier(?:a)?|all|any|every|each|cada|both|ambos|ti|usted|vos|you|quieras|like|want)\b",
    re.IGNORECASE,
)
_IN_SHOPS = re.compile(r"\b(?:in[ -](?:store|branch|shops?)|tiendas?|oficinas?|sucursal(?:es)?)\b", re.IGNORECASE)
_ONLINE = re.compile(r"\b(?:online|web|app|en l[ií]nea|internet)\b", re.IGNORECASE)
"""Both together leave no way out: `in store or online`."""
_TOGETHER = re.compile(r"\b(?:conjunt\w+|both|together|ambos|junt[oa]s|combined)\b", re.IGNORECASE)


def _kept(said: Claim, claim: Claim, phrase: _Phrase) -> bool:
    """The sentence says it as well, or there is nothing in it that narrows."""
    text = claim.text[phrase.start : phrase.end]
    if _PREMISES.fullmatch(text.strip(" .,;:")):
        return True
    inside = [unit for unit in claim.units if phrase.start <= unit.start < phrase.end]
    weighty = [unit for unit in inside if not soft(unit)]
    figures = [q for q in claim.quantities if phrase.start <= q.start < phrase.end]
    moments = [m for m in claim.moments if phrase.start <= m.start < phrase.end]
    if any(_of_time(q.unit) or any(mine.equals(q) for mine in said.quantities) for q in figures):
        return True
    if any(any(m.said_by(mine) or mine.said_by(m) for mine in said.moments) for m in moments):
        return True
    if moments or figures:
        return False
    if same_condition(said, claim, phrase.start, phrase.end) or (_IN_SHOPS.search(text) and _ONLINE.search(text)):
        return True
    if not weighty or (_WIDE.search(text) and not phrase.always):
        return True
    if _TOGETHER.search(text):
        return all(touches(unit, said) for unit in weighty)
    return words_kept(said, claim, phrase.start, phrase.end, weighty)


def _of_time(unit: str) -> bool:
    return unit in ("day", "month", "working day", "nth", CLOCK)


def _beside(claim: Claim, phrase: _Phrase, taken: Sequence[tuple[int, int]]) -> bool:
    """Nothing that begins another statement stands between the phrase and what the sentence takes."""
    for start, end in taken:
        if phrase.start <= start < phrase.end:
            return False
        between = claim.text[end : phrase.start] if start < phrase.start else claim.text[phrase.end : start]
        if not _PARTS.search(between) or (start > phrase.start and between.count(",") == 1):
            return True
    return False


_PARTS = re.compile(r",(?!\d)|\b(?:y|e|and|but|pero|plus|más)\b|[;:—–]", re.IGNORECASE)
