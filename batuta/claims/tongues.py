"""Which languages a text is in, by its small words, and whether the policies can read them."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from batuta.text import LANGUAGES, Language
from batuta.words.data import lines
from batuta.words.small_words import small

ENOUGH = 3
"""Small words before anything is concluded from them."""
CLEARLY = 1.5
"""How many times more foreign small words than our own make a text foreign."""


class Tongues(NamedTuple):
    languages: tuple[Language, ...]
    """Those to read the text in, the likeliest first; never empty."""
    unread: str
    """A language code where the text is in one that nobody here reads, else empty."""


def tongues(words: Iterable[str], declared: str | None) -> Tongues:
    """The languages of a text.

    declared: the locale it is said to be in; a text too short to tell is taken at its word.

    >>> tongues("o seu cartao sem anuidade para voce e sua familia com mais vantagens".split(), "es-ES").unread
    'pt'
    """
    spoken = (declared or "").lower().replace("_", "-").split("-")[0]
    counted = [word for word in words if word.isalpha()]
    spanish = sum(small(word, "es") for word in counted)
    english = sum(small(word, "en") for word in counted)
    strange, strangers = max(
        ((code, sum(word in telling for word in counted)) for code, telling in _telling().items()),
        key=lambda pair: pair[1],
    )
    own = max(spanish, english)
    if strangers >= ENOUGH and strangers >= own * CLEARLY:
        return Tongues(("es", "en"), strange)
    if own < ENOUGH:
        if spoken and spoken not in ("es", "en"):
            return Tongues(("es", "en"), spoken)
        return Tongues(("en", "es") if spoken == "en" else ("es", "en"), "")
    first: Language = "es" if spanish >= english else "en"
    second: Language = "en" if first == "es" else "es"
    bilingual = min(spanish, english) >= ENOUGH and min(spanish, english) * 3 >= own
    return Tongues((first, second) if bilingual else (first,), "")


def spoken_in(words: Iterable[str], own: tuple[Language, ...]) -> tuple[Language, ...]:
    """The languages to read one sentence in: always those of its text, and the other unless it is plainly not that.

    own: what the text as a whole is in, and what it is declared to be in. What is said once in another language is
    said, and no sentence can be closed to the language of its text by words put into it.

    >>> spoken_in("loans without a credit check".split(), ("es",))
    ('es', 'en')
    >>> spoken_in("la cuota de los recibos".split(), ("es",))
    ('es',)
    """
    if len(own) > 1:
        return own
    main = own[0]
    other: Language = "en" if main == "es" else "es"
    counted = [word for word in words if word.isalpha()]
    ours = any(small(word, main) and not small(word, other) for word in counted)
    theirs = any(small(word, other) and not small(word, main) for word in counted)
    return own if ours and not theirs else (main, other)


def own_languages(main: Language, declared: str | None) -> tuple[Language, ...]:
    """The language a text is mostly in, and the one it says it is in."""
    said = (declared or "").lower().replace("_", "-").split("-")[0]
    return tuple(dict.fromkeys((main, *(language for language in LANGUAGES if language == said))))


@cache
def _telling() -> dict[str, frozenset[str]]:
    """Language code to the words that tell it."""
    return {code: frozenset(words) for code, *words in (line.split() for line in lines("tongues.txt"))}
