"""Short names made of the first letters of what they stand for: `SLA` of a service level agreement."""

import re
from collections.abc import Sequence

from batuta.grounding.claims import Claim
from batuta.words.concepts import Unit
from batuta.words.small_words import small
from batuta.words.tokens import tokens


def spelled_out(word: Unit, told: Sequence[Claim]) -> bool:
    """The evidence has, one after another, words that begin with its letters; small words may be left out."""
    if not _INITIALS.fullmatch(word.text):
        return False
    return any(word.text.lower() in _first_letters(claim) for claim in told)


_INITIALS = re.compile(r"[A-Z]{3,5}")


def _first_letters(claim: Claim) -> str:
    words = [token.folded for token in tokens(claim.text)]
    return "".join(one[0] for one in words if one and not small(one, claim.language))
