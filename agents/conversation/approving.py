"""Who decided what, when, and about which version."""

from agents.conversation.asked import Asked, Told
from agents.conversation.halting import told_halt
from agents.conversation.reply import Card, Reply, ShowGate
from agents.conversation.waiting_words import pending
from batuta.approval import Decision, Matter
from batuta.campaign import Passed
from batuta.digest import short
from batuta.text import Language, Text, say

DECIDED: dict[tuple[Matter, Decision], Text] = {
    ("clarify", "answer"): Text(en="answered the questions", es="respondió a las dudas"),
    ("clarify", "accept_proposals"): Text(en="accepted the proposals", es="aceptó las propuestas"),
    ("confirm", "add"): Text(en="added what comparable campaigns had", es="añadió lo que tenían otras campañas"),
    ("confirm", "leave_out"): Text(
        en="left out what comparable campaigns had", es="dejó fuera lo que tenían otras campañas"
    ),
    ("choose_audience", "keep"): Text(en="kept the audience", es="mantuvo el público"),
    ("choose_audience", "apply"): Text(en="changed the audience", es="cambió el público"),
    ("resolve", "edit"): Text(en="edited a message", es="editó una pieza"),
    ("resolve", "drop"): Text(en="dropped a message", es="descartó una pieza"),
    ("resolve", "waive"): Text(en="let a finding pass", es="dejó pasar un aviso"),
    ("approve", "approve"): Text(en="approved", es="aprobó la campaña"),
    ("approve", "change"): Text(en="asked for changes", es="pidió cambios"),
    ("approve", "reject"): Text(en="rejected it", es="la rechazó"),
    ("repair", "approve"): Text(en="had put right what was live", es="aprobó corregir lo publicado"),
    ("repair", "reject"): Text(en="left as it was what was live", es="rechazó corregir lo publicado"),
}
_CANCELLED = Text(en="cancelled it", es="la canceló")


async def tell_approvals(state: Asked) -> Told:
    heard, situation = state["heard"], state["situation"]
    locale = heard.language
    lines = [f"– {decided_in_words(passed, locale)}" for passed in situation.passed]
    if situation.has_campaign:
        lines.insert(
            0, say(locale, en=f"– {situation.author} wrote the brief", es=f"– {situation.author} escribió el brief")
        )
    if not lines:
        return {"reply": Reply(text=say(locale, en="Nobody has decided anything yet.", es="Aún no ha decidido nadie."))}
    head = say(locale, en="Who decided what:", es="Esto es lo que se ha decidido y quién lo ha hecho:")
    after = [told_halt(situation, locale), pending(situation, locale)]
    cards: tuple[Card, ...] = (ShowGate(gate_id=situation.gate.id),) if situation.gate else ()
    return {"reply": Reply(text="\n".join([head, *lines, *filter(None, after)]), cards=cards)}


def decided_in_words(passed: Passed, locale: Language) -> str:
    """`carlos approved (22/11/2026 10:04, version 0123abcd4567): reason`."""
    matter: Matter = "repair" if passed.repair else passed.kind
    what = DECIDED.get((matter, passed.decision), _CANCELLED).in_(locale)
    when = f"{passed.at:%d/%m/%Y %H:%M}, " if passed.at else ""
    version = say(locale, en=f"version {short(passed.digest)}", es=f"versión {short(passed.digest)}")
    reason = f": {passed.reason}" if passed.reason else ""
    return f"{passed.by} {what} ({when}{version}){reason}"
