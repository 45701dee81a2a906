"""The checks that packs may name under `runs`."""

from collections.abc import Callable, Iterator

from batuta.checks import (
    acclaim,
    ages,
    audience,
    brief_words,
    consent,
    credit,
    deposits,
    facts,
    hidden,
    journey,
    multi_buy,
    prices,
    scarcity,
    sender,
    small_print,
    subject_line,
    taken_back,
    timing,
    wayout,
)
from batuta.checks.case import Case, Hit
from batuta.policy import Check

Run = Callable[[Case, Check], Iterator[Hit]]


def _plain(check: Callable[[Case], Iterator[Hit]]) -> Run:
    return lambda case, _check: check(case)


OF_CAMPAIGN: dict[str, Run] = {
    "audience_sensitive": _plain(audience.sensitive),
    "audience_proxies": _plain(audience.proxies),
    "audience_ages": _plain(ages.ages),
    "audience_minors": _plain(ages.minors),
    "audience_vulnerable": _plain(audience.vulnerable),
    "audience_consent": _plain(consent.unproven),
    "quiet_hours": timing.quiet,
    "offer_contradicted": _plain(facts.offer_contradicted),
    "contact_pressure": _plain(journey.pressure),
}
"""Checks of the campaign as a whole."""

CHECKS: dict[str, Run] = {
    **OF_CAMPAIGN,
    "opt_out_absent": _plain(wayout.absent),
    "opt_out_defective": _plain(wayout.defective),
    "sender_absent": _plain(sender.absent),
    "postal_address_absent": _plain(sender.postal_address_absent),
    "credit_example_absent": _plain(credit.example_absent),
    "credit_example_incomplete": _plain(credit.example_incomplete),
    "credit_example_wrong": _plain(credit.example_wrong),
    "credit_annual_below_nominal": _plain(credit.annual_below_nominal),
    "credit_nominal_without_annual": _plain(credit.nominal_without_annual),
    "interest_free_yet_interest": _plain(credit.interest_free_yet_interest),
    "interest_free_with_fees": _plain(credit.interest_free_with_fees),
    "credit_triggered_terms": _plain(credit.triggered_terms),
    "page_unlinked": _plain(credit.page_unlinked),
    "deposit_undisclosed": _plain(deposits.undisclosed),
    "deposit_nominal_only": _plain(deposits.nominal_only),
    "price_reversion_unsaid": _plain(prices.reversion_unsaid),
    "free_period_open": _plain(prices.free_period_open),
    "offer_over": _plain(prices.offer_over),
    "journey_contradicted": _plain(journey.contradicted),
    "last_chance_again": _plain(journey.last_chance_again),
    "price_prior_disproved": _plain(prices.prior_disproved),
    "price_reduction_miscounted": _plain(prices.reduction_miscounted),
    "facts_contradicted": _plain(facts.contradicted),
    "commitment_long": _plain(facts.commitment_long),
    "commitment_hidden": _plain(facts.commitment_hidden),
    "free_against_facts": _plain(facts.free_against_facts),
    "fair_use_hidden": _plain(facts.fair_use_hidden),
    "limit_below": _plain(small_print.limit_below),
    "acclaim_disproved": _plain(acclaim.disproved),
    "scarcity_disproved": _plain(scarcity.disproved),
    "ends_later": _plain(scarcity.ends_later),
    "urgency_unfounded": _plain(scarcity.unfounded),
    "subject_deceives": _plain(subject_line.deceives),
    "multi_buy_unscoped": _plain(multi_buy.unscoped),
    "reach_taken_back": _plain(small_print.reach_taken_back),
    "whole_taken_back": _plain(taken_back.whole_taken_back),
    "free_taken_back": _plain(taken_back.free_taken_back),
    "charge_taken_back": _plain(taken_back.charge_taken_back),
    "words_hidden": _plain(hidden.words),
    "brief_unsaid": _plain(brief_words.unsaid),
    "brief_forbidden": _plain(brief_words.forbidden),
}
"""By the name packs use; those not of the campaign see one message at a time."""
