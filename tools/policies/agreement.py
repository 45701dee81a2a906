"""Packs beside each other: what one demands and another forbids, and names that two packs claim."""

from collections.abc import Iterator

from batuta.policy import JURISDICTIONS, Pack, Rule, When
from batuta.text import Text


def disagreements(packs: tuple[Pack, ...]) -> Iterator[tuple[Pack, int, Text]]:
    """Each rule that cannot be kept together with one of another pack: the pack, the rule's place in it, and why."""
    rules = [(pack, index, rule) for pack in packs for index, rule in enumerate(pack.rules)]
    seen: dict[str, Pack] = {}
    for pack, index, rule in rules:
        if rule.id in seen and seen[rule.id] is not pack:
            owner = seen[rule.id].id
            yield (
                pack,
                index,
                Text(
                    en=f"the pack {owner} has a rule of this id",
                    es=f"el paquete {owner} ya tiene una regla con este id",
                ),
            )
        seen.setdefault(rule.id, pack)
    for pack, index, demanding in rules:
        for other, _, forbidding in rules:
            claims = set(demanding.check.lacks) & set(forbidding.check.finds)
            if (
                claims
                and set(demanding.check.lacks) <= set(forbidding.check.finds)
                and _meet(pack, demanding, other, forbidding)
            ):
                named = ", ".join(sorted(claims))
                yield (
                    pack,
                    index,
                    Text(
                        en=f"it demands “{named}”, which {forbidding.id} of {other.id} forbids",
                        es=f"exige «{named}», que {forbidding.id} de {other.id} prohíbe",
                    ),
                )


def _meet(pack: Pack, one: Rule, other: Pack, two: Rule) -> bool:
    """Whether one message can come under both, on the same day."""
    if not set(one.laws) & set(two.laws) & set(JURISDICTIONS):
        return False
    if pack.effective_until and other.effective_from and pack.effective_until < other.effective_from:
        return False
    if other.effective_until and pack.effective_from and other.effective_until < pack.effective_from:
        return False
    # A finding that is only made beside, or excused by, other words leaves room for keeping both.
    if two.check.beside or two.check.unless or one.check.beside or one.check.unless:
        return False
    return _overlap(one.when, two.when)


def _overlap(one: When, two: When) -> bool:
    pairs = (
        (one.channels, two.channels, one.except_channels, two.except_channels),
        (one.kinds, two.kinds, one.except_kinds, two.except_kinds),
        (one.sectors, two.sectors, one.except_sectors, two.except_sectors),
    )
    for wanted, also, never, nor in pairs:
        if wanted and also and not set(wanted) & set(also):
            return False
        if (wanted and set(wanted) <= set(nor)) or (also and set(also) <= set(never)):
            return False
    return True
