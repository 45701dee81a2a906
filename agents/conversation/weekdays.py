"""Days of the week on which nothing should leave: a wish about when, never about whether."""

from datetime import date, timedelta

from babel.dates import format_date

from agents.conversation.campaign_changes import Difference
from agents.conversation.hearing import Heard
from batuta.brief import Brief
from batuta.explain import day_in_words
from batuta.text import Language, say

_DAYS: dict[str, frozenset[int]] = {
    name: frozenset({day})
    for day, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
} | {"weekend": frozenset({5, 6})}
"""Cue to days of the week, Monday being 0."""
_WEEKEND = _DAYS["weekend"]


def refused_days(heard: Heard) -> frozenset[int]:
    """Monday being 0; empty where none is refused.

    >>> from agents.conversation.hearing import hear
    >>> sorted(refused_days(hear("que no salga el fin de semana"))), sorted(refused_days(hear("nothing on Sundays")))
    ([5, 6], [6])
    """
    named = frozenset(day for cue, days in _DAYS.items() if heard.says(cue) for day in days)
    if heard.says("workdays"):
        return _WEEKEND
    return named if heard.says("not_on") else frozenset()


def first_day(brief: Brief, today: date) -> date:
    """When the messages leave: the first day of the campaign that is still to come."""
    start = brief.window.start if brief.window else None
    return max(start, today) if start else today


def day_change(refused: frozenset[int], brief: Brief, today: date, language: Language) -> Difference | None:
    """A start on the next day that is not refused; None where the start is on none of them, or no day is left."""
    start = first_day(brief, today)
    end = brief.window.end if brief.window else None
    after = next((day for day in (start + timedelta(days=n) for n in range(7)) if day.weekday() not in refused), None)
    if after is None or after == start or (end is not None and after > end):
        return None
    label = say(language, en="Starts", es="Empieza")
    return Difference(
        "window.start", after.isoformat(), f"{label}: {_named(start, language)} → {_named(after, language)}"
    )


def already_so(brief: Brief, today: date, language: Language) -> str:
    """The messages leave on another day anyway."""
    day = _named(first_day(brief, today), language)
    return say(
        language,
        en=f"Nothing has to change for that: the messages leave on {day}.",
        es=f"Para eso no hace falta cambiar nada: los mensajes salen el {day}.",
    )


def _named(day: date, language: Language) -> str:
    return f"{format_date(day, 'EEEE', locale=language)} {day_in_words(day, language)}"
