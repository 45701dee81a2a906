"""A score: how good one answer is by one measure, and why it is not better."""

from typing import NamedTuple


class Score(NamedTuple):
    metric: str
    value: float
    """In 0..1."""
    reason: str = ""
    weight: float = 1.0
    """How many things it was measured on: criteria, quotes, questions. A suite's figure is the weighted mean, so
    that a brief with ten criteria counts ten times as much as one with one."""


def same(metric: str, expected: object, found: object) -> Score:
    return Score(metric, 1.0) if expected == found else Score(metric, 0.0, f"expected {expected}, found {found}")


def share(metric: str, right: int, of: int, reason: str) -> Score | None:
    """The part that is right; nothing where there is nothing to be measured on."""
    return Score(metric, right / of, reason if right < of else "", of) if of else None
