"""Answers in a few words: an option by the word that only it has, and the wish to leave something out."""

from collections.abc import Sequence

from batuta.text import Language, language_of
from batuta.words.stems import stem
from batuta.words.tokens import fold, tokens

_LEAVE_OUT: dict[Language, tuple[str, ...]] = {
    "es": ("sin ese filtro", "dejalo fuera", "dejadlo fuera", "quitalo", "quita eso", "ignoralo", "sigue sin",
           "seguir sin", "olvidalo", "da igual", "no importa", "sin el filtro", "eliminalo", "sin eso",
           "sin esos", "sin ellos", "sin ellas", "quitalos", "quitadlos", "ignoralos", "olvidalos", "dejalos fuera",
           "eliminalos", "dan igual", "no importan"),
    "en": ("without it", "leave it out", "drop it", "ignore it", "skip it", "remove it", "forget it", "never mind",
           "go on without", "doesn't matter", "does not matter", "without that", "take it out", "without them",
           "without those", "leave them out", "drop them", "ignore them", "skip them", "remove them", "forget them",
           "take them out", "don't matter", "do not matter"),
}  # fmt: skip
_LONGEST_ANSWER = 12
"""Words; a longer text is read, not matched."""


def chosen_in(text: str, labels: Sequence[str], locale: str) -> int | None:
    """Which of the labels a short answer picks: all its own words are said, or one that no other label has.

    >>> chosen_in("la Oro", ["Tarjeta Oro", "Tarjeta Clásica"], "es")
    0
    """
    language = language_of(locale)
    said = {stem(token.text, language) for token in tokens(text)}
    if not said or len(tokens(text)) > _LONGEST_ANSWER:
        return None
    words = [{stem(token.text, language) for token in tokens(label) if len(token.text) > 2} for label in labels]
    whole = [place for place, own in enumerate(words) if own and own <= said]
    if len(whole) == 1:
        return whole[0]
    telling = [
        place
        for place, own in enumerate(words)
        if said & (own - set().union(*(other for at, other in enumerate(words) if at != place)))
    ]
    return telling[0] if len(telling) == 1 and len(labels) > 1 and len(tokens(text)) <= 4 else None


def leaves_out(text: str, locale: str) -> bool:
    plain = fold(text).replace("’", "'")
    return any(phrase in plain for phrase in _LEAVE_OUT[language_of(locale)])
