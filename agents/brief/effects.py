"""What it would mean to add what the brief forgot: people, money and results, with it and without."""

from collections.abc import Sequence
from typing import NamedTuple

from agents.data_science.compose import with_conditions
from agents.data_science.respond import scenario
from batuta.audience import Criterion
from batuta.brief import Brief, Effect, Omission, Precedents
from batuta.campaign import PastCampaign
from batuta.catalogue import Catalogue
from batuta.deps import Deps
from batuta.explain import number_in_words, share_in_words, with_unit
from batuta.forecasting.what_if import Scenario
from batuta.precedents import comparable, habits, missing
from batuta.text import say


class Results(NamedTuple):
    """What came of some past campaigns together."""

    campaigns: int
    rate: float
    """Converted of those it was sent to, 0..1."""


class PastResults(NamedTuple):
    """Of comparable campaigns that had a demand, and of those that had not; None where none has results."""

    with_it: Results | None
    without: Results | None


async def with_effects(found: Precedents, brief: Brief, deps: Deps) -> Precedents:
    """The same omissions, each question telling what adding it would change."""
    if not found.omissions:
        return found
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    audience, _ = with_conditions(brief.audience, product)
    before = await scenario(deps, brief, audience, brief.locale)
    history = await deps.history.campaigns()
    alike = comparable(history, brief.product_id, product.family if product else None).campaigns
    told: list[Omission] = []
    for omission in found.omissions:
        after = await scenario(deps, brief, audience.plus(omission.criterion), brief.locale)
        past = past_results(alike, omission.criterion, deps.workspace.catalogue)
        words = effect_in_words(before, after, past, deps.workspace.currency, brief.locale)
        changes = {"question": f"{omission.question} {words}", "effects": effects_of(before, after, past)}
        told.append(omission.model_copy(update=changes))
    return found.model_copy(update={"omissions": tuple(told)})


def past_results(campaigns: Sequence[PastCampaign], criterion: Criterion, catalogue: Catalogue) -> PastResults:
    """Results of those that made a habit's demand in any form, and of those that did not."""
    habit = next((one for one in habits(campaigns, catalogue) if one.criterion.meaning == criterion.meaning), None)
    if habit is None:
        return PastResults(None, None)
    lacking = [past for past in campaigns if missing(habit, past.audience, catalogue)]
    return PastResults(_together([past for past in campaigns if past not in lacking]), _together(lacking))


def effects_of(before: Scenario, after: Scenario, past: PastResults) -> tuple[Effect, ...]:
    """The same as figures."""
    found = [Effect(measure="people", without=before.contactable, added=after.contactable)]
    first, last = before.outlook, after.outlook
    if first and last and first.cost and last.cost is not None:
        found.append(Effect(measure="cost", without=round(first.cost), added=round(last.cost)))
    if first and last:
        found.append(Effect(measure="responses", without=round(first.responses), added=round(last.responses)))
    if past.with_it:
        lacked = past.without.rate if past.without else None
        found.append(Effect(measure="conversion", without=lacked, added=past.with_it.rate))
    return tuple(found)


def effect_in_words(before: Scenario, after: Scenario, past: PastResults, currency: str, locale: str | None) -> str:
    """`With it 8,100 people could be contacted instead of 12,300; sending would cost €162 instead of €246 …`"""
    now, then = (number_in_words(one.contactable, locale) for one in (before, after))
    parts = [
        say(
            locale,
            en=f"With it {then} people could be contacted instead of {now}",
            es=f"Con ello se podría contactar con {then} personas en lugar de {now}",
        )
    ]
    first, last = before.outlook, after.outlook
    if first and last and first.cost and last.cost is not None:
        money = [with_unit(round(one), currency, locale) for one in (last.cost, first.cost)]
        if money[0] != money[1]:
            parts.append(
                say(
                    locale,
                    en=f"sending would cost about {money[0]} instead of {money[1]}",
                    es=f"el envío costaría unos {money[0]} en lugar de {money[1]}",
                )
            )
    if first and last:
        came = [number_in_words(round(one.responses), locale) for one in (last, first)]
        if came[0] != came[1]:
            parts.append(
                say(
                    locale,
                    en=f"about {came[0]} responses could be expected instead of {came[1]}, at the usual rate",
                    es=f"cabría esperar unas {came[0]} respuestas en lugar de {came[1]}, al ritmo habitual",
                )
            )
    if len(parts) == 1 and first and last:
        parts.append(
            say(
                locale,
                en="cost and responses would hardly change",
                es="ni el coste ni las respuestas cambiarían apenas",
            )
        )
    return f"{'; '.join(parts)}. {_past_in_words(past, locale)}".rstrip()


def _past_in_words(past: PastResults, locale: str | None) -> str:
    if past.with_it is None:
        return ""
    had = share_in_words(past.with_it.rate, locale)
    if past.without is None:
        return say(
            locale,
            en=f"Past campaigns with it converted {had} of the people contacted; there is none without it to compare.",
            es=f"Las campañas que lo pedían convirtieron al {had} de los contactados; no hay ninguna sin ello con la "
            "que comparar.",
        )
    lacked = share_in_words(past.without.rate, locale)
    return say(
        locale,
        en=f"Past campaigns with it converted {had} of the people contacted, those without it {lacked}.",
        es=f"Las campañas que lo pedían convirtieron al {had} de los contactados; las que no, al {lacked}.",
    )


def _together(campaigns: Sequence[PastCampaign]) -> Results | None:
    told = [past.results for past in campaigns if past.results is not None and past.results.sent > 0]
    sent = sum(one.sent for one in told)
    return Results(len(told), sum(one.converted for one in told) / sent) if sent else None
