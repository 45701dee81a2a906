"""Who speaks: that the message names its sender, and where an address is due, gives one.

Where the sender is known its name is looked for; where it is not, any company named will do.
Source: Ley 34/2002 art. 20.1; CAN-SPAM, 15 USC 7704(a)(5); PECR reg. 23.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, whole
from batuta.claims.normal import fold
from batuta.claims.reading import Message
from batuta.words.data import listed

_LEGAL_FORM = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w&.'-]+(?:[ ,]+(?:[A-ZÁÉÍÓÚÑ&][\w&.'-]*|de|del|y|of|and)){0,5},? (?:S\. ?A\.?(?: ?U\.?)?|SAU?"
    r"|S\. ?L\.?(?: ?U\.?)?|SLU?|S\.?Coop"
    r"|Ltd|Limited|plc|PLC|Inc|LLC|L\.L\.C|Corp|N\.A\.|GmbH|B\.V\.|E\.F\.C|SOFOM|IBM|S\.A\.P\.I)\b"
)
_KIND_OF_COMPANY = re.compile(
    r"\b(?:Banco|Banca|Caja|Caixa|Seguros|Aseguradora|Financiera|Tienda|Grupo|Mutua|Telefónica|Operador|Supermercados?|Almacenes|Energía"
    r"|Bank of|The|Team|Equipo(?: de)?)\s+[A-ZÁÉÍÓÚÑ][\w&'-]+"
    r"|\b[A-ZÁÉÍÓÚÑ][\w&'-]+\s+(?:Bank|Banco|Bancorp|Insurance|Credit Union|Mobile|Móvil|Telecom|Energy|Energía|Store"
    r"|Shop|Finance|Financial|Seguros"
    r"|Savings|Mortgages|Home|Capital|Wealth|Pay|Motors|Fitness|Travel|Viajes|Hotels|Broadband|Fibra|Electric|Group"
    r"|Card Services)\b"
)
_OPENING = re.compile(
    r"^\W{0,4}(?P<name>[A-ZÁÉÍÓÚÑ][\w&.'’+-]*(?: [A-ZÁÉÍÓÚÑ&0-9][\w&.'’+-]*){0,3})"
    r"(?:\s?(?::|\||- |– |>|\[|\)|\])|\s(?:te|le|os)\s)"
)
_PRESENTED = re.compile(
    r"(?:^|[.!¡,:]\s?)(?P<name>[A-ZÁÉÍÓÚÑ][\w&.'’+-]*(?: [A-ZÁÉÍÓÚÑ&][\w&.'’+-]*){0,3}) (?:here|al habla|al aparato)\b"
    r"|[.!?)]\s[-–—]\s?(?P<signed>[A-ZÁÉÍÓÚÑ][\w&'’+-]*(?: [A-ZÁÉÍÓÚÑ&][\w&'’+-]*){0,3})(?=[.!\n]|$)"
)
"""A name that says who writes: `Alder here`, or behind a dash at the end of a message."""
_SIGNED = re.compile(
    r"^\W{0,3}(?!(?i:unsubscribe|advertisement|marketing|correo|mensaje|email))"
    r"(?P<name>[A-ZÁÉÍÓÚÑ][\w&.'’+-]*(?: (?:[A-ZÁÉÍÓÚÑ&][\w&.'’+-]*|de|del|of|and|y)){0,5})\s?(?:·|\||–|,|- )"
)
"""The name that a footer begins with."""
_DOMAIN = re.compile(
    r"(?:@|https?://(?:www\.)?|www\.|(?<![\w.@-]))([a-z0-9-]{2,})\.(?:[a-z0-9-]+\.)*[a-z]{2,}(?![\w@])", re.IGNORECASE
)
_NAME = re.compile(r"(?<=[a-záéíóúñ0-9,;] )(?:[A-ZÁÉÍÓÚÑ][\w&'’+-]+|[A-Z]{3,})(?: [A-ZÁÉÍÓÚÑ][\w&'’+-]+){0,2}")
_OWN_ADDRESS = re.compile(r"(?i:\b(?:hola|hi|hello|hey|dear|estimad[oa]|querid[oa]|buenos días|gracias|thanks),? )$")
_POSTAL = re.compile(
    r"(?i:\b(?:c/|calle|avda?\.?|avenida|plaza|pza\.?|paseo|carrer|rambla|ronda|camino|apartado|apdo|polígono|colonia|c\.p\.)\s?[^\n]{2,70}?\d)"
    r"|\b\d{1,6}\s+(?:[NSEW]\.?\s+)?[A-Z0-9][\w.'-]*(?:\s+[A-Z0-9][\w.'-]*){0,4}\s+(?:Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Lane|Ln|Drive|Dr"
    r"|Way|Court|Ct|Plaza|Square|Sq|Parkway|Pkwy|Place|Pl|Highway|Hwy|Suite|Terrace|House|Row|Wharf|Gate|Hill|Park|Close|Crescent|Gardens)\b"
    r"|\b\d{1,5}\s+Broadway\b|(?i:\bP\.?\s?O\.?\s?Box\s?\d+)|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|\b\d{5},?\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+|(?i:postal_address|sender_address|company_address|mailing_address|direccion_postal)",
)


TOWN = 30
"""Characters of a town's name between a street and its code."""


def absent(case: Case) -> Iterator[Hit]:
    """Nobody is named as the sender."""
    message = case.message
    if message is None:
        return
    named = _names(message, case.subject.sender) if case.subject.sender else _names_someone(message)
    if not named:
        yield whole(message)


def postal_address_absent(case: Case) -> Iterator[Hit]:
    message = case.message
    if message is not None and not any(_POSTAL.search(part.text.raw) for part in message.parts):
        yield whole(message)


def _names(message: Message, sender: str) -> bool:
    """Any of the names given, or its distinctive words, stands in the text or in one of its addresses."""
    text = message.folded
    targets = " ".join(link.target for part in message.parts for link in part.links).casefold()
    for name in re.split(r"[|;\n]", sender):
        folded = fold(name)
        plain = re.sub(r",? (?:s\.?a\.?u?\.?|s\.?l\.?u?\.?|inc\.?|ltd\.?|plc|llc)$", "", folded).strip()
        if plain and (plain in text or plain.replace(" ", "") in targets):
            return True
    return False


def _names_someone(message: Message) -> bool:
    for part in message.parts:
        raw = part.text.raw
        if (
            _LEGAL_FORM.search(raw)
            or _KIND_OF_COMPANY.search(raw)
            or re.search(r"[©®™]|\{\{\s*(?:sender|brand|company)", raw)
        ):
            return True
        signed = _SIGNED.match(raw) if part.name in ("footer", "legal") else None
        if signed and not _common(signed["name"]):
            return True
        opening = _OPENING.match(raw) if part.name in ("text", "body", "subject", "title") else None
        if opening and not _common(opening["name"]):
            return True
        told = _PRESENTED.search(raw)
        if told and not _common(told["name"] or told["signed"]):
            return True
        if any(label.lower() not in listed("borrowed_domains.txt") for label in _DOMAIN.findall(raw)):
            return True
        places = _addresses(raw)
        for match in _NAME.finditer(raw):
            if any(start <= match.start() < end for start, end in places):
                continue
            if not _common(match.group()) and not _OWN_ADDRESS.search(raw[: match.start()]):
                return True
    return False


def _addresses(raw: str) -> list[tuple[int, int]]:
    """Where postal addresses stand; what is between a street and its code belongs to it."""
    places: list[tuple[int, int]] = []
    for place in _POSTAL.finditer(raw):
        near = bool(places) and place.start() - places[-1][1] <= TOWN and "\n" not in raw[places[-1][1] : place.start()]
        places = [*places[:-1], (places[-1][0], place.end())] if near else [*places, place.span()]
    return places


def _common(name: str) -> bool:
    """Whether none of its words names anybody: ordinary words, codes such as `FINDE20`, single letters."""
    return all(
        fold(word).strip(".,'") in listed("not_senders.txt") or len(word) < 2 or any(sign.isdigit() for sign in word)
        for word in re.split(r"[\s+/]+", name)
    )
