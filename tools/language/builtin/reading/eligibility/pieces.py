"""What the rules find: conditions at their places, before they are joined into an audience."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from batuta.audience import Criterion, Operator, Value
from batuta.catalogue import Attribute
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.scopes import Role

_OPPOSITE: dict[Operator, Operator] = {
    "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "in": "not in", "not in": "in",
    "is_set": "is_not_set", "is_not_set": "is_set",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute compared with a value, as said without any denial around it."""

    attribute: str
    operator: Operator
    value: Value = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `start` up to `end` state conditions that all hold, or raise a doubt."""

    start: int
    end: int
    conditions: tuple[Condition, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    denied: bool = False
    settled: bool = False
    """Its own rule has already seen to denial, so that a `no` in front must not be counted again."""
    left_out: bool = False
    """Those for whom it holds are left out: `no complaint in the last 90 days` keeps those who never complained."""
    person: bool = False
    """It names people by a noun, as `employees`; two such nouns are two groups."""


@dataclass
class Scope:
    """A clause with the roles of its words and the pieces found so far."""

    clause: Clause
    roles: Sequence[Role]
    pieces: list[Piece] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    openers: frozenset[int] = frozenset()
    """Words that open an exclusion; the `not` among them is no denial of what follows."""
    refusals: tuple[tuple[int, int], ...] = ()
    """A head of people, and where the words end that leave them out afterwards: `a los que … no les escribimos`."""

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.used.update(range(piece.start, piece.end))

    def free(self, start: int, end: int) -> bool:
        return not any(place in self.used or place in self.clause.taken for place in range(start, end))

    def spoken_of(self, place: int) -> bool:
        """People are being described here."""
        return self.roles[place] in ("audience", "exclusion")


def criterion(clause: Clause, piece: Piece, condition: Condition, attribute: Attribute) -> Criterion:
    """The condition with its evidence, turned round where it is denied."""
    operator, value = condition.operator, condition.value
    meaning = clause.company[condition.attribute]
    if piece.denied and meaning.kind == "yes_no" and (operator, value) == ("==", meaning.yes):
        value = meaning.no
    elif piece.denied:
        operator, value = denied(condition, attribute)
    return Criterion(
        attribute=condition.attribute, operator=operator, value=value, evidence=clause.quote(piece.start, piece.end)
    )


def denied(condition: Condition, attribute: Attribute) -> tuple[Operator, Value]:
    """A boolean changes its value, a comparison its direction; fewer than one is none."""
    if attribute.type == "boolean" and condition.operator == "==":
        return "==", not condition.value
    if condition.operator == ">=" and condition.value == 1 and attribute.type == "integer":
        return "==", 0
    if condition.operator == "between":
        return "between", condition.value
    return _OPPOSITE[condition.operator], condition.value
