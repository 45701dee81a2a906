"""Limits in figures of what is sold without limit: so many gigabytes, or so many times in a time."""

import re
from collections.abc import Iterator

from batuta.claims.reading import Message
from batuta.text import LANGUAGES
from batuta.words.small_words import small
from batuta.words.stems import stem

_NUMBER = (
    r"(?:\d+|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|twelve)"
)
_A_TIME = r"(?:day|week|month|year|dia|semana|mes|ano|trimestre|quarter|cycle|ciclo)"
_TIMES_IN = re.compile(
    r"(?P<most>(?:max\w*|limit\w*|tope|hasta|up to|capped at|no more than)\s(?:[a-z]+\s){0,2}?)?"
    rf"{_NUMBER}\s(?P<thing>[a-z]{{3,}})(?:\s[a-z]+){{0,2}}?\s(?:per|an?|each|every|al|por|cada|a la|/)"
    rf"\s?(?:[a-z]+\s)?{_A_TIME}"
    rf"|{_NUMBER}\s(?P<each>[a-z]{{3,}})\s(?:(?:de|of)\s[a-z]+\s)?(?:mensual|diari|semanal|anual|monthly|daily|weekly"
    rf"|yearly)"
)
"""A number of times in a time: `maximum eight washes per month`, `8 clases mensuales`."""
_TIMES = frozenset({"vez", "veces", "times", "uses", "usos"})
_NO_LIMITS = frozenset(
    {
        "dias",
        "days",
        "euros",
        "pesos",
        "pounds",
        "dollars",
        "meses",
        "months",
        "mes",
        "month",
        "year",
        "week",
        "day",
        "dia",
        "semana",
    }
)
_ABROAD = re.compile(r"roaming|extranjero|abroad|\bue\b|\beu\b|overseas|zona \d|hotspot|tethering|compart")
_WORDS = re.compile(r"[a-z]{3,}")


def capped(fact: Message, said: str) -> bool:
    """A fact that gives an amount of data, for what a sentence calls unlimited.

    said: the sentence, folded. What holds abroad limits nothing at home.
    """
    abroad = any(_ABROAD.search(part.text.text) for part in fact.parts)
    return bool(fact.made("data")) and (not abroad or _ABROAD.search(said) is not None)


def times_limited(fact: Message, said: str) -> bool:
    """A fact that limits how often the thing is had of which the sentence speaks, or names a most."""
    words = frozenset(_WORDS.findall(said))
    texts = [part.text.text for part in fact.parts]
    most = any(match["most"] for text in texts for match in _TIMES_IN.finditer(text))
    return most or any(same_thing(thing, words) for text in texts for thing in limited(text))


def limited_times(text: str) -> bool:
    return next(limited(text), "") != ""


def limited(text: str) -> Iterator[str]:
    """The things that a folded text limits to so many times in a time: `8 clases al mes`, `10 horas de sala al mes`."""
    for match in _TIMES_IN.finditer(text):
        for thing in _WORDS.findall(match.group()):
            if thing not in _NO_LIMITS and not any(small(thing, language) for language in LANGUAGES):
                yield thing


def same_thing(thing: str, words: frozenset[str]) -> bool:
    """Whether one of the words names the thing that is limited, in any number."""
    return thing in _TIMES or any(_stems(thing) & _stems(word) for word in words)


def _stems(word: str) -> frozenset[str]:
    return frozenset(stem(word, language) for language in LANGUAGES)
