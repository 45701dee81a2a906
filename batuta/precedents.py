"""What comparable past campaigns nearly always demanded, and this one does not.

Comparable are campaigns of the same product; where those are too few, of the same family. A habit is a
demand that nearly all of them share – the share and its Wilson lower bound must be high – and that most of
the latest still have. With few precedents nothing is said.
"""

from collections.abc import Iterable, Sequence
from statistics import median_high, median_low
from typing import Literal, NamedTuple

from batuta.audience import Audience, Criterion, Scalar, Value, excluded_together
from batuta.campaign import PastCampaign
from batuta.catalogue import Attribute, Catalogue
from batuta.implication import implies
from batuta.intervals import wilson

FEWEST = 5
"""Comparable campaigns below which nothing is said."""
NEARLY_ALL = 0.9
"""The share of them that a demand needs to be a habit."""
SURE = 0.55
"""Wilson's lower bound of that share: 5 of 5 and 9 of 10 reach it, 4 of 4 do not."""
RECENT = 3
"""The newest campaigns, most of which must still have it."""
_EXAMPLES = 3
_SAME = 0.7
"""The part of those that must demand the same value, where there is no more or less."""

Side = Literal["low", "high", "values", "flag", "set"]


class Habit(NamedTuple):
    """A demand that nearly all comparable campaigns share."""

    criterion: Criterion
    """With its usual value."""
    support: int
    of: int
    share: float
    lower_bound: float
    spread: tuple[Scalar, ...]
    """The values that occurred, least to most."""
    examples: tuple[str, ...]
    """Newest first."""


class Comparable(NamedTuple):
    campaigns: tuple[PastCampaign, ...]
    by: Literal["product", "family"]


class _Demand(NamedTuple):
    """One side of what a campaign demanded of an attribute: a floor, a ceiling, a set of values."""

    attribute: str
    side: Side
    criterion: Criterion


def comparable(history: Iterable[PastCampaign], product_id: str | None, family: str | None) -> Comparable:
    """Campaigns of the product, newest first; of its family where those are too few."""
    newest = sorted(history, key=lambda past: past.launched, reverse=True)
    own = tuple(past for past in newest if product_id is not None and past.product_id == product_id)
    if len(own) >= FEWEST or family is None:
        return Comparable(own, "product")
    related = tuple(past for past in newest if past.family == family)
    return Comparable(related, "family")


def habits(campaigns: Sequence[PastCampaign], catalogue: Catalogue) -> tuple[Habit, ...]:
    """The demands that nearly all of these campaigns share, the surest first."""
    if len(campaigns) < FEWEST:
        return ()
    demands = [tuple(_demands(past.audience, catalogue)) for past in campaigns]
    found: list[Habit] = []
    for attribute, side in dict.fromkeys((d.attribute, d.side) for own in demands for d in own):
        having = [
            (past, next((d for d in own if (d.attribute, d.side) == (attribute, side)), None))
            for past, own in zip(campaigns, demands, strict=True)
        ]
        having_it = [(past, demand.criterion) for past, demand in having if demand]
        habit = _habit(having_it, campaigns, side, catalogue[attribute])
        if habit:
            found.append(habit)
    return tuple(sorted(found, key=lambda habit: (-habit.lower_bound, habit.criterion.attribute)))


def missing(habit: Habit, audience: Audience, catalogue: Catalogue) -> bool:
    """Whether an audience lacks the habit in any form: nothing in it speaks of that side of the attribute.

    A stricter, equivalent or even looser condition on the same side is a decision somebody took, and no omission.
    """
    attribute = catalogue[habit.criterion.attribute]
    wanted = _as_bound(habit.criterion, attribute)
    side = _side(wanted)
    for said in (*audience.all, *(c for group in audience.any for c in group)):
        criterion = _as_bound(said, attribute) if said.attribute == attribute.name else said
        if implies(criterion, wanted):
            return False
        if criterion.attribute == wanted.attribute and (_side(criterion) == side or _two_sided(criterion)):
            return False
    for item in audience.exclude:
        together = excluded_together(item)
        if len(together) == 1 and together[0].attribute == wanted.attribute:
            return False
    return True


def _habit(
    having: list[tuple[PastCampaign, Criterion]], campaigns: Sequence[PastCampaign], side: Side, attribute: Attribute
) -> Habit | None:
    support, of = len(having), len(campaigns)
    if not support:
        return None
    share = wilson(support, of)
    enough = share.point >= NEARLY_ALL and share.low >= SURE
    recent = {past.id for past in campaigns[:RECENT]}
    kept = sum(past.id in recent for past, _ in having)
    if not enough or 2 * kept <= min(RECENT, of):
        return None
    usual = _usual([criterion for _, criterion in having], side)
    if usual is None:
        return None
    criterion, spread = _as_said(usual[0], attribute), usual[1]
    return Habit(
        criterion, support, of, share.point, share.low, spread, tuple(past.id for past, _ in having[:_EXAMPLES])
    )


def _usual(criteria: list[Criterion], side: Side) -> tuple[Criterion, tuple[Scalar, ...]] | None:
    """The middle of what was demanded, as one demand; None where the campaigns demanded different things."""
    attribute = criteria[0].attribute
    if side in ("low", "high"):
        values = sorted(_limit(criterion, side) for criterion in criteria)
        middle = median_low(values) if side == "low" else median_high(values)
        strict = sum(criterion.operator in ("<", ">") for criterion in criteria) > len(criteria) / 2
        operator = (">" if strict else ">=") if side == "low" else ("<" if strict else "<=")
        usual = Criterion.model_validate({"attribute": attribute, "operator": operator, "value": middle})
        return usual, tuple(dict.fromkeys(values))
    counted: dict[tuple[str, Value], int] = {}
    for criterion in criteria:
        key = (criterion.operator, criterion.value)
        counted[key] = counted.get(key, 0) + 1
    (operator, value), most = max(counted.items(), key=lambda pair: pair[1])
    if most < _SAME * len(criteria):
        return None
    usual = Criterion.model_validate({"attribute": attribute, "operator": operator, "value": value})
    if value is None:
        return usual, ()
    return usual, value if isinstance(value, tuple) else (value,)


def _demands(audience: Audience, catalogue: Catalogue) -> Iterable[_Demand]:
    """What an audience demands, a side at a time; consent is the channels' business and no habit."""
    for criterion in audience.all:
        yield from _sides(criterion, catalogue)
    for item in audience.exclude:
        together = excluded_together(item)
        if len(together) == 1 and (turned := _turned(together[0])):
            yield from _sides(turned, catalogue)


def _sides(criterion: Criterion, catalogue: Catalogue) -> Iterable[_Demand]:
    if criterion.attribute not in catalogue:
        return
    attribute = catalogue[criterion.attribute]
    if attribute.consent or attribute.opted_out:
        return
    criterion = _as_bound(criterion, attribute)
    if criterion.operator == "between" and isinstance(criterion.value, tuple):
        low, high = criterion.value
        yield _Demand(attribute.name, "low", _limited(criterion, ">=", low))
        yield _Demand(attribute.name, "high", _limited(criterion, "<=", high))
        return
    yield _Demand(attribute.name, _side(criterion), criterion)


def _as_bound(criterion: Criterion, attribute: Attribute) -> Criterion:
    """Of whole numbers `< 1` is `<= 0`, `> 2` is `>= 3`, and the least there can be is a ceiling: `== 0` is `<= 0`."""
    value = criterion.value
    if attribute.type != "integer" or not isinstance(value, int | float) or not float(value).is_integer():
        return criterion
    if criterion.operator in ("<", ">"):
        inclusive = int(value) - 1 if criterion.operator == "<" else int(value) + 1
        return _limited(criterion, "<=" if criterion.operator == "<" else ">=", inclusive)
    if criterion.operator == "==" and value == _least(attribute):
        return _limited(criterion, "<=", value)
    if criterion.operator == "!=" and value == _least(attribute):
        return _limited(criterion, ">=", int(value) + 1)
    return criterion


def _as_said(criterion: Criterion, attribute: Attribute) -> Criterion:
    """No more than the least there can be is exactly that."""
    least = attribute.type == "integer" and criterion.operator == "<=" and criterion.value == _least(attribute)
    return _limited(criterion, "==", _least(attribute)) if least else criterion


def _least(attribute: Attribute) -> float:
    """What is counted begins at nought, unless the catalogue says otherwise."""
    low = attribute.range[0] if attribute.range else 0
    return int(low) if float(low).is_integer() else low


def _limited(criterion: Criterion, operator: str, value: Scalar) -> Criterion:
    return Criterion.model_validate({"attribute": criterion.attribute, "operator": operator, "value": value})


def _turned(criterion: Criterion) -> Criterion | None:
    """Leaving out everybody for whom something holds demands the opposite of all others."""
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "in": "not in", "not in": "in",
                "is_set": "is_not_set", "is_not_set": "is_set"}  # fmt: skip
    if criterion.operator not in opposite:
        return None
    if isinstance(criterion.value, bool) and criterion.operator == "==":
        return Criterion(attribute=criterion.attribute, operator="==", value=not criterion.value)
    return Criterion.model_validate(
        {"attribute": criterion.attribute, "operator": opposite[criterion.operator], "value": criterion.value}
    )


def _side(criterion: Criterion) -> Side:
    match criterion.operator:
        case ">" | ">=":
            return "low"
        case "<" | "<=":
            return "high"
        case "is_set" | "is_not_set":
            return "set"
        case "==" | "!=" if isinstance(criterion.value, bool):
            return "flag"
        case _:
            return "values"


def _two_sided(criterion: Criterion) -> bool:
    return criterion.operator in ("between", "==", "in")


def _limit(criterion: Criterion, side: Side) -> Scalar:
    value = criterion.value
    if isinstance(value, tuple):
        return value[0] if side == "low" else value[1]
    return value if value is not None else 0
