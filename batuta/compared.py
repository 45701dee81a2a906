"""What is compared of what is live, and the states it may be in, as people call them."""

import html
import re
from collections.abc import Mapping

from batuta.text import Text

PART = "parts."
"""Before the name of a part, in the field of a difference."""
MISSING, GONE, OUT_OF_REACH = "missing", "not found", "unreachable"
"""States of what could not be compared: never done, not there any more, not to be asked at present."""
PART_NAMES: Mapping[str, Text] = {
    "subject": Text(en="Subject", es="Asunto"),
    "preheader": Text(en="Preheader", es="Preencabezado"),
    "headline": Text(en="Headline", es="Titular"),
    "title": Text(en="Title", es="Título"),
    "body": Text(en="Text", es="Texto"),
    "cta": Text(en="Button", es="Botón"),
    "legal": Text(en="Legal text", es="Texto legal"),
    "footer": Text(en="Footer", es="Pie"),
    "alt": Text(en="Alternative text", es="Texto alternativo"),
    "text": Text(en="Message", es="Mensaje"),
}
_FIELDS: Mapping[str, Text] = {
    "title": Text(en="Title", es="Título"),
    "links": Text(en="Links", es="Enlaces"),
    "beside": Text(en="Added text", es="Texto añadido"),
    "locale": Text(en="Language", es="Idioma"),
    "status": Text(en="Status", es="Estado"),
    "state": Text(en="State", es="Estado"),
    "members": Text(en="People", es="Personas"),
    "audience": Text(en="List", es="Lista"),
    "control": Text(en="Control group", es="Grupo de control"),
    "by_channel": Text(en="People by channel", es="Personas por canal"),
    "name": Text(en="Name", es="Nombre"),
    "start": Text(en="First day", es="Primer día"),
    "end": Text(en="Last day", es="Último día"),
}
_STATES: Mapping[str, Text] = {
    MISSING: Text(en="not done", es="sin hacer"),
    GONE: Text(en="not there", es="no está"),
    OUT_OF_REACH: Text(en="cannot be asked now", es="ahora no se puede consultar"),
    "live": Text(en="live", es="publicado"),
    "done": Text(en="done", es="hecho"),
    "active": Text(en="active", es="activo"),
    "deleted": Text(en="deleted", es="borrado"),
    "draft": Text(en="draft", es="borrador"),
    "pending": Text(en="pending", es="pendiente"),
    "approved": Text(en="approved", es="aprobado"),
    "published": Text(en="published", es="publicado"),
    "retired": Text(en="withdrawn", es="retirado"),
    "rejected": Text(en="rejected", es="rechazado"),
    "scheduled": Text(en="scheduled", es="programado"),
    "waiting": Text(en="waiting", es="en espera"),
    "sending": Text(en="under way", es="en curso"),
    "paused": Text(en="paused", es="en pausa"),
    "stopped": Text(en="stopped", es="detenido"),
    "finished": Text(en="finished", es="terminado"),
    "failed": Text(en="failed", es="ha fallado"),
    "unknown": Text(en="unknown", es="desconocido"),
    "held": Text(en="held back", es="retenido antes de salir"),
    "cancelled": Text(en="cancelled", es="cancelado"),
    "undone": Text(en="taken back", es="deshecho"),
}


def as_read(shown: object) -> str:
    """A title as people read it: without the marks and entities that some systems make of it.

    >>> as_read("La fibra &amp; <b>tú</b>")
    'La fibra & tú'
    """
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", str(shown))).split())


def field_in_words(field: str, locale: str | None) -> str:
    """What is compared, as people call it: `Asunto`, `Enlaces`.

    >>> field_in_words("parts.subject", "es-ES"), field_in_words("links", "en")
    ('Asunto', 'Links')
    """
    name = PART_NAMES.get(field.removeprefix(PART)) if field.startswith(PART) else _FIELDS.get(field)
    return name.in_(locale) if name else field.removeprefix(PART)


def value_in_words(field: str, value: str, locale: str | None) -> str:
    """A state in the reader's language; what messages say stays as it is.

    >>> value_in_words("status", "draft", "es"), value_in_words("parts.text", "draft", "es")
    ('borrador', 'draft')
    """
    if field in ("state", "status") and value in _STATES:
        return _STATES[value].in_(locale)
    return "–" if value == str(None) and not field.startswith(PART) else value
