"""Kinds of answer: a question that begins *how many* is not answered by a sentence without a number (`kinds.txt`)."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from batuta.text import Language
from batuta.words.tokens import fold, tokens

_ENDS = frozenset(".?!¿¡:;,(–—\n")
"""Signs after which a clause begins."""
_FIGURE = "0"
_MEASURES = ("time", "money")
"""Kinds whose words are units: `how many days` asks for time."""
_COUNTED = 2
"""Words within which what is counted follows: `how many working days`."""


class _Kind(NamedTuple):
    name: str
    asked: dict[Language, list[str]]
    """Wordings, folded; one that begins with `^` only at the beginning of a clause."""
    words: frozenset[str]
    """Of an answer, folded, in either language."""
    signs: frozenset[str]


class _Wording(NamedTuple):
    words: tuple[str, ...]
    begins: bool
    """Only at the beginning of a clause."""
    kind: _Kind


def kinds_asked(question: str, language: Language) -> tuple[str, ...]:
    """What an answer would have to hold, as terms of the index; none for most questions.

    >>> kinds_asked("How many words fit on a button?", "en"), kinds_asked("¿cuántos días hay para devolverlo?", "es")
    (('?number',), ('?time',))
    """
    words = tokens(question)
    said = tuple(word.folded for word in words)
    found: dict[str, None] = {}
    for place, word in enumerate(said):
        for wording in _wordings(language).get(word, ()):
            end = place + len(wording.words)
            if said[place:end] == wording.words and not (wording.begins and _within(question, words[place].start)):
                found.setdefault(f"?{_counted(wording.kind, said[end : end + _COUNTED])}")
    return tuple(found)


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of answer that a sentence holds, as terms of the index.

    >>> sorted(kinds_in("Three days at most, 20 € each"))
    ['?money', '?number', '?time']
    """
    words = {token.folded for token in tokens(text)}
    figures = any(word[0].isdigit() for word in words)
    return frozenset(
        f"?{kind.name}"
        for kind in _kinds()
        if kind.words & words or (figures and _FIGURE in kind.words) or any(sign in text for sign in kind.signs)
    )


def _within(question: str, start: int) -> bool:
    """Not at the beginning of a clause."""
    before = question[:start].rstrip()
    return before != "" and before[-1] not in _ENDS


def _counted(kind: _Kind, after: tuple[str, ...]) -> str:
    if _FIGURE not in kind.words:
        return kind.name
    return next(
        (unit.name for unit in _kinds() if unit.name in _MEASURES and unit.words.intersection(after)), kind.name
    )


@cache
def _kinds() -> tuple[_Kind, ...]:
    text = (files("tools.library") / "kinds.txt").read_text(encoding="utf-8")
    return tuple(_read(line) for line in text.splitlines() if line and not line.startswith("#"))


def _read(line: str) -> _Kind:
    name, english, spanish, held = (part.strip() for part in line.split("|"))
    said = frozenset(held.split())
    words = frozenset(fold(word) for word in said if word.isalnum())
    return _Kind(name, {"en": english.split(", "), "es": spanish.split(", ")}, words, said - words)


@cache
def _wordings(language: Language) -> dict[str, tuple[_Wording, ...]]:
    """By their first words."""
    found: dict[str, tuple[_Wording, ...]] = {}
    for kind in _kinds():
        for said in kind.asked[language]:
            words = tuple(said.removeprefix("^").split())
            found[words[0]] = (*found.get(words[0], ()), _Wording(words, said.startswith("^"), kind))
    return found
