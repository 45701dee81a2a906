"""Words that are in a message and that its readers do not see.

Source: Ley 3/1991 arts. 5 and 7; Directive 2005/29/EC arts. 6 and 7.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit
from batuta.claims.normal import fold, normal
from batuta.claims.reading import PartRead

MATERIAL = (
    "opt_out",
    "commitment",
    "credit_fee",
    "conditions_apply",
    "fee_charged",
    "no_interest",
    "free",
    "risk_warning",
    "annual_rate",
    "must_pay",
)
_ROW = 5
"""Words that follow each other without grammar before they count as stuffed in."""
_GRAMMAR = frozenset(
    "el la los las un una de del al a en con por para que y o tu tus su sus te se es mi no ya lo le desde"
    " hasta esta este"
    " the an of in on at to for with by and or your you our we is are it this that from be my new here".split()
)
MATERIAL_FIGURES = ("%", "€", "$", "£")


_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|applet)\b[^<>]{0,200}>?|(?:javascript|vbscript)\s*:\s*\S{1,80}"
    r"|<[a-z][^<>]{0,200}\son[a-z]{3,20}\s*=[^<>]{0,80}",
    re.IGNORECASE,
)
"""What runs or fetches in place of being read."""


def words(case: Case) -> Iterator[Hit]:
    """Conditions, prices or the way out hidden by mark-up; letters that are not what they look like."""
    message = case.message
    if message is None:
        return
    for part in message.parts:
        for hidden in part.text.hidden:
            if _material(hidden.text, case) or _stuffed(hidden.text):
                yield Hit(part.name, hidden.start, hidden.end, part.text.raw[hidden.start : hidden.end])
        yield from _smuggled(part)
        for active in list(_ACTIVE.finditer(part.text.raw))[:1]:
            yield Hit(part.name, active.start(), active.end(), active.group())


def _material(text: str, case: Case) -> bool:
    """Whether it says something that matters to a decision; a preview line or a tracking mark does not."""
    folded = normal(text, case.lexicon.known)
    if any(said.kind in MATERIAL for said in case.lexicon.find(folded, ("es", "en"))):
        return True
    return any(sign in folded.text for sign in MATERIAL_FIGURES) and any(digit.isdigit() for digit in folded.text)


def _stuffed(text: str) -> bool:
    """A row of bare words for machines: nobody writes a preview line without an article, a preposition or a stop."""
    words = re.findall(r"[a-z]+", fold(text))
    return len(words) >= _ROW and not _GRAMMAR & set(words) and not re.search(r"[.!?…:]", text)


def _smuggled(part: PartRead) -> Iterator[Hit]:
    raw = part.text.raw
    for start, end in part.text.smuggled[:1]:
        first, last = start, end
        while first > 0 and not raw[first - 1].isspace():
            first -= 1
        while last < len(raw) and not raw[last].isspace():
            last += 1
        yield Hit(part.name, first, last, raw[first:last])
