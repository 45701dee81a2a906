"""What the sentence says of either case, `member or not`, where the evidence says it of the one alone."""

import re
from collections.abc import Iterator, Sequence

from batuta.grounding.claims import Claim, Condition, soft
from batuta.grounding.issues import Issue, contradicted, unsupported
from batuta.grounding.matching import touches

_EITHER = re.compile(
    r"\b(?:y )?si no(?: (?:lo )?(?:eres|sos|es|tienes|tenés|la tienes|viajas))?(?: [^\W\d]+)?\s*,?\s*"
    r"(?:también|tambien|tampoco|igual(?:mente)?|lo mismo|tambi[eé]n)\b|"
    r"\bsin (?:ell?[oa]s?|él)\s*,?\s*(?:también|tampoco|igual(?:mente)?|lo mismo)\b|"
    r"\b(?:seas?|tengas?|viajes|compres|vengas|estés|pagues|domicilies|reserves)\b[^.,;:!?]{0,40} o no\b|"
    r"\b[^\W\d]+s? o no(?=,|\s*$)|\bcon o sin\b|"
    r"\bif (?:not|you['’]re not|you are not|you aren['’]t|you don['’]t|you haven['’]t)(?: [^\W\d]+){0,3}?\s*,?\s*"
    r"(?:(?:so|neither) do(?:es)? (?:you|it)|(?:you|it) (?:do|does|will|can|are|is) (?:too|as well|also)|too|as well|"
    r"the same|likewise|just the same|all the same)\b|"
    r"\b[^\W\d]+ or (?:not|non-[^\W\d]+)(?=,|\s*$)|\bwhether (?:or not\b|[^.,;:!?]{0,40} or not\b)|\bwith or without\b",
    re.IGNORECASE,
)
_BOTH_TOLD = re.compile(
    r"\b(?:or not|o no|with or without|con o sin|non-[^\W\d]+|"
    r"no (?:soci|client|resident|titular|abonad|afiliad)[^\W\d]*|"
    r"everyone|everybody|anyone|all (?:customers|guests|visitors|buyers)|tod[oa]s|cualquier(?:a)?|regardless|"
    r"independientemente|no matter|sin necesidad|(?:not|no) (?:required|needed|necesari[oa]|hace falta))\b",
    re.IGNORECASE,
)


def of_both_cases(said: Claim, used: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Issue]:
    """`Members have 60 days; if you are not one, you do too` of 60 days that members have."""
    either = _EITHER.search(said.text)
    if either is None or any(_BOTH_TOLD.search(claim.text) for claim in told):
        return
    named = [unit for unit in said.units if not soft(unit)]
    one = next(
        (
            claim
            for claim in used
            for condition in claim.conditions
            if any(touches(unit, _within(claim, condition)) for unit in named)
        ),
        None,
    )
    text = said.text[either.start() : either.end()]
    if one is not None:
        yield contradicted(
            "strong",
            text,
            en=f"It says it of both cases (“{text}”); the evidence, of one: “{one.text}”.",
            es=f"Lo dice de ambos casos («{text}») y la fuente, de uno: «{one.text}».",
        )
    else:
        yield unsupported(
            "strong",
            text,
            en=f"The evidence does not say it of both cases (“{text}”).",
            es=f"La fuente no lo dice de ambos casos («{text}»).",
        )


def _within(claim: Claim, condition: Condition) -> Claim:
    """The claim with the words of the condition alone."""
    here = tuple(unit for unit in claim.units if condition.start <= unit.start < condition.end)
    return claim._replace(units=here, denied=frozenset())
