"""The fastest honest look: a few briefs read, and two whole campaigns to their verified end."""

from collections.abc import Iterable

from batuta.brief import Brief
from batuta.settings import Settings
from evals.cases import EvalCase
from evals.scorers.line import line_scores
from evals.scorers.reading import scores
from evals.scorers.score import Score
from evals.solvers import Line, brief_reader, line_runner, whole_numbers
from evals.suite import Solve, Spending

BUDGET = Spending(tokens=100_000, dollars=0.5)
THRESHOLDS = {
    "criteria_f1": 0.95,
    "product": 1.0,
    "channels": 1.0,
    "window": 1.0,
    "budget": 1.0,
    "asks": 1.0,
    "omissions_precision": 1.0,
    "omissions_recall": 1.0,
    "evidence": 1.0,
    "is_brief": 1.0,
    "status": 1.0,
    "gates": 1.0,
    "steps": 1.0,
    "cited": 1.0,
}


def solver(settings: Settings, recorded: bool) -> Solve:
    read, conduct = brief_reader(settings, recorded), line_runner(settings)

    async def solve(case: EvalCase) -> object:
        return await (conduct if case.expect.status else read)(case)

    return solve


def judge(case: EvalCase, output: Brief | Line) -> Iterable[Score]:
    if isinstance(output, Line):
        return line_scores(case.expect, output)
    return scores(case, output, whole_numbers(case.company))
