"""Ways to loosen an audience, from what each would bring."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from batuta.audience import Audience, Part, Proposal, Threshold, of_parts
from batuta.catalogue import Catalogue
from batuta.explain import explain_part
from batuta.forecasting.bounds import Bound, bounds_of, looser, moved
from batuta.forecasting.relaxation import Table
from batuta.text import say

MOST = 6
TOGETHER = 3
"""Two parts are dropped at once only where that brings so many times more than the best single change."""


def proposals(
    audience: Audience,
    thresholds: Sequence[Threshold],
    *,
    total: int,
    count: int,
    without: Sequence[int],
    combined: Table | None,
    catalogue: Catalogue,
    locale: str | None,
    fixed: Collection[int] = (),
) -> tuple[Proposal, ...]:
    """At most six ways to reach more people, the most people first.

    without: people left when a part is dropped, by its index. combined: every combination, where it was counted.
    fixed: parts that stay, such as a product's own conditions.
    """
    parts = audience.parts

    def proposal(name: str, words: str, changed: Audience, people: int, drops: tuple[int, ...] = ()) -> Proposal:
        share = people / total if total else 0.0
        return Proposal(id=name, words=words, audience=changed, count=people, share=share, drops=drops)

    def dropped(*indices: int) -> Audience:
        return of_parts(tuple(part for place, part in enumerate(parts) if place not in indices))

    single = [
        proposal(f"drop-{index}", _left_out((parts[index],), catalogue, locale), dropped(index), people, (index,))
        for index, people in enumerate(without)
        if index not in fixed and people > count
    ]
    for bound, value, people in _moves(parts, thresholds, count, without, catalogue):
        if bound.part in fixed:
            continue
        attribute = catalogue[parts[bound.part].criteria[0].attribute]
        changed = moved(parts[bound.part], bound, value, attribute)
        single.append(
            proposal(
                f"move-{bound.part}-{bound.end}-{value:g}",
                _instead(parts[bound.part], changed, catalogue, locale),
                of_parts(tuple(changed if place == bound.part else part for place, part in enumerate(parts))),
                people,
            )
        )
    best = max((one.count for one in single), default=count)
    if combined is not None:
        pairs = [
            (combined.without(*pair), pair)
            for pair in combinations((i for i in range(len(parts)) if i not in fixed), 2)
            if combined.without(*pair) >= TOGETHER * max(best, 1)
        ]
        if pairs:
            people, pair = max(pairs, key=lambda found: (found[0], [-index for index in found[1]]))
            words = _left_out(tuple(parts[index] for index in pair), catalogue, locale)
            single.append(proposal(f"drop-{pair[0]}-{pair[1]}", words, dropped(*pair), people, pair))
    return tuple(sorted(single, key=lambda one: (-one.count, one.id))[:MOST])


def _moves(
    parts: tuple[Part, ...],
    thresholds: Sequence[Threshold],
    count: int,
    without: Sequence[int],
    catalogue: Catalogue,
) -> Iterator[tuple[Bound, float, int]]:
    """For each bound the smallest move that brings half of what dropping it would, else the one that brings most."""
    bounds = {(bound.part, bound.end): bound for bound in bounds_of(parts, catalogue)}
    for threshold in thresholds:
        bound = bounds[threshold.index, threshold.bound]
        gains = [
            (abs(value - bound.value), value, people)
            for value, people in zip(threshold.values, threshold.counts, strict=True)
            if looser(bound, value) and people > count
        ]
        if not gains:
            continue
        enough = count + (without[bound.part] - count) / 2
        _, value, people = next((gain for gain in sorted(gains) if gain[2] >= enough), max(gains, key=lambda g: g[2]))
        if people < without[bound.part]:
            yield bound, value, people


def _left_out(parts: tuple[Part, ...], catalogue: Catalogue, locale: str | None) -> str:
    said = [explain_part(part, catalogue, locale) for part in parts]
    if len(said) == 1:
        return say(locale, en=f"Leave out “{said[0]}”", es=f"Quitar «{said[0]}»")
    return say(
        locale,
        en=f"Leave out “{said[0]}” and “{said[1]}”",
        es=f"Quitar «{said[0]}» y «{said[1]}»",
    )


def _instead(old: Part, new: Part, catalogue: Catalogue, locale: str | None) -> str:
    before, after = explain_part(old, catalogue, locale), explain_part(new, catalogue, locale)
    return say(locale, en=f"“{after}” instead of “{before}”", es=f"«{after}» en lugar de «{before}»")
