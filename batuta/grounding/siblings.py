"""Which of several things of one kind the evidence speaks of: `Gold policy: courtesy car` tells nothing of the Bronze.

Each sentence of the evidence is about its head, the thing named before its colon or verb, or about the head of the
sentence before it. Two heads with a word in common and words of their own are siblings. What is told of one of them
is no evidence for a sentence about the other, nor for one about the kind.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from batuta.grounding.claims import LABEL, Claim, soft
from batuta.grounding.denial import carries
from batuta.grounding.faint import is_faint
from batuta.grounding.issues import Issue, only_of
from batuta.grounding.matching import is_cost, matches
from batuta.words.concepts import Unit, same
from batuta.words.data import listed
from batuta.words.tokens import fold

Head = tuple[Unit, ...]
"""The words of what a sentence is about."""


class Told(NamedTuple):
    """A sentence of the evidence, with what it is about; an empty head where it names nothing."""

    claim: Claim
    head: Head


def of_the_same(said: Claim, told: Sequence[Sequence[Claim]]) -> tuple[tuple[Claim, ...], ...]:
    """The pieces of evidence without the sentences about a sibling of what the sentence is about."""
    pieces = [headed(piece) for piece in told]
    heads = [one.head for piece in pieces for one in piece if one.head]
    chosen = [head for head in heads if any(_is_chosen(said, head, other) for other in heads)]
    others = [head for head in heads if any(_is_chosen(said, one, head) for one in chosen)]
    return tuple(tuple(one.claim for one in piece if one.head not in others) for piece in pieces)


def told_of_one_kind(said: Claim, told: Sequence[Sequence[Claim]]) -> Iterator[Issue]:
    """`Insurance comes with your card` where the gold card has it, and the classic card is told of apart."""
    known = [one for piece in told for one in headed(piece)]
    for one in known:
        rivals = [
            other.head for other in known if _are_siblings(one.head, other.head) and not _says_which(said, other.head)
        ]
        if not rivals or _names_its_own(said, one.head, rivals[0]) or not _names_the_kind(said, one.head, rivals[0]):
            continue
        elsewhere = [other.claim for other in known if other.head != one.head]
        if any(_only_there(said, place, one, elsewhere) for place in range(len(said.units))) or any(
            any(mine.equals(figure) for figure in one.claim.quantities)
            and not any(mine.equals(figure) for claim in elsewhere for figure in claim.quantities)
            for mine in said.stated
        ):
            yield only_of(one.claim.text[one.head[0].start : one.head[-1].end] if one.claim.units else "")
            return


def headed(piece: Sequence[Claim]) -> list[Told]:
    """The sentences of a piece, each with its head: a new one takes the place of the first only as its sibling."""
    found: list[Told] = []
    about: Head = ()
    for claim in piece:
        mine = _head(claim)
        if mine and (not about or _are_siblings(mine, about)):
            about = mine
        found.append(Told(claim, about))
    return found


def _head(claim: Claim) -> Head:
    end = _END.search(claim.text)
    named = _named_thing(claim)
    if end is None or (named and named[-1].end < end.start()):
        return named
    figures = [one.start for one in claim.quantities if one in claim.stated]
    stop = min([end.start(), *figures])
    if LABEL.match(claim.text):
        return ()
    found = tuple(word for unit in claim.units if unit.start < stop for word in _words(unit))
    return found if 0 < len(found) <= _LONGEST else ()


def _words(unit: Unit) -> Head:
    """The words of a phrase with a name in it, as `billetes Flex`; else the unit itself."""
    return unit.pieces if any(piece.text[:1].isupper() for piece in unit.pieces[1:]) else (unit,)


def _named_thing(claim: Claim) -> Head:
    """`The Aero blender crushes`: a name and what it is the name of, side by side at the beginning."""
    words = [word for unit in claim.units[:2] for word in _words(unit)][:2]
    if len(words) < len(("kind", "name")):
        return ()
    one, other = words
    if other.text[:1].isupper() == (one.text[:1].isupper() and (bool(one.start) or 0 in claim.named)):
        return ()
    opens = _ARTICLE.fullmatch(claim.text[: one.start]) and not claim.text[one.end : other.start].strip()
    return (one, other) if opens and not (carries(one) or carries(other)) else ()


_ARTICLE = re.compile(r"\s*(?:(?:el|la|los|las|the|our|nuestr[oa]s?)\s+)?", re.IGNORECASE)
_LONGEST = 4
_END = re.compile(
    r"\s*[:(,]|\s[–—-]\s|\s(?:is|are|has|have|comes?|lasts?|includes?|can|cannot|will|must|covers?|pays?|earns?|gives?|offers?|"
    r"costs?|needs?|gets?|receives?|enjoys?|does|do|es|son|est[aá]n?|tienen?|llevan?|incluyen?|vienen?|duran?|se|no|"
    r"cubren?|pueden?|dan?|rinden?|ofrecen?|cuestan?|pagan?|reciben?|permiten?)\b",
    re.IGNORECASE,
)
"""Where the name of a thing ends and what is said of it begins."""


def _are_siblings(one: Head, other: Head) -> bool:
    common = _common(one, other)
    return bool(common) and bool(_own(one, other)) and bool(_own(other, one))


def _common(one: Head, other: Head) -> list[Unit]:
    return [unit for unit in one if any(same(unit, theirs) for theirs in other)]


def _own(one: Head, other: Head) -> list[Unit]:
    """The words that tell it apart."""
    return [unit for unit in one if _tells_apart(unit) and not any(same(unit, theirs) for theirs in other)]


def _tells_apart(unit: Unit) -> bool:
    if fold(unit.text) in listed("claims/tiers.txt") or (unit.text[:1].isupper() and unit.start):
        return True
    return not (soft(unit) or is_cost(unit) or carries(unit) or is_faint(unit))


def _is_chosen(said: Claim, one: Head, other: Head) -> bool:
    """The sentence names the one and not the other."""
    return _are_siblings(one, other) and _names_its_own(said, one, other) and not _names_its_own(said, other, one)


def _names_its_own(said: Claim, one: Head, other: Head) -> bool:
    return any(matches(unit, said) for unit in _own(one, other))


def _says_which(said: Claim, head: Head) -> bool:
    return all(matches(unit, said) for unit in head)


def _names_the_kind(said: Claim, one: Head, other: Head) -> bool:
    return any(matches(unit, said) for unit in _common(one, other))


def _only_there(said: Claim, place: int, one: Told, elsewhere: Sequence[Claim]) -> bool:
    """A word of weight that no other sentence of the evidence says."""
    unit = said.units[place]
    if soft(unit) or place in said.aside or any(same(unit, theirs) for theirs in one.head):
        return False
    return bool(matches(unit, one.claim)) and not any(matches(unit, claim) for claim in elsewhere)
