"""What adding a forgotten demand would change: counted on the customers, priced by the systems, told from results."""

from datetime import date
from typing import Any

import pytest
from langgraph.runtime import Runtime

from agents.brief.effects import past_results
from agents.brief.precedents import recall_precedents
from batuta.audience import Audience, Criterion
from batuta.brief import Brief, Precedents
from batuta.campaign import PastCampaign, Results
from tests.agents.data_science.conftest import Past, world
from tests.people import CATALOGUE

_SCORE = Criterion(attribute="score", operator=">=", value=600)


def _campaign(number: int, *, scored: bool) -> PastCampaign:
    converted = 30 if scored else 8
    return PastCampaign(
        id=f"sofa-{number}",
        product_id="sofa",
        family="home",
        launched=date(2025, number, 1),
        audience=Audience(all=(_SCORE,) if scored else ()),
        channels=("email",),
        results=Results(sent=1000, converted=converted),
    )


def _brief(*criteria: Criterion, locale: str = "en") -> Brief:
    return Brief(id="b", locale=locale, product_id="sofa", channels=("email",), audience=Audience(all=criteria))


async def _recalled(brief: Brief, campaigns: tuple[PastCampaign, ...]) -> Precedents:
    deps: Any = world(history=Past(campaigns))
    out = await recall_precedents({"brief": await deps.artefacts.put(brief)}, Runtime(context=deps))
    found: Precedents = await deps.artefacts.get(out["precedents"], Precedents)
    return found


_TEN = tuple(_campaign(number, scored=number != 2) for number in range(1, 11))


async def test_the_question_says_what_adding_it_changes() -> None:
    deps = world()
    (omission,) = (await _recalled(_brief(), _TEN)).omissions
    for audience in (Audience(), Audience(all=(_SCORE,))):
        own = Criterion(attribute="age", operator=">=", value=18)
        wanted = audience.plus(own).model_copy(
            update={"exclude": (Criterion(attribute="owns", operator="==", value="sofa"),)}
        )
        people, _ = await deps.customers.contactable(wanted, ("email",), deps.policies.contact)
        assert f"{people} people" in omission.question or f"instead of {people}" in omission.question
    assert "sending would cost about €" in omission.question
    assert "converted 3% of the people contacted, those without it 0.8%" in omission.question


async def test_the_same_is_told_as_figures_that_agree_with_the_words() -> None:
    (omission,) = (await _recalled(_brief(), _TEN)).omissions
    told = {effect.measure: (effect.without, effect.added) for effect in omission.effects}
    assert list(told) == ["people", "cost", "responses", "conversion"]
    (without, added), (dearer, cheaper) = told["people"], told["cost"]
    assert f"With it {added:g} people could be contacted instead of {without:g}" in omission.question
    assert f"about €{cheaper:g} instead of €{dearer:g}" in omission.question
    assert told["conversion"] == (0.008, 0.03)


async def test_nothing_is_said_of_campaigns_without_it_where_there_are_none() -> None:
    campaigns = tuple(_campaign(number, scored=True) for number in range(1, 7))
    (omission,) = (await _recalled(_brief(), campaigns)).omissions
    assert omission.effects[-1].without is None


async def test_it_says_so_in_the_language_of_the_brief() -> None:
    (omission,) = (await _recalled(_brief(locale="es"), _TEN)).omissions
    assert "Con ello se podría contactar con" in omission.question
    assert "convirtieron al 3 % de los contactados; las que no, al 0,8 %" in omission.question


async def test_where_every_campaign_had_it_nothing_is_compared() -> None:
    campaigns = tuple(_campaign(number, scored=True) for number in range(1, 7))
    (omission,) = (await _recalled(_brief(), campaigns)).omissions
    assert "there is none without it to compare" in omission.question


async def test_nothing_is_counted_where_nothing_is_missing() -> None:
    deps: Any = world(history=Past(_TEN), customers=None)
    out = await recall_precedents({"brief": await deps.artefacts.put(_brief(_SCORE))}, Runtime(context=deps))
    assert not (await deps.artefacts.get(out["precedents"], Precedents)).omissions


@pytest.mark.parametrize("results", [None, Results(sent=0, converted=0)])
def test_campaigns_without_results_are_not_compared(results: Results | None) -> None:
    silent = tuple(past.model_copy(update={"results": results}) for past in _TEN)
    assert past_results(silent, _SCORE, CATALOGUE) == (None, None)
