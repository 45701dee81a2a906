"""Criteria found against criteria expected, as precision, recall and F1 after normalisation.

`between` counts as its two bounds, `in` with one value as `==`, `not in` with one value as `!=`, a negated
boolean as the other value, one excluded condition as its opposite: two ways to say the same are the same. A yes
or no that is kept as words counts by its word: what is not `yes` is `no`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from batuta.audience import Audience, Criterion, Operator, excluded_together

Atom = tuple[str, ...]
_OPPOSITE: dict[Operator, Operator] = {
    "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "in": "not in", "not in": "in",
    "is_set": "is_not_set", "is_not_set": "is_set",
}  # fmt: skip


class Agreement(NamedTuple):
    right: int
    missed: tuple[Atom, ...]
    invented: tuple[Atom, ...]

    @property
    def f1(self) -> float:
        total = 2 * self.right + len(self.missed) + len(self.invented)
        return 1.0 if total == 0 else 2 * self.right / total


def agreement(expected: Audience, found: Audience) -> Agreement:
    wanted, got = set(_atoms(expected)), set(_atoms(found))
    return Agreement(len(wanted & got), tuple(sorted(wanted - got)), tuple(sorted(got - wanted)))


def _atoms(audience: Audience) -> Iterator[Atom]:
    for criterion in audience.all:
        yield from (("all", *atom) for atom in _of(criterion))
    for group in audience.any:
        yield ("any", *sorted("|".join(atom) for criterion in group for atom in _of(criterion)))
    for item in audience.exclude:
        together = excluded_together(item)
        if len(together) == 1:
            yield from _excluded(together[0])
        else:
            yield ("exclude", *sorted("|".join(atom) for criterion in together for atom in _of(criterion)))


def _excluded(criterion: Criterion) -> Iterator[Atom]:
    """Leaving out those for whom something holds is demanding that it does not."""
    opposite = _OPPOSITE.get(criterion.operator)
    if isinstance(criterion.value, bool) and criterion.operator in ("==", "!="):
        yield from (("all", *atom) for atom in _of(criterion.model_copy(update={"value": not criterion.value})))
    elif opposite:
        yield from (("all", *atom) for atom in _of(criterion.model_copy(update={"operator": opposite})))
    else:
        yield from (("exclude", *atom) for atom in _of(criterion))


def _of(criterion: Criterion) -> Iterator[Atom]:
    name, operator, value = criterion.meaning
    if operator == "between" and isinstance(value, tuple):
        yield (name, ">=", _said(value[0]))
        yield (name, "<=", _said(value[1]))
    elif operator in ("in", "not in") and isinstance(value, tuple):
        if len(value) == 1:
            yield (name, "==" if operator == "in" else "!=", _said(value[0]))
        else:
            yield (name, operator, ",".join(sorted(_said(item) for item in value)))
    elif operator == "!=" and str(value).casefold() in ("yes", "no"):
        yield (name, "==", _said("no" if str(value).casefold() == "yes" else "yes"))
    elif isinstance(value, bool):
        yield (name, "==", _said(value if operator == "==" else not value))
    else:
        yield (name, operator, _said(value))


def _said(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) or str(value) in ("Yes", "No") else str(value)
