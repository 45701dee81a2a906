"""A message that could not be written: it stays in the campaign as an open point for a person, and stops nothing else.

Whoever decides leaves it out, writes it, or adds what it could rest on and starts it again.
"""

from batuta.compliance import Finding, Source
from batuta.content import PARTS, ContentItem, Need, Part
from batuta.material import MAIN
from batuta.text import Text, say

TOPIC = "unwritten"
_LABEL = "unwritten"
_OPENING: tuple[Part, ...] = ("subject", "title", "headline")


def unwritten(need: Need, reasons: tuple[str, ...]) -> ContentItem:
    """The place of a message, its parts empty; `reasons` say why, in the brief's language."""
    empty = [part for part in PARTS[need.channel] if part in _OPENING or part == MAIN[need.channel]]
    return ContentItem(
        id=f"{need.key}.{_LABEL}",
        channel=need.channel,
        locale=need.locale,
        status="draft",
        parts=dict.fromkeys(empty, ""),
        origin="generated",
        product_id=need.product_id,
        need=need.key,
        label=_LABEL,
        notes=reasons,
    )


def is_unwritten(item: ContentItem) -> bool:
    return not any(text.strip() for text in item.parts.values())


def open_point(item: ContentItem, locale: str | None) -> Finding:
    """What a person is asked about it; nobody can let it pass, since there is nothing to send."""
    return Finding(
        rule_id="content/unwritten",
        topic=TOPIC,
        severity="block",
        message=item.notes[0] if item.notes else _NOTHING.in_(locale),
        suggestion=" ".join((*item.notes[1:], _WAYS.in_(locale))),
        part=MAIN[item.channel],
        source=Source(title=say(locale, en="Every sentence has a source", es="Cada frase tiene una fuente")),
        item=item.id,
    )


_NOTHING = Text(en="This message could not be written.", es="Este mensaje no se ha podido redactar.")
_WAYS = Text(
    en="Leave the message out, or write it yourself.",
    es="Deja fuera el mensaje o escríbelo tú.",
)
