"""Briefs that nobody develops with: run for its figures, its cases are not to be looked into."""

from evals.suites.brief.suite import BUDGET, TO_REACH, judge, solver

__all__ = ["BUDGET", "SEALED", "THRESHOLDS", "TO_REACH", "judge", "solver"]

SEALED = True
THRESHOLDS = TO_REACH
