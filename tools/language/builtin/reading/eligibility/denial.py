"""Is a condition denied by a word in front of it?"""

from tools.language.builtin.reading.eligibility.pieces import Scope

_STOPS = frozenset(",;.:()")
_MOST = 8


def denied_before(scope: Scope, start: int) -> int | None:
    """Where the `no`, `sin`, `without` that denies a condition stands, or None.

    Only words without meaning of their own may stand between. Two denials cancel out, unless the one only
    supports the other, as in `no tienen ninguna`.
    """
    clause = scope.clause
    place = start - 1
    found: list[int] = []
    supported: list[int] = []
    for _ in range(_MOST):
        if place < 0 or place in clause.mention_at or place in scope.openers or not scope.free(place, place + 1):
            break
        if clause.tokens[place].norm in _STOPS or clause.word_in(place, "denial_stops"):
            break
        match = clause.ending(clause.known.logic.negators, place + 1, longest=4)
        if match and not _merely(scope, match.end):
            concord = clause.tokens[match.start].norm in clause.known.logic.concord
            joining = clause.at(clause.known.logic.joints, match.start) is not None
            if joining and scope.roles[match.start] == "exclusion":
                break  # `nada para A ni para B`: the second is left out like the first
            (supported if concord else found).append(match.start)
            place = match.start - 1
            continue
        place -= 1
    if not found:
        return supported[-1] if supported else None
    return min(found[-1], *supported, found[-1]) if len(found) % 2 else None


def _merely(scope: Scope, end: int) -> bool:
    """`no solo`, `not only`, `not just`: no denial."""
    return scope.clause.word_in(end, "mere")
