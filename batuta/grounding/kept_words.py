"""Whether a sentence says the words of a limit that its evidence has: of `with A and B`, both."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from batuta.grounding.claims import Claim, soft
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.freely import stem


def words_kept(claim: Claim, start: int, end: int, own: Sequence[Unit], said: Callable[[Unit], bool]) -> bool:
    """At least half of the words that are the limit's own, and of what it joins some word of each.

    start, end: where the limit stands in the claim's text; own: its words of weight; said: whether the sentence says
    a word.
    """
    telling = [unit for unit in own if not tells_little(unit)] or list(own)
    if sum(said(unit) for unit in telling) * 2 < len(telling):
        return False
    if not _BINDS.match(claim.text, start):
        return True
    return all(any(said(unit) for unit in part) for part in _joined(claim.text, start, end, telling))


def _joined(text: str, start: int, end: int, own: Sequence[Unit]) -> Iterator[list[Unit]]:
    edges = [start, *(match.end() for match in _AND.finditer(text, start, end)), end]
    for first, last in pairwise(edges):
        part = [unit for unit in own if first <= unit.start < last]
        if part:
            yield part


def tells_little(unit: Unit) -> bool:
    """A verb or a person that any limit may have: `provided`, `the customer makes`, `al menos`."""
    return all(piece.stem in _little() or soft(piece) for piece in unit.pieces or (unit,))


@cache
def _little() -> frozenset[str]:
    words = listed("claims/limit_words.txt")
    return frozenset(stem(word, "es") for word in words) | frozenset(stem(word, "en") for word in words)


_BINDS = re.compile(
    r"(?:if|when|with|by|who|whose|customers|provided|as long as|so long as|on condition|upon|si|cuando|con|al|"
    r"quien(?:es)?|clientes|siempre (?:que|y cuando)|a condici[oó]n|mediante|presentando|domiciliando|contratando)\b",
    re.IGNORECASE,
)
"""What opens a limit of which every part must hold; of `in Lima and Cuzco` the sentence may take one."""
_AND = re.compile(r",?\s+(?:y|e|and)\s+|\s*[+&]\s*", re.IGNORECASE)
