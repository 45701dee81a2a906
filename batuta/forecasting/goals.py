"""Is a goal within what past campaigns let us expect?"""

from collections.abc import Iterable

from batuta.brief import Kpi
from batuta.explain import number_in_words
from batuta.forecasting.outlook import Outlook
from batuta.text import say

_RESPONSES = frozenset({"new_contracts", "sales", "activations", "upgrades", "contributions", "applications"})
"""Goals that count people who respond, as results of past campaigns do. Source: contracts, names of metrics."""


def beyond_reach(goals: Iterable[Kpi], expected: Outlook, locale: str | None) -> str:
    """One sentence where a goal lies above the range that is expected; empty where none does.

    A goal is a number of responses, or a conversion rate in percent of the people addressed.
    """
    for goal in goals:
        wanted = _responses_for(goal, expected.people)
        if wanted is not None and wanted > expected.high:
            return _told(wanted, expected, locale)
    return ""


def _responses_for(goal: Kpi, people: int) -> float | None:
    if goal.target is None:
        return None
    if goal.metric in _RESPONSES and goal.unit is None:
        return goal.target
    if goal.metric == "conversion_rate" and goal.unit == "percent":
        return goal.target / 100 * people
    return None


def _told(wanted: float, expected: Outlook, locale: str | None) -> str:
    goal = number_in_words(round(wanted), locale)
    low, high = (number_in_words(round(bound), locale) for bound in (expected.low, expected.high))
    people = number_in_words(expected.people, locale)
    return say(
        locale,
        en=f"The goal of {goal} is more than past campaigns let us expect from {people} people: {low} to {high}. "
        "More people, another channel or a lower goal would bring them together.",
        es=f"El objetivo de {goal} supera lo que cabe esperar de {people} personas según campañas anteriores: entre "
        f"{low} y {high}. Más público, otro canal o un objetivo más bajo lo harían realista.",
    )
