"""A sentence in its clauses, and the lesser pieces between commas."""

import re
from functools import lru_cache
from itertools import pairwise

_EDGE = re.compile(
    r"[.;!?()\n](?!\d)|\s[–—-]\s|"
    r",?\s+(?=(?:y |and )?(?:después|luego|posteriormente|más tarde|entonces|then|afterwards?|thereafter|"
    r"pero|but|aunque|although|a partir del? (?:segundo|año|mes)|from the (?:second|third|\d+))\b)",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"\([^\W\d_]{1,12}\)")
"""`A nominal rate (TIN) of 15.90%`: what is in brackets is the same thing's short name."""


@lru_cache(maxsize=8192)
def clause_edges(text: str) -> tuple[int, ...]:
    """Where one clause ends and the next begins: `29,90 € al mes, | después 42 €`."""
    short = [match.span() for match in _SHORT_NAME.finditer(text)]
    return tuple(
        match.end()
        for match in _EDGE.finditer(text)
        if 0 < match.end() < len(text) and not any(first <= match.start() < last for first, last in short)
    )


def clause_at(text: str, place: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    return _around((0, *clause_edges(text), len(text)), place)


def segment_at(text: str, place: int) -> tuple[int, int]:
    """The same, cut at commas and at `and` as well: one item of an enumeration."""
    first, last = clause_at(text, place)
    cuts = [match.end() for match in _JOINTS.finditer(text, first, last)]
    return _around((first, *cuts, last), place)


_JOINTS = re.compile(r",(?!\d)\s*(?:y |e |and )?|\s+(?:y|e|and)\s+", re.IGNORECASE)


def _around(edges: tuple[int, ...], place: int) -> tuple[int, int]:
    for first, last in pairwise(edges):
        if place < last:
            return first, last
    return edges[-2], edges[-1]
