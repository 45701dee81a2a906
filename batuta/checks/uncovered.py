"""What the policies cannot judge: said as a finding, so that nobody takes silence for a clear verdict."""

from batuta.claims.reading import Message
from batuta.compliance import Finding, Source, Subject
from batuta.content import ContentItem
from batuta.policy import JURISDICTIONS, WITHIN, Jurisdiction, Pack
from batuta.text import say

LONGEST = 60_000
"""Characters of a message that are read; longer ones are no messages."""
_OTHER_NAMES: dict[str, Jurisdiction] = {
    "spain": "ES",
    "españa": "ES",
    "esp": "ES",
    "gb": "UK",
    "gbr": "UK",
    "united kingdom": "UK",
    "usa": "US",
    "united states": "US",
    "mex": "MX",
    "mexico": "MX",
    "méxico": "MX",
    "european union": "EU",
    "ue": "EU",
}
_OURS = Source(title="Batuta")


def jurisdictions_of(
    subject: Subject, packs: tuple[Pack, ...], locale: str | None
) -> tuple[tuple[Jurisdiction, ...], list[Finding]]:
    """The jurisdictions to apply, and a finding for each that no pack in force covers."""
    known: list[Jurisdiction] = []
    problems: list[Finding] = []
    covered = {place for pack in packs if pack.in_force(subject.today) for place in pack.jurisdictions}
    for name in subject.jurisdictions:
        place = next((j for j in JURISDICTIONS if j == name.upper()), None) or _OTHER_NAMES.get(name.casefold())
        if place is None or not {place, *WITHIN.get(place, ())} & covered:
            problems.append(_unknown(name, locale))
        elif place not in known:
            known.append(place)
    if not subject.jurisdictions:
        problems.append(_unknown("", locale))
    # A law that holds through another one named is not applied twice.
    within = {inner for place in known for inner in WITHIN.get(place, ())}
    return tuple(place for place in known if place not in within), problems


def empty(subject: Subject, locale: str | None) -> list[Finding]:
    """Items without words, and a subject with nothing in it."""
    findings = [
        _finding(
            "nothing-to-review",
            "nothing_to_review",
            say(locale, en="This message has no words.", es="Este mensaje no tiene texto."),
            say(locale, en="Write it, then have it reviewed.", es="Redáctalo y revísalo de nuevo."),
            item.id,
        )
        for item in subject.items
        if not item.words.strip()
    ]
    if not subject.items and subject.audience is None:
        findings.append(
            _finding(
                "nothing-to-review",
                "nothing_to_review",
                say(locale, en="There is neither copy nor an audience.", es="No hay ni textos ni público."),
                say(locale, en="Give at least one of them.", es="Aporta al menos uno de los dos."),
            )
        )
    return findings


def unread(message: Message, locale: str | None) -> list[Finding]:
    if not message.unread:
        return []
    return [
        _finding(
            "language-not-covered",
            "language_not_covered",
            say(
                locale,
                en=f"This text is in a language the policies cannot read ({message.unread}).",
                es=f"Este texto está en un idioma que las políticas no saben leer ({message.unread}).",
            ),
            say(
                locale,
                en="Have a person review it, or write it in Spanish or English.",
                es="Que lo revise una persona, o redáctalo en español o en inglés.",
            ),
            message.item.id,
        )
    ]


def too_long(item: ContentItem, locale: str | None) -> list[Finding]:
    length = sum(len(text) for text in item.parts.values())
    if length <= LONGEST:
        return []
    return [
        _finding(
            "too-long-to-review",
            "nothing_to_review",
            say(
                locale,
                en=f"The message has {length:,} characters; only the first {LONGEST:,} of each part were read.",
                es=f"El mensaje tiene {length} caracteres; solo se han leído los primeros {LONGEST} de cada parte.",
            ),
            say(locale, en="Shorten it.", es="Acórtalo."),
            item.id,
        )
    ]


def _unknown(name: str, locale: str | None) -> Finding:
    return _finding(
        "jurisdiction-not-covered",
        "jurisdiction_not_covered",
        say(locale, en=f"No policy in force covers “{name}”.", es=f"Ninguna política en vigor cubre «{name}».")
        if name
        else say(locale, en="No jurisdiction is given.", es="No se indica ninguna jurisdicción."),
        say(
            locale,
            en=f"Use one of {', '.join(JURISDICTIONS)}, or add a policy pack for it.",
            es=f"Usa una de {', '.join(JURISDICTIONS)}, o añade un paquete de políticas.",
        ),
    )


def _finding(rule: str, topic: str, message: str, suggestion: str, item: str = "") -> Finding:
    return Finding(
        rule_id=rule, topic=topic, severity="block", message=message, suggestion=suggestion, source=_OURS, item=item
    )
