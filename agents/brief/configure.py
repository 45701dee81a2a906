"""The fourth stage: what was read becomes the brief, answers are applied, and what is still open is asked.

Deterministic. Every run begins with the text and applies each answer in order, so that nothing depends on
what an earlier run thought.
"""

from datetime import date
from typing import NamedTuple, NotRequired, TypedDict

from langgraph.runtime import Runtime

from agents.brief.asking import Asked, ask
from agents.brief.assembling import assembled, with_readings
from agents.brief.comparing import agreed_content, agreed_eligibility, agreed_intent
from agents.brief.gaps import gaps, language_unread, not_a_brief
from agents.brief.gathering import gathered
from agents.brief.hearing import chosen_in, leaves_out
from agents.brief.previewing import with_previews
from batuta.amending import amended, is_words, touches, words_in
from batuta.brief import Amendment, Brief, Request
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.reading import (
    ContentReadings,
    ContentWanted,
    Doubt,
    Eligibility,
    EligibilityReadings,
    Intent,
    IntentReadings,
    addendum_key,
)
from batuta.workspace import Workspace

ROUND = 5
"""Questions at once, at most."""
_RANK = ("product_id", "objective", "audience", "channels", "window", "budget", "offer", "kpis", "content_needs")
_FIRST = ("minors", "protected", "contradiction", "readings_differ")


class ConfigureReads(TypedDict):
    request: Digest
    amendments: NotRequired[list[Digest]]
    intent_read: Digest
    eligibility_read: Digest
    content_read: Digest


class ConfigureWrites(TypedDict):
    brief: Digest


async def configure(state: ConfigureReads, runtime: Runtime[Deps]) -> ConfigureWrites:
    deps = runtime.context
    request = await deps.artefacts.get(state["request"], Request)
    amendments = [await deps.artefacts.get(name, Amendment) for name in state.get("amendments", [])]
    intent = await deps.artefacts.get(state["intent_read"], IntentReadings)
    eligibility = await deps.artefacts.get(state["eligibility_read"], EligibilityReadings)
    content = await deps.artefacts.get(state["content_read"], ContentReadings)
    brief = configured(request, amendments, Readings(intent, eligibility, content), deps.workspace)
    brief = await with_previews(brief, _doubts_about_people(eligibility), deps)
    failed = intent.degraded or eligibility.degraded or content.degraded
    if failed:
        brief = brief.model_copy(update={"degraded": failed})
    return {"brief": await deps.artefacts.put(brief)}


def _doubts_about_people(read: EligibilityReadings) -> tuple[Doubt, ...]:
    """Of the brief and of every answer in words."""
    readings = (*read.brief, *(one for said in read.addenda.values() for one in said))
    return tuple(doubt for one in readings for doubt in one.doubts)


class Readings(NamedTuple):
    """What the three stages handed over."""

    intent: IntentReadings
    eligibility: EligibilityReadings
    content: ContentReadings


class _Open(NamedTuple):
    """A brief on its way, with what is in doubt about it."""

    brief: Brief
    doubts: tuple[Doubt, ...]
    settled: frozenset[tuple[str, str, str]]


def configured(request: Request, amendments: list[Amendment], read: Readings, workspace: Workspace) -> Brief:
    """The brief after every answer, with the questions that are still open, most important first."""
    intent = agreed_intent(read.intent.brief, workspace.products, _locale(read.intent.brief, workspace))
    if intent is None:
        return Brief(id="brief-unread", is_brief=False, questions=(not_a_brief(workspace, None).question,))
    locale = intent.locale
    if intent.language not in ("es", "en"):
        brief = assembled(request, intent, Eligibility(), ContentWanted())
        return brief.model_copy(update={"questions": (language_unread(intent.language, workspace).question,)})
    if not intent.is_brief:
        brief = assembled(request, intent, Eligibility(), ContentWanted())
        return brief.model_copy(update={"questions": (not_a_brief(workspace, locale).question,)})
    eligibility = agreed_eligibility(read.eligibility.brief, workspace.catalogue, locale)
    content = agreed_content(read.content.brief, locale)
    brief = assembled(request, intent, eligibility, content)
    now = _Open(brief, (*intent.doubts, *eligibility.doubts, *content.doubts), frozenset())
    for place, amendment in enumerate(amendments):
        now = _answered(now, place, amendment, read, workspace, request.today)
    asked = _open_questions(now, workspace, request.today)
    return now.brief.model_copy(update={"questions": tuple(one.question for one in asked)})


def _answered(now: _Open, place: int, amendment: Amendment, read: Readings, workspace: Workspace, today: date) -> _Open:
    """One answer: proposals accepted, options picked, values set, words read."""
    asked = _open_questions(now, workspace, today)
    if amendment.accept_proposals:
        for one in asked:
            if one.accepted is not None:
                now = _applied(now, one.accepted, workspace, settling=one)
    for field, value in amendment.changes.items():
        picked = next((one for one in asked if one.question.field == field and value in one.question.options), None)
        if picked is not None:
            choice = next(choice for choice in picked.choices if choice.label == value)
            now = _applied(now, choice.changes, workspace, settling=picked)
        elif not is_words(field, value):
            now = _applied(now, {field: value}, workspace)
    for field, text in words_in(amendment.changes).items():
        if not any(one.question.field == field and text in one.question.options for one in asked):
            now = _heard(now, text, field, addendum_key(place, field), asked, read, workspace)
    return now


def _applied(now: _Open, changes: dict[str, object], workspace: Workspace, *, settling: Asked | None = None) -> _Open:
    brief = amended(now.brief, changes, workspace)
    doubts = tuple(d for d in now.doubts if not any(touches(path, d.field) and path != "audience" for path in changes))
    settled = now.settled | {settling.key} if settling else now.settled
    return _Open(brief, doubts if settling is None else now.doubts, settled)


def _heard(
    now: _Open, text: str, field: str, key: str, asked: list[Asked], read: Readings, workspace: Workspace
) -> _Open:
    """Words that were said after the brief: an option by its telling word, else read like a part of the brief."""
    locale = now.brief.locale or workspace.locales[0]
    fitting = [one for one in asked if field in ("text", one.question.field)]
    for one in fitting:
        choice = chosen_in(text, [choice.label for choice in one.choices], locale)
        if choice is not None:
            now = _applied(now, one.choices[choice].changes, workspace, settling=one)
    if leaves_out(text, locale):
        for one in fitting:
            if one.question.field.startswith("audience"):
                now = now._replace(settled=now.settled | {one.key})
    intent = agreed_intent(read.intent.addenda.get(key, ()), workspace.products, locale) or Intent(
        language="es", is_brief=True
    )
    eligibility = agreed_eligibility(read.eligibility.addenda.get(key, ()), workspace.catalogue, locale)
    content = agreed_content(read.content.addenda.get(key, ()), locale)
    brief = with_readings(now.brief, intent, eligibility, content, source="answer")
    said = _fields_of(intent, eligibility, content)
    kept = tuple(doubt for doubt in now.doubts if not any(touches(path, doubt.field) for path in said))
    news = (*intent.doubts, *eligibility.doubts, *content.doubts)
    return _Open(brief, (*kept, *news), now.settled)


def _fields_of(intent: Intent, eligibility: Eligibility, content: ContentWanted) -> set[str]:
    """The fields that an answer in words speaks of; new conditions settle what was asked about the audience."""
    named = {
        "objective": intent.objective,
        "product_id": intent.product,
        "window": intent.window,
        "budget": intent.budget,
        "kpis": intent.kpis,
        "offer": content.offer,
        "channels": content.channels,
    }
    fields = {field for field, value in named.items() if value}
    fields |= {f"audience.{criterion.attribute}" for criterion in eligibility.audience.criteria}
    return fields | ({"audience"} if not eligibility.audience.empty else set())


def _open_questions(now: _Open, workspace: Workspace, today: date) -> list[Asked]:
    """What to ask now: a question a doubt, then the gaps; blocking ones first, at most five."""
    asked = [
        ask(doubt, now.brief, workspace, today) for doubt in gathered(now.doubts, now.brief.locale, workspace.catalogue)
    ]
    doubted = frozenset(one.question.field for one in asked if one.question.blocking and one.key not in now.settled)
    asked += list(gaps(now.brief, workspace, today, doubted))
    waiting = [one for one in asked if one.key not in now.settled]
    distinct: dict[tuple[str, str, str], Asked] = {}
    for one in waiting:
        distinct.setdefault(one.key, one)
    return _round(sorted(distinct.values(), key=_importance))


def _round(asked: list[Asked]) -> list[Asked]:
    """The first of each part of the brief before the second of any, so that no part goes unasked for another's sake."""
    seen: dict[str, int] = {}
    turns: list[tuple[bool, int, int]] = []
    for place, one in enumerate(asked):
        part = one.question.field.partition(".")[0]
        turns.append((not one.question.blocking, seen.get(part, 0), place))
        seen[part] = seen.get(part, 0) + 1
    chosen = sorted(place for _, _, place in sorted(turns)[:ROUND])
    return [asked[place] for place in chosen]


def _importance(one: Asked) -> tuple[bool, int, bool]:
    field = one.question.field.partition(".")[0]
    rank = _RANK.index(field) if field in _RANK else len(_RANK)
    return not one.question.blocking, rank, one.kind not in _FIRST


def _locale(readings: tuple[Intent, ...], workspace: Workspace) -> str:
    return next((reading.locale for reading in readings if reading.locale), workspace.locales[0])
