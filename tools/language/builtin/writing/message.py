"""The task `write_message`, by rules: each variant from approved lines, or from facts where there are none."""

from collections.abc import Callable, Iterator
from functools import cache

from batuta.material import MAIN, STRATEGIES, Material, Strategy, Variant, Written
from batuta.task import Refusal
from batuta.writing_checks import check_variant, same_words
from tools.language.builtin.writing.facts import Said, said_facts
from tools.language.builtin.writing.from_facts import FactWriter, variant_from_facts
from tools.language.builtin.writing.from_lines import variant_from_lines


async def write_message(material: Material) -> Written | Refusal:
    """As many variants as are asked for, each of another strategy and each passing every check.

    Fewer where fewer can be told apart; a refusal, with what stands in the way, where there is none.
    """
    asked = material.strategies or STRATEGIES[: max(1, material.need.variants)]
    variants: list[Variant] = []
    in_the_way: list[str] = []
    facts = cache(lambda: said_facts(material))
    for strategy in (*asked, *(other for other in STRATEGIES if other not in asked)):
        if len(variants) >= len(asked):
            break
        for variant in _attempts(material, strategy, facts, variants):
            complaints = [complaint.message for complaint in check_variant(material, variant)]
            in_the_way += complaints
            if not complaints and not any(same_words(variant, other) for other in variants):
                variants.append(variant)
                break
    if not variants:
        return Refusal(reason="; ".join(dict.fromkeys(in_the_way)) or "there are no approved lines and no facts")
    return Written(variants=tuple(variants))


def _attempts(
    material: Material, strategy: Strategy, facts: Callable[[], tuple[Said, ...]], others: list[Variant]
) -> Iterator[Variant]:
    """From approved lines where there are some, then from facts."""
    sources = frozenset(c.source for other in others for s in other.sentences for c in s.citations)
    texts = frozenset(text for other in others for text in other.parts.values())
    writer = FactWriter(material, strategy, facts, texts)
    if any(line.part == MAIN[material.need.channel] and not line.legal for line in material.lines):
        from_lines = variant_from_lines(writer, sources)
        if from_lines:
            yield from_lines
    from_facts = variant_from_facts(writer)
    if from_facts:
        yield from_facts
