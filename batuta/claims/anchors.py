"""Things that need a certain word, found by the words of a text instead of being tried one by one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from batuta.claims.normal import Normal

T = TypeVar("T")


class Anchors(Generic[T]):
    """What was filed under words, beginnings of words (`interes*`) or signs; under none: under every text."""

    def __init__(self) -> None:
        self._filed: list[T] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._anywhere: list[int] = []
        self._lengths: tuple[int, ...] = ()

    def file(self, thing: T, anchors: Iterable[str]) -> None:
        index = len(self._filed)
        self._filed.append(thing)
        named = tuple(anchors)
        for anchor in named:
            if anchor.endswith("*"):
                self._by_beginning[anchor[:-1]].append(index)
            else:
                self._by_word[anchor].append(index)
        if not named:
            self._anywhere.append(index)
        self._lengths = tuple(sorted({len(beginning) for beginning in self._by_beginning}))

    def of(self, text: Normal) -> list[T]:
        """All that a text may have, in the order they were filed."""
        found = set(self._anywhere)
        for sign in set(text.text):
            if not sign.isalnum():
                found.update(self._by_word.get(sign, ()))
        for word in set(text.words()):
            found.update(self._by_word.get(word, ()))
            for length in self._lengths:
                if length > len(word):
                    break
                found.update(self._by_beginning.get(word[:length], ()))
        return [self._filed[index] for index in sorted(found)]
