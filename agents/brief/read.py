"""The three stages of reading: what the campaign is for, whom it addresses, what it says.

Each reads the brief, and every answer in words that came after it, with every engine there is. What the
engines disagree about is settled in `configure`, by a question.
"""

from typing import Generic, NamedTuple, NotRequired, TypedDict

from langgraph.runtime import Runtime

from batuta.amending import words_in
from batuta.brief import Amendment, Request
from batuta.degraded import problem_kind
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.reading import (
    CLARIFY_INTENT,
    EXTRACT_ELIGIBILITY,
    IDENTIFY_CONTENT,
    BriefText,
    ContentReadings,
    EligibilityReadings,
    Intent,
    IntentReadings,
    addendum_key,
    vocabulary_of,
)
from batuta.task import In, Out, Task


class ClarifyReads(TypedDict):
    request: Digest
    amendments: NotRequired[list[Digest]]


class ClarifyWrites(TypedDict):
    intent_read: Digest


class LaterReads(TypedDict):
    request: Digest
    amendments: NotRequired[list[Digest]]
    intent_read: Digest


class ExtractWrites(TypedDict):
    eligibility_read: Digest


class IdentifyWrites(TypedDict):
    content_read: Digest


async def clarify_intent(state: ClarifyReads, runtime: Runtime[Deps]) -> ClarifyWrites:
    """Language, objective, product, dates, budget, goals."""
    deps = runtime.context
    said = await _said(state["request"], state.get("amendments", []), deps)
    reading = _Reading(CLARIFY_INTENT, deps)
    brief = await reading.of(said.brief)
    language = brief[0].language if brief else None
    addenda = {key: await reading.of(_heard(text, language)) for key, text in said.addenda.items()}
    kept = IntentReadings(brief=brief, addenda=addenda, degraded=reading.degraded)
    return {"intent_read": await deps.artefacts.put(kept)}


async def extract_eligibility(state: LaterReads, runtime: Runtime[Deps]) -> ExtractWrites:
    """Who may be addressed, and who not."""
    deps = runtime.context
    said = await _said(state["request"], state.get("amendments", []), deps)
    intent = await deps.artefacts.get(state["intent_read"], IntentReadings)
    texts = _informed(said, intent)
    reading = _Reading(EXTRACT_ELIGIBILITY, deps)
    brief = await reading.of(texts.brief) if _readable(intent) else ()
    addenda = {key: await reading.of(text) for key, text in texts.addenda.items()}
    kept = EligibilityReadings(brief=brief, addenda=addenda, degraded=reading.degraded)
    return {"eligibility_read": await deps.artefacts.put(kept)}


async def identify_content(state: LaterReads, runtime: Runtime[Deps]) -> IdentifyWrites:
    """Offer, channels, messages, tone, words that must and must not be said."""
    deps = runtime.context
    said = await _said(state["request"], state.get("amendments", []), deps)
    intent = await deps.artefacts.get(state["intent_read"], IntentReadings)
    texts = _informed(said, intent)
    reading = _Reading(IDENTIFY_CONTENT, deps)
    brief = await reading.of(texts.brief) if _readable(intent) else ()
    addenda = {key: await reading.of(text) for key, text in texts.addenda.items()}
    kept = ContentReadings(brief=brief, addenda=addenda, degraded=reading.degraded)
    return {"content_read": await deps.artefacts.put(kept)}


class _Said(NamedTuple):
    """The brief, and what was said after it in words, by its place."""

    brief: BriefText
    addenda: dict[str, BriefText]


async def _said(request_digest: Digest, amendment_digests: list[Digest], deps: Deps) -> _Said:
    request = await deps.artefacts.get(request_digest, Request)
    vocabulary = vocabulary_of(deps.workspace)
    addenda: dict[str, BriefText] = {}
    for place, name in enumerate(amendment_digests):
        amendment = await deps.artefacts.get(name, Amendment)
        for field, text in words_in(amendment.changes).items():
            said = BriefText(text=text, today=request.today, vocabulary=vocabulary, addendum=True)
            addenda[addendum_key(place, field)] = said
    return _Said(BriefText(text=request.text, today=request.today, vocabulary=vocabulary), addenda)


class _Reading(Generic[In, Out]):
    """Has every engine do one task on text after text, and remembers whether one of them failed."""

    def __init__(self, task: Task[In, Out], deps: Deps) -> None:
        self._task, self._deps = task, deps
        self.degraded = ""

    async def of(self, given: In) -> tuple[Out, ...]:
        performed = await self._deps.language.readings(self._task, given)
        failed = (problem_kind(one.record.problem) for one in performed if one.record.degraded)
        self.degraded = self.degraded or next((kind for kind in failed if kind), "")
        return tuple(one.output for one in performed)


def _heard(text: BriefText, language: str | None) -> BriefText:
    """An answer is in the brief's language, if that is one we read."""
    return text.model_copy(update={"language": language if language in ("es", "en") else None})


def _informed(said: _Said, intent: IntentReadings) -> _Said:
    """The same texts, with what the first stage has found out about them."""
    first: Intent | None = intent.brief[0] if intent.brief else None
    answered = [reading for readings in intent.addenda.values() for reading in readings if reading.product]
    product = answered[-1].product if answered else first.product if first else None
    language = first.language if first and first.language in ("es", "en") else None
    update = {"product_id": product.id if product else None, "language": language}
    return _Said(
        said.brief.model_copy(update=update),
        {key: text.model_copy(update=update) for key, text in said.addenda.items()},
    )


def _readable(intent: IntentReadings) -> bool:
    """The text is a brief, in a language that we read, as far as any engine can tell."""
    return any(reading.is_brief and reading.language in ("es", "en") for reading in intent.brief)
