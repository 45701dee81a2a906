"""The `Rendering` port: every channel's message as it arrives."""

import html
from collections.abc import Mapping

from batuta.content import PARTS, ContentItem, Rendered
from batuta.digest import Digest, digest
from batuta.text import language_of
from batuta.workspace import Workspace
from tools.rendering.mail import email_html, email_text
from tools.rendering.previews import preview
from tools.rendering.sms import length
from tools.rendering.words import as_text, filled

MOST_DRAWN = 256
"""Messages whose drawing is remembered: one is sent to many people, who differ in their merge fields only."""


class Renderer:
    """Draws the messages of one company. Nothing it makes fetches anything; links lead to the company's hosts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._drawn: dict[Digest, Rendered] = {}

    def render(self, item: ContentItem, fields: Mapping[str, str] | None = None) -> Rendered:
        """Raises: BadInput, for a message that its channel cannot show."""
        values = dict(fields or {})
        # A customer's own words are filled in last and escaped: a name is never markup, nor a link.
        escaped = {name: html.escape(value) for name, value in values.items()}
        drawn = self._once(item)
        text, drawn_html = filled(drawn.text, values), filled(drawn.html, escaped)
        if item.channel != "sms":
            return Rendered(text=text, html=drawn_html)
        measured = length(filled(text, self._typical(item.locale)))
        return Rendered(
            text=text,
            html=drawn_html,
            encoding=measured.encoding,
            segments=measured.segments,
            units=measured.units,
            beyond=measured.beyond,
        )

    def _once(self, item: ContentItem) -> Rendered:
        """The message with its merge fields still open."""
        name = digest(item)
        drawn = self._drawn.get(name)
        if drawn is None:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[name] = self._draw(item)
        return drawn

    def _draw(self, item: ContentItem) -> Rendered:
        url, hosts = self._url(item), self._workspace.allowed_hosts
        brand = self._workspace.sender.brand or self._workspace.name
        plain = item.model_copy(update={"parts": {part: as_text(text) for part, text in item.parts.items()}})
        if item.channel == "email":
            return Rendered(text=email_text(plain, url=url), html=email_html(item, url=url, hosts=hosts, brand=brand))
        shown = preview(item, url=url, hosts=hosts, brand=brand)
        if item.channel == "sms":
            return Rendered(text=item.parts.get("text", ""), html=shown)
        told = "\n\n".join(plain.parts[part] for part in PARTS[item.channel] if plain.parts.get(part))
        return Rendered(text=told, html=shown)

    def _url(self, item: ContentItem) -> str:
        products = self._workspace.products
        if not item.product_id or item.product_id not in products:
            return ""
        url = products[item.product_id].url
        return url.in_(item.locale) if url else ""

    def _typical(self, locale: str) -> dict[str, str]:
        """What merge fields take up when they are not filled yet: their fall-backs, and an address of usual length."""
        spoken = language_of(locale)
        values = {name: field.fallback.get(spoken, "") for name, field in self._workspace.merge_fields.items()}
        host = next(iter(self._workspace.allowed_hosts), "example.com")
        return {"unsubscribe_url": f"https://{host}/b/a1b2c3", **values}
