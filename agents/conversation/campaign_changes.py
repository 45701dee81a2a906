"""What a message would change of a campaign besides its audience: budget, channels, dates."""

import math
import re
from typing import NamedTuple

from agents.conversation.clauses import Clause, clauses
from agents.conversation.naming import channels_in
from batuta.brief import Brief, Channel, Window
from batuta.channels import channel_in_words
from batuta.explain import day_in_words, with_unit
from batuta.grounding.units import MONEY
from batuta.text import Language, listed, say
from batuta.words.tokens import fold


class Difference(NamedTuple):
    path: str
    value: object
    words: str
    """Before and after, in the reader's language."""


def budget_change(text: str, language: Language, brief: Brief, currency: str) -> Difference | None:
    """A sum of money, or a bare number that is nearer to the budget than to anything in the audience."""
    before = brief.budget
    for clause in clauses(text, language):
        for quantity in clause.quantities:
            money = quantity.unit in MONEY
            named = any(word in fold(clause.text) for word in _BUDGET)
            if not (money or named or (quantity.unit == "count" and _near_budget(quantity.value, brief))):
                continue
            if quantity.value <= 0 or (before and math.isclose(quantity.value, before.amount)):
                continue
            was = with_unit(before.amount, before.currency, language) if before else _none(language)
            now = with_unit(quantity.value, before.currency if before else currency, language)
            words = say(language, en=f"Budget: {was} → {now}", es=f"Presupuesto: {was} → {now}")
            value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
            return Difference("budget.amount", value, words)
    return None


def channel_change(text: str, language: Language, brief: Brief) -> Difference | None:
    """Channels that come or go; one that is only named with `set` replaces the others."""
    after: list[Channel] = list(brief.channels)
    instead = _INSTEAD.search(fold(text))
    if instead:
        gone = channels_in(instead.group(1))[:1]
        come = [channel for channel in channels_in(text) if channel not in gone]
        after = [*(channel for channel in after if channel not in gone), *(c for c in come if c not in after)]
    for clause in () if instead else clauses(text, language):
        named = channels_in(clause.text)
        if not named or clause.move is None:
            continue
        after = _moved(after, named, clause)
    if tuple(after) == brief.channels or not after:
        return None
    was, now = (
        listed([channel_in_words(c, language) for c in channels], language) for channels in (brief.channels, after)
    )
    words = say(language, en=f"Channels: {was or '–'} → {now}", es=f"Canales: {was or '–'} → {now}")
    return Difference("channels", list(after), words)


def window_changes(text: str, wanted: Window, brief: Brief, language: Language) -> tuple[Difference, ...]:
    """The days that were said, where they differ from the brief's; a single day is the end that is spoken of."""
    before, said = brief.window or Window(), fold(text)
    only_end, only_start = (any(word in said for word in words) for words in (_ENDS, _STARTS))
    found = []
    for end, was, now in (("start", before.start, wanted.start), ("end", before.end, wanted.end)):
        other = only_end if end == "start" else only_start
        if now is None or now == was or (other and wanted.start == wanted.end):
            continue
        label = say(language, en="Starts", es="Empieza") if end == "start" else say(language, en="Ends", es="Termina")
        said = day_in_words(was, language) if was else _none(language)
        found.append(Difference(f"window.{end}", now.isoformat(), f"{label}: {said} → {day_in_words(now, language)}"))
    return tuple(found)


def _moved(channels: list[Channel], named: tuple[Channel, ...], clause: Clause) -> list[Channel]:
    match clause.move:
        case "drop" | "lower":
            return [channel for channel in channels if channel not in named]
        case "set":
            return list(named)
        case _:
            return [*channels, *(channel for channel in named if channel not in channels)]


def _near_budget(value: float, brief: Brief) -> bool:
    """`Sube a 15.000`: of the brief's figures, the budget is the one it is nearest to."""
    if brief.budget is None or value <= 0:
        return False
    ratio = abs(math.log(value / brief.budget.amount))
    others = [
        float(number)
        for criterion in brief.audience.criteria
        for number in (criterion.value if isinstance(criterion.value, tuple) else (criterion.value,))
        if isinstance(number, (int, float)) and not isinstance(number, bool) and number > 0
    ]
    others += [kpi.target for kpi in brief.kpis if kpi.target]
    return ratio < math.log(10) and all(ratio < abs(math.log(value / other)) for other in others)


def _none(language: Language) -> str:
    return say(language, en="none", es="ninguno")


_BUDGET = ("presupuest", "budget", "gasto", "spend", "inversion")
_ENDS = ("termin", "acab", "hasta", "final", "end", "until", "finish", "last")
_STARTS = ("empie", "empez", "comien", "comenz", "arran", "desde", "start", "from", "begin", "launch")
_INSTEAD = re.compile(r"(?:en vez de|en lugar de|instead of|rather than)\s+(.*)")
