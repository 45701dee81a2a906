"""Criteria that cannot all be meant, wherever in the brief they stand; and traits that need a reason."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from batuta.audience import Audience, Criterion, Evidence, excluded_together
from batuta.catalogue import Attribute, Catalogue
from batuta.reading import Doubt
from tools.language.builtin.reading.columns import column_words, trait_words
from tools.language.builtin.reading.meaning import is_age, named_words, spaced
from tools.language.builtin.reading.tokens import tokenise

_ADULT = 18
_ENDS = 2
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FREE = ("age", None)


def contradictions(criteria: Iterable[Criterion]) -> Iterator[tuple[Criterion, Criterion]]:
    """Pairs over one attribute, all demanded, that nobody can meet, or that say two limits of one kind."""
    for first, second in combinations(criteria, 2):
        if first.attribute == second.attribute and first.meaning != second.meaning and _clash(first, second):
            yield first, second


def _clash(first: Criterion, second: Criterion) -> bool:
    one, other = _interval(first), _interval(second)
    if one and other:
        same_side = first.operator == second.operator and first.value != second.value
        return same_side or max(one[0], other[0]) > min(one[1], other[1])
    wanted, also = _wanted(first), _wanted(second)
    if wanted is not None and also is not None:
        return not wanted & also
    refused = _refused(first) or _refused(second)
    demanded = wanted if wanted is not None else also
    return bool(refused and demanded and demanded <= refused)


def _interval(criterion: Criterion) -> tuple[float, float] | None:
    if isinstance(criterion.value, tuple):
        limits = [limit for item in criterion.value if (limit := _limit(item)) is not None]
        whole = criterion.operator == "between" and len(limits) == len(criterion.value) == _ENDS
        return (limits[0], limits[1]) if whole else None
    limit = _limit(criterion.value)
    if limit is None:
        return None
    return {
        "<": (float("-inf"), limit - 1e-9), "<=": (float("-inf"), limit), ">": (limit + 1e-9, float("inf")),
        ">=": (limit, float("inf")), "==": (limit, limit),
    }.get(criterion.operator)  # fmt: skip


def _limit(value: object) -> float | None:
    """A number, or a day by its ordinal; two days apart are as far as two numbers."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return float(date.fromisoformat(value).toordinal())
    return None


def _wanted(criterion: Criterion) -> frozenset[object] | None:
    if criterion.operator == "==":
        return frozenset((criterion.value,))
    return frozenset(criterion.value) if criterion.operator == "in" and isinstance(criterion.value, tuple) else None


def _refused(criterion: Criterion) -> frozenset[object] | None:
    if criterion.operator == "!=":
        return frozenset((criterion.value,))
    return frozenset(criterion.value) if criterion.operator == "not in" and isinstance(criterion.value, tuple) else None


def traits(audience: Audience, catalogue: Catalogue) -> Iterator[Doubt]:
    """A doubt for each protected trait that is used, and for each door that is opened to minors."""
    asked: set[str] = set()
    refused = [one for item in audience.exclude for one in excluded_together(item)]
    for criterion in audience.criteria:
        attribute = catalogue[criterion.attribute]
        if attribute.sensitive in ("minor", "minors") and attribute.type == "boolean":
            if (criterion.value is False) == (criterion in refused):
                yield _doubt("minors", criterion, "minor")
        elif attribute.sensitive in ("minor", "minors") or _admits_minors(criterion, attribute):
            yield _doubt("minors", criterion, "minor")
        elif (trait := trait_of(attribute)) and attribute.name not in asked:
            asked.add(attribute.name)
            yield _doubt("protected", criterion, trait)


def trait_of(attribute: Attribute) -> str | None:
    """The protected trait an attribute is, as marked or by its name; age is none."""
    if attribute.sensitive not in _FREE:
        return attribute.sensitive
    words = {token.norm for token in tokenise(spaced(attribute.name))}
    if attribute.type in ("integer", "number") and named_words(attribute) & column_words().scores:
        return None  # the health score of an account
    return next((trait for trait, names in trait_words().items() if words & names), None)


def _doubt(kind: str, criterion: Criterion, about: str) -> Doubt:
    evidence: Evidence | None = criterion.evidence
    return Doubt.model_validate(
        {"kind": kind, "field": f"audience.{criterion.attribute}", "evidence": evidence, "about": about}
    )


def _admits_minors(criterion: Criterion, attribute: Attribute) -> bool:
    """A limit of age that is itself below eighteen; `under 35` alone does not ask for children."""
    values = criterion.value if isinstance(criterion.value, tuple) else (criterion.value,)
    low = values[0]
    if not isinstance(low, (int, float)):
        return False
    opens = low < _ADULT if criterion.operator in (">=", ">", "between", "==", "in") else low <= _ADULT
    return opens and attribute.type in ("integer", "number") and is_age(attribute)
