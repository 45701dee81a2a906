"""When a message arrives, in the recipient's own time.

Source: 47 CFR 64.1200(c)(1); RDL 1/2007 art. 96.2.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from batuta.checks.case import Case, Hit
from batuta.checks.regions import REGIONS_VERIFIED, regional_holiday, regions_named
from batuta.checks.rest_days import easter, is_holiday
from batuta.claims.normal import fold
from batuta.compliance import Severity
from batuta.policy import Check, Jurisdiction
from batuta.text import Text

ZONES: dict[Jurisdiction, str] = {
    "ES": "Europe/Madrid",
    "EU": "Europe/Brussels",
    "UK": "Europe/London",
    "MX": "America/Mexico_City",
    "US": "America/New_York",
}
_PLACES: dict[str, str] = {
    **dict.fromkeys(
        ("california", "pacific", "oregon", "washington state", "nevada", "los angeles", "seattle"),
        "America/Los_Angeles",
    ),
    **dict.fromkeys(("arizona", "phoenix"), "America/Phoenix"),
    **dict.fromkeys(("colorado", "utah", "denver", "mountain", "montana", "new mexico"), "America/Denver"),
    **dict.fromkeys(
        ("texas", "illinois", "chicago", "central time", "houston", "dallas", "minnesota"), "America/Chicago"
    ),
    **dict.fromkeys(("hawaii", "honolulu"), "Pacific/Honolulu"),
    **dict.fromkeys(("alaska", "anchorage"), "America/Anchorage"),
    **dict.fromkeys(("new york", "florida", "eastern", "boston", "atlanta", "miami"), "America/New_York"),
    **dict.fromkeys(("canarias", "canary", "tenerife", "las palmas"), "Atlantic/Canary"),
    **dict.fromkeys(("tijuana", "baja california"), "America/Tijuana"),
    **dict.fromkeys(("cancun", "quintana roo"), "America/Cancun"),
}
"""Words about the audience that tell its time zone."""


class Arrival(NamedTuple):
    local: datetime
    place: str


def quiet(case: Case, check: Check) -> Iterator[Hit]:
    """It arrives outside the hours the rule allows, or on a day it does not.

    given: `from` and `to`, hours of the day; `not_on`, days of the week with Monday as 0; `not_on_holidays`, 1 for
    those of the whole country and of the regions where the audience is.
    """
    if case.subject.send_at is None:
        return
    channels = {item.channel for item in case.subject.items} | set(case.subject.channels)
    wanted = check.given.get("channels")
    if isinstance(wanted, tuple) and not channels & set(wanted):
        return
    opens, closes = float(str(check.given.get("from", 0))), float(str(check.given.get("to", 24)))
    closed = check.given.get("not_on")
    for arrival in arrivals(case):
        hour = arrival.local.hour + arrival.local.minute / 60
        holidays = bool(check.given.get("not_on_holidays"))
        off_day = isinstance(closed, tuple) and arrival.local.weekday() in closed
        off_day = off_day or (holidays and is_holiday(arrival.local.date(), case.jurisdiction))
        sure = off_day or not opens <= hour <= closes
        if sure or (holidays and _is_regional_holiday(arrival, case)):
            clock = arrival.local.strftime("%H:%M")
            where = arrival.place.rpartition("/")[2].replace("_", " ")
            # What is known from memory never blocks alone, as with rules.
            mild: Severity | None = None if sure or REGIONS_VERIFIED != "from_knowledge_unverified" else "warn"
            yield Hit("timing", quote=case.subject.send_at.isoformat(), severity=mild, details={
                "local": Text(en=f"{clock} ({where}, {_DAYS_EN[arrival.local.weekday()]})",
                              es=f"las {clock} ({where}, {_DAYS_ES[arrival.local.weekday()]})"),
            })  # fmt: skip
            return


def _is_regional_holiday(arrival: Arrival, case: Case) -> bool:
    """Of a region that the audience is said to live in."""
    day = arrival.local.date()
    if case.jurisdiction != "ES":
        return False
    sunday = easter(day.year)
    return any(regional_holiday(day, sunday, region) for region in regions_named(_places(case)))


def _places(case: Case) -> Iterator[str]:
    """Where the audience is: as its note says, and the words that it is limited to, but for whom it leaves out."""
    yield case.subject.audience_note
    audience = case.subject.audience
    for part in audience.parts if audience is not None else ():
        for criterion in part.criteria if part.kind != "exclude" else ():
            if criterion.operator in ("==", "in"):
                values = criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
                yield from (value for value in values if isinstance(value, str))


def arrivals(case: Case) -> list[Arrival]:
    """The local times of arrival: where the audience is said to be, else in the country's main zone.

    A time without a zone, or with an offset of that country, is the recipient's own.
    """
    sent = case.subject.send_at
    if sent is None:
        return []
    said = fold(case.subject.audience_note)
    named = list(dict.fromkeys(zone for word, zone in _PLACES.items() if word in said))
    own = ZONES[case.jurisdiction]
    if sent.tzinfo is None:
        return [Arrival(sent, own)]
    said_local = [zone for zone in named if sent.astimezone(ZoneInfo(zone)).utcoffset() == sent.utcoffset()]
    if said_local:
        return [Arrival(sent, zone) for zone in said_local]
    if named:
        return [Arrival(sent.astimezone(ZoneInfo(zone)), zone) for zone in named]
    offset = sent.utcoffset() or timedelta(0)
    if case.jurisdiction == "US" and timedelta(hours=-10) <= offset <= timedelta(hours=-4):
        return [Arrival(sent, own)]
    return [Arrival(sent.astimezone(ZoneInfo(own)), own)]


_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
