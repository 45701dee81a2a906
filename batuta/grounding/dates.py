"""Days and months of a text, as precise as they are written: `30 de abril`, `April 2027`, `30/04/2027`."""

import re
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from batuta.words.data import lines

DayBound = Literal["on", "until", "from"]


class Moment(NamedTuple):
    """A day, month or year; what is not said is None."""

    year: int | None
    month: int | None
    day: int | None
    bound: DayBound
    start: int
    end: int

    def said_by(self, other: "Moment") -> bool:
        """Everything this one says, the other says as well."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )


def moments(text: str) -> tuple[tuple[Moment, ...], str]:
    """The moments of a text, and the text with them blanked out, so that their figures are not read again."""
    found: list[Moment] = []
    rest = text
    for month, day, named in _named_days():
        for match in named.finditer(text):
            found.append(_bounded(text, Moment(None, month, day, "on", *match.span())))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for pattern in _patterns():
        for match in pattern.finditer(rest):
            read = _read(match)
            if read:
                found.extend(_bounded(text, moment) for moment in read)
                rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return _spanned(text, sorted(found, key=lambda moment: (moment.start, moment.day or 0))), rest


def _spanned(text: str, found: list[Moment]) -> tuple[Moment, ...]:
    """`Entre el 01/06 y el 15/06`: from the one until the other."""
    for place, (first, last) in enumerate(pairwise(found)):
        opened = _BETWEEN.search(text[: first.start]) and first.bound == last.bound == "on"
        if opened and first.day and last.day and _AND.fullmatch(text[first.end : last.start]):
            found[place : place + 2] = [first._replace(bound="from"), last._replace(bound="until")]
    return tuple(found)


_BETWEEN = re.compile(r"\b(?:entre|between)\s+(?:el |the )?$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:y|and)\s+(?:el |the )?", re.IGNORECASE)


@cache
def _named_days() -> tuple[tuple[int, int, re.Pattern[str]], ...]:
    """`New Year's Eve`, `Nochebuena`: month, day and wording."""
    found: list[tuple[int, int, re.Pattern[str]]] = []
    for line in lines("named_days.txt"):
        head, wording = line.split(": ", 1)
        month, day = head.split()
        found.append((int(month), int(day), re.compile(rf"\b(?:{wording})\b", re.IGNORECASE)))
    return tuple(found)


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for line in lines("months.txt"):
        number, *words = line.split()
        names.update(dict.fromkeys(words, int(number)))
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The most precise form first."""
    names = sorted(_months(), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(names)})\b\.?"
    alone = rf"(?P<month>{'|'.join(name for name in names if len(name) > 3 or name == 'may')})\b"
    year = r"(?P<year>(?:19|20)\d\d)\b"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.?º)?"
    first = r"(?P<first>\d{1,2})(?:st|nd|rd|th|\.?º)?"
    to = r"\s*(?:al|a|to|and|y|until|through|[-–—])\s*(?:el\s+|the\s+)?"
    of = r"\s*(?:de\s+|of\s+)?"
    # "APR 6.50%" is no day in April.
    figure = r"[.,]\d{1,2}(?!\d)|\s*(?:€|%|GB|MB)"
    tail = rf"(?:,?\s*(?:de\s+|del\s+|of\s+)?{year})?"
    forms = (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>(?:19|20)?\d\d)\b",
        rf"(?<![€$£])\b{first}{to}{day}{of}{month}{tail}",
        rf"\b{month}\s+{first}{to}{day}(?!{figure}){tail}(?!\d)",
        rf"\b{day}{of}{month}{tail}",
        rf"\b{month}\s+{day}(?!\d|{figure})(?:,?\s*{year})?",
        rf"\b{month}\s+(?:de\s+|del\s+|of\s+)?{year}",
        rf"\b(?:de|desde|from|entre|between)\s+(?P<opens>{'|'.join(names)})\b{to}(?P<month>{'|'.join(names)})\b",
        rf"\b(?:en|in|de|of|by|end of|hasta|until|desde|from|this|este)\s+(?:el mes de )?{alone}",
        r"(?:(?<=\bel )|(?<=\bon )|(?<=\bdel )|(?<=\bal ))"
        r"(?P<one>\d{1,2})-(?P<two>0?[1-9]|1[0-2])(?![\d-]|\s*(?:h\b|%|€))",
        r"(?<![\d/.,€$£-])(?!24/7\b)(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\d/]|[.,]\d|\s*(?:h\b|%))",
        rf"(?<![\d.,€$£-]){year}(?!\s*(?:€|%|eur|puntos|points|gb|mb|\$))(?![.,]\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _read(match: re.Match[str]) -> list[Moment]:
    """One moment, or both ends of a range; nothing for what is no day of the calendar."""
    said = {name: value for name, value in match.groupdict().items() if value}
    year = int(said["year"]) if "year" in said else None
    if year is not None and year < 100:
        year += 2000
    day = int(said["day"]) if "day" in said else None
    month: int | None = None
    if "month" in said:
        month = _months()[said["month"].lower()]
    elif "number" in said:
        month = int(said["number"])
    elif "one" in said:
        one, two = int(said["one"]), int(said["two"])
        month, day = (one, two) if two > 12 else (two, one)
    if not (month is None or 1 <= month <= 12) or not (day is None or 1 <= day <= 31):
        return []
    last = Moment(year, month, day, "on", min(match.start(name) for name in said), match.end())
    if "opens" in said:
        opens = Moment(None, _months()[said["opens"].lower()], None, "from", match.start("opens"), match.end("opens"))
        return [opens, last._replace(bound="until", start=match.start("month"))]
    if "first" not in said:
        return [last]
    return [last._replace(day=int(said["first"]), bound="from"), last._replace(bound="until")]


_UNTIL_WORDS = (
    "hasta|until|till|through|by|before|antes del?|finaliza|termina|acaba|vence|caduca|ends?(?: on)?|expires?(?: on)?"
)
_FROM_WORDS = (
    "desde|from|a partir del?|starting(?: on)?|starts?(?: on)?|begins?(?: on)?|empieza|comienza|since|as of|"
    "después del?|after"
)
_UNTIL = re.compile(rf"\b(?:{_UNTIL_WORDS})\s*(?:el|the)?\s*$", re.IGNORECASE)
_FROM = re.compile(rf"\b(?:{_FROM_WORDS})\s*(?:el|the)?\s*$", re.IGNORECASE)


_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH_ENDS = re.compile(
    r"\b(?:(?:the )?end of|final(?:es)? de|fin(?:es)? de|[uú]ltimo d[ií]a de|the last day (?:of|in)|late)\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:antes del?|before)\s*(?:el|the)?\s*$", re.IGNORECASE)
"""`Before 1 July` is until the end of June."""


def _bounded(text: str, moment: Moment) -> Moment:
    before = text[max(0, moment.start - 20) : moment.start]
    if moment.month and moment.day is None and _MONTH_ENDS.search(before):
        return moment._replace(day=_LAST_DAY[moment.month - 1], bound="until")
    if moment.month is None and moment.year and moment.bound == "on" and _BEFORE.search(before):
        return moment._replace(year=moment.year - 1, month=12, day=31, bound="until")
    opens = moment.day == 1 or moment.day is None
    if opens and moment.month and moment.bound == "on" and _BEFORE.search(before):
        month = (moment.month - 2) % 12 + 1
        year = moment.year - 1 if moment.year and month == 12 else moment.year
        return moment._replace(year=year, month=month, day=_LAST_DAY[month - 1], bound="until")
    if moment.bound == "on" and _UNTIL.search(before):
        return moment._replace(bound="until")
    if moment.bound == "on" and _FROM.search(before):
        return moment._replace(bound="from")
    return moment
