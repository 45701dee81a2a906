"""A message from approved lines: one of each part, of one strategy, the closest to the product first.

Legal lines are added, never chosen; what a line says with a condition elsewhere in the message is left alone,
and where the condition is said nowhere, it is added.
"""

from collections.abc import Iterator, Mapping, Sequence

from batuta.brand_check import violations
from batuta.content import PARTS, Citation, Part, Sentence
from batuta.grounding.carried import said_in, stands_in
from batuta.material import LIMITS, MAIN, NEEDED, FactWords, Line, Material, Strategy, Variant
from batuta.words.sentences import sentences
from batuta.words.tokens import fold
from tools.language.builtin.writing.completing import completed
from tools.language.builtin.writing.from_facts import FactWriter

_ADDED: tuple[Part, ...] = ("legal", "footer")


def variant_from_lines(writer: FactWriter, taken: frozenset[str] = frozenset()) -> Variant | None:
    """One variant; None where no approved line carries the main part.

    writer: writes what no approved line says. taken: sources that other variants use.
    """
    material, strategy = writer.material, writer.strategy
    channel = material.need.channel
    main = MAIN[channel]
    chosen: dict[Part, tuple[Line, ...]] = {}
    for part in PARTS[channel]:
        best = _best(material, part, strategy, taken) if part not in _ADDED else None
        chosen[part] = (best,) if best else ()
    if not chosen[main]:
        return None
    for part in PARTS[channel]:
        chosen[part] = (*chosen[part], *_legal(material, part, chosen))
    parts = {part: _together(lines) for part, lines in chosen.items() if lines}
    parts |= _missing(writer, parts)
    parts = completed(material, parts, {key for lines in chosen.values() for line in lines for key in line.states})
    ordered = {part: parts[part] for part in PARTS[channel] if parts.get(part)}
    return Variant(label=strategy, parts=ordered, sentences=tuple(_cited(writer, ordered, chosen)))


def _best(material: Material, part: Part, strategy: Strategy, taken: frozenset[str]) -> Line | None:
    limit = material.rules.limits.get(part) or LIMITS[material.need.channel].get(part)
    usable = [
        line
        for line in material.lines
        if line.part == part
        and not line.legal
        and (limit is None or len(line.text) <= limit)
        and _says_nothing_unwanted(material, line)
    ]
    promised = {promise.key for promise in material.offer if promise.key}

    def score(line: Line) -> float:
        fits = {strategy: 4.0, "any": 2.0}.get(line.strategy, 0.0)
        kept = 0.5 * len(promised & set(line.states))
        used = -2.5 if line.source in taken else 0.0
        bare = -1.0 * len(_unsaid(material, line))
        broken = -6.0 * len(violations({part: line.text}, material.need.channel, material.need.locale, material.rules))
        return 2.5 * line.closeness + fits + kept + used + bare + broken

    return max(usable, key=score, default=None)


def _says_nothing_unwanted(material: Material, line: Line) -> bool:
    return not any(stands_in(fold(words), fold(line.text)) for words in material.must_not_say)


def _unsaid(material: Material, line: Line) -> tuple[FactWords, ...]:
    """Facts a line states whose conditions it does not say itself."""
    return tuple(
        fact
        for fact in material.facts
        if fact.key in line.states and fact.conditions and fact.key not in line.conditions_of
    )


def _legal(material: Material, part: Part, chosen: Mapping[Part, Sequence[Line]]) -> tuple[Line, ...]:
    """What law and brand add to a part, the closest to the product first; nothing twice."""
    lines = sorted(
        (line for line in material.lines if line.part == part and (line.legal or part in _ADDED)),
        key=lambda line: -line.closeness,
    )
    said = " ".join(line.text for line in chosen[part])
    added: list[Line] = []
    limit = material.rules.limits.get(part) or LIMITS[material.need.channel].get(part)
    for line in lines:
        if material.opt_out in line.text and material.opt_out in said:
            continue
        if said_in(line.text, said) or (
            limit is not None and len(said) + 1 + len(line.text) > limit and part not in _ADDED
        ):
            continue
        added.append(line)
        said = f"{said} {line.text}"
    return tuple(added)


def _together(lines: Sequence[Line]) -> str:
    """Each line keeps to itself: after an address or a signature, which no full stop ends, the next one begins anew."""
    text = ""
    for line in lines:
        joint = "\n\n" if "\n\n" in text else " " if text[-1:] in ".!?…" else "\n"
        text = f"{text}{joint}{line.text}" if text else line.text
    return text


def _missing(writer: FactWriter, parts: Mapping[Part, str]) -> dict[Part, str]:
    """Parts the brand asks for and has no line for, in words of ours."""
    material = writer.material
    channel = material.need.channel
    wanted = material.rules.required_parts or NEEDED[channel]
    found = {part: writer.part(part) for part in wanted if part in PARTS[channel] and not parts.get(part)}
    if channel in ("email", "sms") and material.opt_out not in "\n".join((*parts.values(), *found.values())):
        part: Part = "footer" if channel == "email" else "text"
        bank = writer.way_out()
        found[part] = f"{found.get(part) or parts.get(part, '')} {bank}".strip()
    return {part: text for part, text in found.items() if text}


def _cited(writer: FactWriter, parts: Mapping[Part, str], chosen: Mapping[Part, Sequence[Line]]) -> Iterator[Sentence]:
    for part, text in parts.items():
        for span in sentences(text):
            cited = _citations(writer, span.text, chosen.get(part, ()))
            yield Sentence(text=span.text, part=part, citations=cited)


def _citations(writer: FactWriter, sentence: str, lines: Sequence[Line]) -> tuple[Citation, ...]:
    """The approved line a sentence comes from, with the facts it states; else the facts or words of the brief."""
    for line in lines:
        if said_in(sentence, line.text):
            facts = tuple(citation for citation in line.citations if said_in(citation.quote, sentence))
            return (Citation(source=line.source, quote=sentence), *facts)
    for fact in writer.material.facts:
        if said_in(fact.text, sentence):
            return (Citation(source=fact.source, quote=fact.text),)
    return writer.citations(sentence)
