"""The product that a few facts are about, by the name they give it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from batuta.words.data import listed
from batuta.words.spanish_verbs import infinitives_of
from batuta.words.tokens import fold

_WORD = r"(?:[A-ZÁÉÍÓÚÑ][\w+-]*|\d+\s?(?:GB|Mb|Gb|MB|TB|G)\b)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:de|del|la|el|y|of|the|&)\s+)?{_WORD})*")
_STARTS = re.compile(r"(?:^|[.!?:;\n]\s*|[¿¡]\s*)[«“\"(]?$")

_MEANS = re.compile(r"\b(?:by|via|through|mediante|por|a través de) $", re.IGNORECASE)
"""`£55 by Direct Debit`: how something is done."""


class Named(NamedTuple):
    name: str
    source: str
    """The fact in which it stands; empty where only the need says it."""


def product_named(facts: Sequence[tuple[str, str]], need: str) -> Named | None:
    """The name that most of the texts share, the longest first; facts as (id, text).

    >>> product_named([("f1", "La Cuenta Clara no tiene comisiones."), ("f2", "Cuenta Clara: 0 € al mes.")], "")
    Named(name='Cuenta Clara', source='f1')
    """
    counted: dict[str, set[str]] = {}
    for source, text in (*facts, ("", need)):
        for start, end in name_spans(text):
            if not _of_something_else(text, start, end):
                counted.setdefault(text[start:end], set()).add(source)
    texts = [(source, text) for source, text in (*facts, ("", need))]

    others = {need[start:end] for start, end in name_spans(need) if _of_something_else(need, start, end)}

    def worth(name: str) -> tuple[int, bool, int]:
        return (sum(fold(name) in fold(text) for _, text in texts), " " in name, len(name))

    # One word with a capital in a single place is as likely a town, a plan's kind or a person.
    sure = [name for name in counted if name not in others]
    sure = [name for name in sure if " " in name or "-" in name or worth(name)[0] > 1]
    # `Fixed` is half of `Fixed 12`, and a bare figure in a heading looks like a claim.
    sure = [name for name in sure if not any(re.search(rf"{re.escape(name)} \d", text) for _, text in texts)]
    best = max(sure, key=worth, default=None)
    if best is None:
        return None
    source = next((source for source, text in facts if fold(best) in fold(text)), "")
    return Named(best, source)


_ELSEWHERE = re.compile(
    r"\b(?:in|from|at|to|near|on|en|desde|hacia|a)\s+(?:all\s+|the\s+|our\s+|todas?\s+(?:las?\s+)?|los?\s+|las?\s+|el\s+)?$"
)
"""`Flights from Manchester`, `members on the Flex plan`: where something is, or what people have already."""
_BESIDE = re.compile(r"\b(?:with|con|como|such as|including|para|for)\s+(?:[A-ZÁÉÍÓÚÑ][\w ]*(?:,|\by\b|\band\b)\s*)*$")
"""`It integrates with Slack and Google Drive`: the names of others."""
_PEOPLE = re.compile(
    r"\s+(?:plan\s+)?(?:members|customers|users|holders|clientes|socios|usuarios|titulares)\b", re.IGNORECASE
)


def _of_something_else(text: str, start: int, end: int) -> bool:
    before = text[:start]
    return bool(_ELSEWHERE.search(before) or _BESIDE.search(before) or _PEOPLE.match(text, end))


def name_spans(text: str) -> list[tuple[int, int]]:
    """Where names stand: words with capitals that are not only the beginning of a sentence."""
    found: list[tuple[int, int]] = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match.group().split()
        opens = bool(_STARTS.search(text[:start]))
        while words and fold(words[0]) in listed("not_names.txt"):
            start += len(words[0])
            start += len(text[start:]) - len(text[start:].lstrip())
            words, opens = words[1:], False
        if opens and len(words) > 1 and _invites(words[0]):
            start += len(words[0])
            start += len(text[start:]) - len(text[start:].lstrip())
            words, opens = words[1:], False
        while words and fold(words[-1]) in listed("not_names.txt"):
            end = start + len(text[start:end].rstrip()) - len(words[-1])
            words = words[:-1]
        # A single capital at the beginning of a sentence is only its beginning.
        if not words or not words[0][0].isupper() or (len(words) == 1 and (opens or len(words[0]) < 3)):
            continue
        if (len(words) == 1 and words[0].isupper()) or _MEANS.search(text[:start]):
            continue
        found.append((start, start + len(text[start:end].rstrip())))
    return found


def _invites(word: str) -> bool:
    """`Get 40 GB`, `Descubre Cuenta Clara`: a verb that opens the sentence, and no part of the name."""
    if fold(word) in listed("opening_verbs.txt"):
        return True
    return bool(infinitives_of(word.lower()) & listed("claims/soft.es.txt"))
