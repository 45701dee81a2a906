"""Age: limits the law does not allow for a product, those it demands, and minors.

Source: 12 CFR 1002.4 and 1002.6; Directive 2023/2225 art. 6; Ley 13/2011 art. 7; LO 3/2018 art. 7; DSA art. 28.
"""

from collections.abc import Iterator
from typing import NamedTuple

from batuta.checks.age_bands import Ages, ages_of
from batuta.checks.case import FINANCIAL, Case, Hit, figure_text
from batuta.checks.traits import Use, affirms, all_uses, hit_of, uses_of, words_of
from batuta.claims.normal import normal

ADULT = 18
ELDERLY = 62
"""Of that age applicants for credit are protected in the United States."""
_OLD = 50
"""From here on an upper limit that leaves people out is about old age, not about the young it is meant for."""


class AgeRange(NamedTuple):
    """The ages an audience asks for, as far as its criteria say; and the first criterion that says something."""

    ages: Ages
    telling: Use | None


def ages(case: Case) -> Iterator[Hit]:
    """An age limit that the law does not allow for this product, or the lack of one it demands."""
    (low, high), use = age_range(case)
    if "credit" in case.kinds and use is not None:
        if case.jurisdiction == "US":
            if high is not None or (low is not None and 21 < low < ELDERLY):
                yield hit_of(use)
        elif (old := _old_left_out(case)) is not None:
            yield hit_of(old)._replace(severity="warn")
    if adults_only(case) and case.subject.audience is not None and not _asks_for_adults(case, low):
        yield Hit("audience", details={"age": figure_text(_adult(case))})


def minors(case: Case) -> Iterator[Hit]:
    """The audience can contain minors, and is meant to."""
    (low, high), use = age_range(case)
    financial = bool(case.kinds & (FINANCIAL | {"insurance"}))
    serious = financial or adults_only(case) or bool({"social", "display"} & set(case.subject.channels))
    if use is not None and ((low is not None and low < ADULT) or (high is not None and high < ADULT)):
        hit = hit_of(use)
        only_minors = high is not None and high < ADULT
        yield hit if serious or only_minors or (low or 0) < 14 else hit._replace(severity="warn")
        return
    for picked, trait in uses_of(case):
        if trait == "minor" and not picked.excludes and affirms(picked.criterion):
            yield hit_of(picked)
            return


def age_range(case: Case) -> AgeRange:
    low: float | None = None
    high: float | None = None
    telling: Use | None = None
    for use, trait in uses_of(case):
        if trait != "age":
            continue
        floor, ceiling = _ages(use, case)
        if floor is None and ceiling is None:
            continue
        low = floor if low is None else max(low, floor) if floor is not None else low
        high = ceiling if high is None else min(high, ceiling) if ceiling is not None else high
        telling = telling or use
    return AgeRange(Ages(low, high), telling)


def _ages(use: Use, case: Case) -> Ages:
    named = {said.kind for said in case.lexicon.find_named(words_of(use.criterion.attribute))}
    return ages_of(use.criterion, use.excludes, "trait_birth" in named, case.today)


def _old_left_out(case: Case) -> Use | None:
    """The item that leaves the old out: not the upper end of a range, but people excluded because they are old."""
    for use, trait in uses_of(case):
        if trait == "age" and use.excludes and (_ages(use, case).high or 0) >= _OLD:
            return use
    return None


def _asks_for_adults(case: Case, low: float | None) -> bool:
    """By an age from which people are adults, or by a criterion that says just that."""
    if low is not None:
        return low >= _adult(case)
    for use in all_uses(case):
        named = {said.kind for said in case.lexicon.find_named(words_of(use.criterion.attribute))}
        grown = "trait_adult" in named and not use.excludes and affirms(use.criterion)
        no_minor = "trait_minor" in named and _adult(case) == ADULT and affirms(use.criterion) == use.excludes
        if grown or no_minor:
            return True
    return False


def adults_only(case: Case) -> bool:
    """Whether only adults may buy what is sold."""
    said = f"{case.subject.product_kind or ''} {case.subject.product.family if case.subject.product else ''}"
    found = case.lexicon.find(normal(said.replace("_", " ")), ("es", "en"))
    return any(said.kind == "about_adults_only" and not said.denied for said in found)


def _adult(case: Case) -> int:
    return 21 if case.jurisdiction == "US" else ADULT
