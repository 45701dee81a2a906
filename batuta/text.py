"""Words for people, always in both languages; and words of people, made writable.

Text(en="Which card?", es="¿Qué tarjeta?").in_("es-ES")  ->  "¿Qué tarjeta?"
"""

import re
from typing import Literal

from pydantic import model_validator

from batuta.noun import Noun

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")


class Text(Noun):
    """The same words in English and Spanish. One may be missing in a company's own files, never both."""

    en: str = ""
    es: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_wording_serves_both(cls, given: object) -> object:
        return {"en": given, "es": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _says_something(self) -> "Text":
        if not (self.en.strip() or self.es.strip()):
            raise ValueError("a text needs words in at least one of en, es")
        return self

    def in_(self, locale: str | None) -> str:
        """The words for a locale such as `es-MX`; the other language where this one is missing."""
        return (self.es or self.en) if language_of(locale) == "es" else (self.en or self.es)


def language_of(locale: str | None) -> Language:
    """`es` for every Spanish locale, else `en`.

    >>> language_of("es-AR"), language_of("en-GB"), language_of(None)
    ('es', 'en', 'en')
    """
    return "es" if (locale or "").lower().startswith("es") else "en"


def say(locale: str | None, *, en: str, es: str) -> str:
    """One sentence in the reader's language; both wordings stand side by side where it is said."""
    return es if language_of(locale) == "es" else en


def quoted(words: str, locale: str | None) -> str:
    """Words in the quotation marks of the language.

    >>> quoted("Madrid", "es-MX"), quoted("Madrid", "en")
    ('«Madrid»', '“Madrid”')
    """
    return say(locale, en=f"“{words}”", es=f"«{words}»")


def listed(items: list[str] | tuple[str, ...], locale: str | None, *, either: bool = False) -> str:
    """Join words as prose does.

    >>> listed(["a", "b", "c"], "en"), listed(["Madrid", "Ibiza"], "es")
    ('a, b and c', 'Madrid e Ibiza')
    """
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    if language_of(locale) == "en":
        joint = "or" if either else "and"
    elif either:
        joint = "u" if last.lower().startswith(("o", "ho")) else "o"
    else:
        joint = "e" if _sounds_i(last.lower()) else "y"
    return f"{', '.join(items[:-1])} {joint} {last}"


_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def mended(text: str) -> str:
    """Half a surrogate pair, and NUL, become the replacement character: neither can be stored, hashed or sent.

    >>> mended("Tarjeta \ud83d Oro") == "Tarjeta \ufffd Oro"
    True
    """
    return _UNWRITABLE.sub("\ufffd", text)


def all_mended(data: object) -> object:
    """Plain JSON data with every text in it mended, names included."""
    if isinstance(data, str):
        return mended(data)
    if isinstance(data, dict):
        return {all_mended(name): all_mended(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [all_mended(item) for item in data]
    return data


def _sounds_i(word: str) -> bool:
    return word.startswith(("i", "í")) or (word.startswith(("hi", "hí")) and not word.startswith(("hia", "hie", "hio")))
