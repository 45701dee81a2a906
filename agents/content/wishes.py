"""What a brief wants said, one wish at a time, without the words that only ask for it."""

import re
from collections.abc import Callable

_ASKS = re.compile(
    r"^(?:please )?(?:mention|say|state|include|stress|highlight|remind (?:them|people)|make (?:it )?clear|point out"
    r"|menciona[rd]?|mencione|di|decir|diga|incluye|incluir|incluya|destaca[r]?|destaque|recuerda|recordar"
    r"|deja claro|que (?:quede claro|se (?:diga|vea|note|sepa)))\b\s*(?:that\b|que\b|:)?\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*;\s*|,?\s+(?:and|y|e)\s+(?:(?:that|que)\s+)?|,\s+", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:they|them|their|customers?|clients?|clientes|usuarios|ell[oa]s)\b"
    r"|^(?:there (?:is|are)|that|the|hay|que|el|la|los|las)\b",
    re.IGNORECASE,
)


def wishes(words: str, carried: Callable[[str], bool]) -> tuple[str, ...]:
    """Several in one sentence are parted where a fact carries each of them, and only there.

    >>> wishes("Mention that there is no fee and that they can leave", lambda piece: "and" not in piece)
    ('there is no fee', 'they can leave')
    >>> wishes("hecho con calma y cariño", lambda piece: False)
    ('hecho con calma y cariño',)
    """
    bare = _ASKS.sub("", words.strip()) or words
    if carried(bare):
        return (bare,)
    pieces = tuple(piece.strip() for piece in _AND.split(bare) if piece.strip())
    return pieces if len(pieces) > 1 and all(carried(piece) for piece in pieces) else (bare,)


def reported(words: str) -> bool:
    """It tells what is to be said rather than how: `they can repay early`. The fact's own words are better copy."""
    return bool(_REPORTED.search(words))
