"""A message as a post: one paragraph block a part, which a person can edit in WordPress and we can read back exactly.

<!-- wp:paragraph {"className":"batuta-subject"} -->
<p class="batuta-subject">Tu fibra, el doble de rápida</p>
<!-- /wp:paragraph -->
"""

import html
import json
from collections.abc import Mapping
from html.parser import HTMLParser

PREFIX = "batuta-"
_LEADS = frozenset({"href", "action", "formaction"})
"""Attributes that lead a reader somewhere."""


def as_blocks(parts: Mapping[str, str]) -> str:
    """The raw content of a post that holds these parts, in their order."""
    return "\n\n".join(_block(part, words) for part, words in parts.items())


def parts_of(raw: str) -> dict[str, str]:
    """The parts that a post's raw content holds; the whole text as `body` where it was not made by us.

    >>> parts_of(as_blocks({"subject": "A & B", "body": "first" + chr(10) + "second"}))
    {'subject': 'A & B', 'body': 'first\\nsecond'}
    """
    reader = _Reader()
    reader.feed(raw)
    reader.close()
    if reader.parts:
        return {part: "".join(pieces) for part, pieces in reader.parts.items()}
    whole = "\n".join(line for line in (" ".join(line.split()) for line in "".join(reader.rest).split("\n")) if line)
    return {"body": whole} if whole else {}


def beside_of(raw: str) -> str:
    """What a post of ours says besides its parts.

    >>> beside_of(as_blocks({"body": "ours"}) + "<p>and this</p>")
    'and this'
    """
    reader = _Reader()
    reader.feed(raw)
    reader.close()
    return " ".join("".join(reader.rest).split()) if reader.parts else ""


def links_of(raw: str) -> tuple[str, ...]:
    """Where everything in a post leads that a reader can follow, or that leads by itself; each address once.

    >>> links_of('<p class="batuta-cta"><a href="https://x.example/a">Go</a></p>')
    ('https://x.example/a',)
    """
    reader = _Reader()
    reader.feed(raw)
    reader.close()
    return tuple(dict.fromkeys(reader.links))


def _block(part: str, words: str) -> str:
    name = f"{PREFIX}{part}"
    shown = html.escape(words, quote=False).replace("\n", "<br>")
    opened, closed = f"<!-- wp:paragraph {json.dumps({'className': name})} -->", "<!-- /wp:paragraph -->"
    return f'{opened}\n<p class="{name}">{shown}</p>\n{closed}'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, list[str]] = {}
        self.rest: list[str] = []
        self.links: list[str] = []
        self._part = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value.strip() for name, value in attrs if name in _LEADS and value and value.strip()]
        if tag == "br":
            self._say("\n")
            return
        if tag in ("p", "div", "h1", "h2", "h3", "li"):
            self.rest.append("\n")
            classes = (dict(attrs).get("class") or "").split()
            self._part = next((name.removeprefix(PREFIX) for name in classes if name.startswith(PREFIX)), "")
            if self._part in self.parts:
                # A person split a paragraph in two: both belong to the part.
                self.parts[self._part].append("\n")
            elif self._part:
                self.parts[self._part] = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._part = ""

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, words: str) -> None:
        (self.parts[self._part] if self._part else self.rest).append(words)
