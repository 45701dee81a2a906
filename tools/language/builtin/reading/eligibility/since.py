"""A happening and its lapse of time as a condition on the attribute that records it.

The same words mean another comparison for a date, for the days since, and for a count within a fixed time.
"""

from datetime import date
from typing import NamedTuple

from batuta.audience import Criterion, Operator
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds, opposite, plain
from tools.language.builtin.reading.eligibility.lapses import Lapse, shifted
from tools.language.builtin.reading.eligibility.limits import is_whole
from tools.language.builtin.reading.eligibility.pieces import Condition
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.meaning import Meaning

_MIRROR: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}
"""More days ago is an earlier day."""


class Happened(NamedTuple):
    """Tokens `start` up to `end` say, among others, that something happened, and when."""

    start: int
    end: int
    what: tuple[int, int]
    """The words for what happened."""
    lapse: Lapse
    denied: bool


class Told(NamedTuple):
    condition: Condition | None = None
    doubts: tuple[Doubt, ...] = ()


def told(clause: Clause, meaning: Meaning, one: Happened, today: date) -> Told:
    """What is said of an attribute that records the happening."""
    if meaning.kind in ("counted", "yes_no", "quantity"):
        return Told(_counted(clause, meaning, one))
    if meaning.kind == "date":
        return Told(_dated(meaning, one.lapse, today, one.denied))
    return _by_day(clause, meaning, one, today) if one.lapse.quantity is None else _timed(clause, meaning, one)


def beside(bound: Bound, start: int, end: int) -> bool:
    """A figure close to the words for what happened says how often; in `3 coupons or more` they stand inside of it."""
    inside = bound.start <= start and end <= bound.end
    return inside or 0 <= start - bound.end <= 1 or 0 <= bound.start - end <= 2


def _counted(clause: Clause, meaning: Meaning, one: Happened) -> Condition | None:
    name, lapse = meaning.attribute.name, one.lapse
    if meaning.kind == "yes_no":
        return Condition(name, "==", meaning.no if one.denied else meaning.yes)
    near = (
        bound
        for bound in bounds(clause)
        if beside(bound, *one.what) and not bound.quantity.lasting and not lapse.start <= bound.start < lapse.end
    )
    often = next(near, None)
    if often:
        values = tuple(plain(value, meaning.attribute.type == "integer") for value in often.values)
        operator = opposite(often.operator) if one.denied and not often.bare else often.operator
        return Condition(name, operator, values if operator in ("between", "in", "not in") else values[0])
    if meaning.kind == "quantity":
        return None
    return Condition(name, "==", 0) if one.denied else Condition(name, ">=", 1)


def _dated(meaning: Meaning, lapse: Lapse, today: date, denied: bool) -> Condition | None:
    """A date attribute: the lapse becomes a day."""
    name = meaning.attribute.name
    if lapse.quantity is None:
        return _between_days(name, lapse, denied)
    if lapse.direction == "ahead":
        end = shifted(today, lapse.quantity, +1)
        if denied or lapse.operator in (">", ">="):
            return Condition(name, ">" if denied else lapse.operator, end.isoformat())
        return Condition(name, "between", (today.isoformat(), end.isoformat()))
    operator = _since(lapse, meaning, denied)
    return Condition(name, _MIRROR[operator], shifted(today, lapse.quantity, -1).isoformat()) if operator else None


def _between_days(name: str, lapse: Lapse, denied: bool) -> Condition | None:
    if lapse.first is None or lapse.last is None:
        return None
    if lapse.direction == "during":
        return None if denied else Condition(name, "between", (lapse.first.isoformat(), lapse.last.isoformat()))
    day = lapse.last if lapse.operator in (">", "<=") else lapse.first
    return Condition(name, opposite(lapse.operator) if denied else lapse.operator, day.isoformat())


def _since(lapse: Lapse, meaning: Meaning, denied: bool) -> Operator | None:
    """How the time since a happening compares with the lapse; None where it cannot be told."""
    if lapse.direction == "within":
        return ">" if denied else "<="
    operator = lapse.operator
    if lapse.direction == "for":
        if meaning.joining:
            return operator
        return (">" if operator == "==" else operator) if denied else None
    if operator == "==":
        return ">=" if denied else None
    # `no compran desde hace más de 90 días`: the silence has lasted so long, the denial is its own.
    silence = lapse.direction == "ago" and operator in (">", ">=")
    return opposite(operator) if denied and not silence else operator


def _by_day(clause: Clause, meaning: Meaning, one: Happened, today: date) -> Told:
    """`since 1 January`, where the data counts days: asked, with the days it would be today."""
    name, lapse, evidence = meaning.attribute.name, one.lapse, clause.quote(one.start, one.end)
    day = lapse.first if lapse.operator == ">=" else lapse.last
    proposal: Criterion | None = None
    if day and lapse.direction == "since" and meaning.unit == "days" and day <= today:
        operator: Operator = ">" if one.denied else "<="
        proposal = Criterion(attribute=name, operator=operator, value=(today - day).days, evidence=evidence)
    about = f"date→{meaning.unit}"
    return Told(doubts=(about_people("other_unit", evidence, attribute=name, about=about, proposal=proposal),))


def _timed(clause: Clause, meaning: Meaning, one: Happened) -> Told:
    """Days or months since, or until."""
    name, lapse, quantity = meaning.attribute.name, one.lapse, one.lapse.quantity
    if quantity is None:
        return Told()
    fit, evidence = fitted(quantity, meaning), clause.quote(one.start, one.end)
    if fit.fit == "none":
        return Told()
    ahead = opposite(lapse.operator) if one.denied else lapse.operator
    operator = ahead if lapse.direction == "ahead" else _since(lapse, meaning, one.denied)
    amount = quantity.value * fit.factor
    value = plain(round(amount, 6), meaning.attribute.type == "integer" and is_whole(amount))
    proposal = Criterion(attribute=name, operator=operator or ">=", value=value, evidence=evidence)
    if operator is None:
        return Told(doubts=(about_people("comparison_missing", evidence, attribute=name, proposal=proposal),))
    condition = Condition(name, operator, value)
    if fit.fit != "converted":
        return Told(condition)
    units = f"{quantity.unit}→{meaning.unit}"
    other = about_people("other_unit", evidence, attribute=name, about=units, proposal=proposal)
    return Told(condition, (other.model_copy(update={"blocking": False}),))
