"""Letters that pretend: look-alikes of other alphabets, figures for letters, words taken apart.

A disguise is undone only where what comes out is a word that policies look for, so that `5G`, `CO2` or
`B2B` stay what they are.
"""

import re
from collections.abc import Collection

LOOKALIKES: dict[str, str] = {
    **dict(zip("авеѕікмнорстухјԁԛԝһӏԍ", "abesikmhopctyxjdqwhlg", strict=True)),
    **dict(zip("αβεικνορτυχγωϲ", "abeikvoptuxywc", strict=True)),
    **dict(zip("ıłđøœæßþ", ("i", "l", "d", "o", "oe", "ae", "ss", "p"), strict=True)),
    "\N{LATIN LETTER SMALL CAPITAL A}": "a",
    "\N{LATIN LETTER SMALL CAPITAL E}": "e",
    "\N{LATIN LETTER SMALL CAPITAL I}": "i",
    "\N{LATIN SMALL LETTER SCRIPT G}": "g",
}
"""Case-folded look-alikes and what they look like. Source: Unicode TS 39, confusables, the common ones."""

_FIGURES = str.maketrans("01345789@$!|€£+", "oieastbgasiielt")
_MIXED = re.compile(r"(?<![a-z0-9@$!|€£+])(?=[a-z0-9@$!|€£+]*[a-z])[a-z0-9@$!|€£+]{3,}(?![a-z0-9@$|€£+])")
_SPELT = re.compile(r"(?<![a-z0-9])[a-z]([ .\-_*·•|/~]{1,2})[a-z](?:\1[a-z])+(?![a-z0-9])")
_CUT = re.compile(r"(?<![a-z0-9])[a-z]+(?:[.\-_*·•|~][a-z]+)+(?![a-z0-9])")
_GLUED = re.compile(
    r"(?<=\d)(?:gb|tb|mb|mbps|gbps|kg|km|kwh|ml|cl|gr|cm|eur|euros|usd|gbp|mxn|min|mins|hrs|hs|h|dias|meses|anos|months|years)"
    r"(?![a-z0-9])"
)
_PAIR = re.compile(r"(?<![a-z0-9])(?=([a-z]{2,}) ([a-z]{2,})(?![a-z0-9]))")


class Undone:
    """A stretch of folded text and the word it stands for."""

    __slots__ = ("end", "start", "word")

    def __init__(self, start: int, end: int, word: str) -> None:
        self.start, self.end, self.word = start, end, word


def undone(folded: str, known: Collection[str]) -> list[Undone]:
    """The disguised words of a text in reading order, without overlaps; units glued to figures stand alone.

    known: words that policies look for, folded; only these are worth a disguise.

    >>> [(u.word, folded[u.start:u.end]) for folded in ["dinero gr4t1s hoy"] for u in undone(folded, {"gratis"})]
    [('gratis', 'gr4t1s')]
    """
    found = [Undone(match.start(), match.end(), f" {match.group()}") for match in _GLUED.finditer(folded)]
    for match in _MIXED.finditer(folded):
        word = match.group()
        if word.isalpha() or not any(sign.isalpha() for sign in word):
            continue
        plain = word.rstrip("!|").translate(_FIGURES)
        if plain in known and plain != word:
            found.append(Undone(match.start(), match.start() + len(word.rstrip("!|")), plain))
    for match in _SPELT.finditer(folded):
        found.extend(_respelt(match, known))
    for match in _CUT.finditer(folded):
        parts = re.split(r"[^a-z]", match.group())
        plain = "".join(parts)
        if plain in known and not all(part in known for part in parts):
            found.append(Undone(match.start(), match.end(), plain))
    for match in _PAIR.finditer(folded):
        first, second = match.groups()
        if len(first + second) > 5 and first + second in known and first not in known and second not in known:
            found.append(Undone(match.start(1), match.end(2), first + second))
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Undone] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _respelt(match: re.Match[str], known: Collection[str]) -> list[Undone]:
    """The longest known words inside a run of single letters."""
    places = [match.start() + index for index, sign in enumerate(match.group()) if sign.isalpha()]
    letters = "".join(match.group()[place - match.start()] for place in places)
    found: list[Undone] = []
    first = 0
    while first < len(letters) - 2:
        last = next((end for end in range(len(letters), first + 2, -1) if letters[first:end] in known), first)
        if last > first:
            found.append(Undone(places[first], places[last - 1] + 1, letters[first:last]))
        first = max(last, first + 1)
    return found
