"""Approved blocks with a product's facts filled in."""

from collections.abc import Callable, Sequence
from datetime import date

from batuta.brand import Block
from batuta.brief import Window
from batuta.content import Citation
from batuta.explain import day_in_words, with_unit
from batuta.material import FactWords, Line
from batuta.placeholders import filled
from batuta.product import Fact, Product
from batuta.workspace import Sender


def fact_words(product: Product, locale: str, days: Sequence[date]) -> tuple[FactWords, ...]:
    """The facts that may be said in a locale and hold on every one of the days."""
    return tuple(
        FactWords(
            source=f"fact:{product.id}/{fact.key}",
            key=fact.key,
            text=fact.text.in_(locale),
            figure=_figure(fact, locale),
            conditions=fact.conditions.in_(locale) if fact.conditions else "",
        )
        for fact in product.facts
        if fact.said_in(locale) and all(fact.holds_on(day) for day in days)
    )


def bound(
    blocks: Sequence[Block],
    facts: Sequence[FactWords],
    *,
    product: Product | None,
    sender: Sender,
    window: Window | None,
    locale: str,
    purpose: str,
) -> tuple[Line, ...]:
    """The blocks that fit product and purpose, filled in; those with a place that nothing fills are left out."""
    words_for = _words_for(facts, product, sender, window, locale)
    by_key = {fact.key: fact for fact in facts}
    lines: list[Line] = []
    for block in blocks:
        closeness = _closeness(block, product)
        if closeness is None or block.purpose not in ("*", purpose):
            continue
        told = filled(block.text, words_for)
        if told is None:
            continue
        states = tuple(dict.fromkeys(name.split(".")[1] for name in told.used if name.startswith("fact.")))
        lines.append(
            Line(
                source=f"block:{block.id}",
                part=block.part,
                strategy=block.strategy,
                closeness=closeness,
                legal=block.legal,
                text=told.text,
                citations=tuple(Citation(source=by_key[key].source, quote=by_key[key].text) for key in states),
                states=states,
                conditions_of=tuple(key for key in states if f"fact.{key}.conditions" in told.used),
            )
        )
    return tuple(lines)


def _closeness(block: Block, product: Product | None) -> int | None:
    if block.applies_to in ("*", "any", ""):
        return 0
    if product is None:
        return None
    return {product.id: 2, product.family: 1}.get(block.applies_to)


def _words_for(
    facts: Sequence[FactWords], product: Product | None, sender: Sender, window: Window | None, locale: str
) -> Callable[[str], str | None]:
    known: dict[str, str] = {"sender": sender.name, "brand": sender.brand or sender.name}
    if product:
        known["product"] = product.name.in_(locale)
        known["url"] = product.url.in_(locale) if product.url else ""
    for end, day in (("start", window.start), ("end", window.end)) if window else ():
        known[f"window.{end}"] = day_in_words(day, locale) if day else ""
    for fact in facts:
        known |= {
            f"fact.{fact.key}": fact.text,
            f"fact.{fact.key}.value": fact.figure,
            f"fact.{fact.key}.conditions": fact.conditions,
        }
    return lambda name: known.get(name) or None


def _figure(fact: Fact, locale: str) -> str:
    if isinstance(fact.value, bool) or fact.value is None:
        return ""
    if isinstance(fact.value, str):
        return fact.value
    return with_unit(fact.value, fact.unit, locale)
