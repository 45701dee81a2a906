"""How long somebody has been a customer: `clientes desde hace más de 2 años`, `with us for at least a year`."""

from dataclasses import replace
from datetime import date

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.lapses import Lapse
from tools.language.builtin.reading.eligibility.pieces import Piece, Scope
from tools.language.builtin.reading.eligibility.since import Happened, told
from tools.language.builtin.reading.meaning import Meaning


def tenure(scope: Scope, lapse: Lapse, today: date) -> Piece | None:
    clause, logic = scope.clause, scope.clause.known.logic
    extent = _extent(clause, lapse)
    spoken = scope.spoken_of(lapse.start) or scope.roles[lapse.start] == "open"
    # `llevan 21 días sin venir`: nothing has happened for so long.
    if extent is None or not spoken or clause.at(logic.negators, lapse.end) or _counted(clause, lapse):
        return None
    start, end = extent
    recorded = [one for one in clause.company.meanings.values() if one.joining and one.kind in ("tenure", "date")]
    if not recorded:
        return Piece(start, end, doubts=(about_people("group_unknown", clause.quote(start, end), about="tenure"),))
    denial = denied_before(scope, start)
    start = denial if denial is not None else start
    customers = clause.company.of_customers
    best = min(
        recorded,
        key=lambda one: ((one.kind == "date") == (lapse.quantity is not None), one.attribute.name not in customers),
    )
    return _piece(clause, best, lapse, start, end, today)


def _piece(clause: Clause, meaning: Meaning, lapse: Lapse, start: int, end: int, today: date) -> Piece | None:
    if lapse.quantity and lapse.operator == "==":
        evidence = clause.quote(start, end)
        doubt = about_people("comparison_missing", evidence, attribute=meaning.attribute.name)
        return Piece(start, end, doubts=(doubt,))
    lasting = replace(lapse, direction="for") if lapse.quantity else lapse
    condition, doubts = told(clause, meaning, Happened(start, end, (start, end), lasting, denied=False), today)
    return Piece(start, end, (condition,) if condition else (), doubts) if condition or doubts else None


def _of_a_thing(clause: Clause, end: int) -> bool:
    """`24 meses de antigüedad del terminal`: the words go on into the name of an attribute of its own."""
    mention = clause.mention_at.get(end - 1)
    longer = mention is not None and mention.end > end
    return longer and mention is not None and any(clause.company[one.name].numeric for one in mention.of("attribute"))


def _counted(clause: Clause, lapse: Lapse) -> bool:
    """`llevan menos de 3 horas vistas`: the unit is part of the name of what is counted."""
    mention = clause.mention_at.get(lapse.quantity.end - 1) if lapse.quantity else None
    return mention is not None and any(clause.company[sense.name].numeric for sense in mention.of("attribute"))


def _extent(clause: Clause, lapse: Lapse) -> tuple[int, int] | None:
    """The lapse with the words that make it a tenure, or None where there are none."""
    time = clause.known.time
    if lapse.quantity is None:
        head = clause.ending(clause.known.people.heads, lapse.start)
        return (lapse.start, lapse.end) if head and lapse.direction in ("since", "before") else None
    inside = (clause.at(time.tenure, at) for at in range(lapse.quantity.end, lapse.end + 1))
    after = next((match for match in inside if match), None)
    if after and _of_a_thing(clause, after.end):
        return None
    ends = range(lapse.start, lapse.quantity.start + 1)
    before = next((match for end in ends if (match := clause.ending(time.tenure_before, end, longest=6))), None)
    if lapse.direction == "within" or not (after or before):
        return None
    start = min(lapse.start, before.start) if before else lapse.start
    return start, max(lapse.end, after.end) if after else lapse.end
