"""Attributes without a figure: one of several values, yes or no, known or unknown."""

from collections.abc import Sequence

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.bounds import begins_another
from tools.language.builtin.reading.eligibility.conflicts import trait_of
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.elsewhere import elsewhere, held_elsewhere, of_others
from tools.language.builtin.reading.eligibility.flags import (
    alone,
    asserted,
    assertion,
    none_is_nought,
    not_a_single,
    not_so,
)
from tools.language.builtin.reading.eligibility.leftovers import word_of_a_condition
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.scraps import is_heard, with_whole_lists
from tools.language.builtin.reading.eligibility.unsaid import (
    for_each,
    grammatical,
    lying_idle,
    not_yet,
    of_a_price,
    of_a_sum,
    of_something_else,
    only_a_length,
    until_it_is,
    where_they_go,
)
from tools.language.builtin.reading.eligibility.value_lists import list_from, lists, person_of, value_of, value_piece
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.mentions import Mention
from tools.language.builtin.reading.phrases import Phrases

_ENDING = ("remaining", "date", "recency", "tenure")
_NAME_REACH = 3
"""Words between a figure and the rest of the name of what it measures."""


def read_values(scope: Scope) -> None:
    """Lists of values of one attribute become one condition; a yes-or-no attribute is asserted by its name."""
    clause = scope.clause
    named = with_whole_lists(scope, [one for one in clause.mentions if is_heard(scope, one)])
    done: set[int] = set()
    for place, mention in enumerate(named):
        used = not scope.free(mention.start, mention.end)
        if used or mention.start in done or grammatical(clause, mention) or only_a_length(clause, mention):
            continue
        if (
            of_a_price(clause, mention)
            or of_a_sum(clause, mention)
            or for_each(clause, mention)
            or where_they_go(clause, mention)
            or lying_idle(clause, mention)
            or until_it_is(clause, mention)
            or _whose_ends(scope, mention)
            or _listed_with_channels(clause, mention)
            or clause.word_in(mention.end, "kinds")
        ):
            continue
        if (whole := of_something_else(clause, mention) or not_yet(clause, mention)) is not None:
            scope.add(_of_unknown_things(clause, *whole))
            continue
        value = value_of(clause, mention, named[place:])
        if isinstance(value, Doubt):
            members = list_from(clause, named[place:], mention.of("value")[0])
            done.update(one.start for one, _ in members)
            scope.add(Piece(mention.start, members[-1][0].end, doubts=(value,)))
        elif value is not None:
            members = list_from(clause, named[place:], value)
            done.update(one.start for one, _ in members)
            if clause.word_in(mention.start - 1, "inside") and trait_of(clause.company[value.name].attribute):
                # Who lives in Colombia need not be Colombian.
                scope.add(_of_unknown_things(clause, mention.start, members[-1][0].end))
                continue
            scope.add(_upwards(clause, members) or of_others(clause, members) or value_piece(clause, members))
        elif (start_of_rest := _of_a_name_before(scope, mention)) is not None:
            scope.add(Piece(start_of_rest, mention.end))
        elif (meaning := asserted(clause, mention) or _left_out(scope, mention)) is not None:
            piece = _by_its_name(scope, mention, meaning)
            if piece:
                scope.add(piece)


def _by_its_name(scope: Scope, mention: Mention, meaning: Meaning) -> Piece | None:
    """What being named says of an attribute: that it holds, that there is any, that there is none."""
    clause, name = scope.clause, meaning.attribute.name
    if _of_the_figure_before(scope, mention, meaning):
        return None
    start = denied_before(scope, mention.start)
    denied, one = mention.denied or start is not None, alone(clause, mention)
    condition = assertion(meaning, mention, denied=denied, one_alone=one is not None)
    if condition and (away := elsewhere(clause, mention)) and meaning.kind == "yes_no":
        return held_elsewhere(clause, mention, meaning, away)
    if denied and none_is_nought(meaning):
        return Piece(mention.start if start is None else start, mention.end, (Condition(name, "==", 0),), settled=True)
    if none_is_nought(meaning) and mention.start - 1 in scope.openers:
        return Piece(mention.start, mention.end, (Condition(name, "!=", 0),))
    if condition and (end := not_so(clause, mention)) and meaning.kind == "yes_no":
        return Piece(mention.start, end, (Condition(name, "==", meaning.no),), settled=True)
    begins = (at for at in (one, not_a_single(clause, mention), mention.start) if at is not None)
    return Piece(min(begins), mention.end, (condition,), person=person_of(clause, mention)) if condition else None


def _left_out(scope: Scope, mention: Mention) -> Meaning | None:
    """`nada de mora`, `excluding complaints`: what is left out by the word in front of it is having any."""
    meanings = [scope.clause.company[sense.name] for sense in mention.of("attribute") if not sense.weak]
    opened = len(meanings) == 1 and mention.start - 1 in scope.openers
    return meanings[0] if opened and (meanings[0].kind == "counted" or none_is_nought(meanings[0])) else None


def _whose_ends(scope: Scope, mention: Mention) -> bool:
    """`whose contract is up for renewal in 45 days`: what ends, and not who has one."""
    clause = scope.clause
    whose = any(clause.word_in(at, "whose") for at in (mention.start - 1, mention.start - 2))
    behind = (one for one in scope.pieces if 0 <= one.start - mention.end <= _NAME_REACH)
    named = [condition.attribute for one in behind for condition in one.conditions]
    return whose and bool(mention.of("value")) and any(clause.company[name].kind in _ENDING for name in named)


def _of_the_figure_before(scope: Scope, mention: Mention, meaning: Meaning) -> bool:
    """`referred no more than one friend`: both words name the attribute, and the figure has been read."""
    name = meaning.attribute.name
    beside = (one for one in scope.pieces if mention.start in (one.end, one.end + 1) or mention.end == one.start)
    return any(condition.attribute == name for one in beside for condition in one.conditions)


def _of_a_name_before(scope: Scope, mention: Mention) -> int | None:
    """Where the rest of a name begins: `put over $2,000 a month on their debit card`, of which the sum is measured."""
    clause = scope.clause
    before = max((one for one in scope.pieces if one.end <= mention.start), key=lambda one: one.end, default=None)
    if before is None or not any(clause.company[one.attribute].numeric for one in before.conditions):
        return None
    between = range(before.end, mention.start)
    period = clause.at(clause.known.campaign.per_period, between.start) if between else None
    between = range(period.end, mention.start) if period else between
    logic = clause.known.logic
    borders: tuple[Phrases[object], ...] = (logic.joints, logic.relatives, logic.holding, logic.negators)
    held = [at for at in between if any(clause.at(one, at) for one in borders) and not clause.word_in(at, "done_to")]
    signs = any(clause.tokens[at].kind == "sign" for at in between)
    apart = bool(held) or signs or len(between) > _NAME_REACH
    own = all(word_of_a_condition(clause, at, [before]) for at in range(mention.start, mention.end))
    return before.end if own and not apart else None


def _of_unknown_things(clause: Clause, start: int, end: int) -> Piece:
    doubt = Doubt(kind="group_unknown", field="audience", evidence=clause.quote(start, end))
    return Piece(start, end, doubts=(doubt,))


def _listed_with_channels(clause: Clause, mention: Mention) -> bool:
    """`email + app`, `app y SMS`: how it is said, though people may have it."""
    channels, listed = clause.known.campaign.channels, clause.known.campaign.channels_listed
    if not (clause.at(channels, mention.start) or clause.at(listed, mention.start)):
        return False
    before = lists(clause, mention.start - 1) and clause.ending(channels, mention.start - 1) is not None
    behind = mention.end < len(clause.tokens) and lists(clause, mention.end)
    return before or (behind and clause.at(channels, mention.end + 1) is not None)


def _upwards(clause: Clause, members: Sequence[tuple[Mention, Sense]]) -> Piece | None:
    """`silver or higher`: the catalogue does not say which values are higher."""
    end = members[-1][0].end
    compared = clause.at(clause.known.comparisons.after, end)
    if compared is None or clause.tokens[end].kind == "sign" or begins_another(clause, end, compared.end):
        return None
    start, name = members[0][0].start, members[0][1].name
    evidence = clause.quote(start, compared.end)
    doubt = Doubt(kind="ambiguous", field=f"audience.{name}", evidence=evidence, about=name)
    return Piece(start, compared.end, doubts=(doubt,))
