"""What happened, and when: `bought in the last 60 days`, `sin quejas desde hace un año`, `ends within 3 months`.

A lapse of time is found first, then the happening it speaks of, then the attribute that records that happening.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.doubts import about_people
from tools.language.builtin.reading.eligibility.bounds import Bound, bounds, opposite
from tools.language.builtin.reading.eligibility.denial import denied_before
from tools.language.builtin.reading.eligibility.lapses import Lapse, lapses, same_length
from tools.language.builtin.reading.eligibility.pieces import Condition, Piece, Scope
from tools.language.builtin.reading.eligibility.scopes import Role
from tools.language.builtin.reading.eligibility.since import Happened, beside, told
from tools.language.builtin.reading.eligibility.tenure import tenure
from tools.language.builtin.reading.eligibility.units import fitted
from tools.language.builtin.reading.lexicon import may_never_happen
from tools.language.builtin.reading.meaning import Meaning, named_words
from tools.language.builtin.reading.tokens import stem, tokenise

_BEFORE, _BEHIND = 9, 6
"""Words that may stand between a happening and its lapse of time."""
_TIMED = ("recency", "remaining", "date")
_JOINING = "joining"
_APART = (",", ";", ".")
_OTHERS_FIRST = 2
"""What stands in front of the lapse is preferred by so many words."""


@dataclass(frozen=True, slots=True)
class _Event:
    """Words for a happening, and the names of what happened."""

    start: int
    end: int
    what: frozenset[str]


def read_happenings(scope: Scope, today: date) -> None:
    for lapse in lapses(scope.clause):
        told = scope.free(lapse.start, lapse.end) and not _named(scope.clause, lapse)
        if told and not _of_people(scope.clause, lapse):
            piece = tenure(scope, lapse, today) or _happened(scope, lapse, today)
            if piece:
                scope.add(piece)
    for piece in _never(scope):
        scope.add(piece)


def _of_people(clause: Clause, lapse: Lapse) -> bool:
    """`mayores de 60 años`: how old they are."""
    aged = lapse.quantity is not None and lapse.quantity.unit == "years" and bool(clause.company.of_kind("age"))
    named = any(clause.word_in(at, "aged_people") for at in range(lapse.start, lapse.end))
    return aged and named and lapse.start - 1 not in clause.mention_at


def _never(scope: Scope) -> Iterator[Piece]:
    """`who have never complained`, where the data only has the time since: nothing is on record."""
    clause = scope.clause
    for place, match in clause.all(clause.known.events).items():
        end = match.end
        mention = clause.mention_at.get(place)
        recorded = mention is None or all(
            one.kind == "attribute" and clause.company[one.name].kind == "recency" for one in mention.senses
        )
        heard = scope.spoken_of(place) and scope.free(place, end) and recorded
        denial = denied_before(scope, place) if heard and match.meaning in may_never_happen() else None
        recording = [one for one in clause.company.meanings.values() if match.meaning in one.happening]
        since = [one for one in recording if one.kind == "recency"]
        if denial is None or not since or any(one.kind not in ("recency", "yes_no") for one in recording):
            continue
        condition = Condition(since[0].attribute.name, "is_set")
        yield Piece(denial, end, (condition,), denied=True, settled=True)


def _named(clause: Clause, lapse: Lapse) -> bool:
    """The length of time is part of a value's name: `contrato de dos años`."""
    amount = lapse.quantity
    mention = clause.mention_at.get(amount.start) if amount else None
    if mention is None or amount is None or not mention.of("value"):
        return False
    if clause.at(clause.known.time.tenure, lapse.end):
        return False  # `a 12 months old account`
    longer = mention.end - mention.start > amount.end - amount.start
    return longer or not (lapse.end > mention.end or lapse.start < mention.start)


def _happened(scope: Scope, lapse: Lapse, today: date) -> Piece | None:
    clause = scope.clause
    event = min(_events(scope, lapse), key=lambda one: _distance(one, lapse), default=None)
    if event is None:
        return None
    start = _with_its_subject(clause, event)
    undated = lapse.quantity is not None
    if not all(scope.spoken_of(at) or (scope.roles[at] == "open" and undated) for at in (start, lapse.start)):
        return None
    meaning = _recording(clause, event, lapse)
    if meaning is None:
        return None
    if lapse.direction == "ahead" and lapse.quantity and _of_the_past(meaning):
        lapse = replace(lapse, direction="within")  # `last order within 90 days`
    first, last = min(start, lapse.start), max(event.end, lapse.end)
    denial = denied_before(scope, first)
    # `llevan 21 días sin venir`: the denial stands between the two.
    silent = lapse.end <= start and any(
        clause.at(clause.known.logic.negators, at) for at in range(lapse.end, event.start + 1)
    )
    first = denial if denial is not None else first
    often = next((one for one in bounds(clause) if _says_how_often(scope, event, one)), None)
    if often is None and _compared_behind(clause, lapse):
        return None  # `whose nights over the last 12 months are at least 6`
    if often is None and clause.ending(clause.known.people.vague_amounts, event.start, 3):
        return None  # `bastantes sobregiros en el último año`: nobody knows how many
    if often and often.quantity.money and fitted(often.quantity, meaning).fit == "none":
        return None  # `spent over €500 last year` counts no purchases
    first = min(first, often.start) if often else first
    counts = meaning.kind in ("counted", "count", "quantity")
    once = often is not None and often.operator == ">=" and often.values == (1.0,)
    if (often and not counts and not once) or _window_differs(meaning, lapse):
        evidence = clause.quote(first, last)
        doubt = about_people("ambiguous", evidence, about=meaning.attribute.name)
        return Piece(first, last, doubts=(doubt,), settled=True)
    silenced = not meaning.joining and _silent_since_before(clause, lapse)
    if silenced and denial is None:
        return None
    happened = Happened(first, last, (start, event.end), lapse, denied=(denial is not None or silent) and not silenced)
    condition, doubts = told(clause, meaning, happened, today)
    if condition is None and not doubts:
        return None
    turned = _of_those_it_happened_to(meaning, condition, scope.roles[first]) if happened.denied and condition else None
    conditions = (turned or condition,) if condition else ()
    return Piece(first, last, conditions, doubts, settled=True, left_out=turned is not None)


def _compared_behind(clause: Clause, lapse: Lapse) -> bool:
    """Right behind the lapse it says how many they are."""
    at = lapse.end
    while at < len(clause.tokens) and clause.word_in(at, "copulas"):
        at += 1
    return at > lapse.end and any(one.start == at and not one.quantity.lasting for one in bounds(clause))


def _of_those_it_happened_to(meaning: Meaning, condition: Condition, role: Role) -> Condition | None:
    """`no complaint in the last 90 days`: who never complained has no day, and is meant all the same."""
    silent = meaning.kind == "recency" and condition.operator in (">", ">=") and role != "exclusion"
    if not silent or not meaning.happening & may_never_happen():
        return None
    return Condition(condition.attribute, opposite(condition.operator), condition.value)


def _says_how_often(scope: Scope, event: _Event, one: Bound) -> bool:
    if any(scope.clause.word_in(at, "whose") for at in range(one.end, event.start)):
        return False  # `customers over 40 whose last purchase was …`
    between = range(one.end, event.start)
    if any(scope.clause.tokens[at].norm in _APART or scope.clause.word_in(at, "relatives") for at in between):
        return False  # `customers under 35 who joined …`
    if _joined(scope.clause, range(event.end, one.start)):
        return False  # `60 días sin recargar y tienen menos de 10 pesos`
    return beside(one, event.start, event.end) and not one.quantity.lasting and scope.free(one.start, one.end)


def _silent_since_before(clause: Clause, lapse: Lapse) -> bool:
    """`no compran desde antes de 2024`: the last time lies before that day, and the denial is of what came since."""
    before = lapse.quantity is None and lapse.direction == "before"
    return before and clause.ending(clause.known.time.since, lapse.start) is not None


def _of_the_past(meaning: Meaning) -> bool:
    """`Date of the last order`: it can lie nowhere else."""
    return meaning.kind == "date" and not meaning.future and bool(named_words(meaning.attribute) & column_words().past)


def _window_differs(meaning: Meaning, lapse: Lapse) -> bool:
    """The data counts within another time than the brief speaks of."""
    within = lapse.direction == "within" and meaning.kind in ("counted", "yes_no", "quantity")
    return within and not (lapse.quantity and same_length(meaning.window, lapse.quantity))


def _distance(event: _Event, lapse: Lapse) -> int:
    ahead = event.end <= lapse.start
    return lapse.start - event.end if ahead else event.start - lapse.end + _OTHERS_FIRST


def _with_its_subject(clause: Clause, event: _Event) -> int:
    """`whose term deposit matures`: what matures is part of the condition and none of its own."""
    mention = clause.mention_at.get(event.start - 1)
    if mention is None or mention.end != event.start or mention.of("value"):
        return event.start
    recording = [one for one in clause.company.meanings.values() if one.happening & event.what]
    own = {key for one in recording for key in _name_stems(clause, one)}
    said = {stem(clause.tokens[at].norm, clause.known.code) for at in range(mention.start, mention.end)}
    return mention.start if said & own else event.start


def _name_stems(clause: Clause, meaning: Meaning) -> set[str]:
    attribute, code = meaning.attribute, clause.known.code
    names = [attribute.name.replace("_", " "), attribute.called(code)]
    names += [name for synonyms in attribute.synonyms.values() for name in synonyms]
    return {stem(token.norm, code) for name in names for token in tokenise(name) if len(token.norm) > 3}


def _events(scope: Scope, lapse: Lapse) -> Iterator[_Event]:
    """Words for a happening around a lapse of time that the data records."""
    clause = scope.clause
    recording = (one for one in clause.company.meanings.values() if one.kind != "yes_no" or one.window)
    recorded = {name for meaning in recording for name in meaning.happening}
    recorded |= {_JOINING} if _since_joining(clause) else set()
    for place in range(max(0, lapse.start - _BEFORE), min(len(clause.tokens), lapse.end + _BEHIND)):
        inside = lapse.start <= place < lapse.end
        counted = place in clause.quantity_at
        if not inside and not counted and scope.free(place, place + 1) and not _apart(clause, place, lapse):
            yield from _events_at(clause, place, recorded)


def _since_joining(clause: Clause) -> list[Meaning]:
    """How long somebody has been a customer tells when they became one."""
    lengths = (one for one in clause.company.of_kind("tenure") if one.joining)
    return [one for one in lengths if one.attribute.name in clause.company.of_customers]


def _events_at(clause: Clause, place: int, recorded: set[str]) -> Iterator[_Event]:
    mention = clause.mention_at.get(place)
    timed = [one for one in mention.of("attribute") if clause.company[one.name].kind in _TIMED] if mention else []
    if mention and timed:
        # The name says what happened; the words in it are not happenings of their own.
        if place == mention.start:
            named = frozenset(name for one in timed for name in clause.company[one.name].happening)
            yield _Event(mention.start, mention.end, named)
        return
    match = clause.at(clause.known.events, place)
    if match and match.meaning in recorded:
        yield _Event(match.start, match.end, frozenset((match.meaning,)))
        return
    token = clause.tokens[place]
    key = stem(token.norm, clause.known.code)
    person = clause.at(clause.known.people.heads, place) is not None
    ours = clause.word_in(place, "of_us")  # `nada con nosotros en el último año`
    if token.kind == "word" and len(key) > 2 and key in recorded and not person and not ours:
        yield _Event(place, place + 1, frozenset((key,)))
    if mention and mention.start == place:
        happened = [clause.company[one.name] for one in mention.of("attribute")]
        named = frozenset(name for one in happened if one.kind != "yes_no" or one.window for name in one.happening)
        if named:
            yield _Event(mention.start, mention.end, named)


def _apart(clause: Clause, place: int, lapse: Lapse) -> bool:
    """A full stop, or a comma followed by another thing, stands between."""
    ahead = place < lapse.start
    between = range(place, lapse.start) if ahead else range(lapse.end, place)
    joined = not ahead and _joined(clause, between)  # `before 1 January and pay cash …`
    return joined or any(clause.tokens[at].norm in (",", ";", ".", "(") for at in between)


def _joined(clause: Clause, between: range) -> bool:
    return any(clause.at(clause.known.logic.joints, at) for at in between)


def _recording(clause: Clause, event: _Event, lapse: Lapse) -> Meaning | None:
    """The attribute that records the happening in a form the lapse can be compared with, best form first.

    One that is called by its name, as in `whose commitment ends in`, goes before those of the same happening.
    """
    mention = clause.mention_at.get(event.start)
    named = {sense.name for sense in mention.of("attribute")} if mention else set()
    known = clause.company.meanings.values()
    recording = [one for one in known if one.happening & event.what]
    if not recording and _JOINING in event.what:
        recording = _since_joining(clause)
    recording.sort(key=lambda one: one.attribute.name not in named)
    counted = [one for one in recording if one.window is not None and one.kind in ("counted", "yes_no", "quantity")]
    same = [one for one in counted if lapse.quantity and same_length(one.window, lapse.quantity)]
    if same and (lapse.direction == "within" or (lapse.direction == "for" and lapse.operator == "==")):
        return min(same, key=lambda one: one.kind != "counted")
    ahead = lapse.direction == "ahead"
    timed = [one for one in recording if one.kind in (("remaining",) if ahead else ("recency", "tenure"))]
    dated = [one for one in recording if one.kind == "date" and not (ahead and one.joining)]
    dated.sort(key=lambda one: ahead and not one.future)
    found = [*timed, *dated] if lapse.quantity else [*dated, *timed]
    return found[0] if found else counted[0] if counted and lapse.direction == "within" else None
