"""Words that narrow nothing, wherever people are described."""

from functools import cache

from tools.language.builtin.reading.lexicon import lexicon
from tools.language.builtin.reading.lexicon_parts import Lexicon


@cache
def ignorable_words(code: str) -> frozenset[str]:
    """Words that narrow nothing: small words, the grammar's own, and those that every brief uses of people."""
    known: Lexicon = lexicon(code)
    logic, people, comparisons = known.logic, known.people, known.comparisons
    words = set(people.plain) | known.campaign.common | logic.skippable | known.words["contracted"]
    for phrases in (
        people.heads,
        people.openers,
        logic.joints,
        logic.either,
        logic.both,
        logic.negators,
        logic.exclusions,
        logic.unless,
        logic.inclusions,
        logic.regardless,
        logic.hedges,
        logic.because,
        logic.provided,
        logic.not_contacted,
        logic.holding,
        logic.relatives,
        comparisons.before,
        comparisons.after,
        comparisons.range_open,
        comparisons.range_join,
        known.time.tenure,
        known.time.tenure_before,
        known.time.last_n,
        known.time.ago,
        known.time.since,
        known.time.next_n,
        known.numbers.approximate,
        known.campaign.campaign,
        known.campaign.only,
        known.campaign.per_period,
    ):
        words |= phrases.words()
    return frozenset(words)
