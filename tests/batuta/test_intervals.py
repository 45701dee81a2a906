import math

import numpy as np
import pytest
from scipy import stats

from batuta.forecasting.beta import beta_cdf, beta_quantile
from batuta.intervals import control_needed, detectable, difference, wilson


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_differences_are_the_published_ones(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference(*first, *second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    mirrored = difference(*second, *first)
    assert (-mirrored.high, -mirrored.low) == pytest.approx((found.low, found.high))


@pytest.mark.parametrize(("hits", "of"), [(0, 10), (1, 29), (81, 263), (15, 148), (263, 263)])
def test_wilson_agrees_with_scipy(hits: int, of: int) -> None:
    theirs = stats.binomtest(hits, of).proportion_ci(0.95, method="wilson")
    assert (wilson(hits, of).low, wilson(hits, of).high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_nobody_asked_means_nothing_known() -> None:
    assert wilson(0, 0) == (0.0, 0.0, 1.0)


def test_the_detectable_difference_is_detected_four_times_in_five() -> None:
    draw = np.random.default_rng(4)
    treated, control, base = 9_000, 1_000, 0.02
    gap = detectable(base, treated, control)
    hits = zip(draw.binomial(treated, base + gap, 1_500), draw.binomial(control, base, 1_500), strict=True)
    seen = np.mean([difference(int(a), treated, int(b), control).low > 0 for a, b in hits])
    assert 0.7 < seen < 0.9
    assert detectable(base, 9_000, 0) == math.inf


def test_the_control_group_that_is_needed_shows_the_gap() -> None:
    people = control_needed(0.01, 0.004, 0.1)
    assert detectable(0.01, people * 9, people) == pytest.approx(0.004, rel=0.01)
    assert control_needed(0.01, 0, 0.1) == 0


def test_beta_agrees_with_scipy() -> None:
    draw = np.random.default_rng(1)
    for _ in range(150):
        a, b = 10 ** draw.uniform(-0.3, 4, 2)
        q = draw.uniform(0.001, 0.999)
        x = beta_quantile(q, a, b)
        assert stats.beta.cdf(x, a, b) == pytest.approx(q, abs=1e-7)
        assert beta_cdf(x, a, b) == pytest.approx(q, abs=1e-9)
    assert (beta_cdf(0, 2, 3), beta_cdf(1, 2, 3)) == (0, 1)
