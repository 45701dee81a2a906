"""How the customers spread over the values of an attribute, whether the catalogue has it already or not."""

from batuta.audience import Scalar
from batuta.catalogue import Attribute
from batuta.explain import number_in_words, value_in_words
from batuta.noun import Noun
from batuta.text import say


class Bucket(Noun):
    """People with one value, or with a number from `low` up to, not including, `high`; an open end is None."""

    people: int
    value: Scalar | None = None
    low: float | None = None
    high: float | None = None


class Distribution(Noun):
    total: int
    """People, everybody."""
    known: int
    """Those of whom the attribute tells something."""
    buckets: tuple[Bucket, ...]
    """Numbers from low to high, values with the most people first."""


def in_words(spread: Distribution, attribute: Attribute, locale: str | None) -> str:
    """`Among 300 people: under 20: 12; 20 to under 40: 130 …; unknown of 8`."""
    parts = [f"{_range(one, attribute, locale)}: {number_in_words(one.people, locale)}" for one in spread.buckets]
    if spread.known < spread.total:
        unknown = number_in_words(spread.total - spread.known, locale)
        parts.append(say(locale, en=f"unknown: {unknown}", es=f"sin dato: {unknown}"))
    everybody = number_in_words(spread.total, locale)
    return say(locale, en=f"Of {everybody} people, ", es=f"De {everybody} personas, ") + "; ".join(parts)


def _range(one: Bucket, attribute: Attribute, locale: str | None) -> str:
    if one.value is not None:
        # Of dates only the year is told.
        return str(one.value) if attribute.type == "date" else value_in_words(one.value, attribute, locale)
    if one.low is None and one.high is None:
        return say(locale, en="everybody", es="todas")
    low, high = (number_in_words(edge, locale) if edge is not None else "" for edge in (one.low, one.high))
    if not low:
        return say(locale, en=f"under {high}", es=f"menos de {high}")
    if not high:
        return say(locale, en=f"{low} or more", es=f"{low} o más")
    return say(locale, en=f"{low} to under {high}", es=f"de {low} a menos de {high}")
