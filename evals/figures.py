"""Figures of a suite with their intervals, and whether one run is worse than another.

A metric's figure is the weighted mean of its scores. Intervals are percentile bootstraps over cases, 1,000
resamples with a fixed seed, so that equal results give equal intervals.
Source: Efron and Tibshirani (1993), ch. 13; paired differences as in ch. 16.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from evals.scorers.score import Score

_RESAMPLES = 1000
_SEED = 20260317
_CHANCE = 1e-5

CaseScores = Mapping[str, Sequence[Score]]
"""Case id to the scores of its answers; several of one metric where it was solved several times."""


class Figure(NamedTuple):
    mean: float
    low: float
    high: float
    """95 % interval."""
    cases: int


class Difference(NamedTuple):
    """This run less the other one, over the cases that both have."""

    mean: float
    low: float
    high: float
    cases: int

    @property
    def worse(self) -> bool:
        """Significantly: the whole interval lies below nothing, by more than a baseline's digits are rounded."""
        return self.high < -_CHANCE


def figures(scores: CaseScores) -> dict[str, Figure]:
    """Every metric of a run.

    >>> figures({"a": [Score("f1", 1.0, weight=3)], "b": [Score("f1", 0.0)]})["f1"].mean
    0.75
    """
    return {metric: _figure(_by_case(scores, metric)) for metric in metrics(scores.values())}


def lost(ours: CaseScores, others: CaseScores) -> dict[str, tuple[str, ...]]:
    """By metric, the cases that got worse, where more got worse than better.

    For an engine without chance: it gives the same reading every time, so that a single case is no accident.
    """
    found: dict[str, tuple[str, ...]] = {}
    for metric in metrics(ours.values()):
        mine, theirs = _by_case(ours, metric), _by_case(others, metric)
        shares = {one: (mine[one][0] / mine[one][1], theirs[one][0] / theirs[one][1]) for one in mine if one in theirs}
        worse = tuple(case for case, (now, before) in shares.items() if now < before - _CHANCE)
        better = [case for case, (now, before) in shares.items() if now > before + _CHANCE]
        if len(worse) > len(better):
            found[metric] = worse
    return found


def metrics(scores: Iterable[Sequence[Score]]) -> tuple[str, ...]:
    return tuple(sorted({score.metric for of_case in scores for score in of_case}))


def differences(ours: CaseScores, others: CaseScores) -> dict[str, Difference]:
    """Every metric that both runs have, case by case."""
    common = [case for case in ours if case in others]
    mine, theirs = ({case: of[case] for case in common} for of in (ours, others))
    both = [metric for metric in metrics(mine.values()) if metric in metrics(theirs.values())]
    return {metric: _difference(_by_case(mine, metric), _by_case(theirs, metric)) for metric in both}


def _by_case(scores: CaseScores, metric: str) -> dict[str, tuple[float, float]]:
    """Case to the sum of weighted scores and the sum of weights."""
    found: dict[str, tuple[float, float]] = {}
    for case, of_case in scores.items():
        own = [score for score in of_case if score.metric == metric]
        if own:
            found[case] = (sum(one.value * one.weight for one in own), sum(one.weight for one in own))
    return found


def _figure(by_case: Mapping[str, tuple[float, float]]) -> Figure:
    """by_case: (cases, 2)."""
    table = np.array(list(by_case.values()), dtype=float)
    means = _resampled(table)
    low, high = np.quantile(means, (0.025, 0.975))
    return Figure(float(table[:, 0].sum() / table[:, 1].sum()), float(low), float(high), len(table))


def _difference(ours: Mapping[str, tuple[float, float]], others: Mapping[str, tuple[float, float]]) -> Difference:
    cases = [case for case in ours if case in others]
    if not cases:
        return Difference(0.0, 0.0, 0.0, 0)
    mine, theirs = (np.array([of[case] for case in cases], dtype=float) for of in (ours, others))
    spread = _resampled(mine) - _resampled(theirs)
    low, high = np.quantile(spread, (0.025, 0.975))
    mean = mine[:, 0].sum() / mine[:, 1].sum() - theirs[:, 0].sum() / theirs[:, 1].sum()
    return Difference(float(mean), float(low), float(high), len(cases))


def _resampled(
    table: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Weighted means of resampled cases; the same resamples for tables of the same length, so that runs pair up."""
    picks = np.random.default_rng(_SEED).integers(0, len(table), size=(_RESAMPLES, len(table)))
    sums = table[picks].sum(axis=1)
    return np.asarray(sums[:, 0] / sums[:, 1])
