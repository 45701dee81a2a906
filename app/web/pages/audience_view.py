"""The audience beside a small chart: what each filter takes away, drawn as one SVG that is read aloud as a list."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from app.web.words import Words
from batuta.audience import Addition, FrozenAudience, Part, Targeting
from batuta.brief import CHANNELS, Brief
from batuta.catalogue import Catalogue
from batuta.explain import explain_part

BAR = 300
"""Width of the longest bar, in the drawing's units."""


class Filter(NamedTuple):
    words: str
    lost: int
    without: int
    width: float
    """In 0..BAR."""
    culprit: bool
    question: str
    """What to say in the chat to try it without."""


class Figure(NamedTuple):
    label: str
    value: str
    note: str = ""


class AudienceView(NamedTuple):
    figures: tuple[Figure, ...]
    filters: tuple[Filter, ...]
    added: tuple[Figure, ...]
    left_out: tuple[str, ...]
    """What the brief asked for and the audience no longer does, since somebody chose so."""
    channels: tuple[Figure, ...]
    removed: tuple[Figure, ...]
    concern: str
    explanation: tuple[str, ...]


def audience_view(
    targeting: Targeting, frozen: FrozenAudience | None, brief: Brief | None, catalogue: Catalogue, t: Words
) -> AudienceView:
    reach = targeting.reach
    figures = [
        Figure(
            t("Eligible", "Elegibles"),
            t.number(reach.count),
            t(f"{t.share(reach.share)} of all customers", f"{t.share(reach.share)} de los clientes"),
        ),
        Figure(
            t("Contactable", "Impactables"),
            t.number(targeting.contactable),
            t("with consent, by at least one channel", "con consentimiento, por algún canal"),
        ),
    ]
    if frozen is not None:
        figures += [
            Figure(
                t("Will be contacted", "Se van a contactar"),
                t.number(frozen.treated),
                t("the fixed list", "la lista definitiva"),
            ),
            Figure(
                t("Control group", "Grupo de control"),
                t.number(frozen.control),
                t("left out, to measure against", "fuera, para poder medir"),
            ),
        ]
    by_channel = (
        in_order(frozen.by_channel, CHANNELS)
        if frozen
        else tuple((reached.channel, reached.contactable) for reached in targeting.channels)
    )
    return AudienceView(
        figures=tuple(figures),
        filters=_filters(targeting, catalogue, t),
        added=tuple(_added(addition, catalogue, t) for addition in targeting.additions),
        left_out=left_out(targeting, brief, catalogue, t) if brief else (),
        channels=tuple(Figure(t.channel(channel), t.number(people)) for channel, people in by_channel),
        removed=_removed(frozen, t),
        concern=targeting.concern,
        explanation=tuple(line for line in targeting.explanation.splitlines() if line.strip()),
    )


def left_out(targeting: Targeting, brief: Brief, catalogue: Catalogue, t: Words) -> tuple[str, ...]:
    """Parts of the brief's audience that a choice dropped or changed; without a choice there are none."""
    kept = {_meaning(part) for part in targeting.audience.parts} if targeting.choices else set()
    return tuple(
        explain_part(part, catalogue, t.language)
        for part in brief.audience.parts
        if targeting.choices and _meaning(part) not in kept
    )


def _meaning(part: Part) -> tuple[str, frozenset[str]]:
    return part.kind, frozenset(repr(criterion.meaning) for criterion in part.criteria)


def _filters(targeting: Targeting, catalogue: Catalogue, t: Words) -> tuple[Filter, ...]:
    """The dearest first. The culprit is the one without which there would be at least twice as many."""
    longest = max((loss.lost for loss in targeting.losses), default=0) or 1
    ranked = sorted(targeting.losses, key=lambda loss: (-loss.lost, loss.index))
    found = []
    for place, loss in enumerate(ranked):
        words = explain_part(loss.part, catalogue, t.language)
        about = catalogue[loss.part.criteria[0].attribute].called(t.language)
        found.append(
            Filter(
                words=words,
                lost=loss.lost,
                without=loss.without,
                width=round(BAR * loss.lost / longest, 1),
                culprit=place == 0 and len(ranked) > 1 and loss.lost > 0 and loss.without >= 2 * targeting.reach.count,
                question=t(f"What if we drop “{about}”?", f"¿Y si quitamos «{about}»?"),
            )
        )
    return tuple(found)


def _added(addition: Addition, catalogue: Catalogue, t: Words) -> Figure:
    why = {
        "product_requires": t("the product requires it", "lo exige el producto"),
        "product_excludes": t("the product is not for them", "el producto no es para ellos"),
        "precedent": t("as in comparable campaigns", "como en campañas comparables"),
        "consent": t("they have agreed", "han dado su consentimiento"),
        "suppression": t("they must not be contacted", "no se les debe contactar"),
        "choice": t("chosen here", "se ha elegido así"),
    }[addition.reason]
    kind: Literal["all", "exclude"] = "exclude" if addition.reason in ("product_excludes", "suppression") else "all"
    return Figure(explain_part(Part(kind=kind, criteria=(addition.criterion,)), catalogue, t.language), why)


def _removed(frozen: FrozenAudience | None, t: Words) -> tuple[Figure, ...]:
    if frozen is None:
        return ()
    names = {
        "no_consent": t("without consent", "sin consentimiento"),
        "suppressed": t("must not be contacted", "no se deben contactar"),
        "frequency": t("contacted too often lately", "con demasiados contactos recientes"),
    }
    return tuple(
        Figure(names.get(reason, reason.replace("_", " ")), t.number(people))
        for reason, people in in_order(frozen.removed, tuple(names))
        if people
    )


def in_order(counted: Mapping[str, int], order: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Counts as people read them every time, whatever order they were kept in; what is not in `order` comes last."""
    places = {name: place for place, name in enumerate(order)}
    return tuple(sorted(counted.items(), key=lambda one: (places.get(one[0], len(places)), one[0])))
