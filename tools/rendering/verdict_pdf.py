"""A verdict as PDF: the same content as the page, on paper."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from batuta.filing import VerdictFile
from tools.rendering.verdict_words import RESULTS, SAYS, TITLE, VERDICTS, VERIFIED, visible

_FONTS = Path(reportlab.__file__).parent / "fonts"
_TEXT = ParagraphStyle("text", fontName="Vera", fontSize=9, leading=13, spaceAfter=3)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=7.5, leading=10.5)
_QUOTE = ParagraphStyle("quote", parent=_TEXT, leftIndent=12, backColor=HexColor("#f4f4f4"), borderPadding=3)
_HEAD = ParagraphStyle("head", fontName="VeraBd", fontSize=12, leading=16, spaceBefore=10, spaceAfter=4)
_TOP = ParagraphStyle("top", parent=_HEAD, fontSize=16, leading=20)
_STRONG = ParagraphStyle("strong", parent=_TEXT, fontName="VeraBd")


def verdict_pdf(file: VerdictFile, locale: str | None) -> bytes:
    """The same verdict gives the same bytes."""
    _register_fonts()
    held = io.BytesIO()
    SimpleDocTemplate(
        held,
        pagesize=A4,
        title=f"{TITLE.in_(locale)}: {file.subject}",
        author=file.company,
        lang=locale or "en",
        invariant=1,
    ).build([*_flow(file, locale)])
    return held.getvalue()


def _flow(file: VerdictFile, locale: str | None) -> Iterator[Flowable]:
    says = {name: text.in_(locale) for name, text in SAYS.items()}
    yield _line(f"{TITLE.in_(locale)}: {VERDICTS[file.verdict].in_(locale)}", _TOP)
    yield _line(file.subject)
    yield _line(f"{says['company']}: {file.company}")
    yield _line(f"{says['made']}: {file.made_at.isoformat(timespec='seconds')}")
    yield _line(
        f"{says['reviewed']}: {file.reviewed_on.isoformat()} · {says['places']}: {', '.join(file.jurisdictions)}"
    )
    yield _line(f"{says['version']}: {file.policies_version}", _SMALL)
    if file.review_digest:
        yield _line(f"{says['review']}: {file.review_digest}", _SMALL)
    yield _line(says["findings"], _HEAD)
    for finding in file.findings:
        yield _line(finding.message, _STRONG)
        where = f"{finding.item} {finding.part}".strip()
        yield _line(f"{finding.rule_id} · {RESULTS[finding.severity].in_(locale)} · {where}", _SMALL)
        if finding.quote:
            yield _line(finding.quote, _QUOTE)
        if finding.suggestion:
            yield _line(f"{says['remedy']}: {finding.suggestion}")
        yield _line(f"{finding.source.title} {finding.source.url}", _SMALL)
        yield Spacer(1, 4)
    if not file.findings:
        yield _line(says["nothing"])
    if file.waived:
        yield _line(says["waived"], _HEAD)
    for waiver in file.waived:
        until = f" ({says['until']} {waiver.until.isoformat()})" if waiver.until else ""
        yield _line(f"{waiver.rule_id} {waiver.item} · {waiver.by}: {waiver.reason}{until}")
    yield _line(says["pieces"], _HEAD)
    for piece in file.pieces:
        yield _line(f"{piece.id} · {piece.channel} · {piece.locale}", _STRONG)
        yield _line(piece.digest, _SMALL)
        for part, text in piece.parts.items():
            yield _line(part, _SMALL)
            yield _line(text, _QUOTE)
    yield _line(says["rules"], _HEAD)
    for rule in file.rules:
        yield _line(f"{rule.rule_id} ({rule.pack}): {RESULTS[rule.result].in_(locale)}", _STRONG)
        yield _line(f"{rule.requires.in_(locale)} {rule.law}; {VERIFIED[rule.verified].in_(locale)}.", _SMALL)
    if file.unknown_packs:
        yield _line(f"{says['unknown']}: {', '.join(file.unknown_packs)}")


def _line(text: str, style: ParagraphStyle = _TEXT) -> Paragraph:
    """Copy is shown, never read as mark-up; a sign the typeface lacks is shown by its number."""
    shown = "".join(sign if _drawable(sign) else f"⟨U+{ord(sign):04X}⟩" for sign in visible(text))
    shown = shown.replace("⟨", "<").replace("⟩", ">")
    return Paragraph(escape(shown).replace("\n", "<br/>"), style)


def _drawable(sign: str) -> bool:
    return sign in "\n\t⟨⟩" or ord(sign) in _glyphs()


def _register_fonts() -> None:
    for name in ("Vera", "VeraBd"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(_font(name))


@cache
def _glyphs() -> frozenset[int]:
    """Signs that both cuts of the typeface can draw."""
    return frozenset(_font("Vera").face.charToGlyph) & frozenset(_font("VeraBd").face.charToGlyph)


def _font(name: str) -> TTFont:
    return TTFont(name, str(_FONTS / f"{name}.ttf"))
