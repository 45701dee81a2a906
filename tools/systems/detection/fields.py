"""Which field of a request takes which of our arguments, and which field of an answer is what we need."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from batuta.publishing import Capability
from tools.systems.detection.words import listed, words
from tools.systems.openapi.document import Field

KEY = listed(
    "idempotency key, request id, dedup key, deduplication id, client token, external id, externalid, external "
    "reference, external key, reference, client reference, foreign id, custom id, correlation id, source id, "
    "referencia externa, referencia, id externo, clave, slug"
)
"""Fields that keep a call's key; the first four say that a repetition is recognised."""
RECOGNISED = KEY[:5]
NAME = listed(
    "name, title, label, list name, segment name, audience name, campaign name, template name, display name, nombre, "
    "titulo, etiqueta, subject line title"
)
STARTS = listed(
    "send at, scheduled at, schedule time, send time, start, start at, start date, start time, scheduled for, "
    "schedule date, scheduled time, send date, delivery time, publish at, scheduled on, inicio, fecha inicio, fecha "
    "envio, programado para, schedule for, send after, date, at"
)
_END = listed("end, end at, end date, end time, expire at, fin, fecha fin, stop at, until")
_AUDIENCE = listed(
    "list id, list, segment id, segment, audience id, audience, group, recipient list id, target id, publico, "
    "publico id, lista, lista id, audiencia, segmento id, list uid, included segment, contact list id, recipient "
    "list, list name"
)
_HTML = listed("html, html content, body html, html body, content html, html text, body, content, cuerpo, contenido")
_TEXT = listed(
    "text, text content, plain text, body text, text body, plain content, message, content, body, texto, cuerpo, "
    "contenido, mensaje, sms, description"
)
_LANGUAGE = listed("locale, language, lang, language code, idioma, lengua")
_CHANNEL = listed("channel, canal, medium, message type, type, channel type, tipo")
_CHANNELS = listed("channel, canal, channels, medium")
_MEMBERS = listed("member, member count, size, expected size, count, miembro, total, estimated size")
_DIGEST = listed("fingerprint, checksum, hash, digest, huella")
_TO = listed(
    "to, recipient, email, to email, address, recipient email, destinatario, correo, phone, user id, external user "
    "id, device, email address, para"
)
MESSAGE_ID = listed("message id, id, external id, reference, custom id, client reference, message reference")

_SUBJECT = listed("subject, subject line, asunto")
_PIECE = (
    ("$arguments.item.id", NAME),
    ("$arguments.item.parts.subject?", _SUBJECT),
    ("$arguments.item.parts.body?", (*_TEXT, *_HTML)),
    ("$arguments.item.locale", _LANGUAGE),
    ("$arguments.item.channel", _CHANNEL),
)
_LIST = (("$arguments.name", NAME), ("$arguments.members", _MEMBERS), ("$arguments.audience", _DIGEST))
ARGUMENTS: Mapping[Capability, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "audience.create": (("$key", KEY), *_LIST),
    "audience.update": _LIST,
    "campaign.create": (
        ("$key", KEY),
        ("$arguments.name", NAME),
        ("$arguments.audience", _AUDIENCE),
        ("$arguments.start?", STARTS),
        ("$arguments.end?", _END),
        ("$arguments.channels", _CHANNELS),
    ),
    "campaign.schedule": (("$arguments.start", STARTS), ("$arguments.end?", _END)),
    "content.create": (("$key", KEY), *_PIECE),
    "content.update": _PIECE,
    "message.send": (
        ("$key", KEY),
        ("$arguments.channel", _CHANNEL),
        ("$arguments.campaign_id", listed("campaign id, campaign, campaign reference")),
        ("$arguments.sender_name", listed("from name, sender name, remitente")),
        ("$arguments.sender_address", listed("from email, from, from address, sender email, sender, sender address")),
    ),
    "consent.check": (
        ("$arguments.channel", _CHANNEL),
        ("$arguments.people", listed("recipient, people, user, contact, email, address, id, destinatario, persona")),
    ),
    "results.fetch": (("$arguments.id", listed("campaign id, campaign, id, campana id")),),
}
"""What each argument's field may be called, the surest first."""
TO = _TO
MESSAGE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("$item.id", MESSAGE_ID),
    ("$item.to", _TO),
    ("$item.parts.subject?", ("subject", "asunto")),
    ("$item.parts.title?", ("title", "heading", "titulo")),
    ("$item.html", ("html", "html content", "body html", "html body", "html part")),
    ("$item.text", _TEXT),
    ("$item.unsubscribe", ("unsubscribe url", "unsubscribe", "list unsubscribe")),
)
"""The same for one message of a batch."""
IDS = listed("id, uuid, uid, guid, sid")


class Match(NamedTuple):
    template: str
    field: Field
    how: int
    """How far down the list of names it stood; 0 is the surest."""


def matches(fields: Sequence[Field], wanted: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Match, ...]:
    """The best field for each argument, no field twice; the surest first."""
    pairs = [
        Match(template, field, place)
        for template, names in wanted
        for field in fields
        if (place := _place(field.path, names)) is not None
    ]
    taken: dict[str, Match] = {}
    used: set[str] = set()
    for match in sorted(pairs, key=lambda one: (one.how + 2 * one.field.path.count("."), one.field.path)):
        if match.template not in taken and match.field.path not in used:
            taken[match.template] = match
            used.add(match.field.path)
    return tuple(taken.values())


def _place(path: str, names: Sequence[str]) -> int | None:
    last = " ".join(words(path.rpartition(".")[2]))
    both = " ".join(words(".".join(path.split(".")[-2:])))
    known = [" ".join(words(name)) for name in names]
    for candidate in (both, last):
        if candidate in known:
            return known.index(candidate)
    return None


def id_field(fields: Sequence[Field], thing: str) -> Field | None:
    """The field of an answer that holds the reference of what was made or read."""
    wanted = [*IDS, *(f"{thing} {one}" for one in IDS)]
    foreign = [" ".join(words(name)) for name in KEY]
    single = [one for one in fields if "[]" not in one.path and " ".join(words(one.path)) not in foreign]
    ranked = [
        (one.path.count("."), wanted.index(name) if name in wanted else len(wanted), one)
        for one in single
        if (name := " ".join(words(one.path.rpartition(".")[2]))) in wanted
        or (name.endswith(" id") and one.path.count(".") == 0)
        or (name == "key" and one.path.count(".") == 0)
    ]
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def list_field(fields: Sequence[Field]) -> str | None:
    """The path of the list that an answer is about; empty where the answer itself is one, None where none is."""
    lists = [one.path for one in fields if one.path.endswith("[]") and one.path.count("[]") == 1]
    lists += [one.path.partition("[]")[0] + "[]" for one in fields if "[]" in one.path]
    return min(lists, key=lambda path: (path.count("."), len(path))).removesuffix("[]") if lists else None
