"""Proof of consent for each channel that needs it.

Source: RGPD arts. 6 and 7; Ley 34/2002 art. 21; PECR reg. 22; TCPA, 47 USC 227.
"""

import re
from collections.abc import Iterator

from batuta.audience import Audience, Criterion, excluded_together
from batuta.brief import Channel
from batuta.checks.case import Case, Hit
from batuta.checks.traits import Use, all_uses
from batuta.contact import CONSENT_NEEDED
from batuta.text import Text, listed

_CONSENT = re.compile(r"consent|opt_?in|acept|permis|autoriz|allow|subscri|suscri|agree|(?<![a-z])ok(?![a-z])")
_OBJECTION = re.compile(
    r"opt(?:ed)?_?out|robinson|repep|oposicion|opuest|(?<![a-z])baja(?!s?_?(?:laboral|medica|maternal|por|temporal|linea|contrato|servicio|tension))|unsubscribed|do_not|no_contact|suppress|supresion|exclusion(?!_social)"
    r"|no_?llam|(?<![a-z])(?:dnc|tps|ctps|mps)(?![a-z])"
)
_NOT_FOR_ADVERTISING = re.compile(
    r"transac|billing|invoic|factur|servic|survey|encuest|operativ|security|seguridad|delivery|entrega|pedido|order"
    r"|expir|caduc|revok|revoc|withdr|retir|pending|pendient|request|solicit|denied|refus|deneg|cookie"
)
"""A consent for something else, or one that is over or not yet given."""
_YES = frozenset(
    {"true", "yes", "y", "si", "sí", "s", "1", "granted", "given", "opted_in", "double_opt_in", "otorgado", "concedido"}
)
_NO = frozenset({"false", "no", "n", "0"})
_CHANNEL_WORDS: dict[Channel, str] = {
    "email": r"e?_?mail|correo|newsletter",
    "sms": r"sms|text|movil|mobile|whatsapp|rcs",
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
        return
    sought = next((one for one in all_uses(case) if _seeks_objectors(one, subject.channels)), None)
    if sought is not None:
        name = sought.criterion.attribute
        yield Hit("audience", quote=name, details={"channels": Text(en=name, es=name)})


def proven(audience: Audience, channel: Channel) -> bool:
    """Whether everybody in an audience has said yes to a channel, or objectors are out of it."""
    if any(_proves(criterion, channel) for criterion in audience.all):
        return True
    if any(group and all(_proves(criterion, channel) for criterion in group) for group in audience.any):
        return True
    return any(
        len(excluded_together(item)) == 1 and _is_objection(criterion.attribute, channel) and _answer(criterion) is True
        for item in audience.exclude
        for criterion in excluded_together(item)
    )


def _proves(criterion: Criterion, channel: Channel) -> bool:
    if _is_consent(criterion.attribute, channel):
        return _answer(criterion) is True
    return _is_objection(criterion.attribute, channel) and _answer(criterion) is False


def _seeks_objectors(use: Use, channels: tuple[Channel, ...]) -> bool:
    """Whether those are asked for who objected, to one of the channels or to all."""
    name = use.criterion.attribute.casefold()
    if use.excludes or not _OBJECTION.search(name) or _answer(use.criterion) is not True:
        return False
    others = [words for channel, words in _CHANNEL_WORDS.items() if channel not in channels]
    named = any(re.search(_CHANNEL_WORDS.get(channel, channel), name) for channel in channels)
    return named or not any(re.search(words, name) for words in others)


def _answer(criterion: Criterion) -> bool | None:
    """The one answer a criterion asks for; None where it is neither yes nor no, or more than one."""
    value = criterion.value
    if criterion.operator == "in" and isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    elif criterion.operator != "==":
        return None
    said = str(value).strip().casefold()
    return True if said in _YES else False if said in _NO else None


def _is_consent(attribute: str, channel: Channel) -> bool:
    name = attribute.casefold()
    return bool(
        _CONSENT.search(name)
        and re.search(_CHANNEL_WORDS.get(channel, channel), name)
        and not _OBJECTION.search(name)
        and not _NOT_FOR_ADVERTISING.search(name)
    )


def _is_objection(attribute: str, channel: Channel) -> bool:
    name = attribute.casefold()
    return bool(_OBJECTION.search(name) and re.search(_CHANNEL_WORDS.get(channel, channel), name))
