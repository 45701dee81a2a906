"""Ages, which nobody calls by the attribute's name: `de 30 a 55 años`, `over-50s`, `clientes 25–44`."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.bounds import Bound, age_words_end, bounds
from tools.language.builtin.reading.eligibility.limits import compared_piece
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.naming import value_names
from tools.language.builtin.reading.tokens import tokenise

YOUNGEST, OLDEST = 10, 115
"""How old people are that a brief speaks of."""
_LENGTHS = ("years", None)


def read_ages(scope: Scope) -> None:
    clause = scope.clause
    last: int | None = None
    for bound in bounds(clause):
        if not scope.free(bound.start, bound.end) or bound.quantity.unit not in _LENGTHS:
            continue
        likely = all(YOUNGEST <= value <= OLDEST for value in bound.values)
        extent = _extent(scope, bound, likely) or (_joined(clause, bound, last) if last and likely else None)
        if extent is None:
            continue
        start, end = extent
        last = end
        scope.add(age_piece(clause, bound, start, end))


def age_piece(clause: Clause, bound: Bound, start: int, end: int) -> Piece:
    """The condition on the age of people; a question where the catalogue does not record it."""
    ages = clause.company.of_kind("age")
    if ages:
        return compared_piece(clause, _main(ages), bound, start, end)
    return Piece(start, end, doubts=(about_people("group_unknown", clause.quote(start, end), about="age"),))


def _main(ages: list[Meaning]) -> Meaning:
    return min(ages, key=lambda meaning: (meaning.attribute.sensitive != "age", len(meaning.attribute.name)))


def _joined(clause: Clause, bound: Bound, last: int) -> tuple[int, int] | None:
    """`de menos de 25 años o de más de 60`: the second figure is an age like the first."""
    between = range(last, bound.start)
    joint = any(clause.word_in(at, "age_joints") for at in between)
    small = all(clause.tokens[at].norm == "," or clause.word_in(at, "age_between") for at in between)
    return (bound.start, bound.end) if joint and small and not _counts_something(clause, bound) else None


def _extent(scope: Scope, bound: Bound, likely: bool) -> tuple[int, int] | None:
    """The tokens of an age expression around a comparison, or None where it is no age.

    likely: the figure is one that people reach; beyond it only plain words for age will do.
    """
    clause, start, end = scope.clause, bound.start, bound.end
    described, unnamed = scope.spoken_of(start), scope.roles[start] == "open"
    if not (described or unnamed) or _counts_something(clause, bound):
        return None
    by_people = any(clause.word_in(at, "ages_of_people") for at in range(start, end)) or _aged_before(clause, start)
    by_unit = bound.quantity.unit == "years" and not _lasting(clause, bound)
    plural = clause.plural_at(end)
    beside = bound.quantity.unit is None and _beside_head(clause, start, end, plural)
    if not likely and not (by_people or (by_unit and _head_just_before(clause, start))):
        return None
    by_place = described and (beside or _alone(clause, bound))
    by_form = plural and not bound.bare
    if not (by_people or by_unit or by_place or by_form) or (unnamed and not (by_unit or by_people or plural)):
        return None
    return _with_its_words(clause, bound, plural)


def _with_its_words(clause: Clause, bound: Bound, plural: bool) -> tuple[int, int]:
    """`aged`, `años cumplidos`, `years old`, `-year-olds` around the figure."""
    start, end = bound.start, bound.end
    year = next((at for at in range(start, end) if clause.word_in(at, "year_words")), end)
    old = clause.at(clause.known.time.year_old, year)
    end = max(end, old.end if old else end) + plural
    return start - clause.word_in(start - 1, "aged"), age_words_end(clause, end)


def _head_just_before(clause: Clause, start: int) -> bool:
    at = start - clause.word_in(start - 1, "with_of")
    return clause.ending(clause.known.people.heads, at) is not None


def _alone(clause: Clause, bound: Bound) -> bool:
    """`Entre 25 y 60.` and nothing else, where people are being described."""
    rest = (token for place, token in enumerate(clause.tokens) if not bound.start <= place < bound.end)
    return bound.quantity.high is not None and all(token.kind == "sign" for token in rest)


def _aged_before(clause: Clause, start: int) -> bool:
    return any(clause.word_in(at, "aged") for at in range(start - 3, start))


def _lasting(clause: Clause, bound: Bound) -> bool:
    """It is how long something lasted: `with us`, `de antigüedad`, `ago`, `desde hace`, `for 20 years`, `a 5 años`."""
    time = clause.known.time
    before = (time.tenure_before, time.ago, time.last_n)
    if any(clause.ending(phrases, bound.start) for phrases in before):
        return True
    if clause.at(time.tenure, bound.end) or clause.at(time.ago, bound.end):
        return True
    return clause.word_in(bound.end, "contracts") or clause.word_in(bound.start - 1, "lasting")


def _counts_something(clause: Clause, bound: Bound) -> bool:
    """A noun follows that is counted: `30 compras`, `18 contracts`."""
    mention = clause.mention_at.get(bound.end)
    if bound.quantity.unit == "years" or mention is None:
        return False
    meanings = [clause.company[sense.name] for sense in mention.of("attribute")]
    return any(one.numeric for one in meanings) and not any(one.kind == "age" for one in meanings)


def _named_people(clause: Clause, end: int) -> bool:
    """`retirees 60+`, `students under 30`: a value that is said of people ends just before."""
    mention = clause.mention_at.get(end - 1) if end else None
    if mention is None or mention.end != end:
        return False
    groups = clause.known.people.groups
    if any(clause.at(groups, at) for at in range(mention.start, mention.end)):
        return True
    kinds = [clause.company[sense.name].attribute for sense in mention.of("value") if not sense.weak]
    return any(groups.all(tokenise(name)) for kind in kinds for one in kind.values for _, name in value_names(one))


def _beside_head(clause: Clause, start: int, end: int, plural: bool) -> bool:
    """Right beside the word for people, with nothing that is counted behind."""
    heads, groups = clause.known.people.heads, clause.known.people.groups
    stops = end >= len(clause.tokens) or clause.tokens[end].norm in (",", ".", ";", ")")
    led = start - clause.word_in(start - 1, "range_of")
    named = any(clause.ending(phrases, at) for phrases in (heads, groups) for at in (start, led))
    ahead = named or _named_people(clause, start)
    return bool((ahead and (stops or plural or clause.word_in(end, "behind_age"))) or clause.at(heads, end))
