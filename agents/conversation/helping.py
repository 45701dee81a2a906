"""Greetings, thanks and requests for help: a short answer that leads somewhere."""

from agents.conversation.asked import Asked, Told
from agents.conversation.beginning import starters
from agents.conversation.reply import Card, Reply, ShowGate, Suggestions
from agents.conversation.situation import Situation
from agents.conversation.waiting_words import pending
from batuta.text import Language, say


async def help_along(state: Asked) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    if not situation.has_campaign:
        return {"reply": _without_campaign(state, locale)}
    cards: tuple[Card, ...] = (Suggestions(phrases=questions(situation, locale)),)
    if situation.gate:
        cards = (ShowGate(gate_id=situation.gate.id), *cards)
    if heard.says("thanks") and not heard.says("help"):
        opening = say(locale, en="You’re welcome.", es="De nada.")
    elif heard.says("greeting"):
        opening = say(locale, en="Hello.", es="Hola.")
    elif heard.says("help"):
        opening = say(
            locale,
            en="Ask me about reach, sources, costs or approvals, or tell me what to change.",
            es="Pregúntame por el alcance, las fuentes, los costes o las aprobaciones, o dime qué quieres cambiar.",
        )
    else:
        lost = say(locale, en="I’m not sure what you mean.", es="No estoy seguro de haberte entendido.")
        ask = say(locale, en="You can ask things like these:", es="Puedes preguntarme cosas como estas:")
        return {"reply": Reply(text=" ".join(filter(None, (lost, pending(situation, locale), ask))), cards=cards)}
    return {"reply": Reply(text=f"{opening} {pending(situation, locale)}".strip(), cards=cards)}


def questions(situation: Situation, locale: Language) -> tuple[str, ...]:
    """What is worth asking about a campaign where it stands."""
    asked = [say(locale, en="Why is the audience this size?", es="¿Por qué llegamos a estas personas y no a más?")]
    if situation.content:
        asked.append(say(locale, en="Where do the messages come from?", es="¿De dónde salen los textos?"))
    if situation.passed:
        asked.append(say(locale, en="Who decided what?", es="¿Quién ha decidido qué?"))
    asked.append(say(locale, en="How is it going?", es="¿Cómo va?"))
    return tuple(asked)


def _without_campaign(state: Asked, locale: Language) -> Reply:
    heard = state["heard"]
    if heard.says("thanks") and not heard.says_any("greeting", "help"):
        return Reply(text=say(locale, en="You’re welcome. Anything else?", es="De nada. ¿Algo más?"))
    hello = say(locale, en="Hello. ", es="Hola. ") if heard.says("greeting") else ""
    text = say(
        locale,
        en="Tell me, in your own words, what you want to offer and to whom. I’ll find the audience and the content, "
        "check it, plan it, and publish it once it has been approved. What is the campaign about?",
        es="Cuéntame con tus palabras qué quieres ofrecer y a quién. Yo busco el público y el contenido, lo reviso, "
        "lo planifico y lo publico cuando esté aprobado. ¿De qué va la campaña?",
    )
    phrases = tuple(phrase for phrase in starters(locale) if not heard.says("help") or phrase != starters(locale)[0])
    return Reply(text=f"{hello}{text}", cards=(Suggestions(phrases=phrases),))
