"""Criteria that may not decide who is addressed, before anybody counts what they bring.

    special traits    ethnicity, health, religion …: neither to include nor to leave out
    sex               not where the offer is credit, insurance or another financial service
    minors            never wanted; leaving them out is right
    vulnerable        never wanted; leaving them out protects

A product's own conditions are exempt: a tariff for people with a disability is for people with a disability. Age limits
for adults, proxies and consent are looked at by the compliance review.
Sources: RGPD art. 9; Reglamento (UE) 2022/2065 art. 26.3 and 28.2; Ley 15/2022 art. 2 and 17; Directiva 2004/113/CE.
"""

from collections.abc import Iterator
from typing import NamedTuple

from batuta.audience import Audience, Criterion, Part
from batuta.catalogue import Catalogue
from batuta.forecasting.bounds import ADULT
from batuta.implication import implies
from batuta.product import Product
from batuta.text import Text

FINANCIAL = ("credit", "insurance", "deposit", "investment", "account")


class Objection(NamedTuple):
    criterion: Criterion
    trait: str
    reason: Text


def objections(audience: Audience, catalogue: Catalogue, product: Product | None) -> tuple[Objection, ...]:
    """Every criterion of the audience that may not be used, with the reason."""
    return tuple(found for part in audience.parts for found in _of_part(part, catalogue, product))


def _of_part(part: Part, catalogue: Catalogue, product: Product | None) -> Iterator[Objection]:
    own = product.requires if product else ()
    for criterion in part.criteria:
        trait = catalogue[criterion.attribute].sensitive
        if trait is None or any(implies(condition, criterion) for condition in own):
            continue
        reason = _reason(trait, criterion, part.kind == "exclude", product)
        if reason:
            yield Objection(criterion, trait, reason)


def _reason(trait: str, criterion: Criterion, excluding: bool, product: Product | None) -> Text | None:
    if trait == "age":
        return _MINORS if not excluding and _wants_minors(criterion) else None
    if trait in ("minor", "vulnerable"):
        wanted = _says_yes(criterion) != excluding
        return (_MINORS if trait == "minor" else _VULNERABLE) if wanted else None
    if trait == "sex":
        return _SEX if product is None or product.kind in FINANCIAL else None
    return _SPECIAL


def _says_yes(criterion: Criterion) -> bool:
    """Whether it speaks of people who have the trait."""
    value = criterion.value
    if criterion.operator in ("==", "!="):
        return (value is not False) == (criterion.operator == "==")
    return criterion.operator != "is_not_set"


def _wants_minors(criterion: Criterion) -> bool:
    """Whether it names an age under 18 that people should have."""
    value = criterion.value
    numbers = [n for n in (value if isinstance(value, tuple) else (value,)) if isinstance(n, (int, float))]
    if not numbers:
        return False
    match criterion.operator:
        case "==" | "in" | "between" | ">=":
            return min(numbers) < ADULT
        case ">":
            return min(numbers) < ADULT - 1
        case "<" | "<=":
            return max(numbers) <= ADULT
    return False


_SPECIAL = Text(
    en="it is a specially protected trait, which may neither include nor leave out anybody",
    es="es un rasgo especialmente protegido: no puede servir ni para incluir ni para excluir a nadie",
)
_SEX = Text(
    en="a financial offer may not depend on a person’s sex",
    es="una oferta financiera no puede depender del sexo de la persona",
)
_MINORS = Text(
    en="minors may not be targeted",
    es="no se puede dirigir publicidad a menores",
)
_VULNERABLE = Text(
    en="people in a vulnerable situation may be spared, not singled out",
    es="a las personas en situación de vulnerabilidad se las puede dejar fuera, no buscarlas",
)
