"""The words by which systems call the things and actions of our vocabulary, in English and Spanish.

Words are singular, lower case, without accents; two words stand for a compound. A thing's number says how surely the
word means it, in 0..1.
"""

from typing import Literal

Thing = Literal["audience", "campaign", "content", "asset", "message", "results", "consent", "compliance"]
Action = Literal[
    "search",
    "get",
    "create",
    "update",
    "delete",
    "submit",
    "publish",
    "unpublish",
    "schedule",
    "pause",
    "resume",
    "stop",
    "size",
    "test",
    "send",
    "check",
]


def listed(names: str) -> tuple[str, ...]:
    """Names, and compounds of them, that are separated by commas."""
    return tuple(name.strip() for name in names.split(","))


THINGS: dict[Thing, dict[str, float]] = {
    "audience": {
        "audience": 1.0, "custom audience": 1.0, "segment": 0.87, "cohort": 0.87, "list": 0.92, "contact list": 0.95,
        "contactlist": 0.95, "contactslist": 0.95, "mailing list": 0.95, "subscriber list": 0.95, "user list": 0.9,
        "recipient list": 0.95, "distribution list": 0.95, "static list": 0.9, "target group": 0.95, "group": 0.7,
        "subscriber group": 0.9, "contact group": 0.9, "selection": 0.7, "audiencia": 1.0, "publico": 1.0,
        "segmento": 0.9, "lista": 0.85, "colectivo": 0.85, "grupo": 0.7, "cohorte": 0.9, "publico objetivo": 1.0,
        "address book": 0.92, "addressbook": 0.92, "libreta": 0.7,
    },
    "campaign": {
        "campaign": 1.0, "email campaign": 1.0, "broadcast": 0.95, "newsletter": 0.9, "mailing": 0.85,
        "single send": 0.95, "singlesend": 0.95, "blast": 0.85, "marketing email": 0.9, "campana": 1.0,
        "campania": 1.0, "campanya": 1.0, "campanna": 1.0,
        "boletin": 0.85, "difusion": 0.85, "emision": 0.7, "campaigndraft": 0.95, "journey": 0.55, "canvas": 0.5,
        "automation": 0.4, "flow": 0.35, "message campaign": 1.0, "promotion": 0.5, "regular": 0.3,
    },
    "content": {
        "content": 0.95, "content item": 1.0, "template": 0.9, "email template": 0.92, "article": 0.9, "entry": 0.9,
        "post": 0.85, "blog post": 0.88, "story": 0.88, "creative": 0.9, "page": 0.8, "content block": 0.85,
        "block": 0.55, "snippet": 0.7, "design": 0.7, "document": 0.75, "node": 0.6, "item": 0.55, "copy": 0.7,
        "contenido": 1.0, "plantilla": 0.9, "articulo": 0.9, "entrada": 0.88, "pieza": 0.95, "pagina": 0.8,
        "creatividad": 0.9, "documento": 0.75, "bloque": 0.55, "landing page": 0.7, "message template": 0.9,
    },
    "asset": {
        "asset": 1.0, "digital asset": 1.0, "media": 0.95, "media item": 0.95, "image": 0.9, "file": 0.85,
        "picture": 0.9, "photo": 0.85, "upload": 0.6, "attachment": 0.6, "resource": 0.5, "video": 0.5,
        "imagen": 0.9, "fichero": 0.85, "archivo": 0.85, "recurso": 0.6, "activo": 0.7, "foto": 0.85, "medio": 0.7,
    },
    "message": {
        "message": 0.9, "email": 0.85, "mail": 0.85, "sms": 0.8, "push": 0.85, "notification": 0.85,
        "transactional": 0.9, "transactional email": 1.0, "push notification": 0.9, "mensaje": 0.9, "correo": 0.85,
        "notificacion": 0.85, "transmission": 0.85, "envio": 0.75, "delivery": 0.5, "comunicacion": 0.6,
        "communication": 0.7,
    },
    "results": {
        "report": 1.0, "stat": 1.0, "statistic": 1.0, "statistics": 1.0, "metric": 0.9, "analytic": 1.0,
        "analytics": 1.0, "insight": 0.9, "performance": 0.85, "result": 1.0, "kpi": 0.9, "kpis": 0.9, "informe": 1.0,
        "estadistica": 1.0, "resultado": 1.0, "metrica": 0.9, "rendimiento": 0.8,
        "summary": 0.6, "overview": 0.5, "resumen": 0.6,
    },
    "consent": {
        "consent": 1.0, "suppression": 0.8, "permission": 0.75, "preference": 0.75, "optout": 0.85, "opt out": 0.85,
        "unsubscribe": 0.75, "unsubscribed": 0.75, "blocklist": 0.7, "blacklist": 0.7, "subscription": 0.55,
        "consentimiento": 1.0, "permiso": 0.75, "preferencia": 0.75, "exclusion": 0.7, "opt in": 0.8, "optin": 0.8,
        "contactability": 1.0, "eligibility": 0.7, "robinson": 0.8, "unsubscription": 0.8, "baja": 0.8,
        "supresion": 0.8, "blocked contact": 0.75, "suppression list": 0.85,
        "unsubscribe list": 0.8, "block list": 0.75, "exclusion list": 0.75, "lista robinson": 0.85,
    },
    "compliance": {
        "compliance": 1.0, "moderation": 0.9, "legal review": 1.0, "content review": 0.95, "review": 0.7,
        "cumplimiento": 1.0, "moderacion": 0.9, "revision legal": 1.0, "policy check": 0.95,
    },
}  # fmt: skip

ACTIONS: dict[Action, tuple[str, ...]] = {
    "search": listed("search, query, list, browse, all, find, index, filter, buscar, listar, busqueda"),
    "get": listed(
        "get, read, retrieve, load, fetch, show, detail, info, information, view, describe, lookup, obtener, "
        "consultar, leer, ver, detalle, find, recuperar"
    ),
    "create": listed("create, add, new, insert, make, crear, nuevo, nueva, anadir, alta"),
    "update": listed(
        "update, edit, modify, change, replace, patch, save, actualizar, modificar, editar, cambiar, guardar, "
        "upsert, rename"
    ),
    "delete": listed("delete, remove, destroy, erase, purge, borrar, eliminar, suprimir"),
    "submit": listed(
        "submit, request review, request approval, submit review, send approval, approval, enviar revision, "
        "solicitar revision, solicitar"
    ),
    "publish": listed(
        "publish, published, push live, go live, release, publicar, publication, publicacion, publicado"
    ),
    "unpublish": listed("unpublish, withdraw, retire, take down, takedown, take off, despublicar, retirar, offline"),
    "schedule": listed("schedule, scheduled, programar, planificar, agendar, programacion"),
    "pause": listed("pause, suspend, hold, halt, freeze, pausar, suspender, pausa"),
    "resume": listed(
        "resume, unpause, continue, restart, reactivate, unsuspend, reanudar, continuar, go on, reactivar, unhold"
    ),
    "stop": listed(
        "stop, cancel, abort, terminate, unschedule, kill, cancel send, detener, cancelar, parar, anular, finalizar, "
        "interrumpir, cancellation"
    ),
    "size": listed(
        "size, count, estimate, estimation, reach, total, cardinality, contar, tamano, estimar, estimacion, alcance, "
        "recuento, headcount"
    ),
    "test": listed(
        "test, proof, prueba, probar, preview send, send test, send sample, send proof, send preview, test send"
    ),
    "send": listed(
        "send, deliver, trigger, dispatch, transmit, launch, send now, enviar, mandar, lanzar, entregar, sending"
    ),
    "check": listed("check, verify, validate, screen, comprobar, verificar, validar, evaluate"),
}  # fmt: skip

WEAK: dict[Action, tuple[str, ...]] = {
    "create": listed("upsert, build, register, import"),
    "stop": listed("archive, deactivate, end, revoke, finish"),
    "resume": listed("start, iniciar, activate, activar"),
    "publish": listed("activate, activar, deploy, live"),
    "unpublish": listed("archive, archivar, expire, hide, ocultar, deactivate, desactivar, archived"),
    "check": listed("status"),
    "submit": listed("review, revisar, propose"),
    "test": listed("sample"),
}
"""Words that may mean it where no better one is there."""
HALF_SURE = 0.6
REVERSED: dict[Action, Action] = {"schedule": "stop", "publish": "unpublish", "pause": "resume", "send": "stop"}
"""What deleting an action's own address does: DELETE …/published takes it off."""

STATES: dict[Action, tuple[str, ...]] = {
    "submit": listed("pending, in review, review, submitted, awaiting approval, needs review, pendiente, en revision"),
    "publish": listed("publish, published, live, active, publicado, activo, publicada"),
    "unpublish": listed("draft, unpublished, archived, archive, trash, retired, inactive, borrador, archivado"),
    "schedule": listed("scheduled, programado, programada"),
    "pause": listed("paused, suspended, pause, suspend, pausado, pausada, on hold"),
    "resume": listed("resumed, active, running, queued, sending, activo, activa, resume"),
    "stop": listed("cancelled, canceled, stopped, cancel, aborted, ended, archived, cancelado, cancelada, archive"),
}
"""Values of a status field that an update sets, where an action has no address of its own; the best first."""

NOT_HEADS = frozenset(
    """action actions job task request api rest public data object bulk batch async single v admin manage management
    operation export detail info send trigger""".split()
)
"""Words at the end of a compound that do not change what it is about: `campaign-send-jobs`."""

GENERIC = frozenset(
    """api rest v service services servicio gestion public marketing crm cms account workspace project space
    environment organization organisation tenant site app core admin contact contacts ecommerce email smtp sending
    user me""".split()
)
"""Segments in front of the thing that say nothing against it."""

ELSEWHERE = frozenset(
    """conversation inbox chat webhook event log inbound folder field tag note comment feedback key domain sender
    import export translation version revision history category type setting config draft-automation automation
    workflow coupon loyalty deal company ticket order product store cart customer invoice payment tracking smtp-relay
    whatsapp reply thread agent attribute schema permission role user member profile test-group membership
    conversacion carpeta etiqueta campo""".split()
)
"""Segments around the thing that make it another one."""

STATUS_FIELDS = listed("status, state, estado, situacion, publish status, campaign status")
SIZE_FIELDS = listed(
    "member count, membership count, members, size, count, subscriber count, contact count, profile count, "
    "total subscribers, unique subscribers, total contacts, active subscribers, recipients count, total "
    "members, people, subscribers, total, user count, items count, num contacts, total profiles, approximate "
    "count, tamano, miembros, suscriptores, contactos, audience size, people count, list size, number of "
    "members, active count"
)
"""Fields of an audience that hold how many people it has; the surest first."""

TYPE_SLOTS = frozenset(
    """collection type model kind contenttype apiid pluralapiid singularapiid objecttype schema bundle language
    locale coleccion tipo page pagesize perpage limit offset format""".split()
)
"""Slots that say of which kind or which part of many, not which one: `/items/{collection}`."""
PEOPLE = frozenset(
    "contact member subscriber profile recipient user people customer person cliente miembro suscriptor".split()
)
"""Those inside an audience: counting them is counting it."""
ACCOUNTS = frozenset(
    """account client site space workspace project tenant environment organization organisation brand domain app
    application instance portal subaccount realm cuenta sitio espacio proyecto empresa marca instancia
    entorno""".split()
)
"""What everything of one customer of the product lies in: never the thing that is asked for."""
IDS = listed("id, uuid, uid, guid, sid, identifier, codigo, identificador")
"""Last words of names that hold a reference."""
FILLERS = frozenset(
    """handle this endpoint api method allow use you to will let can used call operation request perform return
    returns rss reusable bulk""".split()
)
"""Words before the verb of a summary."""
