"""Briefs that nobody develops with: run for its figures, its cases are not to be looked into."""

from evals.suites.brief.suite import BUDGET, TO_REACH, judge, solver

__all__ = ["BUDGET", "THRESHOLDS", "TO_REACH", "judge", "solver"]

THRESHOLDS = {**TO_REACH, "no_inference": 0.97}
