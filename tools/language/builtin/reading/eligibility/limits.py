"""One attribute and one comparison: the condition they make, or the doubt that keeps them from making one."""

from batuta.audience import Criterion, Operator
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.bounds import Bound, plain
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.meaning import Meaning

_YEARS = (1800, 2200)
_EARLIER: dict[Operator, Operator] = {">=": "<=", ">": "<"}
_LATER: dict[Operator, Operator] = {"<=": ">=", "<": ">"}
_COUNTS = ("count", "counted", "age")
"""Kinds of attributes of which a bare figure is exact: `con 2 hijos`."""


def compared_piece(clause: Clause, meaning: Meaning, bound: Bound, start: int, end: int) -> Piece:
    name, evidence, fit = meaning.attribute.name, clause.quote(start, end), fitted(bound.quantity, meaning)
    if fit.fit == "currency":
        units = f"{bound.quantity.unit}→{meaning.unit}"
        return Piece(start, end, doubts=(about_people("other_currency", evidence, attribute=name, about=units),))
    integral = meaning.attribute.type == "integer"
    values = tuple(
        plain(round(value * fit.factor, 6), integral and is_whole(value * fit.factor)) for value in bound.values
    )
    operator = turned_for_years(clause, meaning, bound)
    condition = Condition(name, operator, values if operator in ("between", "in") else values[0])
    doubt = _doubt(clause, meaning, bound, condition, start, end)
    if doubt:
        return Piece(start, end, doubts=(doubt,))
    doubts: tuple[Doubt, ...] = ()
    if fit.fit == "converted":
        units = f"{bound.quantity.unit}→{meaning.unit}"
        proposal = as_criterion(clause, condition, start, end)
        other = about_people("other_unit", evidence, attribute=name, about=units, proposal=proposal)
        doubts = (other.model_copy(update={"blocking": False}),)
    return Piece(start, end, (condition,), doubts, settled=True)


def _doubt(clause: Clause, meaning: Meaning, bound: Bound, condition: Condition, start: int, end: int) -> Doubt | None:
    """`unas 900`; a value the attribute cannot have; a bare figure where nothing says at least or at most."""
    name, evidence = condition.attribute, clause.quote(start, end)
    if bound.quantity.approximate or (bound.quantity.others and bound.operator != "in"):
        proposal = as_criterion(clause, condition, start, end)
        return about_people("approximate", evidence, attribute=name, proposal=proposal)
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if _out_of_range(meaning, values):
        low, high = meaning.attribute.range or (0, 0)
        return about_people("impossible_value", evidence, attribute=name, options=(f"{low:g}", f"{high:g}"))
    if bound.bare and meaning.kind not in _COUNTS and bound.operator != "in" and values[0] != 0:
        proposal = as_criterion(clause, Condition(name, ">=", values[0]), start, end)
        return about_people("comparison_missing", evidence, attribute=name, proposal=proposal)
    return None


def turned_for_years(clause: Clause, meaning: Meaning, bound: Bound) -> Operator:
    """`model year 2012 or older` is at most 2012, `2018 o más reciente` at least."""
    low, high = meaning.attribute.range or (0, 0)
    if meaning.kind == "age" or not (_YEARS[0] <= low and high <= _YEARS[1]):
        return bound.operator
    near = range(max(0, bound.start - 1), min(bound.end + 2, len(clause.tokens)))
    if any(clause.word_in(at, "older_years") for at in near):
        return _EARLIER.get(bound.operator, bound.operator)
    newer = any(clause.word_in(at, "newer_years") for at in near)
    return _LATER.get(bound.operator, bound.operator) if newer else bound.operator


def as_criterion(clause: Clause, condition: Condition, start: int, end: int) -> Criterion:
    return Criterion(
        attribute=condition.attribute,
        operator=condition.operator,
        value=condition.value,
        evidence=clause.quote(start, end),
    )


def is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9


def _out_of_range(meaning: Meaning, values: tuple[object, ...]) -> bool:
    if meaning.attribute.range is None:
        return False
    low, high = meaning.attribute.range
    return any(isinstance(value, (int, float)) and not low <= value <= high for value in values)
