"""Whether a share goes up or down: `un 15 % más` is not `un 15 % de descuento`."""

import re
from typing import Literal

from batuta.grounding.claims import Claim
from batuta.grounding.clauses import segment_at
from batuta.grounding.quantities import Quantity

Direction = Literal["up", "down", ""]


def direction(claim: Claim, share: Quantity) -> Direction:
    """Up, down, or nothing where the words beside the share do not say."""
    if share.unit != "percent":
        return ""
    first, last = segment_at(claim.text, share.start)
    after, before = claim.text[share.end : last], claim.text[first : share.start]
    if _DOWN_AFTER.match(after):
        return "down"
    if _UP_AFTER.match(after):
        return "up"
    if _DOWN_BEFORE.search(before):
        return "down"
    return "up" if _UP_BEFORE.search(before) else ""


_DOWN_AFTER = re.compile(
    r"\s*(?:menos|less|off|m[aá]s (?:barat|econ[oó]mic)\w*|cheaper|lower|(?:de )?(?:descuento|rebaja|dto)\w*|"
    r"discount|reduction|reduced|saving)\b",
    re.IGNORECASE,
)
_UP_AFTER = re.compile(
    r"\s*(?:m[aá]s(?! (?:barat|econ[oó]mic|IVA))|more|extra|higher|dearer|"
    r"(?:de )?(?:recargo|aumento|subida|incremento)|surcharge|increase|rise)\b",
    re.IGNORECASE,
)
_DOWN_BEFORE = re.compile(
    r"\b(?:descuento|rebaja|reducci[oó]n|discount|reduction|saving|baja\w*|ahorr\w+|sav\w+|drops?|falls?|cuts?)\s+"
    r"(?:(?:de|del|of|by|un|an?|up to|hasta)\s+)*$",
    re.IGNORECASE,
)
_UP_BEFORE = re.compile(
    r"\b(?:recargo|aumento|subida|incremento|surcharge|increase|rises?|sub\w{1,3}|aumenta\w*|raised?|goes up)\s+"
    r"(?:(?:de|del|of|by|un|an?|up to|hasta)\s+)*$",
    re.IGNORECASE,
)
