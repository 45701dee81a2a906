"""The packs that come with Batuta: each rule proves itself, cites its law, and no topic is without a rule."""

import pytest

from batuta.policy import JURISDICTIONS, Rule
from batuta.text import LANGUAGES
from tools.policies import PolicyBook

TOPICS = """
credit_no_example credit_incomplete_example example_inconsistent tin_without_tae interest_free_fees preapproved_misuse
no_credit_checks instant_money debt_for_leisure discriminatory_credit deposit_disclosure_missing guaranteed_return
capital_risk_warning_missing bank_guarantee_misleading tax_advantage free_misuse gift_wording gift_tax_information
from_price_conditions price_without_taxes promo_price_reversion price_reduction_prior_price hidden_commitment
validity_missing promo_conditions_missing unfounded_superlative unsubstantiated_claim false_urgency
fabricated_social_proof ai_endorsement health_claim greenwashing up_to_speed unlimited_fair_use
small_print_contradiction product_fact_contradiction legal_right_as_feature comparative_denigration competitor_marks
minors vulnerable sensitive_personalisation sender_not_identified opt_out_missing opt_out_defective
postal_address_missing deceptive_subject disclosure_advertising quiet_hours consent_missing phishing_like hidden_text
sensitive_direct proxy age_limit
"""


@pytest.fixture(scope="module")
def rules(legal: PolicyBook) -> list[Rule]:
    return [rule for pack in legal.packs for rule in pack.rules]


def test_every_rule_does_what_its_samples_say(legal: PolicyBook) -> None:
    assert [problem.in_("en") for problem in legal.proven()] == []


def test_every_rule_has_samples_in_both_languages(rules: list[Rule]) -> None:
    for rule in rules:
        for language in LANGUAGES:
            samples = rule.examples.in_(language)
            assert samples is not None
            assert len(samples.catch) >= 2
            assert len(samples.leave) >= 2


def test_every_topic_has_a_rule(rules: list[Rule]) -> None:
    assert set(TOPICS.split()) <= {rule.topic for rule in rules}


def test_every_jurisdiction_has_rules(legal: PolicyBook, rules: list[Rule]) -> None:
    assert legal.uncovered(JURISDICTIONS) == ()
    for place in JURISDICTIONS:
        assert sum(place in rule.laws for rule in rules) >= 20


def test_every_law_says_where_it_can_be_read(rules: list[Rule]) -> None:
    # What the brief itself demands is written in the brief.
    of_law = [rule for rule in rules if not rule.id.startswith("brief-")]
    assert len(of_law) >= 75
    for rule in of_law:
        for law in rule.laws.values():
            assert law.law
            assert law.url.startswith("https://"), f"{rule.id}: {law.title}"


def test_what_is_known_from_memory_never_blocks_alone(rules: list[Rule]) -> None:
    remembered = [
        (rule, place)
        for rule in rules
        for place, law in rule.laws.items()
        if law.verified == "from_knowledge_unverified"
    ]
    assert remembered
    assert all(rule.severity_in(place) != "block" for rule, place in remembered)


def test_both_languages_are_written_and_not_the_same(rules: list[Rule]) -> None:
    for rule in rules:
        for text in (rule.requires, rule.message, rule.remedy):
            assert text.es.strip()
            assert text.es != text.en


def test_rule_ids_are_unique_over_all_packs(rules: list[Rule]) -> None:
    ids = [rule.id for rule in rules]
    assert sorted(ids) == sorted(set(ids))
