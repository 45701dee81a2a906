"""Conditions that stand in for a protected trait in this company's own data, counted there.

Names tell of proxies only sometimes; a postcode, a device or a tariff may do the same work. Counting shows it.
"""

from collections.abc import Iterator

from batuta.audience import Audience, Criterion, Scalar
from batuta.catalogue import Attribute, Catalogue
from batuta.compliance import Finding, Severity, Source
from batuta.deps import Deps
from batuta.fairness import STANDS_IN, Group, association, disparity
from batuta.implication import implied
from batuta.product import Product
from batuta.text import say

NOT_COMPARED = frozenset({"minor", "vulnerable", "age"})
"""Leaving them out protects them, and age goes with nearly everything that people own."""
FINANCIAL = frozenset({"credit", "deposit", "investment", "account", "insurance"})
MOST_VALUES = 12
"""Values of a trait that are compared."""
_LAW = Source(
    title="Ley 15/2022, art. 2; Directive (EU) 2023/2225, art. 6", url="https://eur-lex.europa.eu/eli/dir/2023/2225/oj"
)


async def measured_proxies(
    audience: Audience, product: Product | None, deps: Deps, locale: str | None
) -> tuple[Finding, ...]:
    """Conditions closely associated with a protected trait, and groups that the whole audience leaves out.

    Only where the data record a protected trait. A product's own conditions are its nature and not looked at.
    """
    catalogue = deps.workspace.catalogue
    traits = [a for a in catalogue.attributes if a.sensitive and a.sensitive not in NOT_COMPARED and _values(a)]
    used = {criterion.attribute for criterion in _picking(audience)}
    found: list[Finding] = []
    serious = product is not None and product.kind in FINANCIAL
    for trait in traits:
        if trait.name in used:
            continue  # Used directly: that is a finding of its own.
        everybody = await _counts(Audience(), trait, deps)
        picked = await _counts(audience, trait, deps)
        groups = tuple(Group(name, everybody[name], picked.get(name, 0)) for name in everybody if everybody[name])
        gap = disparity(groups)
        if gap is None:
            continue
        culprits = [
            (criterion, strength)
            for criterion in _picking(audience)
            if _may_stand_in(criterion, catalogue) and not implied(product.requires if product else (), criterion)
            for strength in [await _strength(criterion, everybody, trait, deps)]
            if strength >= STANDS_IN
        ]
        for criterion, strength in culprits:
            found.append(_stands_in(criterion, trait, strength, "block" if serious else "warn", locale))
        if not culprits and gap.ratio < 0.5:
            found.append(_left_out(trait, gap.least, gap.most, "warn" if serious else "info", locale))
    return tuple(found)


async def _counts(audience: Audience, trait: Attribute, deps: Deps) -> dict[str, int]:
    counted: dict[str, int] = {}
    for value in _values(trait):
        narrowed = audience.model_copy(
            update={"all": (*audience.all, Criterion(attribute=trait.name, operator="==", value=value))}
        )
        counted[str(value)] = (await deps.customers.size(narrowed)).count
    return counted


async def _strength(criterion: Criterion, everybody: dict[str, int], trait: Attribute, deps: Deps) -> float:
    having = await _counts(Audience(all=(criterion,)), trait, deps)
    return association([Group(name, count, having.get(name, 0)) for name, count in everybody.items() if count])


def _values(trait: Attribute) -> tuple[Scalar, ...]:
    if trait.type == "boolean":
        return (True, False)
    return trait.allowed if 2 <= len(trait.allowed) <= MOST_VALUES else ()


def _picking(audience: Audience) -> Iterator[Criterion]:
    yield from audience.all
    for group in audience.any:
        yield from group


def _may_stand_in(criterion: Criterion, catalogue: Catalogue) -> bool:
    attribute = next((a for a in catalogue.attributes if a.name == criterion.attribute), None)
    return attribute is not None and not (attribute.sensitive or attribute.consent or attribute.opted_out)


def _stands_in(
    criterion: Criterion, trait: Attribute, strength: float, severity: Severity, locale: str | None
) -> Finding:
    name, operator, value = criterion.meaning
    quote = criterion.evidence.quote if criterion.evidence else f"{name} {operator} {value}"
    called = trait.called(locale).lower()
    return Finding(
        rule_id="audience-proxy-measured",
        topic="proxy",
        severity=severity,
        message=say(
            locale,
            en=f"In this data “{quote}” goes closely with {called} (association {strength:.2f} of 1): it stands in for"
            " it.",
            es=f"En estos datos, «{quote}» va muy unido a {called} (asociación {strength:.2f} sobre 1): lo sustituye.",
        ),
        suggestion=say(
            locale,
            en="Take the condition out, or show that the product needs it.",
            es="Quita la condición o justifica que el producto la necesita.",
        ),
        quote=quote,
        part="audience",
        source=_LAW,
        waivable_by=("compliance",),
    )


def _left_out(trait: Attribute, least: Group, most: Group, severity: Severity, locale: str | None) -> Finding:
    called = trait.called(locale).lower()
    return Finding(
        rule_id="audience-disparity-measured",
        topic="proxy",
        severity=severity,
        message=say(
            locale,
            en=f"By {called}, the audience takes {least.rate:.1%} of “{least.value}” and {most.rate:.1%} of"
            f" “{most.value}”.",
            es=f"Según {called}, el público incluye al {_percent(least.rate)} de «{least.value}» y al"
            f" {_percent(most.rate)} de «{most.value}».",
        ),
        suggestion=say(
            locale,
            en="Look at which condition does it, and whether it is needed.",
            es="Revisa qué condición lo provoca y si hace falta.",
        ),
        part="audience",
        source=_LAW,
        waivable_by=("compliance",),
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")
