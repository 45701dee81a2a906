"""The preposition in front of a date: `from` opens, `until` closes, `before` closes the day before."""

from collections.abc import Sequence
from dataclasses import replace

from tools.language.builtin.reading.dates.nouns import Bound, Calendar, When, past
from tools.language.builtin.reading.phrases import Phrases
from tools.language.builtin.reading.tokens import Token

_LONGEST = 5


def bounded(tokens: Sequence[Token], when: When, calendar: Calendar, after: int) -> When:
    """after: the token behind the date before."""
    when = _through_its_end(tokens, when, calendar, after)
    best = _preposition(tokens, when, calendar, max(after, when.start - _LONGEST))
    if best is None:
        return when
    start, bound = best
    of = tokens[start].norm in calendar.words("from_date") and when.start - start == 1
    ranged = when.span and bound in ("from", "until") and _is_range(tokens, when, calendar)
    # `del 3 de mayo` means from that day on only at the very beginning of a stretch.
    if bound == "before" and any(token.norm in calendar.words("closing") for token in tokens[when.start : when.end]):
        bound = "until"  # `antes de fin de mes`: its last day is still before it is over
    if ranged or (bound == "from" and of and start > 0):
        bound = "on"
    return replace(when, start=start, bound=bound)


def _preposition(tokens: Sequence[Token], when: When, calendar: Calendar, limit: int) -> tuple[int, Bound] | None:
    """The one that begins first, and where."""
    time = calendar.known.time
    choices: tuple[tuple[Bound, Phrases[bool]], ...] = (
        ("before", time.before),
        ("after", time.after),
        ("until", time.until),
        ("from", time.since_day),
        ("on", time.range_open),
        ("on", time.during),
    )
    best: tuple[int, Bound] | None = None
    for bound, phrases in choices:
        for start in range(limit, when.start):
            match = phrases.at(tokens, start)
            if match and past(tokens, match.end, calendar.words("before_date"), (":",)) >= when.start:
                best = (start, bound) if best is None or start < best[0] else best
                break
    return best


def _through_its_end(tokens: Sequence[Token], when: When, calendar: Calendar, after: int) -> When:
    """`hasta finales de junio` is through its last day."""
    late = any(token.norm in calendar.words("late") for token in tokens[when.start : when.end])
    closing = any(
        (match := calendar.known.time.until.at(tokens, start)) and match.end >= when.start
        for start in range(max(after, when.start - 3), when.start + 1)
    )
    return replace(when, loose=False, first=when.last) if when.loose and late and closing else when


def _is_range(tokens: Sequence[Token], when: When, calendar: Calendar) -> bool:
    """It says both its ends, so that `from` belongs to the first of them."""
    return any(
        calendar.known.time.range_join.at(tokens, place) is not None
        for place in range(when.start + 1, when.end - 1)
        if tokens[place].norm not in calendar.words("of")
    )
