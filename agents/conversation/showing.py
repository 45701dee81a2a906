"""What somebody wants to look at: a message as it reads, the plan, the audience, the review, the brief."""

from typing import Literal

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told, made
from agents.conversation.hearing import Heard
from agents.conversation.naming import channels_in
from agents.conversation.planned import plan_told
from agents.conversation.reply import Card, Reply, ShowPart
from agents.conversation.situation import Situation
from batuta.audience import Targeting
from batuta.content import PARTS, ContentItem
from batuta.deps import Deps
from batuta.explain import number_in_words
from batuta.plan_words import message_in_words
from batuta.publishing import Plan
from batuta.text import Language, Text, say

Part = Literal["content", "plan", "audience", "review", "brief"]

MOST = 4
"""Messages that are read out for one question."""
LONGEST = 600
"""Code points of a part that are read out; the whole stands on its card."""
_ASKING = ("clarify", "confirm", "choose_audience")
"""Gates at which `give me e-mail and SMS` is an answer."""
_NAMED: dict[str, Part] = {"copy": "content", "steps": "plan", "control": "review", "reach": "audience"}
"""Cue to the part that it names."""
_KEPT: dict[Part, str] = {"plan": "plan", "audience": "targeting", "review": "review", "brief": "brief"}
"""Part to the artefact that there must be of it."""
_CALLED: dict[Part, Text] = {
    "content": Text(en="the messages", es="las piezas"),
    "plan": Text(en="the plan", es="el plan"),
    "audience": Text(en="the audience", es="el público"),
    "review": Text(en="the review", es="la revisión"),
    "brief": Text(en="the brief", es="el brief"),
}


def part_asked(heard: Heard, situation: Situation) -> Part | None:
    """What a message asks to see; None where it asks for something else."""
    answering = situation.gate is not None and situation.gate.kind in _ASKING
    sees = heard.says("see") or (heard.says("show") and not answering)
    if not sees or not situation.has_campaign:
        return None
    if channels_in(heard.text):
        return "content"
    return next((part for cue, part in _NAMED.items() if heard.says(cue)), "brief" if "brief" in heard.words else None)


async def show_part(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, situation = state["heard"], state["situation"]
    part = part_asked(heard, situation) or "content"
    if part == "content":
        return {"reply": await _messages(heard, situation, runtime.context)}
    called = _CALLED[part].in_(heard.language)
    if _KEPT[part] not in situation.artefacts:
        return {"reply": Reply(text=_not_yet(called, heard.language))}
    head = say(heard.language, en=f"Here is {called}.", es=f"Aquí tienes {called}.")
    told = await _gist(part, heard.language, situation, runtime)
    link = ShowPart(part=part, words=called[:1].upper() + called[1:])
    return {"reply": Reply(text="\n".join((head, *(f"– {line}" for line in told))), cards=(link,))}


async def _gist(part: Part, locale: Language, situation: Situation, runtime: Runtime[Deps]) -> tuple[str, ...]:
    """What is known of a part at a glance."""
    plan = await made(runtime, situation, "plan", Plan) if part == "plan" else None
    if plan is not None:
        told = await plan_told(plan, situation, runtime, locale)
        sends = [told.effects[step.id] for step in plan.steps if step.capability == "message.send"]
        return (*told.summary, *sends)
    targeting = await made(runtime, situation, "targeting", Targeting) if part == "audience" else None
    if targeting is None:
        return ()
    count, contactable = (number_in_words(one, locale) for one in (targeting.reach.count, targeting.contactable))
    return (
        say(locale, en=f"{count} eligible", es=f"Elegibles: {count}"),
        say(locale, en=f"{contactable} contactable", es=f"Impactables: {contactable}"),
    )


async def _messages(heard: Heard, situation: Situation, deps: Deps) -> Reply:
    """Those of the channels that were named, each part as it reads; the rest is told by a link."""
    locale = heard.language
    items = [await deps.artefacts.get(version, ContentItem) for version in situation.content]
    if not items:
        return Reply(text=_not_yet(_CALLED["content"].in_(locale), locale))
    wanted = channels_in(heard.text)
    found = [item for item in items if item.channel in wanted] if wanted else items
    if not found:
        there = "\n".join(f"– {message_in_words(item, locale)}" for item in items)
        text = say(
            locale,
            en=f"This campaign has no message for that channel. It has:\n{there}",
            es=f"Esta campaña no tiene ninguna pieza para ese canal. Tiene:\n{there}",
        )
        return Reply(text=text, cards=(ShowPart(part="content", words=_CALLED["content"].in_(locale)),))
    told = "\n\n".join(_read_out(item, locale) for item in found[:MOST])
    cards: list[Card] = [
        ShowPart(part=f"message-{item.id}", words=message_in_words(item, locale)) for item in found[:MOST]
    ]
    if len(found) > MOST:
        left = len(found) - MOST
        told += "\n\n" + say(locale, en=f"And {left} more, on the page.", es=f"Y {left} más, en la página.")
        cards.append(ShowPart(part="content", words=_CALLED["content"].in_(locale)))
    return Reply(text=told, cards=tuple(cards))


def _read_out(item: ContentItem, locale: Language) -> str:
    """Its name and what it says, without the legal text below it."""
    said = [item.parts[part] for part in PARTS[item.channel] if part in item.parts and part not in _BELOW]
    return "\n".join((f"{message_in_words(item, locale)}:", *map(_shortened, said)))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


_BELOW = frozenset({"legal", "footer", "alt"})


def _not_yet(called: str, locale: Language) -> str:
    return say(
        locale,
        en=f"There is nothing to show of {called} yet; it appears on the right as soon as it is ready.",
        es=f"Todavía no hay nada que enseñar de esto: {called}. Aparece a la derecha en cuanto esté.",
    )
