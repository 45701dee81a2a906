"""An e-mail as responsive HTML that reads well on a phone, on a desktop and in the dark; nothing in it is fetched."""

import html
import re
from collections.abc import Collection

import mjml

from batuta.content import ContentItem
from batuta.errors import BadInput
from batuta.text import Text, language_of
from tools.rendering.words import as_html, inline, on_allowed_host

INK, MUTED, PAPER, ACCENT, ON_ACCENT = "#1a1a1a", "#555555", "#ffffff", "#0b4f8a", "#ffffff"
"""Colours with a contrast of at least 7:1 on each other (WCAG 2.2, 1.4.6)."""


def email_html(item: ContentItem, *, url: str, hosts: Collection[str], brand: str) -> str:
    """The whole document. url: where the button leads. Raises: BadInput, for a message MJML cannot draw."""
    parts = item.parts
    blocks: list[str] = []
    if item.assets:
        blocks.append(_picture(item.assets[0].alt or parts.get("alt", "") or brand))
    if parts.get("headline"):
        headline = inline(parts["headline"], hosts)
        blocks.append(f'<mj-text line-height="1.3"><h1 style="margin:0;font-size:24px">{headline}</h1></mj-text>')
    if parts.get("body"):
        blocks.append(f"<mj-text>{as_html(parts['body'], hosts)}</mj-text>")
    if parts.get("cta"):
        blocks.append(_button(parts["cta"], url, hosts))
    small = [as_html(parts[part], hosts) for part in ("legal", "footer") if parts.get(part)]
    if small:
        blocks.append(f'<mj-text font-size="13px" color="{MUTED}">{"".join(small)}</mj-text>')
    return _drawn(item, "\n".join(blocks), brand)


def _drawn(item: ContentItem, blocks: str, brand: str) -> str:
    subject = html.escape(item.parts.get("subject", brand))
    preview = html.escape(item.parts.get("preheader", ""))
    made = '<meta name="generator-disclosure" content="ai-generated">' if _by_model(item) else ""
    template = f"""
<mjml lang="{html.escape(item.locale)}">
  <mj-head>
    <mj-title>{subject}</mj-title>
    <mj-preview>{preview}</mj-preview>
    <mj-attributes>
      <mj-all font-family="Arial, Helvetica, sans-serif" />
      <mj-text font-size="16px" line-height="1.5" color="{INK}" />
    </mj-attributes>
    <mj-style>
      :root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
      p {{ margin: 0 0 16px 0; }}
      a {{ color: {ACCENT}; }}
      @media (prefers-color-scheme: dark) {{
        .paper, .paper div, .paper td, body {{ background: #121212 !important; color: #f2f2f2 !important; }}
        .paper a {{ color: #8ec7ff !important; }}
      }}
    </mj-style>
  </mj-head>
  <mj-body background-color="{PAPER}" width="600px">
    <mj-section padding="24px 16px" css-class="paper"><mj-column>
      {blocks}
    </mj-column></mj-section>
  </mj-body>
</mjml>"""
    try:
        drawn = mjml.mjml_to_html(template)
    except (KeyError, ValueError, AttributeError, TypeError) as broken:
        raise BadInput(
            Text(
                en=f"The e-mail {item.id} cannot be drawn ({broken}).",
                es=f"No se puede componer el correo {item.id} ({broken}).",
            ),
            remedy=Text(
                en="Remove markup from its text.",
                es="Quita las marcas de formato de su texto.",
            ),
            subject=item.id,
        ) from None
    document = re.sub(r"<title>\s*(.*?)\s*</title>", r"<title>\1</title>", str(drawn.html), count=1, flags=re.DOTALL)
    return document.replace("</head>", f"{made}</head>", 1)


def _button(label: str, url: str, hosts: Collection[str]) -> str:
    words = html.escape(label)
    if not on_allowed_host(url, hosts):
        return f'<mj-text font-weight="bold">{words}</mj-text>'
    return (
        f'<mj-button href="{html.escape(url)}" background-color="{ACCENT}" color="{ON_ACCENT}" font-size="16px" '
        f'inner-padding="14px 24px" border-radius="4px">{words}</mj-button>'
    )


def _picture(alt: str) -> str:
    """Where the picture goes, with its words; the sending system puts the picture in from its own library."""
    words = html.escape(alt)
    return (
        f'<mj-text align="center" padding="0 0 16px 0"><div role="img" aria-label="{words}" style="background:#e8eef4;'
        f'color:{INK};padding:48px 16px;font-size:14px">{words}</div></mj-text>'
    )


def _by_model(item: ContentItem) -> bool:
    return bool(item.provenance and item.provenance.ai_generated)


def email_text(item: ContentItem, *, url: str) -> str:
    """The same in plain text."""
    parts = item.parts
    button = parts.get("cta", "")
    told = [
        parts.get("headline", ""),
        parts.get("body", ""),
        f"{button}: {url}" if button and url else button,
        "—" * 10 if parts.get("legal") or parts.get("footer") else "",
        parts.get("legal", ""),
        parts.get("footer", ""),
    ]
    if _by_model(item):
        spoken = language_of(item.locale)
        told.append(
            "Texto redactado con ayuda de inteligencia artificial."
            if spoken == "es"
            else "Written with the help of AI."
        )
    return "\n\n".join(piece.strip() for piece in told if piece.strip())
