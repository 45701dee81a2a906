"""What follows from the evidence without being said in the same words: where there is a discount, one pays less.

The pairs are listed (`claims/follows.txt`); what the evidence denies does not follow, and a minus before a word
says that its denial follows: of a fixed price, that it does not change.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from batuta.grounding.claims import Claim, soft
from batuta.grounding.matching import matches
from batuta.text import Language
from batuta.words.concepts import Unit
from batuta.words.data import lines
from batuta.words.freely import units

_LANGUAGES: tuple[Language, ...] = ("en", "es")


class Entailment(NamedTuple):
    holds: bool
    """What is said agrees with what follows."""
    against: bool
    """Its contrary follows; where neither, nothing follows."""
    source: str
    """The words of the evidence."""


def entailments(unit: Unit, denied: bool, told: Sequence[Claim]) -> Iterator[Entailment]:
    """What the evidence lets follow about a word of the sentence, which the sentence affirms or denies."""
    for rule, contrary in _rules_about(unit):
        for claim in told:
            for given in _givens()[rule]:
                found = [matches(word, claim) for word in given if word.language == claim.language]
                if found and all(found):
                    first = found[0][0]
                    source = claim.units[first.place].text
                    holds = (first.denied != contrary) == denied
                    yield Entailment(holds, not holds and (contrary or first.denied), source)


def _rules_about(unit: Unit) -> Iterator[tuple[int, bool]]:
    yield from _followers().get((unit.language, unit.stem), ())
    weighty = [piece for piece in unit.pieces if not soft(piece)]
    for piece in weighty if len(weighty) == 1 and not (unit.denies or unit.ideas) else ():
        yield from _followers().get((piece.language, piece.stem), ())


@cache
def _givens() -> tuple[tuple[tuple[Unit, ...], ...], ...]:
    """Per rule, the wordings of which one must stand in the evidence."""
    return tuple(
        tuple(read for wording in given.split(", ") for language in _LANGUAGES if (read := units(wording, language)))
        for given, _ in (line.split(" > ") for line in lines("claims/follows.txt"))
    )


@cache
def _followers() -> dict[tuple[Language, str], tuple[tuple[int, bool], ...]]:
    """Language and stem to the rules it follows from, and whether its denial does."""
    found: dict[tuple[Language, str], list[tuple[int, bool]]] = {}
    for rule, line in enumerate(lines("claims/follows.txt")):
        for wording in line.split(" > ")[1].split(", "):
            contrary = wording.startswith("-")
            for language in _LANGUAGES:
                read = units(wording.removeprefix("-"), language)
                if len(read) == 1:
                    found.setdefault((language, read[0].stem), []).append((rule, contrary))
    return {key: tuple(rules) for key, rules in found.items()}
