"""A letter as it is printed: A4, the sender above, the text, its small print below. Nothing in it is fetched."""

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from batuta.content import ContentItem
from batuta.errors import BadInput
from batuta.text import Text
from batuta.workspace import Sender
from tools.rendering.words import as_text, filled

_TEXT = ParagraphStyle("letter", fontName="Vera", fontSize=10, leading=15, spaceAfter=9)
_POINT = ParagraphStyle("point", parent=_TEXT, leftIndent=12, bulletIndent=2, spaceAfter=3)
_SENDER = ParagraphStyle("sender", parent=_TEXT, fontSize=8, leading=11, spaceAfter=0)
_HEAD = ParagraphStyle("headline", parent=_TEXT, fontName="VeraBd", fontSize=14, leading=19, spaceAfter=12)
_STRONG = ParagraphStyle("strong", parent=_TEXT, fontName="VeraBd")


def letter_pdf(item: ContentItem, sender: Sender, fields: Mapping[str, str] | None = None) -> bytes:
    """The same letter gives the same bytes. fields: what merge fields show; those left out stay as they are.

    Raises: BadInput, for a message of another channel.
    """
    if item.channel != "letter":
        raise BadInput(
            Text(en=f"{item.id} is no letter ({item.channel}).", es=f"{item.id} no es una carta ({item.channel})."),
            remedy=Text(en="Choose a letter.", es="Elige una carta."),
            subject=item.id,
        )
    _register_fonts()
    held = io.BytesIO()
    SimpleDocTemplate(
        held,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=as_text(item.parts.get("headline", "")) or item.id,
        author=sender.name,
        subject="ai-generated" if item.provenance and item.provenance.ai_generated else "",
        lang=item.locale,
        invariant=1,
    ).build([*_flow(item, sender, dict(fields or {}))])
    return held.getvalue()


def _flow(item: ContentItem, sender: Sender, fields: dict[str, str]) -> Iterator[Flowable]:
    for line in filter(None, (sender.name, sender.postal_address, sender.phone, sender.email)):
        yield Paragraph(escape(line), _SENDER)
    yield Spacer(1, 14 * mm)
    if item.parts.get("headline"):
        yield Paragraph(_words(item.parts["headline"], fields), _HEAD)
    for paragraph in re.split(r"\n\s*\n", as_text(item.parts.get("body", ""))):
        for line in _together(paragraph):
            if line.startswith("- "):
                yield Paragraph(_words(line[2:], fields), _POINT, bulletText="–")
            else:
                yield Paragraph(_words(line, fields).replace("\n", "<br/>"), _TEXT)
    if item.parts.get("cta"):
        yield Paragraph(_words(item.parts["cta"], fields), _STRONG)


def _together(paragraph: str) -> list[str]:
    """The points of a list one by one; the other lines of a paragraph together."""
    lines = [line for line in paragraph.strip().split("\n") if line.strip()]
    if any(line.startswith("- ") for line in lines):
        return lines
    return ["\n".join(lines)] if lines else []


def _words(text: str, fields: dict[str, str]) -> str:
    """Copy and customers' own words are shown, never read as mark-up."""
    return escape(filled(as_text(text), fields))


@cache
def _register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
