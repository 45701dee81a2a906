"""Messages as cards: how each arrives, what each sentence rests on, and what the review found in it."""

from typing import NamedTuple

from agents.conversation.reply import Quoted
from agents.conversation.sourcing import source_of
from app.web.words import Words
from app.wording import LostWords, brand_kept, mended_parts, words_lost
from batuta.compared import PART_NAMES
from batuta.compliance import Finding, Review
from batuta.content import PARTS, ContentItem, DiscoveryReceipt
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.errors import BadInput
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


class BrokenRule(NamedTuple):
    part: str
    message: str
    source: str
    """The document of the brand book."""
    path: str
    """The field that the remedy goes into."""
    fix: str


class BrandView(NamedTuple):
    """What a message keeps of the brand's rules."""

    words: str
    """`Cumple 11 de 12 reglas de la marca`."""
    size: tuple[str, ...]
    """Of an SMS: `143 caracteres, 1 SMS`, and what makes it dearer; empty elsewhere."""
    failed: tuple[BrokenRule, ...]
    mended: tuple[tuple[str, str], ...]
    """Field to its text with everything put right in it that code can."""
    kept: tuple[tuple[str, str], ...]
    """Rules that are kept in every part, each with where it stands."""
    reading: tuple[tuple[str, str], ...]
    """Part and how easily it is read."""


class MessageView(NamedTuple):
    id: str
    version: Digest
    channel: str
    channel_name: str
    locale: str
    language: str
    """The locale as people name it."""
    label: str
    origin: str
    parts: tuple[PartView, ...]
    sentences: tuple[SentenceView, ...]
    brand: BrandView
    elsewhere: tuple[str, ...]
    """The company's other languages, which a part can be said in."""
    lost: tuple[str, ...]
    """What somebody wrote and the review has taken out again."""
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
        pending=sum(item.origin == "pending" for _, item in items),
        written=sum(item.origin in ("generated", "edited") for _, item in items),
        messages=tuple(
            _message(version, item, tuple(f for f in findings if f.item == item.id), deps, t) for version, item in items
        ),
        found=tuple(
            (f"{t.channel(d.need.channel)} · {t.locale(d.need.locale)}", d.why) for d in discovery.needs if d.why
        )
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
        language=t.locale(item.locale),
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
                label=t.of(PART_NAMES[part]),
                text=item.parts[part],
                path=part_path(item, part),
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
        brand=brand_view(item, deps, t),
        elsewhere=tuple(locale for locale in deps.workspace.locales if locale != item.locale),
        lost=tuple(_lost(one, t) for one in words_lost(item)),
        findings=findings,
        notes=item.notes,
        by_machine=bool(made and made.ai_generated),
        degraded=bool(made and made.degraded),
    )


def _lost(one: LostWords, t: Words) -> str:
    part, said = part_in_words(one.part, t), t.quoted(one.text)
    return t(
        f"{part}: {said}, as {one.by} wrote it, no longer stands there after the review.",
        f"{part}: {said}, que había escrito {one.by}, ya no figura así tras la revisión.",
    )


def part_path(item: ContentItem, part: str) -> str:
    """How an edit names a part: `content.<id>.parts.body`."""
    return f"content.{item.id}.parts.{part}"


def brand_view(item: ContentItem, deps: Deps, t: Words) -> BrandView:
    check = brand_kept(item, deps, t.language)
    kept, all_of = sum(one.passed for one in check.guidelines), len(check.guidelines)
    broken = {one.rule for one in check.failed}
    whole = {one.rule: one.source for one in check.guidelines if one.rule not in broken}
    return BrandView(
        words=t(f"Keeps {kept} of {all_of} brand rules", f"Cumple {kept} de {all_of} reglas de la marca"),
        size=sms_size(item, deps, t) if item.channel == "sms" else (),
        failed=tuple(
            BrokenRule(part_in_words(one.part, t), one.message, one.source, part_path(item, one.part), one.fix or "")
            for one in check.failed
        ),
        mended=tuple((part_path(item, part), text) for part, text in mended_parts(item, check, deps).items()),
        kept=tuple((t(*RULE_NAMES[rule]), source) for rule, source in whole.items()),
        reading=tuple((part_in_words(part, t), ease) for part, ease in check.reading.items()),
    )


def sms_size(item: ContentItem, deps: Deps, t: Words) -> tuple[str, ...]:
    """How long an SMS is and how many are paid for, its merge fields filled in as is usual."""
    try:
        drawn = deps.rendering.render(item)
    except BadInput:
        return ()
    units, count = drawn.units or 0, drawn.segments or 0
    told = t(f"{units} characters: {count} SMS each", f"{units} caracteres: {count} SMS por persona")
    if not drawn.beyond:
        return (told,)
    letters = ", ".join(drawn.beyond[:5])
    why = t(
        f"Special characters ({letters}): 70 fit into one SMS instead of 160",
        f"Caracteres especiales ({letters}): caben 70 por SMS en lugar de 160",
    )
    return told, why


def named(item: ContentItem, t: Words) -> str:
    """`SMS · español (España) · Precio`."""
    return " · ".join(
        filter(None, (t.channel(item.channel), t.locale(item.locale), strategy_in_words(item.label, t.language)))
    )


def part_in_words(part: str, t: Words) -> str:
    return t.of(PART_NAMES[part]) if part in PART_NAMES else part


RULE_NAMES = {
    "required": ("Parts that must be there", "Partes obligatorias"),
    "length": ("Length", "Longitud"),
    "terminology": ("Words of the house", "Terminología de la casa"),
    "punctuation": ("Punctuation", "Puntuación"),
    "emoji": ("Emoji", "Emojis"),
    "exclamation": ("Exclamation marks", "Exclamaciones"),
    "sentence_length": ("Length of sentences", "Longitud de las frases"),
    "formality": ("Form of address", "Tratamiento"),
}
