"""A document as sections under their headings, cut where they grow too long; the words stay as written."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

LONGEST = 900
"""Characters of a passage; a longer section is cut between paragraphs."""


class Section(NamedTuple):
    """A piece of a document; `line` counts from 1 in the text that was given."""

    headings: tuple[str, ...]
    text: str
    line: int


_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKED_UP = re.compile(r"</(?:h[1-6]|p|li|div|td)>", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def sections_of(text: str, suffix: str) -> tuple[Section, ...]:
    """The sections of Markdown, HTML or plain text, by the file's ending; empty ones are left out."""
    if suffix in (".html", ".htm") or (suffix == ".txt" and _MARKED_UP.search(text)):
        text = as_markdown(_TEMPLATE.sub("", text))
    return tuple(piece for section in _under_headings(text) for piece in _cut(section))


def _under_headings(text: str) -> Iterator[Section]:
    # Comments become empty lines, so that the lines below keep their numbers.
    lines = _COMMENT.sub(lambda hidden: "\n" * hidden.group().count("\n"), text).splitlines()
    path: dict[int, str] = {}
    collected: list[str] = []
    start = 1
    fenced = False
    for number, line in enumerate(lines, start=1):
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        underlined = not fenced and len(collected) == 1 and collected[0].strip() and _UNDERLINE.match(line)
        if not heading and not underlined:
            if not collected and not line.strip():
                start = number + 1
                continue
            collected.append(line)
            continue
        if underlined:
            level, title = (1 if line.startswith("=") else 2), collected.pop().strip()
        elif heading:
            level, title = len(heading.group(1)), heading.group(2)
        yield Section(tuple(path[key] for key in sorted(path)), "\n".join(collected).strip("\n"), start)
        path = {key: value for key, value in path.items() if key < level} | {level: plain(title)}
        collected, start = [], number + 1
    yield Section(tuple(path[key] for key in sorted(path)), "\n".join(collected).strip("\n"), start)


def _cut(section: Section) -> Iterator[Section]:
    if not section.text.strip():
        return
    if len(section.text) <= LONGEST:
        yield section
        return
    start, line, size = 0, section.line, 0
    lines = section.text.splitlines()
    held: list[str] = []
    for place, current in enumerate(lines):
        fits = size + len(current) + 1 <= LONGEST
        breathing = not current.strip() or current.lstrip().startswith(("-", "*", "|", "1", "2", "3", "•"))
        if held and (not fits or (size > LONGEST * 0.6 and breathing)):
            yield Section(section.headings, "\n".join(held).strip("\n"), line + start)
            held, size, start = [], 0, place
        if held or current.strip():
            held.append(current)
            size += len(current) + 1
        else:
            start = place + 1
    if held:
        yield Section(section.headings, "\n".join(held).strip("\n"), line + start)


def plain(heading: str) -> str:
    """A heading without its marks: `**Voice** [link](x) {#id}` is `Voice link`."""
    bare = re.sub(r"\{[#.:][^}]*\}|`|\*\*|__", "", heading)
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", bare).strip(" *_")


def as_markdown(html: str) -> str:
    """The words of a page under their headings."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.written)


class _Reader(HTMLParser):
    """Keeps the words, headings, paragraphs and list items of a page; scripts and styles are not words."""

    _SILENT = frozenset({"script", "style", "template", "noscript", "head"})
    _BREAKS = frozenset({"p", "div", "section", "article", "tr", "table", "ul", "ol", "blockquote", "br", "dl", "dd"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._silent += 1
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.written.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag in ("li", "dt"):
            self.written.append("\n- ")
        elif tag in ("td", "th"):
            self.written.append(" | ")
        elif tag in self._BREAKS:
            self.written.append("\n\n" if tag != "br" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div"):
            self.written.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            words = re.sub(r"\s+", " ", data)
            self.written.append(words if self.written and self.written[-1][-1:] not in ("\n", "") else words.lstrip())
