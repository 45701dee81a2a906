"""Figures as people write them: `1.500,50`, `1,500.50`, `8k`, `1,5 millones`, `veintinueve`, `twenty-nine`."""

import re

from batuta.text import Language
from batuta.words.data import lines
from batuta.words.tokens import fold

DIGITS = r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
"""The regular expression of a figure in digits; `readings` says what it may mean."""

SCALES = {
    "k": 1e3, "mil": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "millon": 1e6, "millones": 1e6,
    "million": 1e6, "millions": 1e6, "mill": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip


def readings(digits: str, language: Language) -> tuple[float, ...]:
    """What a figure in digits may mean, the likeliest first.

    A point or comma before exactly three last digits is read both ways: `1.500` is a thousand and a half
    in Spain and one and a half in Mexico.

    >>> readings("1.500", "es"), readings("1,500.50", "en"), readings("29,90", "es")
    ((1500.0, 1.5), (1500.5,), (29.9,))
    """
    plain = re.sub(r"[’'\u00a0\u202f ]", "", digits)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return (float(plain),)
    last = marks[-1]
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return (float(plain.replace(other, "").replace(last, ".")),)
    tail = plain.rsplit(last, 1)[1]
    grouped = float(plain.replace(last, ""))
    if len(marks) > 1:
        return (grouped,)
    decimal = float(plain.replace(last, "."))
    if len(tail) != 3 or plain.startswith("0"):
        return (decimal,)
    grouping = "." if language == "es" else ","
    return (grouped, decimal) if last == grouping else (decimal, grouped)


def spelled(words: list[str], language: Language) -> tuple[float, int] | None:
    """The number that the first words spell, and how many words it takes; None where they spell none.

    >>> spelled(["treinta", "y", "cinco", "euros"], "es"), spelled(["twenty-nine", "days"], "en")
    ((35.0, 3), (29.0, 1))
    """
    known = _number_words(language)
    joint = "y" if language == "es" else "and"
    total, group, taken, expecting = 0.0, 0.0, 0, True
    for place, word in enumerate(words):
        plain = fold(word)
        pieces = plain.split("-") if plain not in known else [plain]
        if plain == joint and taken and place + 1 < len(words) and fold(words[place + 1]) in known and group:
            if known[fold(words[place + 1])] >= 100 or fold(words[place + 1]) in _ARTICLES:
                break
            continue
        if not all(piece in known for piece in pieces):
            break
        for piece in pieces:
            value = known[piece]
            if value == 1000 or value == 1e6:
                total, group = (total + (group or 1)) * value if value == 1e6 else total + (group or 1) * value, 0.0
            elif value == 100 and language == "en":
                group = (group or 1) * 100
            elif group and value >= group and not expecting:
                return total + group, taken
            else:
                group += value
            expecting = False
        taken = place + 1
    return (total + group, taken) if taken else None


_ARTICLES = frozenset({"a", "an"})
"""`Two and a half` is no number of its own."""


def _number_words(language: Language) -> dict[str, float]:
    return _WORDS[language] if language in _WORDS else _WORDS.setdefault(language, _read(language))


_WORDS: dict[Language, dict[str, float]] = {}


def _read(language: Language) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in lines(f"numbers.{language}.txt"):
        value, *words = line.split()
        found.update(dict.fromkeys(words, float(value)))
    return found
