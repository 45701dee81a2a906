"""Where a phrase stands in a text, and whether the text denies it there."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from batuta.claims.normal import Normal
from batuta.claims.phrases import Phrase, denies

_NOT_A_DENIAL = re.compile(
    r"(?:no solo|no (?:lo |te |se |os )?(?:dejes?|dejen|pierdas?|pierdan|piens\w+|dudes?|duden|esperes?|esperen"
    r"|olvides?|olviden)"
    r"|not only|don.?t (?:miss|wait|forget|hesitate|delay)|why not|no wonder|no doubt)(?![a-z0-9])[^\n]*$"
)
_NOT_TO_BE_HAD = re.compile(
    r"(?:no|nunca|jamas|ni|tampoco) (?:se )?(?:existen?|hay (?!nada|problema|excusa|duda|mejor|manera|forma)"
    r"|ofrecemos|damos|concedemos|prestamos|hacemos|vendemos|tramitamos|aprobamos|creas? en|te fies de|son|es un)"
    r"|no such thing as"
    r"|(?:never|not|cannot|can.?t|don.?t|doesn.?t|won.?t) (?:lend|offer|approve|grant|give|sell|exist|trust)"
)
"""What may stand before `sin …` and takes it back."""
_NONE_OF_THEM = frozenset({"ningun", "ninguna", "ninguno"})
"""Before a claim they deny it; as part of one, as in "ningún banco da más", they are what it says."""
_NUMERO = re.compile(r"\bno\. ")
"""Inside a sentence it abbreviates "number"; a "no" that answers ends its sentence."""
_CLAUSE = re.compile(
    r"[,:(){}\[\]\n]| pero | but | sino | aunque | although | sujet[oa]s? a | subject to "
    r"| siempre que | provided "
)
_LIST_DENIED = re.compile(
    r"(?:n.t|\bnot|\bcannot|\bnever|\bnunca|\bjamas|\bno(?: se| lo| la| te| le)?)"
    r"(?: [a-z-]+){1,4}(?:, (?:[a-z-]+ ?){1,4})*,\s?$"
)
"""Before the last items of a list that a "no" opens: `doesn't diagnose, ` before `treat or prevent`."""
_LIST_ENDS = re.compile(r"[^,.;:!?\n]{0,60}?(?<![a-z])(?:or|nor|ni)(?![a-z])")
_NO_NEED = re.compile(
    r"\bno (?:hace falta|necesitas?|necesitan|es necesario|tienes que|hay que|tendras que) (?=[a-z]+(?:ar|er|ir)\b)"
    r"|\b(?:no|not|never) (?:need|have) to (?=[a-z])"
)
"""One "no" to what is not needed, however many words it takes: `no hace falta pedir un préstamo`."""
DENIED_WITHIN = 4
"""Words before a claim in which a "no" still speaks of it."""
AROUND = 400
"""Characters on either side of a phrase in which `&&` looks for its companion."""


class Found(NamedTuple):
    start: int
    end: int
    denied: bool


Concepts = Callable[[str], tuple[Found, ...]]
"""Where a class of words stands in a text, by its name."""


class Matcher:
    """A phrase made ready on first use; most phrases are never needed by a text."""

    def __init__(self, said: Phrase) -> None:
        self._said = said

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._said.pattern)

    @cached_property
    def _near(self) -> tuple["Matcher", ...]:
        return tuple(Matcher(other) for other in self._said.near)

    @cached_property
    def _around(self) -> tuple["Matcher", ...]:
        return tuple(Matcher(other) for other in self._said.around)

    @cached_property
    def _without(self) -> tuple["Matcher", ...]:
        return tuple(Matcher(other) for other in self._said.without)

    def places(self, text: Normal, seen: Concepts | None = None) -> Iterator[Found]:
        """Each place where the phrase is said with all it needs; what is needed around it may not be denied.

        seen: where the classes of words stand in this text, if that is known.
        """
        around = [[piece for piece in other._all(text, seen) if not piece.denied] for other in self._around]
        if not all(around):
            return
        for found in self._all(text, seen):
            if not all(any(_distance(piece, found) <= AROUND for piece in pieces) for pieces in around):
                continue
            if not (self._near or self._without):
                yield found
                continue
            sentence = text.sentence(found.start)
            if any(True for other in self._without for _ in other._inside(sentence, text, seen)):
                continue
            pieces = [found]
            for other in self._near:
                others = [piece for piece in other._inside(sentence, text, seen) if not _overlap(piece, found)]
                if not others:
                    break
                pieces.append(min(others, key=lambda piece: (piece.denied, abs(piece.start - found.start))))
            else:
                yield Found(
                    min(piece.start for piece in pieces),
                    max(piece.end for piece in pieces),
                    any(piece.denied for piece in pieces),
                )

    def _all(self, text: Normal, seen: Concepts | None) -> Iterable[Found]:
        if seen is not None and self._said.concept:
            return seen(self._said.concept)
        return self._single(text.text, 0)

    def _inside(self, sentence: tuple[int, int], text: Normal, seen: Concepts | None) -> Iterable[Found]:
        first, last = sentence
        if seen is not None and self._said.concept:
            return [found for found in seen(self._said.concept) if first <= found.start and found.end <= last]
        return self._single(text.text[first:last], first)

    def _single(self, text: str, offset: int) -> Iterator[Found]:
        for match in self._pattern.finditer(text):
            yield Found(match.start() + offset, match.end() + offset, _denied(text, match, self._said))


def _distance(one: Found, other: Found) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _denied(text: str, match: re.Match[str], said: Phrase) -> bool:
    """Whether a "no" stands just before it in its clause, or inside it besides its own."""
    words = re.findall(r"[a-z]+", _NUMERO.sub(" ", match.group()))
    if any(denies(word) and word not in said.negators for word in words):
        return True
    clause = _CLAUSE.split(text[max(0, match.start() - 60) : match.start()])[-1]
    if words and denies(words[0]):
        # Spanish denies twice: "no pagas ni un euro" is still "not one euro". That a thing is not to be had denies it.
        return _NOT_TO_BE_HAD.search(clause) is not None
    if _NOT_A_DENIAL.search(clause):
        return False
    if _LIST_DENIED.search(text[max(0, match.start() - 90) : match.start()]) and _LIST_ENDS.match(text, match.start()):
        return True
    before = re.findall(r"[a-z]+", _NO_NEED.sub("no ", _NUMERO.sub(" ", clause.replace("n't", " not"))))
    return any(denies(word) or word in _NONE_OF_THEM for word in before[-DENIED_WITHIN:])
