"""Messages as cards: how each arrives, what each sentence rests on, and what the review found in it."""

from typing import NamedTuple

from agents.conversation.reply import Quoted
from agents.conversation.sourcing import source_of
from app.web.words import Words
from batuta.compliance import Finding, Review
from batuta.content import PARTS, ContentItem, DiscoveryReceipt
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.strategies import strategy_in_words


class SentenceView(NamedTuple):
    text: str
    sources: tuple[Quoted, ...]


class PartView(NamedTuple):
    name: str
    label: str
    text: str
    path: str
    """How an edit names it."""
    long: bool


class MessageView(NamedTuple):
    id: str
    version: Digest
    channel: str
    channel_name: str
    locale: str
    label: str
    origin: str
    parts: tuple[PartView, ...]
    sentences: tuple[SentenceView, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    by_machine: bool
    """Written by a language model, and marked as such."""
    degraded: bool


class ContentView(NamedTuple):
    reused: int
    pending: int
    written: int
    messages: tuple[MessageView, ...]
    found: tuple[tuple[str, str], ...]
    """Need and why its content was found or has to be written."""


def content_view(
    items: tuple[tuple[Digest, ContentItem], ...],
    discovery: DiscoveryReceipt | None,
    review: Review | None,
    deps: Deps,
    t: Words,
) -> ContentView:
    findings = review.findings if review else ()
    reused = sum(item.origin == "reused" for _, item in items)
    return ContentView(
        reused=reused,
        pending=discovery.pending if discovery else 0,
        written=len(items) - reused,
        messages=tuple(
            _message(version, item, tuple(f for f in findings if f.item == item.id), deps, t) for version, item in items
        ),
        found=tuple((f"{t.channel(d.need.channel)} · {d.need.locale}", d.why) for d in discovery.needs if d.why)
        if discovery
        else (),
    )


def _message(version: Digest, item: ContentItem, findings: tuple[Finding, ...], deps: Deps, t: Words) -> MessageView:
    made = item.provenance
    return MessageView(
        id=item.id,
        version=version,
        channel=item.channel,
        channel_name=t.channel(item.channel),
        locale=item.locale,
        label=strategy_in_words(item.label, t.language),
        origin={
            "reused": t("Reused, approved before", "Reutilizada, ya aprobada"),
            "pending": t("Waiting for the brand team", "Pendiente del equipo de marca"),
            "generated": t("Newly written", "Redactada ahora"),
            "edited": t("Edited by a person", "Editada por una persona"),
        }[item.origin],
        parts=tuple(
            PartView(
                name=part,
                label=t(*PART_NAMES[part]),
                text=item.parts[part],
                path=f"content.{item.id}.parts.{part}",
                long=part in ("body", "legal", "footer", "text") or len(item.parts[part]) > 80,
            )
            for part in PARTS[item.channel]
            if part in item.parts
        ),
        sentences=tuple(
            SentenceView(
                sentence.text,
                tuple(source_of(citation, sentence.text, deps, t.language) for citation in sentence.citations),
            )
            for sentence in item.sentences
        ),
        findings=findings,
        notes=item.notes,
        by_machine=bool(made and made.ai_generated),
        degraded=bool(made and made.degraded),
    )


def named(item: ContentItem, t: Words) -> str:
    """`SMS · es-ES · Precio`."""
    return " · ".join(filter(None, (t.channel(item.channel), item.locale, strategy_in_words(item.label, t.language))))


def part_in_words(part: str, t: Words) -> str:
    return t(*PART_NAMES[part]) if part in PART_NAMES else part


PART_NAMES = {
    "subject": ("Subject", "Asunto"),
    "preheader": ("Preheader", "Preencabezado"),
    "headline": ("Headline", "Titular"),
    "title": ("Title", "Título"),
    "body": ("Text", "Texto"),
    "cta": ("Button", "Botón"),
    "legal": ("Legal text", "Texto legal"),
    "footer": ("Footer", "Pie"),
    "alt": ("Alternative text", "Texto alternativo"),
    "text": ("Message", "Mensaje"),
}
