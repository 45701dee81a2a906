"""Which item of a list a figure belongs to, and whether tax is in it.

Of `sábanas con un 30 %, toallas con un 10 %` the towels may not take the sheets' share; `menos de 12 €` is not shown by
the price of another pass; and a price that the evidence gives before tax is not the price with it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from batuta.grounding.claims import Claim, soft
from batuta.grounding.clauses import segment_at
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import costs, touches
from batuta.grounding.numbers import CLOCK, COUNT, Quantity
from batuta.words.concepts import Unit, same
from batuta.words.freely import idea

_OF_TIME = (CLOCK, COUNT, "month", "day", "working day", "nth", "minute", "hour")
"""Units in which ages, terms and intervals of different things are told side by side."""


class Item(NamedTuple):
    """A figure of the evidence and the words that stand with it."""

    claim: Claim
    figure: Quantity
    words: tuple[Unit, ...]


def of_other_items(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """Figures of the sentence that the evidence gives to another item than the one it names."""
    for figure in said.stated:
        if figure.unit in _OF_TIME:
            continue
        issue = _of_another(said, figure, told)
        if issue:
            yield issue
            return
    yield from _taxed(said, told)


def _of_another(said: Claim, figure: Quantity, told: Sequence[Claim]) -> Issue | None:
    items = [
        _item(claim, one)
        for claim in told
        for one in claim.quantities
        if figure.comparable(one) and figure.per == one.per and figure.unit == one.unit
    ]
    carriers = [item for item in items if _fits(figure, item.figure)]
    rivals = [item for item in items if item not in carriers]
    if not carriers or not rivals:
        return None
    about = said._replace(units=_words(said, *_span(said, figure)), denied=frozenset())
    own = [_distinct(item, rivals) for item in carriers]
    if any(not words or any(touches(word, about) for word in words) for words in own):
        return None
    rival = next((item for item in rivals if any(touches(word, about) for word in _distinct(item, carriers))), None)
    if rival is None:
        return None
    quote = said.text[figure.start : figure.end]
    theirs = rival.claim.text[rival.figure.start : rival.figure.end]
    return contradicted(
        "figure",
        quote,
        en=f"“{quote}” is the figure of something else; here the evidence says “{theirs}”.",
        es=f"«{quote}» es la cifra de otra cosa; aquí la fuente dice «{theirs}».",
    )


def _fits(mine: Quantity, other: Quantity) -> bool:
    if mine.bound == "<=":
        return other.value <= mine.value
    if mine.bound == ">=":
        return other.value >= mine.value
    return mine.equals(other)


def _item(claim: Claim, figure: Quantity) -> Item:
    return Item(claim, figure, _words(claim, *_span(claim, figure)))


def _span(claim: Claim, figure: Quantity) -> tuple[int, int]:
    first, last = claim.clause_at(figure.start)
    rivals = sum(first <= one.start < last and one.unit == figure.unit for one in claim.quantities)
    return segment_at(claim.text, figure.start) if rivals > 1 else (first, last)


def _words(claim: Claim, first: int, last: int) -> tuple[Unit, ...]:
    return tuple(
        unit
        for place, unit in enumerate(claim.units)
        if first <= unit.start < last
        and place not in claim.aside
        and not soft(unit)
        and not unit.ideas & (costs() | idea("free", "en") | idea("discount", "en"))
    )


def _distinct(item: Item, others: Sequence[Item]) -> list[Unit]:
    """The words of an item that none of the others has."""
    return [word for word in item.words if not any(same(word, one) for other in others for one in other.words)]


def _taxed(said: Claim, told: Sequence[Claim]) -> Iterator[Issue]:
    """`30 €, IVA incluido` where the evidence says `30 € más IVA`."""
    for figure in said.stated if not _WITHOUT_TAX.search(said.text) else ():
        after = [_after(claim, one) for claim in told for one in claim.quantities if one.money and figure.equals(one)]
        if not figure.money or not after or not all(_WITHOUT_TAX.search(text) for text in after):
            continue
        quote = said.text[figure.start : figure.end]
        wrong = contradicted if _WITH_TAX.search(said.text) else unsupported
        yield wrong(
            "condition",
            quote,
            en=f"The evidence gives “{quote}” before tax.",
            es=f"La fuente da «{quote}» sin impuestos.",
        )
        return


def _after(claim: Claim, figure: Quantity) -> str:
    last = claim.clause_at(figure.start)[1]
    rest = [one.start for one in claim.quantities if one.money and figure.end <= one.start < last]
    return claim.text[figure.end : min([last, *rest])]


_TAX = r"(?:IVA|VAT|IGIC|GST|I\.V\.A\.|impuestos?|sales tax|tax(?:es)?)"
_WITHOUT_TAX = re.compile(
    r"(?:\bm[aá]s|\+|\bplus|\bexcl(?:uding|uidos?|\.)?|\bsin|\bbefore|\bnot including|\bex)\s*"
    rf"(?:el |los |the )?{_TAX}\b"
    rf"|\b{_TAX}\s+(?:no incluid[oa]s?|sin incluir|not included|excluded|aparte|extra)\b",
    re.IGNORECASE,
)
_WITH_TAX = re.compile(
    rf"\b{_TAX}\s+(?:ya )?(?:incluid[oa]s?|included|inc)\b|"
    rf"\b(?:con|including|incl?\.?|incluye)\s+(?:el |los |the )?{_TAX}\b",
    re.IGNORECASE,
)
