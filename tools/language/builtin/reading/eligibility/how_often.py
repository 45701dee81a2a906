"""How often something was done, where no name is said: `bought at least twice`, `vinieron 3 veces como mucho`."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.limits import compared_piece
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.meaning import Meaning

_AHEAD, _BEHIND = 2, 3


def read_how_often(scope: Scope) -> None:
    """A number of times beside a happening that one attribute alone counts, in the time that it counts."""
    clause = scope.clause
    for bound in bounds(clause):
        if not _times(clause, bound) or not scope.free(bound.start, bound.end) or not scope.spoken_of(bound.start):
            continue
        if clause.at(clause.known.campaign.per_period, bound.end):
            continue  # `8 times a month`: in another time than the one that is counted
        event = _event(clause, bound)
        counting = _counting(clause, event[1]) if event and scope.free(event[0], event[0] + 1) else []
        if event and len(counting) == 1:
            start, end = min(event[0], bound.start), max(event[0] + 1, bound.end)
            scope.add(compared_piece(clause, counting[0], bound, start, end))


def _times(clause: Clause, bound: Bound) -> bool:
    """`3 times`, `twice`."""
    alone = any(clause.word_in(at, "so_often") for at in range(bound.quantity.start, bound.quantity.end))
    return bound.quantity.unit == "times" or (bound.quantity.unit is None and alone)


def _event(clause: Clause, bound: Bound) -> tuple[int, str] | None:
    """The nearest word for a happening, in front of the figure or right behind it."""
    behind = range(bound.end, min(bound.end + _BEHIND, len(clause.tokens)))
    around = [*range(bound.quantity.start - 1, max(-1, bound.start - 1 - _AHEAD), -1), *behind]
    for at in around:
        if clause.tokens[at].norm in (",", ";", "."):
            continue
        match = clause.at(clause.known.events, at)
        if match:
            return at, match.meaning
    return None


def _counting(clause: Clause, what: str) -> list[Meaning]:
    meanings = clause.company.of_kind("count", "counted")
    return [one for one in meanings if what in one.happening]
