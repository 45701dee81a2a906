"""The way out of further messages: that it is there, and that it works.

Source: Ley 34/2002 arts. 21.2 and 22.1; RGPD art. 7.3; CAN-SPAM, 15 USC 7704(a)(3) and 16 CFR 316.5; PECR reg. 22.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at, whole
from batuta.claims.markup import Link
from batuta.claims.reading import Claim, Message, PartRead
from batuta.text import Text

_CLICK = re.compile(r"\b(?:aqui|pincha\w*|haz clic|haga clic|clic|pulsa\w*|enlace|boton|click|here|link|tap|toca)\b")
_REPLY = re.compile(
    r"(?<![a-z])(?:respond\w*|contest\w*|envia\w*|manda\w*|reply|respond|text|txt|send|escribe|sms)\s[^\n]{0,30}?"
    r"(?<![a-z])(?:baja|stop|no|cancelar|salir|unsubscribe|end|quit|alto|nopubli|parar)(?![a-z])"
    r"|(?<![a-z])(?:stop|baja|alto|nopubli|no publi|salir)\s?(?:al|to|a|en|:|->|=>|>)?\s?\d{3,6}(?!\d)"
    r"|(?:^|(?<=[.!?\n/|-]\s)|(?<=\n))(?:stop|baja|alto) (?:para|to|=|:)"
    r" (?:no |dejar |darte |cancelar|salir|opt|stop|end|quit|unsub)"
    r"|(?:respond|contest|reply)\w*\s[^\n]{0,40}(?:correo|email|mensaje|message|sms|asunto|subject)"
)
_PHONE = re.compile(
    r"(?<!\d)(?:\+?34\s?)?(?P<number>[6-9]\d{2}[\s.]?\d{2,3}[\s.]?\d{2,3}(?:[\s.]?\d{2,3})?)(?!\d)|(?:0800"
    r"|1-?8\d\d)[\s-]?\d{3}[\s-]?\d{3,4}"
)
_FREE_PHONE = re.compile(r"(?<!\d)(?:900|800|0800|1-?8(?:00|88|77|66))")
_PAID = re.compile(
    r"(?<!\d)(?:80[3678]|90[15])(?:[\s.]?\d){6}(?!\d)|coste de (?:la )?(?:llamada|sms)|tarifa (?:especial|premium)"
    r"|premium rate|standard rates? appl"
    r"|(?:unsubscrib\w+|opting out|opt-?out|removal|baja)\b[^\n.]{0,20}?\b(?:costs?|cuesta"
    r"|tiene un coste)\s(?:de\s)?[€$£]?\s?\d"
)
_LOGIN = re.compile(
    r"inici\w+ sesion|accede\w* con (?:tu|su) (?:usuario|clave|contrasena)|log ?in|sign in|identific\w+ con"
    r"|con tu contrasena"
)
_AWAY = re.compile(
    r"\bpor (?:carta|correo (?:postal|ordinario|certificado)|escrito)|burofax|in writing|by post|by letter|by fax"
    r"|certified mail"
    r"|write (?:to us at|a letter)|acude\w* a|en (?:tu|su|cualquier) (?:oficina|sucursal|tienda)"
    r"|visit (?:a|your|any) branch|en persona|in person"
)
_BURDEN = re.compile(
    r"fotocopia|copia de(?:l| tu| su) (?:dni|nie|documento)|copy of your (?:id|passport)|indicando (?:el )?motivo"
    r"|explain\w* why|motivo de la baja"
    r"|\b(?:coste|cargo|fee|charge) (?:de|of)\b|telling us why|government id|account number and"
)
_NEVER = re.compile(
    r"no (?:es posible|se puede|podras|podra) (?:dar\w* de baja|cancelar|rechazar)|cannot (?:unsubscribe|opt out)"
    r"|not possible to (?:unsubscribe|opt out)"
    r"|unable to unsubscribe|(?:baja|unsubscribe)[^\n]{0,40}(?:no disponible|not available)"
    r"|(?:can|may) not be (?:stopped|cancelled)"
)
_SLOW = re.compile(
    r"(?:hasta|en un plazo de|within|allow|up to|take)\s(?:up to\s)?(\d{1,3})\s(dias|days|semanas|weeks|meses|months)"
    r"|permanent\w* \("
)
_PROMISE = re.compile(r"\b(?:pued\w+|podras?|podran|derecho|cuando (?:quieras|desees)|can|may|right|any ?time)\b")
_DEAF = re.compile(r"no-?reply|noreply|no-?responder|donotreply", re.IGNORECASE)
LABEL_WORDS = 6
"""A line this short that says "unsubscribe" is the label of a link."""


def absent(case: Case) -> Iterator[Hit]:
    """Nothing in the message says how to get no more of them."""
    message = case.message
    if message is not None and not _mentions(message) and not any(_by_name(link) for link in _links(message)):
        yield whole(message)


def defective(case: Case) -> Iterator[Hit]:
    """A way out is spoken of, and it does not lead anywhere, costs something or asks too much."""
    message = case.message
    if message is None:
        return
    mentions = _mentions(message)
    if not mentions:
        return
    reasons = [(claim, _fault(message, claim)) for claim in mentions]
    if any(reason is None for _, reason in reasons):
        return
    if any(_by_name(link) for link in _links(message)) and not any(_hard(message, claim) for claim in mentions):
        return
    claim, reason = reasons[0]
    if reason is not None:
        yield at(message, claim.part, claim.start, claim.end, why=reason)


def _mentions(message: Message) -> list[Claim]:
    return [claim for claim in message.claims if claim.kind == "opt_out"]


def _links(message: Message) -> list[Link]:
    return [link for part in message.parts for link in part.links]


def _by_name(link: Link) -> bool:
    return bool(
        re.search(
            r"unsub|opt.?out|baja|desuscri|preferenc|cancelar.?suscri|exclu",
            f"{link.target} {link.words}",
            re.IGNORECASE,
        )
    )


def _around(message: Message, claim: Claim) -> str:
    """The sentence of a claim and the next one, where the address often stands."""
    text = message.parts[claim.part].text.text
    start, end = message.sentence(claim)
    following = text.find("\n", end + 1)
    return text[start : len(text) if following < 0 else following]


def _hard(message: Message, claim: Claim) -> bool:
    text = _around(message, claim)
    return any(pattern.search(text) for pattern in (_NEVER, _LOGIN, _PAID, _BURDEN)) or _too_slow(text)


def _too_slow(text: str) -> bool:
    match = _SLOW.search(text)
    if not match or not match[1]:
        return False
    per = {"dias": 1, "days": 1, "semanas": 7, "weeks": 7, "meses": 30, "months": 30}
    return int(match[1]) * per[match[2]] > 14


def _fault(message: Message, claim: Claim) -> Text | None:
    """Why this way out does not work; None where it does."""
    text = _around(message, claim)
    if _NEVER.search(text):
        return Text(en="it says that one cannot unsubscribe", es="dice que no es posible darse de baja")
    if _PAID.search(text):
        return Text(en="it costs money", es="cuesta dinero")
    if _LOGIN.search(text):
        return Text(en="it asks people to sign in first", es="obliga a iniciar sesión")
    if _BURDEN.search(text):
        return Text(en="it asks for more than an address", es="pide más que una dirección")
    if _too_slow(text):
        return Text(en="it takes too long", es="tarda demasiado")
    if _AWAY.search(text) and not _REPLY.search(text) and not _link_behind(message, claim):
        return Text(en="it is not electronic", es="no es electrónica")
    if _works(message, claim, text):
        return None
    if _AWAY.search(text):
        return Text(en="it is not electronic", es="no es electrónica")
    return Text(
        en="it gives no address, link or keyword to use", es="no da dirección, enlace ni palabra clave que usar"
    )


def _works(message: Message, claim: Claim, text: str) -> bool:
    part = message.parts[claim.part]
    if any(not _DEAF.search(link.target) for link in _near_links(part, message, claim)):
        return True
    if message.item.channel == "email":
        return bool(_CLICK.search(text) or _REPLY.search(text) or _is_label(text.split("\n")[0], part.name))
    if _REPLY.search(text):
        return True
    phone = _PHONE.search(text)
    return bool(
        phone
        and (
            _FREE_PHONE.match(phone.group().lstrip("+34 "))
            or message.item.channel != "sms"
            or len(re.sub(r"\D", "", phone.group())) >= 9
        )
    )


def _link_behind(message: Message, claim: Claim) -> bool:
    """An address or link stands where the way out is spoken of, or behind that."""
    part = message.parts[claim.part]
    first = part.text.place(claim.start, claim.end)[0]
    return any(link.start >= first for link in _near_links(part, message, claim))


def _is_label(line: str, part: str) -> bool:
    """Whether a line is what people click, rather than a promise that they could."""
    short = len(re.findall(r"[a-z]+", line)) <= LABEL_WORDS
    return short and part in ("footer", "legal", "cta") and not _PROMISE.search(line)


def _near_links(part: PartRead, message: Message, claim: Claim) -> list[Link]:
    """Links that stand in the sentence of a claim or in the next one."""
    start, end = message.sentence(claim)
    following = part.text.text.find("\n", end + 1)
    first, last = part.text.place(start, len(part.text.text) if following < 0 else following)
    return [link for link in part.links if first <= link.start <= last]
