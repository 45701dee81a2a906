"""What an entry of the audit trail says, in the reader's language."""

import re

from app.web.words import Words
from batuta.event import Event, EventKind
from batuta.stages import NAMES, stage_of
from batuta.text import Text

_KINDS: dict[EventKind, Text] = {
    "campaign.started": Text(en="Campaign started", es="Campaña iniciada"),
    "campaign.status": Text(en="Status changed", es="Cambio de estado"),
    "step.done": Text(en="Step done", es="Paso hecho"),
    "step.failed": Text(en="Step failed", es="Paso fallido"),
    "gate.opened": Text(en="Decision asked for", es="Se pide una decisión"),
    "gate.answered": Text(en="Decision taken", es="Decisión tomada"),
    "gate.refused": Text(en="Answer refused", es="Respuesta no admitida"),
    "gate.void": Text(en="Decision no longer needed", es="Decisión retirada"),
    "approval.recorded": Text(en="Approval recorded", es="Aprobación registrada"),
    "approval.used": Text(en="Approval used", es="Aprobación utilizada"),
    "effect.requested": Text(en="Action requested", es="Acción solicitada"),
    "effect.sent": Text(en="Action sent", es="Acción enviada"),
    "effect.settled": Text(en="Action settled", es="Acción terminada"),
    "effect.refused": Text(en="Action refused", es="Acción no admitida"),
    "language.degraded": Text(en="Language model failed", es="Falló el modelo de lenguaje"),
    "policy.blocked": Text(en="Blocked by policy", es="Bloqueado por la política"),
    "campaign.paused": Text(en="Campaign paused", es="Campaña en pausa"),
    "campaign.resumed": Text(en="Campaign resumed", es="Campaña reanudada"),
    "campaign.stopped": Text(en="Campaign stopped", es="Campaña detenida"),
    "user.signed_in": Text(en="Signed in", es="Inicio de sesión"),
    "user.changed": Text(en="Account changed", es="Cambio de cuenta"),
    "catalogue.changed": Text(en="Catalogue changed", es="Cambio de catálogo"),
    "export": Text(en="Export", es="Exportación"),
    "system.changed": Text(en="A system is not as confirmed", es="Un sistema ya no es como se confirmó"),
    "drift.looked": Text(en="What is live was compared again", es="Se volvió a comparar lo publicado"),
    "drift.accepted": Text(en="Difference accepted", es="Diferencia dada por buena"),
    "evidence.removed": Text(en="Old pictures removed", es="Capturas antiguas eliminadas"),
    "system.reconciled": Text(en="System asked what happened", es="Se preguntó al sistema qué pasó"),
}


def actor_in_words(event: Event, t: Words) -> str:
    return {"batuta": "Batuta", "command line": t("command line", "línea de órdenes")}.get(event.actor, event.actor)


def event_in_words(event: Event, t: Words) -> str:
    """`Step done: Brief (read_brief)`."""
    said = t.of(_KINDS[event.kind]) if event.kind in _KINDS else event.kind
    match event.kind:
        case "step.done":
            return f"{said}: {t.of(NAMES[stage_of(event.subject)])} ({event.subject})"
        case "campaign.status":
            status = event.detail.get("status")
            return f"{said}: {t.status(status)}" if isinstance(status, str) else said  # type: ignore[arg-type]
        case "gate.opened":
            asked = _ASKED.get("repair" if event.detail.get("repair") else str(event.detail.get("kind", "")))
            return f"{said}: {t.of(asked)}" if asked else said
        case "gate.answered" | "gate.refused":
            decided = _DECISIONS.get(str(event.detail.get("decision", "")))
            return f"{said}: {t.of(decided)}" if decided else said
        case "gate.void" | "approval.recorded" | "approval.used":
            return said
    return f"{said}: {event.subject}" if event.subject and not _DIGEST.fullmatch(event.subject) else said


_DIGEST = re.compile(r"[0-9a-f]{32,64}")
"""A key of the machine: it names nothing that anybody knows."""
_ASKED = {
    "clarify": Text(en="questions about the brief", es="dudas sobre el brief"),
    "confirm": Text(en="what comparable campaigns had", es="lo que tenían otras campañas"),
    "choose_audience": Text(en="the audience", es="el público"),
    "resolve": Text(en="what the review found", es="lo que detectó la revisión"),
    "approve": Text(en="approval", es="la aprobación"),
    "repair": Text(en="putting right what is live", es="la corrección de lo publicado"),
}
_DECISIONS = {
    "answer": Text(en="answered", es="respondió"),
    "accept_proposals": Text(en="took the proposals", es="aceptó las propuestas"),
    "cancel": Text(en="cancelled", es="canceló"),
    "add": Text(en="added it", es="lo añadió"),
    "leave_out": Text(en="left it out", es="lo dejó fuera"),
    "keep": Text(en="kept it", es="lo mantuvo"),
    "apply": Text(en="changed the audience", es="cambió el público"),
    "edit": Text(en="edited a text", es="editó un texto"),
    "drop": Text(en="dropped a message", es="descartó una pieza"),
    "waive": Text(en="let it pass", es="lo dejó pasar"),
    "approve": Text(en="approved", es="aprobó"),
    "change": Text(en="asked for changes", es="pidió cambios"),
    "reject": Text(en="rejected", es="rechazó"),
}
