"""What a reader could not settle alone. Doubts are data; the words of a question are made later, in one place."""

from typing import Literal

from batuta.audience import Criterion, Evidence
from batuta.brief import Budget, Channel, Window
from batuta.noun import Noun

DoubtKind = Literal[
    "ambiguous",
    "approximate",
    "attribute_ambiguous",
    "budget_not_positive",
    "budget_parts",
    "budget_range",
    "channel_unknown",
    "comparison_missing",
    "contradiction",
    "dates_past",
    "dates_reversed",
    "date_vague",
    "group_unknown",
    "hedged",
    "hidden_text",
    "impossible_value",
    "instruction",
    "locale_unknown",
    "minors",
    "other_currency",
    "other_unit",
    "product_ambiguous",
    "product_unknown",
    "protected",
    "readings_differ",
    "vague",
]


class Doubt(Noun):
    """One open point, with the words that raised it."""

    kind: DoubtKind
    field: str
    """A path in the Brief: `audience.credit_score`, `window`, `product_id` …"""
    evidence: Evidence | None = None
    contrary: Evidence | None = None
    """For a contradiction: the other place."""
    about: str = ""
    """What it is about where the quote does not say: an attribute's name, a trait, a unit."""
    options: tuple[str, ...] = ()
    """Answers to pick from, where they are few."""
    readings: tuple[Criterion, ...] = ()
    """What each of the options would make of the audience, where they do."""
    alternatives: tuple[Window | Budget, ...] = ()
    """What each of the options would make of the dates or the budget."""
    channels: tuple[tuple[Channel, ...], ...] = ()
    """What each reading has, where they differ on the channels."""
    products: tuple[str, ...] = ()
    """Ids, what each reading has, where they differ on the product."""
    proposal: str | int | float | bool | Criterion | tuple[str, ...] | dict[str, object] | None = None
    """What would be taken if told to go on."""
    blocking: bool = True
