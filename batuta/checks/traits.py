"""Which protected traits the criteria of an audience touch: as the catalogue says, else their names or values."""

import re
from typing import NamedTuple

from batuta.audience import Criterion, excluded_together
from batuta.checks.age_bands import names_ages
from batuta.checks.case import Case, Hit
from batuta.checks.small_areas import small_area
from batuta.claims.lexicon import Said
from batuta.claims.normal import Normal, normal
from batuta.implication import implied
from batuta.text import Text

INFERRED: frozenset[str] = frozenset(
    {"ethnicity", "health", "religion", "politics", "sexual_orientation", "disability", "union", "nationality"}
)
"""Traits that behaviour can stand in for."""
KNOWN: frozenset[str] = INFERRED | {
    "origin", "citizenship", "birthplace", "sex", "marital_status", "age", "minor", "vulnerable", "biometric",
    "criminal", "assistance", "proxy", "language", "place", "values",
}  # fmt: skip
"""Traits by the names a catalogue may give them."""
_OF_A_PERSON = ("age", "race")
"""Traits whose name has to be of a person: roofs have an age, and marathons are races."""

_NONE = frozenset({"no", "none", "never", "false", "nunca", "ninguno", "ninguna", "falso"})
"""Values that say a trait is absent."""
_SINCE = re.compile(r"since|desde|(?<![a-z])ago|hace|ended|fin(?![a-z])|last|ultim")
"""Names of times gone by: few of them means that it was not long ago."""


class Use(NamedTuple):
    """One criterion, and whether it picks people or leaves them out."""

    criterion: Criterion
    excludes: bool


def uses_of(case: Case) -> list[tuple[Use, str]]:
    # A tariff for people with a disability is for people with a disability.
    own = case.subject.product.requires if case.subject.product else ()
    return [
        (use, trait)
        for use in all_uses(case)
        if (trait := _trait(use.criterion, case)) and not implied(own, use.criterion)
    ]


def all_uses(case: Case) -> list[Use]:
    audience = case.subject.audience
    if audience is None:
        return []
    uses = [Use(criterion, False) for criterion in audience.all]
    uses += [Use(criterion, False) for group in audience.any for criterion in group]
    return uses + [Use(criterion, True) for item in audience.exclude for criterion in excluded_together(item)]


def affirms(criterion: Criterion) -> bool:
    """Whether a criterion picks those who have the trait."""
    _, operator, value = criterion.meaning
    if isinstance(value, bool):
        return value == (operator == "==")
    if value in (0, "0") or (isinstance(value, str) and value.casefold() in _NONE):
        return operator in ("!=", ">")
    if operator in ("<", "<=") and _SINCE.search(criterion.attribute.casefold()):
        return True
    return operator in ("==", "in", "is_set", ">", ">=", "between")


def hit_of(use: Use) -> Hit:
    name, operator, value = use.criterion.meaning
    quote = use.criterion.evidence.quote if use.criterion.evidence else f"{name} {operator} {value}"
    return Hit(
        "audience", quote=quote, details={"attribute": Text(en=name.replace("_", " "), es=name.replace("_", " "))}
    )


def words_of(name: str) -> Normal:
    """The words of a name such as `zipCode5` or `fecha_nacimiento`, or of a value."""
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|[_\-.]+", " ", name))


def _trait(criterion: Criterion, case: Case) -> str:
    attribute = criterion.attribute
    if attribute in case.subject.sensitive:
        return _declared(case.subject.sensitive[attribute], case)
    said = case.lexicon.find_named(words_of(attribute))
    return _by_name(criterion, said) or _by_value(criterion, {one.kind for one in said}, case)


def _declared(kind: str, case: Case) -> str:
    """The trait a catalogue names, in its own word or in another one."""
    if "proxy" in kind:
        return "proxy"
    if kind in KNOWN or not kind:
        return kind
    named = _traits(case.lexicon.find_named(words_of(kind)))
    return named[0] if named else kind


def _traits(said: list[Said]) -> list[str]:
    """Those behaviour can stand in for come first."""
    traits = [one.kind.removeprefix("trait_") for one in said if one.kind.startswith("trait_")]
    return sorted(traits, key=lambda trait: trait not in INFERRED)


def _by_name(criterion: Criterion, said: list[Said]) -> str:
    traits = _traits(said)
    behaviour = any(one.kind == "behaviour" for one in said)
    for trait in traits:
        if trait in _OF_A_PERSON and not _of_a_person(criterion.attribute, said):
            continue
        if trait == "birth" and any(one.kind == "thing_word" for one in said):
            continue
        if trait == "place" and not small_area(criterion):
            continue
        if trait == "document":
            continue  # Only the document that is asked for tells something.
        # What people buy, visit or give to stands in for what they are.
        if (behaviour or "proxy" in traits) and (trait in INFERRED or trait == "race"):
            return "proxy"
        return {"birth": "age", "race": "ethnicity"}.get(trait, trait)
    return ""


def _of_a_person(attribute: str, said: list[Said]) -> bool:
    """Whether an age is somebody's: of no roof, pet, contract or anything else that has a name beside it."""
    text = words_of(attribute)
    about = [one for one in said if one.kind in ("trait_age", "trait_race", "person_word")]
    return all(
        any(one.start <= match.start() < one.end for one in about) for match in re.finditer(r"[a-z]+", text.text)
    )


def _by_value(criterion: Criterion, named: set[str], case: Case) -> str:
    values = _values(criterion)
    if not values:
        return ""
    said = {one.kind for value in values for one in case.lexicon.find_named(words_of(value))}
    said |= {one.kind for value in values for one in case.lexicon.find(words_of(value), ("es", "en"))}
    things = bool(named & {"behaviour", "thing_word"})
    if "trait_document" in named:
        return "proxy" if "value_foreign" in said else ""
    if said & {"value_trait", "sensitive_note"}:
        return "proxy" if things else "values"
    if things:
        return ""
    if "value_minor" in said:
        return "minor"
    if any(names_ages(value) for value in values):
        return "age"
    if "value_assistance" in said:
        return "assistance"
    return "vulnerable" if "value_need" in said else ""


def _values(criterion: Criterion) -> list[str]:
    _, _, value = criterion.meaning
    return [v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, str)]
