"""Fixed expressions of a language, found by their folded words, or by their stems; the longest wins at each place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tools.language.builtin.reading.tokens import CONTRACTED, Token, norms, stem

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)

_OPTIONAL = re.compile(r"<([^<>=]+)>")
_SHORT = 4
"""Letters; shorter words are themselves."""
_CHOICE = re.compile(r"\(([^()]+)\)")


def spellings(pattern: str) -> tuple[str, ...]:
    """All wordings of a pattern with `(a|b)` and `<optional>` parts.

    >>> spellings("(mayor|mayores) <o igual> que")
    ('mayor que', 'mayor o igual que', 'mayores que', 'mayores o igual que')
    """
    for form, may_be_absent in ((_OPTIONAL, True), (_CHOICE, False)):
        match = form.search(pattern)
        if match:
            choices = ["", *match[1].split("|")] if may_be_absent else match[1].split("|")
            return tuple(
                wording
                for choice in choices
                for wording in spellings(f"{pattern[: match.start()]}{choice}{pattern[match.end() :]}")
            )
    return (" ".join(pattern.split()),)


@dataclass(frozen=True, slots=True)
class Found(Generic[P_co]):
    """An expression at its place: tokens `start` up to, not including, `end`."""

    start: int
    end: int
    meaning: P_co


class Phrases(Generic[P_co]):
    """Expressions and what each means.

    stems_of: a language, where any form of a word will do, as for verbs.
    """

    def __init__(self, meanings: Mapping[P_co, Iterable[str]], stems_of: str | None = None) -> None:
        self._stems_of = stems_of
        self._by_first: dict[str, list[tuple[tuple[str, ...], P_co]]] = {}
        for meaning, patterns in meanings.items():
            for pattern in patterns:
                for wording in spellings(pattern):
                    words = tuple(self._form(CONTRACTED.get(norm, norm)) for norm in norms(wording))
                    if words:
                        self._by_first.setdefault(words[0], []).append((words, meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], place: int) -> Found[P_co] | None:
        """The longest expression that begins at a token, if there is one; a hyphen inside a word does not matter."""
        if not 0 <= place < len(tokens):
            return None
        for words, meaning in self._by_first.get(self._form(tokens[place].key), ()):
            end = self._matches(words, tokens, place)
            if end:
                return Found(place, end, meaning)
        return None

    def all(self, tokens: Sequence[Token]) -> dict[int, Found[P_co]]:
        """The expressions that begin at each token, the longest of each."""
        found: dict[int, Found[P_co]] = {}
        for place, token in enumerate(tokens):
            if self._form(token.key) in self._by_first and (match := self.at(tokens, place)):
                found[place] = match
        return found

    def whole(self, tokens: Sequence[Token]) -> P_co | None:
        """What the tokens mean if they are one expression and nothing else."""
        match = self.at(tokens, 0) if tokens else None
        return match.meaning if match and match.end == len(tokens) else None

    def wordings(self) -> list[str]:
        """Every expression, folded."""
        return [" ".join(words) for entries in self._by_first.values() for words, _ in entries]

    def spoken(self) -> list[tuple[str, P_co]]:
        """Every expression, folded, with its meaning."""
        return [(" ".join(words), meaning) for entries in self._by_first.values() for words, meaning in entries]

    def words(self) -> set[str]:
        """Every single word that occurs in an expression."""
        return {word for entries in self._by_first.values() for words, _ in entries for word in words if word.isalpha()}

    def _form(self, key: str) -> str:
        return stem(key, self._stems_of) if self._stems_of and len(key) > _SHORT else key

    def _matches(self, words: tuple[str, ...], tokens: Sequence[Token], place: int) -> int | None:
        at = place
        for position, word in enumerate(words):
            if position and at < len(tokens) and tokens[at].norm == "-" and word != "-" and tokens[at].glued:
                at += 1
            if at >= len(tokens) or self._form(tokens[at].key) != word:
                return None
            at += 1
        return at
