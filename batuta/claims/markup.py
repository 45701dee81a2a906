"""What a reader sees of a text that may be HTML or Markdown, and what is hidden from them.

The pieces keep their place in the original, so that a finding can quote it.
"""

import re
from html.entities import html5
from typing import NamedTuple

_MARKUP = re.compile(
    # What is never closed hides nothing: a reviewer that stopped reading there could be silenced.
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|head)\b[^>]*>.*?</(?P=raw)\s*>"
    r"|</?[a-zA-Z][^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
    r"|\[(?P<words>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,500})\)"
    r"|\*\*|__",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_INLINE = re.compile(r"a|b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|abbr|cite|q|code|img")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0?(?:\.0\d*|(?<=0))(?![.\d])"
    r"|font-size\s*:\s*(?:0?\.\d+|[0-3](?:\.\d+)?)(?:px|pt)|font-size\s*:\s*(?:0(?:\.0\d*)?|0?\.[0-2]\d*)(?:r?em|%|;|$|\s)"
    r"|font-size\s*:\s*1%|(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|(?<![-\w])(?:left|right|top|bottom|margin-left|margin-top|text-indent)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0|scale\(\s*0|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])(color|background(?:-color)?)\s*:\s*([#\w]+(?:\([^)]*\))?)", re.IGNORECASE)
_NAMED = {"white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0)}
_TOO_CLOSE = 24
"""Steps of 255 in each colour by which ink must at least differ from paper to be read."""


class Piece(NamedTuple):
    """Visible characters and the part of the original they come from."""

    text: str
    start: int
    end: int


class Link(NamedTuple):
    """An address a text leads to, with the words people click."""

    target: str
    words: str
    start: int
    end: int


class Hidden(NamedTuple):
    """Words that are in the message and that nobody sees."""

    text: str
    start: int
    end: int


class Seen(NamedTuple):
    pieces: tuple[Piece, ...]
    links: tuple[Link, ...]
    hidden: tuple[Hidden, ...]


def seen(raw: str) -> Seen:
    """Split a text into what is visible, where it leads, and what is hidden.

    >>> seen('<p>Hola <b>Ana</b></p><div style="display:none">comisión 3 %</div>').hidden[0].text
    'comisión 3 %'
    """
    if not any(sign in raw for sign in "<&[*_"):
        return Seen((Piece(raw, 0, len(raw)),) if raw else (), (), ())
    walk = _Walk(raw)
    place = 0
    for found in _MARKUP.finditer(raw):
        walk.words(place, found.start())
        walk.mark(found)
        place = found.end()
    walk.words(place, len(raw))
    return Seen(tuple(walk.pieces), tuple(walk.links), tuple(walk.hidden))


class _Walk:
    """One pass over the marks of a text; keeps the open elements and which of them hide their content."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.pieces: list[Piece] = []
        self.links: list[Link] = []
        self.hidden: list[Hidden] = []
        self._open: list[tuple[str, bool]] = []
        self._anchor: tuple[str, int] | None = None

    def words(self, start: int, end: int) -> None:
        if start == end:
            return
        text = self.raw[start:end]
        if any(hides for _, hides in self._open):
            if text.strip():
                self.hidden.append(Hidden(text.strip(), start, end))
        else:
            self.pieces.append(Piece(text, start, end))

    def mark(self, found: re.Match[str]) -> None:
        whole, start, end = found.group(), found.start(), found.end()
        if whole.startswith("&"):
            self.pieces.append(Piece(_entity(whole), start, end))
        elif whole.startswith("["):
            words_from, words_to = found.span("words")
            self.words(words_from, words_to)
            self.links.append(Link(found["target"], found["words"], start, end))
        elif whole.startswith("<!--") and "[if" not in whole:
            comment = whole.removeprefix("<!--").removesuffix("-->").strip()
            if comment:
                self.hidden.append(Hidden(comment, start, end))
        elif whole.startswith("<") and found["raw"] is None:
            self._tag(whole, start, end)

    def _tag(self, whole: str, start: int, end: int) -> None:
        named = _NAME.match(whole)
        name = named[1].lower() if named else ""
        if whole.startswith("</"):
            self._close(name, end)
            if not _INLINE.fullmatch(name):
                self.pieces.append(Piece("\n", start, end))
            return
        attributes = {key.lower(): first or second or third for key, first, second, third in _ATTRIBUTE.findall(whole)}
        if not _INLINE.fullmatch(name):
            self.pieces.append(Piece("\n", start, end))
        if name == "img" and attributes.get("alt"):
            self.pieces.append(Piece(f" {attributes['alt']} ", start, end))
        if name == "a" and attributes.get("href"):
            self._anchor = (attributes["href"], end)
        if name not in _VOID and not whole.endswith("/>"):
            self._open.append((name, _hides(whole, attributes)))

    def _close(self, name: str, end: int) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index:]
                break
        if name == "a" and self._anchor:
            target, words_from = self._anchor
            words = re.sub(r"<[^>]*>", " ", self.raw[words_from:end].rpartition("<")[0])
            self.links.append(Link(target, " ".join(words.split()), words_from, end))
            self._anchor = None


def _entity(whole: str) -> str:
    body = whole[1:-1]
    if body.startswith("#"):
        hexadecimal = body[1] in "xX"
        code = int(body[2 if hexadecimal else 1 :], 16 if hexadecimal else 10)
        return chr(code) if 0 < code < 0x110000 else " "
    return html5.get(f"{body};", whole)


def _hides(tag: str, attributes: dict[str, str]) -> bool:
    style = attributes.get("style", "")
    if _INVISIBLE.search(style) or re.search(r"\shidden(?:\s|>|=)", tag, re.IGNORECASE):
        return True
    colours = {kind.lower()[:5]: value.replace(" ", "").lower() for kind, value in _COLOUR.findall(style)}
    ink, paper = colours.get("color") or attributes.get("color", "").lower(), colours.get("backg", "")
    if not ink:
        return False
    if ink in (paper, "transparent"):
        return True
    written, ground = _shade(ink), _shade(paper) if paper or "backg" in style else _NAMED["white"]
    return (
        written is not None
        and ground is not None
        and all(abs(one - other) < _TOO_CLOSE for one, other in zip(written, ground, strict=True))
    )


def _shade(colour: str) -> tuple[int, int, int] | None:
    """Red, green and blue of a colour as style sheets write it; None where it cannot be told."""
    if colour in _NAMED:
        return _NAMED[colour]
    digits = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", colour)
    if digits:
        pairs = re.findall("..", digits[1]) if len(digits[1]) == 6 else [sign * 2 for sign in digits[1]]
        red, green, blue = (int(pair, 16) for pair in pairs)
        return red, green, blue
    numbers = re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]+)?\)", colour)
    return (int(numbers[1]), int(numbers[2]), int(numbers[3])) if numbers else None
