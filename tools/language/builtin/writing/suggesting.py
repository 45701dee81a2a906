"""The task `suggest_part`, by rules: less of it, approved lines for the same, our own sentences around it."""

import re
from collections.abc import AsyncIterator, Iterator
from itertools import zip_longest

from batuta.material import MAIN, STRATEGIES, Line, Material, Strategy, Written
from batuta.suggesting import MOST, Alternatives, PartAsked, wrong_with
from batuta.task import Refusal
from batuta.text import language_of
from batuta.words.address import readdressed
from batuta.words.sentences import Span, sentences
from tools.language.builtin.writing.completing import is_small_print
from tools.language.builtin.writing.facts import said_facts
from tools.language.builtin.writing.from_facts import FactWriter
from tools.language.builtin.writing.message import write_message
from tools.language.builtin.writing.names import places_of
from tools.language.builtin.writing.phrases import phrases

_WARM: tuple[Strategy, ...] = ("reassurance", "question", "service")


async def suggest_part(asked: PartAsked) -> Alternatives | Refusal:
    """The alternatives that pass every check, the best first; a refusal where there is none."""
    found: list[str] = []
    in_the_way: list[str] = []
    async for text in _candidates(asked):
        if text in found:
            continue
        wrong = list(wrong_with(asked, text))
        in_the_way += wrong
        if not wrong:
            found.append(text)
        if len(found) == MOST:
            break
    if not found:
        return Refusal(reason="; ".join(dict.fromkeys(in_the_way)) or "there is nothing else to say it with")
    return Alternatives(alternatives=tuple(found))


async def _candidates(asked: PartAsked) -> AsyncIterator[str]:
    match asked.how:
        case "shorten":
            for text in (*_with_less(asked), *sorted(_approved(asked), key=len)):
                yield text
        case "rephrase":
            for text in (*_approved(asked), *_from_facts(asked, STRATEGIES)):
                yield text
        case "warmer":
            for text in (*_framed(asked), *_approved(asked, _WARM), *_from_facts(asked, _WARM)):
                yield text
        case "translate":
            for text in await _written_there(asked):
                yield text


def _with_less(asked: PartAsked) -> Iterator[str]:
    """Without what is in brackets, then without one of its sentences, the last first.

    Small print stays, and so does what the next sentence speaks of.
    """
    text = asked.text
    bare = re.sub(r"\s*\((?![^)]*\d)[^)]*\)", "", text)
    if bare != text:
        yield bare
    spans = sentences(text)
    spare = [
        span
        for span, following in zip_longest(spans, spans[1:])
        if span != spans[0]
        and not is_small_print(span.text, asked.material)
        and not (following and _LEANS.match(following.text))
    ]
    for gone in reversed(spare):
        yield _without(text, gone)
    if len(spare) > 1:
        yield _without(_without(text, spare[-1]), spare[-2])


_LEANS = re.compile(r"(?:lo|la|los|las|este|esta|esto|así|it|they|this|that|these)\s+[a-záéíóú]", re.IGNORECASE)
"""A sentence that speaks of the one before it: `Lo tienes con …`, `It comes with …`."""


def _without(text: str, gone: Span) -> str:
    left = f"{text[: gone.start]}{text[gone.end :]}"
    lines = (" ".join(line.split()) for line in left.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _approved(asked: PartAsked, wanted: tuple[Strategy, ...] = ()) -> Iterator[str]:
    """Approved lines for the same part, those written for the product first."""
    lines = [line for line in asked.material.lines if line.part == asked.part and not line.legal]
    chosen = [line for line in lines if not wanted or line.strategy in wanted]

    def rank(line: Line) -> tuple[int, bool]:
        return (-line.closeness, line.strategy == "any")

    yield from (line.text for line in sorted(chosen, key=rank))


def _from_facts(asked: PartAsked, strategies: tuple[Strategy, ...]) -> Iterator[str]:
    facts = said_facts(asked.material)
    for strategy in strategies if facts else ():
        text = FactWriter(asked.material, strategy, lambda: facts).part(asked.part)
        if text:
            yield text


def _framed(asked: PartAsked) -> Iterator[str]:
    """With a greeting where there is none, and a closing that offers help."""
    material = asked.material
    if asked.part != MAIN[material.need.channel]:
        return
    greeting = _ours(material, "greeting", "any")
    closing = [_ours(material, "outro", strategy) for strategy in ("service", "reassurance")]
    has_one = asked.text.lstrip().lower().startswith(("hola", "hello", "hi ", "buen", "dear", "estimad"))
    joint = "\n\n" if "\n" in asked.text or material.need.channel in ("email", "letter") else " "
    opening = "" if has_one or material.need.channel not in ("email", "letter") else greeting
    for end in closing:
        yield joint.join(piece for piece in (opening, asked.text.strip(), end) if piece)


def _ours(material: Material, bank: str, strategy: str) -> str:
    language = language_of(material.need.locale)
    text = next(phrases(bank, strategy, [places_of(material)], language), "")
    formality = material.rules.formality
    return readdressed(text, formality) if language == "es" and formality != "neutral" else text


async def _written_there(asked: PartAsked) -> list[str]:
    """The same part as the other market's approved lines and facts say it: made there, not translated."""
    made = await write_message(asked.material)
    variants = made.variants if isinstance(made, Written) else ()
    return [text for variant in variants if (text := variant.parts.get(asked.part))]
