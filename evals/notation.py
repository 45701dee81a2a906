"""Criteria as a marketer writes them down: `age between 30..55`, `province in Madrid | Barcelona`, `payroll == true`.

Dates are written 2027-03-31, numbers plainly, lists with `|`, ranges with `..`.
"""

import re
from typing import Any

_OPERATORS = ("not in", "is_not_set", "is_set", "between", "==", "!=", "<=", ">=", "<", ">", "in")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def criterion(written: str) -> dict[str, object]:
    """
    >>> criterion("age between 30..55"), criterion("loan == yes")["value"]
    ({'attribute': 'age', 'operator': 'between', 'value': (30, 55)}, 'yes')
    """
    attribute, _, rest = written.strip().partition(" ")
    operator = next((one for one in _OPERATORS if rest.startswith(one)), None)
    if operator is None:
        raise ValueError(f"“{written}” has no operator; one of {', '.join(_OPERATORS)}")
    said = rest[len(operator) :].strip()
    value: object = None
    if operator == "between":
        value = tuple(_scalar(edge) for edge in said.split(".."))
    elif operator in ("in", "not in"):
        value = tuple(_scalar(item) for item in said.split("|"))
    elif said:
        value = _scalar(said)
    return {"attribute": attribute, "operator": operator, "value": value}


def audience(written: Any) -> object:
    """A list means `all`; in `any` and `exclude` a list is a group."""
    if isinstance(written, list):
        return [_items(item) for item in written]
    if isinstance(written, dict):
        return {part: _items(items) for part, items in written.items()}
    return written


def _items(item: object) -> object:
    if isinstance(item, str):
        return criterion(item)
    return [_items(one) for one in item] if isinstance(item, list) else item


def _scalar(said: str) -> object:
    plain = said.strip().strip("\"'")
    if plain in ("true", "false"):
        return plain == "true"
    if _NUMBER.fullmatch(said.strip()):
        number = float(plain)
        return int(number) if number.is_integer() else number
    return plain
