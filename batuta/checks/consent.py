"""Proof of consent for each channel that needs it.

Source: RGPD arts. 6 and 7; Ley 34/2002 art. 21; PECR reg. 22; TCPA, 47 USC 227.
"""

import re
from collections.abc import Iterator

from batuta.audience import Audience, excluded_together
from batuta.brief import Channel
from batuta.checks.case import Case, Hit
from batuta.contact import CONSENT_NEEDED
from batuta.text import Text, listed

_CONSENT = re.compile(r"consent|opt_?in|acept|permis|autoriz|allow|subscri|suscri")
_OBJECTION = re.compile(r"opt(?:ed)?_?out|robinson|oposicion|baja|unsubscribed|do_not|no_contact|suppress")
_CHANNEL_WORDS: dict[Channel, str] = {
    "email": r"e?_?mail|correo|newsletter",
    "sms": r"sms|text|movil|mobile",
    "push": r"push|notifica|app",
    "call": r"call|phone|telef|llamad|telemark|voice|tel(?![a-z])",
}


def unproven(case: Case) -> Iterator[Hit]:
    """A channel that needs consent and whose audience does not prove it."""
    subject = case.subject
    if subject.audience is None:
        return
    needed = [
        channel for channel in subject.channels if channel in CONSENT_NEEDED and channel not in subject.consent_assured
    ]
    lacking: list[str] = [channel for channel in needed if not proven(subject.audience, channel)]
    if lacking:
        yield Hit("audience", details={"channels": Text(en=listed([*lacking], "en"), es=listed([*lacking], "es"))})


def proven(audience: Audience, channel: Channel) -> bool:
    """Whether everybody in an audience has said yes to a channel, or objectors are out of it."""
    for criterion in audience.all:
        if _is_consent(criterion.attribute, channel) and criterion.operator == "==" and criterion.value is True:
            return True
        if _is_objection(criterion.attribute, channel) and criterion.operator == "==" and criterion.value is False:
            return True
    return any(
        len(excluded_together(item)) == 1
        and _is_objection(criterion.attribute, channel)
        and criterion.operator == "=="
        and criterion.value is True
        for item in audience.exclude
        for criterion in excluded_together(item)
    )


def _is_consent(attribute: str, channel: Channel) -> bool:
    name = attribute.casefold()
    return bool(
        _CONSENT.search(name) and re.search(_CHANNEL_WORDS.get(channel, channel), name)
    ) and not _OBJECTION.search(name)


def _is_objection(attribute: str, channel: Channel) -> bool:
    name = attribute.casefold()
    return bool(_OBJECTION.search(name) and re.search(_CHANNEL_WORDS.get(channel, channel), name))
