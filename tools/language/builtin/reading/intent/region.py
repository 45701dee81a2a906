"""The market whose Spanish or English a text is written in, as far as its words show it."""

from collections import Counter

from tools.language.builtin.reading.analysis import Analysis


def locale_of(analysis: Analysis) -> str | None:
    """One of the company's locales where it has the language, else the bare language.

    Regional words decide between several; without any, the company's first of that language.
    """
    language = analysis.language
    own = [locale for locale in analysis.given.vocabulary.locales if locale.split("-")[0] == language]
    votes: Counter[str] = Counter()
    for clause in analysis.clauses:
        for match in clause.find(clause.known.campaign.regions):
            votes[match.meaning] += 1
    if not own:
        return language
    ranked = sorted(own, key=lambda locale: (-votes.get(locale, 0), own.index(locale)))
    return ranked[0]
