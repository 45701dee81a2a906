"""Text as safe HTML: escaped, with paragraphs and links; what looks like markup from elsewhere is cleaned."""

import html
import re
from collections.abc import Collection
from urllib.parse import urlsplit

import nh3

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "span"}
_MARKED_UP = re.compile(r"<(?:p|br|b|strong|i|em|ul|ol|li|a|span)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def as_html(text: str, hosts: Collection[str]) -> str:
    """Paragraphs of safe HTML. Links lead to allowed hosts only; others are shown as words."""
    if _MARKED_UP.search(text):
        cleaned = nh3.clean(
            text,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"https", "http", "mailto", "tel"},
            link_rel="noopener noreferrer",
            attribute_filter=lambda tag, name, value: _kept(tag, name, value, hosts),
        )
        return cleaned if "<p" in cleaned else f"<p>{cleaned}</p>"
    paragraphs = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return "".join(_points(block, hosts) or f"<p>{inline(block, hosts)}</p>" for block in paragraphs)


def _points(block: str, hosts: Collection[str]) -> str:
    """Lines that all begin with a dash, as a list; empty where they do not."""
    lines = block.strip().split("\n")
    if not all(line.startswith("- ") for line in lines):
        return ""
    return f"<ul>{''.join(f'<li>{inline(line[2:], hosts)}</li>' for line in lines)}</ul>"


def inline(text: str, hosts: Collection[str]) -> str:
    """One paragraph: escaped, line breaks kept, addresses of allowed hosts made into links."""
    built: list[str] = []
    last = 0
    for match in _LINK.finditer(text):
        built.append(html.escape(text[last : match.start()]))
        address = match.group()
        shown = html.escape(address)
        built.append(f'<a href="{shown}">{shown}</a>' if on_allowed_host(address, hosts) else shown)
        last = match.end()
    built.append(html.escape(text[last:]))
    return "".join(built).replace("\n", "<br>")


def as_text(text: str) -> str:
    """What remains of a part in plain text."""
    if not _MARKED_UP.search(text):
        return text.strip()
    broken = re.sub(r"</(?:p|li|ul|ol)>|<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    return html.unescape(nh3.clean(broken, tags=set())).strip()


def filled(text: str, fields: dict[str, str]) -> str:
    """Merge fields with their values; unknown ones stay as they are."""
    return _FIELD.sub(lambda match: fields.get(match.group(1), match.group()), text)


def on_allowed_host(address: str, hosts: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if parts.username or parts.scheme not in ("http", "https"):
        return False
    return any(host == allowed.lower() for allowed in hosts)


def _kept(tag: str, name: str, value: str, hosts: Collection[str]) -> str | None:
    if tag == "a" and name == "href" and value.startswith(("http:", "https:")):
        return value if on_allowed_host(value, hosts) else None
    return value
