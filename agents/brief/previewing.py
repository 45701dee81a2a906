"""Beside a proposed derivation, how the customers would spread over it: counted where the customers are."""

from collections.abc import Iterable

from agents.brief.deriving import derivation
from batuta.brief import Brief, Question
from batuta.catalogue import Attribute
from batuta.deps import Deps
from batuta.distribution import in_words
from batuta.errors import BadInput, Misconfigured, Unavailable
from batuta.reading import Doubt
from batuta.text import say


async def with_previews(brief: Brief, doubts: Iterable[Doubt], deps: Deps) -> Brief:
    """The same brief; a question that proposes an expression says what it would give, or that nobody was counted."""
    derived = {
        doubt.evidence.quote: attribute
        for doubt in doubts
        if doubt.evidence and (attribute := derivation(doubt, deps.workspace.catalogue))
    }
    if not derived:
        return brief
    locale = brief.locale or deps.workspace.locales[0]
    told = [await _told(question, _proposed(question, derived), deps, locale) for question in brief.questions]
    return brief.model_copy(update={"questions": tuple(told)})


def _proposed(question: Question, derived: dict[str, Attribute]) -> Attribute | None:
    attribute = derived.get(question.evidence.quote) if question.evidence else None
    return attribute if attribute and attribute.expression and attribute.expression in question.why else None


async def _told(question: Question, attribute: Attribute | None, deps: Deps, locale: str) -> Question:
    if attribute is None:
        return question
    try:
        spread = await deps.customers.distribution(attribute)
    except (BadInput, Misconfigured, Unavailable):
        words = say(
            locale,
            en="How many people that would be was not counted: the customers are not at hand here.",
            es="No se ha contado a cuántas personas daría: aquí no están los clientes.",
        )
    else:
        words = f"{in_words(spread, attribute, locale)}."
    return question.model_copy(update={"why": f"{question.why} {words}"})
