"""Which field of a request takes which of our arguments, and which field of an answer is what we need."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from batuta.publishing import Capability
from tools.systems.detection.lexicon import ACCOUNTS, ELSEWHERE, IDS, PEOPLE, THINGS, Thing, listed
from tools.systems.detection.naming import phrase_of, things_of
from tools.systems.detection.words import first_sentence, words
from tools.systems.detection.wrapping import around_all, bare, last_of, near, without_value
from tools.systems.openapi.document import Field

KEY = listed(
    "idempotency key, request id, dedup key, deduplication id, client token, external id, externalid, external "
    "reference, external key, reference, client reference, foreign id, custom id, correlation id, source id, "
    "customer key, unique key, own reference, external code, referencia externa, referencia, id externo, clave, slug, "
    "handle, alias"
)
"""Fields that keep a call's key; the first four say that a repetition is recognised."""
RECOGNISED = KEY[:5]
NAME = listed(
    "name, title, label, list name, segment name, audience name, campaign name, template name, display name, nombre, "
    "titulo, etiqueta, subject line title, alias"
)
_STARTS = listed(
    "send at, scheduled at, schedule time, send time, start, start at, start date, start time, scheduled for, "
    "schedule, schedule date, scheduled time, send date, delivery time, publish at, scheduled on, inicio, "
    "fecha inicio, fecha envio, programado para, schedule for, send after, comienzo, fecha comienzo, "
    "fecha lanzamiento, lanzamiento, programada, scheduled date, schedule at, scheduled send time, scheduled datetime, "
    "scheduled date time, schedule date time, schedule datetime, scheduled send at, scheduled sending time, scheduled "
    "delivery time, scheduled delivery date, send on, send date time, send datetime, sending time, sending date, "
    "deliver at, delivery at, delivery date, delivery date time, launch at, launch date, launch time, start on, begin "
    "at, begin date, begin, begin time, publication date, publication time, publish date, publish on, publish time, "
    "due time, planned at, planned date, run at, execute at, go live at, live at, time to send, date send, date to "
    "send, date scheduled, fecha programada, fecha hora, fecha hora envio, hora envio, hora inicio, programar para, "
    "fecha publicacion, fecha desde, desde, fecha programacion, programado, enviar el, fecha, date, at, time, "
    "when, hora"
)
_ENDS = listed(
    "end, end at, end date, end time, expire at, fin, fecha fin, stop at, until, finalizacion, fecha finalizacion, "
    "vencimiento, termino, end on, finish at, finish date, finish time, stop on, stop date, expire on, expiry, expiry "
    "date, expiration, expiration date, valid until, until date, hasta, fecha hasta, fecha final, fecha caducidad, "
    "caduca, caducidad, fecha termino, hora fin"
)


def _timed(verbs: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Names for the moment of an action, behind those that are known: `launch time`, `expires on`."""
    made = [f"{verb} {when}" for verb in listed(verbs) for when in listed("at, on, date, time, datetime, date time")]
    return (*known, *(name for name in made if name not in known))


_BARE_AT = _STARTS.index("date")
BARE_TIMES = _STARTS[_BARE_AT:]
"""Names that say when only where nothing else can be meant."""
STARTS = (
    *_timed(
        "start, begin, launch, send, sent, schedule, scheduled, scheduling, delivery, publish, active, trigger, "
        "dispatch",
        _STARTS[:_BARE_AT],
    ),
    *BARE_TIMES,
)
SET_OFF = STARTS[: -len(BARE_TIMES)]
"""Those that also say, without a request around them, since when a thing runs."""
ENDS = _timed("end, finish, stop, expire, expiry, expiration, close, closing, until", _ENDS)
_ONLY_HTML = listed(
    "html, html content, body html, html body, content html, html text, html part, html code, html message, html "
    "version, message html, html source, html template, template html, email html, html value, contenido html, cuerpo "
    "html, codigo html, mensaje html"
)
_HTML = (*_ONLY_HTML, *listed("body, content, cuerpo, contenido, markup, design, body content, email body"))
_TEXT = listed(
    "text, text content, plain text, body text, text body, plain content, message, content, body, texto, cuerpo, "
    "contenido, mensaje, sms, text part, plain text content, content text, message text, text version, text message, "
    "alt body, plain part, plain, plain body, plain text body, message body, message content, sms text, sms body, "
    "contenido texto, texto plano, cuerpo texto, texto mensaje, cuerpo mensaje, copy"
)
_SAID = listed("template, markup, source, mjml, description, commentary, caption, post text, leyenda")
"""What the words of a piece are called where nothing else is."""
_LANGUAGE = listed("locale, language, lang, language code, idioma, lengua, language name, locale code, locale name")
_CHANNEL = listed("channel, canal, medium, message type, channel type, type, tipo")
_ONLY_WITH_VALUES = frozenset({"type", "tipo"})
"""Names that mean a channel only where their values are channels."""
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
    ("$arguments.item.id", (*NAME, *listed("headline, heading, titular"))),
    ("$arguments.item.parts.subject?", _SUBJECT),
    ("$arguments.item.parts.body?", (*_TEXT, *_HTML, *_SAID)),
    ("$arguments.item.locale", _LANGUAGE),
    ("$arguments.item.channel", _CHANNEL),
)
READ_BACK = (("subject", _SUBJECT), ("body", (*_TEXT, *_HTML)))
"""The words of a piece as they are read where they were written; our parts by name."""
_LIST = (("$arguments.name", NAME), ("$arguments.members", _MEMBERS), ("$arguments.audience", _DIGEST))
ARGUMENTS: Mapping[Capability, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "audience.create": (("$key", KEY), *_LIST),
    "audience.update": _LIST,
    "campaign.create": (
        ("$key", KEY),
        ("$arguments.name", NAME),
        ("$arguments.start?", STARTS),
        ("$arguments.end?", ENDS),
        ("$arguments.channels", _CHANNELS),
    ),
    "campaign.schedule": (("$arguments.start", STARTS), ("$arguments.end?", ENDS)),
    "content.create": (("$key", KEY), *_PIECE),
    "content.update": _PIECE,
    "message.send": (
        ("$key", KEY),
        ("$arguments.channel", _CHANNEL),
        (
            "$arguments.campaign_id",
            listed(
                "campaign id, campaign, campaign reference, campania id, campana id, campana, campania, "
                "campaign uuid, campaign key, campaign hash, campaign token, broadcast id"
            ),
        ),
        ("$arguments.sender_name", listed("from name, sender name, remitente")),
        ("$arguments.sender_address", listed("from email, from, from address, sender email, sender, sender address")),
    ),
    "consent.check": (
        ("$arguments.channel", _CHANNEL),
        (
            "$arguments.people",
            listed(
                "recipient, customer id, people, customer, client, cliente, user, contact, email, address, id, "
                "destinatario, persona"
            ),
        ),
    ),
    "results.fetch": (("$arguments.id", listed("campaign id, campaign, id, campana id")),),
}
"""What each argument's field may be called, the surest first."""
MESSAGE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("$item.id", MESSAGE_ID),
    ("$item.to", _TO),
    ("$item.parts.subject?", ("subject", "asunto")),
    ("$item.parts.title?", ("title", "heading", "titulo")),
    ("$item.html", _ONLY_HTML),
    ("$item.text", (*_TEXT, "description")),
    ("$item.unsubscribe", ("unsubscribe url", "unsubscribe", "list unsubscribe")),
)
"""The same for one message of a batch."""


_CHANNEL_ARGUMENTS = ("$arguments.channel", "$arguments.item.channel")
_ITS_OWN = frozenset({"$key", "$arguments.name", "$arguments.item.id"})
"""What must be a field of the thing itself, not of something inside it."""


_NEVER_SAID = frozenset({"$key"})
"""What only a name says: “slug of the template” is none that we choose."""


class Match(NamedTuple):
    template: str
    field: Field
    how: int
    """How far down the list of names it stood; 0 is the surest."""


_RECEIVER = re.compile(
    r"((send|deliver|test|preview|sample|proof|email|mail|receiver|external|channel|device|recipient|user|phone) )*"
    r"(to|recipient|receiver|email|mail|address|destinatario|correo|para|phone|mobile|msisdn|telefono|device|user id|"
    r"device token|registration token|player id|identity|subscriber|contact|prospect|lead)"
    r"( (email|mail|address|list|number|phone|token|id|alia|key))*"
)
_OTHERS = frozenset(
    "cc bcc from reply sender copy unsubscribe remitente name nombre track consent exclude excluded filter add".split()
)
"""Words of fields with addresses that are not the receiver's."""


def receiver(path: str) -> bool:
    """Whether a field takes where a message goes: `to[].email`, `PreviewRecipients`; not `replyTo`."""
    *around, last = [words(part) for part in path.replace("[]", "").split(".")]
    own = last if set(last) - {"value", "key"} or not around else around[-1]
    said = {word for part in (*around, last) for word in part}
    # `recipientListIds` refers to lists of people, `recipientList` may be one.
    if said & _OTHERS or (last[-1:] == ("id",) and "audience" in things_of(last[:-1])):
        return False
    # `recipients.custom_ids`: what is told of those who get it says who they are.
    of_them = last[-1:] in (("id",), ("token",)) and any(set(part) & {"recipient", "to", "receiver"} for part in around)
    return of_them or _RECEIVER.fullmatch(" ".join(own)) is not None


def is_said_to_receive(field: Field) -> bool:
    """Whether a field is said to take where a message goes: “recipients”, “addresses it goes to”."""
    return _RECEIVES.search(field.about) is not None


_RECEIVES = re.compile(
    r"^(the |list of |ids? of |los |las )*(recipients?|receivers?|addressees?|destinatari[oa]s?)\b|"
    r"\b(goes|is sent|are sent|to send) to\b|\b(gets?|receives?) it\b|\bse env[ií]a a\b",
    re.IGNORECASE,
)


def audience_field(fields: Sequence[Field]) -> Field | None:
    """The field of a campaign that takes whom it is for: `recipients.list_id`, `ListIDs[]`, `audiences.included[]`."""
    ranked = [
        (-sure, one.path.count("."), one.path, one)
        for one in fields
        if (sure := _for_whom(one)) and one.type != "boolean"
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _for_whom(field: Field) -> float:
    *around, last = [words(part) for part in field.path.replace("[]", "").split(".")]
    said = {word for part in (*around, last) for word in part}
    if said & _NOT_FOR or field.options:
        return 0.0
    noun = tuple(word for word in last if word not in (*IDS, *_INSIDE))
    if noun[-1:] == ("name",) and len(noun) > 1 and len(set(noun[:-1]) & _ENTITLED) == 0:
        noun = noun[:-1]
    if set(noun) & _CAMPAIGNS:
        return 0.0
    if not noun and around:
        noun = tuple(word for word in around[-1] if word not in _INSIDE)
    known = max((things_of(noun[at:]).get("audience", 0.0) for at in (0, len(noun) - 1) if noun), default=0.0)
    if not known and noun in _AIMED_AT:
        known = 0.7
    # A reference is surer than a list of people given there and then.
    return known - 0.05 * (not set(last) & set(IDS)) if known >= _SOME_AUDIENCE else 0.0


_AIMED_AT = (("target",), ("destination",), ("destino",))
_ENTITLED = frozenset("new display internal public".split())
_CAMPAIGNS = frozenset(name for name, sure in THINGS["campaign"].items() if sure >= 0.9 and " " not in name)
_SOME_AUDIENCE = 0.65
_INSIDE = frozenset("include included key to send recipient target ref reference code".split())
_NOT_FOR = frozenset("exclude excluded excluding suppress suppression unsubscribe unsubscribed test ab not".split())


def channel_field(fields: Sequence[Field]) -> Field | None:
    """The field whose values are channels, whatever its name."""
    for one in fields:
        known = channel_values(one)
        if len(known) > 1 and len(known) * 2 >= len(one.options):
            return one
    return None


def channel_values(field: Field) -> dict[str, str]:
    """By our channels, the values of a field that mean them."""
    known = {" ".join(words(option)): option for option in field.options}
    return {
        ours: next(known[name] for name in names if name in known)
        for ours, names in _CHANNELS_CALLED.items()
        if set(names) & set(known)
    }


_CHANNELS_CALLED = {
    "email": listed("email, mail, correo, correo electronico, e mail"),
    "sms": listed("sms, text message, mensaje de texto"),
    "push": listed("push, push notification, mobile push, app push, notificacion, notificacion push"),
    "web": listed("web, website, onsite, web personalization"),
    "in_app": listed("in app, inapp, in app message"),
}


def matches(
    fields: Sequence[Field], wanted: Sequence[tuple[str, tuple[str, ...]]], thing: Thing | None = None
) -> tuple[Match, ...]:
    """The best field for each argument, no field twice; the surest first."""
    wrapper = around_all(fields)
    pairs = [
        Match(template, field, place)
        for template, names in wanted
        for field in fields
        if field.type not in ("object", "boolean") and "utm" not in words(field.path)
        if (place := _place(field, names, thing, said=template not in _NEVER_SAID)) is not None
        if near(field.path, thing, wrapper) or (template not in _ITS_OWN and "[]." not in field.path)
        if template not in _ITS_OWN or not field.path.endswith("[]")
        if template not in ("$key", "$arguments.members") or "[]" not in field.path
        # A type whose values are no channels is a type of something else.
        if not template.startswith(_CHANNEL_ARGUMENTS)
        or (
            channel_values(field)
            if field.options
            else not {last_of(field.path), bare(field.path, thing)} & _ONLY_WITH_VALUES
        )
    ]
    days = {_without_last(one.path) for one in fields if words(one.path)[-1:] in _DAYS}
    # Of a date and a time side by side, the date says which day.
    pairs = [
        one for one in pairs if not (words(one.field.path)[-1:] in _HOURS and _without_last(one.field.path) in days)
    ]
    taken: dict[str, Match] = {}
    used: set[str] = set()
    for match in sorted(pairs, key=lambda one: (one.how + 2 * one.field.path.count("."), one.field.path)):
        if match.template not in taken and match.field.path not in used:
            taken[match.template] = match
            used.add(match.field.path)
    return tuple(taken.values())


def _without_last(path: str) -> tuple[str, ...]:
    """`schedule.scheduled_date` and `schedule.scheduled_time` are alike without their last words."""
    around, _, last = path.rpartition(".")
    return (around, *words(last)[:-1])


_DAYS = (("date",), ("day",), ("fecha",), ("dia",))
_HOURS = (("time",), ("hour",), ("hora",))


def hour_beside(field: Field, fields: Sequence[Field]) -> Field | None:
    """The time of day that stands beside a date; None where none does."""
    if words(field.path)[-1:] not in _DAYS:
        return None
    own = _without_last(field.path)
    beside = (one for one in fields if words(one.path)[-1:] in _HOURS and _without_last(one.path) == own)
    return next(beside, None)


@cache
def _as_words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(words(name)) for name in names)


def _place(field: Field, names: Sequence[str], thing: Thing | None, *, said: bool) -> int | None:
    known = _as_words(tuple(names))
    both = " ".join(words(".".join(field.path.split(".")[-2:])))
    own = without_value(field.path)
    for candidate in (both, last_of(own), bare(own, thing)):
        if candidate in known:
            return known.index(candidate)
    if not said:
        return None
    # What is said of a field counts where its name says nothing: `f3`, "Subject line of the message".
    told = " ".join(phrase_of(first_sentence(field.about).rstrip(".:")).noun) if field.about else ""
    return len(known) if told in known else None


def id_field(fields: Sequence[Field], thing: Thing, head: frozenset[str] = frozenset()) -> Field | None:
    """The field of an answer that holds the reference of what was made or read; `head` is what it is called there."""
    foreign = {" ".join(words(name)) for name in KEY}
    ranked = [
        (how, one.path.count("."), one.path, one)
        for one in fields
        if "[]" not in one.path and last_of(one.path) not in foreign and near(one.path, thing, head)
        if (how := _identifies(last_of(one.path), thing, one.path.count("."), head)) is not None
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _identifies(named: str, thing: Thing, depth: int, head: frozenset[str]) -> int | None:
    """How surely a name is that of the thing's own reference; 0 is the surest."""
    *noun, last = named.split()
    if named in IDS:
        return 0
    about = things_of(tuple(noun))
    its_own = thing in about or (bool(noun) and set(noun) <= head)
    if last in LIKE_IDS and its_own:
        return 3
    if made_anew(named):
        return 1
    if last not in IDS:
        return 4 if named in ("key", "handle", "hash") and depth == 0 else None
    if its_own:
        return 1
    if about or set(noun) & (ACCOUNTS | ELSEWHERE | PEOPLE | _PERSONS | _JOBS):
        return None
    return 2 if depth <= 1 else None


LIKE_IDS = frozenset("hash code key reference ref number token handle clave referencia numero".split())
_WHATEVER = frozenset(
    "created new inserted generated resource object entity record creado nuevo recurso objeto".split()
)
"""Words for what was made, whatever it is: `createdResourceId`."""


def made_anew(path: str) -> bool:
    """Whether a field holds the reference of what a call made: of a schedule's answer, the schedule's own."""
    *noun, last = last_of(path).split() or ("",)
    return last in IDS and bool(noun) and set(noun) <= _WHATEVER


def names_one_of(name: str, thing: Thing) -> bool:
    """Whether a name holds the reference of such a thing though it ends in no id: `campaignkey`, `list_code`."""
    *noun, last = words(name) or ("",)
    return last in LIKE_IDS and last not in ("number", "numero") and thing in things_of(tuple(noun))


_PERSONS = frozenset("owner creator author parent autor updated created modified by".split())
_JOBS = frozenset("batch job task request operation transaction process run execution trace lote trabajo tarea".split())
"""What does the work: its reference is not that of the thing."""


def list_field(fields: Sequence[Field]) -> str | None:
    """The path of the list that an answer is about; empty where the answer itself is one, None where none is."""
    lists = [one.path for one in fields if one.path.endswith("[]") and one.path.count("[]") == 1]
    lists += [one.path.partition("[]")[0] + "[]" for one in fields if "[]" in one.path]
    return min(lists, key=lambda path: (path.count("."), len(path))).removesuffix("[]") if lists else None
