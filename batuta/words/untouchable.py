"""Pieces of a text that no rewriting may reach into: merge fields and places, addresses of pages and of people."""

import re
from collections.abc import Callable

_UNTOUCHABLE = re.compile(
    r"\{\{[^{}]*\}\}|\{[^{}\s]*\}"
    r"|(?:https?://|www\.)[^\s<>\"'«»“”]*[^\s<>\"'«»“”.,;:!?)\]]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[\w-]+\.)+(?:com|org|net|example|es|mx|uk|eu|io|app)\b(?:/[^\s<>\"'«»“”]*[^\s<>\"'«»“”.,;:!?)\]])?"
)
_FIRST = 0xE000
"""The first of the 6,400 characters that Unicode leaves to private use: no alphabet has them, no rule changes them."""


def untouchable(text: str) -> tuple[tuple[int, int], ...]:
    """Where they are: start and end of each.

    >>> untouchable("Baja: {{unsubscribe_url}}.")
    ((6, 25),)
    """
    return tuple(match.span() for match in _UNTOUCHABLE.finditer(text))


def held(text: str) -> tuple[str, ...]:
    """The pieces themselves, in order."""
    return tuple(match.group() for match in _UNTOUCHABLE.finditer(text))


def rewritten(text: str, change: Callable[[str], str]) -> str:
    """The text changed everywhere else.

    >>> rewritten("your opt_out: {{opt_out}}", str.upper)
    'YOUR OPT_OUT: {{opt_out}}'
    """
    pieces: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        pieces.append(match.group())
        return chr(_FIRST + len(pieces) - 1)

    changed = change(_UNTOUCHABLE.sub(put_away, text))
    for place, piece in enumerate(pieces):
        changed = changed.replace(chr(_FIRST + place), piece)
    return changed


def digits(text: str) -> str:
    """All its digits, one after the other: what no change of words may change.

    >>> digits("5G, 29,90 €")
    '52990'
    """
    return "".join(letter for letter in text if letter.isdigit())
