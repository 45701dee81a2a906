"""Goals told by what people are to do: `win back 5% of them`, `que contraten 350`, `facturar 90.000 €`."""

from tools.language.builtin.reading.analysis import Clause
from tools.language.builtin.reading.phrases import Found
from tools.language.builtin.reading.quantities import Quantity

SHARES = {
    "open": "open_rate",
    "click": "click_rate",
    "take_out": "conversion_rate",
    "reactivate": "reactivation_rate",
    "win_back": "win_back_rate",
}
"""What a percentage of them is called."""
_COUNTS = {
    "open": "opens",
    "click": "clicks",
    "take_out": "new_contracts",
    "reactivate": "reactivations",
    "win_back": "win_backs",
}
_REACH = 4
_COUNTED = ("new_contracts", "sales", "applications")
_LEAST = 10
"""Fewer are what a customer does, and no goal."""


def verb_before(clause: Clause, one: Quantity) -> tuple[str, int] | None:
    """The metric of a figure right behind such a verb, and where the verb begins; None where people are described."""
    verbs = clause.known.campaign.goal_verbs
    place = max(0, one.start - _REACH - 3)
    matches = [match for at in range(place, one.start) if (match := clause.at(verbs, at))]
    verb = next((match for match in reversed(matches) if _small_between(clause, match.end, one.start)), None)
    if verb is None or any(clause.at(clause.known.people.heads, at) for at in range(verb.start)):
        return None
    metric = _measured(clause, verb, one)
    return (metric, verb.start) if metric else None


def _measured(clause: Clause, verb: Found[str], one: Quantity) -> str | None:
    if one.unit == "percent":
        return SHARES.get(verb.meaning)
    if one.money:
        return "revenue" if verb.meaning == "earn" else None
    ends = one.end >= len(clause.tokens) or clause.tokens[one.end].kind == "sign"
    people = clause.at(clause.known.people.heads, one.end) is not None
    countable = one.unit in (None, "people") and one.value >= _LEAST and (ends or people or one.unit == "people")
    return _COUNTS.get(verb.meaning) if countable else None


def _small_between(clause: Clause, start: int, end: int) -> bool:
    comparing = clause.known.comparisons.before
    place = start
    while place < end:
        match = clause.at(comparing, place)
        if match and match.end <= end:
            place = match.end
        elif clause.word_in(place, "goal_links") or clause.word_in(place, "articles"):
            place += 1
        else:
            return False
    return True


def by_its_unit(metric: str, target: Quantity) -> str:
    """`subir la contratación del 3 al 4 %`: a percentage of contracts is the conversion."""
    return "conversion_rate" if metric in _COUNTED and target.unit == "percent" else metric


def wished(clause: Clause, end: int) -> bool:
    """`a 25% open rate would be great`, `… is the target`: behind metric and figure, that it is a goal."""
    at = end + 1 + clause.word_in(end + 1, "articles")
    stated = clause.word_in(end, "copulas") and clause.at(clause.known.campaign.goal, at) is not None
    return stated or clause.word_in(end, "wished_behind")
