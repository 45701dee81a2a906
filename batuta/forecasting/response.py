"""What past campaigns make us expect: how many of the people addressed respond.

A product with many campaigns is judged by its own; one with few borrows from its family, and a family from the whole
company. How much is borrowed, and how wide the interval is, is learned from how much campaigns really differ.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from batuta.brief import Channel
from batuta.campaign import PastCampaign
from batuta.forecasting.beta import beta_quantile
from batuta.forecasting.shrinkage import Belief, Rate, pooled, scatter, updated
from batuta.noun import Noun

LEAST_ALIKE = 0.25
"""How much a campaign counts that shares no channel with the planned one; one with the same channels counts 1."""


class Response(Noun):
    """The share of addressed people expected to respond in the next campaign."""

    rate: float
    """In 0..1."""
    low: float
    """95 % prediction interval: where the next campaign of this size is expected to end up."""
    high: float
    anyway: float | None = None
    """The share that responds without being addressed, from control groups."""
    value_each: float | None = None
    """What one response brought, in the company's currency."""
    product_campaigns: int
    """How many past campaigns it rests on, in each circle."""
    family_campaigns: int
    company_campaigns: int
    alike: int
    """How many of the product's, or else the family's, used the same channels."""
    years: tuple[int, int]
    """The first and the last of them."""


class _Trial(NamedTuple):
    """One past campaign as an experiment."""

    product: str
    family: str
    seen: Rate
    alike: float


def expected_response(
    history: Sequence[PastCampaign],
    *,
    product_id: str | None,
    family: str | None,
    channels: Sequence[Channel] = (),
    people: int | None = None,
) -> Response | None:
    """The response to expect of a product on these channels; None where the history has no results.

    people: how many will be addressed, because a small campaign scatters more; None: very many.
    """
    known = [past for past in history if past.results is not None and past.results.sent > 0]
    if not known:
        return None
    held, rho = _believed(_treated(known, channels), product_id, family)
    noise = held.mean * (1 - held.mean) * (rho + (1 / people if people else 0.0))
    low, high = _interval(Belief(held.mean, held.variance + noise))
    controls = _controls(known, channels)
    own = [past for past in known if past.product_id == product_id]
    kin = [past for past in known if past.family == family]
    nearest = own or kin or known
    return Response(
        rate=held.mean,
        low=low,
        high=high,
        anyway=_believed(controls, product_id, family)[0].mean if controls else None,
        value_each=_value_each(nearest),
        product_campaigns=len(own),
        family_campaigns=len(kin),
        company_campaigns=len(known),
        alike=sum(set(past.channels) == set(channels) for past in nearest),
        years=(min(past.launched.year for past in nearest), max(past.launched.year for past in nearest)),
    )


def _treated(known: Sequence[PastCampaign], channels: Sequence[Channel]) -> list[_Trial]:
    return [
        _Trial(
            past.product_id,
            past.family,
            Rate(min(past.results.converted / past.results.sent, 1.0), past.results.sent),
            _alike(past.channels, channels),
        )
        for past in known
        if past.results is not None
    ]


def _controls(known: Sequence[PastCampaign], channels: Sequence[Channel]) -> list[_Trial]:
    found = []
    for past in known:
        control = past.results.control if past.results else None
        if control is not None and control.people > 0:
            seen = Rate(min(control.converted / control.people, 1.0), control.people)
            found.append(_Trial(past.product_id, past.family, seen, _alike(past.channels, channels)))
    return found


def _alike(used: Sequence[str], planned: Sequence[str]) -> float:
    """The share of channels in common, of all that either uses."""
    if not used or not planned:
        return 1.0
    return max(LEAST_ALIKE, len(set(used) & set(planned)) / len(set(used) | set(planned)))


def _believed(trials: Sequence[_Trial], product_id: str | None, family: str | None) -> tuple[Belief, float]:
    """What we hold of the product's own rate, and how its campaigns scatter around it."""
    products = _by_product(trials)
    seen = {name: [trial.seen for trial in group] for name, group in products.items()}
    # The typical product, not the wildest, says what to expect of one with few campaigns.
    usual = median([scatter([rates]) for rates in seen.values()])
    rho = {name: scatter([rates], usual) for name, rates in seen.items()}
    product_rates = {
        name: pooled(seen[name], rho[name], [trial.alike for trial in group]) for name, group in products.items()
    }
    family_of = {trial.product: trial.family for trial in trials}
    families: dict[str, list[str]] = {}
    for name in product_rates:
        families.setdefault(family_of[name], []).append(name)
    product_rho = scatter([[product_rates[name] for name in names] for names in families.values()])
    family_rates = {
        name: pooled([product_rates[product] for product in names], product_rho) for name, names in families.items()
    }
    family_rho = scatter([list(family_rates.values())])
    company = pooled(list(family_rates.values()), family_rho)
    held = Belief(company.share, company.share * (1 - company.share) / (company.people + 1))
    # Each circle adds its own distance; where it has no data of its own, only that.
    held = updated(held, family_rho, _others(families, family, product_id, product_rates, product_rho))
    own = product_rates.get(product_id or "", Rate(0.0, 0.0))
    return updated(held, product_rho, own), rho.get(product_id or "", usual)


def _others(
    families: dict[str, list[str]],
    family: str | None,
    product_id: str | None,
    product_rates: dict[str, Rate],
    rho: float,
) -> Rate:
    """The family without the product itself, whose own data comes after."""
    siblings = [product_rates[name] for name in families.get(family or "", []) if name != product_id]
    return pooled(siblings, rho) if siblings else Rate(0.0, 0.0)


def _by_product(trials: Sequence[_Trial]) -> dict[str, list[_Trial]]:
    groups: dict[str, list[_Trial]] = {}
    for trial in trials:
        groups.setdefault(trial.product, []).append(trial)
    return groups


def _interval(held: Belief) -> tuple[float, float]:
    """The 95 % interval of a beta distribution with this mean and variance."""
    mean, variance = held
    if not 0 < mean < 1 or variance <= 0:
        return mean, mean
    strength = max(mean * (1 - mean) / variance - 1, 0.05)
    return (
        beta_quantile(0.025, mean * strength, (1 - mean) * strength),
        beta_quantile(0.975, mean * strength, (1 - mean) * strength),
    )


def _value_each(past: Sequence[PastCampaign]) -> float | None:
    results = [campaign.results for campaign in past if campaign.results and campaign.results.value > 0]
    converted = sum(result.converted for result in results)
    return sum(result.value for result in results) / converted if converted else None
