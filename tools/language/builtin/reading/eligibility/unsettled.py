"""Sentences about people of which a part was read and the part that decides was not: they are asked about whole.

`Pet owners have their own programme`: who owns a pet is known, and whether they are meant is not said in words that
we know. A condition taken from it would take in those who may have been meant to be left out.
"""

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.eligibility.verdicts import begins_with_people, in_doubt
from tools.language.builtin.reading.phrases import Phrases

IN_OR_OUT = "in_or_out"


def leave_open(scope: Scope) -> None:
    """Conditions whose own sentence was not understood to its end become one question that quotes it."""
    clause = scope.clause
    for start, end in _unsettled(scope):
        inside = [one for one in scope.pieces if start <= one.start < end]
        if not any(one.conditions for one in inside):
            continue
        doubt = Doubt(kind="ambiguous", field="audience", evidence=clause.quote(start, end), about=IN_OR_OUT)
        kept = [one for one in scope.pieces if one not in inside]
        scope.pieces[:] = [*kept, Piece(start, end, doubts=(doubt,))]


def _unsettled(scope: Scope) -> list[tuple[int, int]]:
    found = [*in_doubt(scope.clause), *_without_its_end(scope)]
    if scope.clause.sentence.section not in (None, "title"):
        return found
    for unread in scope.pieces:
        if unread.conditions or not any(one.kind == "group_unknown" for one in unread.doubts):
            continue
        first = next((a for a, b in scope.clause.stretches if a <= unread.start < b), unread.start)
        told = [one for one in scope.pieces if one.conditions and first <= one.start and one.end <= unread.start]
        after = [one for one in scope.pieces if one.conditions and one.start >= unread.end]
        alone = len([one for one in scope.pieces if one.doubts]) == 1
        leading = scope.clause.preceding and after and alone and not told and unread.start <= 1 and first == 0
        if leading and _names_people(scope.clause, unread.start, after[0].start):
            found.append((0, after[-1].end))
        if told and begins_with_people(scope.clause, first) and _predicate(scope, told[-1], unread):
            found.append((first, unread.end))
    return found


def _names_people(clause: Clause, start: int, end: int) -> bool:
    """A noun for them or an article stands there: `Evítense los …`, `… mail people with …`."""
    heads = any(clause.at(clause.known.people.heads, at) for at in range(start, end))
    return heads or any(clause.word_in(at, part) for at in range(start, end) for part in ("those", "articles"))


def _predicate(scope: Scope, told: Piece, unread: Piece) -> bool:
    """A verb of what they are, have or get stands between, and no word that goes on describing them."""
    clause, logic = scope.clause, scope.clause.known.logic
    between = range(told.end, unread.start)
    kinds: tuple[Phrases[object], ...] = (logic.relatives, logic.joints)
    more = any(clause.at(phrases, at) for phrases in kinds for at in between)
    verb = any(clause.word_in(at, "predicating") for at in between) or _led_by_verb(clause, unread.start)
    return verb and not more


def _led_by_verb(clause: Clause, place: int) -> bool:
    return clause.word_in(place, "predicating")


def _without_its_end(scope: Scope) -> list[tuple[int, int]]:
    """`Si tienen un caso abierto, ahí la dejamos.`: what becomes of those for whom it holds was not understood."""
    clause, logic = scope.clause, scope.clause.known.logic
    opened = next((at for at in range(_OPENING) if clause.word_in(at, "if")), None)
    if opened is None or scope.refusals or len(clause.stretches) < 2 or clause.sentence.section not in (None, "title"):
        return []
    first, last = clause.stretches[0]
    then = range(last, len(clause.tokens))
    kinds: tuple[Phrases[object], ...] = (
        logic.hedges, logic.welcome, logic.inclusions, logic.provided, clause.known.campaign.promotes,
        clause.known.campaign.objectives, clause.known.campaign.channels, clause.known.campaign.offer,
    )  # fmt: skip
    understood = any(clause.marked(at) or any(clause.at(one, at) for one in kinds) for at in then)
    led = all(clause.word_in(at, part) for at in range(opened) for part in ("and",)) or opened == 0
    return [] if understood or not led else [(first, len(clause.tokens))]


_OPENING = 2
