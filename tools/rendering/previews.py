"""Messages of the other channels as small pictures in HTML: what the reader will see, not how it is sent."""

import html
from collections.abc import Collection

from batuta.content import ContentItem
from tools.rendering.words import as_html, inline, on_allowed_host

_BOX = (
    "font-family:Arial,Helvetica,sans-serif;color:#1a1a1a;background:#ffffff;border:1px solid #c8c8c8;"
    "border-radius:12px;padding:14px;"
)
_SENDER = "font-size:12px;color:#555555"
_BUBBLE = "margin-top:6px;background:#e9e9eb;border-radius:16px;padding:10px 14px"
_PICTURE = "background:#e8eef4;padding:36px 12px;text-align:center"
_HEADLINE = "font-size:20px;font-weight:bold;margin:12px 0 6px"
_BUTTON = (
    "display:inline-block;margin-top:10px;padding:10px 16px;background:#0b4f8a;color:#ffffff;border-radius:4px;"
    "text-decoration:none"
)


def preview(item: ContentItem, *, url: str, hosts: Collection[str], brand: str) -> str:
    """url: where a button leads. hosts: where links may lead."""
    match item.channel:
        case "sms":
            bubble = _div(_BUBBLE, inline(item.parts.get("text", ""), hosts))
            return _div(f"{_BOX}max-width:320px", _sender(brand), bubble)
        case "push":
            title = _div("font-weight:bold", inline(item.parts.get("title", ""), hosts))
            body = _div("", inline(item.parts.get("body", ""), hosts))
            return _div(f"{_BOX}max-width:360px", _sender(brand), title, body)
        case "call" | "letter":
            return _div(f"{_BOX}max-width:640px;padding:32px", *_pieces(item, "", hosts))
        case _:
            return _div(f"{_BOX}max-width:480px", _picture(item, brand), *_pieces(item, url, hosts))


def _pieces(item: ContentItem, url: str, hosts: Collection[str]) -> list[str]:
    parts = item.parts
    pieces = [_div(_HEADLINE, inline(parts["headline"], hosts))] if parts.get("headline") else []
    pieces.append(as_html(parts.get("body", ""), hosts))
    if parts.get("cta"):
        pieces.append(_button(parts["cta"], url, hosts) if url else as_html(parts["cta"], hosts))
    return pieces


def _button(words: str, url: str, hosts: Collection[str]) -> str:
    label = html.escape(words)
    if on_allowed_host(url, hosts):
        return f'<a href="{html.escape(url)}" style="{_BUTTON}">{label}</a>'
    return f'<span style="{_BUTTON}">{label}</span>'


def _picture(item: ContentItem, brand: str) -> str:
    if not item.assets:
        return ""
    alt = html.escape(item.assets[0].alt or brand)
    return f'<div role="img" aria-label="{alt}" style="{_PICTURE}">{alt}</div>'


def _sender(brand: str) -> str:
    return _div(_SENDER, html.escape(brand))


def _div(style: str, *inside: str) -> str:
    look = f' style="{style}"' if style else ""
    return f"<div{look}>{''.join(inside)}</div>"
