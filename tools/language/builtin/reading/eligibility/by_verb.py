"""Comparisons told by what people do: `cobren más de 1.200 €`, `bring home less than 1,800 a month`, `fly 8 times`.

A verb belongs to the attributes that are called by its nouns. A sum or a count of another time than theirs is asked:
`top up at least twice a month` is no recency, and not the same as so many in ninety days.
"""

from dataclasses import dataclass

from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.lapses import DAYS, MONTHS, same_length
from tools.language.builtin.reading.eligibility.limits import as_criterion, compared_piece
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.lexicon_parts import Doing
from tools.language.builtin.reading.meaning import Meaning, named_words
from tools.language.builtin.reading.phrases import Found
from tools.language.builtin.reading.quantities import Quantity
from tools.language.builtin.reading.tokens import stem

_REACH = 3
"""Small words between the verb and the figure."""
_OBJECT = 4
"""Words of what it is done to: `on their cards`."""
_MOST_READINGS = 3
_MONTH = 30.4
_CODE = 3
"""Letters of a currency."""
_NEARLY = 0.05


@dataclass(frozen=True, slots=True)
class _Done:
    """What is done so much: the verb, the figure, and the words that say within which time and to what."""

    verb: Found[Doing]
    bound: Bound
    period: Quantity | None
    objects: frozenset[str]
    """Stems of what it is done to."""
    end: int


def read_by_verb(scope: Scope) -> None:
    clause = scope.clause
    for bound in bounds(clause):
        if scope.spoken_of(bound.start) and scope.free(bound.start, bound.end) and not bound.quantity.lasting:
            verb = _verb(scope, bound)
            counted = bound.quantity.unit is None and _counts_a_thing(clause, bound.end)
            piece = _told(clause, _done(scope, verb, bound)) if verb and not counted else None
            if piece:
                scope.add(piece)
    _nothing(scope)
    _vaguely(scope)


def _counts_a_thing(clause: Clause, place: int) -> bool:
    """`have spent 5 nights`, `compran 3 vinos`: a noun behind the figure is what is counted."""
    if place >= len(clause.tokens) or clause.tokens[place].kind != "word" or place in clause.quantity_at:
        return False
    logic, parts = clause.known.logic, ("for_each", "of_a_time", "done_to", "behind_age", "doing_fillers")
    small = clause.tokens[place].norm in logic.skippable | clause.known.campaign.common
    kinds = (logic.joints, logic.relatives, clause.known.campaign.per_period)
    ends = any(clause.word_in(place, part) for part in parts) or any(clause.at(phrases, place) for phrases in kinds)
    return place in clause.mention_at or not (small or ends)


def _verb(scope: Scope, bound: Bound) -> Found[Doing] | None:
    """The verb just in front of a comparison, over small words."""
    clause, end = scope.clause, bound.start
    inside = (clause.at(clause.known.doings, at) for at in range(bound.start, bound.quantity.start))
    if denied := next((match for match in inside if match), None):
        return denied  # `don't owe more than …`
    for _ in range(_REACH + 1):
        found = clause.ending(clause.known.doings, end)
        if found:
            return found if scope.free(found.start, found.end) else None
        if end == 0 or not (clause.word_in(end - 1, "doing_fillers") and scope.free(end - 1, end)):
            return None
        end -= 1
    return None


def _done(scope: Scope, verb: Found[Doing], bound: Bound) -> _Done:
    clause, at = scope.clause, bound.end
    period: Quantity | None = None
    for place in range(at, min(at + 3, len(clause.tokens))):
        amount, unit = clause.quantity_at.get(place), clause.at(clause.known.numbers.units, place)
        if amount and amount.lasting:
            period, at = amount, amount.end
            break
        if unit and (unit.meaning in MONTHS or unit.meaning in DAYS):
            period, at = Quantity(place, unit.end, 1.0, unit.meaning), unit.end
            break
        small = clause.word_in(place, "for_each") or clause.word_in(place, "of_a_time")
        if clause.tokens[place].kind == "sign" or not small:
            break
    objects: list[str] = []
    if clause.word_in(at, "done_to"):
        place = at + 1
        while place < min(at + 1 + _OBJECT, len(clause.tokens)) and clause.tokens[place].kind == "word":
            if (
                not clause.word_in(place, "doing_fillers")
                and clause.tokens[place].norm not in clause.known.logic.skippable
            ):
                named = clause.mention_at.get(place)
                told = named is not None and bool(named.of("attribute", "value")) and not named.of("product", "family")
                if told or not scope.free(place, place + 1) or clause.at(clause.known.logic.joints, place):
                    break
                objects.append(stem(clause.tokens[place].norm, clause.known.code))
                at, place = place + 1, place + 1
                break
            place += 1
    return _Done(verb, bound, period, frozenset(objects), at)


def _told(clause: Clause, done: _Done) -> Piece | None:
    fits = [one for one in clause.company.meanings.values() if _belongs(clause, done, one)]
    if done.objects:
        fits = [one for one in fits if done.objects & _stems(clause, one)] or fits
    if not fits:
        return None
    start, end, bound = min(done.verb.start, done.bound.start), done.end, done.bound
    best = _of_the_period(_closest(clause, done.verb.meaning, fits), done.period)
    if len(best) > 1:
        readings = tuple(
            as_criterion(clause, Condition(one.attribute.name, bound.operator, bound.values[0]), start, end)
            for one in best[:_MOST_READINGS]
            if bound.operator not in ("between", "in")
        )
        names = tuple(one.attribute.name for one in best[:_MOST_READINGS])
        evidence = clause.quote(start, end)
        doubt = Doubt(kind="attribute_ambiguous", field="audience", evidence=evidence, options=names, readings=readings)
        return Piece(start, end, doubts=(doubt,))
    (meaning,) = best
    elsewhere = bool(done.objects) and not done.objects & _stems(clause, meaning)
    if elsewhere or not _same_time(meaning, done.period):
        evidence, name = clause.quote(start, end), meaning.attribute.name
        meant = as_criterion(clause, Condition(name, bound.operator, bound.values[0]), start, end)
        single = not elsewhere and bound.operator not in ("between", "in") and _nearly(meaning, done.period)
        doubt = about_people("ambiguous", evidence, attribute=name, proposal=meant if single else None)
        return Piece(start, end, doubts=(doubt,))
    return compared_piece(clause, meaning, bound, start, end)


def _closest(clause: Clause, doing: Doing, fits: list[Meaning]) -> list[Meaning]:
    """The nouns of a verb stand in order: what people pay is a fee or a bill before it is our revenue."""
    nouns = [stem(noun, clause.known.code) for noun in doing.nouns]
    rank = {one.attribute.name: min(nouns.index(key) for key in nouns if key in _stems(clause, one)) for one in fits}
    return [one for one in fits if rank[one.attribute.name] == min(rank.values(), default=0)]


def _belongs(clause: Clause, done: _Done, meaning: Meaning) -> bool:
    """Called by a noun of the verb, and measured as the figure is."""
    doing, amount = done.verb.meaning, done.bound.quantity
    if not meaning.numeric or not _called(clause, done.verb, meaning):
        return False
    if doing.of == "times":
        return meaning.kind in ("count", "counted") and amount.unit in (None, "times")
    return _in_money(meaning) and (amount.money or amount.unit is None) and fitted(amount, meaning).fit != "none"


def _called(clause: Clause, verb: Found[Doing], meaning: Meaning) -> bool:
    return bool({stem(noun, clause.known.code) for noun in verb.meaning.nouns} & _stems(clause, meaning))


def _in_money(meaning: Meaning) -> bool:
    unit = meaning.unit or ""
    return len(unit) == _CODE and unit.isupper() and unit.isalpha()


def _stems(clause: Clause, meaning: Meaning) -> set[str]:
    return {stem(word, clause.known.code) for word in named_words(meaning.attribute)}


def _of_the_period(fits: list[Meaning], period: Quantity | None) -> list[Meaning]:
    """Those that measure within the time that is said; a name of fewer words counts for more where none is."""
    same = [one for one in fits if _period_of(one) and _same_time(one, period)]
    return same or [one for one in fits if _nearly(one, period)] or fits


def _period_of(meaning: Meaning) -> tuple[float, str] | None:
    if meaning.window:
        return meaning.window
    words = named_words(meaning.attribute)
    if words & {"monthly", "mensual", "mensuales", "month", "mes"}:
        return (1.0, "months")
    return (12.0, "months") if words & {"annual", "yearly", "anual", "anuales", "year", "ano"} else None


def _same_time(meaning: Meaning, period: Quantity | None) -> bool:
    """The time that is said is the attribute's own; none is said, or none is recorded, of a sum."""
    own = _period_of(meaning)
    if period is None:
        return True
    return own is not None and same_length(own, period)


def _nearly(meaning: Meaning, period: Quantity | None) -> bool:
    """A month and thirty days: what is meant can be guessed, and is asked all the same."""
    own = _period_of(meaning)
    if own is None or period is None or period.unit is None:
        return False
    said, stored = _in_days(period.value, period.unit), _in_days(*own)
    return bool(said and stored) and abs(said - stored) <= _NEARLY * stored


def _in_days(amount: float, unit: str) -> float:
    return amount * (MONTHS[unit] * _MONTH if unit in MONTHS else DAYS.get(unit, 0.0))


def _nothing(scope: Scope) -> None:
    """`que no deban nada`, `who owe us nothing`: none of it."""
    clause = scope.clause
    for found in clause.find(clause.known.doings):
        at = found.end
        while at < len(clause.tokens) and clause.word_in(at, "doing_fillers"):
            at += 1
        denial = denied_before(scope, found.start)
        none = clause.word_in(at, "nothing") and (denial is not None or clause.word_in(at, "nothing_alone"))
        if not none or found.meaning.of != "sum" or not scope.spoken_of(found.start) or not scope.free(found.start, at):
            continue
        start = found.start if denial is None else denial
        sums = [one for one in clause.company.meanings.values() if _in_money(one) and _called(clause, found, one)]
        fits = _closest(clause, found.meaning, sums)
        if len(fits) == 1:
            scope.add(Piece(start, at + 1, (Condition(fits[0].attribute.name, "==", 0),), settled=True))


def _vaguely(scope: Scope) -> None:
    """`recargan poco`, `fly with us a lot`: how often is asked, of the attribute that counts it where there is one."""
    clause = scope.clause
    for found in clause.find(clause.known.doings):
        behind = range(found.end, min(found.end + _REACH, len(clause.tokens)))
        said = next((at for at in behind if clause.word_in(at, "often_words")), None)
        heard = scope.spoken_of(found.start) and said is not None and scope.free(found.start, said + 1)
        if said is None or not heard or any(clause.marked(at) for at in range(found.end, said)):
            continue
        fits = [one for one in clause.company.meanings.values() if one.numeric and _called(clause, found, one)]
        counts = [one for one in fits if one.kind in ("count", "counted", "quantity")]
        name = counts[0].attribute.name if len(counts) == 1 else ""
        evidence = clause.quote(found.start, said + 1)
        scope.add(Piece(found.start, said + 1, doubts=(about_people("vague", evidence, attribute=name),)))
