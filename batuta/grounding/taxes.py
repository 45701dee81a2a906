"""Whether an amount is said with its tax or without: `más IVA`, `VAT included`."""

import re
from typing import Literal

from batuta.grounding.claims import Claim
from batuta.grounding.quantities import Quantity

_TAX = r"(?:iva|vat|igic|impuestos?|tax(?:es)?|gst)"
_WITHOUT = re.compile(
    r"(?:\bm[aá]s|\bplus|\+|\bsin|\bexcl\w*\.?(?: of)?|\bbefore|\bwithout|\bantes de)\s+"
    rf"(?:el |los |la |the )?{_TAX}\b|"
    rf"\b{_TAX}\s+(?:no\s+incl\w*|not\s+incl\w*|excl\w*|aparte|extra)",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"\b{_TAX}(?:\s+and fees|\s+y tasas)?\s*(?:incl\w*|inc\b)|\b(?:con|incl\w*\.?(?: of| el| los)?|with)\s+{_TAX}\b",
    re.IGNORECASE,
)


def taxes_apart(said: str, told: str) -> bool:
    """`Impuestos aparte` of `prices exclude taxes`."""
    return bool(_WITHOUT.search(said) and _EXCLUDED.search(told))


_EXCLUDED = re.compile(rf"{_WITHOUT.pattern}|\bexclu\w+\s+(?:all |los |el )?{_TAX}\b", re.IGNORECASE)


def tax_said(claim: Claim, amount: Quantity) -> Literal["with", "without", ""]:
    """What stands between an amount and the next one, or in its clause where it is the only one."""
    following = next((one.start for one in claim.quantities if one.money and one.start > amount.start), None)
    _, last = claim.clause_at(amount.end)
    bracket = claim.text.find(")", amount.end)
    end = min(last if bracket < 0 else max(last, bracket + 1), following or len(claim.text))
    after = claim.text[amount.end : end]
    if _WITHOUT.search(after):
        return "without"
    return "with" if _WITH.search(after) else ""
