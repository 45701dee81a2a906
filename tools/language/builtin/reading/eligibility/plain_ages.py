"""Ages that stand alone: `…, under 45, …`, `22–40.`, `… y tengan menos de 60`, `under 30 only`.

A figure with no unit that nothing else is told of is how old people are, where the catalogue records that.
"""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.ages import OLDEST, YOUNGEST, age_piece
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.pieces import Scope
from tools.language.builtin.reading.phrases import Phrases

_OF_PEOPLE = (None, "title", "audience", "exclusion")
_OPPOSITE_ENDS = ({">", ">="}, {"<", "<="})


def read_plain_ages(scope: Scope) -> None:
    clause = scope.clause
    if clause.sentence.section not in _OF_PEOPLE:
        return
    for bound in bounds(clause):
        if not _a_figure_of_people(bound) or not scope.free(bound.start, bound.end):
            continue
        first, last = _opened(scope, bound.start), _closed(scope, bound.end + clause.plural_at(bound.end))
        if first is None or last is None or _other_end(scope, bound):
            continue
        if scope.spoken_of(bound.start) or (scope.roles[bound.start] == "open" and _among_conditions(clause, bound)):
            scope.add(age_piece(clause, bound, first, last))


def _a_figure_of_people(bound: Bound) -> bool:
    amount = bound.quantity
    told = not bound.bare or amount.high is not None
    alone = amount.unit is None and not amount.article and not amount.others
    return told and alone and all(YOUNGEST <= value <= OLDEST for value in bound.values)


def _opened(scope: Scope, start: int) -> int | None:
    """Where the words of the age begin; None where something stands in front that may be counted."""
    clause, at, first = scope.clause, start, start
    while at > 0:
        before = at - 1
        if _border(scope, before) or clause.ending(clause.known.people.heads, at):
            return first
        if clause.at(clause.known.logic.joints, before) or clause.word_in(before, "relatives"):
            return first  # `sin impagos y que tengan menos de 60`: another condition begins
        if clause.word_in(before, "aging"):
            first = before
        elif not clause.word_in(before, "age_openers"):
            return None
        at = before
    return first


def _closed(scope: Scope, end: int) -> int | None:
    """Where they end; None where a noun follows that is counted."""
    clause = scope.clause
    at = end
    while at < len(clause.tokens) and clause.word_in(at, "age_closers"):
        at += 1
    logic = clause.known.logic
    kinds: tuple[Phrases[object], ...] = (logic.joints, logic.relatives, logic.holding, logic.negators)
    ends = at >= len(clause.tokens) or clause.tokens[at].kind == "sign" or any(clause.at(p, at) for p in kinds)
    return end if ends or clause.word_in(at, "behind_age") or at in clause.date_at else None


def _border(scope: Scope, place: int) -> bool:
    """A sign, another condition, or the value of one stands there."""
    clause = scope.clause
    mention = clause.mention_at.get(place)
    valued = mention is not None and bool(mention.of("value")) and not mention.of("attribute")
    return clause.tokens[place].kind == "sign" or place in scope.used or valued


def _other_end(scope: Scope, bound: Bound) -> bool:
    """`score over 50, under 80`: the second end of a range that something else was given."""
    clause = scope.clause
    for piece in scope.pieces:
        near = 0 <= bound.start - piece.end <= 2
        for condition in piece.conditions if near else ():
            meaning = clause.company[condition.attribute]
            ends = {condition.operator, bound.operator}
            opposite = all(ends & side for side in _OPPOSITE_ENDS)
            low = condition.value if isinstance(condition.value, int | float) else None
            counted = meaning.unit in (None, "points", "share", "percent") and meaning.kind not in ("age", "yes_no")
            if opposite and counted and low is not None and low < bound.values[0] and condition.operator[0] == ">":
                return True
    return False


def _among_conditions(clause: Clause, bound: Bound) -> bool:
    """Nobody is named, but the sentence is a list of conditions, or nothing but this."""
    campaign = clause.known.campaign
    others: tuple[Phrases[object], ...] = (campaign.budget, campaign.goal, campaign.offer)
    first, last = next(((a, b) for a, b in clause.stretches if a <= bound.start < b), (bound.start, bound.end))
    if any(
        clause.at(phrases, at) for phrases in others for at in range(first, last) if at < bound.start or at >= bound.end
    ):
        return False
    words = [at for at, token in enumerate(clause.tokens) if token.kind != "sign"]
    rest = [at for at in words if not bound.start <= at < bound.end and not clause.word_in(at, "age_closers")]
    described = any(mention.of("attribute", "value") for mention in clause.mentions)
    return described or not rest
