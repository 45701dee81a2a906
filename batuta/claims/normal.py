"""One spelling for every way to write the same words, with the place in the original kept.

Folding drops case, accents, invisible characters, mark-up and look-alike letters, so that phrases need be
written once. A line break in folded text is the end of a sentence; nothing else is.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from batuta.claims.disguise import LOOKALIKES, undone
from batuta.claims.markup import Hidden, Link, seen
from batuta.words.data import listed

_KEPT = {"º": "º", "ª": "ª", "°": "º", "’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "·": "·"}
_FOOTNOTE = dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹†‡", "*")
_SQUARED = {
    **{chr(0x1F150 + offset): chr(97 + offset) for offset in range(26)},
    **{chr(0x1F170 + offset): chr(97 + offset) for offset in range(26)},
}
_SPECIAL = {**_KEPT, **_FOOTNOTE, **_SQUARED, "\N{COMBINING ENCLOSING KEYCAP}": ""}
_SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken at the end of a line: honest typesetting, and no hiding place once folded away."""
_END = re.compile(r"[.!?…]+[\"'»”)\]]*(?=\s)|[;•|¦]|\n")
_PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f] ")
"""A picture before a capital letter ends a sentence as a full stop does."""
_WORD = re.compile(r"[a-z0-9]+")
_EURO = re.compile(r"(?<=\d)e(?=/|\s|[.,;:)!]|$)")
"""`24,79e/mes`, as text messages write it."""
_SHORTENED = frozenset({
    "incl", "excl", "instalac", "condic", "cond", "perm", "mens", "prom", "promoc", "tarj", "restr", "rescis", "velo",
    "mont", "contr", "penaliz", "info", "cuot", "bonif", "req", "mths", "instal", "subj", "repr", "represent",
})  # fmt: skip
"""What notices and text messages leave unfinished, besides the abbreviations of ordinary prose."""
WRAPPED = 60
"""A line this long that ends without a full stop was broken by a mail program, not by its author."""


class Normal(NamedTuple):
    """A folded text and where each of its characters comes from."""

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    links: tuple[Link, ...]
    hidden: tuple[Hidden, ...]
    smuggled: tuple[tuple[int, int], ...]
    """Places in the original where invisible characters or foreign look-alikes stand inside a word."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text comes from."""
        if start >= end or not self.starts:
            return (0, 0)
        return self.starts[start], self.ends[min(end, len(self.ends)) - 1]

    def quote(self, start: int, end: int) -> str:
        first, last = self.place(start, end)
        return self.raw[first:last]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a place, without its line breaks."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def normal(raw: str, known: Collection[str] = ()) -> Normal:
    """Fold a text.

    known: words worth undoing a disguise for.

    >>> folded = normal("Préstamo <b>ＧＲÁＴＩＳ</b>. ¡Hoy!")
    >>> folded.text, folded.quote(9, 15)
    ('prestamo gratis.\\n¡hoy!', 'ＧＲÁＴＩＳ')
    """
    visible = seen(raw)
    latin = _mostly_latin(raw)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    smuggled: list[tuple[int, int]] = []
    for piece in visible.pieces:
        verbatim = len(piece.text) == piece.end - piece.start
        for index, character in enumerate(piece.text):
            start = piece.start + index if verbatim else piece.start
            end = start + 1 if verbatim else piece.end
            folded = _folded(character)
            if latin and folded in LOOKALIKES:
                if _touches_latin(piece.text, index) and folded not in "ıłđøœæßþ":
                    smuggled.append((start, end))
                folded = LOOKALIKES[folded]
            if not folded and character != _SOFT_HYPHEN and _invisible(character) and _inside_word(piece.text, index):
                smuggled.append((start, end))
            for sign in folded:
                letters.append(sign)
                starts.append(start)
                ends.append(end)
    text, starts, ends = _spaced("".join(letters), starts, ends)
    text = _EURO.sub("€", _sentenced(text, raw, starts))
    text, starts, ends = _revealed(text, starts, ends, known)
    return Normal(raw, text, tuple(starts), tuple(ends), visible.links, visible.hidden, tuple(smuggled))


def fold(words: str) -> str:
    """The folded spelling of a phrase or name.

    >>> fold("Crédito Á la Carte")
    'credito a la carte'
    """
    return " ".join("".join(_folded(character) for character in words).split())


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character in "\n\r":
        return "\n"
    if character.isspace():
        return " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)).casefold()
    return "" if all(unicodedata.category(c) in ("Cf", "Mn", "Cc") for c in plain) else plain


def _invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _inside_word(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return before.isalpha() and after.isalpha()


def _touches_latin(text: str, index: int) -> bool:
    return any("a" <= neighbour.lower() <= "z" for neighbour in text[max(0, index - 1) : index + 2])


def _mostly_latin(raw: str) -> bool:
    """Whether foreign letters are a disguise rather than the language of the text."""
    foreign = sum(character > "ʯ" and character.isalpha() for character in raw)
    return foreign == 0 or foreign * 3 < sum(character.isalpha() for character in raw)


def _spaced(text: str, starts: list[int], ends: list[int]) -> tuple[str, list[int], list[int]]:
    """One blank for several; several line breaks stay two."""
    if not re.search(r"[ \n]{2}|^[ \n]|[ \n]$", text):
        return text, starts, ends
    kept = [
        match
        for run in re.finditer(r"[ \n]+|[^ \n]+", text)
        for match in ([run.start()] if run.group()[0] in " \n" else range(run.start(), run.end()))
    ]
    letters = []
    for index in kept:
        sign = text[index]
        if sign in " \n":
            run = re.compile(r"[ \n]+").match(text, index)
            breaks = run.group().count("\n") if run else 0
            sign = "\r" if breaks > 1 else "\n" if breaks else " "
        letters.append(sign)
    return "".join(letters), [starts[index] for index in kept], [ends[index] for index in kept]


def _sentenced(text: str, raw: str, starts: list[int]) -> str:
    """Turn blanks that end a sentence into line breaks, and line breaks that do not into blanks."""
    signs = list(text)
    line_from = 0
    for index, sign in enumerate(signs):
        if sign == "\r":
            signs[index] = "\n"
            line_from = index + 1
        elif sign == "\n":
            following = raw[starts[index + 1]] if index + 1 < len(starts) else ""
            before = text[index - 1] if index else ""
            wrapped = index - line_from >= WRAPPED and before not in ".!?:"
            if following.islower() or wrapped:
                signs[index] = " "
            line_from = index + 1
    joined = "".join(signs)
    for match in _END.finditer(joined):
        if match.group()[0] == "." and _abbreviates(joined, match.start(), raw, starts, match.end()):
            continue
        at = match.end() if match.end() < len(signs) and signs[match.end()] in " \n" else match.end() - 1
        if signs[at] in " \n;•|¦":
            signs[at] = "\n"
    for match in _PICTURE.finditer(joined):
        following = raw[starts[match.end()]] if match.end() < len(starts) else ""
        if following.isupper() or following in "¡¿":
            signs[match.end() - 1] = "\n"
    return "".join(signs)


def _abbreviates(text: str, dot: int, raw: str, starts: list[int], after: int) -> bool:
    word = re.search(r"[a-z]+$", text[max(0, dot - 12) : dot])
    following = next((raw[starts[i]] for i in range(after, len(starts)) if text[i] != " "), "")
    if word is None:
        return following.islower()
    if len(word.group()) > 3 and word.group() not in listed("abbreviations.txt") | _SHORTENED:
        return False
    if following.islower():
        return True
    if len(word.group()) == 1:
        return not following.isupper() or text[dot - 2 : dot - 1] in ". "
    return word.group() in listed("abbreviations.txt") and not (
        following.isupper() and word.group() in ("inc", "ltd", "co", "corp")
    )


def _revealed(
    text: str, starts: list[int], ends: list[int], known: Collection[str]
) -> tuple[str, list[int], list[int]]:
    """Put the plain word where a disguised one stands; its letters share the disguise's place."""
    found = undone(text, known) if known else []
    if not found:
        return text, starts, ends
    letters: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    place = 0
    for item in found:
        letters.append(text[place : item.start])
        new_starts += starts[place : item.start]
        new_ends += ends[place : item.start]
        letters.append(item.word)
        new_starts += [starts[item.start]] * len(item.word)
        new_ends += [ends[item.end - 1]] * len(item.word)
        place = item.end
    letters.append(text[place:])
    return "".join(letters), new_starts + starts[place:], new_ends + ends[place:]
