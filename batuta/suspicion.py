"""What a reader of meaning suspects in copy: it can add to a review, and never take from it."""

from pydantic import Field

from batuta.compliance import Finding, Source
from batuta.content import ContentItem, Part
from batuta.noun import Noun
from batuta.task import Complaint, Task
from batuta.text import say

MOST = 10
TOPICS: tuple[str, ...] = (
    "credit_no_example", "credit_incomplete_example", "tin_without_tae", "interest_free_fees", "preapproved_misuse",
    "no_credit_checks", "instant_money", "debt_for_leisure", "discriminatory_credit", "deposit_disclosure_missing",
    "guaranteed_return", "capital_risk_warning_missing", "bank_guarantee_misleading", "tax_advantage", "free_misuse",
    "gift_tax_information", "price_without_taxes", "promo_price_reversion", "price_reduction_prior_price",
    "hidden_commitment", "promo_conditions_missing", "unfounded_superlative", "unsubstantiated_claim", "false_urgency",
    "fabricated_social_proof", "ai_endorsement", "health_claim", "greenwashing", "unlimited_fair_use",
    "small_print_contradiction", "product_fact_contradiction", "legal_right_as_feature", "comparative_denigration",
    "competitor_marks", "minors", "vulnerable", "sensitive_personalisation", "deceptive_subject", "phishing_like",
)  # fmt: skip
"""Topics that depend on what words mean; forms such as an opt-out are for code alone."""


class CopyToRead(Noun):
    """One message, as it is given to a reader."""

    channel: str
    locale: str
    product: str = ""
    """What is sold, in the company's words."""
    parts: dict[Part, str]
    topics: tuple[str, ...] = TOPICS


class Suspicion(Noun):
    topic: str
    part: Part
    quote: str = Field(min_length=3, max_length=300)
    """Letter by letter from that part."""
    why: str = Field(min_length=3, max_length=300)


class Suspicions(Noun):
    found: tuple[Suspicion, ...] = Field(default=(), max_length=MOST)


def check_suspicions(given: CopyToRead, made: Suspicions) -> tuple[Complaint, ...]:
    """Every quote stands in its part, every topic is one there is."""
    wrong: list[Complaint] = []
    for index, suspicion in enumerate(made.found):
        if suspicion.topic not in given.topics:
            wrong.append(Complaint(f"found.{index}.topic", f"“{suspicion.topic}” is not one of the topics"))
        if suspicion.quote not in given.parts.get(suspicion.part, ""):
            wrong.append(Complaint(f"found.{index}.quote", f"the part {suspicion.part} does not contain this quote"))
    return tuple(wrong)


SUSPECT_COPY: Task[CopyToRead, Suspicions] = Task(
    name="suspect_copy", inputs=CopyToRead, output=Suspicions, validate=check_suspicions
)


def as_finding(suspicion: Suspicion, item: ContentItem, locale: str | None) -> Finding:
    """A warning for a person to look at: a suspicion never blocks and never clears."""
    start = item.parts.get(suspicion.part, "").find(suspicion.quote)
    return Finding(
        rule_id=f"suspected-{suspicion.topic.replace('_', '-')}",
        topic=suspicion.topic,
        severity="warn",
        message=say(
            locale,
            en=f"A language model suspects “{suspicion.quote}”: {suspicion.why}",
            es=f"Un modelo de lenguaje sospecha de «{suspicion.quote}»: {suspicion.why}",
        ),
        suggestion=say(
            locale,
            en="Look at it; no rule of ours found it.",
            es="Revísalo: ninguna regla nuestra lo ha detectado.",
        ),
        quote=suspicion.quote,
        start=max(start, 0),
        end=max(start, 0) + len(suspicion.quote),
        part=suspicion.part,
        source=Source(title=say(locale, en="Reading by a language model", es="Lectura de un modelo de lenguaje")),
        item=item.id,
        waivable_by=("compliance", "brand"),
    )
