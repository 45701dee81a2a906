"""A text as sentences with their places; abbreviations, decimals and merge fields do not end one."""

import re
from typing import NamedTuple

_END = re.compile(r"(?:[.!?…]+[\"'”»)\]]*)(?=\s|$)|\n+")
_ABBREVIATIONS = (
    "EE UU S L A p ej e g i Sr Sra Dr Dra D Dña núm n nº pág art arts aprox máx mín tel tfno c av avda etc Mr Mrs "
    "Ms No vs approx max min Inc Ltd Co St U\\.S U\\.K a\\.m p\\.m S\\.A S\\.L S\\.A\\.U"
).replace(" ", "|")
_SHORT = re.compile(rf"(?:^|[\s(¿¡])(?:[A-ZÁÉÍÓÚÑ]|(?:{_ABBREVIATIONS}|EE\. UU))\.$", re.IGNORECASE)


class Span(NamedTuple):
    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """
    >>> [s.text for s in sentences("Sin cuota el primer año. Después, 45 € al año.\\nPídela hoy")]
    ['Sin cuota el primer año.', 'Después, 45 € al año.', 'Pídela hoy']
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _abbreviated(text, start, match):
            continue
        _keep(found, text, start, match.end())
        start = match.end()
    _keep(found, text, start, len(text))
    return tuple(found)


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    """The point belongs to the word before it, and a sentence does not plainly begin after it."""
    after = text[match.end() :].lstrip(" \t")
    if not after or after[0] == "\n" or not _SHORT.search(text[start : match.end()]):
        return False
    company = re.search(r"\bS\.\s?[AL]\.(?:U\.)?$|\betc\.$|[ap]\.\s?m\.$", text[start : match.end()], re.IGNORECASE)
    return not (company and (after[0].isupper() or after[0] in "¿¡{"))


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + len(piece) - len(piece.lstrip())
        found.append(Span(bare, begin, begin + len(bare)))


def word_count(text: str) -> int:
    """Words as a reader counts them: a figure with its sign, or a merge field, is one.

    >>> word_count("Hola, {{first_name}}: paga 29,90 €")
    4
    """
    return sum(any(letter.isalnum() for letter in piece) for piece in text.split())
