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
        "contact segment": 0.95, "customer group": 0.9, "customer segment": 0.95, "audience segment": 0.95,
        "saved search": 0.6, "smart list": 0.9, "dynamic list": 0.9, "subscriber segment": 0.95,
        "customer list": 0.95, "email list": 0.95, "mail list": 0.95, "marketing list": 0.95, "target audience": 1.0,
        "recipient group": 0.95, "recipient segment": 0.95, "profile list": 0.9, "people list": 0.9,
        "list segment": 0.87, "segmentacion": 0.8, "audiencia objetivo": 1.0, "lista contacto": 0.95,
        "lista correo": 0.95, "lista suscriptor": 0.95, "grupo contacto": 0.9, "dynamic segment": 0.9,
        "static segment": 0.9, "marketing audience": 1.0, "member list": 0.9, "newsletter list": 0.9,
        "newsletter group": 0.9, "smart segment": 0.9,
    },
    "campaign": {
        "campaign": 1.0, "email campaign": 1.0, "broadcast": 0.95, "newsletter": 0.9, "mailing": 0.85,
        "single send": 0.95, "singlesend": 0.95, "blast": 0.85, "marketing email": 0.9, "campana": 1.0,
        "campania": 1.0, "campanya": 1.0, "campanna": 1.0,
        "boletin": 0.85, "difusion": 0.85, "emision": 0.7, "campaigndraft": 0.95, "journey": 0.55, "canvas": 0.5,
        "automation": 0.4, "flow": 0.35, "message campaign": 1.0, "promotion": 0.5, "regular": 0.3,
        "mailshot": 0.9, "email blast": 0.9, "sendout": 0.85, "send out": 0.85, "bulk send": 0.8, "mass mailing": 0.9,
        "mass email": 0.85, "email send": 0.75, "sms campaign": 0.95, "push campaign": 0.95, "email newsletter": 0.95,
        "email broadcast": 0.95, "newsletter issue": 0.85, "newsletter edition": 0.85, "edition": 0.5, "issue": 0.4,
        "deployment": 0.5, "marketing campaign": 1.0, "regular campaign": 1.0, "bulk campaign": 0.95,
        "envio masivo": 0.9, "comunicado": 0.7, "circular": 0.6, "email marketing": 0.6, "oneoff": 0.5,
        "marketing message": 0.7, "sent campaign": 0.92, "draft campaign": 0.95, "promocion": 0.5,
        "mailing campaign": 1.0,
    },
    "content": {
        "content": 0.95, "content item": 1.0, "template": 0.9, "email template": 0.92, "article": 0.9, "entry": 0.9,
        "post": 0.85, "blog post": 0.88, "story": 0.88, "creative": 0.9, "page": 0.8, "content block": 0.85,
        "block": 0.55, "snippet": 0.7, "design": 0.7, "document": 0.75, "node": 0.6, "item": 0.55, "copy": 0.7,
        "contenido": 1.0, "plantilla": 0.9, "articulo": 0.9, "entrada": 0.88, "pieza": 0.95, "pagina": 0.8,
        "creatividad": 0.9, "documento": 0.75, "bloque": 0.55, "landing page": 0.7, "message template": 0.9,
        "content entry": 0.95, "content piece": 1.0, "content page": 0.9, "webpage": 0.8, "web page": 0.8,
        "material": 0.6, "news": 0.75, "news item": 0.8, "news article": 0.88, "noticia": 0.85, "publicacion": 0.8,
        "record": 0.5, "content fragment": 0.95, "fragment": 0.6, "mail template": 0.92, "sms template": 0.88,
        "push template": 0.88, "content template": 0.9, "saved template": 0.9, "user template": 0.88,
        "email design": 0.8, "message content": 0.85, "content version": 0.5, "banner": 0.6, "ficha": 0.5,
        "diseno": 0.7, "maqueta": 0.6, "fragmento": 0.6, "borrador": 0.5, "content document": 0.95,
        "newsletter template": 0.9, "campaign template": 0.88, "blog article": 0.88, "blog": 0.6,
        "content element": 0.7, "text block": 0.7, "plantilla correo": 0.92, "plantilla mensaje": 0.9,
        "content record": 0.9, "automation template": 0.88, "whatsapp template": 0.85,
        "transactional template": 0.9, "notification template": 0.88, "workflow template": 0.7,
    },
    "asset": {
        "asset": 1.0, "digital asset": 1.0, "media": 0.95, "media item": 0.95, "image": 0.9, "file": 0.85,
        "picture": 0.9, "photo": 0.85, "upload": 0.6, "attachment": 0.6, "resource": 0.5, "video": 0.5,
        "imagen": 0.9, "fichero": 0.85, "archivo": 0.85, "recurso": 0.6, "activo": 0.7, "foto": 0.85, "medio": 0.7,
        "media file": 0.95, "media asset": 1.0, "media object": 0.9, "file asset": 0.95, "dam asset": 1.0,
        "multimedia": 0.9, "binary": 0.5, "adjunto": 0.6, "gallery image": 0.85, "graphic": 0.7, "fotografia": 0.85,
        "illustration": 0.7, "image file": 0.9, "digital media": 0.9, "stock image": 0.6, "content file": 0.8,
        "media library": 0.9,
    },
    "message": {
        "message": 0.9, "email": 0.85, "mail": 0.85, "sms": 0.8, "push": 0.85, "notification": 0.85,
        "transactional": 0.9, "transactional email": 1.0, "push notification": 0.9, "mensaje": 0.9, "correo": 0.85,
        "notificacion": 0.85, "transmission": 0.85, "envio": 0.75, "delivery": 0.5, "comunicacion": 0.6,
        "communication": 0.7,
        "transactional message": 1.0, "email message": 0.9, "single email": 0.9, "sms message": 0.85,
        "text message": 0.85, "mail message": 0.85, "push message": 0.9, "web push": 0.85, "outbound message": 0.85,
        "notificacion push": 0.9, "aviso": 0.7, "correo electronico": 0.9, "email transaccional": 1.0,
        "mensaje transaccional": 1.0, "correo transaccional": 1.0, "transaccional": 0.9, "outgoing email": 0.85,
        "app push": 0.85, "in app message": 0.8,
    },
    "results": {
        "report": 1.0, "stat": 1.0, "statistic": 1.0, "statistics": 1.0, "metric": 0.9, "analytic": 1.0,
        "analytics": 1.0, "insight": 0.9, "performance": 0.85, "result": 1.0, "kpi": 0.9, "kpis": 0.9, "informe": 1.0,
        "estadistica": 1.0, "resultado": 1.0, "metrica": 0.9, "rendimiento": 0.8,
        "summary": 0.6, "overview": 0.5, "resumen": 0.6,
        "engagement": 0.7, "reporting": 0.9, "outcome": 0.85, "aggregate": 0.6, "indicador": 0.85, "analitica": 1.0,
        "reporte": 1.0, "desempeno": 0.8, "medicion": 0.75, "tracking report": 0.95, "delivery report": 0.85,
        "performance report": 1.0, "statsummary": 0.9, "stat summary": 0.95, "efectividad": 0.7,
    },
    "consent": {
        "consent": 1.0, "suppression": 0.8, "permission": 0.75, "preference": 0.75, "optout": 0.85, "opt out": 0.85,
        "unsubscribe": 0.75, "unsubscribed": 0.75, "blocklist": 0.7, "blacklist": 0.7, "subscription": 0.55,
        "consentimiento": 1.0, "permiso": 0.75, "preferencia": 0.75, "exclusion": 0.7, "opt in": 0.8, "optin": 0.8,
        "contactability": 1.0, "eligibility": 0.45, "robinson": 0.8, "unsubscription": 0.8, "baja": 0.8,
        "supresion": 0.8, "blocked contact": 0.75, "suppression list": 0.85,
        "unsubscribe list": 0.8, "block list": 0.75, "exclusion list": 0.75, "lista robinson": 0.85,
        "do not contact": 0.85, "do not disturb": 0.7, "dnc": 0.8, "donotcontact": 0.85, "subscription status": 0.85,
        "subscription preference": 0.8, "communication preference": 0.85, "marketing consent": 1.0,
        "marketing permission": 0.95, "marketing preference": 0.85, "contact permission": 0.9, "autorizacion": 0.7,
        "lista negra": 0.75, "lista exclusion": 0.8, "desuscripcion": 0.8, "desuscrito": 0.75,
        "global unsubscribe": 0.85, "unsub": 0.75, "opted out": 0.85, "gdpr consent": 1.0, "privacy consent": 0.9,
        "consent record": 1.0, "subscription state": 0.8, "unsubscribe group": 0.55, "suppressed": 0.75,
        "suppressed address": 0.8, "suppressed recipient": 0.8, "revocacion": 0.7,
    },
    "compliance": {
        "compliance": 1.0, "moderation": 0.9, "legal review": 1.0, "content review": 0.95, "review": 0.7,
        "cumplimiento": 1.0, "moderacion": 0.9, "revision legal": 1.0, "policy check": 0.95,
        "content check": 0.9, "legal check": 1.0, "brand check": 0.85, "regulatory review": 1.0,
        "content moderation": 0.95, "text check": 0.8, "compliance review": 1.0, "legal validation": 0.95,
        "validacion legal": 1.0, "revision contenido": 0.9, "legal approval": 0.9, "compliance check": 1.0,
    },
}  # fmt: skip

ACTIONS: dict[Action, tuple[str, ...]] = {
    "search": listed(
        "search, query, list, browse, all, find, index, filter, buscar, listar, busqueda, enumerate, filtrar, "
        "listado, indice, encontrar, lista todo, busca"
    ),
    "get": listed(
        "get, read, retrieve, load, fetch, show, detail, info, information, view, describe, lookup, obtener, "
        "consultar, leer, ver, detalle, find, recuperar, inspect, mostrar, muestra, obtiene, obten, devolver, "
        "devuelve, traer, trae, lee, recupera, recibir, return"
    ),
    "create": listed(
        "create, add, new, insert, make, crear, nuevo, nueva, anadir, alta, compose, generate, define, "
        "agregar, generar, generacion, definir, registrar"
    ),
    "update": listed(
        "update, edit, modify, change, replace, patch, save, actualizar, modificar, editar, cambiar, guardar, "
        "upsert, rename, amend, adjust, revise, overwrite, ajustar, reemplazar, sustituir, renombrar"
    ),
    "delete": listed(
        "delete, remove, destroy, erase, purge, borrar, eliminar, suprimir, discard, drop, quitar, destruir, "
        "dar baja, remover"
    ),
    "submit": listed(
        "submit, request review, request approval, submit review, send approval, approval, enviar revision, "
        "solicitar revision, solicitar, request publication, send review, submit approval, enviar aprobacion, "
        "solicitar aprobacion, mandar revision, pedir revision, ready review"
    ),
    "publish": listed(
        "publish, published, push live, go live, release, publicar, publication, publicacion, publicado, make "
        "public, make live, put live, publish now, hacer publico"
    ),
    "unpublish": listed(
        "unpublish, withdraw, retire, take down, takedown, take off, despublicar, retirar, offline, un "
        "publish, depublish, unrelease, take offline, pull down, quitar publicacion, set offline, retira"
    ),
    "schedule": listed(
        "schedule, scheduled, programar, planificar, agendar, programacion, reschedule, plan send, schedule "
        "send, schedule delivery, calendarizar, planning, plan"
    ),
    "pause": listed(
        "pause, suspend, hold, halt, freeze, pausar, suspender, pausa, suspension, detener temporal, en pausa"
    ),
    "resume": listed(
        "resume, unpause, continue, restart, reactivate, unsuspend, reanudar, continuar, go on, reactivar, "
        "unhold, retomar, un pause, proseguir"
    ),
    "stop": listed(
        "stop, cancel, abort, terminate, unschedule, kill, cancel send, detener, cancelar, parar, anular, "
        "finalizar, interrumpir, cancellation, discontinue, recall, desprogramar, abortar, cierre, "
        "cancelation, detiene, un schedule, stop send, cancel schedule, deschedule"
    ),
    "size": listed(
        "size, count, estimate, estimation, reach, total, cardinality, contar, tamano, estimar, estimacion, "
        "alcance, recuento, headcount, population, cuantos, volumen, cuenta, how many, compute size, calculate size, "
        "calcular tamano"
    ),
    "test": listed(
        "test, proof, prueba, probar, preview send, send test, send sample, send proof, send preview, test "
        "send, test email, email test, probe, prueba envio, enviar prueba, testing"
    ),
    "send": listed(
        "send, deliver, trigger, dispatch, transmit, launch, send now, enviar, mandar, lanzar, entregar, "
        "sending, emit, emitir, notify, notificar, disparar, despachar, deliver now, send all, "
        "ship, shipping, shipment, execute, ejecutar"
    ),
    "check": listed(
        "check, verify, validate, screen, comprobar, verificar, validar, evaluate, assess, chequear, "
        "comprueba, is allowed, can contact, can send, inspeccionar"
    ),
}  # fmt: skip

WEAK: dict[Action, tuple[str, ...]] = {
    "delete": listed("archive, archivar, trash"),
    "send": listed("queue, enqueue, encolar"),
    "create": listed("upsert, build, register, import"),
    "stop": listed("archive, deactivate, end, revoke, finish, disable, desactivar"),
    "pause": listed("disable, deactivate, desactivar, deshabilitar"),
    "resume": listed("start, iniciar, activate, activar, enable, habilitar"),
    "publish": listed("activate, activar, deploy, live, enable"),
    "unpublish": listed(
        "archive, archivar, expire, hide, ocultar, deactivate, desactivar, archived, disable, revert, revertir"
    ),
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
    "pause": listed(
        "paused, suspended, pause, suspend, pausado, pausada, on hold, suspendido, suspendida, inactive, disabled, "
        "inactivo, inactiva, disable, deactivated, deactivate"
    ),
    "resume": listed(
        "resumed, active, running, queued, sending, activo, activa, resume, enabled, en curso, enable, "
        "activated, activate, ready"
    ),
    "stop": listed(
        "cancelled, canceled, stopped, cancel, aborted, terminated, ended, archived, cancelado, cancelada, archive, "
        "completed, complete, finished, closed, detenida, finalizada, terminada, cerrada, delete, deleted, ended"
    ),
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
    catalog catalogue catalogo inventory price voucher quota billing usage audit opportunity pipeline appointment
    meeting booking verification validation integration integracion
    conversacion carpeta etiqueta campo inventario precio cupon factura pedido
    producto tienda carrito empresa cita reunion oportunidad auditoria gql graphql""".split()
)
"""Segments around the thing that make it another one."""

RESULTS_OF_OTHERS = frozenset(
    """job search query task build test poll survey form import export verification validation sync batch operation
    trabajo tarea busqueda encuesta formulario prueba""".split()
)
"""Words in front of results that make them no results of a campaign: `job-results`."""

STATUS_FIELDS = listed("status, state, estado, situacion, publish status, campaign status")
SIZE_FIELDS = listed(
    "member count, membership count, members, size, count, subscriber count, contact count, profile count, "
    "total subscribers, unique subscribers, total contacts, active subscribers, recipients count, total "
    "members, people, subscribers, total, user count, items count, num contacts, total profiles, approximate "
    "count, tamano, miembros, suscriptores, contactos, audience size, people count, list size, number of "
    "members, active count, total results, total count, approximate size, estimated size, total"
)
"""Fields of an audience that hold how many people it has; the surest first."""

TYPE_SLOTS = frozenset(
    """collection type model kind contenttype apiid pluralapiid singularapiid objecttype schema bundle language
    locale coleccion tipo page pagesize perpage limit offset format""".split()
)
"""Slots that say of which kind or which part of many, not which one: `/items/{collection}`."""
PEOPLE = frozenset(
    "contact member subscriber profile recipient user people customer person cliente miembro suscriptor prospect lead "
    "participant individual".split()
)
"""Those inside an audience: counting them is counting it."""
ACCOUNTS = frozenset(
    """account adaccount advertiser client site space workspace project tenant environment organization organisation
    brand domain app application instance portal subaccount realm bucket repository repo
    dataset stack cuenta sitio espacio proyecto empresa marca instancia
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
