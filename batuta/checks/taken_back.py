"""What a short promise on top gives of a thing, and a clause of the small print takes back of the same thing.

Source: Directive 2005/29/EC arts. 6 and 7; Ley 3/1991 arts. 5 and 7; CAP Code rule 3.9.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.checks.said import conditioned
from batuta.claims.reading import Message, small_print_of
from batuta.text import LANGUAGES
from batuta.words.small_words import small
from batuta.words.stems import stem

SHORT = 10
"""Words of a promise: what is said at length says its own limits."""
NEAR = 4
"""Words on either side that say what is narrowed."""
_WHOLE = re.compile(r"\b(?:tod[oa]s?|cualquier\w*|siempre|every\w*|all|any\w*|always|forever|whole|entire|anywhere)\b")
_NARROWED = re.compile(
    r"\b(?:sol[oa](?:mente)?|unicamente|exclusivamente|limitad[oa]s? a|only|limited to|restricted to"
    r"|no (?:es |son |esta )?(?:valid|disponib|aplicab|canjeab)\w+|not (?:valid|available|applicable|redeemable))\b"
)
_ELIGIBLE = re.compile(
    r"mayores|\b18\b|resident|sujet|aprobacion|subject to|\baged\b|existencias|stock|agotar|bases|condicion|terms|web"
    r"|online|app\b|consult|informaci"
)
"""Who may buy at all and where to read on takes nothing back."""
_FREE = ("free", "no_fees", "nothing_to_pay")
_PRICE = re.compile(r"[€$£]\s?\d|\d\s?(?:€|euros?|pesos|dollars?|pounds?)(?![a-z])")
_SUM = re.compile(r"[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?€")
_NOTHING = re.compile(r"gratis|gratuit|\bfree\b|sin coste|no charge|\b0(?:,00)?\s?€|[$£]0\b|incluid|included")
_CHARGE = re.compile(
    r"comision|cuota|cargo|coste|gasto|precio|tarifa|pagas?\b|fees?\b|charge|cost|price|mensual|month|cuesta"
)
"""Words for a price of anything: they say nothing of what it is asked for."""
_CARRIED = re.compile(r"envio|entrega|porte|deliver|shipp|postage|devol|return|sms|llamada")
"""What has rules of its own, or is free from a certain sum on."""
_CLAUSE = re.compile(r"[.;](?=\s|$)|\n")
_WORD = re.compile(r"[a-z]{4,}")


def whole_taken_back(case: Case) -> Iterator[Hit]:
    """All of it, any of them, always; and below, only some of the same."""
    message = case.message
    if message is None:
        return
    below = [clause for clause in _below(message) if _NARROWED.search(clause) and not _ELIGIBLE.search(clause)]
    for index, start, end, said in _promises(message) if below else ():
        if not _WHOLE.search(said) or _NARROWED.search(said) or len(said.split()) > SHORT:
            continue
        if any(_things(said) & _narrowed(clause) for clause in below):
            yield at(message, index, start, end)
            return


def free_taken_back(case: Case) -> Iterator[Hit]:
    """It costs nothing; and below, the same thing has a price."""
    message = case.message
    if message is None:
        return
    below = [
        clause
        for clause in _below(message)
        if _PRICE.search(clause) and not _NOTHING.search(clause) and not _CARRIED.search(clause)
    ]
    above = " ".join(said for _, _, _, said in _promises(message)) if below else ""
    below = [clause for clause in below if not all(found in above for found in _SUM.findall(clause))]
    for claim in message.made(*_FREE) if below else ():
        start, end = message.sentence(claim)
        said = message.parts[claim.part].text.text[start:end]
        if claim.small or conditioned(message, claim) or _PRICE.search(said) or len(said.split()) > SHORT:
            continue
        if any(_things(said) & _things(clause) for clause in below):
            yield at(message, claim.part, claim.start, claim.end)
            return


def _narrowed(clause: str) -> frozenset[str]:
    """What a clause narrows: the words it begins with, and those right behind "only"."""
    mark = _NARROWED.search(clause)
    behind = clause[mark.end() :].split()[:NEAR] if mark else []
    return _things(" ".join([*clause.split()[:NEAR], "·", *behind]))


def _below(message: Message) -> list[str]:
    """The clauses of the small print but for the footer, which says who writes and how to be left alone."""
    parts = [part for part in message.parts if part.name != "footer"]
    return [clause for part in parts for clause in _CLAUSE.split(small_print_of(part)) if clause.strip()]


def _promises(message: Message) -> Iterator[tuple[int, int, int, str]]:
    """The sentences above the small print, with their places."""
    for index, part in enumerate(message.parts):
        if part.name in ("legal", "footer", "alt"):
            continue
        text = part.text.text
        stop = len(text) - len(small_print_of(part))
        start = 0
        while start < stop:
            _, end = part.text.sentence(start)
            end = max(min(end, stop), start + 1)
            if text[start:end].strip():
                yield index, start, end, text[start:end]
            start = end


def _things(words: str) -> frozenset[str]:
    """Words that name something, each in one form."""
    plain = _NARROWED.sub(" ", _WHOLE.sub(" ", words))
    return frozenset(
        stem(word, "es" if word.endswith(("a", "o", "as", "os")) else "en")
        for word in _WORD.findall(plain)
        if not any(small(word, language) for language in LANGUAGES)
        and not _NOTHING.search(word)
        and not _CHARGE.search(word)
    )
