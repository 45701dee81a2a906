"""Which protected traits the criteria of an audience touch: as the catalogue says, else as their names say."""

import re
from typing import NamedTuple

from batuta.audience import Criterion, excluded_together
from batuta.checks.case import Case, Hit
from batuta.claims.lexicon import Said
from batuta.claims.normal import Normal, normal
from batuta.implication import implied
from batuta.text import Text

INFERRED: frozenset[str] = frozenset(
    {"ethnicity", "health", "religion", "politics", "sexual_orientation", "disability", "union", "nationality"}
)
"""Traits that behaviour can stand in for."""

_NONE = frozenset({"no", "none", "never", "false", "nunca", "ninguno", "ninguna", "falso"})
"""Values that say a trait is absent."""


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
    return [(use, trait) for use in uses if (trait := _trait(use.criterion, case)) and not implied(own, use.criterion)]


def affirms(criterion: Criterion) -> bool:
    """Whether a criterion picks those who have the trait."""
    _, operator, value = criterion.meaning
    if isinstance(value, bool):
        return value == (operator == "==")
    if value in (0, "0") or (isinstance(value, str) and value.casefold() in _NONE):
        return operator in ("!=", ">")
    return operator in ("==", "in", "is_set", ">", ">=", "between")


def hit_of(use: Use) -> Hit:
    name, operator, value = use.criterion.meaning
    quote = use.criterion.evidence.quote if use.criterion.evidence else f"{name} {operator} {value}"
    return Hit(
        "audience", quote=quote, details={"attribute": Text(en=name.replace("_", " "), es=name.replace("_", " "))}
    )


def _trait(criterion: Criterion, case: Case) -> str:
    """The protected trait a criterion is about: as the catalogue says, else its name, else its values."""
    attribute = criterion.attribute
    if attribute in case.subject.sensitive:
        declared = case.subject.sensitive[attribute]
        return "proxy" if "proxy" in declared else declared
    said = case.lexicon.find(_words(attribute), ("es", "en"))
    traits = [s.kind.removeprefix("trait_") for s in said if s.kind.startswith("trait_")]
    behaviour = any(s.kind == "behaviour" for s in said)
    for trait in sorted(traits, key=lambda trait: trait not in INFERRED):
        if trait == "age" and not _of_a_person(attribute, said):
            continue
        # What people buy, visit or give to stands in for what they are.
        return "proxy" if (behaviour or "proxy" in traits) and trait in INFERRED else trait
    if not traits and any(_picks_a_trait(value, case) for value in _values(criterion)):
        return "proxy" if behaviour else "values"
    return ""


def _words(name: str) -> Normal:
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-.]+", " ", name))


def _of_a_person(attribute: str, said: list[Said]) -> bool:
    """Whether an age is somebody's: of no roof, pet, contract or anything else that has a name beside it."""
    text = _words(attribute)
    about = [s for s in said if s.kind in ("trait_age", "person_word")]
    return all(any(s.start <= match.start() < s.end for s in about) for match in re.finditer(r"[a-z]+", text.text))


def _values(criterion: Criterion) -> list[str]:
    _, _, value = criterion.meaning
    return [v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, str)]


def _picks_a_trait(value: str, case: Case) -> bool:
    return any(said.kind == "sensitive_note" for said in case.lexicon.find(_words(value), ("es", "en")))
