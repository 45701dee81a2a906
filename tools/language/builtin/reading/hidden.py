"""Text that a person would not have seen: comments, mark-up, encoded or invisible characters."""

import re
from collections.abc import Iterator

_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\U000e0000-\U000e007f]")
_FIRST_TAG = 0xE0000
_TAG = re.compile(r"<[a-z/!][^<>\n]{0,400}>", re.IGNORECASE)
_SILENT_ELEMENT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_CONCEALED = re.compile(
    r"<(\w{1,20})[^<>]{0,400}(?:display:\s?none|font-size:\s?0|visibility:\s?hidden)[^<>]{0,400}>", re.IGNORECASE
)
_ENCODED = re.compile(r"(?<![\w/+])(?:[A-Za-z0-9+/]{40,}={0,2}|(?:\\u[0-9a-fA-F]{4}){4,}|(?:%[0-9a-fA-F]{2}){8,})")

Stretch = tuple[int, int]


def hidden_text(text: str) -> list[Stretch]:
    """Stretches that say something and are not shown."""
    found = list(_comments(text))
    found += [match.span() for match in _ENCODED.finditer(text)]
    found += list(_elements(text, _CONCEALED))
    tags = [match.start() for match in _UNSEEN.finditer(text) if ord(match.group()) > _FIRST_TAG]
    return [*found, (tags[0], tags[-1] + 1)] if tags else found


def silent_marks(text: str) -> list[Stretch]:
    """Stretches that only mark up: tags, scripts, characters without width."""
    found = [match.span() for match in _UNSEEN.finditer(text)]
    found += [match.span() for match in _TAG.finditer(text)]
    return [*found, *_elements(text, _SILENT_ELEMENT)]


def _comments(text: str) -> Iterator[Stretch]:
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at)
        if end < 0:
            return
        yield at, end + 3
        at = text.find("<!--", end)


def _elements(text: str, opening: re.Pattern[str]) -> Iterator[Stretch]:
    """From such a tag to its closing one; each tag is looked for once, however many there are."""
    match = opening.search(text)
    while match:
        closing = re.compile(rf"</{match[1]}[^<>]{{0,100}}>", re.IGNORECASE).search(text, match.end())
        if closing is None:
            return
        yield match.start(), closing.end()
        match = opening.search(text, closing.end())
