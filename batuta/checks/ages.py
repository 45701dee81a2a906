"""Age: limits the law does not allow for a product, those it demands, and minors.

Source: 12 CFR 1002.4 and 1002.6; Ley 13/2011 art. 7; LO 3/2018 art. 7; DSA art. 28.
"""

from collections.abc import Iterator

from batuta.checks.case import FINANCIAL, Case, Hit, figure_text
from batuta.checks.traits import Use, affirms, hit_of, uses_of
from batuta.claims.normal import normal

ADULT = 18


def ages(case: Case) -> Iterator[Hit]:
    """An age limit that the law does not allow for this product, or the lack of one it demands."""
    low, high, use = age_range(case)
    if case.jurisdiction == "US" and "credit" in case.kinds and use is not None:
        younger_only = high is not None and high < 62
        older_only = low is not None and 21 < low < 62
        if younger_only or older_only:
            yield hit_of(use)
    if _adults_only(case) and case.subject.audience is not None and (low is None or low < _adult(case)):
        yield Hit("audience", details={"age": figure_text(_adult(case))})


def minors(case: Case) -> Iterator[Hit]:
    """The audience can contain minors, and is meant to."""
    low, high, use = age_range(case)
    financial = bool(case.kinds & (FINANCIAL | {"insurance"}))
    serious = financial or _adults_only(case) or bool({"social", "display"} & set(case.subject.channels))
    if use is not None and ((low is not None and low < ADULT) or (high is not None and high < ADULT)):
        hit = hit_of(use)
        yield hit if serious or (low or 0) < 14 else hit._replace(severity="warn")
        return
    for picked, trait in uses_of(case):
        if trait == "minor" and not picked.excludes and affirms(picked.criterion):
            hit = hit_of(picked)
            yield hit if serious else hit._replace(severity="warn")
            return


def age_range(case: Case) -> tuple[float | None, float | None, Use | None]:
    """The ages an audience asks for, as far as its criteria say; and the criterion that says most."""
    low: float | None = None
    high: float | None = None
    telling: Use | None = None
    for use, trait in uses_of(case):
        if trait != "age":
            continue
        _, operator, value = use.criterion.meaning
        floor, ceiling = _bounds(operator, value, use.excludes)
        low = floor if low is None else max(low, floor) if floor is not None else low
        high = ceiling if high is None else min(high, ceiling) if ceiling is not None else high
        telling = telling or use
    return low, high, telling


def _bounds(operator: str, value: object, excludes: bool) -> tuple[float | None, float | None]:
    numbers = [
        float(v)
        for v in (value if isinstance(value, tuple) else (value,))
        if isinstance(v, (int, float)) and not isinstance(v, bool)
    ]
    if not numbers:
        return None, None
    if excludes:
        # Those below (or above) are left out: what stays is the other side.
        if operator in ("<", "<="):
            return numbers[0] + (operator == "<="), None
        return (None, numbers[0] - (operator == ">=")) if operator in (">", ">=") else (None, None)
    match operator:
        case ">" | ">=":
            return numbers[0] + (operator == ">"), None
        case "<" | "<=":
            return None, numbers[0] - (operator == "<")
        case "between":
            return min(numbers), max(numbers)
        case "==" | "in":
            return min(numbers), max(numbers)
    return None, None


def _adults_only(case: Case) -> bool:
    said = f"{case.subject.product_kind or ''} {case.subject.product.family if case.subject.product else ''}"
    found = case.lexicon.find(normal(said.replace("_", " ")), ("es", "en"))
    return any(said.kind == "about_adults_only" for said in found)


def _adult(case: Case) -> int:
    return 21 if case.jurisdiction == "US" else ADULT
