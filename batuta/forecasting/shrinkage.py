"""Shares that borrow strength from their kin: beta-binomial shrinkage with moments, level by level.

Campaigns of one product scatter more than chance alone explains; so do products of a family, and families of a
company. That scatter is the intra-class correlation rho: 0 when kin are all alike, 1 when they share nothing.
Sources: Kleinman (1973), J. Amer. Statist. Assoc. 68, 46–54; Casella (1985), The American Statistician 39, 83–87.
"""

from collections.abc import Sequence
from typing import NamedTuple

USUAL = 0.002
"""Scatter assumed where the data is too thin to tell: at a rate of 1.5 %, a third up or down from one to the next."""
WORTH = 2.0
"""Degrees of freedom that the assumption counts for."""


class Rate(NamedTuple):
    """A share, and how many people it is worth."""

    share: float
    people: float


class Belief(NamedTuple):
    """What we hold of a share that we cannot see."""

    mean: float
    variance: float


def scatter(groups: Sequence[Sequence[Rate]], usual: float = USUAL) -> float:
    """rho within groups of kin, pooled over all groups; the less data, the nearer to what is usual."""
    groups = [[rate for rate in group if rate.people > 0] for group in groups]
    freedom = sum(len(group) - 1 for group in groups if group)
    rho = usual
    for _ in range(25):
        seen = chance = full = 0.0
        for group in groups:
            if len(group) < 2:
                continue
            weights = [_discounted(rate.people, rho) for rate in group]
            total = sum(weights)
            mean = sum(w * rate.share for w, rate in zip(weights, group, strict=True)) / total
            spread = mean * (1 - mean)
            seen += sum(w * (rate.share - mean) ** 2 for w, rate in zip(weights, group, strict=True))
            chance += spread * sum(w / max(r.people, 1) * (1 - w / total) for w, r in zip(weights, group, strict=True))
            full += spread * sum(w * (1 - w / total) for w in weights)
        found = min(max((seen - chance) / (full - chance), 0.0), 0.9) if full > chance else usual
        rho = (freedom * found + WORTH * usual) / (freedom + WORTH)
    return rho


def pooled(rates: Sequence[Rate], rho: float, weights: Sequence[float] | None = None) -> Rate:
    """Kin taken together. Many people in one of them count little more than a few: they are still one."""
    sizes = [_discounted(rate.people, rho) for rate in rates]
    if weights is not None:
        sizes = [size * weight for size, weight in zip(sizes, weights, strict=True)]
    total = sum(sizes)
    share = sum(size * rate.share for size, rate in zip(sizes, rates, strict=True)) / total if total else 0.0
    return Rate(share, total)


def updated(prior: Belief, rho: float, seen: Rate) -> Belief:
    """What we hold of one of the kin: between what is known of all and what was seen of it.

    prior: of the mean of the kin. rho: how far one lies from that mean. seen: the one itself.

    >>> held = updated(Belief(0.010, 0.0), 0.001, Rate(0.020, 999))
    >>> round(held.mean, 4)
    0.015
    """
    strength = 1 / rho - 1 if rho > 0 else 1e12
    mean = (strength * prior.mean + seen.people * seen.share) / (strength + seen.people)
    kept = strength / (strength + seen.people)
    return Belief(mean, mean * (1 - mean) / (strength + seen.people + 1) + kept * kept * prior.variance)


def _discounted(people: float, rho: float) -> float:
    return people / (1 + (people - 1) * rho) if people > 1 else people
