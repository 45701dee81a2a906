"""Is it a brief? A campaign is asked for, or at least two of its parts are there."""

from tools.language.builtin.reading.analysis import Analysis
from tools.language.builtin.reading.lexicon import READ, lexicon

_SECTIONS = frozenset(
    "audience exclusion offer budget window channels kpi tone must_say must_not_say objective content product".split()
)
_FEWEST_PARTS = 2


def _brand_words(language: str) -> frozenset[str]:
    """Words of campaigns that are for a name and no product."""
    return lexicon(language).words["brand_work"] if language in READ else frozenset()


def is_brief(analysis: Analysis, parts: int, *, product: bool, people: bool) -> bool:
    """
    parts: how many kinds of facts were read: audience, channels, window, budget, goals, offer.
    product, people: a product is promoted, people are described.
    """
    asked = any(clause.has(clause.known.campaign.campaign) for clause in analysis.clauses)
    sold = product and any(clause.has(clause.known.campaign.promotes) for clause in analysis.clauses)
    wanted = any(clause.has(clause.known.campaign.objectives) for clause in analysis.clauses)
    sections = {clause.sentence.section for clause in analysis.clauses} & _SECTIONS
    if len(sections) >= _FEWEST_PARTS:
        return True
    brand = {token.norm for clause in analysis.clauses for token in clause.tokens} & _brand_words(analysis.language)
    pitched = any(clause.has(clause.known.campaign.promotes) for clause in analysis.clauses)
    if len(brand) >= _FEWEST_PARTS or (brand and pitched):
        return True
    if sold or (product and people) or (asked and (product or people or parts >= 1 or wanted)) or (wanted and people):
        return True
    return parts + product + wanted > _FEWEST_PARTS or (parts >= _FEWEST_PARTS and (product or people))
