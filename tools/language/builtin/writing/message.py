"""The task `write_message`, by rules: each variant from approved lines, or from facts where there are none."""

from collections.abc import Callable, Iterator
from functools import cache

from batuta.material import MAIN, STRATEGIES, Material, Strategy, Variant, Written
from batuta.task import Refusal
from batuta.writing_checks import check_variant, same_words
from tools.language.builtin.writing.facts import Said, said_facts
from tools.language.builtin.writing.from_facts import FactWriter, variant_from_facts
from tools.language.builtin.writing.from_lines import variant_from_lines
from tools.language.builtin.writing.from_sheet import SheetWriter, is_sheet

_FEWEST = 2
"""Variants for which a sheet of facts is told in ways that were not asked for."""


async def write_message(material: Material) -> Written | Refusal:
    """As many variants as are asked for, each of another strategy and each passing every check.

    Fewer where fewer can be told apart; a refusal, with what stands in the way, where there is none.
    """
    asked = material.strategies or STRATEGIES[: max(1, material.need.variants)]
    variants: list[Variant] = []
    in_the_way: list[str] = []
    facts = cache(lambda: said_facts(material))
    decided: dict[tuple[str, tuple[str, ...]], bool] = {}
    for strategy in (*asked, *(other for other in STRATEGIES if other not in asked)):
        if len(variants) >= (len(asked) if strategy in asked or not is_sheet(material) else min(len(asked), _FEWEST)):
            break
        for variant in _attempts(material, strategy, facts, variants, decided):
            complaints = [complaint.message for complaint in check_variant(material, variant)]
            in_the_way += complaints
            if not complaints and not any(same_words(variant, other) for other in variants):
                variants.append(variant)
                break
    if not variants:
        return Refusal(reason="; ".join(dict.fromkeys(in_the_way)) or "there are no approved lines and no facts")
    return Written(variants=tuple(variants))


def _attempts(
    material: Material,
    strategy: Strategy,
    facts: Callable[[], tuple[Said, ...]],
    others: list[Variant],
    decided: dict[tuple[str, tuple[str, ...]], bool],
) -> Iterator[Variant]:
    """From approved lines where there are some; from a sheet of facts in sentences; else from facts as they are."""
    sources = frozenset(c.source for other in others for s in other.sentences for c in s.citations)
    texts = frozenset(text for other in others for text in other.parts.values())
    if is_sheet(material):
        told = SheetWriter(material, strategy, facts, texts, decided)
        from_sheet = variant_from_facts(told) if told.writes() else None
        if from_sheet:
            yield from_sheet
        if not told.gives_way() or len(others) >= _FEWEST:
            return
    writer = FactWriter(material, strategy, facts, texts)
    if any(line.part == MAIN[material.need.channel] and not line.legal for line in material.lines):
        from_lines = variant_from_lines(writer, sources)
        if from_lines:
            yield from_lines
    from_facts = variant_from_facts(writer)
    if from_facts:
        yield from_facts
