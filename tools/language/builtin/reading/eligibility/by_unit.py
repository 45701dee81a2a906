"""Comparisons that name no attribute: one word of its name will do, or being the only one in that unit."""

from batuta.reading import Doubt, DoubtKind
from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds
from tools.language.builtin.reading.eligibility.lapses import same_length
from tools.language.builtin.reading.eligibility.limits import as_criterion, compared_piece
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.meaning import Meaning, named_words
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import stem

_MEASURED = ("days", "weeks", "months", "years", "hours", "EUR", "USD", "GBP", "MXN")
_TELLING = ("KB", "MB", "GB", "TB", "Mbps", "Gbps", "kWh", "MWh", "GWh", "kW", "m2", "ft2", "km", "miles", "points")
_YEAR = (12.0, "months")
_REACH, _NOUN, _BEHIND = 3, 4, 5
_OF = 2
"""Words from people to a figure with its `of`, which may belong to either: `hogares de entre 2 y 4 personas`."""
_MOST_READINGS = 3


def read_by_unit(scope: Scope) -> None:
    """What remains unclear is asked: a figure about people is never dropped."""
    for bound in bounds(scope.clause):
        heard = scope.spoken_of(bound.start) and not bound.quantity.article and not its_window(scope, bound.start)
        if heard and (price := _price_end(scope.clause, bound)):
            scope.add(Piece(bound.start - 1, price))
            continue
        piece = _piece(scope, bound) if heard and scope.free(bound.start, bound.end) else None
        if piece:
            scope.add(piece)


def _price_end(clause: Clause, bound: Bound) -> int | None:
    """Where `a 19 € la sesión`, `at €29 per visit`, `(€12 each month)` ends: what something costs, told of nobody."""
    led = clause.word_in(bound.start - 1, "price_leads") or clause.tokens[bound.start - 1].norm == "("
    if not (bound.bare and bound.quantity.money and bound.start and led):
        return None
    each = clause.at(clause.known.campaign.per_piece, bound.end)
    noun = min(bound.end + 2, len(clause.tokens)) if clause.word_in(bound.end, "for_each") else None
    sold = clause.mention_at.get(bound.start - 2)
    named = bound.end if sold and sold.of("product") else None  # `Spa Pass at €89`
    return each.end if each else noun or named


def its_window(scope: Scope, place: int) -> bool:
    """`más de 3 recargas en 90 días`: the time within which an attribute beside it counts."""
    clause = scope.clause
    amount = clause.quantity_at.get(place)
    at = amount.start if amount else place
    near = (piece for piece in scope.pieces if abs(at - piece.end) <= _REACH)
    counted = (clause.company[one.attribute].window for piece in near for one in piece.conditions)
    return amount is not None and any(same_length(window, amount) for window in counted)


def _piece(scope: Scope, bound: Bound) -> Piece | None:
    clause, unit = scope.clause, bound.quantity.unit
    start, named = _by_both_sides(scope, bound) or _by_word(scope, bound)
    if not named and unit in _TELLING:
        numeric = (one for one in clause.company.meanings.values() if one.numeric)
        alike = [one for one in numeric if fitted(bound.quantity, one).fit in ("same", "converted")]
        named = alike if len(alike) == 1 else []
    if len(named) == 1:
        return compared_piece(clause, named[0], bound, start, bound.end)
    if bound.bare and not named and unit is None:
        return None
    conditions = [Condition(one.attribute.name, bound.operator, bound.values[0]) for one in named[:_MOST_READINGS]]
    readings = tuple(
        as_criterion(clause, one, bound.start, bound.end)
        for one in conditions
        if bound.operator not in ("between", "in")
    )
    kind: DoubtKind = "attribute_ambiguous" if readings else "group_unknown"
    start = start if readings else _with_its_noun(scope, start)
    evidence, options = clause.quote(start, bound.end), tuple(one.attribute for one in readings)
    doubt = Doubt(kind=kind, field="audience", evidence=evidence, options=options, readings=readings)
    return Piece(start, bound.end, doubts=(doubt,))


def _with_its_noun(scope: Scope, start: int) -> int:
    """`an average invoice above $60`: the words in front say what is compared."""
    clause, small = scope.clause, scope.clause.known.logic.skippable | scope.clause.known.campaign.common
    first = place = start
    while place > max(0, start - _NOUN) and scope.free(place - 1, place) and not clause.marked(place - 1):
        place -= 1
        word = clause.tokens[place]
        if word.kind != "word" or _parts(clause, place):
            break
        if word.norm not in small:
            first = place
    return first


def _parts(clause: Clause, place: int) -> bool:
    logic, people = clause.known.logic, clause.known.people
    borders: tuple[Phrases[object], ...] = (logic.holding, logic.joints, logic.relatives, logic.negators, people.heads)
    return any(clause.at(phrases, place) for phrases in borders)


def _by_word(scope: Scope, bound: Bound) -> tuple[int, list[Meaning]]:
    """Attributes that have a word in common with what stands just before the figure: `un gasto de 1.000 €`."""
    clause, code = scope.clause, scope.clause.known.code
    for place in range(bound.start - 1, max(-1, bound.start - 1 - _REACH), -1):
        if not scope.free(place, place + 1) or clause.tokens[place].norm in (",", ";", "."):
            break
        people = clause.at(clause.known.people.heads, place) or clause.at(clause.known.people.groups, place)
        if people and (members := _members(clause, place, bound)):
            return place, members
        if people or len(clause.tokens[place].norm) <= _REACH or clause.at(clause.known.time.ago, place):
            continue
        entries = clause.company.by_stem[code].get(stem(clause.tokens[place].norm, code), ())
        own = [entry for entry in entries if entry.sense.kind == "attribute" and len(entry.keys) > 1]
        first = place
        while first and stem(clause.tokens[first - 1].norm, code) in {key for entry in own for key in entry.keys}:
            first -= 1
        said = {stem(clause.tokens[at].norm, code) for at in range(first, place + 1)}
        most = max((len(said & set(entry.keys)) for entry in own), default=0)
        best = (entry.sense.name for entry in own if len(said & set(entry.keys)) == most)
        meanings = [clause.company[name] for name in dict.fromkeys(best)]
        fits = [one for one in meanings if one.numeric and _plainly(bound, one)]
        if fits:
            return (bound.start if place in clause.mention_at else first), _of_its_time(clause, bound, fits)
    return bound.start, _saved(scope, bound) or _paid(scope, bound)


def _by_both_sides(scope: Scope, bound: Bound) -> tuple[int, list[Meaning]] | None:
    """`have returned more than 10 % of their orders`: the name stands around its share."""
    clause, code = scope.clause, scope.clause.known.code
    if bound.quantity.unit != "percent":
        return None
    compared = clause.ending(clause.known.comparisons.before, bound.quantity.start, 5)
    ahead = (compared.start if compared else bound.quantity.start) - 1
    behind = [at for at in range(bound.end, min(bound.end + _BEHIND, len(clause.tokens))) if _telling(clause, at)]
    if ahead < 0 or not behind or not _telling(clause, ahead):
        return None
    first, last = (stem(clause.tokens[at].norm, code) for at in (ahead, behind[0]))
    found = {
        entry.sense.name
        for entry in clause.company.by_stem[code].get(first, ())
        if entry.sense.kind == "attribute" and last in entry.keys and first != last
    }
    fits = [one for name in found if (one := clause.company[name]).numeric and one.unit in ("share", "percent")]
    return (min(ahead, bound.start), fits) if len(fits) == 1 else None


def _telling(clause: Clause, place: int) -> bool:
    token, known = clause.tokens[place], clause.known
    small = token.norm in known.logic.skippable | known.campaign.common
    return token.kind == "word" and len(token.norm) > _REACH and not small


def _saved(scope: Scope, bound: Bound) -> list[Meaning]:
    """`más de 30.000 € ahorrados`, `€4,000 on average over the year`: words behind the sum are of the attribute's name.

    The very next word is enough; further behind it takes two.
    """
    clause, code = scope.clause, scope.clause.known.code
    if bound.quantity.unit is None:
        return []
    words: list[str] = []
    behind = bound.end + clause.word_in(bound.end, "of")
    for at in range(behind, min(behind + _BEHIND, len(clause.tokens))):
        if clause.tokens[at].kind != "word" or at in clause.mention_at or not scope.free(at, at + 1):
            break
        if len(clause.tokens[at].norm) > _REACH:
            words.append(stem(clause.tokens[at].norm, code))
    next_word = behind < len(clause.tokens) and words[:1] == [stem(clause.tokens[behind].norm, code)]
    entries = [entry for word in words for entry in clause.company.by_stem[code].get(word, ())]
    named = [
        entry.sense.name
        for entry in entries
        if entry.sense.kind == "attribute"
        and (len(set(words) & set(entry.keys)) > 1 or (next_word and words[0] in entry.keys))
    ]
    return [one for name in dict.fromkeys(named) if (one := clause.company[name]).numeric and _plainly(bound, one)]


def _members(clause: Clause, place: int, bound: Bound) -> list[Meaning]:
    """`households of 3 or more`: as many people as it has."""
    led = bound.start - place <= _OF and clause.word_in(place + 1, "of")
    if not led or bound.quantity.unit not in (None, "people"):
        return []
    entries = clause.company.by_stem[clause.known.code].get(stem(clause.tokens[place].norm, clause.known.code), ())
    names = dict.fromkeys(entry.sense.name for entry in entries if entry.sense.kind == "attribute")
    return [one for name in names if (one := clause.company[name]).kind == "count" and one.unit in (None, "people")]


def _paid(scope: Scope, bound: Bound) -> list[Meaning]:
    """`who pay over $70 a month`: the sums that people pay, those of a month where a month is said."""
    clause = scope.clause
    before = range(max(0, bound.start - _REACH), bound.start)
    if not bound.quantity.money or not any(clause.word_in(at, "paying") for at in before):
        return []
    sums = [one for one in clause.company.meanings.values() if one.kind == "quantity" and _plainly(bound, one)]
    if (each := _each(clause, bound.end)) and not _monthly(clause, bound):
        return [one for one in sums if each in {stem(word, clause.known.code) for word in named_words(one.attribute)}]
    return _of_its_time(clause, bound, sums) if _monthly(clause, bound) else []


def _each(clause: Clause, place: int) -> str | None:
    """The stem of what a price is for: `€120 a night`, `120 € por noche`."""
    led = clause.word_in(place, "for_each") and place + 1 < len(clause.tokens)
    return stem(clause.tokens[place + 1].norm, clause.known.code) if led else None


def _of_its_time(clause: Clause, bound: Bound, sums: list[Meaning]) -> list[Meaning]:
    """Where a month or a year is said, those that are called so; else all of them."""
    if _yearly(clause, bound):
        words = clause.known.words["yearly"]
        named = [one for one in sums if one.window == _YEAR or named_words(one.attribute) & words]
        return named or sums
    monthly = [one for one in sums if any(name in clause.known.words["monthly"] for name in named_words(one.attribute))]
    return monthly if _monthly(clause, bound) else sums


def _yearly(clause: Clause, bound: Bound) -> bool:
    """`900 € o más el último año`, `over €2,000 last year`, `€2,000 a year`."""
    past = clause.at(clause.known.time.last_n, bound.end)
    period = past or clause.at(clause.known.campaign.per_period, bound.end)
    if period is None:
        return False
    at = period.end if past else period.end - 1
    unit = clause.at(clause.known.numbers.units, at)
    return unit is not None and unit.meaning == "years"


def _monthly(clause: Clause, bound: Bound) -> bool:
    period = clause.at(clause.known.campaign.per_period, bound.end)
    return period is not None and clause.word_in(period.end - 1, "of_a_month")


def _plainly(bound: Bound, meaning: Meaning) -> bool:
    """Of the attribute's own kind; a bare number only where the attribute counts, or is an age that is compared so."""
    if bound.quantity.unit is None and bound.aged:
        return meaning.unit == "years"
    if bound.quantity.unit is None:
        return meaning.unit not in _MEASURED
    return fitted(bound.quantity, meaning).fit in ("same", "converted", "currency")
