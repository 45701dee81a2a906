"""Questions that the sentence answers itself, as the statement that they make.

`Booking fees? None.` says that there are no booking fees, and `Breakfast included? Of course.` that it is included.
"""

import re

_NO_EN = (
    r"not (?:with us|with this|here|(?:a|any) ?more|at all|any longer|on our watch|a chance|a single one|this time|one|"
    r"ever|now)|none(?: at all| whatsoever)?|zero|nil|nope|no way|never(?: ever)?|nada|zilch|gone|forget (?:it|them)|no"
)
_NO_ES = (
    r"(?:(?:aquí|acá|ahora|pues|con (?:nosotros|est[ea] [^\W\d]+))\s*,?\s*)?(?:ning[uú]n[oa]|ni un[oa]|"
    r"ni hablar|no|cero|nada(?: de nada| de eso)?|nunca(?: más)?|jamás|qué va|ya no)(?:,? con nosotros| aquí| acá)?"
)
_YES = (
    r"yes(?:,? (?:of course|absolutely|you (?:can|do|will)|it (?:is|does|will)|we do))?|of course|absolutely|you bet|"
    r"sure|sure thing|naturally|yep|definitely|certainly|without (?:a )?doubt|it is|you can|you do|they are|"
    r"sí(?: señor)?|claro(?: que sí)?|por supuesto|desde luego|faltaría más|hecho|obvio|sin duda"
)
_ANSWER = r"(?:{0})\s*(?P<end>[.!…]+|,|$)"
_ASKED = r"^\s*¿?(?P<asked>[^?.!¿]+)\?\s*[¡–—-]?\s*"
_DENIED = re.compile(_ASKED + _ANSWER.format(f"{_NO_EN}|{_NO_ES}"), re.IGNORECASE)
_AFFIRMED = re.compile(_ASKED + _ANSWER.format(_YES), re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?P<verb>do|does|did|is|are|was|were|will|can|must|have|has|may|should)\s+"
    r"(?P<who>you|we|it|they|i|there|(?:the|your|our|my|this|that|these) [^\W\d]+)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:what|how|when|where|why|who|which|qué|cómo|cu[aá]nto|cu[aá]nta|cu[aá]ndo|d[oó]nde|quién|cuál)\b|"
    r".*\b(?:or|o)\b",
    re.IGNORECASE,
)
"""Not to be answered with yes or no."""
_DENIES = re.compile(r"\b(?:no|not|never|without|sin|ni|nunca|[^\W\d]+n['’]t)\b", re.IGNORECASE)
_OF_THE_READER = re.compile(
    r"(?:(?:do you |are you )?(?:want|fancy|need|ready|looking|thinking|worried|tired|changed|got|love|like)\b|"
    r"(?:quieres|querés|necesitas|necesitás|buscas|buscás|te apetece|te gusta|te preocupa|preocupad|cansad|harto|"
    r"listo|lista|sabes|sabías)\b)",
    re.IGNORECASE,
)
"""What is asked of the reader's mind, of which no source can tell."""


def as_stated(text: str) -> str:
    """The text with the question that opens it as a statement, where the answer follows it; else as it is.

    >>> as_stated("Booking fees? None."), as_stated("¿Hay permanencia? No.")
    ('No booking fees.', 'No hay permanencia.')
    >>> as_stated("Breakfast included? Of course."), as_stated("Changed your mind? No problem.")
    ('Breakfast included.', 'Changed your mind? No problem.')
    """
    for pattern, denies in ((_DENIED, True), (_AFFIRMED, False)):
        match = pattern.match(text)
        if match is None:
            continue
        asked = match["asked"].strip()
        if _OPEN.match(asked) or _OF_THE_READER.match(asked) or (denies and _DENIES.search(asked)):
            return text
        said = _denied(asked) if denies else _affirmed(asked)
        return f"{said}{match['end'] or '.'}{text[match.end() :]}"
    return text


def _denied(asked: str) -> str:
    verb = _AUXILIARY.match(asked)
    if verb:
        return _capital(f"{verb['who']} {verb['verb'].lower()} not {verb['rest']}")
    small = asked if asked[:2].isupper() else asked[:1].lower() + asked[1:]
    return f"No {small}"


def _affirmed(asked: str) -> str:
    verb = _AUXILIARY.match(asked)
    if not verb:
        return asked
    helps = "" if verb["verb"].lower() in ("do", "does") else f"{verb['verb'].lower()} "
    return _capital(f"{verb['who']} {helps}{verb['rest']}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
