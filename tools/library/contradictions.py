"""Documents of one brand book that cannot both be kept: each pair is named, and nobody guesses which one is meant."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from batuta.errors import Problem
from batuta.text import Text
from batuta.words.tokens import fold
from tools.library.book import Book, BrandDocument
from tools.library.rules import terms_of

_RULES = ("formality", "max_sentence_words", "emoji", "exclamation", "banned_punctuation", "required")


def contradictions(book: Book, day: date) -> tuple[Problem, ...]:
    """What documents in force demand of the same messages, and cannot both have."""
    in_force = [document for document in book.documents if document.head.in_force(day)]
    found: list[Problem] = []
    for one, other in combinations(in_force, 2):
        if one.head.locale != other.head.locale or one.head.channel != other.head.channel:
            continue
        if {one.head.kind, other.head.kind} <= {"voice", "tone"} or one.head.kind == other.head.kind == "channel":
            found += _rules(one, other)
        if one.head.kind == other.head.kind == "terminology":
            found += _terms(one, other)
    return tuple(found)


def _rules(one: BrandDocument, other: BrandDocument) -> Iterator[Problem]:
    for name in _RULES:
        mine, theirs = getattr(one.head, name), getattr(other.head, name)
        if mine not in (None, ()) and theirs not in (None, ()) and mine != theirs:
            yield _problem(one, other, f"{name}: {_shown(mine)}", f"{name}: {_shown(theirs)}")
    for part, limit in one.head.limits.items():
        if other.head.limits.get(part, limit) != limit:
            yield _problem(one, other, f"{part}: {limit}", f"{part}: {other.head.limits[part]}")


def _terms(one: BrandDocument, other: BrandDocument) -> Iterator[Problem]:
    """A word that one prefers and the other avoids."""
    for first, second in ((one, other), (other, one)):
        avoided = {fold(word): term for term in terms_of(second) for word in term.avoid}
        for term in terms_of(first):
            if term.preferred and fold(term.preferred) in avoided:
                yield _problem(first, second, f"«{term.preferred}»", f"≠ «{term.preferred}»")


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _problem(one: BrandDocument, other: BrandDocument, mine: str, theirs: str) -> Problem:
    return Problem(
        one.file,
        None,
        Text(
            en=f"It says {mine}, and {other.file} says {theirs}.",
            es=f"Dice {mine} y {other.file} dice {theirs}.",
        ),
        Text(
            en="Change one of them, or end its validity.",
            es="Corrige uno de los dos o ponle fecha de fin.",
        ),
    )
