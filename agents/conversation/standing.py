"""How it is going: the stage, what happens now, what is pending and with whom."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.halting import told_halt
from agents.conversation.reply import Card, Reply, ShowGate
from agents.conversation.situation import Situation
from agents.conversation.waiting_words import pending
from batuta.deps import Deps
from batuta.explain import day_in_words, number_in_words
from batuta.publishing import Plan
from batuta.stages import NAMES, STAGES, doing, stage_of
from batuta.statuses import status_in_words
from batuta.text import Language, say


async def tell_status(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    if situation.status is None:
        text = say(
            locale,
            en="This conversation has no campaign yet. Tell me what it should be about.",
            es="Esta conversación aún no tiene campaña. Cuéntame de qué va.",
        )
        return {"reply": Reply(text=text)}
    plan = await made(runtime, situation, "plan", Plan)
    cards: tuple[Card, ...] = (ShowGate(gate_id=situation.gate.id),) if situation.gate else ()
    return {"reply": Reply(text=_told(situation, plan, locale), cards=cards)}


def _told(situation: Situation, plan: Plan | None, locale: Language) -> str:
    if situation.halt:
        return told_halt(situation, locale)
    stage = stage_of(situation.gate.matter if situation.gate else situation.step)
    place = STAGES.index(stage) + 1
    name = NAMES[stage].in_(locale)
    where = say(
        locale,
        en=f"Stage {place} of {len(STAGES)}: {name}.",
        es=f"Etapa {place} de {len(STAGES)}: {name}.",
    )
    match situation.status:
        case "waiting":
            return " ".join(filter(None, (where, pending(situation, locale), _would_leave(situation, plan, locale))))
        case "working" | "executing":
            return f"{where} {doing(situation.step).in_(locale)}…"
        case "published":
            return _published(situation, plan, locale)
        case None:
            return where
        case status:
            problem = f" {situation.problem}" if situation.problem else ""
            return f"{status_in_words(status, locale)}.{problem}"


def _published(situation: Situation, plan: Plan | None, locale: Language) -> str:
    sent = sum(states.get("sent", 0) for states in situation.sent.values())
    told = say(
        locale,
        en="It is published, and what is live matches what was approved.",
        es="Está publicada, y lo publicado coincide con lo aprobado.",
    )
    if sent:
        people = number_in_words(sent, locale)
        return told + say(
            locale, en=f" Messages sent so far: {people}.", es=f" Mensajes enviados hasta ahora: {people}."
        )
    first = _first_day(plan, locale)
    if not first:
        return told
    return told + say(
        locale, en=f" The first messages leave on {first}.", es=f" Los primeros mensajes salen el {first}."
    )


def _would_leave(situation: Situation, plan: Plan | None, locale: Language) -> str:
    """What an approval would set in motion, and when."""
    first = _first_day(plan, locale)
    if not first or situation.gate is None or situation.gate.matter != "approve":
        return ""
    return say(
        locale,
        en=f"Once approved, the first messages leave on {first}.",
        es=f"Si se aprueba, los primeros mensajes salen el {first}.",
    )


def _first_day(plan: Plan | None, locale: Language) -> str:
    days = [step.at.date() for step in plan.steps if step.at] if plan else []
    return day_in_words(min(days), locale) if days else ""
