"""Before and after a change that nobody has made yet: people, response, cost."""

from batuta.audience import Audience, Reach
from batuta.catalogue import Catalogue
from batuta.explain import explain_part, number_in_words, share_in_words, with_unit
from batuta.forecasting.outlook import Outlook
from batuta.noun import Noun
from batuta.text import listed, quoted, say


class Scenario(Noun):
    """One audience with what it would come to."""

    audience: Audience
    reach: Reach
    contactable: int
    outlook: Outlook | None = None
    """None where no past campaign says anything."""


class WhatIf(Noun):
    before: Scenario
    after: Scenario
    words: str
    """The comparison, in the reader's language."""


def compared(before: Scenario, after: Scenario, catalogue: Catalogue, currency: str, locale: str | None) -> WhatIf:
    return WhatIf(
        before=before,
        after=after,
        words="\n".join(
            (
                *_changes(before.audience, after.audience, catalogue, locale),
                *figures(before, after, currency, locale),
                draft(locale),
            )
        ),
    )


def draft(locale: str | None) -> str:
    return say(
        locale,
        en="This is a draft: nothing has been changed.",
        es="Es solo un borrador: no se ha cambiado nada.",
    )


def _changes(before: Audience, after: Audience, catalogue: Catalogue, locale: str | None) -> tuple[str, ...]:
    gone = [part for part in before.parts if part not in after.parts]
    new = [part for part in after.parts if part not in before.parts]
    if not gone and not new:
        return (say(locale, en="Nothing would change.", es="No cambiaría nada."),)
    said = {
        "gone": listed([quoted(explain_part(part, catalogue, locale), locale) for part in gone], locale),
        "new": listed([quoted(explain_part(part, catalogue, locale), locale) for part in new], locale),
    }
    if not gone:
        return (say(locale, en=f"With {said['new']} added:", es=f"Añadiendo {said['new']}:"),)
    if not new:
        return (say(locale, en=f"Without {said['gone']}:", es=f"Sin {said['gone']}:"),)
    return (
        say(
            locale,
            en=f"With {said['new']} instead of {said['gone']}:",
            es=f"Con {said['new']} en lugar de {said['gone']}:",
        ),
    )


def figures(before: Scenario, after: Scenario, currency: str, locale: str | None) -> tuple[str, ...]:
    """One line a figure, before and after."""
    lines = [
        say(
            locale,
            en=f"– eligible: {_count(before.reach.count, locale)} → {_count(after.reach.count, locale)}"
            f" ({share_in_words(before.reach.share, locale)} → {share_in_words(after.reach.share, locale)})",
            es=f"– elegibles: {_count(before.reach.count, locale)} → {_count(after.reach.count, locale)}"
            f" ({share_in_words(before.reach.share, locale)} → {share_in_words(after.reach.share, locale)})",
        ),
        say(
            locale,
            en=f"– contactable: {_count(before.contactable, locale)} → {_count(after.contactable, locale)}",
            es=f"– impactables: {_count(before.contactable, locale)} → {_count(after.contactable, locale)}",
        ),
    ]
    then, now = before.outlook, after.outlook
    if then is not None and now is not None:
        lines.append(
            say(
                locale,
                en=f"– expected responses: {_range(then, locale)} → {_range(now, locale)}",
                es=f"– respuestas esperadas: {_range(then, locale)} → {_range(now, locale)}",
            )
        )
        if then.cost is not None and now.cost is not None:
            costs = (with_unit(round(then.cost), currency, locale), with_unit(round(now.cost), currency, locale))
            lines.append(
                say(
                    locale,
                    en=f"– cost of sending: {costs[0]} → {costs[1]}",
                    es=f"– coste de envío: {costs[0]} → {costs[1]}",
                )
            )
        if now.basis:
            lines.append(now.basis)
    return tuple(lines)


def _range(expected: Outlook, locale: str | None) -> str:
    low, high = _count(expected.low, locale), _count(expected.high, locale)
    return f"{_count(expected.responses, locale)} ({low}–{high})"


def _count(number: float, locale: str | None) -> str:
    return number_in_words(round(number), locale)
