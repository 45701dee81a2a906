"""Comparisons: a quantity with the words that compare it, strict or inclusive exactly as said."""

from dataclasses import dataclass, replace

from batuta.audience import Operator
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.quantities import Quantity

_NOT: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "in": "not in"}
_MOST_FILLERS = 3
_NOUN_WORDS = 4
"""Of what is counted, between a figure and `or more`."""
_SHORT_FORM = 3
"""Letters of `max` and `min`."""
_DISTANCES = ("km", "miles")


@dataclass(frozen=True, slots=True)
class Bound:
    """Tokens `start` up to `end` say `operator` `quantity`; `bare` where no word compares."""

    start: int
    end: int
    operator: Operator
    quantity: Quantity
    bare: bool = False
    aged: bool = False
    """The words compare ages: `older than 8`."""

    @property
    def values(self) -> tuple[float, ...]:
        one = self.quantity
        return (one.value, *one.others) if one.high is None else (one.value, one.high)


def bounds(clause: Clause) -> list[Bound]:
    return [_bound(clause, one) for one in clause.quantities]


def _bound(clause: Clause, one: Quantity) -> Bound:
    if one.high is not None:
        return Bound(one.start, one.end, "between", one)
    before = _before(clause, one.start)
    if (
        before is None
        and one.article
        and one.value == 1
        and (none := clause.ending(clause.known.logic.negators, one.start))
    ):
        return Bound(none.start, one.end, "==", replace(one, value=0.0), bare=True)  # `ni un día`
    if one.others and (before is None or before[1] == "=="):
        return Bound(before[0] if before else one.start, one.end, "in", one, bare=before is None)
    if before:
        start, operator = before
        aged = any(clause.word_in(at, "aging_words") for at in range(start, one.start))
        return Bound(start, one.end, operator, one, aged=aged)
    if one.unit in _DISTANCES and clause.word_in(one.start - 1, "within_distance"):
        return Bound(one.start - 1, one.end, "<=", one)
    after = _after(clause, one.end)
    if after:
        end, operator = after
        start, operator = _denied(clause, one.start, operator)
        return Bound(start, end, operator, one)
    return Bound(one.start, one.end, "==", one, bare=True)


def _before(clause: Clause, place: int) -> tuple[int, Operator] | None:
    """The comparing words just in front, looking past articles, with a `no` before them counted."""
    end = place
    for _ in range(_MOST_FILLERS + 1):
        for start in range(max(0, end - 7), end):
            match = clause.at(clause.known.comparisons.before, start)
            if match and match.end == end and not _in_a_name(clause, start, end):
                return _denied(clause, start, match.meaning)
        if end == 0 or not (clause.word_in(end - 1, "bound_fillers") or _mark(clause, end - 1)):
            return None
        end -= 1
    return None


def _mark(clause: Clause, place: int) -> bool:
    """A hyphen, or the point of `max.` and `mín.`."""
    token = clause.tokens[place]
    point = token.norm == "." and token.glued and place > 0 and len(clause.tokens[place - 1].norm) <= _SHORT_FORM
    return token.norm == "-" or point


def _in_a_name(clause: Clause, start: int, end: int) -> bool:
    """`riesgo de baja de 70`: `baja de` belongs to the attribute's name, not to the figure."""
    mention = clause.mention_at.get(start)
    return mention is not None and mention.start < start and mention.end < end


def _denied(clause: Clause, start: int, operator: Operator) -> tuple[int, Operator]:
    """`no superen los 700` is at most 700, `does not exceed 5` at most 5."""
    verbs = 0
    for back in (1, 2, 3, 4):
        at = start - back
        if at < 0 or clause.tokens[at].kind != "word" or (at in clause.mention_at and not _counted_verb(clause, at)):
            break
        if clause.word_in(at, "bound_deniers") and at not in clause.taken:
            return at, _NOT[operator]
        if clause.word_in(at, "copulas") or clause.word_in(at, "perfect"):
            continue
        verbs += 1
        if verbs > 1 or not _plain_verb(clause, at):
            break
    return start, operator


def _counted_verb(clause: Clause, place: int) -> bool:
    """`no hayan comprado más de 3 veces`: the verb is a form of the attribute's own name."""
    mention = clause.mention_at[place]
    senses = mention.of("attribute")
    single = mention.end == mention.start + 1 and len(senses) == len(mention.senses) > 0
    done = clause.word_in(place - 1, "perfect") or clause.word_in(place - 1, "bound_deniers")
    return single and all(clause.company[sense.name].numeric for sense in senses) and done


def _plain_verb(clause: Clause, place: int) -> bool:
    """`no hayan puesto más de una reclamación`: what is done so many times, and no joint of two conditions."""
    known = clause.known
    word = clause.tokens[place].norm
    small = (
        word in known.logic.skippable | known.campaign.common | known.words["no_modifier"] | known.words["relatives"]
    )
    borders: tuple[Phrases[object], ...] = (known.logic.joints, known.people.heads)
    return not small and not any(clause.at(phrases, place) for phrases in borders)


def _after(clause: Clause, place: int) -> tuple[int, Operator] | None:
    """`o más`, `or higher`, `+` behind the figure or behind the noun that it counts."""
    period = clause.at(clause.known.campaign.per_period, place)
    place = period.end if period else place
    direct = clause.at(clause.known.comparisons.after, place)
    if direct and not begins_another(clause, direct.start, direct.end):
        return direct.end, direct.meaning
    counted = place + clause.word_in(place, "of")  # `2 TB of storage or bigger`
    mention = clause.mention_at.get(counted) or clause.mention_at.get(place - 1)
    if mention and mention.start <= counted:
        behind = clause.at(clause.known.comparisons.after, mention.end)
        if behind and (clause.word_in(mention.end, "or") or _closes(clause, behind.end)):
            return behind.end, behind.meaning
    if (named := _behind_its_noun(clause, place)) is not None:
        return named
    lasting = clause.at(clause.known.time.tenure, place)
    longer = clause.at(clause.known.comparisons.after, lasting.end) if lasting else None
    if longer:
        return longer.end, longer.meaning
    later = age_words_end(clause, place)
    behind_age = clause.at(clause.known.comparisons.after, later) if later > place else None
    return (behind_age.end, behind_age.meaning) if behind_age else None


def _behind_its_noun(clause: Clause, place: int) -> tuple[int, Operator] | None:
    """`3 friends or more`, `8 visitas al centro o más`: what is counted stands between."""
    for at in range(place + 1, min(place + _NOUN_WORDS + 1, len(clause.tokens))):
        if clause.tokens[at - 1].kind != "word" or at - 1 in clause.quantity_at or _joins(clause, at - 1):
            return None
        behind = clause.at(clause.known.comparisons.after, at)
        led = behind is not None and (clause.word_in(at, "or") or _closes(clause, behind.end))
        if behind and led and not begins_another(clause, at, behind.end):
            return behind.end, behind.meaning
    return None


def _closes(clause: Clause, place: int) -> bool:
    """`3 averías como mínimo.`: nothing follows that the words could belong to."""
    return place >= len(clause.tokens) or clause.tokens[place].kind == "sign" or _joins(clause, place)


def _joins(clause: Clause, place: int) -> bool:
    """A joint, a relative or people: another condition begins."""
    logic = clause.known.logic
    borders: tuple[Phrases[object], ...] = (
        logic.joints, logic.relatives, logic.holding, logic.negators, clause.known.people.heads,
    )  # fmt: skip
    return any(clause.at(phrases, place) for phrases in borders)


def begins_another(clause: Clause, start: int, end: int) -> bool:
    """`45 días y más de 10.000 €`: the words belong to the figure behind them."""
    found = (clause.at(clause.known.comparisons.before, at) for at in range(start, end))
    return any(match and match.end > end and match.end in clause.quantity_at for match in found)


def age_words_end(clause: Clause, place: int) -> int:
    """Behind `old`, `de edad`, `-year-olds`, as far as such words go on."""
    while place < len(clause.tokens):
        hyphen = clause.tokens[place].norm == "-" and clause.tokens[place].glued
        of_age = clause.word_in(place, "age_tail_of") and clause.word_in(place + 1, "aged")
        if not (hyphen or of_age or clause.word_in(place, "age_tail")):
            break
        place += 1
    return place


def plain(value: float, integral: bool) -> int | float:
    """A whole number as one, where the attribute has only such or the value is."""
    return int(value) if integral or float(value).is_integer() else value


def opposite(operator: Operator) -> Operator:
    return _NOT.get(operator, operator)
