"""Criteria found against criteria expected, as precision, recall and F1 after normalisation.

`between` counts as its two bounds, `in` with one value as `==`, `not in` with one value as `!=`, a negated
boolean as the other value, one excluded condition as its opposite: two ways to say the same are the same. A yes
or no that is kept as words counts by its word: what is not `yes` is `no`. Of an attribute that has whole numbers
alone, `> 2` is `>= 3`, `< 3` is `<= 2`, and a list without gaps is its two bounds.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeGuard

from batuta.audience import Audience, Criterion, Operator, Scalar, Value, excluded_together

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


def agreement(expected: Audience, found: Audience, *, whole: frozenset[str] = frozenset()) -> Agreement:
    """
    whole: names of the attributes that have whole numbers alone.
    """
    wanted, got = set(_Atoms(whole).of(expected)), set(_Atoms(whole).of(found))
    return Agreement(len(wanted & got), tuple(sorted(wanted - got)), tuple(sorted(got - wanted)))


class _Atoms:
    """What an audience demands, in the one form that every way to say it has."""

    def __init__(self, whole: frozenset[str]) -> None:
        self._whole = whole

    def of(self, audience: Audience) -> Iterator[Atom]:
        for criterion in audience.all:
            yield from (("all", *atom) for atom in self._of(criterion))
        for group in audience.any:
            yield ("any", *sorted("|".join(atom) for criterion in group for atom in self._of(criterion)))
        for item in audience.exclude:
            together = excluded_together(item)
            if len(together) == 1:
                yield from self._excluded(together[0])
            else:
                yield ("exclude", *sorted("|".join(atom) for criterion in together for atom in self._of(criterion)))

    def _excluded(self, criterion: Criterion) -> Iterator[Atom]:
        """Leaving out those for whom something holds is demanding that it does not."""
        opposite = _OPPOSITE.get(criterion.operator)
        if isinstance(criterion.value, bool) and criterion.operator in ("==", "!="):
            denied = criterion.model_copy(update={"value": not criterion.value})
            yield from (("all", *atom) for atom in self._of(denied))
        elif opposite:
            yield from (("all", *atom) for atom in self._of(criterion.model_copy(update={"operator": opposite})))
        else:
            yield from (("exclude", *atom) for atom in self._of(criterion))

    def _of(self, criterion: Criterion) -> Iterator[Atom]:
        name, operator, value = criterion.meaning
        if name in self._whole:
            operator, value = _in_whole_numbers(operator, value)
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


def _in_whole_numbers(operator: str, value: Value) -> tuple[str, Value]:
    """Inclusive bounds, and a list without gaps as its bounds; what is no whole number stays as it is."""
    if operator == "in" and isinstance(value, tuple):
        numbers = sorted({int(one) for one in value if _is_whole(one)})
        gapless = len(numbers) == len(set(value)) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
        return ("between", (numbers[0], numbers[-1])) if gapless else (operator, value)
    if operator in (">", "<") and not isinstance(value, tuple) and _is_whole(value):
        return (">=", int(value) + 1) if operator == ">" else ("<=", int(value) - 1)
    return operator, value


def _is_whole(value: Scalar | None) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()


def _said(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) or str(value) in ("Yes", "No") else str(value)
