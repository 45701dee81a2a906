"""Whether a drawn message can be read: the contrast of its colours, and what it would fetch.

Source: WCAG 2.2, 1.4.3 and the definition of relative luminance.
"""

import re
from typing import NamedTuple

ENOUGH = 4.5
"""Contrast of text of normal size, level AA."""

_STYLE = re.compile(r'style="([^"]*)"', re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*?)(/?)>", re.IGNORECASE)
_VOID = frozenset({"br", "img", "meta", "link", "hr", "input", "col", "wbr", "source"})
_FETCHING_TAG = re.compile(
    r"<(?:script|iframe|object|embed|link|video|audio|source|form)\b|\b(?:src|srcset|poster)\s*=|url\(|"
    r"\bbackground\s*=\s*[\"']?http",
    re.IGNORECASE,
)
_FETCHING_RULE = re.compile(r"@import|url\(", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z!/][^>]*>", re.IGNORECASE)
_STYLES = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Faint(NamedTuple):
    """Text that is hard to read on what lies behind it."""

    text: str
    colour: str
    behind: str
    ratio: float


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1..21.

    >>> round(contrast("#000000", "#ffffff")), round(contrast("#777", "#fff"), 2)
    (21, 4.48)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(document: str) -> tuple[Faint, ...]:
    """Text whose contrast is too low, by the colours that the elements around it declare."""
    found: list[Faint] = []
    stack: list[tuple[str, str, str]] = [("", "#000000", "#ffffff")]
    text_from = 0
    body = _COMMENT.sub("", document)
    body = re.sub(r"<(style|head|title)\b.*?</\1>", "", body, flags=re.DOTALL | re.IGNORECASE)
    for tag in _TAG.finditer(body):
        _look(body[text_from : tag.start()], stack[-1], found)
        text_from = tag.end()
        closing, name, attributes, alone = tag.groups()
        name = name.lower()
        if closing:
            while len(stack) > 1 and stack.pop()[0] != name:
                pass
        elif name not in _VOID and not alone:
            colour, behind = _declared(attributes, stack[-1][1], stack[-1][2])
            stack.append((name, colour, behind))
    _look(body[text_from:], stack[-1], found)
    return tuple(found)


def fetches(document: str) -> tuple[str, ...]:
    """What of a document would be fetched when it is shown; links that a person follows are not."""
    shown = _COMMENT.sub("", document)
    in_tags = (found for tag in _ANY_TAG.finditer(shown) for found in _FETCHING_TAG.finditer(tag.group()))
    in_rules = (found for style in _STYLES.finditer(shown) for found in _FETCHING_RULE.finditer(style.group(1)))
    return tuple(dict.fromkeys(found.group() for found in (*in_tags, *in_rules)))


def _look(text: str, here: tuple[str, str, str], found: list[Faint]) -> None:
    _, colour, behind = here
    words = " ".join(text.split())
    if not words or colour == "hidden":
        return
    ratio = contrast(colour, behind)
    if ratio < ENOUGH:
        found.append(Faint(words[:60], colour, behind, round(ratio, 2)))


def _declared(attributes: str, colour: str, behind: str) -> tuple[str, str]:
    match = _STYLE.search(attributes)
    declared: dict[str, str] = {}
    for rule in (match.group(1) if match else "").split(";"):
        name, _, value = rule.partition(":")
        declared[name.strip().lower()] = value.replace("!important", "").strip().lower()
    if declared.get("display") == "none" or colour == "hidden":
        return "hidden", behind
    new_colour = _hex(declared.get("color", "")) or colour
    background = declared.get("background-color") or declared.get("background", "")
    bgcolor = re.search(r'\bbgcolor="([^"]+)"', attributes, re.IGNORECASE)
    return new_colour, _hex(background) or _hex(bgcolor.group(1).lower() if bgcolor else "") or behind


def _hex(value: str) -> str:
    named = {"white": "#ffffff", "black": "#000000", "inherit": "", "transparent": "", "none": ""}
    for piece in value.split():
        if piece in named:
            return named[piece]
        if re.fullmatch(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", piece):
            return piece
        rgb = re.fullmatch(r"rgb\((\d+),(\d+),(\d+)\)", piece)
        if rgb:
            return "#" + "".join(f"{int(part):02x}" for part in rgb.groups())
    return ""


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
