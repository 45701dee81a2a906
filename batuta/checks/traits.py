"""Which protected traits the criteria of an audience touch: as the catalogue says, else as their names say."""

import re
from typing import NamedTuple

from batuta.audience import Criterion, excluded_together
from batuta.checks.case import Case, Hit
from batuta.claims.normal import normal
from batuta.implication import implied
from batuta.text import Text


class Use(NamedTuple):
    """One criterion, and whether it picks people or leaves them out."""

    criterion: Criterion
    excludes: bool


def uses_of(case: Case) -> list[tuple[Use, str]]:
    audience = case.subject.audience
    if audience is None:
        return []
    uses = [Use(criterion, False) for criterion in audience.all]
    uses += [Use(criterion, False) for group in audience.any for criterion in group]
    uses += [Use(criterion, True) for item in audience.exclude for criterion in excluded_together(item)]
    # A tariff for people with a disability is for people with a disability.
    own = case.subject.product.requires if case.subject.product else ()
    return [
        (use, trait)
        for use in uses
        if (trait := _trait(use.criterion.attribute, case)) and not implied(own, use.criterion)
    ]


def affirms(criterion: Criterion) -> bool:
    """Whether a criterion picks those who have the trait."""
    _, operator, value = criterion.meaning
    if isinstance(value, bool):
        return value == (operator == "==")
    return operator in ("==", "in", "is_set", ">", ">=", "between")


def hit_of(use: Use) -> Hit:
    name, operator, value = use.criterion.meaning
    quote = use.criterion.evidence.quote if use.criterion.evidence else f"{name} {operator} {value}"
    return Hit(
        "audience", quote=quote, details={"attribute": Text(en=name.replace("_", " "), es=name.replace("_", " "))}
    )


def _trait(attribute: str, case: Case) -> str:
    """The protected trait an attribute records: as the catalogue says, else as its name says."""
    if attribute in case.subject.sensitive:
        declared = case.subject.sensitive[attribute]
        return "proxy" if "proxy" in declared else declared
    words = normal(re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-.]+", " ", attribute))
    for said in case.lexicon.find(words, ("es", "en")):
        if said.kind.startswith("trait_"):
            return said.kind.removeprefix("trait_")
    return ""
