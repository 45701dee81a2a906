"""When the campaign runs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from batuta.audience import Evidence
from batuta.brief import Window
from batuta.reading import Doubt
from tools.language.builtin.reading.analysis import Analysis, Clause
from tools.language.builtin.reading.chunks import chunk_around
from tools.language.builtin.reading.dates.days import is_year
from tools.language.builtin.reading.dates.nouns import When
from tools.language.builtin.reading.eligibility.lapses import shifted
from tools.language.builtin.reading.intent.other_dates import (
    beside,
    in_passing,
    of_something_else,
    on_another_errand,
)
from tools.language.builtin.reading.quantities import Quantity

_SILENT = ("audience", "exclusion", "background", "ignore", "must_say", "must_not_say", "tone", "subject", "baseline")
_PLAIN = (None, "objective", "kpi")
"""Sections in which other dates may be told of."""
_DAYS = {"days": 1.0, "weeks": 7.0, "fortnights": 14.0, "months": 30.44}
_PRESENTS: dict[str | None, int] = {
    "christmas": 24, "epiphany": 14, "valentine": 14, "mothers_day": 14, "fathers_day": 14,
}  # fmt: skip
"""Days on which people give presents, and so many days before them that a campaign would begin."""
_OWN = 6
"""The rank of what stands under the window's own heading."""
_COUNTED, _NAMED, _ONE_END = 5, 4, 3
"""The ranks of days that are counted out, both ends; of a period by its name; and of one end alone."""
_CORRECTED = 2
"""Tokens of a day that may belong to `en lugar del`."""
_A_SEASON = 80
"""Days; whatever is longer is too wide where the brief also gives days."""


@dataclass(frozen=True, slots=True)
class _Stated:
    clause: Clause
    when: When
    rank: int
    """How surely it is when the campaign runs: its own section, a range of days, one end, a vague period."""

    @property
    def start(self) -> date | None:
        if self.when.bound in ("on", "from"):
            return self.when.first
        return self.when.last + timedelta(days=1) if self.when.bound == "after" else None

    @property
    def end(self) -> date | None:
        if self.when.bound in ("on", "until"):
            return self.when.last
        return self.when.first - timedelta(days=1) if self.when.bound == "before" else None

    @property
    def days(self) -> tuple[date, date]:
        return self.when.first, self.when.last

    @property
    def single(self) -> bool:
        return self.when.first == self.when.last


def read_window(analysis: Analysis) -> tuple[Window | None, tuple[Doubt, ...]]:
    found = [one for clause in analysis.clauses if not of_something_else(clause) for one in _stated(clause)]
    found = [one for one in found if not _over(one, analysis.today)]
    loose = [one for one in found if one.when.loose or _needs_asking(one)]
    firm = [one for one in found if one not in loose]
    if not firm:
        return None, tuple(_vaguely(one) for one in loose[:1])
    depths = sorted({one.clause.sentence.depth for one in firm})
    window, doubts = _of_message(analysis, [one for one in firm if one.clause.sentence.depth == depths[0]])
    for depth in depths[1:]:
        if window is None or (window.start and window.end):
            break
        older, _ = _of_message(analysis, [one for one in firm if one.clause.sentence.depth == depth])
        window = _completed(analysis, window, older) if older else window
    return window, doubts


def _completed(analysis: Analysis, newer: Window, older: Window) -> Window:
    """`We start on 8 March, not 1 March`, on top of the message that gives both days: the other end stays."""
    start, end = newer.start or older.start, newer.end or older.end
    quotes = sorted((one for one in (newer.evidence, older.evidence) if one), key=lambda one: one.start)
    if not quotes or not start or not end or end < start:
        return newer
    first, last = quotes[0].start, max(one.end for one in quotes)
    evidence = Evidence(quote=analysis.text[first:last], start=first, end=last)
    return Window(start=start, end=end, evidence=evidence)


def _of_message(analysis: Analysis, firm: list[_Stated]) -> tuple[Window | None, tuple[Doubt, ...]]:
    """The window that one message states."""
    below = [one for one in firm if not _titled(one)]
    firm = [one for one in firm if not (_titled(one) and any(_overlap(one, other) for other in below))]
    most = max(one.rank for one in firm)
    strongest = _two_days(firm) if most in (_NAMED, _ONE_END) else []
    strongest = strongest or [one for one in firm if one.rank == most]
    for one in strongest:
        one.clause.taken.update(range(one.when.start, one.when.end))
    if (disputed := _booked_otherwise(strongest, firm)) is not None:
        return None, (disputed,)
    return _combined(analysis, strongest, firm)


def _titled(one: _Stated) -> bool:
    return one.clause.sentence.section in ("title", "subject")


def _overlap(one: _Stated, other: _Stated) -> bool:
    """`Spring upsell` above `Dates: Q2`: the name of the campaign, told more exactly below."""
    return one.when.first <= other.when.last and other.when.first <= one.when.last


def _over(one: _Stated, today: date) -> bool:
    """`In December of last year we …`: told of the past, and no date that was meant for the campaign."""
    figures = any(is_year(token) for token in one.clause.tokens[one.when.start : one.when.end])
    return one.when.last < today and one.when.span and not figures and one.clause.sentence.section is None


def _booked_otherwise(chosen: list[_Stated], firm: list[_Stated]) -> Doubt | None:
    """Under the window's own heading stand some days, and `the agency has it booked as` others."""
    spans = [one for one in chosen if one.rank >= _COUNTED and one.start and one.end]
    if not spans:
        return None
    first = spans[0]
    for clause in {id(one.clause): one.clause for one in firm if one.clause is not first.clause}.values():
        if not any(clause.word_in(at, "booked") or _of_ours(clause, at) for at in range(len(clause.tokens))):
            continue
        for other in _whole_spans([one for one in firm if one.clause is clause]):
            if other.days != first.days and not _inside(first, other) and not _inside(other, first):
                return _conflict(first, other)
    return None


def _of_ours(clause: Clause, place: int) -> bool:
    """`the campaign runs …`, and no `summer campaign` that is another one."""
    named = clause.at(clause.known.campaign.campaign, place)
    led = clause.word_in(place - 1, "definite") or clause.word_in(place - 1, "our")
    return named is not None and led and clause.word_in(named.end, "runs")


def _two_days(firm: list[_Stated]) -> list[_Stated]:
    """`este mes …; arrancamos el 1/12 y terminamos el 24/12`: two days told in one sentence, whatever else is named."""
    for clause in {id(one.clause): one.clause for one in firm}.values():
        days = [one for one in firm if one.clause is clause and one.rank == _ONE_END and one.single]
        begin = next((one for one in days if one.start and not one.end), None)
        end = next((one for one in days if one.end and not one.start), None)
        if begin and end and begin.when.first <= end.when.last:
            return [begin, end]
    return []


def _whole_spans(stated: list[_Stated]) -> Iterator[_Stated]:
    """Both ends said at once, or a beginning and an end of their own: `start 22 March, end 4 April`."""
    yield from (one for one in stated if one.when.bound == "on" and one.when.span and not one.single)
    begins = next((one for one in stated if one.when.bound == "from"), None)
    ends = next((one for one in stated if one.when.bound == "until"), None)
    if begins and ends and begins.when.first <= ends.when.last:
        whole = replace(begins.when, end=ends.when.end, last=ends.when.last, bound="on")
        yield _Stated(begins.clause, whole, begins.rank)


def _combined(
    analysis: Analysis, chosen: list[_Stated], firm: list[_Stated]
) -> tuple[Window | None, tuple[Doubt, ...]]:
    """One range, or a beginning and an end that stand apart; two ranges that differ are shown side by side."""
    spans = [one for one in chosen if one.start and one.end]
    begins = sorted((one for one in chosen if one.start and not one.end), key=lambda one: not one.single)
    ends = sorted((one for one in chosen if one.end and not one.start), key=lambda one: not one.single)
    if spans and not (begins or ends):
        first = spans[0]
        other = next((one for one in spans[1:] if (one.start, one.end) != (first.start, first.end)), None)
        if other is not None and not _inside(first, other) and not _inside(other, first):
            if not (other.single and first.single):
                return None, (_conflict(first, other),)
            return _window(analysis, first.start, other.end, [first, other])
        narrow = min(spans, key=lambda one: (one.when.last - one.when.first, one.clause.sentence.start))
        if _is_week(narrow) and _duration(narrow) is not None:
            return _window(analysis, narrow.start, None, [narrow])  # `w/c 8 March, two weeks`
        return _window(analysis, narrow.start, narrow.end, [narrow])
    if spans and begins and ends and _apart(spans[0], begins[0], ends[0]):
        return None, (_conflict(begins[0], spans[0]),)
    start = next((one for one in (*begins, *spans)), None)
    end = next((one for one in (*ends, *spans) if one is not start), None)
    if start is None and end is not None:
        start = next((one for one in firm if one.start and not one.end), None)
    used = [one for one in (start, end) if one]
    return _window(analysis, start.start if start else None, end.end if end else None, used)


def _window(
    analysis: Analysis, start: date | None, end: date | None, used: list[_Stated]
) -> tuple[Window | None, tuple[Doubt, ...]]:
    evidence = _span(analysis, used)
    if start and not end:
        end = _after_duration(used[0], start)
        evidence = _with_duration(analysis, used[0], evidence) if end else evidence
    if start and end and end < start:
        return None, (Doubt(kind="dates_reversed", field="window", evidence=evidence),)
    window = Window(start=start, end=end, evidence=evidence)
    last = end or start
    if last and last < analysis.today:
        return window, (Doubt(kind="dates_past", field="window", evidence=evidence),)
    return window, ()


def _after_duration(one: _Stated, start: date) -> date | None:
    """`desde el 3 de mayo durante 3 semanas`."""
    length = _duration(one)
    if length is None:
        return None
    if length.amount.unit == "months":
        return shifted(start, length.amount, +1) - timedelta(days=1)
    return start + timedelta(days=round(length.amount.value * _DAYS[length.amount.unit or "days"]) - 1)


@dataclass(frozen=True, slots=True)
class _Length:
    """How long it runs, and the tokens that say so."""

    amount: Quantity
    start: int
    end: int


def _duration(stated: _Stated) -> _Length | None:
    clause, when = stated.clause, stated.when
    time = clause.known.time
    for one in clause.quantities:
        if one.unit not in _DAYS or one.high is not None or one.start in clause.taken:
            continue
        cued = clause.ending(time.duration, one.start)
        campaign = clause.at(clause.known.campaign.campaign, one.end)
        beside = one.end == when.start or _apposed(clause, when, one)
        if cued or campaign or beside:
            return _Length(one, cued.start if cued else one.start, campaign.end if campaign else one.end)
    return None


def _apposed(clause: Clause, when: When, one: Quantity) -> bool:
    """`from 8 March, two weeks`, `un mes, desde el 1 de marzo`: alone between its commas, beside the day."""
    first, last = chunk_around(clause, one.start)
    whole = all(one.start <= at < one.end or clause.tokens[at].kind == "sign" for at in range(first, last))
    behind = first - 1 == when.end and clause.tokens[when.end].norm in (",", "(")
    return whole and (behind or (last + 1 == when.start and clause.tokens[last].norm == ","))


def _is_week(stated: _Stated) -> bool:
    """The week in which a day falls, by its name."""
    clause, when = stated.clause, stated.when
    named = clause.at(clause.known.time.relative, when.start)
    days = sum(token.kind == "number" for token in clause.tokens[when.start : when.end])
    return bool(named and named.meaning == "week") and (when.last - when.first).days == 6 and days == 1


def _with_duration(analysis: Analysis, one: _Stated, evidence: Evidence) -> Evidence:
    length = _duration(one)
    if length is None:
        return evidence
    tokens = one.clause.tokens
    start, end = min(evidence.start, tokens[length.start].start), max(evidence.end, tokens[length.end - 1].end)
    return Evidence(quote=analysis.text[start:end], start=start, end=end)


def _inside(inner: _Stated, outer: _Stated) -> bool:
    return outer.when.first <= inner.when.first and inner.when.last <= outer.when.last


def _apart(span: _Stated, begin: _Stated, end: _Stated) -> bool:
    """`Inicio: 8 de noviembre; cierre: 21 de noviembre. Calendario: del 1 al 12 de diciembre`."""
    first, last = begin.start or begin.when.first, end.end or end.when.last
    low, high = span.days
    return not (first <= low and high <= last) and not (low <= first and last <= high)


def _conflict(first: _Stated, other: _Stated) -> Doubt:
    return Doubt(
        kind="contradiction",
        field="window",
        evidence=first.clause.quote(first.when.start, first.when.end),
        contrary=other.clause.quote(other.when.start, other.when.end),
        proposal={"start": other.when.first.isoformat(), "end": other.when.last.isoformat()},
    )


def _span(analysis: Analysis, used: list[_Stated]) -> Evidence:
    """From the first to the last of the words that say it, where they stand close together."""
    quotes = sorted((one.clause.quote(one.when.start, one.when.end) for one in used), key=lambda quote: quote.start)
    first, last = quotes[0], quotes[-1]
    return Evidence(quote=analysis.text[first.start : last.end], start=first.start, end=last.end)


def _stated(clause: Clause) -> Iterator[_Stated]:
    section, campaign = clause.sentence.section, clause.known.campaign
    if section in _SILENT or clause.of_the_past:
        return
    for when in clause.dates:
        if any(place in clause.taken for place in range(when.start, when.end)) or (when.year_only and section is None):
            continue
        if (section in _PLAIN and on_another_errand(clause, when)) or _no_more(clause, when):
            continue
        aside = section == "offer" or beside(clause, when, campaign.valid) or in_passing(clause, when)
        own = section in ("window", "start", "end")
        rank = _OWN if own else 0 if aside else _rank(clause, when)
        told = _time_before(clause, when) or _by_now(clause, when) or _of_its_section(when, section)
        yield _Stated(clause, told, rank)


def _no_more(clause: Clause, when: When) -> bool:
    """`start on 8 March, not 1 March`, `el 28 en lugar del 21`: the day that gives way to the one before it."""
    others = any(other.end <= when.start for other in clause.dates)
    near = (*range(when.start, min(when.end, when.start + _CORRECTED)), when.start)
    said = [match for match in clause.find(clause.known.logic.instead) if match.start <= when.start]
    led = any(match.end + clause.word_in(match.end, "day_articles") in near for match in said)
    return others and led


def _by_now(clause: Clause, when: When) -> When | None:
    """`it now ends on 24 March`: the word in front of the verb is no day, and the window does not begin with it."""
    calendar, behind = clause.known.time, when.start + 1
    now = calendar.relative.whole(clause.tokens[when.start : behind]) == "now"
    ends = clause.at(calendar.until, behind) if now and behind < when.end else None
    verb = ends is not None and clause.at(calendar.range_join, behind) is None
    return replace(when, start=behind, first=when.last, bound="until") if verb else None


def _time_before(clause: Clause, when: When) -> When | None:
    """`the week before Mother's Day`: so many days that end there, though from which one has to be asked."""
    if when.bound != "before":
        return None
    unit = clause.ending(clause.known.time.relative, when.start)
    amount = clause.quantity_at.get(when.start - 1)
    days = round(amount.value * _DAYS[amount.unit]) if amount and amount.unit in _DAYS else 0
    days = days or (7 if unit and unit.meaning == "week" else 0)
    if not days:
        return None
    last = when.first - timedelta(days=1)
    first = last - timedelta(days=days - 1)
    start = amount.start if amount else unit.start if unit else when.start
    return replace(when, start=start, first=first, last=last, bound="on", loose=True, feast=None)


def _rank(clause: Clause, when: When) -> int:
    """Days that are counted out say more than a month or a feast, and these more than `before the summer`."""
    if when.bound == "before":
        return 2
    counted = any(token.kind == "number" for token in clause.tokens[when.start : when.end])
    if when.bound == "on" and when.span:
        return _COUNTED if counted else 1 if _whole(when) else _NAMED
    return _ONE_END


def _of_its_section(when: When, section: str | None) -> When:
    """A day under `Inicio:` opens the window, one under `Fin:` closes it."""
    if section not in ("start", "end") or when.bound != "on" or when.first != when.last:
        return when
    return replace(when, bound="from" if section == "start" else "until")


def _whole(when: When) -> bool:
    """A season or a year."""
    return (when.last - when.first).days > _A_SEASON


def _needs_asking(one: _Stated) -> bool:
    """`en Navidad`, `para el Día de la Madre`: everybody knows about when, and nobody from which day."""
    return one.when.feast in _PRESENTS and one.when.bound in ("on", "from")


def _vaguely(one: _Stated) -> Doubt:
    first, last = one.days
    if one.when.feast in _PRESENTS:
        first = last - timedelta(days=_PRESENTS[one.when.feast])
    return Doubt(
        kind="date_vague",
        field="window",
        evidence=one.clause.quote(one.when.start, one.when.end),
        proposal={"start": first.isoformat(), "end": last.isoformat()},
    )
