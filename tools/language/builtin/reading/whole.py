"""A brief read once; each stage hands over its part.

The order matters: what one reader uses, the next does not see. Quoted words first, then what is for sale, then
goals and money that are called so, then the people, then dates, channels and what is left.
"""

from dataclasses import dataclass

from batuta.noun import Noun
from batuta.reading import BriefText, ContentWanted, Eligibility, Intent
from batuta.reading.quotes import quotes_within
from tools.language.builtin.reading.analysis import analyse
from tools.language.builtin.reading.content.channels import read_channels
from tools.language.builtin.reading.content.needs import read_needs
from tools.language.builtin.reading.content.offer import read_offer
from tools.language.builtin.reading.eligibility.read import read_eligibility
from tools.language.builtin.reading.eligibility.unheard import unheard
from tools.language.builtin.reading.intent.briefness import is_brief
from tools.language.builtin.reading.intent.goals import read_goals
from tools.language.builtin.reading.intent.money import read_budget
from tools.language.builtin.reading.intent.objective import read_objective
from tools.language.builtin.reading.intent.period import read_window
from tools.language.builtin.reading.intent.product import read_product
from tools.language.builtin.reading.intent.region import locale_of
from tools.language.builtin.reading.intent.steering import read_steering
from tools.language.builtin.reading.vocabulary import Compiled
from tools.language.builtin.reading.wording import read_wording

_VAGUE = ("group_unknown", "ambiguous", "protected")
"""Doubts that any text about people may raise."""
_PURPOSES = {"inform": "inform", "retain": "retain"}


@dataclass(frozen=True)
class Whole:
    intent: Intent
    eligibility: Eligibility
    content: ContentWanted


def read_whole(given: BriefText, company: Compiled) -> Whole:
    analysis = analyse(given, company)
    if not analysis.readable:
        return Whole(Intent(language=analysis.language, is_brief=True), Eligibility(), ContentWanted())
    steering = read_steering(analysis)
    tone, must_say, must_not_say = read_wording(analysis)
    product, product_doubts = read_product(analysis)
    kpis = read_goals(analysis)
    budget, budget_doubts = read_budget(analysis)
    eligibility = read_eligibility(analysis)
    window, window_doubts = read_window(analysis)
    channels, channel_doubts = read_channels(analysis)
    if budget is None and not budget_doubts:
        budget, budget_doubts = read_budget(analysis, leftovers=True)
    chosen = given.product_id or (product.id if product else None)
    sold = given.vocabulary.products[chosen] if chosen else None
    offer = read_offer(analysis, sold)
    people = not eligibility.audience.empty or bool(eligibility.doubts)
    objective = read_objective(analysis, kpis, product is not None and people)
    needs, need_doubts = read_needs(analysis, channels, _PURPOSES.get(objective.kind if objective else "", "promote"))
    parts = sum(map(bool, (not eligibility.audience.empty, channels, window, budget, kpis, offer)))
    described = not eligibility.audience.empty or any(doubt.kind not in _VAGUE for doubt in eligibility.doubts)
    real = given.addendum or is_brief(
        analysis, parts, product=product is not None or bool(product_doubts), people=described
    )
    if not real:
        language = analysis.language
        return Whole(
            Intent(language=language, locale=locale_of(analysis), is_brief=False), Eligibility(), ContentWanted()
        )
    read: list[Noun] = [*(one for one in (window, budget) if one), *kpis, *offer, *channels, *needs, *tone, *must_say]
    said = (quote for one in (*read, *must_not_say) for quote in quotes_within(one))
    doubts = (*eligibility.doubts, *product_doubts, *window_doubts, *budget_doubts, *channel_doubts, *need_doubts)
    lost = unheard(analysis, eligibility.audience, doubts, said)
    eligibility = eligibility.model_copy(update={"doubts": (*eligibility.doubts, *lost)})
    return Whole(
        Intent(
            language=analysis.language,
            locale=locale_of(analysis),
            is_brief=True,
            objective=objective,
            product=product,
            window=window,
            budget=budget,
            kpis=kpis,
            doubts=(*product_doubts, *window_doubts, *budget_doubts, *steering),
        ),
        eligibility,
        ContentWanted(
            offer=offer,
            channels=channels,
            content_needs=needs,
            tone=tone,
            must_say=must_say,
            must_not_say=must_not_say,
            doubts=(*channel_doubts, *need_doubts),
        ),
    )
