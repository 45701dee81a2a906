"""Briefs of companies that the reader had never met when they were first run; nobody has looked into their misses."""

from evals.suites.brief.suite import BUDGET, TO_REACH, judge, solver

__all__ = ["BUDGET", "SEALED", "THRESHOLDS", "TO_REACH", "judge", "solver"]

SEALED = True
THRESHOLDS = {"evidence": 1.0, "is_brief": 0.97}
