"""Which of our languages a reader wants."""

from fastapi import Request

from batuta.text import LANGUAGES, Language, language_of

COOKIE = "batuta-language"


def language_asked(request: Request, *, default: str = "en") -> Language:
    """What the person chose before, else what their browser prefers, else the default."""
    chosen = request.cookies.get(COOKIE, "")
    return (
        language_of(chosen) if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""), default)
    )


def preferred(header: str, default: str = "en") -> Language:
    """
    >>> preferred("fr-FR, es-MX;q=0.9, en;q=0.8"), preferred("en-GB,es;q=0.5"), preferred("de"), preferred("", "es-ES")
    ('es', 'en', 'en', 'es')
    """
    wanted: list[tuple[float, str]] = []
    for place, item in enumerate(header.split(",")[:20]):
        name, _, weight = item.partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in LANGUAGES:
            wanted.append((-_weight(weight) + place / 1000, language))
    return language_of(min(wanted)[1] if wanted else default)


def _weight(said: str) -> float:
    try:
        return min(max(float(said.strip().removeprefix("q=") or 1), 0.0), 1.0)
    except ValueError:
        return 0.0
