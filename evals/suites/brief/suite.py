"""Briefs of four companies, read whole: the suite that the reader is developed with."""

from collections.abc import Iterable

from batuta.brief import Brief
from batuta.settings import Settings
from evals.cases import EvalCase
from evals.scorers.reading import scores
from evals.scorers.score import Score
from evals.solvers import brief_reader, whole_numbers
from evals.suite import Solve, Spending

BUDGET = Spending(tokens=4_000_000, dollars=10.0)
TO_REACH = {
    "criteria_f1": 0.92,
    "product": 0.97,
    "channels": 0.95,
    "window": 0.95,
    "budget": 0.95,
    "asks": 0.9,
    "no_inference": 1.0,
    "omissions_precision": 0.95,
    "omissions_recall": 0.95,
    "evidence": 1.0,
    "is_brief": 0.97,
}
THRESHOLDS = {**TO_REACH, "criteria_f1": 0.95, "no_inference": 0.99}


def solver(settings: Settings, recorded: bool) -> Solve:
    return brief_reader(settings, recorded)


def judge(case: EvalCase, output: Brief) -> Iterable[Score]:
    return scores(case, output, whole_numbers(case.company))
