"""Fixed expressions of a language, found by their folded words, or by their stems; the longest wins at each place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


class Heard:
    """The tokens of a sentence by the forms under which expressions are looked up, worked out once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._forms: dict[str | None, tuple[str, ...]] = {}
        self._places: dict[str | None, dict[str, list[int]]] = {}

    def forms(self, stems_of: str | None) -> tuple[str, ...]:
        """One a token: its folded word, or its stem in a language."""
        known = self._forms.get(stems_of)
        if known is None:
            known = self._forms[stems_of] = tuple(_form(token.key, stems_of) for token in self.tokens)
        return known

    def places(self, stems_of: str | None) -> dict[str, list[int]]:
        """The token numbers of each form."""
        known = self._places.get(stems_of)
        if known is None:
            known = self._places[stems_of] = {}
            for place, form in enumerate(self.forms(stems_of)):
                known.setdefault(form, []).append(place)
        return known


@dataclass(slots=True)
class _Node(Generic[P]):
    """What expressions that begin alike go on with."""

    following: "dict[str, _Node[P]]" = field(default_factory=dict)
    meanings: tuple[P, ...] = ()
    """One, where an expression ends here."""


class Phrases(Generic[P_co]):
    """Expressions and what each means.

    stems_of: a language, where any form of a word will do, as for verbs.
    """

    def __init__(self, meanings: Mapping[P_co, Iterable[str]], stems_of: str | None = None) -> None:
        self._stems_of = stems_of
        self._entries: list[tuple[tuple[str, ...], P_co]] = []
        self._begin: dict[str, _Node[P_co]] = {}
        for meaning, patterns in meanings.items():
            for pattern in patterns:
                for wording in spellings(pattern):
                    words = tuple(_form(CONTRACTED.get(norm, norm), stems_of) for norm in norms(wording))
                    if words:
                        self._entries.append((words, meaning))
        for words, meaning in self._entries:
            node = self._begin.setdefault(words[0], _Node())
            for word in words[1:]:
                node = node.following.setdefault(word, _Node())
            node.meanings = node.meanings or (meaning,)
        self._reach = 2 * max((len(words) for words, _ in self._entries), default=1)
        """Tokens that the longest expression can take, with hyphens between its words."""

    def at(self, tokens: Sequence[Token], place: int) -> Found[P_co] | None:
        """The longest expression that begins at a token, if there is one; a hyphen inside a word does not matter."""
        if not 0 <= place < len(tokens):
            return None
        key = tokens[place].key
        if (_form(key, self._stems_of) if self._stems_of else key) not in self._begin:
            return None
        match = self._longest(Heard(tokens[place : place + self._reach]), 0)
        return Found(place, place + match.end, match.meaning) if match else None

    def all(self, said: Sequence[Token] | Heard) -> dict[int, Found[P_co]]:
        """The expressions that begin at each token, the longest of each, in the order of the text."""
        heard = said if isinstance(said, Heard) else Heard(said)
        places = heard.places(self._stems_of)
        beginning = sorted(place for form in places.keys() & self._begin.keys() for place in places[form])
        return {place: match for place in beginning if (match := self._longest(heard, place))}

    def whole(self, tokens: Sequence[Token]) -> P_co | None:
        """What the tokens mean if they are one expression and nothing else."""
        match = self.at(tokens, 0) if tokens else None
        return match.meaning if match and match.end == len(tokens) else None

    def wordings(self) -> list[str]:
        """Every expression, folded."""
        return [" ".join(words) for words, _ in self._entries]

    def spoken(self) -> list[tuple[str, P_co]]:
        """Every expression, folded, with its meaning."""
        return [(" ".join(words), meaning) for words, meaning in self._entries]

    def words(self) -> set[str]:
        """Every single word that occurs in an expression."""
        return {word for words, _ in self._entries for word in words if word.isalpha()}

    def _longest(self, heard: Heard, place: int) -> Found[P_co] | None:
        """From word to word, over a hyphen that joins two of them, as far as expressions go."""
        forms, tokens = heard.forms(self._stems_of), heard.tokens
        node, at = self._begin.get(forms[place]), place + 1
        found: Found[P_co] | None = None
        while node is not None:
            if node.meanings:
                found = Found(place, at, node.meanings[0])
            if not node.following or at >= len(forms):
                break
            form = forms[at]
            if form == "-" and form not in node.following and tokens[at].glued and at + 1 < len(forms):
                at += 1
                form = forms[at]
            node, at = node.following.get(form), at + 1
        return found


def _form(key: str, stems_of: str | None) -> str:
    return stem(key, stems_of) if stems_of and len(key) > _SHORT else key
