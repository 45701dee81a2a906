"""Audiences written down briefly in tables: `age between 30..55`, `city in Madrid|Bilbao`, `consent is_set`.

Two ways to demand the same are the same: a range is its two bounds, a list of one is the one.
"""

from collections.abc import Iterable
from typing import Any

from batuta.audience import Audience, Criterion, excluded_together
from batuta.catalogue import Catalogue
from batuta.reading import Doubt, Eligibility

Atom = tuple[str, str, object]
_OPERATORS = ("not in", "is_not_set", "is_set", "between", "==", "!=", "<=", ">=", "<", ">", "in")


def written(case: dict[str, Any], catalogue: Catalogue) -> set[object]:
    """What a case of a table demands."""

    def together(items: Iterable[str]) -> frozenset[Atom]:
        return frozenset(atom for item in items for atom in _parsed(item, catalogue))

    found: set[object] = set(together(case.get("all", [])))
    found |= {("any", frozenset(together([item]) for item in group)) for group in case.get("any", [])}
    excluded = [item if isinstance(item, list) else [item] for item in case.get("not", [])]
    return found | {("not", together(item)) for item in excluded}


def said(audience: Audience) -> set[object]:
    """What an audience demands, in the same form."""
    found: set[object] = {atom for one in audience.all for atom in _atoms(one)}
    found |= {("any", frozenset(frozenset(_atoms(one)) for one in group)) for group in audience.any}
    excluded = [excluded_together(item) for item in audience.exclude]
    return found | {("not", frozenset(atom for one in item for atom in _atoms(one))) for item in excluded}


def asked(doubts: Iterable[Doubt], field: str) -> bool:
    """A doubt concerns the field, or the audience as a whole where it is one of its attributes."""
    fields = {doubt.field for doubt in doubts}
    whole = field.startswith("audience.") and "audience" in fields
    return whole or any(one == field or one.startswith(f"{field}.") for one in fields)


def blocking(eligibility: Eligibility) -> list[Doubt]:
    return [doubt for doubt in eligibility.doubts if doubt.blocking]


def _atoms(criterion: Criterion) -> set[Atom]:
    return _normal(criterion.attribute, criterion.operator, criterion.value)


def _parsed(item: str, catalogue: Catalogue) -> set[Atom]:
    name, rest = item.split(" ", 1)
    operator = next(one for one in _OPERATORS if rest.startswith(one))
    value = rest[len(operator) :].strip()
    kind = catalogue[name].type

    def scalar(text: str) -> object:
        if kind == "boolean":
            return text == "true"
        return float(text) if kind in ("integer", "number") else text

    if operator in ("is_set", "is_not_set"):
        return {(name, operator, None)}
    if operator == "between":
        return _normal(name, operator, tuple(scalar(one) for one in value.split("..")))
    if operator in ("in", "not in"):
        return _normal(name, operator, tuple(scalar(one) for one in value.split("|")))
    return _normal(name, operator, scalar(value))


def _normal(name: str, operator: str, value: Any) -> set[Atom]:
    if operator == "between":
        return {(name, ">=", value[0]), (name, "<=", value[1])}
    if operator in ("==", "in"):
        return {(name, "in", frozenset(value if operator == "in" else (value,)))}
    if operator in ("!=", "not in"):
        return {(name, "not in", frozenset(value if operator == "not in" else (value,)))}
    return {(name, operator, value)}
