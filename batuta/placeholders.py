"""The places in approved copy that facts fill: `{product}`, `{fact.annual_fee}`, `{window.end}`.

`{{first_name}}` is a merge field: it stays, and is filled for each person when the message is sent.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

MERGE_FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
PLACEHOLDER = re.compile(
    r"(?<!\{)\{(product|sender|brand|url|window\.(?:start|end)|fact\.[a-z][a-z0-9_]*(?:\.(?:value|conditions))?)\}(?!\})"
)
_BEGINS = re.compile(r"(?:^|[.!?…]\s+|[¿¡]|\n\s*)$")
_INITIAL = re.compile(r"\b[A-Z]\.$")


class Filled(NamedTuple):
    text: str
    used: tuple[str, ...]
    """The names of the places that were filled, in order."""


def broken_placeholder(text: str) -> str | None:
    """The first pair of braces that neither a fact nor a merge field can fill, or None.

    >>> broken_placeholder("Hola, {{first_name}}: {product} {fact.fee.amount}")
    '{fact.fee.amount}'
    """
    rest = PLACEHOLDER.sub("", MERGE_FIELD.sub("", text))
    wrong = re.search(r"\{\{?[^{}]*\}?\}?|\}", rest)
    return wrong.group() if wrong else None


def filled(text: str, words_for: Callable[[str], str | None]) -> Filled | None:
    """The text with every place filled; None where one has no words.

    Words that come to stand at the beginning of a sentence get a capital letter; a full stop is not doubled.

    >>> filled("{product}. {fact.fee}.", {"product": "Tarjeta Oro", "fact.fee": "sin cuota"}.get).text
    'Tarjeta Oro. Sin cuota.'
    >>> filled("De {sender}, Madrid. {url}", {"sender": "Luz, S.A.", "url": "https://luz.example"}.get).text
    'De Luz, S.A., Madrid. https://luz.example'
    """
    built: list[str] = []
    used: list[str] = []
    last = 0
    for match in PLACEHOLDER.finditer(text):
        words = words_for(match.group(1))
        if not words:
            return None
        built.append(text[last : match.start()])
        words = words.strip()
        begins = _BEGINS.search("".join(built)) or not "".join(built).strip()
        if begins and match.group(1) != "url":
            words = words[:1].upper() + words[1:]
        following = text[match.end() : match.end() + 1]
        # The point of S.A. is part of the name: before a comma it stays.
        if words.endswith(".") and (following == "." or (following in (",", ";") and not _INITIAL.search(words))):
            words = words[:-1]
        built.append(words)
        used.append(match.group(1))
        last = match.end()
    return Filled("".join((*built, text[last:])), tuple(used))
