"""The last look at every message before anything is sent: links, fields, drawing, reading, language, size."""

import re
from collections.abc import Iterator
from typing import TypedDict
from urllib.parse import urlsplit

from langgraph.runtime import Runtime

from batuta.accessibility import faint, fetches
from batuta.brief import Brief
from batuta.compared import PART, field_in_words
from batuta.content import PARTS, ContentItem, QualityCheck, QualityReport, Rendered
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.errors import BadInput
from batuta.locale_words import locale_in_words
from batuta.material import LIMITS, MAIN, OPT_OUT
from batuta.placeholders import MERGE_FIELD
from batuta.text import language_of, say
from batuta.words.languages import language_in
from batuta.words.sentences import word_count

FILLED_ON_SENDING = frozenset({"unsubscribe_url", "view_online_url", "preferences_url"})
"""Merge fields that the sending system fills, not customer data."""
LARGEST_EMAIL = 100_000
"""Bytes; mail programs cut longer ones."""
MOST_SEGMENTS = 6

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'{}]+")
_BRACES = re.compile(r"\{\{?[^{}]*\}?\}?|\}\}?")
_LEFT_OVER = re.compile(
    r"\[(?:name|nombre|insert|inserta)[^\]]*\]|%%\w+%%|\bX{3,}\b|\bTBD\b|lorem ipsum",
    re.IGNORECASE,
)


class Reads(TypedDict):
    content: dict[str, list[Digest]]
    brief: Digest


class Writes(TypedDict):
    quality: Digest


async def check_quality(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Look at every message; sends nothing and changes nothing."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    names = [name for key in sorted(state["content"]) for name in state["content"][key]]
    items = [await deps.artefacts.get(name, ContentItem) for name in names]
    checks = [check for item in items for check in quality_of(item, deps, brief.locale)]
    return {"quality": await deps.artefacts.put(QualityReport(checks=tuple(checks)))}


def quality_of(item: ContentItem, deps: Deps, locale: str | None) -> Iterator[QualityCheck]:
    """Every check of one message, passed or not, told in the reader's language."""
    for name, wrong in (
        ("whole", _whole(item, locale)),
        ("links", _links(item, deps, locale)),
        ("tokens", _tokens(item, deps, locale)),
        ("placeholders", _placeholders(item, locale)),
        ("way_out", _way_out(item, locale)),
        ("sources", _sources(item, locale)),
        ("locale", _language(item, locale)),
        ("alternative_text", _alternative_text(item, locale)),
    ):
        yield _check(name, item, *wrong)
    try:
        drawn = deps.rendering.render(item)
    except BadInput as broken:
        yield _check("rendering", item, broken.in_(locale))
        return
    yield _check("rendering", item, _drawing(drawn, locale))
    yield _check("contrast", item, _contrast(drawn, locale))
    yield _check("size", item, *_size(item, drawn, deps, locale))


def _check(name: str, item: ContentItem, message: str = "", part: str = "") -> QualityCheck:
    return QualityCheck(check=name, item=item.id, passed=not message, message=message, part=part)


Wrong = tuple[str, str]
"""What is wrong, and in which part; both empty where nothing is."""
_FINE: Wrong = ("", "")


def _whole(item: ContentItem, locale: str | None) -> Wrong:
    for part in (MAIN[item.channel], *(("subject",) if item.channel == "email" else ())):
        if not item.parts.get(part, "").strip():
            name = field_in_words(f"{PART}{part}", locale)
            return say(locale, en=f"“{name}” is empty.", es=f"«{name}» está sin rellenar."), part
    return _FINE


def _links(item: ContentItem, deps: Deps, locale: str | None) -> Wrong:
    allowed = {host.lower() for host in deps.workspace.allowed_hosts}
    for part, text in item.parts.items():
        for match in _LINK.finditer(text):
            address = match.group().rstrip(".,;:!?)")
            host = _host(address)
            if host not in allowed:
                return (
                    say(
                        locale,
                        en=f"{address} leads to a host that is not allowed.",
                        es=f"{address} lleva a un sitio que no está permitido.",
                    ),
                    part,
                )
    return _FINE


def _host(address: str) -> str:
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return ""
    return "" if parts.username else (parts.hostname or "").lower()


def _tokens(item: ContentItem, deps: Deps, locale: str | None) -> Wrong:
    known, spoken = deps.workspace.merge_fields, language_of(item.locale)
    for part, text in item.parts.items():
        for name in MERGE_FIELD.findall(text):
            field = known.get(name)
            if name in FILLED_ON_SENDING:
                continue
            if field is None:
                return say(
                    locale,
                    en=f"{{{{{name}}}}} is no merge field of workspace.yaml.",
                    es=f"{{{{{name}}}}} no es un campo de personalización de workspace.yaml.",
                ), part
            if field.attribute not in deps.workspace.catalogue:
                return say(
                    locale,
                    en=f"{{{{{name}}}}} shows {field.attribute}, which the catalogue lacks.",
                    es=f"{{{{{name}}}}} muestra {field.attribute}, que no está en el catálogo.",
                ), part
            if not field.fallback.get(spoken, "").strip():
                return say(
                    locale,
                    en=f"{{{{{name}}}}} has no fall-back in {item.locale} for people whose {field.attribute} is empty.",
                    es=f"{{{{{name}}}}} no tiene texto alternativo en {item.locale} para cuando falta el dato.",
                ), part
    return _FINE


def _placeholders(item: ContentItem, locale: str | None) -> Wrong:
    for part, text in item.parts.items():
        bare = MERGE_FIELD.sub("", text)
        braces, mark = _BRACES.search(bare), _LEFT_OVER.search(bare)
        if braces and braces.group().startswith("{{"):
            return say(
                locale,
                en=f"“{braces.group()}” is a broken merge field: nothing will be put in its place.",
                es=f"«{braces.group()}» es un campo de personalización roto: no se rellenará con nada.",
            ), part
        left = braces or mark
        if left:
            return say(
                locale,
                en=f"“{left.group()}” was left unfilled.",
                es=f"«{left.group()}» se ha quedado sin rellenar.",
            ), part
    return _FINE


def _way_out(item: ContentItem, locale: str | None) -> Wrong:
    words = item.words
    if item.channel not in ("email", "sms") or _link_out(words) or _keyword_out(words):
        return _FINE
    return say(
        locale,
        en="The message does not say how to stop receiving it.",
        es="El mensaje no dice cómo dejar de recibirlo.",
    ), "footer" if item.channel == "email" else "text"


def _link_out(words: str) -> bool:
    fields = {f"{{{{{name}}}}}" for name in MERGE_FIELD.findall(words)}
    links = " ".join(match.group() for match in _LINK.finditer(words)).lower()
    return OPT_OUT in fields or any(path in links for path in ("unsubscribe", "optout", "opt-out", "/baja"))


def _keyword_out(words: str) -> bool:
    """`BAJA al 217…`, `reply STOP`: the way out by answering, or by an address."""
    return bool(re.search(r"\b(?:BAJA|STOP|NO MAS|NO MÁS)\b|\b(?:bajas?|unsubscribe|optout)@", words))


def _sources(item: ContentItem, locale: str | None) -> Wrong:
    for sentence in item.sentences:
        if not sentence.citations:
            return say(
                locale,
                en=f"“{sentence.text}” has no source.",
                es=f"«{sentence.text}» no tiene fuente.",
            ), sentence.part
    return _FINE


def _language(item: ContentItem, locale: str | None) -> Wrong:
    wanted = language_of(item.locale)
    for part in PARTS[item.channel]:
        text = MERGE_FIELD.sub("", item.parts.get(part, ""))
        if word_count(text) >= _TELLING and language_in(text, wanted) != wanted:
            name, language = field_in_words(f"{PART}{part}", locale), locale_in_words(wanted, locale)
            return say(locale, en=f"“{name}” is not in {language}.", es=f"«{name}» no está en {language}."), part
    return _FINE


_TELLING = 5
"""Words from which on a text shows its language."""


def _alternative_text(item: ContentItem, locale: str | None) -> Wrong:
    for asset in item.assets:
        if not asset.alt.strip() or re.search(r"\.(?:jpe?g|png|webp|gif)$", asset.alt.strip(), re.IGNORECASE):
            return say(
                locale,
                en=f"The image {asset.id} has no words for people who do not see it.",
                es=f"La imagen {asset.id} no tiene texto alternativo.",
            ), "alt"
    return _FINE


def _drawing(drawn: Rendered, locale: str | None) -> str:
    if not drawn.text.strip():
        return say(locale, en="It is empty when drawn.", es="Al mostrarse queda vacío.")
    fetched = fetches(drawn.html)
    if fetched:
        return say(
            locale,
            en=f"Showing it would fetch something ({fetched[0]}).",
            es=f"Al mostrarse descargaría algo ({fetched[0]}).",
        )
    return ""


def _contrast(drawn: Rendered, locale: str | None) -> str:
    unreadable = faint(drawn.html)
    if not unreadable:
        return ""
    first = unreadable[0]
    return say(
        locale,
        en=f"“{first.text}” is hard to read: contrast {first.ratio}, where 4.5 is needed.",
        es=f"«{first.text}» se lee mal: contraste {first.ratio}, y hace falta 4,5.",
    )


def _size(item: ContentItem, drawn: Rendered, deps: Deps, locale: str | None) -> Wrong:
    limits = {**LIMITS[item.channel], **deps.library.rules(item.channel, item.locale).limits}
    for part, text in item.parts.items():
        limit = limits.get(part)
        if limit is not None and len(text) > limit:
            name = field_in_words(f"{PART}{part}", locale)
            return say(
                locale,
                en=f"“{name}” has {len(text)} characters; {limit} fit.",
                es=f"«{name}» tiene {len(text)} caracteres y caben {limit}.",
            ), part
    size = len(drawn.html.encode())
    if item.channel == "email" and size > LARGEST_EMAIL:
        return say(
            locale,
            en=f"The e-mail weighs {size // 1000} KB; mail programs cut it from 100 KB on.",
            es=f"El correo pesa {size // 1000} KB y los programas de correo lo cortan a partir de 100 KB.",
        ), "body"
    if drawn.segments is not None and drawn.segments > MOST_SEGMENTS:
        return say(
            locale,
            en=f"The SMS takes {drawn.segments} messages ({drawn.encoding}); at most {MOST_SEGMENTS} are sent.",
            es=f"El SMS ocupa {drawn.segments} mensajes ({drawn.encoding}); como máximo se envían {MOST_SEGMENTS}.",
        ), "text"
    return _FINE
