"""Classes of words as the concepts that phrases are built from: each is found once in a text, for all that ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from batuta.claims.anchors import Anchors
from batuta.claims.matching import Found, Matcher
from batuta.claims.normal import Normal
from batuta.claims.phrases import Phrase


class Concepts:
    """The classes of one language.

    wordings: of each class, the ways to say it.
    """

    def __init__(self, wordings: Mapping[str, Iterable[Phrase]]) -> None:
        self._anchors: Anchors[tuple[str, Matcher]] = Anchors()
        for name, phrases in wordings.items():
            for phrase in phrases:
                self._anchors.file((name, Matcher(phrase)), phrase.anchors)

    def seen_in(self, text: Normal) -> "Seen":
        return Seen(text, self._anchors.of(text))


class Seen:
    """The concepts of one text, each looked for when it is first asked for."""

    def __init__(self, text: Normal, possible: Iterable[tuple[str, Matcher]]) -> None:
        self._text = text
        self._possible: dict[str, list[Matcher]] = defaultdict(list)
        for name, matcher in possible:
            self._possible[name].append(matcher)
        self._found: dict[str, tuple[Found, ...]] = {}

    def __call__(self, concept: str) -> tuple[Found, ...]:
        """Where a class of words stands, in reading order."""
        if concept not in self._found:
            matchers = self._possible.get(concept, ())
            self._found[concept] = tuple(sorted({f for m in matchers for f in m.places(self._text, self)}))
        return self._found[concept]
