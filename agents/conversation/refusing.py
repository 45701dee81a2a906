"""What is not done because of a message: a second campaign, a shortcut, an approval in passing."""

from agents.conversation.asked import Asked, Told
from agents.conversation.reply import Card, OfferNew, Reply, ShowGate
from agents.conversation.waiting_words import pending
from batuta.digest import short
from batuta.text import say


async def refuse_new_brief(state: Asked) -> Told:
    """One campaign a conversation: what waits stays exactly as it is."""
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    text = say(
        locale,
        en=f"That looks like another campaign, and this conversation is about “{situation.name}”. "
        f"{pending(situation, locale)} Nothing has changed. Shall I start the new one in a conversation of its own?",
        es=f"Eso parece otra campaña, y esta conversación trata de «{situation.name}». "
        f"{pending(situation, locale)} No he cambiado nada. ¿Empiezo la nueva en una conversación aparte?",
    )
    gate: tuple[Card, ...] = (ShowGate(gate_id=situation.gate.id),) if situation.gate else ()
    return {"reply": Reply(text=text, cards=(OfferNew(text=heard.text), *gate))}


async def refuse_shortcut(state: Asked) -> Told:
    """Nobody skips a review by asking for it: what is pending, and with whom."""
    situation, locale = state["situation"], state["heard"].language
    no = say(
        locale,
        en="I can’t do that: nothing goes out without its review and approval, and nobody can switch that off from "
        "the chat.",
        es="Eso no puedo hacerlo: nada sale sin su revisión y su aprobación, y desde el chat nadie puede saltárselas.",
    )
    return {"reply": Reply(text=f"{no} {_what_now(state)}", cards=_gate(situation.gate.id if situation.gate else ""))}


async def show_verdict(state: Asked) -> Told:
    """Words approve nothing: an approval names the exact version, so the reply shows it with its buttons."""
    situation, locale = state["situation"], state["heard"].language
    gate = situation.gate
    if gate is None:
        text = say(
            locale,
            en=f"There is nothing to decide right now. {_what_now(state)}",
            es=f"Ahora mismo no hay nada que decidir. {_what_now(state)}",
        )
        return {"reply": Reply(text=text.strip())}
    if not situation.may_answer:
        return {"reply": Reply(text=pending(situation, locale), cards=_gate(gate.id))}
    version = short(gate.digest)
    text = say(
        locale,
        en=f"Take a last look and use the button: your decision covers exactly this version ({version}), which is why "
        "it isn’t taken from a chat message.",
        es=f"Échale un último vistazo y usa el botón: tu decisión vale para esta versión exacta ({version}), por eso "
        "no se toma de un mensaje del chat.",
    )
    return {"reply": Reply(text=text, cards=_gate(gate.id))}


def _what_now(state: Asked) -> str:
    situation, locale = state["situation"], state["heard"].language
    if situation.gate:
        return pending(situation, locale)
    if situation.status in ("working", "executing"):
        return say(locale, en="It is still being prepared.", es="Todavía se está preparando.")
    return ""


def _gate(gate_id: str) -> tuple[Card, ...]:
    return (ShowGate(gate_id=gate_id),) if gate_id else ()
