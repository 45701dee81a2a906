"""Attributes that are numbers, compared: `score of at least 750`, `más de 3 compras`, `ticket entre 40 y 60 €`."""

from collections.abc import Sequence

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.ages import OLDEST, YOUNGEST
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.lapses import same_length
from tools.language.builtin.reading.eligibility.limits import compared_piece
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.entries import Sense
from tools.language.builtin.reading.mentions import Mention

_REACH = 6
_STOPS = (";", ".")


def read_comparisons(scope: Scope) -> None:
    """Pair each numeric attribute with the comparison nearest to it; a comparison serves one attribute."""
    clause = scope.clause
    measured = [one for one in clause.mentions if _numeric(clause, one) and scope.free(one.start, one.end)]
    measured = [one for one in measured if not _only_a_period(clause, one)]
    open_bounds = [one for one in bounds(clause) if scope.free(one.start, one.end)]
    measured = [one for one in measured if not _unit_of_another(clause, one, measured, open_bounds)]
    pairs = sorted(
        (distance, mention.start, place)
        for mention in measured
        for place, bound in enumerate(open_bounds)
        if (distance := _distance(clause, mention, bound)) is not None
    )
    done: set[int] = set()
    served: set[int] = set()
    by_start = {one.start: one for one in measured}
    for _, start, place in pairs:
        if start in done or place in served:
            continue
        mention, bound = by_start[start], open_bounds[place]
        if not (scope.spoken_of(start) or _unmistakable(scope, mention, bound)):
            continue
        piece = _piece(clause, mention, bound)
        if piece:
            done.add(start)
            served.add(place)
            scope.add(piece)
            _second_bound(scope, mention, bound, open_bounds, served)


def _numeric(clause: Clause, mention: Mention) -> bool:
    return any(clause.company[sense.name].numeric for sense in mention.of("attribute"))


def _only_a_period(clause: Clause, mention: Mention) -> bool:
    """`40 mil al año`: the year is none of age."""
    period = clause.ending(clause.known.campaign.per_period, mention.end)
    return period is not None and period.start < mention.start


def _unit_of_another(clause: Clause, mention: Mention, measured: list[Mention], found: list[Bound]) -> bool:
    """`whose oldest appliance is more than 12 years old`: the years are those of the appliance, and nobody's age."""
    if not _of_ages(clause, mention):
        return False
    own = next((one for one in found if one.quantity.unit == "years" and _holds(one, mention)), None)
    if own is None:
        return False
    if _told_behind(clause, own, measured):
        return True
    others = (one for one in measured if one.end <= own.start and not _of_ages(clause, one))
    return any(
        any(_fits(clause, sense, own) and clause.company[sense.name].unit == "years" for sense in one.of("attribute"))
        and all(_says_is(clause, at) for at in range(one.end, own.start))
        for one in others
    )


def _told_behind(clause: Clause, own: Bound, measured: list[Mention]) -> bool:
    """`2 años de antigüedad`, `2 years' tenure`: what so many years are of stands right behind them."""
    end = own.quantity.end
    end += end < len(clause.tokens) and clause.tokens[end].norm in ("'", "’")
    behind = end + clause.word_in(end, "of")
    following = next((one for one in measured if one.start == behind and not _of_ages(clause, one)), None)
    return following is not None and any(_fits(clause, sense, own) for sense in following.of("attribute"))


def _holds(bound: Bound, mention: Mention) -> bool:
    """The name is the unit of the figure: `12 years old`."""
    return bound.quantity.start <= mention.start <= bound.quantity.end


def _says_is(clause: Clause, place: int) -> bool:
    sign = clause.tokens[place].norm in (":", "=", "|")
    return sign or clause.word_in(place, "copulas") or clause.word_in(place, "linking")


def _unmistakable(scope: Scope, mention: Mention, bound: Bound) -> bool:
    """Nobody has been named, but an attribute of customers is compared in so many words."""
    return (
        scope.roles[mention.start] == "open"
        and (not bound.bare or bound.values == (0.0,))
        and all(not sense.weak or len(mention.senses) == 1 for sense in mention.senses)
    )


def _distance(clause: Clause, mention: Mention, bound: Bound) -> float | None:
    """How far apart, or None where something stands between. Just before counts as closest: `3 compras`."""
    if bound.start >= mention.end:
        between: Sequence[int] = range(mention.end, bound.start)
        extra = 0.0
    elif bound.end <= mention.start:
        between = range(bound.end, mention.start)
        extra = -0.5 if len(between) <= 1 else 1.5
    else:
        return 0.0
    passed = _own_window(clause, mention, between)
    between = [place for place in between if place not in passed]
    if len(between) > _REACH:
        return None
    for place in between:
        if clause.tokens[place].norm in _STOPS or clause.word_in(place, "bound_barriers") or clause.marked(place):
            return None
    if bound.end <= mention.start and any(clause.word_in(place, "bound_turns") for place in between):
        return None
    commas = sum(clause.tokens[place].norm in (",", "(", ")") for place in between)
    if commas and _of_people(clause, bound) and not _of_ages(clause, mention):
        return None  # `con dos dependientes, menores de 45`
    if commas and bound.end <= mention.start:
        return None
    if commas and bound.quantity.high is not None and _may_be_an_age(clause, mention, bound):
        return None  # `who take group classes, 25–40`
    return len(between) + extra + 3 * commas


def _own_window(clause: Clause, mention: Mention, between: Sequence[int]) -> frozenset[int]:
    """`whose spend over the last 12 weeks is at least …`: the time within which the attribute counts, said again."""
    windows = [clause.company[sense.name].window for sense in mention.of("attribute")]
    time = clause.known.time
    for place in between:
        amount = clause.quantity_at.get(place)
        past = clause.ending(time.last_n, amount.start) if amount and amount.start == place else None
        if amount and past and amount.end <= between[-1] + 1 and any(same_length(window, amount) for window in windows):
            return frozenset(range(past.start, amount.end))
    return frozenset()


def _of_people(clause: Clause, bound: Bound) -> bool:
    """`menores de 45`."""
    return any(clause.word_in(at, "aged_people") for at in range(bound.start, bound.end))


def _of_ages(clause: Clause, mention: Mention) -> bool:
    return any(clause.company[sense.name].kind == "age" for sense in mention.of("attribute"))


def _piece(clause: Clause, mention: Mention, bound: Bound) -> Piece | None:
    """The first meaning of the mention that the quantity fits; a shared name is a doubt."""
    start, end = min(mention.start, bound.start), max(mention.end, bound.end)
    fits = [sense for sense in mention.of("attribute") if _fits(clause, sense, bound)]
    if len(fits) > 1 and bound.quantity.unit is None:
        fits = [sense for sense in fits if clause.company[sense.name].kind in ("count", "counted")] or fits
    if not fits:
        return None
    if len(fits) > 1:
        names = tuple(sense.name for sense in fits)
        evidence, about = clause.quote(start, end), clause.words(mention.start, mention.end)
        doubt = about_people("attribute_ambiguous", evidence, about=about, options=names)
        return Piece(start, end, doubts=(doubt,))
    return compared_piece(clause, clause.company[fits[0].name], bound, start, end)


def _fits(clause: Clause, sense: Sense, bound: Bound) -> bool:
    meaning = clause.company[sense.name]
    amount = bound.quantity
    often = any(clause.word_in(at, "so_often") for at in range(amount.start, amount.end))
    if often and meaning.kind not in ("count", "counted"):
        return False  # `twice a month` is no time since
    if bound.aged and meaning.kind in ("count", "counted") and amount.unit is None:
        return False  # `pets older than 8`
    return meaning.numeric and fitted(bound.quantity, meaning).fit != "none"


def _second_bound(scope: Scope, mention: Mention, bound: Bound, open_bounds: list[Bound], served: set[int]) -> None:
    """`más de 30 y menos de 55`, `over 30 but under 45`: both bind the same attribute."""
    clause = scope.clause
    for place, other in enumerate(open_bounds):
        if place in served or other.bare or other.operator == bound.operator:
            continue
        if _of_people(clause, other) and not _of_ages(clause, mention):
            continue
        behind = other.start >= bound.end
        between = list(range(max(bound.end, mention.end), other.start) if behind else range(other.end, bound.start))
        joined = all(clause.tokens[at].norm == "," or clause.word_in(at, "second_bound") for at in between)
        apart = any(clause.tokens[at].norm == "," for at in between)
        other_thing = apart and (not _two_ends(bound, other) or _may_be_an_age(clause, mention, other))
        if not between or len(between) > 2 or not joined or other_thing:
            continue
        if _has_own_attribute(clause, other) if behind else not _range_with(clause, other, bound):
            continue
        meanings = [clause.company[sense.name] for sense in mention.of("attribute")]
        meaning = next((one for one in meanings if one.numeric and fitted(other.quantity, one).fit != "none"), None)
        if meaning:
            served.add(place)
            scope.add(compared_piece(clause, meaning, other, other.start, other.end))
        return


def _range_with(clause: Clause, first: Bound, second: Bound) -> bool:
    """`more than 20 but fewer than 50 seats`: two ends of one range, the first of which has no noun of its own."""
    two_ends = _two_ends(first, second)
    same = first.quantity.unit in (None, second.quantity.unit)
    named = any(clause.marked(at) or clause.word_in(at, "aged") for at in range(max(0, first.start - 2), first.start))
    return two_ends and same and not named


def _may_be_an_age(clause: Clause, mention: Mention, bound: Bound) -> bool:
    """A plain figure that people reach, apart from a thing that is counted and has no more of them than a few."""
    likely = bound.quantity.unit is None and all(YOUNGEST <= value <= OLDEST for value in bound.values)
    kinds = [clause.company[sense.name].kind for sense in mention.of("attribute")]
    return (
        likely and all(kind in ("count", "counted", "yes_no") for kind in kinds) and bool(clause.company.of_kind("age"))
    )


def _two_ends(first: Bound, second: Bound) -> bool:
    """`more than 20, fewer than 50`, and not `more than 2, under 35` the other way round, nor a range of its own."""
    low, high = (first, second) if first.operator.startswith(">") else (second, first)
    return low.operator.startswith(">") and high.operator.startswith("<") and low.values[0] < high.values[0]


def _has_own_attribute(clause: Clause, bound: Bound) -> bool:
    following = next((one for one in clause.mentions if one.start >= bound.end), None)
    return following is not None and following.start - bound.end <= 1 and _numeric(clause, following)
