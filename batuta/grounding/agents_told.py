"""By whom something is done: `accredited by the CNMC`, which limits nothing of what is said."""

import re


def by_whom(text: str, start: int) -> bool:
    """`Accredited | by the CNMC`: who does it, which limits nothing."""
    return bool(_BY_WHOM.match(text, start) and _DONE.search(text[:start]))


_BY_WHOM = re.compile(
    r"\b(?:by|por) (?:(?:the|el|la|los|las) )?(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b)(?-i:[A-ZÁÉÍÓÚÑ])",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:ed|[ai]d[oa]s?)\b[^.;:,]*\s$")


def doer_at(text: str, start: int, end: int) -> int:
    """Where between two places it begins to say by whom, or the second."""
    return next((one.start() for one in _BY_WHOM.finditer(text, start, end) if by_whom(text, one.start())), end)
