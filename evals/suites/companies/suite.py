"""Briefs of twenty-one further companies, by authors who did not know the reader; it has learnt from their misses."""

from evals.suites.brief.suite import BUDGET, TO_REACH, judge, solver

__all__ = ["BUDGET", "THRESHOLDS", "TO_REACH", "judge", "solver"]

THRESHOLDS = {"evidence": 1.0, "is_brief": 0.97}
